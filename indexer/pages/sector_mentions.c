/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/sector_mentions.h"

#include "base/embed.h"
#include "base/scope.h"
#include "pages/cues.h"

#include <string.h>

EMBEDDED(sector_words);

static const char *const classes[SECTOR_WORD_COUNT] = {
	[SECTOR_WORD_LABEL] = "label",
	[SECTOR_WORD_NAMED] = "named",
	[SECTOR_WORD_AUTHORITY] = "authority",
	[SECTOR_WORD_INSIDE] = "inside",
};

enum { NAME_MOST = 160 }; /* bytes of an authority's name behind its first word */

struct span {
	size_t start, end;
};

struct cues *sector_mentions_open_words(void)
{
	return cues_open(
		sector_words_begin, sector_words_end, classes, SECTOR_WORD_COUNT);
}

static bool is_word(const char *text, size_t length, size_t at)
{
	return at < length
		&& (((unsigned char)text[at] & 0x80) || cues_is_word(text, length, at));
}

static size_t word_end(const char *text, size_t length, size_t at)
{
	while (is_word(text, length, at))
		at++;
	return at;
}

/* Signs that may stand between the words of a name. */
static size_t skip_signs(const char *text, size_t length, size_t at)
{
	while (at < length && strchr(" ,/&-", text[at]))
		at++;
	return at;
}

/* Capitals look otherwise when made small; the first word of a name counts anyway. */
static size_t name_end(
	const struct cues *words, const char *text, const struct buf *low, size_t at)
{
	size_t length = at + NAME_MOST < low->length ? at + NAME_MOST : low->length;
	size_t end = word_end(text, length, skip_signs(text, length, at));

	for (;;) {
		const struct cue *cue;

		at = skip_signs(text, length, end);
		if (at == end || !is_word(text, length, at))
			return end;
		cue = cues_at(words, low->bytes, low->length, at);
		if (text[at] == low->bytes[at] && text[at] != '\xc3'
			&& !(cue && cue->class == SECTOR_WORD_INSIDE))
			return end;
		end = word_end(text, length, at);
	}
}

/* The next name of an authority from *offset on. */
static bool next_name(const struct cues *words, const char *text, const struct buf *low,
	size_t *offset, struct span *out)
{
	struct cue_match match;

	while (cues_next(words, low->bytes, low->length, offset, &match)) {
		if (match.cue->class != SECTOR_WORD_AUTHORITY)
			continue;
		*out = (struct span){match.start, name_end(words, text, low, match.end)};
		if (*offset < out->end)
			*offset = out->end;
		return true;
	}
	return false;
}

/* Takes out what lies in names of authorities, of the mentions from first on. */
static void drop_names(const struct cues *words, const char *text, size_t length,
	struct cluster_mentions *mentions, size_t first)
{
	SCOPED(buf_release) struct buf low = {0};
	struct span name;
	size_t offset = 0;
	size_t kept = first;
	size_t at = first;

	cues_lower(text, length, &low);
	while (at < mentions->count && next_name(words, text, &low, &offset, &name)) {
		while (at < mentions->count && mentions->items[at].start < name.start)
			mentions->items[kept++] = mentions->items[at++];
		while (at < mentions->count && mentions->items[at].start < name.end)
			at++;
	}
	while (at < mentions->count)
		mentions->items[kept++] = mentions->items[at++];
	mentions->count = kept;
}

static void add_mentions(const struct clusters *clusters, const struct cues *words,
	enum language language, const char *text, size_t length,
	struct cluster_mentions *out)
{
	size_t first = out->count;

	clusters_mentioned(clusters, language, text, length, out);
	if (out->count > first)
		drop_names(words, text, length, out, first);
}

void sector_mentions_of_text(const struct clusters *clusters, const struct cues *words,
	const struct document *document, struct cluster_mentions *out)
{
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		size_t first = out->count;

		add_mentions(clusters, words, block->language,
			document->text.bytes + block->start, block->end - block->start,
			out);
		for (size_t at = first; at < out->count; at++) {
			out->items[at].start += block->start;
			out->items[at].end += block->start;
		}
	}
}

void sector_mentions_of_title(const struct clusters *clusters, const struct cues *words,
	const struct document *document, struct cluster_mentions *out)
{
	size_t length = document->title ? strlen(document->title) : 0;

	if (length)
		add_mentions(clusters, words,
			language_of_text(document->title, length, document->language),
			document->title, length, out);
}
