/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/packed_stream.h"

#include "base/alloc.h"
#include "http/gzip.h"

#include <stdlib.h>

struct packing {
	struct reply_stream plain;
	struct gzip_file *file; /* NULL: not begun; HEAD never does */
	struct buf block;       /* of the plain stream */
	bool ended;
};

static void packing_free(void *packing_)
{
	struct packing *packing = packing_;

	packing->plain.free(packing->plain.state);
	gzip_file_free(&packing->file);
	buf_release(&packing->block);
	free(packing);
}

static bool write_packed(void *packing_, struct buf *out, struct error *err)
{
	struct packing *packing = packing_;

	if (packing->ended)
		return true;
	buf_clear(&packing->block);
	if (!packing->plain.write(packing->plain.state, &packing->block, err))
		return false;
	if (!packing->file)
		packing->file = gzip_file_create();
	packing->ended = !packing->block.length;
	if (packing->ended)
		gzip_file_end(packing->file, out);
	else
		gzip_file_add(
			packing->file, packing->block.bytes, packing->block.length, out);
	return true;
}

void packed_stream_wrap(struct reply_stream *stream)
{
	struct packing *packing = alloc_zeroed(1, sizeof(*packing));

	packing->plain = *stream;
	*stream = (struct reply_stream){packing, write_packed, packing_free};
}
