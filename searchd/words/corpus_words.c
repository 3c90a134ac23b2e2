/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "words/corpus_words.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"
#include "base/string_table.h"
#include "index/dictionary.h"
#include "index/forms.h"
#include "text/spelling.h"
#include "text/words.h"
#include "words/likeness.h"
#include "words/prefix_table.h"

#include <stdlib.h>
#include <string.h>

struct entry_of_word {
	uint32_t bare;    /* where it begins in bares */
	uint32_t written; /* number of the form most pages have */
	int64_t written_pages, pages;
};

/* An entry has the number of its folded word. */
struct corpus_words {
	struct string_table forms; /* as written */
	struct string_table folded;
	struct entry_of_word *entries;
	size_t entry_room;
	struct buf bares;            /* of the entries, one after another */
	struct prefix_table by_bare; /* the entries */
	uint32_t *pages;             /* of each item of by_bare */

	/* by the length of the bare form: entries, and their letters */
	uint32_t *by_length;
	uint64_t *letters;
	size_t length_starts[LIKENESS_LETTERS_MAX + 2];
};

/* How many pages have each form. */
struct form_pages {
	int64_t *items;
	size_t room;
};

static void form_pages_release(struct form_pages *pages)
{
	free(pages->items);
}

/* The pages of each word of the dictionary; what changes of no word is passed over. */
static int32_t *add_up_changes(const struct corpus_lists *lists, size_t words)
{
	struct forms_reader reader = {.list = lists->forms, .size = lists->forms_size};
	int32_t *pages = alloc_zeroed(words, sizeof(*pages));
	struct form_change change;

	while (forms_next(&reader, &change)) {
		if (change.word < words)
			pages[change.word] += change.pages;
	}
	return pages;
}

static size_t count_dictionary(const struct corpus_lists *lists)
{
	struct dictionary_word word;
	size_t offset = 0;
	size_t count = 0;

	while (dictionary_next(lists->dictionary, lists->dictionary_size, &offset, &word))
		count++;
	return count;
}

static void add_form(struct corpus_words *words, const struct dictionary_word *word,
	int32_t count, struct form_pages *pages)
{
	uint32_t known = (uint32_t)words->forms.count;
	uint32_t form;

	if (count <= 0 || !word->length || memchr(word->spelling, '\0', word->length))
		return;
	form = string_table_add(&words->forms, word->spelling, word->length);
	if (form == known) {
		pages->items = alloc_grow(
			pages->items, known, &pages->room, sizeof(*pages->items));
		pages->items[form] = 0;
	}
	pages->items[form] += count;
}

/* Words of the dictionary that are written alike are one form. */
static void add_up_forms(struct corpus_words *words, const struct corpus_lists *lists,
	struct form_pages *pages)
{
	int32_t *counts = add_up_changes(lists, count_dictionary(lists));
	struct dictionary_word word;
	size_t offset = 0;

	pages->items = alloc_grow(pages->items, 0, &pages->room, sizeof(*pages->items));
	for (size_t i = 0; dictionary_next(
		     lists->dictionary, lists->dictionary_size, &offset, &word);
		i++)
		add_form(words, &word, counts[i], pages);
	free(counts);
}

/* False: it has other characters than letters of ASCII. */
static bool fold_ascii(const char *form, size_t length, struct buf *out)
{
	buf_clear(out);
	buf_reserve(out, length);
	for (size_t i = 0; i < length; i++) {
		char small = (char)(form[i] | 0x20);

		if (small < 'a' || small > 'z')
			return false;
		out->bytes[i] = small;
	}
	out->bytes[length] = '\0';
	out->length = length;
	return length != 0;
}

/* False: it is no word. */
static bool fold(const char *form, struct buf *out)
{
	size_t length = strlen(form);
	size_t offset = 0;
	struct word word;

	if (fold_ascii(form, length, out))
		return true;
	if (!words_next(form, length, &offset, &word))
		return false;
	word.start = 0;
	word.end = length;
	spelling_fold(form, &word, out);
	return out->length != 0;
}

static bool is_better_form(const struct corpus_words *words,
	const struct entry_of_word *entry, uint32_t form, int64_t pages)
{
	if (pages != entry->written_pages)
		return pages > entry->written_pages;
	return strcmp(string_table_get(&words->forms, form),
		       string_table_get(&words->forms, entry->written))
		< 0;
}

static void count_form(struct corpus_words *words, uint32_t form, int64_t pages,
	const struct buf *folded)
{
	uint32_t known = (uint32_t)words->folded.count;
	uint32_t word = string_table_add(&words->folded, folded->bytes, folded->length);
	struct entry_of_word *entry;

	if (word == known) {
		words->entries = alloc_grow(words->entries, known, &words->entry_room,
			sizeof(*words->entries));
		words->entries[word] = (struct entry_of_word){
			(uint32_t)words->bares.length, form, pages, 0};
		likeness_bare(folded->bytes, folded->length, &words->bares);
		buf_add(&words->bares, "", 1);
	}
	entry = &words->entries[word];
	entry->pages += pages;
	if (is_better_form(words, entry, form, pages)) {
		entry->written_pages = pages;
		entry->written = form;
	}
}

