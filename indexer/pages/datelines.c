/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/datelines.h"

#include "base/embed.h"
#include "base/scope.h"
#include "pages/cues.h"

#include <ctype.h>
#include <string.h>

EMBEDDED(dateline_cues);

enum cue_class { CUE_PUBLISHED, CUE_UPDATED, CUE_OPENING, CUE_FOREIGN, CUE_COUNT };

static const char *const classes[] = {"published", "updated", "opening", "foreign"};

enum {
	TITLE_LEAST = 20,     /* bytes of a title that may be a part of its heading */
	NEAR_BEFORE = 60,     /* nodes before the headline */
	NEAR_AFTER = 150,     /* and behind it, where a date line may stand */
	DATE_LINE_MOST = 90,  /* bytes of text around a date in a date line */
	MONTH_LINE_MOST = 12, /* around a month without a day */
	WORDED_MOST = 240,    /* bytes of a line that says whose date it is */
	TIMED_REST = 90,      /* bytes around a date and time */
	TIME_AFTER = 6,       /* bytes between a date and its time of day */
	HEADING_REST = 20,    /* bytes around a date that is a heading */
	CLIMB_MOST = 12,      /* elements upwards */
	ITEM_MOST = 34,       /* bytes of a list item that is a date line */
	LINK_LEAST = 20,      /* bytes of a link to another page */
	BOX_LEAST = 150,      /* bytes of a box of several things */
};

/* How surely a line with a date dates the page. */
enum strength { DATES_NOTHING, DATES_BY_TIME, DATES_BY_UPDATE, DATES_BY_WORDS };

void dateline_release(struct dateline *line)
{
	buf_release(&line->text);
	*line = (struct dateline){0};
}

struct cues *datelines_open_cues(void)
{
	return cues_open(dateline_cues_begin, dateline_cues_end, classes, CUE_COUNT);
}

/* Titles and headings differ by what sites put behind them: their name, a badge. */
static bool is_titled(const struct html *html, uint32_t node, const char *title)
{
	SCOPED(buf_release) struct buf text = {0};
	size_t same = 0;

	html_text_of(html, node, &text);
	while (same < text.length && text.bytes[same] == title[same])
		same++;
	return same >= TITLE_LEAST ? same * 4 >= text.length * 3
				   : same == text.length && !title[same];
}

/* Teasers of the page may bear its title too, but lesser headings. */
static uint32_t find_titled(
	const struct html *html, const struct mainpart *part, const char *title)
{
	uint32_t best = 0;

	for (uint32_t i = 1; title && i < html->node_count; i++) {
		const struct html_node *node = &html->nodes[i];

		if (node->role == HTML_HEADING && part->weights[i].whole_text
			&& (!best || node->level < html->nodes[best].level)
			&& is_titled(html, i, title))
			best = i;
	}
	return best;
}

uint32_t datelines_find_headline(
	const struct html *html, const struct mainpart *part, const char *title)
{
	uint32_t node = find_titled(html, part, html_value_of(html, HTML_OG_TITLE));

	if (!node)
		node = find_titled(html, part, title);
	return node ? node : part->title;
}

bool datelines_is_near(const struct dateline_search *search, uint32_t node)
{
	uint32_t headline = search->headline;

	if (!headline)
		return true;
	return node + NEAR_BEFORE > headline && node < headline + NEAR_AFTER;
}

/* What bears such a name but is much of the page, or its text too, is not around it. */
static bool is_chrome(const struct dateline_search *search, uint32_t node)
{
	const struct html_node *element = &search->html->nodes[node];
	uint32_t text = search->part->weights[node].whole_text;

	if (text <= BOX_LEAST || text * 3 > search->part->weights[0].whole_text)
		return false;
	return element->role == HTML_CHROME
		|| ((element->traits & HTML_NAMED_CHROME)
			&& !(element->traits & HTML_NAMED_CONTENT));
}

