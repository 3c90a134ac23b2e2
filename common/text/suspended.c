/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/suspended.h"

#include "base/embed.h"
#include "base/scope.h"
#include "text/compounds.h"
#include "text/lexicon.h"
#include "text/unicode.h"

#include <string.h>

EMBEDDED(suspension_words); /* kind, tab, word */

enum {
	LOOKED_AT_WORDS_MAX = 10,
	RUN_WORDS_MAX = 32, /* that hyphens tie; more are no word of a language */
	FULL_BYTES_MIN = 5, /* of a word that completes others */
	TAIL_BYTES_MIN = 3,
	INFLECTED_TAIL_BYTES_MIN = 5,
};

/*
 * The next word of the kind from *line on, which moves behind it; *word is NULL
 * at first. False: no more. The words of a kind stand together.
 */
static bool next_listed(
	const char *kind, const char **line, const char **word, size_t *length)
{
	size_t size = strlen(kind);

	while (*line < suspension_words_end) {
		const char *start = *line;
		const char *end = strchr(start, '\n');

		*line = end + 1;
		if (strncmp(start, kind, size) != 0 || start[size] != '\t') {
			if (*word)
				return false;
			continue;
		}
		*word = start + size + 1;
		*length = (size_t)(end - *word);
		return true;
	}
	return false;
}

static bool is_joining(const char *word, size_t length)
{
	const char *line = suspension_words_begin;
	const char *listed = NULL;
	size_t size;

	while (next_listed("join", &line, &listed, &size)) {
		if (size == length && !memcmp(listed, word, length))
			return true;
	}
	return false;
}

/* Bytes of the hyphen at text[at]; 0: none. A dash is meant as one here. */
static size_t hyphen_at(const char *text, size_t length, size_t at)
{
	if (at < length && text[at] == '-')
		return 1;
	if (at + 3 > length || memcmp(text + at, "\xE2\x80", 2) != 0)
		return 0;
	return text[at + 2] >= '\x90' && text[at + 2] <= '\x93' ? 3 : 0;
}

bool suspended_hangs(const char *text, size_t length, const struct word *word)
{
	return hyphen_at(text, length, word->end) > 0;
}

bool suspended_trails(const char *text, const struct word *word)
{
	return (word->start >= 1 && text[word->start - 1] == '-')
		|| (word->start >= 3
			&& hyphen_at(text, word->start, word->start - 3) == 3);
}

static void fold(const char *text, size_t start, size_t end, struct buf *out)
{
	size_t kept = 0;

	buf_clear(out);
	unicode_fold(text + start, end - start, out);
	for (size_t i = 0; i < out->length; i++) {
		if (!hyphen_at(out->bytes, out->length, i))
			out->bytes[kept++] = out->bytes[i];
	}
	out->length = kept;
	out->bytes[kept] = '\0';
}

bool suspended_joins(const char *text, const struct word *word)
{
	char small[16];
	size_t length = word->end - word->start;

	if (length >= sizeof(small))
		return false;
	for (size_t i = 0; i < length; i++) {
		char c = text[word->start + i];

		small[i] = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
	}
	return is_joining(small, length);
}

/* What stands between two words of a suspension. */
enum gap { GAP_PARTS, GAP_BLANK, GAP_JOINS };

static enum gap gap_between(const char *text, size_t start, size_t end)
{
	enum gap gap = GAP_BLANK;

	while (start < end) {
		size_t hyphen = hyphen_at(text, end, start);

		if (strchr(",/&", text[start]))
			gap = GAP_JOINS;
		else if (!hyphen && !strchr(" \n\t()", text[start])
			&& memcmp(text + start, "\u00A0", 2) != 0
			&& text[start] != '\xA0')
			return GAP_PARTS;
		start += hyphen ? hyphen : 1;
	}
	return gap;
}

/* Behind the words that hyphens tie to the one that ends at end. */
static size_t run_end(const char *text, size_t length, size_t end)
{
	struct word word;
	size_t offset = end;

	for (int i = 0; i < RUN_WORDS_MAX && words_next(text, length, &offset, &word)
		&& (word.traits & WORD_JOINS_LEFT) && word.start <= end + 3;
		i++)
		end = word.end;
	return end;
}

