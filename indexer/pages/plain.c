/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/plain.h"

#include "base/scope.h"
#include "pages/cues.h"
#include "pages/labels.h"
#include "text/unicode.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum {
	WRAP_LEAST = 50, /* bytes of a line in a text wrapped by hand or mailer */
	WRAP_MOST = 100,
	HEADING_MOST = 100,
	ROW_MOST = 200,
};

struct line {
	const char *bytes;
	size_t length;
};

/* The next line without blanks at its ends; false: no more. */
static bool next_line(const char **at, const char *end, struct line *out)
{
	if (*at >= end)
		return false;
	const char *newline = memchr(*at, '\n', (size_t)(end - *at));
	const char *stop = newline ? newline : end;
	const char *start = *at;

	*at = newline ? newline + 1 : end;
	while (start < stop && isspace((unsigned char)*start))
		start++;
	while (stop > start && isspace((unsigned char)stop[-1]))
		stop--;
	*out = (struct line){start, (size_t)(stop - start)};
	return true;
}

/* Whether most lines that another follows directly have the width of a wrap. */
static bool is_wrapped(const char *text, size_t length)
{
	const char *at = text;
	struct line before = {0};
	struct line line;
	size_t followed = 0;
	size_t full = 0;

	while (next_line(&at, text + length, &line)) {
		if (line.length && before.length) {
			followed++;
			full += before.length >= WRAP_LEAST && before.length <= WRAP_MOST;
		}
		before = line;
	}
	return followed >= 4 && full * 10 >= followed * 7;
}

/* The length of a bullet or number mark and its blank; 0: none. */
static size_t bullet_length(struct line line)
{
	static const char *const bullets[] = {
		"•", "-", "*", "–", "·", "▪", "■", "o", "►", "»", "‣"};

	for (size_t i = 0; i < sizeof(bullets) / sizeof(bullets[0]); i++) {
		size_t length = strlen(bullets[i]);

		if (line.length > length + 1
			&& memcmp(line.bytes, bullets[i], length) == 0
			&& isspace((unsigned char)line.bytes[length])) {
			while (length < line.length
				&& isspace((unsigned char)line.bytes[length]))
				length++;
			return length;
		}
	}
	return 0;
}

static bool ends_a_sentence(struct line line)
{
	static const char *const marks[] = {
		".", "!", "?", ",", ";", "”", "“", "\"", "…", "»", "«"};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t length = strlen(marks[i]);

		if (line.length >= length
			&& memcmp(line.bytes + line.length - length, marks[i], length)
				== 0)
			return true;
	}
	return false;
}

static enum block_kind kind_of(const struct labels *labels, struct line line)
{
	size_t end;
	enum label_class label = labels_find(labels, line.bytes, line.length, &end);

	if (line.length < ROW_MOST && label != LABEL_NONE
		&& memchr(line.bytes, ':', line.length))
		return BLOCK_ROW;
	if (line.length < HEADING_MOST && cues_is_word(line.bytes, line.length, 0)
		&& !islower((unsigned char)line.bytes[0])
		&& !isdigit((unsigned char)line.bytes[0])
		&& line.bytes[line.length - 1] != ':' && !ends_a_sentence(line))
		return BLOCK_HEADING;
	return BLOCK_TEXT;
}

/* Bytes from at on that stay as they are: letters, and a single blank behind some. */
static size_t plain_length(struct line line, size_t at)
{
	size_t end = at;

	while (end < line.length && line.bytes[end] != '\xC2'
		&& ((unsigned char)line.bytes[end] > ' '
			|| (line.bytes[end] == ' ' && end > at
				&& line.bytes[end - 1] != ' ')))
		end++;
	return end - at;
}

static void fold_blanks(struct line line, struct buf *out)
{
	for (size_t i = 0; i < line.length; i++) {
		size_t plain = plain_length(line, i);

		buf_add(out, line.bytes + i, plain);
		i += plain;
		if (i == line.length)
			break;
		unsigned char c = (unsigned char)line.bytes[i];
		unsigned char next =
			i + 1 < line.length ? (unsigned char)line.bytes[i + 1] : 0;
		bool wide = c == 0xc2 && next == 0xa0;

		if (c == 0xc2 && next == 0xad) { /* a soft hyphen */
			i++;
			continue;
		}
		if (!isspace(c) && !wide) {
			buf_add(out, line.bytes + i, 1);
			continue;
		}
		i += wide;
		if (out->length && out->bytes[out->length - 1] != ' ')
			buf_add(out, " ", 1);
	}
}

/*
 * Bytes of a label that a tab parts from its value, as cells of a table copied
 * from a browser are; 0: none.
 */
static size_t label_before_tab(const struct labels *labels, struct line line)
{
	const char *tab = memchr(line.bytes, '\t', line.length);
	size_t end;

	if (!tab || line.length >= ROW_MOST
		|| memchr(line.bytes, ':', (size_t)(tab - line.bytes))
		|| labels_find(labels, line.bytes, line.length, &end) == LABEL_NONE)
		return 0;
	return (size_t)(tab - line.bytes);
}

static void add_line(const struct labels *labels, struct line line, struct buf *out)
{
	size_t label = label_before_tab(labels, line);

	if (label) {
		fold_blanks((struct line){line.bytes, label}, out);
		buf_add_string(out, ": ");
	}
	fold_blanks((struct line){line.bytes + label, line.length - label}, out);
}

struct typesetter {
	struct document *out;
	const struct labels *labels;
	struct buf line, composed;
};

static void flush(struct typesetter *setter)
{
	struct buf *line = &setter->line;

	if (!line->length)
		return;
	buf_clear(&setter->composed);
	unicode_compose(line->bytes, line->length, &setter->composed);
	struct line whole = {setter->composed.bytes, setter->composed.length};
	size_t mark = bullet_length(whole);

	whole.bytes += mark;
	whole.length -= mark;
	if (whole.length)
		document_add_block(setter->out,
			mark ? BLOCK_ITEM : kind_of(setter->labels, whole), whole.bytes,
			whole.length);
	buf_clear(line);
}

/* Markdown's marks before a heading. */
static struct line without_marks(struct line line)
{
	while (line.length && line.bytes[0] == '#') {
		line.bytes++;
		line.length--;
	}
	while (line.length && line.bytes[0] == ' ') {
		line.bytes++;
		line.length--;
	}
	return line;
}

void plain_build(const struct labels *labels, const char *text, size_t length,
	struct document *out)
{
	struct typesetter setter = {.out = out, .labels = labels};
	bool wrapped = is_wrapped(text, length);
	const char *at = text;
	struct line line;

	while (next_line(&at, text + length, &line)) {
		bool joins = wrapped && line.length && setter.line.length
			&& !bullet_length(line);

		if (!joins)
			flush(&setter);
		else
			buf_add(&setter.line, " ", 1);
		add_line(labels, without_marks(line), &setter.line);
	}
	flush(&setter);
	buf_release(&setter.line);
	buf_release(&setter.composed);
}