static bool is_linked(const struct dateline_search *search, uint32_t node)
{
	const struct node_weight *weight = &search->part->weights[node];

	if (search->html->nodes[node].role == HTML_ITEM)
		return weight->whole_link > LINK_LEAST || weight->whole_text > ITEM_MOST;
	return weight->whole_link * 2 > weight->whole_text
		&& weight->whole_text > BOX_LEAST;
}

/* links_most: elements upwards whose links may tell, 0 for a line sure by its words. */
static bool is_elsewhere(
	const struct dateline_search *search, uint32_t node, int links_most)
{
	const struct html *html = search->html;

	for (int up = 0; node && up < CLIMB_MOST; up++, node = html->nodes[node].parent) {
		if (search->headline > node && search->headline < html->nodes[node].end)
			return false;
		if (is_chrome(search, node)
			|| (up < links_most && is_linked(search, node)))
			return true;
	}
	return false;
}

static void take_line(struct calendar_date date, enum date_kind kind, const char *text,
	size_t length, struct dateline *out)
{
	out->date = date;
	out->kind = kind;
	buf_clear(&out->text);
	buf_add(&out->text, text, length);
}

/* Whose day it is, by the words around it: DATE_KIND_COUNT for something else's. */
static enum date_kind judge_near(
	const struct dateline_search *search, uint32_t node, const struct date_span *span)
{
	uint32_t block = search->part->weights[node].block;
	const struct html_node *element = &search->html->nodes[block];
	enum date_kind kind = DATE_PUBLISHED;
	SCOPED(buf_release) struct buf line = {0};
	SCOPED(buf_release) struct buf low = {0};
	struct cue_match match;
	size_t offset = 0;

	if (element->role == HTML_VALUE)
		block = element->parent;
	if (search->part->weights[block].whole_text > WORDED_MOST)
		return kind;
	html_text_of(search->html, block, &line);
	if (element->role == HTML_HEADING && block != search->headline
		&& line.length - (span->end - span->start) > HEADING_REST)
		return DATE_KIND_COUNT;
	cues_lower(buf_string(&line), line.length, &low);
	while (cues_next(search->cues, low.bytes, low.length, &offset, &match)) {
		if (match.cue->class == CUE_FOREIGN)
			return DATE_KIND_COUNT;
		if (match.cue->class == CUE_UPDATED)
			kind = DATE_UPDATED;
		else if (match.cue->class == CUE_PUBLISHED)
			return DATE_PUBLISHED;
	}
	return kind;
}

/* A day in a short run of text: "Torgau, 12. März 2014", "Published 12/03/2014". */
static bool read_near(
	const struct dateline_search *search, uint32_t node, struct dateline *out)
{
	const struct html_node *run = &search->html->nodes[node];
	const struct node_weight *weights = search->part->weights;
	SCOPED(buf_release) struct buf low = {0};
	struct date_span span;
	size_t offset = 0;

	if (run->role != HTML_TEXT || run->length < 8
		|| weights[weights[node].block].own > DATE_LINE_MOST + 20)
		return false;
	const char *text = search->html->text.bytes + run->start;

	cues_lower(text, run->length, &low);
	if (!dates_next(search->dates, low.bytes, low.length, &offset, &span)
		|| !span.from.month || span.form != DATE_FORM_POINT
		|| run->length - (span.end - span.start)
			> (span.from.day ? DATE_LINE_MOST : MONTH_LINE_MOST)
		|| is_elsewhere(search, node, CLIMB_MOST))
		return false;
	enum date_kind kind = judge_near(search, node, &span);

	if (kind == DATE_KIND_COUNT)
		return false;
	take_line(span.from, kind, text, run->length, out);
	return true;
}

bool datelines_find_near(const struct dateline_search *search, struct dateline *out)
{
	const struct html *html = search->html;
	uint32_t headline = search->headline;
	uint32_t from = headline > NEAR_BEFORE ? headline - NEAR_BEFORE : 1;

	for (uint32_t i = headline ? html->nodes[headline].end : 1;
		i < html->node_count && i < headline + NEAR_AFTER; i++) {
		if (read_near(search, i, out))
			return true;
	}
	for (uint32_t i = headline; i > from; i--) {
		if (read_near(search, i, out))
			return true;
	}
	return false;
}

