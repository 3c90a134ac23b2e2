/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/word_shelf.h"

#include "base/alloc.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

void word_shelf_clear(struct word_shelf *shelf)
{
	string_table_clear(&shelf->words);
	buf_clear(&shelf->bytes);
	shelf->term_count = 0;
}

void word_shelf_release(struct word_shelf *shelf)
{
	string_table_release(&shelf->words);
	buf_release(&shelf->bytes);
	free(shelf->items);
	free(shelf->terms);
}

/* Whether the last word on the shelf has the term. */
static bool has_term(const struct word_shelf *shelf, const struct shelved_word *word,
	const struct analyzed_term *term)
{
	for (size_t i = 0; i < word->term_count; i++) {
		const struct analyzed_term *other = &shelf->terms[word->first_term + i];

		if (other->hash == term->hash && other->length == term->length
			&& !memcmp(shelf->bytes.bytes + other->start,
				shelf->bytes.bytes + term->start, term->length))
			return true;
	}
	return false;
}

/* At most max bytes of the word that hold whole characters. */
static size_t cut_length(const char *word, size_t max)
{
	size_t length = strlen(word);

	if (length <= max)
		return length;
	for (length = max; length && !unicode_begins(word[length]);)
		length--;
	return length;
}

void word_shelf_add(struct word_shelf *shelf, struct shelved_word *to, const char *family,
	const char *word, enum term_kind kind)
{
	struct analyzed_term term = {
		.start = (uint32_t)shelf->bytes.length, .kind = (uint8_t)kind};
	size_t length = strlen(family);

	buf_add_string(&shelf->bytes, family);
	buf_add(&shelf->bytes, word, cut_length(word, ANALYZER_TERM_MAX - length));
	length = shelf->bytes.length - term.start;
	term.length = (uint8_t)length;
	term.hash = analyzer_hash(shelf->bytes.bytes + term.start, length);
	if (has_term(shelf, to, &term)) {
		shelf->bytes.length = term.start;
		return;
	}
	shelf->terms = alloc_grow(
		shelf->terms, shelf->term_count, &shelf->term_room, sizeof(term));
	shelf->terms[shelf->term_count++] = term;
	buf_add(&shelf->bytes, "", 1);
	to->term_count++;
	to->end = (uint32_t)shelf->bytes.length;
}

struct shelved_word word_shelf_begin(
	struct word_shelf *shelf, const char *form, size_t length)
{
	struct shelved_word word = {
		.first_term = (uint32_t)shelf->term_count,
		.form_start = (uint32_t)shelf->bytes.length,
		.form_length = (uint32_t)length,
	};

	buf_add(&shelf->bytes, form, length);
	buf_add(&shelf->bytes, "", 1);
	word.end = (uint32_t)shelf->bytes.length;
	return word;
}

void word_shelf_tell(const struct word_shelf *shelf, const struct shelved_word *word,
	struct word_terms *out)
{
	*out = (struct word_terms){
		.number = word->number,
		.terms = shelf->terms + word->first_term,
		.bytes = buf_string(&shelf->bytes),
		.count = word->term_count,
		.start = word->form_start,
		.length = word->end - word->form_start,
		.form_length = word->form_length,
		.stop = word->stop,
	};
}
