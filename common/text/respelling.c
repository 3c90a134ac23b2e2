/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/respelling.h"

#include "base/alloc.h"
#include "base/embed.h"
#include "base/scope.h"
#include "text/latin.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

EMBEDDED(respellings);

enum { LETTERS_BEFORE_MIN = 3, FROM_BYTES_MIN = 2, NO_RULE = UINT16_MAX };

/* A line of the table, in whose bytes the letters are. */
struct rule {
	const char *from, *to;
	uint8_t from_length, to_length;
	bool begins, ends; /* the word */
	bool inside;       /* some letters stand before */
	bool is_stem;
	uint16_t next; /* rule with the same first byte */
};

struct respelling {
	struct rule *rules;
	size_t count, room;
	uint16_t first[UINT8_MAX + 1]; /* by the first byte of from */
	uint16_t last[UINT8_MAX + 1];
	uint8_t pairs[(1 << 16) / 8]; /* bits: the first two bytes of some rule */
};

static unsigned pair_at(const char *letters)
{
	return (unsigned)(unsigned char)letters[0] << 8 | (unsigned char)letters[1];
}

static bool takes(const char **text, size_t *length, char sign)
{
	if (!*length || **text != sign)
		return false;
	(*text)++;
	(*length)--;
	return true;
}

static void add_rule(struct respelling *out, struct rule rule)
{
	unsigned char first = (unsigned char)*rule.from;
	uint16_t number = (uint16_t)out->count;

	out->rules = alloc_grow(out->rules, out->count, &out->room, sizeof(*out->rules));
	out->rules[out->count++] = rule;
	out->pairs[pair_at(rule.from) / 8] |= (uint8_t)(1U << pair_at(rule.from) % 8);
	if (out->first[first] == NO_RULE)
		out->first[first] = number;
	else
		out->rules[out->last[first]].next = number;
	out->last[first] = number;
}

/* FROM TAB TO */
static void read_rule(struct respelling *out, const char *line, size_t length)
{
	const char *tab = memchr(line, '\t', length);
	struct rule rule = {.next = NO_RULE};
	size_t from = tab ? (size_t)(tab - line) : 0;
	size_t to = tab ? length - from - 1 : 0;

	rule.from = line;
	rule.to = tab ? tab + 1 : line;
	rule.begins = takes(&rule.from, &from, '^');
	rule.inside = takes(&rule.from, &from, '~');
	rule.is_stem = takes(&rule.to, &to, '=');
	rule.ends = from && rule.from[from - 1] == '$';
	from -= rule.ends;
	if (from < FROM_BYTES_MIN)
		return;
	rule.from_length = (uint8_t)from;
	rule.to_length = (uint8_t)to;
	add_rule(out, rule);
}

struct respelling *respelling_open(const char *language)
{
	struct respelling *out = alloc_zeroed(1, sizeof(*out));
	size_t size = strlen(language);

	for (size_t i = 0; i <= UINT8_MAX; i++)
		out->first[i] = out->last[i] = NO_RULE;
	for (const char *line = respellings_begin; line < respellings_end;) {
		size_t rest = (size_t)(respellings_end - line);
		const char *newline = memchr(line, '\n', rest);
		size_t length = newline ? (size_t)(newline - line) : rest;

		if (*line != '#' && length > size + 1 && line[size] == '\t'
			&& !memcmp(line, language, size))
			read_rule(out, line + size + 1, length - size - 1);
		line += length + 1;
	}
	return out;
}

void respelling_close(struct respelling **respelling)
{
	if (*respelling)
		free((*respelling)->rules);
	free(*respelling);
	*respelling = NULL;
}

static bool fits(const struct rule *rule, const struct buf *word, size_t at)
{
	size_t end = at + rule->from_length;

	return end <= word->length && (!rule->begins || at == 0)
		&& (!rule->inside || at >= LETTERS_BEFORE_MIN)
		&& (!rule->ends || end == word->length)
		&& !memcmp(word->bytes + at, rule->from, rule->from_length);
}

/* The word's beginning loses its umlauts, as the stemmer would have it. */
static void write_stem(const struct rule *rule, struct buf *word, size_t at)
{
	SCOPED(buf_release) struct buf stem = {0};

	latin_plain(word->bytes, at, LATIN_MARKS_NONE, &stem);
	buf_add(&stem, rule->to, rule->to_length);
	buf_clear(word);
	buf_add(word, stem.bytes, stem.length);
}

static void replace(const struct rule *rule, struct buf *word, size_t at)
{
	size_t behind = at + rule->from_length;

	if (rule->to_length > rule->from_length)
		buf_reserve(word, rule->to_length - rule->from_length);
	memmove(word->bytes + at + rule->to_length, word->bytes + behind,
		word->length - behind + 1);
	memcpy(word->bytes + at, rule->to, rule->to_length);
	word->length = word->length - rule->from_length + rule->to_length;
}

/* The rule for the letters at word[at]; NULL: none. */
static const struct rule *rule_at(
	const struct respelling *respelling, const struct buf *word, size_t at)
{
	uint16_t number = respelling->first[(unsigned char)word->bytes[at]];

	for (; number != NO_RULE; number = respelling->rules[number].next) {
		if (fits(&respelling->rules[number], word, at))
			return &respelling->rules[number];
	}
	return NULL;
}

enum respelling_kind respelling_apply(
	const struct respelling *respelling, struct buf *word)
{
	for (size_t at = 0; at < word->length; at++) {
		unsigned pair = pair_at(word->bytes + at); /* ends with a NUL */
		const struct rule *rule = NULL;

		if (respelling->pairs[pair / 8] >> pair % 8 & 1)
			rule = rule_at(respelling, word, at);
		if (!rule)
			continue;
		if (rule->is_stem) {
			write_stem(rule, word, at);
			return RESPELLING_STEM;
		}
		replace(rule, word, at);
		at += rule->to_length ? rule->to_length - 1U : 0;
	}
	return RESPELLING_WORD;
}
