/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger/ledger_lines.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "ledger/batch.h"
#include "ledger/digest_table.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* "line:FILE:ID:CONTENT", and ":STAMP" unless it is 0 */
enum {
	FILE_HEAD = 5 + DIGEST_LETTERS + 1,
	CONTENT_AT = FILE_HEAD + DIGEST_LETTERS + 1,
	KEY_LENGTH = CONTENT_AT + DIGEST_LETTERS,
	KEY_MAX = KEY_LENGTH + 1 + 16,
};

struct line {
	struct digest id, content;
	uint64_t stamp;
	bool met, dropped;
};

struct ledger_lines {
	struct batch *batch;
	uint64_t stamp;
	char head[FILE_HEAD + 1];
	struct digest_table ids; /* of an id: its number in lines */
	struct digest_table contents;
	uint32_t *owners; /* of each content, the number of the line */
	struct line *lines;
	size_t count, room, owner_room, dropped;
};

/* The line of the id, a new one if need be, has this content now. */
static struct line *set_line(struct ledger_lines *lines, struct digest id,
	struct digest content, uint64_t stamp)
{
	uint32_t number = digest_table_add(&lines->ids, id);
	uint32_t owner = digest_table_add(&lines->contents, content);

	if (number == lines->count) {
		lines->lines = alloc_grow(
			lines->lines, lines->count, &lines->room, sizeof(*lines->lines));
		lines->lines[lines->count++] = (struct line){.id = id};
	}
	lines->owners = alloc_grow(
		lines->owners, owner, &lines->owner_room, sizeof(*lines->owners));
	lines->owners[owner] = number;
	lines->lines[number].content = content;
	lines->lines[number].stamp = stamp;
	return &lines->lines[number];
}

static bool parse_key(const char *key, size_t length, struct line *out)
{
	*out = (struct line){0};
	if (length < KEY_LENGTH || !digest_parse(key + FILE_HEAD, &out->id)
		|| !digest_parse(key + CONTENT_AT, &out->content))
		return false;
	if (length > KEY_LENGTH)
		out->stamp = strtoull(key + KEY_LENGTH + 1, NULL, 16);
	return length == KEY_LENGTH || key[KEY_LENGTH] == ':';
}

bool ledger_lines_open(struct batch *batch, struct digest file, uint64_t stamp,
	struct ledger_lines **out, struct error *err)
{
	SCOPED(ledger_lines_close)
	struct ledger_lines *lines = alloc_zeroed(1, sizeof(*lines));
	SCOPED(buf_release) struct buf keys = {0};
	char letters[DIGEST_LETTERS + 1];
	struct line line;

	lines->batch = batch;
	lines->stamp = stamp;
	digest_write(file, letters);
	snprintf(lines->head, sizeof(lines->head), "line:%s:", letters);
	if (!batch_note_keys(batch, lines->head, &keys, err))
		return false;
	for (size_t at = 0; at < keys.length; at += strlen(keys.bytes + at) + 1) {
		if (!parse_key(keys.bytes + at, strlen(keys.bytes + at), &line))
			return error_set(err, ERROR_CORRUPT,
				"the index's notes on its sources are damaged; rebuild "
				"it");
		set_line(lines, line.id, line.content, line.stamp);
	}
	*out = TAKE(lines);
	return true;
}

void ledger_lines_close(struct ledger_lines **lines)
{
	if (*lines) {
		digest_table_release(&(*lines)->ids);
		digest_table_release(&(*lines)->contents);
		free((*lines)->owners);
		free((*lines)->lines);
	}
	free(*lines);
	*lines = NULL;
}

/* The line that has this content now and was read so; NULL: none was. */
static struct line *find_content(const struct ledger_lines *lines, struct digest content)
{
	uint32_t number = digest_table_find(&lines->contents, content);
	struct line *line;

	if (number == DIGEST_TABLE_NONE)
		return NULL;
	line = &lines->lines[lines->owners[number]];
	return digest_equal(line->content, content) ? line : NULL;
}

static struct line *find_line(const struct ledger_lines *lines, struct digest content)
{
	struct line *line = find_content(lines, content);

	return line && line->stamp == lines->stamp ? line : NULL;
}

bool ledger_lines_had(const struct ledger_lines *lines, struct digest content)
{
	return find_content(lines, content);
}

bool ledger_lines_knows(const struct ledger_lines *lines, struct digest content)
{
	return find_line(lines, content);
}

bool ledger_lines_meet(
	struct ledger_lines *lines, struct digest content, struct digest *id)
{
	struct line *line = find_line(lines, content);

