/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entries/written_words.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "base/string_table.h"
#include "base/varint.h"
#include "index/forms.h"
#include "index/sent_words.h"

#include <stdlib.h>
#include <string.h>

/* How a word stands in the text. A noun is never small, a verb often is. */
enum letters { LETTERS_SMALL, LETTERS_TITLE, LETTERS_CAPITAL };

/* The way to write a word that speaks for the document. */
struct spelling {
	size_t start; /* in words.spellings */
	uint8_t length;
	uint8_t letters; /* enum letters: the lowest one seen */
};

struct written_words {
	struct string_table entries; /* hashes of a word's form and terms, as bytes */
	uint32_t *entry_forms;       /* the form that each is of; NO_FORM */
	size_t entry_forms_room;
	uint32_t *places; /* one a position: an entry, counted from 1; 0 is a break */
	size_t place_count, places_room;
	struct buf breaks;
	uint32_t last_break;
	uint32_t count;

	struct string_table forms;
	struct spelling *written; /* one a form */
	size_t written_room;
	struct buf spellings;
	struct buf entry; /* the one at hand */

	/* By the first term of a word that was alone in its place: as in places; 0. */
	uint32_t *met;
	size_t met_count, met_room;
};

#define NO_FORM STRING_TABLE_NONE

struct written_words *written_words_create(void)
{
	return alloc_zeroed(1, sizeof(struct written_words));
}

void written_words_free(struct written_words **words)
{
	if (*words) {
		string_table_release(&(*words)->entries);
		string_table_release(&(*words)->forms);
		buf_release(&(*words)->spellings);
		buf_release(&(*words)->breaks);
		buf_release(&(*words)->entry);
		free((*words)->written);
		free((*words)->entry_forms);
		free((*words)->places);
		free((*words)->met);
	}
	free(*words);
	*words = NULL;
}

void written_words_clear(struct written_words *words)
{
	string_table_clear(&words->entries);
	string_table_clear(&words->forms);
	buf_clear(&words->spellings);
	buf_clear(&words->breaks);
	words->last_break = 0;
	words->place_count = 0;
	words->count = 0;
	words->met_count = 0;
}

static void add_place(struct written_words *words, uint32_t place)
{
	words->places = alloc_grow(words->places, words->place_count, &words->places_room,
		sizeof(*words->places));
	words->places[words->place_count++] = place;
}

void written_words_part(struct written_words *words, enum sent_part part)
{
	uint32_t position = (uint32_t)words->place_count;

	sent_breaks_add(&words->breaks, position - words->last_break, part);
	words->last_break = position;
	add_place(words, 0);
}

static void add_hash(struct buf *entry, uint32_t hash)
{
	buf_add(entry, (const char *)&hash, sizeof(hash));
}

/* The word that speaks for those from first to end, which share one position. */
static const struct analyzed_word *main_word_of(
	const struct analysis *analysis, size_t first, size_t end)
{
	const struct analyzed_word *main_word = &analysis->words[first];

	for (size_t i = first; i < end; i++) {
		if (analysis->words[i].role == WORD_SINGLE)
			main_word = &analysis->words[i];
	}
	return main_word;
}

static void build_entry_of(struct written_words *words, const struct analysis *analysis,
	const struct analyzed_word *main_word, size_t first, size_t end)
{
	buf_clear(&words->entry);
	add_hash(&words->entry,
		analyzer_hash(
			analysis_form(analysis, main_word), main_word->form_length));
	for (size_t i = first; i < end; i++) {
		const struct analyzed_word *word = &analysis->words[i];

		for (uint32_t t = 0; t < word->term_count; t++)
			add_hash(&words->entry,
				analysis->terms[word->first_term + t].hash);
	}
}