/* bzw. ends no sentence. */
static size_t behind_joining(const char *text, size_t length, size_t end)
{
	return end < length && text[end] == '.' && text[end - 1] == 'w' ? end + 1 : end;
}

/* The first word behind one that hangs which does not hang itself. */
static bool find_full(const char *text, size_t length, size_t at, struct word *out)
{
	size_t end = at;
	bool is_joined = false;

	for (int i = 0; i < LOOKED_AT_WORDS_MAX && words_next(text, length, &at, out);
		i++) {
		enum gap gap = gap_between(text, end, out->start);

		if (gap == GAP_PARTS)
			return false;
		is_joined = is_joined || gap == GAP_JOINS;
		if (suspended_joins(text, out)) {
			is_joined = true;
			end = at = behind_joining(text, length, out->end);
			continue;
		}
		out->end = end = at = run_end(text, length, out->end);
		if (!suspended_hangs(text, length, out))
			return is_joined && !(out->traits & WORD_HAS_DIGIT)
				&& end - out->start >= FULL_BYTES_MIN;
	}
	return false;
}

static bool is_word(const char *word, size_t length)
{
	const struct lexicon_entry *entry = lexicon_find(word, length);

	return entry && (entry->flags & LEXICON_WORD);
}

static bool write_joined(const char *first, size_t first_length, const char *second,
	size_t second_length, struct buf *out)
{
	buf_clear(out);
	buf_add(out, first, first_length);
	buf_add(out, second, second_length);
	return is_word(out->bytes, out->length);
}

static bool begins_compounds(const struct buf *first, const char *part, size_t length)
{
	SCOPED(buf_release) struct buf joined = {0};
	const struct lexicon_entry *entry;

	buf_add(&joined, first->bytes, first->length);
	buf_add(&joined, part, length);
	entry = lexicon_find(joined.bytes, joined.length);
	return entry
		&& (entry->modifier_cost != LEXICON_NEVER || entry->flags & LEXICON_WORD);
}

/*
 * Hoch- und Tiefbau|ämter: the first word and what follows in the full one
 * begin a compound, so most of it is kept. The cut is 0 if they do not.
 */
static size_t longest_tail(
	const struct buf *first, const struct buf *full, const struct compound *parts)
{
	const struct compound_part *begin = &parts->parts[0];
	struct compound nested;

	if (compounds_split(full->bytes, begin->end, &nested)) {
		for (size_t k = 1; k < nested.count; k++) {
			size_t start = nested.parts[k].start;

			if (begins_compounds(
				    first, full->bytes + start, begin->end - start))
				return start;
		}
	}
	for (size_t k = 1; k + 1 < parts->count; k++) {
		const struct compound_part *part = &parts->parts[k];

		if (begins_compounds(first, full->bytes + part->start,
			    (size_t)part->end - part->start))
			return part->start;
	}
	return 0;
}

/* One of the ways to part the full word yields a known one with the first word. */
static bool complete_by_parts(const struct buf *first, const struct buf *full,
	const struct compound *parts, struct buf *out)
{
	size_t tail = longest_tail(first, full, parts);

	if (tail) {
		write_joined(first->bytes, first->length, full->bytes + tail,
			full->length - tail, out);
		return true;
	}
	for (size_t k = 1; k < parts->count; k++) {
		size_t start = parts->parts[k].start;

		if (write_joined(first->bytes, first->length, full->bytes + start,
			    full->length - start, out))
			return true;
	}
	return false;
}

/* first and the tail of full are a word, or the tail is one: ent- oder weiterentwickelt */
static bool complete_by_cut(
	const struct buf *first, const struct buf *full, size_t cut, struct buf *out)
{
	const char *tail = full->bytes + cut;
	size_t length = full->length - cut;

	if (length > first->length && !memcmp(tail, first->bytes, first->length)
		&& is_word(tail, length)) {
		buf_clear(out);
		buf_add(out, tail, length);
		return true;
	}
	return write_joined(first->bytes, first->length, tail, length, out);
}

/* Behind the longest of the listed beginnings that yields a word. */
static bool complete_by_beginning(
	const struct buf *first, const struct buf *full, struct buf *out)
{
	SCOPED(buf_release) struct buf found = {0};
	const char *line = suspension_words_begin;
	const char *listed = NULL;
	size_t size;
	size_t best = 0;

	while (next_listed("begin", &line, &listed, &size)) {
		if (size <= best || size + TAIL_BYTES_MIN > full->length
			|| memcmp(full->bytes, listed, size) != 0
			|| !complete_by_cut(first, full, size, &found))
			continue;
		best = size;
		buf_clear(out);
		buf_add(out, found.bytes, found.length);
	}
	return best > 0;
}

