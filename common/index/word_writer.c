/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/word_writer.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "base/string_table.h"
#include "index/dictionary.h"
#include "index/forms.h"
#include "index/sent_words.h"
#include "index/store.h"
#include "index/stored_words.h"

#include <stdlib.h>
#include <string.h>

struct word_writer {
	struct store *dictionary, *forms;
	char *path; /* of the dictionary */
	bool is_loaded;
	struct string_table words; /* of the dictionary: its numbers are theirs */
	size_t written;            /* so many of them are in the file */

	/* how many pages more have each word since the last commit */
	int32_t *pages;
	size_t pages_room;
	struct form_change *touched; /* words that have a change, perhaps of 0 */
	size_t touched_count, touched_room;

	struct stored_word *items; /* of the document at hand */
	size_t item_count, item_room;
};

bool word_writer_open(const char *folder, struct word_bytes committed,
	struct word_writer **out, struct error *err)
{
	SCOPED(word_writer_close)
	struct word_writer *writer = alloc_zeroed(1, sizeof(*writer));
	SCOPED(buf_release) struct buf dictionary = {0};
	SCOPED(buf_release) struct buf forms = {0};

	buf_add_format(&dictionary, "%s/dictionary", folder);
	buf_add_format(&forms, "%s/forms", folder);
	writer->path = alloc_string(buf_string(&dictionary));
	if (!store_open(writer->path, committed.dictionary, &writer->dictionary, err)
		|| !store_open(buf_string(&forms), committed.forms, &writer->forms, err))
		return false;
	*out = TAKE(writer);
	return true;
}

void word_writer_close(struct word_writer **writer)
{
	if (*writer) {
		store_close(&(*writer)->dictionary);
		store_close(&(*writer)->forms);
		string_table_release(&(*writer)->words);
		free((*writer)->path);
		free((*writer)->pages);
		free((*writer)->touched);
		free((*writer)->items);
	}
	free(*writer);
	*writer = NULL;
}

bool word_writer_cut(struct word_writer *writer, struct error *err)
{
	return store_cut(writer->dictionary, err) && store_cut(writer->forms, err);
}

static bool refuse_damage(const struct word_writer *writer, struct error *err)
{
	return error_set(
		err, ERROR_CORRUPT, "%s is damaged; rebuild the index", writer->path);
}

/* Reads the dictionary, late: a run that changes nothing needs none. */
static bool load(struct word_writer *writer, struct error *err)
{
	SCOPED(store_map_close) struct store_map map = {0};
	size_t size = (size_t)store_length(writer->dictionary);
	struct dictionary_word word;
	size_t offset = 0;

	if (writer->is_loaded)
		return true;
	if (!store_map_open(writer->path, &map, err))
		return false;
	while (offset < size && size <= map.length) {
		if (!dictionary_next(map.bytes, size, &offset, &word)
			|| string_table_add(&writer->words, word.bytes, word.size)
				!= writer->written)
			break;
		writer->written++;
	}
	writer->is_loaded = offset == size;
	return writer->is_loaded || refuse_damage(writer, err);
}

/* The place of the word's pages. */
static int32_t *pages_of(struct word_writer *writer, uint32_t number)
{
	while (number >= writer->pages_room) {
		size_t room = writer->pages_room;

		writer->pages =
			alloc_widen(writer->pages, &writer->pages_room, sizeof(int32_t));
		memset(writer->pages + room, 0,
			(writer->pages_room - room) * sizeof(*writer->pages));
	}
	return &writer->pages[number];
}

static void count_pages(struct word_writer *writer, uint32_t number, int32_t pages)
{
	int32_t *changed = pages_of(writer, number);

	if (!*changed) {
		writer->touched = alloc_grow(writer->touched, writer->touched_count,
			&writer->touched_room, sizeof(*writer->touched));
		writer->touched[writer->touched_count++].word = number;
	}
	*changed += pages;
}

static void add_item(struct word_writer *writer, uint32_t number,
	const struct stored_positions *positions)
{
	writer->items = alloc_grow(writer->items, writer->item_count, &writer->item_room,
		sizeof(*writer->items));
	writer->items[writer->item_count++] = (struct stored_word){number, *positions};
}

/* What stands several times keeps the order of its positions. */
static int by_number(const void *a, const void *b)
{
	const struct stored_word *first = a;
	const struct stored_word *second = b;

	if (first->number != second->number)
		return first->number < second->number ? -1 : 1;
	return (first->positions.first > second->positions.first)
		- (first->positions.first < second->positions.first);
}

/* The document at hand: one page more has each of its spellings. */
static void store_items(struct word_writer *writer, const struct sent_positions *breaks,
	struct buf *stored)
{
	if (writer->item_count)
		qsort(writer->items, writer->item_count, sizeof(*writer->items),
			by_number);
	stored_words_write(writer->items, writer->item_count, breaks, stored);
}

/* The number of the word, which is on the page at hand. */
static uint32_t number_of(
	struct word_writer *writer, const struct dictionary_word *word, bool is_first)
{
	uint32_t number = string_table_add(&writer->words, word->bytes, word->size);

	if (word->length && is_first)
		count_pages(writer, number, 1);
	return number;
}

/* Some words of a document that was sent, one after the other. */
struct sent_group {
	struct string_piece words[STRING_TABLE_GROUP];
	struct sent_positions positions[STRING_TABLE_GROUP];
	bool are_counted[STRING_TABLE_GROUP]; /* they tell a page more */
	size_t count;
	struct string_piece before; /* the last one that was read; no bytes: none was */
};

static bool same_piece(const struct string_piece *a, const struct string_piece *b)
{
	return a->bytes && a->length == b->length
		&& !memcmp(a->bytes, b->bytes, b->length);
}

