/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/project_title.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"
#include "pages/cues.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum {
	WORDS_MOST = 4,
	LENGTH_MOST = 40, /* bytes */
	CAPITALS_LEAST = 3,
};

struct title {
	const char *text, *low; /* low: as cues_lower() leaves it */
};

struct letters {
	size_t capitals, small;
	bool inner_capital; /* RegioTakt */
};

static bool is_small(const struct title *title, size_t at)
{
	unsigned char c = (unsigned char)title->text[at];

	return islower(c) || (c == 0xc3 && (unsigned char)title->text[at + 1] >= 0x9f);
}

static struct letters count_letters(const struct title *title, size_t start, size_t end)
{
	struct letters letters = {0};

	for (size_t i = start; i < end; i++) {
		bool first_byte = ((unsigned char)title->text[i] & 0xc0) != 0x80;
		bool capital = title->text[i] != title->low[i]
			|| (first_byte && i + 1 < end
				&& (unsigned char)title->text[i] == 0xc3
				&& title->text[i + 1] != title->low[i + 1]);

		if (first_byte && capital) {
			letters.inner_capital |= letters.small > 0;
			letters.capitals++;
		} else if (first_byte && is_small(title, i)) {
			letters.small++;
		}
	}
	return letters;
}

/* Where the name ends and the words about it begin. */
static size_t name_end(const char *text, bool *parted)
{
	static const char *const marks[] = {": ", " – ", " — ", " - ", " | ", " ("};
	size_t end = strlen(text);

	*parted = false;
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		const char *at = strstr(text, marks[i]);

		if (at && (size_t)(at - text) < end) {
			end = (size_t)(at - text);
			*parted = true;
		}
	}
	return end;
}

/* After the first word a short one in small letters may stand: plus. */
static bool may_be_small(const struct title *title, size_t start, size_t end)
{
	return start > 0 && end - start == strlen("plus")
		&& memcmp(title->low + start, "plus", end - start) == 0;
}

static bool is_in_capitals(const struct title *title, size_t start, size_t end)
{
	size_t capitals = 0;
	size_t words = 0;

	for (size_t at = start; at < end;) {
		size_t stop = at;

		while (stop < end && title->text[stop] != ' ')
			stop++;
		struct letters letters = count_letters(title, at, stop);

		if (letters.small && !may_be_small(title, at - start, stop - start))
			return false;
		capitals += letters.capitals;
		words++;
		at = stop + 1;
	}
	return capitals >= CAPITALS_LEAST && words <= WORDS_MOST
		&& end - start <= LENGTH_MOST;
}

static bool is_joined_words(const struct title *title, size_t end)
{
	struct letters letters = count_letters(title, 0, end);

	return end <= LENGTH_MOST && !memchr(title->text, ' ', end)
		&& !memchr(title->text, '-', end) && letters.inner_capital
		&& isupper((unsigned char)title->text[0]);
}

/* "Speaking towns (SPEAK)" */
static char *acronym_in_brackets(const struct title *title)
{
	size_t length = strlen(title->text);
	const char *open = strrchr(title->text, '(');

	if (!open || title->text[length - 1] != ')')
		return NULL;
	size_t start = (size_t)(open - title->text) + 1;

	return is_in_capitals(title, start, length - 1)
		? alloc_copy(title->text + start, length - 1 - start)
		: NULL;
}

char *project_title_acronym(const char *text)
{
	SCOPED(buf_release) struct buf low = {0};
	bool parted;
	size_t end = name_end(text, &parted);

	cues_lower(text, strlen(text), &low);
	struct title title = {text, buf_string(&low)};

	if (is_in_capitals(&title, 0, end) || (parted && is_joined_words(&title, end)))
		return alloc_copy(text, end);
	return acronym_in_brackets(&title);
}
