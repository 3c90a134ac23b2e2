/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "commands/changes.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "config/options.h"
#include "index/generation.h"
#include "index/index_reader.h"
#include "ledger/digest_table.h"
#include "reports/changes_form.h"

#include <stdlib.h>
#include <string.h>

/* A writer that commits twice meanwhile makes a reader start over. */
enum { TRIES = 20 };

struct listing {
	const struct options *options;
	enum changes_form form;
	struct index_reader *reader;
	char **keys; /* of the notes, the oldest first */
	size_t count, room;
	struct digest_table targets; /* ids that pages moved to: they are not new */
	struct buf text;
};

static void listing_release(struct listing *listing)
{
	for (size_t i = 0; i < listing->count; i++)
		free(listing->keys[i]);
	free(listing->keys);
	index_reader_close(&listing->reader);
	digest_table_release(&listing->targets);
	buf_release(&listing->text);
}

static bool refuse_damage(struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		"the index's notes on changes are damaged; rebuild it");
}

static void add_key(struct listing *listing, const char *key)
{
	SCOPED(buf_release) struct buf copy = {0};

	buf_add_string(&copy, key);
	listing->keys = alloc_grow(
		listing->keys, listing->count, &listing->room, sizeof(*listing->keys));
	listing->keys[listing->count++] = buf_take(&copy).bytes;
}

static bool read_keys(struct listing *listing, struct error *err)
{
	SCOPED(note_stream_close) struct note_stream *stream = NULL;
	struct change_note note;
	const char *key;

	if (!note_stream_open(listing->reader, CHANGE_LOG_PREFIX, &stream, err))
		return false;
	for (;;) {
		if (!note_stream_next(stream, &key, err))
			return false;
		if (!key)
			return true;
		if (!change_note_parse(key, &note))
			return refuse_damage(err);
		if ((int64_t)note.time_s >= listing->options->since_s)
			add_key(listing, key);
	}
}

/* The page that moved is not told of a second time, as a new one. */
static bool is_told(struct listing *listing, const struct change *change)
{
	if (change->kind == CHANGE_MOVED)
		digest_table_add(
			&listing->targets, digest_of(change->to, strlen(change->to)));
	return change->kind == CHANGE_NEW
		&& digest_table_find(
			   &listing->targets, digest_of(change->id, strlen(change->id)))
		!= DIGEST_TABLE_NONE;
}

static void change_list_free(struct change **changes)
{
	free(*changes);
}

/* The newest of a note stands at its end. */
static bool add_note(struct listing *listing, const char *key, struct error *err)
{
	SCOPED(buf_release) struct buf bytes = {0};
	SCOPED(change_list_free) struct change *changes = NULL;
	size_t count = 0;
	size_t room = 0;
	size_t offset = 0;
	struct change_note note;
	struct change change;

	if (!change_note_parse(key, &note)
		|| !index_reader_noted(listing->reader, key, &bytes, err))
		return false;
	while (change_note_next(&bytes, &offset, &change)) {
		changes = alloc_grow(changes, count, &room, sizeof(*changes));
		changes[count++] = change;
	}
	if (count != note.count)
		return refuse_damage(err);
	while (count--) {
		if (!is_told(listing, &changes[count]))
			changes_form_add(listing->form, &changes[count], note.time_s,
				&listing->text);
	}
	return true;
}

static bool list(struct listing *listing, struct error *err)
{
	SCOPED(generation_release) struct generation current = {0};
	struct changes_head head = {.index = listing->options->operands[0]};
	struct change_note newest;

	if (!generation_current(head.index, &current, err)
		|| !index_reader_open(current.path, &listing->reader, err)
		|| !read_keys(listing, err))
		return false;
	head.generation = current.number;
	if (listing->count
		&& change_note_parse(listing->keys[listing->count - 1], &newest))
		head.newest_s = newest.time_s;
	changes_form_begin(listing->form, &head, &listing->text);
	for (size_t i = listing->count; i > 0; i--) {
		if (!add_note(listing, listing->keys[i - 1], err))
			return false;
	}
	changes_form_end(listing->form, &listing->text);
	return true;
}

static enum changes_form form_of(const struct options *options)
{
	if (options->atom)
		return CHANGES_ATOM;
	return options->json ? CHANGES_JSON : CHANGES_TEXT;
}

bool changes_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err)
{
	*refused = 0;
	for (int i = 0; i < TRIES; i++) {
		SCOPED(listing_release)
		struct listing listing = {.options = options, .form = form_of(options)};
		SCOPED(generation_release) struct generation current = {0};

		*err = (struct error){0};
		if (list(&listing, err)) {
			fwrite(buf_string(&listing.text), 1, listing.text.length, out);
			return true;
		}
		if (err->kind != ERROR_BUSY && err->kind != ERROR_MISSING)
			return false;
		if (!generation_current(options->operands[0], &current, err))
			return false;
	}
	return false;
}