/* False: no word is left. */
static bool read_group(struct sent_reader *reader, struct sent_group *group)
{
	struct dictionary_word word;

	group->count = 0;
	while (group->count < STRING_TABLE_GROUP
		&& sent_words_next(reader, &word, &group->positions[group->count])) {
		const struct string_piece piece = {word.bytes, word.size};

		group->are_counted[group->count] =
			word.length && !same_piece(&group->before, &piece);
		group->words[group->count++] = piece;
		group->before = piece;
	}
	return group->count;
}

static void add_group(struct word_writer *writer, const struct sent_group *group)
{
	uint32_t numbers[STRING_TABLE_GROUP];

	string_table_add_group(&writer->words, group->words, group->count, numbers);
	for (size_t i = 0; i < group->count; i++) {
		struct stored_positions places = stored_words_sent(&group->positions[i]);

		add_item(writer, numbers[i], &places);
		if (group->are_counted[i])
			count_pages(writer, numbers[i], 1);
	}
}

bool word_writer_add(struct word_writer *writer, const struct buf *sent,
	struct buf *stored, struct error *err)
{
	struct sent_group group = {.count = 0};
	struct sent_reader reader;

	if (!load(writer, err))
		return false;
	writer->item_count = 0;
	if (!sent_words_open(sent, &reader))
		return true; /* a document without words */
	while (read_group(&reader, &group))
		add_group(writer, &group);
	store_items(writer, &reader.breaks, stored);
	return true;
}

/* False: there is no such word. */
static bool find_word(
	const struct word_writer *writer, uint32_t number, struct dictionary_word *out)
{
	const struct string_table *words = &writer->words;
	size_t offset = 0;

	return number < words->count
		&& dictionary_next(string_table_get(words, number),
			words->length - words->starts[number], &offset, out);
}

/* The words of a stored document into the items, by the numbers they have there. */
static bool read_items(struct word_writer *writer, const struct buf *stored,
	struct sent_positions *breaks)
{
	struct stored_words words;
	struct stored_group group;
	struct stored_lists lists;
	struct stored_positions positions;

	writer->item_count = 0;
	*breaks = (struct sent_positions){"", 0};
	if (!stored->length)
		return true;
	if (!stored_words_open(stored->bytes, stored->length, &words)
		|| !stored_words_lists(&words, &lists))
		return false;
	*breaks = words.breaks;
	while (stored_words_next_group(&words, &group)) {
		for (size_t i = group.first; i < group.end; i++) {
			if (!stored_words_positions(&lists, i, &positions))
				return false;
			add_item(writer, group.higher | stored_words_half(&words, i),
				&positions);
		}
	}
	return writer->item_count == words.count;
}

bool word_writer_subtract(
	struct word_writer *writer, const struct buf *stored, struct error *err)
{
	struct sent_positions breaks;
	struct dictionary_word word;

	if (!load(writer, err))
		return false;
	if (!read_items(writer, stored, &breaks))
		return refuse_damage(writer, err);
	for (size_t i = 0; i < writer->item_count; i++) {
		uint32_t number = writer->items[i].number;

		if (!find_word(writer, number, &word))
			return refuse_damage(writer, err);
		if (word.length && (!i || writer->items[i - 1].number != number))
			count_pages(writer, number, -1);
	}
	return true;
}

bool word_writer_take(struct word_writer *writer, struct word_writer *from,
	const struct buf *stored_there, struct buf *stored, struct error *err)
{
	struct sent_positions breaks;
	struct dictionary_word word;
	uint32_t before = UINT32_MAX;

	if (!load(writer, err) || !load(from, err))
		return false;
	if (!read_items(writer, stored_there, &breaks))
		return refuse_damage(from, err);
	for (size_t i = 0; i < writer->item_count; i++) {
		uint32_t there = writer->items[i].number;

		if (!find_word(from, there, &word))
			return refuse_damage(from, err);
		writer->items[i].number = number_of(writer, &word, there != before);
		before = there;
	}
	store_items(writer, &breaks, stored);
	return true;
}

static int by_word(const void *a, const void *b)
{
	uint32_t first = ((const struct form_change *)a)->word;
	uint32_t second = ((const struct form_change *)b)->word;

	return (first > second) - (first < second);
}

/* Makes the words that were touched a list of changes, and forgets them. */
static void list_changes(struct word_writer *writer, struct buf *list)
{
	size_t kept = 0;

	if (writer->touched_count)
		qsort(writer->touched, writer->touched_count, sizeof(*writer->touched),
			by_word);
	for (size_t i = 0; i < writer->touched_count; i++) {
		int32_t *pages = &writer->pages[writer->touched[i].word];

		if (*pages)
			writer->touched[kept++] =
				(struct form_change){writer->touched[i].word, *pages};
		*pages = 0;
	}
	forms_add(list, writer->touched, kept);
	writer->touched_count = 0;
}

static bool append_words(struct word_writer *writer, struct error *err)
{
	struct dictionary_word word;
	uint64_t offset;

	for (; writer->written < writer->words.count; writer->written++) {
		find_word(writer, (uint32_t)writer->written, &word);
		if (!store_append(
			    writer->dictionary, word.bytes, word.size, &offset, err))
			return false;
	}
	return true;
}

bool word_writer_commit(
	struct word_writer *writer, struct word_bytes *out, struct error *err)
{
	SCOPED(buf_release) struct buf list = {0};
	uint64_t offset;

	list_changes(writer, &list);
	if (!append_words(writer, err) || !store_sync(writer->dictionary, err)
		|| !store_append(
			writer->forms, buf_string(&list), list.length, &offset, err)
		|| !store_sync(writer->forms, err))
		return false;
	*out = (struct word_bytes){
		store_length(writer->dictionary), store_length(writer->forms)};
	return true;
}
