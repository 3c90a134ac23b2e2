/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger/removals.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"
#include "ledger/batch.h"
#include "ledger/digest_table.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	ID_AT = sizeof(REMOVALS_PREFIX) - 1,
	CONTENT_AT = ID_AT + DIGEST_LETTERS + 1,
	KEY_LENGTH = CONTENT_AT + DIGEST_LETTERS,
	TIME_MAX = 32,
};

struct removal {
	struct digest content;
	bool lifted;
};

struct removals {
	struct batch *batch;
	struct digest_table ids; /* of an id: its number in items */
	struct removal *items;
	size_t room, lifted;
};

static void set(struct removals *removals, struct digest id, struct digest content)
{
	size_t before = removals->ids.count;
	uint32_t number = digest_table_add(&removals->ids, id);

	if (number == before)
		removals->items = alloc_grow(removals->items, before, &removals->room,
			sizeof(*removals->items));
	else
		removals->lifted -= removals->items[number].lifted;
	removals->items[number] = (struct removal){.content = content};
}

static bool parse_key(const char *key, struct digest *id, struct digest *content)
{
	return strlen(key) == KEY_LENGTH && digest_parse(key + ID_AT, id)
		&& digest_parse(key + CONTENT_AT, content);
}

bool removals_open(struct batch *batch, struct removals **out, struct error *err)
{
	SCOPED(removals_close)
	struct removals *removals = alloc_zeroed(1, sizeof(*removals));
	SCOPED(buf_release) struct buf keys = {0};
	struct digest id;
	struct digest content;

	removals->batch = batch;
	if (!batch_note_keys(batch, REMOVALS_PREFIX, &keys, err))
		return false;
	for (size_t at = 0; at < keys.length; at += strlen(keys.bytes + at) + 1) {
		if (!parse_key(keys.bytes + at, &id, &content))
			return error_set(err, ERROR_CORRUPT,
				"the index's notes on removed documents are damaged; "
				"rebuild it");
		set(removals, id, content);
	}
	*out = TAKE(removals);
	return true;
}

void removals_close(struct removals **removals)
{
	if (*removals) {
		digest_table_release(&(*removals)->ids);
		free((*removals)->items);
	}
	free(*removals);
	*removals = NULL;
}

size_t removals_count(const struct removals *removals)
{
	return removals->ids.count - removals->lifted;
}

static const struct removal *find(const struct removals *removals, struct digest id)
{
	uint32_t number = digest_table_find(&removals->ids, id);

	if (number == DIGEST_TABLE_NONE || removals->items[number].lifted)
		return NULL;
	return &removals->items[number];
}

bool removals_has(const struct removals *removals, struct digest id)
{
	return find(removals, id);
}

bool removals_holds(
	const struct removals *removals, struct digest id, struct digest content)
{
	const struct removal *removal = find(removals, id);

	return removal && digest_equal(removal->content, content);
}

static void write_key(struct digest id, struct digest content, char out[KEY_LENGTH + 1])
{
	char letters[2][DIGEST_LETTERS + 1];

	digest_write(id, letters[0]);
	digest_write(content, letters[1]);
	snprintf(out, KEY_LENGTH + 1, REMOVALS_PREFIX "%s:%s", letters[0], letters[1]);
}

static void write_now(char out[TIME_MAX])
{
	time_t now = time(NULL);
	struct tm day;

	gmtime_r(&now, &day);
	strftime(out, TIME_MAX, "%Y-%m-%dT%H:%M:%SZ", &day);
}

bool removals_add(struct removals *removals, const char *id, size_t length,
	struct digest content, struct error *err)
{
	SCOPED(buf_release) struct buf value = {0};
	struct digest digest = digest_of(id, length);
	char key[KEY_LENGTH + 1];
	char now[TIME_MAX];

	write_key(digest, content, key);
	write_now(now);
	buf_add_format(&value, "%s ", now);
	buf_add(&value, id, length);
	set(removals, digest, content);
	return batch_note(removals->batch, key, value.bytes, value.length, err);
}

bool removals_lift(struct removals *removals, struct digest id, struct error *err)
{
	uint32_t number = digest_table_find(&removals->ids, id);
	char key[KEY_LENGTH + 1];

	if (number == DIGEST_TABLE_NONE || removals->items[number].lifted)
		return true;
	removals->items[number].lifted = true;
	removals->lifted++;
	write_key(id, removals->items[number].content, key);
	return batch_note(removals->batch, key, "", 0, err);
}

bool removals_copy(const struct removals *removals, struct batch *to, struct error *err)
{
	SCOPED(buf_release) struct buf value = {0};
	char key[KEY_LENGTH + 1];

	for (size_t i = 0; i < removals->ids.count; i++) {
		if (removals->items[i].lifted)
			continue;
		write_key(removals->ids.digests[i], removals->items[i].content, key);
		buf_clear(&value);
		if (!batch_noted(removals->batch, key, &value, err)
			|| !batch_note(to, key, value.bytes, value.length, err))
			return false;
	}
	return true;
}