	if (!line || line->met)
		return false;
	line->met = true;
	*id = line->id;
	return true;
}

bool ledger_lines_has_met(const struct ledger_lines *lines, struct digest id)
{
	uint32_t number = digest_table_find(&lines->ids, id);

	return number != DIGEST_TABLE_NONE && lines->lines[number].met;
}

static void write_key(
	const struct ledger_lines *lines, const struct line *line, char out[KEY_MAX + 1])
{
	char id[DIGEST_LETTERS + 1];
	char content[DIGEST_LETTERS + 1];

	digest_write(line->id, id);
	digest_write(line->content, content);
	snprintf(out, KEY_MAX + 1, "%s%s:%s", lines->head, id, content);
	if (line->stamp)
		snprintf(out + KEY_LENGTH, KEY_MAX + 1 - KEY_LENGTH, ":%" PRIx64,
			line->stamp);
}

static bool delete_note(
	struct ledger_lines *lines, const struct line *line, struct error *err)
{
	char key[KEY_MAX + 1];

	write_key(lines, line, key);
	return batch_note(lines->batch, key, "", 0, err);
}

bool ledger_lines_put(struct ledger_lines *lines, const char *id, size_t length,
	struct digest content, struct error *err)
{
	struct digest digest = digest_of(id, length);
	uint32_t number = digest_table_find(&lines->ids, digest);
	struct line *line;
	char key[KEY_MAX + 1];

	if (number != DIGEST_TABLE_NONE
		&& !delete_note(lines, &lines->lines[number], err))
		return false;
	line = set_line(lines, digest, content, lines->stamp);
	line->met = true;
	write_key(lines, line, key);
	return batch_note(lines->batch, key, id, length, err);
}

/* Its line is gone and its document is not: no line has this content. */
static bool is_kept(const struct line *line)
{
	return digest_equal(line->content, (struct digest){0});
}

bool ledger_lines_keep(
	struct ledger_lines *lines, const char *id, size_t length, struct error *err)
{
	uint32_t number = digest_table_find(&lines->ids, digest_of(id, length));
	char key[KEY_MAX + 1];

	lines->lines[number].dropped = false;
	lines->lines[number].content = (struct digest){0};
	lines->lines[number].stamp = 0;
	lines->dropped--;
	write_key(lines, &lines->lines[number], key);
	return batch_note(lines->batch, key, id, length, err);
}

bool ledger_lines_drop_next(struct ledger_lines *lines, size_t *cursor, bool *found,
	struct buf *id, struct error *err)
{
	char key[KEY_MAX + 1];

	*found = false;
	while (*cursor < lines->count) {
		struct line *line = &lines->lines[(*cursor)++];

		if (line->met || line->dropped || is_kept(line))
			continue;
		write_key(lines, line, key);
		buf_clear(id);
		line->dropped = true;
		lines->dropped++;
		*found = true;
		return batch_noted(lines->batch, key, id, err)
			&& delete_note(lines, line, err);
	}
	return true;
}

uint32_t ledger_lines_count(const struct ledger_lines *lines)
{
	return (uint32_t)(lines->count - lines->dropped);
}

uint32_t ledger_lines_count_current(const struct ledger_lines *lines)
{
	uint32_t count = 0;

	for (size_t i = 0; i < lines->count; i++)
		count += !lines->lines[i].dropped && !is_kept(&lines->lines[i]);
	return count;
}

bool ledger_lines_content(struct batch *batch, struct digest file, struct digest id,
	bool *found, struct digest *out, struct error *err)
{
	SCOPED(buf_release) struct buf keys = {0};
	char letters[2][DIGEST_LETTERS + 1];
	char prefix[KEY_LENGTH + 1];

	digest_write(file, letters[0]);
	digest_write(id, letters[1]);
	snprintf(prefix, sizeof(prefix), "line:%s:%s:", letters[0], letters[1]);
	if (!batch_note_keys(batch, prefix, &keys, err))
		return false;
	*found = keys.length > KEY_LENGTH && digest_parse(keys.bytes + CONTENT_AT, out);
	return true;
}

bool ledger_lines_note_kept(struct batch *batch, struct digest file, const char *id,
	size_t length, struct error *err)
{
	struct line line = {.id = digest_of(id, length)};
	struct ledger_lines lines = {0};
	char letters[DIGEST_LETTERS + 1];
	char key[KEY_MAX + 1];

	digest_write(file, letters);
	snprintf(lines.head, sizeof(lines.head), "line:%s:", letters);
	write_key(&lines, &line, key);
	return batch_note(batch, key, id, length, err);
}
