/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/kind_words.h"

#include "base/scope.h"
#include "pages/cues.h"

#include <string.h>

enum {
	TOP_BLOCKS = 3,
	TOP_BYTES = 900,
	READ_MOST = 12000,  /* bytes; what a page is shows before */
	COMPOUND_LEAST = 6, /* bytes of the last part of Softwarebündnis */
	QUOTE_LEAST = 40,   /* bytes: more than a name */
	QUOTE_MOST = 800,
};

static const double top_times = 2;
static const double measured_bytes = 1500; /* phrases add up with length */
static const double half_text = 3;         /* this weight says half of all it could */
static const double half_title = 1.5;
static const double half_quotes = 1;
static const double compound_least = 1.5; /* a Heimatverein is no network */

/* What the wording of a title speaks for; PAGE_TYPE_COUNT: nothing. */
static const enum page_type title_types[KIND_WORDING_COUNT] = {
	[KIND_REPORTED] = PAGE_NEWS,
	[KIND_SPOKEN] = PAGE_NEWS,
	[KIND_RECENT] = PAGE_NEWS,
	[KIND_PRESS] = PAGE_NEWS,
	[KIND_PROJECT] = PAGE_PROJECT,
	[KIND_COURSE] = PAGE_PROJECT,
	[KIND_FUNDED] = PAGE_PROJECT,
	[KIND_NETWORK] = PAGE_NETWORK,
	[KIND_MEMBERS] = PAGE_NETWORK,
	[KIND_UNION] = PAGE_NETWORK,
	[KIND_PROGRAMME] = PAGE_OTHER,
	[KIND_ADVICE] = PAGE_OTHER,
	[KIND_FORMAL] = PAGE_TYPE_COUNT,
	[KIND_OPINION] = PAGE_OTHER,
	[KIND_CONTACT] = PAGE_OTHER,
	[KIND_ABOUT] = PAGE_OTHER,
};

/* The longest phrase at or after *offset; where a word holds none, of its end. */
static bool next_phrase(const struct kind_rules *rules, const struct buf *low,
	size_t *offset, size_t compounds, struct cue_match *out)
{
	size_t from = *offset;

	if (!cues_next(rules->wording, low->bytes, low->length, offset, out)) {
		out->start = low->length;
		out->cue = NULL;
	}
	size_t until = out->start < compounds ? out->start : compounds;

	for (size_t at = from; at + COMPOUND_LEAST < until; at++) {
		const struct cue *cue;

		if (((unsigned char)low->bytes[at] & 0xc0) == 0x80
			|| (at > from && !cues_is_word(low->bytes, low->length, at - 1)))
			continue;
		cue = cues_at(rules->wording, low->bytes, low->length, at);
		if (!cue || cue->length < COMPOUND_LEAST || cue->weight < compound_least
			|| cue->open_end
			|| (cue->class != KIND_NETWORK && cue->class != KIND_PROJECT))
			continue;
		*out = (struct cue_match){cue, at, at + cue->length};
		*offset = at + cue->length;
		return true;
	}
	return out->cue != NULL;
}

static void read_title(const struct kind_rules *rules, const struct document *document,
	struct kind_signs *signs)
{
	SCOPED(buf_release) struct buf low = {0};
	double sums[PAGE_TYPE_COUNT] = {0};
	size_t offset = 0;
	struct cue_match match;

	if (!document->title)
		return;
	cues_lower(document->title, strlen(document->title), &low);
	while (next_phrase(rules, &low, &offset, low.length, &match)) {
		enum page_type type = title_types[match.cue->class];

		if (type != PAGE_TYPE_COUNT)
			sums[type] += match.cue->weight;
	}
	for (int type = 0; type < PAGE_TYPE_COUNT; type++) {
		struct kind_found *found = &signs->found[KIND_TITLE_OTHER + type];

		found->strength = sums[type] / (sums[type] + half_title);
		found->said = document->title;
		found->said_length = strlen(document->title);
	}
}

static size_t end_of_top(const struct document *document)
{
	size_t last =
		document->block_count < TOP_BLOCKS ? document->block_count : TOP_BLOCKS;
	size_t end = document->blocks[last - 1].end;

	return end < TOP_BYTES ? end : TOP_BYTES;
}

struct marks {
	const char *open, *close;
};

/*
 * Reported speech: quotation marks around more than a name, on one line. Its
 * words are somebody else's and are blanked, so that no sign is seen in them.
 */
static double take_quotes(struct buf *low, struct marks marks, struct kind_found *found)
{
	char *text = low->bytes;
	char *at = text;
	char *end = at + low->length;
	double count = 0;

	while ((at = memmem(at, (size_t)(end - at), marks.open, strlen(marks.open)))) {
		char *from = at + strlen(marks.open);
		char *stop = memmem(
			from, (size_t)(end - from), marks.close, strlen(marks.close));

		if (!stop)
			break;
		at = stop + strlen(marks.close);
		if (stop - from <= QUOTE_LEAST || stop - from >= QUOTE_MOST
			|| memchr(from, '\n', (size_t)(stop - from)))
			continue;
		if (count++ == 0) {
			found->start = (size_t)(from - text);
			found->end = (size_t)(stop - text);
		}
		memset(from, ' ', (size_t)(stop - from));
	}
	return count;
}

static void read_quotes(struct buf *low, struct kind_signs *signs)
{
	static const struct marks marks[] = {
		{"„", "“"}, {"“", "”"}, {"»", "«"}, {"\"", "\""}};
	struct kind_found *found = &signs->found[KIND_QUOTED];
	double count = 0;

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		count += take_quotes(low, marks[i], found);
	found->strength = count / (count + half_quotes);
}

/* "Rufen Sie an", but not "rufen sie an", nor the first word of a sentence. */
static bool is_formal(const char *text, size_t start)
{
	return start >= 2 && (text[start] == 'S' || text[start] == 'I')
		&& text[start - 1] == ' ' && !strchr(".!?:\n-", text[start - 2]);
}

static void read_text(const struct kind_rules *rules, const struct document *document,
	const struct buf *low, struct kind_signs *signs)
{
	double sums[KIND_WORDING_COUNT] = {0};
	size_t top = end_of_top(document);
	double length = (double)low->length;
	double scale = length > measured_bytes ? measured_bytes / length : 1;
	size_t offset = 0;
	struct cue_match match;

	while (next_phrase(rules, low, &offset, top, &match)) {
		struct kind_found *found = &signs->found[match.cue->class];
		if (match.cue->class == KIND_FORMAL
			&& !is_formal(document->text.bytes, match.start))
			continue;
		double weight =
			match.cue->weight * (match.start < top ? top_times : scale);

		sums[match.cue->class] += weight;
		if (weight <= found->strongest)
			continue;
		found->strongest = weight;
		found->start = match.start;
		found->end = match.end;
	}
	for (int sign = 0; sign < KIND_WORDING_COUNT; sign++)
		signs->found[sign].strength = sums[sign] / (sums[sign] + half_text);
}

void kind_words_read(const struct kind_rules *rules, const struct document *document,
	struct kind_signs *signs)
{
	SCOPED(buf_release) struct buf low = {0};
	size_t length =
		document->text.length < READ_MOST ? document->text.length : READ_MOST;

	cues_lower(document->text.bytes, length, &low);
	read_title(rules, document, signs);
	read_quotes(&low, signs);
	read_text(rules, document, &low, signs);
}