static bool is_beginning(const struct buf *word)
{
	const char *line = suspension_words_begin;
	const char *listed;
	size_t size;

	while (next_listed("begin", &line, &listed, &size)) {
		if (size == word->length && !memcmp(listed, word->bytes, size))
			return true;
	}
	return false;
}

/* Ein- und Auspendler: two listed beginnings, and what follows is a word. */
static bool complete_by_exchange(
	const struct buf *first, const struct buf *full, struct buf *out)
{
	const char *line = suspension_words_begin;
	const char *listed;
	size_t size;

	if (!is_beginning(first))
		return false;
	while (next_listed("begin", &line, &listed, &size)) {
		if (size + INFLECTED_TAIL_BYTES_MIN > full->length
			|| memcmp(full->bytes, listed, size) != 0
			|| !lexicon_find(full->bytes + size, full->length - size))
			continue;
		write_joined(first->bytes, first->length, full->bytes + size,
			full->length - size, out);
		return true;
	}
	return false;
}

/* kultur- und sozialpolitische: no compound of the lexicon, but its end is a word. */
static bool complete_by_tail(
	const struct buf *first, const struct buf *full, struct buf *out)
{
	uint16_t cost = LEXICON_NEVER;
	size_t best = 0;

	for (size_t at = TAIL_BYTES_MIN; at + INFLECTED_TAIL_BYTES_MIN <= full->length;
		at++) {
		const struct lexicon_entry *entry = lexicon_find(full->bytes, at);

		if (!entry || entry->modifier_cost >= cost
			|| !is_word(full->bytes + at, full->length - at))
			continue;
		cost = entry->modifier_cost;
		best = at;
	}
	if (best)
		write_joined(first->bytes, first->length, full->bytes + best,
			full->length - best, out);
	return best > 0;
}

static bool complete_german(
	const struct buf *first, const struct buf *full, struct buf *out)
{
	struct compound parts;
	bool is_compound = compounds_split(full->bytes, full->length, &parts);

	if (is_compound && complete_by_parts(first, full, &parts, out))
		return true;
	if (complete_by_beginning(first, full, out)
		|| complete_by_exchange(first, full, out))
		return true;
	if (!is_compound)
		return complete_by_tail(first, full, out);
	write_joined(first->bytes, first->length, full->bytes + parts.parts[1].start,
		full->length - parts.parts[1].start, out);
	return true;
}

bool suspended_complete(const char *text, size_t length, const struct word *word,
	enum language language, struct buf *out)
{
	SCOPED(buf_release) struct buf first = {0};
	SCOPED(buf_release) struct buf full = {0};
	struct word found;
	struct word part;
	size_t at;

	if (!find_full(text, length, word->end, &found))
		return false;
	fold(text, word->start, word->end, &first);
	at = found.start;
	words_next(text, length, &at, &part);
	if (part.end < found.end) { /* small- and medium-sized */
		fold(text, part.end, found.end, &full);
		write_joined(first.bytes, first.length, full.bytes, full.length, out);
		return true;
	}
	if (language == LANGUAGE_EN)
		return false;
	fold(text, found.start, found.end, &full);
	return complete_german(&first, &full, out);
}

bool suspended_complete_after(const char *text, const struct word *before,
	const struct word *word, struct buf *out)
{
	SCOPED(buf_release) struct buf full = {0};
	SCOPED(buf_release) struct buf tail = {0};
	struct compound parts;

	fold(text, before->start, before->end, &full);
	fold(text, word->start, word->end, &tail);
	if (!compounds_split(full.bytes, full.length, &parts))
		return write_joined(full.bytes, full.length, tail.bytes, tail.length, out)
			|| compounds_split(out->bytes, out->length, &parts);
	for (size_t k = parts.count; k-- > 1;) {
		if (write_joined(full.bytes, parts.parts[k].start, tail.bytes,
			    tail.length, out))
			return true;
	}
	write_joined(full.bytes, parts.parts[parts.count - 1].start, tail.bytes,
		tail.length, out);
	return true;
}