/* Yields what stands for it in the places. */
static uint32_t add_position(struct written_words *words, const struct analysis *analysis,
	size_t first, size_t end)
{
	const struct analyzed_word *main_word = main_word_of(analysis, first, end);
	size_t known = words->entries.count;
	uint32_t number;

	words->count++;
	build_entry_of(words, analysis, main_word, first, end);
	number = string_table_add(
		&words->entries, words->entry.bytes, words->entry.length);
	add_place(words, number + 1);
	if (number < known)
		return number + 1;
	words->entry_forms = alloc_grow(words->entry_forms, number,
		&words->entry_forms_room, sizeof(*words->entry_forms));
	words->entry_forms[number] = string_table_find(&words->forms,
		analysis_form(analysis, main_word), main_word->form_length);
	return number + 1;
}

/* ASCII and Latin-1 capitals; those of other scripts pass for small ones. */
static bool is_capital(const char *text, size_t length)
{
	if (!length)
		return false;
	if (text[0] >= 'A' && text[0] <= 'Z')
		return true;
	return length > 1 && (unsigned char)text[0] == 0xC3
		&& (unsigned char)text[1] >= 0x80 && (unsigned char)text[1] <= 0x9E;
}

static enum letters letters_of(const char *text, size_t length)
{
	size_t first = (unsigned char)text[0] >= 0xC0 ? 2 : 1;

	if (!is_capital(text, length))
		return LETTERS_SMALL;
	return length > first && is_capital(text + first, length - first)
		? LETTERS_CAPITAL
		: LETTERS_TITLE;
}

static bool has_digit(const char *form)
{
	return form[strcspn(form, "0123456789")] != '\0';
}

static void note_form(struct written_words *words, const char *text,
	const struct analysis *analysis, const struct analyzed_word *word)
{
	const char *form = analysis_form(analysis, word);
	size_t length = word->end - word->start;
	size_t known = words->forms.count;
	enum letters letters;
	uint32_t number;

	if (word->role != WORD_SINGLE || length > FORM_BYTES_MAX || length < 2
		|| has_digit(form))
		return;
	letters = letters_of(text + word->start, length);
	number = string_table_add(&words->forms, form, word->form_length);
	words->written = alloc_grow(
		words->written, number, &words->written_room, sizeof(*words->written));
	if (number < known && words->written[number].letters <= letters)
		return;
	words->written[number] = (struct spelling){
		words->spellings.length, (uint8_t)length, (uint8_t)letters};
	buf_add(&words->spellings, text + word->start, length);
}

/* Where the words end that share the position of the first. */
static size_t position_end(const struct analysis *analysis, size_t first)
{
	size_t end = first + 1;

	while (end < analysis->word_count
		&& analysis->words[end].position == analysis->words[first].position)
		end++;
	return end;
}

/*
 * What was met of a word that stands alone, to be read and set: words that share their
 * terms are written alike, and another one has nothing new to tell.
 */
static uint32_t *met_at(struct written_words *words, const struct analyzed_word *word)
{
	while (words->met_count <= word->first_term) {
		words->met = alloc_grow(words->met, words->met_count, &words->met_room,
			sizeof(*words->met));
		words->met[words->met_count++] = 0;
	}
	return &words->met[word->first_term];
}

static void add_words(struct written_words *words, const char *text,
	const struct analysis *analysis, size_t first, size_t end)
{
	const struct analyzed_word *word = &analysis->words[first];
	bool is_alone = end == first + 1 && word->term_count;
	uint32_t *met = is_alone ? met_at(words, word) : NULL;
	uint32_t added;

	if (met && *met) {
		words->count++;
		add_place(words, *met);
		return;
	}
	for (size_t i = first; i < end; i++)
		note_form(words, text, analysis, &analysis->words[i]);
	added = add_position(words, analysis, first, end);
	if (met)
		*met = added;
}

void written_words_add(
	struct written_words *words, const char *text, const struct analysis *analysis)
{
	for (size_t i = 0, end; i < analysis->word_count; i = end) {
		end = position_end(analysis, i);
		add_words(words, text, analysis, i, end);
	}
}

