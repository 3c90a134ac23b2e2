/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/typed_end.h"

#include "text/words.h"

#include <string.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void find_starts(struct typed_end *end)
{
	size_t offset = 0;
	size_t last = 0;
	struct word word;

	while (words_next(end->text, end->length, &offset, &word)) {
		memmove(end->starts + 1, end->starts,
			(TYPED_END_WORDS - 1) * sizeof(*end->starts));
		end->starts[0] = word.start;
		end->start_count += end->start_count < TYPED_END_WORDS;
		last = word.end;
	}
	if (last < end->length)
		end->start_count = 0;
}

/* Whether letters behind a sign begin the ending of a name of women and men alike. */
static bool is_ending(
	const char *text, const struct typed_word *stem, const struct typed_word *ending)
{
	static const char innen[] = "innen";
	size_t length = ending->end - ending->start;

	return ending->start == stem->end + 1 && strchr(":*_", text[stem->end])
		&& length < strlen(innen) && !memcmp(text + ending->start, innen, length);
}

/* Akteur:in, which Akteur:innen begins with, is one word. */
static void join_ending(const char *text, struct typed_words *words)
{
	struct typed_word *stem;
	struct typed_word *ending;

	if (words->count < 2)
		return;
	stem = &words->items[words->count - 2];
	ending = stem + 1;
	if (!is_ending(text, stem, ending))
		return;
	stem->end = ending->end;
	stem->drop_end = ending->drop_end;
	buf_add(&stem->folded, buf_string(&ending->folded), ending->folded.length);
	buf_release(&ending->folded);
	words->count--;
}

void typed_end_find(const char *text, size_t length, struct typed_end *out)
{
	struct typed_words *words = &out->words;

	while (length && is_blank(text[length - 1]))
		length--;
	out->text = text;
	out->length = length;
	find_starts(out);
	typed_words_collect(text, length, &out->words);
	if (!words->count || words->items[words->count - 1].end != length)
		return;
	join_ending(text, words);
	out->last = &words->items[words->count - 1];
}

void typed_end_release(struct typed_end *end)
{
	typed_words_release(&end->words);
	*end = (struct typed_end){0};
}

bool typed_end_before(const struct typed_end *end, size_t start, struct buf *out)
{
	if (start && end->text[start - 1] == ':') {
		while (start && !is_blank(end->text[start - 1]))
			start--;
	} else if (start && !is_blank(end->text[start - 1])) {
		return false;
	}
	while (start && is_blank(end->text[start - 1]))
		start--;
	buf_add(out, end->text, start);
	return true;
}