static void count_forms(struct corpus_words *words, const struct form_pages *pages)
{
	SCOPED(buf_release) struct buf folded = {0};

	for (uint32_t i = 0; i < words->forms.count; i++) {
		if (pages->items[i] > 0
			&& fold(string_table_get(&words->forms, i), &folded))
			count_form(words, i, pages->items[i], &folded);
	}
}

static const char *bare_of(const struct corpus_words *words, size_t entry)
{
	return words->bares.bytes + words->entries[entry].bare;
}

/* Words that are too long to be like others are in no place by length. */
static void place_by_length(struct corpus_words *words)
{
	size_t count = words->folded.count;
	size_t *starts = words->length_starts;
	size_t next[LIKENESS_LETTERS_MAX + 1];

	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(bare_of(words, i));

		if (length <= LIKENESS_LETTERS_MAX)
			starts[length + 1]++;
	}
	for (size_t i = 0; i <= LIKENESS_LETTERS_MAX; i++) {
		starts[i + 1] += starts[i];
		next[i] = starts[i];
	}
	words->by_length = alloc_zeroed(count, sizeof(*words->by_length));
	words->letters = alloc_zeroed(count, sizeof(*words->letters));
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(bare_of(words, i));

		if (length > LIKENESS_LETTERS_MAX)
			continue;
		words->by_length[next[length]] = (uint32_t)i;
		words->letters[next[length]++] =
			likeness_letters(bare_of(words, i), length);
	}
}

static uint32_t pages_of(const struct entry_of_word *entry)
{
	return (uint32_t)(entry->pages < UINT32_MAX ? entry->pages : UINT32_MAX);
}

static void place_by_letters(struct corpus_words *words)
{
	size_t count = words->folded.count;
	struct prefix_entry *items = alloc_resize(NULL, count, sizeof(*items));

	for (size_t i = 0; i < count; i++)
		items[i] = (struct prefix_entry){words->entries[i].bare, (uint32_t)i};
	prefix_table_make(buf_string(&words->bares), items, count, &words->by_bare);
	words->pages = alloc_resize(NULL, count, sizeof(*words->pages));
	for (size_t i = 0; i < count; i++)
		words->pages[i] = pages_of(&words->entries[items[i].number]);
}

struct corpus_words *corpus_words_load(const struct corpus_lists *lists)
{
	SCOPED(form_pages_release) struct form_pages pages = {0};
	struct corpus_words *words = alloc_zeroed(1, sizeof(*words));

	add_up_forms(words, lists, &pages);
	count_forms(words, &pages);
	place_by_length(words);
	place_by_letters(words);
	return words;
}

void corpus_words_free(struct corpus_words **words)
{
	if (*words) {
		string_table_release(&(*words)->forms);
		string_table_release(&(*words)->folded);
		prefix_table_release(&(*words)->by_bare);
		free((*words)->pages);
		buf_release(&(*words)->bares);
		free((*words)->entries);
		free((*words)->by_length);
		free((*words)->letters);
	}
	free(*words);
	*words = NULL;
}

size_t corpus_words_count(const struct corpus_words *words)
{
	return words->folded.count;
}

static struct corpus_word word_at(const struct corpus_words *words, size_t entry)
{
	const struct entry_of_word *at = &words->entries[entry];

	return (struct corpus_word){string_table_get(&words->folded, (uint32_t)entry),
		bare_of(words, entry), string_table_get(&words->forms, at->written),
		pages_of(at)};
}

bool corpus_words_find(const struct corpus_words *words, const char *folded,
	size_t length, struct corpus_word *out)
{
	uint32_t entry = string_table_find(&words->folded, folded, length);

	if (entry == STRING_TABLE_NONE)
		return false;
	*out = word_at(words, entry);
	return true;
}

/* What is looked for, and the best that was found. */
struct nearest {
	const char *bare;
	size_t length;
	unsigned slips;
	struct near_word *out;
	size_t count, room;
};

static bool is_nearer(
	const struct near_word *a, const struct near_word *b, const char *bare)
{
	bool same_start = *a->word.bare == *bare;

	if (a->slips != b->slips)
		return a->slips < b->slips;
	if (same_start != (*b->word.bare == *bare))
		return same_start;
	if (a->word.pages != b->word.pages)
		return a->word.pages > b->word.pages;
	return strcmp(a->word.folded, b->word.folded) < 0;
}

static void offer(struct nearest *nearest, const struct near_word *word)
{
	size_t at = nearest->count;

	while (at && is_nearer(word, &nearest->out[at - 1], nearest->bare))
		at--;
	if (at == nearest->room)
		return;
	if (nearest->count < nearest->room)
		nearest->count++;
	memmove(nearest->out + at + 1, nearest->out + at,
		(nearest->count - 1 - at) * sizeof(*word));
	nearest->out[at] = *word;
}

