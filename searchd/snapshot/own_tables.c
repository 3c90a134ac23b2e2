/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snapshot/own_tables.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/index_reader.h"
#include "snapshot/tables.h"

#include <stdatomic.h>
#include <string.h>

struct own_tables {
	struct tables tables;
	struct buf text; /* what they were opened with */
	atomic_uint holders;
};

void own_tables_let_go(struct own_tables **own_)
{
	struct own_tables *own = TAKE(*own_);

	if (!own || atomic_fetch_sub(&own->holders, 1) > 1)
		return;
	tables_close(&own->tables);
	buf_release(&own->text);
	free(own);
}

bool own_tables_load(struct index_reader *reader, struct own_tables *known,
	struct own_tables **out, struct error *err)
{
	SCOPED(buf_release) struct buf text = {0};
	struct own_tables *own;

	if (!index_reader_noted(reader, ADDITIONS_NOTE, &text, err))
		return false;
	if (!text.length)
		return true;
	if (known && !strcmp(buf_string(&known->text), text.bytes)) {
		atomic_fetch_add(&known->holders, 1);
		*out = known;
		return true;
	}
	own = alloc_zeroed(1, sizeof(*own));
	atomic_init(&own->holders, 1);
	if (!tables_open_with(text.bytes, text.length, &own->tables, err)) {
		own_tables_let_go(&own);
		return false;
	}
	own->text = buf_take(&text);
	*out = own;
	return true;
}

const struct tables *own_tables_get(const struct own_tables *own)
{
	return &own->tables;
}