/* "18:55" right behind a date, perhaps behind "um", "at" or a mark. */
static bool time_follows(const struct buf *low, size_t end)
{
	for (size_t i = end; i < low->length && i <= end + TIME_AFTER; i++) {
		if (!isdigit((unsigned char)low->bytes[i]))
			continue;
		const char *at = low->bytes + i;
		size_t hour = strspn(at, "0123456789");

		return hour <= 2 && at[hour] == ':'
			&& strspn(at + hour + 1, "0123456789") == 2;
	}
	return false;
}

/* What the words of a line say of its date. */
static enum strength judge_words(
	const struct cues *cues, const struct buf *low, const struct date_span *span)
{
	enum strength strength = DATES_NOTHING;
	bool timed = time_follows(low, span->end);
	struct cue_match match;
	size_t offset = 0;

	if (timed && low->length - (span->end - span->start) <= TIMED_REST)
		strength = DATES_BY_TIME;
	while (cues_next(cues, low->bytes, low->length, &offset, &match)) {
		bool reaches = match.end <= span->start
			&& span->start - match.end <= (size_t)match.cue->weight;

		if (match.cue->class == CUE_FOREIGN)
			return DATES_NOTHING;
		if (!reaches)
			continue;
		if (match.cue->class == CUE_PUBLISHED)
			strength = DATES_BY_WORDS;
		else if (match.cue->class == CUE_UPDATED)
			strength = DATES_BY_UPDATE;
		else if (match.start == 0 && timed && strength == DATES_NOTHING)
			strength = DATES_BY_TIME;
	}
	return strength;
}

/* A year is four digits, or two behind a full stop; most runs have neither. */
static bool may_hold_day(const char *text, size_t length)
{
	size_t digits = 0;

	for (size_t i = 0; i < length; i++)
		digits += isdigit((unsigned char)text[i]) != 0;
	return digits >= 4 && digits < 24;
}

/* The whole line around a run that holds a date. */
static enum strength read_worded(
	const struct dateline_search *search, uint32_t node, struct dateline *out)
{
	const struct html_node *run = &search->html->nodes[node];
	const struct node_weight *weights = search->part->weights;
	uint32_t block = weights[node].block;
	SCOPED(buf_release) struct buf line = {0};
	SCOPED(buf_release) struct buf low = {0};
	struct date_span span;
	size_t offset = 0;

	if (run->role != HTML_TEXT || run->length < 6
		|| weights[block].whole_text > WORDED_MOST
		|| !may_hold_day(search->html->text.bytes + run->start, run->length))
		return DATES_NOTHING;
	html_text_of(search->html, block, &line);
	cues_lower(buf_string(&line), line.length, &low);
	if (!dates_next(search->dates, low.bytes, low.length, &offset, &span)
		|| !span.from.day || span.form == DATE_FORM_RANGE)
		return DATES_NOTHING;
	enum strength strength = judge_words(search->cues, &low, &span);

	if (strength == DATES_NOTHING
		|| is_elsewhere(search, node, strength == DATES_BY_TIME ? CLIMB_MOST : 0))
		return DATES_NOTHING;
	take_line(span.from, strength == DATES_BY_UPDATE ? DATE_UPDATED : DATE_PUBLISHED,
		line.bytes, line.length, out);
	return strength;
}

bool datelines_find_anywhere(const struct dateline_search *search, struct dateline *out)
{
	enum strength best = DATES_NOTHING;

	for (uint32_t i = 1; i < search->html->node_count && best < DATES_BY_WORDS; i++) {
		SCOPED(dateline_release) struct dateline line = {0};
		enum strength strength = read_worded(search, i, &line);

		if (strength <= best)
			continue;
		best = strength;
		dateline_release(out);
		*out = line;
		line = (struct dateline){0};
	}
	return best != DATES_NOTHING;
}