static void offer_length(
	const struct corpus_words *words, size_t length, struct nearest *nearest)
{
	uint64_t letters = likeness_letters(nearest->bare, nearest->length);
	size_t end = words->length_starts[length + 1];

	for (size_t i = words->length_starts[length]; i < end; i++) {
		size_t entry = words->by_length[i];
		struct near_word word;

		if (likeness_count(words->letters[i] ^ letters) > 2 * nearest->slips)
			continue;
		word.slips = likeness_distance(nearest->bare, nearest->length,
			bare_of(words, entry), length, nearest->slips);
		if (word.slips > nearest->slips)
			continue;
		word.word = word_at(words, entry);
		offer(nearest, &word);
	}
}

size_t corpus_words_near(const struct corpus_words *words, const char *bare,
	size_t length, struct near_word *out, size_t room)
{
	struct nearest nearest = {bare, length, likeness_slips(length), out, 0, room};

	if (!length || length > LIKENESS_LETTERS_MAX)
		return 0;
	for (size_t i = length > nearest.slips ? length - nearest.slips : 1;
		i <= length + nearest.slips && i <= LIKENESS_LETTERS_MAX; i++)
		offer_length(words, i, &nearest);
	return nearest.count;
}

/* Most words of a range are on fewer pages than those that were found. */
static void offer_complete(
	const struct corpus_words *words, size_t item, struct nearest *nearest)
{
	const struct near_word *last = nearest->out + nearest->room - 1;

	if (nearest->count == nearest->room && words->pages[item] < last->word.pages)
		return;
	offer(nearest,
		&(struct near_word){
			word_at(words, words->by_bare.items[item].number), 0});
}

static void offer_beginnings(const struct corpus_words *words, struct prefix_range range,
	const struct typed_letters *typed, struct nearest *nearest)
{
	for (size_t i = range.first; i < range.end; i++) {
		struct near_word word;

		word.slips = prefix_table_slips(&words->by_bare, i, typed);
		if (word.slips > typed->slips)
			continue;
		word.word = word_at(words, words->by_bare.items[i].number);
		offer(nearest, &word);
	}
}

size_t corpus_words_complete(const struct corpus_words *words, const char *bare,
	size_t length, unsigned slips, struct near_word *out, size_t room)
{
	struct nearest nearest = {bare, length, slips, out, 0, room};
	const struct prefix_range all = {0, words->by_bare.count};
	struct prefix_range range =
		prefix_table_find(&words->by_bare, bare, slips ? 1 : length);

	if (!length || length > LIKENESS_LETTERS_MAX || !room)
		return 0;
	if (slips) {
		const struct typed_letters typed = {
			bare, length, likeness_letters(bare, length), slips};

		offer_beginnings(words, range, &typed, &nearest);
		if (!nearest.count)
			offer_beginnings(words, all, &typed, &nearest);
		return nearest.count;
	}
	for (size_t i = range.first; i < range.end; i++)
		offer_complete(words, i, &nearest);
	return nearest.count;
}

void corpus_word_list_release(struct corpus_word_list *list)
{
	free(list->items);
	*list = (struct corpus_word_list){0};
}

static void add_to_list(
	const struct corpus_words *words, size_t entry, struct corpus_word_list *out)
{
	out->items = alloc_grow(out->items, out->count, &out->room, sizeof(*out->items));
	out->items[out->count++] = word_at(words, entry);
}

/* The entry whose bare form the byte of all bare forms belongs to. */
static size_t entry_at(const struct corpus_words *words, size_t byte)
{
	size_t first = 0;
	size_t end = words->folded.count;

	while (end - first > 1) {
		size_t middle = first + (end - first) / 2;

		if (words->entries[middle].bare <= byte)
			first = middle;
		else
			end = middle;
	}
	return first;
}

/* One walk over all of them costs 4 ms a million words. */
void corpus_words_containing(const struct corpus_words *words, const char *bare,
	size_t length, struct corpus_word_list *out)
{
	const char *begin = buf_string(&words->bares);
	const char *end = begin + words->bares.length;
	const char *found = begin;

	while (length && words->folded.count
		&& (found = memmem(found, (size_t)(end - found), bare, length))) {
		size_t entry = entry_at(words, (size_t)(found - begin));

		add_to_list(words, entry, out);
		found = bare_of(words, entry);
		found += strlen(found);
	}
}

void corpus_words_prefix(const struct corpus_words *words, const char *bare,
	size_t length, struct corpus_word_list *out)
{
	struct prefix_range range = prefix_table_find(&words->by_bare, bare, length);

	for (size_t i = range.first; length && i < range.end; i++)
		add_to_list(words, words->by_bare.items[i].number, out);
}

static int by_pages(const void *a_, const void *b_)
{
	const struct corpus_word *a = a_;
	const struct corpus_word *b = b_;

	if (a->pages != b->pages)
		return a->pages > b->pages ? -1 : 1;
	return strcmp(a->folded, b->folded);
}

void corpus_word_list_sort(struct corpus_word_list *list)
{
	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items), by_pages);
}