uint32_t written_words_count(const struct written_words *words)
{
	return words->count;
}

/* The positions by what stands there: 0 the breaks, then the entries. */
struct sorted_places {
	uint32_t *starts; /* where each begins in the positions; one more for the end */
	uint32_t *positions;
};

static void sorted_places_release(struct sorted_places *sorted)
{
	free(sorted->starts);
	free(sorted->positions);
}

/* A counting sort; while it fills, the start of each stands one further. */
static void sort_places(const struct written_words *words, struct sorted_places *out)
{
	size_t kinds = words->entries.count + 1;

	out->starts = alloc_zeroed(kinds + 2, sizeof(*out->starts));
	out->positions = alloc_zeroed(words->place_count, sizeof(*out->positions));
	for (size_t i = 0; i < words->place_count; i++)
		out->starts[words->places[i] + 2]++;
	for (size_t i = 2; i < kinds + 2; i++)
		out->starts[i] += out->starts[i - 1];
	for (size_t i = 0; i < words->place_count; i++)
		out->positions[out->starts[words->places[i] + 1]++] = (uint32_t)i;
}

/* From *at on, as many as a list takes; *at moves behind what was written. */
static void write_positions(
	const struct sorted_places *sorted, uint32_t *at, uint32_t end, struct buf *out)
{
	uint32_t before = 0;

	buf_clear(out);
	while (*at < end && out->length + VARINT_BYTES_MAX <= SENT_POSITIONS_MAX) {
		varint_add(out, sorted->positions[*at] - before);
		before = sorted->positions[(*at)++];
	}
}

/* The first word that asks for it gets the spelling of its form. */
static void build_word(struct written_words *words, const char *hashes, size_t count,
	uint32_t form, struct buf *out)
{
	struct spelling none = {0};
	struct spelling *spelling = form == NO_FORM ? &none : &words->written[form];

	buf_clear(out);
	dictionary_add(out, hashes, (uint32_t)count,
		buf_string(&words->spellings) + spelling->start, spelling->length);
	spelling->length = 0;
}

static void write_entry(struct written_words *words, uint32_t number,
	const struct sorted_places *sorted, struct buf *positions, struct buf *out)
{
	const struct string_table *entries = &words->entries;
	size_t next = number + 1 < entries->count ? entries->starts[number + 1]
						  : entries->length;
	size_t size = next - entries->starts[number] - 1;
	uint32_t at = sorted->starts[number + 1];

	build_word(words, string_table_get(entries, number), size / sizeof(uint32_t),
		words->entry_forms[number], &words->entry);
	while (at < sorted->starts[number + 2]) {
		write_positions(sorted, &at, sorted->starts[number + 2], positions);
		sent_words_add(out, &words->entry,
			&(struct sent_positions){positions->bytes, positions->length});
	}
}

/* A form that no entry is of, as of one of two words at a position, stands nowhere. */
static void write_other_forms(struct written_words *words, struct buf *out)
{
	const struct sent_positions nowhere = {"", 0};

	for (uint32_t i = 0; i < words->forms.count; i++) {
		const char *form = string_table_get(&words->forms, i);
		uint32_t hash = analyzer_hash(form, strlen(form));

		if (!words->written[i].length)
			continue;
		build_word(words, (const char *)&hash, 1, i, &words->entry);
		sent_words_add(out, &words->entry, &nowhere);
	}
}

void written_words_write(struct written_words *words, struct buf *out)
{
	SCOPED(sorted_places_release) struct sorted_places sorted = {0};
	SCOPED(buf_release) struct buf positions = {0};

	sort_places(words, &sorted);
	sent_words_begin(out, &words->breaks);
	for (uint32_t i = 0; i < words->entries.count; i++)
		write_entry(words, i, &sorted, &positions, out);
	write_other_forms(words, out);
}
