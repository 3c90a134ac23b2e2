/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tools/bilingual.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "text/unicode.h"
#include "tools/dictionary.h"

#include <stdlib.h>
#include <string.h>

enum {
	WORDS_MAX = 7, /* of a term, talk included */
	TERM_BYTES_MAX = 120,
};

static const double table_weight = 8;
static const double later_group_weight = 0.7; /* examples and derived words */

/* Words that stand in a dictionary's entry for others, or say nothing there. */
static const char *const fillers[] = {"to", "the", "a", "an", "der", "die", "das", "den",
	"dem", "des", "ein", "eine", "einen", "sich", "jd", "jdn", "jdm", "jds", "etw",
	"sth", "sb", "so", "sb's", "so's", "one's", "oneself", "be", "sein"};

void bilingual_release(struct bilingual *bilingual)
{
	string_table_release(&bilingual->terms);
	free(bilingual->pairs);
	*bilingual = (struct bilingual){0};
}

static bool is_filler(const char *word, size_t length)
{
	for (size_t i = 0; i < sizeof(fillers) / sizeof(*fillers); i++) {
		if (strlen(fillers[i]) == length && !memcmp(fillers[i], word, length))
			return true;
	}
	return false;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80 || c == '\'';
}

/* sb’s is written with either apostrophe. */
static void plain_apostrophes(struct buf *text)
{
	static const char curly[] = "\xE2\x80\x99";
	char *at = text->length ? text->bytes : NULL;

	while (at
		&& (at = memmem(
			    at, text->length - (size_t)(at - text->bytes), curly, 3))) {
		size_t behind = text->length - (size_t)(at - text->bytes) - 3;

		*at++ = '\'';
		memmove(at, at + 2, behind);
		text->length -= 2;
	}
}

/* The alternative without its remarks, folded. */
static void fold(struct dictionary_piece piece, struct buf *out)
{
	SCOPED(buf_release) struct buf bare = {0};

	buf_reserve(&bare, piece.length);
	bare.length = dictionary_strip(piece.start, piece.length, bare.bytes);
	plain_apostrophes(&bare);
	unicode_fold(bare.bytes, bare.length, out);
}

/*
 * Writes the words of an alternative, folded and parted by blanks or hyphens,
 * without fillers. False: none, too many, or something that is no word.
 */
static bool read_words(struct dictionary_piece piece, struct buf *out)
{
	SCOPED(buf_release) struct buf folded = {0};
	size_t words = 0;

	fold(piece, &folded);
	for (size_t i = 0; i < folded.length;) {
		size_t start = i;

		while (i < folded.length && is_letter(folded.bytes[i]))
			i++;
		if (i > start && !is_filler(folded.bytes + start, i - start)
			&& !(i < folded.length && folded.bytes[i] == '.')) {
			if (words++)
				buf_add(out, folded.bytes[start - 1] == '-' ? "-" : " ",
					1);
			buf_add(out, folded.bytes + start, i - start);
		}
		if (i < folded.length && !strchr(" -.,!?", folded.bytes[i]))
			return false;
		i++;
	}
	return words > 0 && words <= WORDS_MAX && out->length < TERM_BYTES_MAX;
}

static void add_pair(struct bilingual *bilingual, struct dictionary_piece german,
	struct dictionary_piece english, double weight)
{
	SCOPED(buf_release) struct buf de = {0};
	SCOPED(buf_release) struct buf en = {0};

	if (!read_words(german, &de) || !read_words(english, &en))
		return;
	bilingual->pairs = alloc_grow(bilingual->pairs, bilingual->count,
		&bilingual->room, sizeof(*bilingual->pairs));
	bilingual->pairs[bilingual->count++] = (struct bilingual_pair){
		string_table_add(&bilingual->terms, de.bytes, de.length),
		string_table_add(&bilingual->terms, en.bytes, en.length), weight};
}

/* Every alternative of one side translates every one of the other. */
static void read_groups(struct bilingual *bilingual, struct dictionary_piece german,
	struct dictionary_piece english, double weight)
{
	struct dictionary_piece de[DICTIONARY_ALTERNATIVES_MAX];
	struct dictionary_piece en[DICTIONARY_ALTERNATIVES_MAX];
	size_t de_count = dictionary_part(german, ';', de, DICTIONARY_ALTERNATIVES_MAX);
	size_t en_count = dictionary_part(english, ';', en, DICTIONARY_ALTERNATIVES_MAX);

	for (size_t i = 0; i < de_count; i++) {
		for (size_t k = 0; k < en_count; k++)
			add_pair(bilingual, de[i], en[k],
				weight / (double)(1 + i) / (double)(1 + k));
	}
}

static void read_entry(struct bilingual *bilingual, struct dictionary_piece line)
{
	struct dictionary_entry entry;

	if (!dictionary_read_entry(line, &entry))
		return;
	for (size_t i = 0; i < entry.count; i++)
		read_groups(bilingual, entry.german[i], entry.english[i],
			i ? later_group_weight : 1);
}

static void read_row(struct bilingual *bilingual, struct dictionary_piece line)
{
	struct dictionary_piece sides[2];

	if (!line.length || *line.start == '#'
		|| dictionary_part(line, '\t', sides, 2) < 2)
		return;
	read_groups(bilingual, sides[0], sides[1], table_weight);
}

void bilingual_read_dictionary(struct bilingual *bilingual, const struct buf *text)
{
	struct dictionary_piece line;
	size_t offset = 0;

	while (dictionary_next_line(text, &offset, &line))
		read_entry(bilingual, line);
}

void bilingual_read_table(struct bilingual *bilingual, const struct buf *text)
{
	struct dictionary_piece line;
	size_t offset = 0;

	while (dictionary_next_line(text, &offset, &line))
		read_row(bilingual, line);
}
