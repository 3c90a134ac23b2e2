/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "written_words.h"

#include "base/alloc.h"
#include "base/string_table.h"
#include "index/forms.h"
#include "index/record.h"

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
	struct string_table entries; /* of RECORD_WORDS, as bytes */
	struct buf dictionary, stream;
	uint32_t count;

	struct string_table forms;
	struct spelling *written; /* one a form */
	size_t written_room;
	struct buf spellings;
	struct buf entry; /* the one at hand */

	/* By the first term of a word that was alone in its place: as in the stream; 0. */
	uint16_t *met;
	size_t met_count, met_room;
};

struct written_words *written_words_create(void)
{
	return alloc_zeroed(1, sizeof(struct written_words));
}

void written_words_free(struct written_words **words)
{
	if (*words) {
		string_table_release(&(*words)->entries);
		string_table_release(&(*words)->forms);
		buf_release(&(*words)->dictionary);
		buf_release(&(*words)->stream);
		buf_release(&(*words)->spellings);
		buf_release(&(*words)->entry);
		free((*words)->written);
		free((*words)->met);
	}
	free(*words);
	*words = NULL;
}

void written_words_clear(struct written_words *words)
{
	string_table_clear(&words->entries);
	string_table_clear(&words->forms);
	buf_clear(&words->dictionary);
	buf_clear(&words->stream);
	buf_clear(&words->spellings);
	words->count = 0;
	words->met_count = 0;
}

static void add_to_stream(struct written_words *words, uint16_t entry)
{
	buf_add(&words->stream, (const char *)&entry, sizeof(entry));
}

void written_words_part(struct written_words *words)
{
	add_to_stream(words, 0);
}

static void add_hash(struct buf *entry, uint32_t hash)
{
	buf_add(entry, (const char *)&hash, sizeof(hash));
}

/* The entry of the words from first to end, which share one position. */
static void build_entry_of(struct written_words *words, const struct analysis *analysis,
	size_t first, size_t end)
{
	const struct analyzed_word *main_word = &analysis->words[first];

	for (size_t i = first; i < end; i++) {
		if (analysis->words[i].role == WORD_SINGLE)
			main_word = &analysis->words[i];
	}
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

/* Yields what stands for it in the stream. */
static uint16_t add_position(struct written_words *words, const struct analysis *analysis,
	size_t first, size_t end)
{
	size_t known = words->entries.count;
	uint32_t number;
	char hashes;

	words->count++;
	build_entry_of(words, analysis, first, end);
	if (words->entry.length > UINT8_MAX * sizeof(uint32_t))
		words->entry.length = UINT8_MAX * sizeof(uint32_t);
	number = string_table_add(
		&words->entries, words->entry.bytes, words->entry.length);
	if (number >= RECORD_WORDS_MAX) {
		add_to_stream(words, RECORD_WORDS_MAX + 1);
		return RECORD_WORDS_MAX + 1;
	}
	add_to_stream(words, (uint16_t)(number + 1));
	if (number < known)
		return (uint16_t)(number + 1);
	hashes = (char)(words->entry.length / sizeof(uint32_t));
	buf_add(&words->dictionary, &hashes, 1);
	buf_add(&words->dictionary, words->entry.bytes, words->entry.length);
	return (uint16_t)(number + 1);
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
static uint16_t *met_at(struct written_words *words, const struct analyzed_word *word)
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
	uint16_t *met = is_alone ? met_at(words, word) : NULL;
	uint16_t added;

	if (met && *met) {
		words->count++;
		add_to_stream(words, *met);
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

void written_words_record(const struct written_words *words, struct buf *record)
{
	struct buf forms = {0};

	for (size_t i = 0; i < words->forms.count; i++)
		forms_add(&forms, words->spellings.bytes + words->written[i].start,
			words->written[i].length, 1);
	record_add(
		record, RECORD_STREAM, buf_string(&words->stream), words->stream.length);
	record_add(record, RECORD_WORDS, buf_string(&words->dictionary),
		words->dictionary.length);
	record_add(record, RECORD_FORMS, buf_string(&forms), forms.length);
	buf_release(&forms);
}
