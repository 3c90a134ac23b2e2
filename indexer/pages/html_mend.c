/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/html_mend.h"

#include <libxml/parser.h>

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { TAG_LOOK = 256 }; /* bytes; longer than any end tag */

/* What ends what, and whether it is known that none comes any more. */
struct ending {
	const char *open, *close;
	bool is_over;
};

enum { COMMENT, SCRIPT, STYLE, SINGLE_QUOTE, DOUBLE_QUOTE, ENDING_COUNT };

struct mender {
	char *at, *end;
	struct ending endings[ENDING_COUNT];
	bool has_changed;
};

static void blank(struct mender *mender, char *from, const char *to)
{
	memset(from, ' ', (size_t)(to - from));
	mender->has_changed = true;
}

/* The next one, in any case; NULL: none, now and later. */
static char *find_end(struct mender *mender, struct ending *ending, char *from)
{
	size_t length = strlen(ending->close);

	while (!ending->is_over) {
		from = memchr(from, ending->close[0], (size_t)(mender->end - from));
		if (!from || (size_t)(mender->end - from) < length)
			ending->is_over = true;
		else if (!strncasecmp(from, ending->close, length))
			return from;
		else
			from++;
	}
	return NULL;
}

/* Behind a tag's >; quotes that are not closed become blanks. */
static char *mend_tag(struct mender *mender, char *tag)
{
	char before = ' ';
	char *at = tag + 1;

	for (; at < mender->end && *at != '>'; at++) {
		if ((*at == '"' || *at == '\'') && before == '=') {
			char *close = find_end(mender,
				&mender->endings[*at == '"' ? DOUBLE_QUOTE
							    : SINGLE_QUOTE],
				at + 1);

			if (close)
				at = close;
			else
				blank(mender, at, at + 1);
		}
		if (!isspace((unsigned char)*at))
			before = *at;
	}
	return at < mender->end ? at + 1 : at;
}

static bool begins(const struct mender *mender, const char *word)
{
	size_t length = strlen(word);

	return (size_t)(mender->end - mender->at) >= length
		&& !strncasecmp(mender->at, word, length);
}

static void mend_comment(struct mender *mender)
{
	char *start = mender->at + 4;
	char *close;

	if (begins(mender, "<!-->") || begins(mender, "<!--->")) {
		mender->at = memchr(start, '>', (size_t)(mender->end - start));
		blank(mender, start - 4, ++mender->at);
		return;
	}
	close = find_end(mender, &mender->endings[COMMENT], start);
	if (!close)
		blank(mender, mender->at, start);
	mender->at = close ? close : start;
}

/* Code that is cut off stays code; what has tags in it is a page. */
static void mend_code(struct mender *mender, struct ending *ending)
{
	char *behind = mend_tag(mender, mender->at);
	char *close = find_end(mender, ending, behind);

	if (!close && memmem(behind, (size_t)(mender->end - behind), "</", 2))
		blank(mender, mender->at, behind);
	mender->at = close ? close : behind;
}

bool html_mend(const char *bytes, size_t length, struct buf *out)
{
	size_t start = out->length;

	buf_add(out, bytes, length);
	struct mender mender = {.at = out->bytes + start,
		.end = out->bytes + out->length,
		.endings = {{"<!--", "-->", false}, {"<script", "</script", false},
			{"<style", "</style", false}, {"'", "'", false},
			{"\"", "\"", false}}};

	while ((mender.at = memchr(mender.at, '<', (size_t)(mender.end - mender.at)))) {
		if (begins(&mender, mender.endings[COMMENT].open))
			mend_comment(&mender);
		else if (begins(&mender, mender.endings[SCRIPT].open))
			mend_code(&mender, &mender.endings[SCRIPT]);
		else if (begins(&mender, mender.endings[STYLE].open))
			mend_code(&mender, &mender.endings[STYLE]);
		else if (mender.end - mender.at > 1
			&& isalpha((unsigned char)mender.at[1]))
			mender.at = mend_tag(&mender, mender.at);
		else
			mender.at++;
	}
	return mender.has_changed;
}

bool html_mend_is_tear(const xmlParserCtxt *parser)
{
	switch (parser->lastError.code) {
	case XML_ERR_COMMENT_NOT_FINISHED:
	case XML_ERR_GT_REQUIRED:
	case XML_ERR_ATTRIBUTE_NOT_FINISHED:
		return true;
	default:
		return false;
	}
}

/* Whether an end tag of that name comes: the parser ends what is badly nested early. */
static bool has_end_tag(const char *at, const char *end, const char *name)
{
	size_t length = strlen(name);

	while ((at = memmem(at, (size_t)(end - at), "</", 2))) {
		at += 2;
		if ((size_t)(end - at) >= length && !strncasecmp(at, name, length))
			return true;
	}
	return false;
}

bool html_mend_is_left_open(const xmlParserCtxt *parser, const char *name)
{
	const char *start = (const char *)parser->input->base;
	const char *end = (const char *)parser->input->cur;
	size_t length = strlen(name);
	const char *tag;

	if (strcmp(name, "option") == 0 || strcmp(name, "optgroup") == 0)
		return false; /* they need no end */
	if (end - start > TAG_LOOK)
		start = end - TAG_LOOK;
	tag = memrchr(start, '<', (size_t)(end - start));
	if (tag && (size_t)(end - tag) >= length + 3 && tag[1] == '/'
		&& strncasecmp(tag + 2, name, length) == 0)
		return false;
	return !has_end_tag(end, (const char *)parser->input->end, name);
}
