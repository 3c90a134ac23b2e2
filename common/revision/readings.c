/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/readings.h"

#include "base/alloc.h"
#include "base/lru.h"
#include "base/scope.h"
#include "index/record.h"

#include <stdlib.h>

enum {
	BYTES_MAX = 64 << 20,
	KEPT_MIN = 4, /* however long: the texts and titles of two documents */
};

/* What is read, and the hash by which the sketch knows its words. */
struct key {
	uint64_t hash, tag;
};

struct reading {
	struct lru_item kept; /* must be first */
	struct key key;
	struct counted_words words;
};

struct readings {
	struct holdings holdings;
	const struct sketches *sketches;
	struct series_words *series;
	struct lru kept;
	struct unpacker *unpacker;
	struct buf record; /* scratch */
	size_t records;
};

struct readings *readings_open(struct holdings holdings, const struct sketches *sketches)
{
	struct readings *readings = alloc_zeroed(1, sizeof(*readings));

	readings->holdings = holdings;
	readings->sketches = sketches;
	readings->series = series_words_open();
	readings->unpacker = unpacker_create();
	return readings;
}

static void drop_oldest(struct readings *readings)
{
	struct reading *oldest = (struct reading *)lru_take_oldest(&readings->kept);

	counted_words_release(&oldest->words);
	free(oldest);
}

void readings_close(struct readings **readings)
{
	if (*readings) {
		while ((*readings)->kept.count)
			drop_oldest(*readings);
		lru_release(&(*readings)->kept);
		series_words_close(&(*readings)->series);
		unpacker_free(&(*readings)->unpacker);
		buf_release(&(*readings)->record);
	}
	free(*readings);
	*readings = NULL;
}

static void read_words(
	struct readings *readings, uint32_t item, uint64_t tag, struct counted_words *out)
{
	SCOPED(word_hashes_release) struct word_hashes words = {0};
	struct buf *record = &readings->record;
	struct record_part part;

	holdings_record(readings->holdings, readings->sketches->documents[item],
		readings->unpacker, record);
	readings->records++;
	part = record_find(buf_string(record), record->length, (enum record_tag)tag);
	if (part.length)
		word_hashes_add(readings->series, part.bytes, part.length, &words);
	counted_words_take(&words, out);
}

static const struct counted_words *keep(
	struct readings *readings, const struct key *key, struct counted_words *words)
{
	struct reading *reading = alloc_zeroed(1, sizeof(*reading));

	reading->key = *key;
	reading->words = *words;
	reading->kept.key = (const char *)&reading->key;
	reading->kept.key_length = sizeof(reading->key);
	reading->kept.bytes = sizeof(*reading) + counted_words_bytes(words);
	lru_add(&readings->kept, &reading->kept);
	while (readings->kept.bytes > BYTES_MAX && readings->kept.count > KEPT_MIN)
		drop_oldest(readings);
	return &reading->words;
}

/* A damaged record has no words, which are not those of its sound equals. */
static const struct counted_words *find_or_read(
	struct readings *readings, uint32_t item, const struct key *key)
{
	static const struct counted_words nothing = {.slots = NULL};
	struct counted_words words;
	struct lru_item *kept =
		lru_find(&readings->kept, (const char *)key, sizeof(*key));

	if (kept)
		return &((struct reading *)kept)->words;
	read_words(readings, item, key->tag, &words);
	if (words.words.count || !key->hash)
		return keep(readings, key, &words);
	counted_words_release(&words);
	return &nothing;
}

const struct counted_words *readings_text(struct readings *readings, uint32_t item)
{
	return find_or_read(readings, item,
		&(struct key){readings->sketches->items[item].whole, RECORD_TEXT});
}

const struct counted_words *readings_title(struct readings *readings, uint32_t item)
{
	return find_or_read(readings, item,
		&(struct key){readings->sketches->items[item].title, RECORD_TITLE});
}

size_t readings_records(const struct readings *readings)
{
	return readings->records;
}
