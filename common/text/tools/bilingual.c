/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tools/bilingual.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "text/unicode.h"
#include "tools/dictionary.h"

#include <stdlib.h>
#include <string.h>

enum {
	ALTERNATIVES_MAX = 12, /* of a group */
	GROUPS_MAX = 40,
	WORDS_MAX = 7, /* of a term, talk included */
	TERM_BYTES_MAX = 120,
};

static const double table_weight = 8;
static const double later_group_weight = 0.7; /* examples and derived words */

/* Words that stand in a dictionary's entry for others, or say nothing there. */
static const char *const fillers[] = {"to", "the", "a", "an", "der", "die", "das", "den",
	"dem", "des", "ein", "eine", "einen", "sich", "jd", "jdn", "jdm", "jds", "etw",
	"sth", "sb", "so", "sb's", "so's", "one's", "oneself", "be", "sein"};

/* A piece of a line. */
struct piece {
	const char *start;
	size_t length;
};

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
static void fold(struct piece piece, struct buf *out)
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
static bool read_words(struct piece piece, struct buf *out)
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

static void add_pair(struct bilingual *bilingual, struct piece german,
	struct piece english, double weight)
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

static size_t part(struct piece whole, char separator, struct piece *out, size_t max)
{
	size_t count = 0;
	size_t start = 0;

	for (size_t i = 0; i <= whole.length && count < max; i++) {
		if (i < whole.length && whole.start[i] != separator)
			continue;
		out[count++] = (struct piece){whole.start + start, i - start};
		start = i + 1;
	}
	return count;
}

/* Every alternative of one side translates every one of the other. */
static void read_groups(struct bilingual *bilingual, struct piece german,
	struct piece english, double weight)
{
	struct piece de[ALTERNATIVES_MAX];
	struct piece en[ALTERNATIVES_MAX];
	size_t de_count = part(german, ';', de, ALTERNATIVES_MAX);
	size_t en_count = part(english, ';', en, ALTERNATIVES_MAX);

	for (size_t i = 0; i < de_count; i++) {
		for (size_t k = 0; k < en_count; k++)
			add_pair(bilingual, de[i], en[k],
				weight / (double)(1 + i) / (double)(1 + k));
	}
}

static void read_entry(struct bilingual *bilingual, struct piece line)
{
	struct piece de[GROUPS_MAX];
	struct piece en[GROUPS_MAX];
	const char *parted = memmem(line.start, line.length, "::", 2);
	size_t de_count;
	size_t en_count;

	if (!parted || *line.start == '#')
		return;
	de_count = part((struct piece){line.start, (size_t)(parted - line.start)}, '|',
		de, GROUPS_MAX);
	en_count = part((struct piece){parted + 2,
				(size_t)(line.start + line.length - parted - 2)},
		'|', en, GROUPS_MAX);
	for (size_t i = 0; i < de_count && i < en_count; i++)
		read_groups(bilingual, de[i], en[i], i ? later_group_weight : 1);
}

static void read_row(struct bilingual *bilingual, struct piece line)
{
	struct piece sides[2];

	if (!line.length || *line.start == '#' || part(line, '\t', sides, 2) < 2)
		return;
	read_groups(bilingual, sides[0], sides[1], table_weight);
}

static void read_lines(struct bilingual *bilingual, const struct buf *text,
	void (*read)(struct bilingual *, struct piece))
{
	const char *line = buf_string(text);
	const char *end = line + text->length;

	while (line < end) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));

		if (!newline)
			newline = end;
		read(bilingual, (struct piece){line, (size_t)(newline - line)});
		line = newline + 1;
	}
}

void bilingual_read_dictionary(struct bilingual *bilingual, const struct buf *text)
{
	read_lines(bilingual, text, read_entry);
}

void bilingual_read_table(struct bilingual *bilingual, const struct buf *text)
{
	read_lines(bilingual, text, read_row);
}
