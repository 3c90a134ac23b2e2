/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger/ledger_view.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/index_reader.h"
#include "ledger/ledger_key.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_MAX = 64 };

struct ledger_view {
	struct index_reader *reader;
	struct note_stream *keys;
	struct ledger_view_file file;
	struct buf details;
};

bool ledger_view_open(
	struct index_reader *reader, struct ledger_view **out, struct error *err)
{
	SCOPED(ledger_view_close)
	struct ledger_view *view = alloc_zeroed(1, sizeof(*view));

	view->reader = reader;
	if (!note_stream_open(reader, "file:", &view->keys, err))
		return false;
	*out = TAKE(view);
	return true;
}

void ledger_view_close(struct ledger_view **view)
{
	if (*view) {
		note_stream_close(&(*view)->keys);
		buf_release(&(*view)->details);
	}
	free(*view);
	*view = NULL;
}

static bool refuse_damage(struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		"the index's notes on its sources are damaged; rebuild it");
}

static bool read_details(struct ledger_view *view, const char *key, struct error *err)
{
	struct ledger_details details;

	buf_clear(&view->details);
	if (!index_reader_noted(view->reader, key, &view->details, err))
		return false;
	if (!ledger_parse_details(&view->details, &details))
		return refuse_damage(err);
	view->file.path = details.path;
	view->file.reasons = details.text;
	return true;
}

bool ledger_view_next(
	struct ledger_view *view, const struct ledger_view_file **out, struct error *err)
{
	const struct ledger_file *file = &view->file.file;
	const char *key;

	*out = NULL;
	if (!note_stream_next(view->keys, &key, err))
		return false;
	if (!key)
		return true;
	view->file = (struct ledger_view_file){0};
	if (!ledger_key_parse(key, strlen(key), &view->file.key, &view->file.file))
		return refuse_damage(err);
	if ((file->state == LEDGER_REFUSED
		    || (file->state == LEDGER_LINES && file->refusals))
		&& !read_details(view, key, err))
		return false;
	*out = &view->file;
	return true;
}

bool ledger_view_name(struct index_reader *reader, struct digest source, struct buf *out,
	struct error *err)
{
	char letters[DIGEST_LETTERS + 1];
	char key[KEY_MAX];

	digest_write(source, letters);
	snprintf(key, sizeof(key), "source:%s", letters);
	return index_reader_noted(reader, key, out, err);
}
