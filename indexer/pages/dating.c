/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/dating.h"

#include "base/embed.h"
#include "pages/cues.h"
#include "pages/dates.h"
#include "pages/labels.h"
#include "pages/sentences.h"
#include "pages/wording.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

EMBEDDED(date_cues_table);

enum meaning {
	MEANS_FOUNDED,
	MEANS_SINCE,
	MEANS_PUBLISHED,
	MEANS_UPDATED,
	MEANS_EVENT,
	MEANS_START,
	MEANS_END,
	MEANS_UNTIL,
	MEANS_RUNTIME,
	MEANS_PROGRAMME,
	MEANS_PLAN,
	MEANS_MENTIONED,
	MEANING_COUNT,
	MEANS_NOTHING = -1
};

static const char *const classes[] = {"founded", "before_founded", "published", "updated",
	"event", "start", "end", "before_end", "runtime", "programme", "plan",
	"mentioned"};

enum {
	HEAD_BLOCKS = 6,     /* from the headline on, where a date line may stand */
	TITLE_SOUGHT = 40,   /* blocks in which the headline is looked for */
	DATE_LINE_REST = 50, /* bytes of other text in it */
	VALUE_MOST = 120,    /* bytes of a value below its label */
	PLAN_FROM = 2030,    /* years that no page has been written in */
	SENTENCE_REST = 15,  /* bytes of words around a date that make a sentence */
	NOTE_MOST = 60,      /* bytes of a line such as "press release 04/2021" */
	DATES_MOST = 500,    /* in one page */
	LONG_MONTHS = 5,
	PLACE_BEFORE = 40, /* bytes: "Torgau (Landratsamt), 12.3.2014" */
};

struct reader {
	const struct wording *wording;
	struct document *document;
	struct buf low; /* document.text in small letters */
	size_t block;
	size_t head_end;        /* the first block that no date line can be */
	enum label_class label; /* that governs the block */
	size_t label_end;       /* in the block: behind it */
	int met;                /* dates of the block so far */
	bool published;
	size_t year_end; /* dates when a year alone was put as an end, too; 0: none was */
};

/* A quarter tells from and until when something ran, not when it happened. */
static bool is_exact(const struct date_span *span, enum date_kind kind)
{
	return span->form != DATE_FORM_PART || kind == DATE_START || kind == DATE_END;
}

static void put(struct reader *reader, struct calendar_date date, enum date_kind kind,
	const struct date_span *span)
{
	struct document *document = reader->document;
	struct sentence sentence = sentences_around(document, span->start, span->end);

	if (kind == DATE_PUBLISHED) {
		if (reader->published)
			return;
		reader->published = true;
	}
	document_add_date(document,
		(struct document_date){.year = date.year,
			.month = is_exact(span, kind) ? date.month : 0,
			.day = date.day,
			.kind = kind},
		document->text.bytes + sentence.start, sentence.end - sentence.start);
}

static void put_both(
	struct reader *reader, const struct date_span *span, enum date_kind kind)
{
	put(reader, span->from, kind, span);
	if (span->form == DATE_FORM_RANGE)
		put(reader, span->to, kind, span);
}

/* The little word right before the date. */
static bool follows_word(const struct reader *reader, const struct date_span *span,
	const char *const *words)
{
	const char *text = reader->low.bytes;
	size_t end = span->start;

	while (end && text[end - 1] == ' ')
		end--;
	for (; *words; words++) {
		size_t length = strlen(*words);

		if (end >= length && memcmp(text + end - length, *words, length) == 0
			&& (end == length
				|| !isalpha((unsigned char)text[end - length - 1])))
			return true;
	}
	return false;
}

static const char *const until_words[] = {
	"bis", "bis zum", "until", "till", "to", "by", "bis ende", "bis mitte", NULL};
static const char *const open_words[] = {"heute", "bis heute", "to date", "present",
	"to present", "today", "now", "laufend", "ongoing", "fortlaufend", NULL};
static const char *const from_words[] = {"ab", "seit", "ab dem", "from", "since",
	"starting", "beginn", "beginn:", "start:", "start", "ab anfang", NULL};
static const char *const den[] = {"den", NULL}; /* Torgau, den 12. März 2014. */

/* Whether it is open behind the date: "2019 – heute", "2019 -" */
static bool goes_on(const struct reader *reader, const struct date_span *span)
{
	const char *text = reader->low.bytes;
	size_t end = reader->document->blocks[reader->block].end;
	size_t at = span->end;
	size_t dashes;

	while (at < end && text[at] == ' ')
		at++;
	dashes = strspn(text + at, "-\xe2\x80\x93\x94");
	for (at += dashes; at < end && text[at] == ' ';)
		at++;
	if (dashes && at == end)
		return true;
	for (size_t i = 0; open_words[i]; i++) {
		size_t length = strlen(open_words[i]);

		if (end - at >= length && memcmp(text + at, open_words[i], length) == 0
			&& !cues_is_word(text, end, at + length))
			return true;
	}
	return false;
}

/* A year alone is all of a runtime, unless another date follows: summer 2012 to spring 2014. */
static void drop_year_end(struct reader *reader)
{
	struct document *document = reader->document;

	if (reader->met == 2 && reader->year_end
		&& reader->year_end == document->date_count)
		free(document->dates[--document->date_count].evidence);
	reader->year_end = 0;
}

/* A date under "Laufzeit". */
static void put_runtime(struct reader *reader, const struct date_span *span)
{
	bool is_until = follows_word(reader, span, until_words) || reader->met > 1;

	if (span->form == DATE_FORM_RANGE) {
		put(reader, span->from, DATE_START, span);
		put(reader, span->to, DATE_END, span);
	} else if (is_until) {
		drop_year_end(reader);
		put(reader, span->to, DATE_END, span);
	} else if (follows_word(reader, span, from_words) || span->from.month) {
		put(reader, span->from, DATE_START, span);
	} else {
		put(reader, span->from, DATE_START, span);
		if (goes_on(reader, span))
			return;
		put(reader, span->from, DATE_END, span);
		reader->year_end = reader->document->date_count;
	}
}

/* From one month to another half a year later or more: no event lasts that long. */
static bool is_long(const struct date_span *span)
{
	int months = (span->to.year - span->from.year) * 12 + span->to.month
		- span->from.month;

	return span->form == DATE_FORM_RANGE && span->from.month && span->to.month
		&& months >= LONG_MONTHS;
}

/* Half a year and more is a runtime; less is what it is taken for. */
static void put_stretch(
	struct reader *reader, const struct date_span *span, enum date_kind kind)
{
	if (is_long(span))
		put_runtime(reader, span);
	else
		put_both(reader, span, kind);
}

static void put_labelled(struct reader *reader, const struct date_span *span)
{
	switch (reader->label) {
	case LABEL_RUNTIME:
		put_runtime(reader, span);
		break;
	case LABEL_START:
		put(reader, span->from, reader->met > 1 ? DATE_END : DATE_START, span);
		if (span->form == DATE_FORM_RANGE)
			put(reader, span->to, DATE_END, span);
		break;
	case LABEL_END:
		put(reader, span->to, DATE_END, span);
		break;
	case LABEL_PUBLISHED:
		put(reader, span->from, DATE_PUBLISHED, span);
		break;
	case LABEL_UPDATED:
		put(reader, span->from, DATE_UPDATED, span);
		break;
	case LABEL_PROJECT:
	case LABEL_FACT:
	case LABEL_PARTNERS:
		put_stretch(reader, span, DATE_MENTIONED);
		break;
	case LABEL_EVENT:
		put_both(reader, span, DATE_EVENT);
		break;
	case LABEL_FOUNDED:
		put(reader, span->from, DATE_FOUNDED, span);
		break;
	default:
		put_both(reader, span, DATE_MENTIONED);
		break;
	}
}

static enum meaning meaning_of(const struct reader *reader, const struct date_span *span);

/* What its words say to be another day than the page's: "Frist: 15.09.2012". */
static bool is_of_something(const struct reader *reader, const struct date_span *span)
{
	if (follows_word(reader, span, until_words)
		|| follows_word(reader, span, from_words))
		return true;
	switch (meaning_of(reader, span)) {
	case MEANS_NOTHING:
	case MEANS_PUBLISHED:
	case MEANS_PROGRAMME:
	case MEANS_PLAN:
		return false;
	case MEANS_EVENT:
		return span->start > reader->document->blocks[reader->block].start;
	default:
		return true;
	}
}

/* A whole sentence in which the date stands somewhere is no date line. */
static bool is_in_sentence(const struct reader *reader, const struct date_span *span)
{
	const struct block *block = &reader->document->blocks[reader->block];
	const char *text = reader->low.bytes;
	size_t rest = block->end - block->start - (span->end - span->start);

	return rest > SENTENCE_REST && strchr(".!?", text[block->end - 1])
		&& span->end < block->end && span->start > block->start;
}

/*
 * Whether the date stands as pages put theirs: alone in a short line at the
 * top, or first in a block, after a place at most.
 */
static bool is_date_line(const struct reader *reader, const struct date_span *span)
{
	const struct block *block = &reader->document->blocks[reader->block];
	size_t before = span->start - block->start;
	size_t rest = block->end - block->start - (span->end - span->start);
	const char *text = reader->low.bytes;

	if (span->form != DATE_FORM_POINT || !span->from.month || reader->met > 1)
		return false;
	if (reader->block < reader->head_end && rest <= DATE_LINE_REST
		&& (span->from.day || rest < 8) && !is_in_sentence(reader, span))
		return !is_of_something(reader, span);
	if (!span->from.day || before == 0)
		return span->from.day != 0;
	return reader->block < reader->head_end && before < PLACE_BEFORE
		&& (text[span->start - 1] == '('
			|| (before >= 2 && strchr(",(", text[span->start - 2]))
			|| (follows_word(reader, span, den)
				&& strchr(".:)", text[span->end])))
		&& !memchr(text + block->start, '.', before);
}

/* Of the cues in the sentence, the nearest that reaches as far as the date. */
static enum meaning meaning_of(const struct reader *reader, const struct date_span *span)
{
	struct sentence sentence =
		sentences_around(reader->document, span->start, span->end);
	enum meaning best = MEANS_NOTHING;
	size_t nearest = SIZE_MAX;
	size_t offset = sentence.start;
	struct cue_match match;

	while (cues_next(reader->wording->meanings, reader->low.bytes, sentence.end,
		&offset, &match)) {
		bool before = match.end <= span->start;
		size_t distance = before           ? span->start - match.end
			: match.start >= span->end ? match.start - span->end
						   : SIZE_MAX;
		bool only_before = match.cue->class == MEANS_SINCE
			|| match.cue->class == MEANS_UNTIL;

		if (distance > (size_t)match.cue->weight || (only_before && !before)
			|| distance >= nearest)
			continue;
		nearest = distance;
		best = (enum meaning)match.cue->class;
	}
	return best;
}

static void put_start(struct reader *reader, const struct date_span *span)
{
	put(reader, span->from, DATE_START, span);
	if (span->form == DATE_FORM_RANGE)
		put(reader, span->to, DATE_END, span);
}

static void put_if_runtime(struct reader *reader, const struct date_span *span)
{
	if (span->form == DATE_FORM_RANGE || follows_word(reader, span, until_words))
		put_runtime(reader, span);
	else
		put(reader, span->from, DATE_MENTIONED, span);
}

static void put_by_words(struct reader *reader, const struct date_span *span)
{
	int month = is_exact(span, DATE_EVENT) ? span->from.month : 0;
	enum date_kind event = month ? DATE_EVENT : DATE_MENTIONED;
	enum date_kind unsaid = span->from.day ? DATE_EVENT : DATE_MENTIONED;
	const struct block *block = &reader->document->blocks[reader->block];
	bool noted = month && block->end - block->start <= NOTE_MOST;
	enum date_kind published =
		span->from.day || noted ? DATE_PUBLISHED : DATE_MENTIONED;

	switch (meaning_of(reader, span)) {
	case MEANS_FOUNDED:
	case MEANS_SINCE:
		put(reader, span->from, DATE_FOUNDED, span);
		break;
	case MEANS_PUBLISHED:
		put(reader, span->from, published, span);
		break;
	case MEANS_UPDATED:
		put(reader, span->from, DATE_UPDATED, span);
		break;
	case MEANS_EVENT:
		put_stretch(reader, span, event);
		break;
	case MEANS_START:
		put_start(reader, span);
		break;
	case MEANS_END:
	case MEANS_UNTIL:
		put(reader, span->to, DATE_END, span);
		break;
	case MEANS_RUNTIME:
		put_if_runtime(reader, span);
		break;
	case MEANS_PLAN:
		put_both(reader, span, DATE_PLAN);
		break;
	case MEANS_PROGRAMME: /* whose periods are whole years */
		put_stretch(reader, span, DATE_MENTIONED);
		break;
	case MEANS_MENTIONED:
		put_both(reader, span, DATE_MENTIONED);
		break;
	default:
		put_stretch(reader, span, unsaid);
		break;
	}
}

/* Below "Project" a line may say more: "Running: 2016 to 2018". */
static bool speaks_for_itself(const struct reader *reader, const struct date_span *span)
{
	bool general = reader->label == LABEL_PROJECT || reader->label == LABEL_FACT
		|| reader->label == LABEL_PARTNERS;

	if (!general)
		return false;
	switch (meaning_of(reader, span)) {
	case MEANS_RUNTIME:
	case MEANS_START:
	case MEANS_END:
	case MEANS_UNTIL:
		return true;
	default:
		return false;
	}
}

static void put_span(struct reader *reader, const struct date_span *span)
{
	const struct block *block = &reader->document->blocks[reader->block];

	reader->met++;
	if (reader->label != LABEL_NONE && span->start - block->start >= reader->label_end
		&& !speaks_for_itself(reader, span))
		put_labelled(reader, span);
	else if (span->to.year >= PLAN_FROM)
		put_both(reader, span, DATE_PLAN);
	else if (!reader->published && is_date_line(reader, span))
		put(reader, span->from, DATE_PUBLISHED, span);
	else
		put_by_words(reader, span);
}

/* The label of a block; or the one of the block before, if it had no value. */
static void find_label(struct reader *reader)
{
	const struct block *block = &reader->document->blocks[reader->block];
	size_t length = block->end - block->start;
	bool waiting = reader->label != LABEL_NONE && reader->label_end == SIZE_MAX;
	size_t end = 0;
	enum label_class label = labels_find(
		reader->wording->labels, reader->low.bytes + block->start, length, &end);

	if (label != LABEL_NONE) {
		reader->label = label;
		reader->label_end = end >= length ? SIZE_MAX : end;
	} else if (waiting && length < VALUE_MOST) {
		reader->label_end = 0;
	} else {
		reader->label = LABEL_NONE;
	}
}

static void read_block(struct reader *reader)
{
	const struct block *block = &reader->document->blocks[reader->block];
	size_t offset = block->start;
	struct date_span span;

	find_label(reader);
	reader->met = 0;
	reader->year_end = 0;
	while (reader->document->date_count < DATES_MOST
		&& dates_next(reader->wording->dates, reader->low.bytes, block->end,
			&offset, &span))
		put_span(reader, &span);
}

/* The head goes on some blocks behind the headline, wherever that stands. */
static size_t find_head_end(const struct document *document)
{
	size_t length = document->title ? strlen(document->title) : 0;

	for (size_t i = 0; length && i < document->block_count && i < TITLE_SOUGHT; i++) {
		const struct block *block = &document->blocks[i];

		if (block->end - block->start == length
			&& memcmp(document->text.bytes + block->start, document->title,
				   length)
				== 0)
			return i + HEAD_BLOCKS;
	}
	return HEAD_BLOCKS;
}

struct cues *dating_open_meanings(void)
{
	return cues_open(
		date_cues_table_begin, date_cues_table_end, classes, MEANING_COUNT);
}

void dating_read(const struct wording *wording, struct document *document)
{
	struct reader reader = {
		.wording = wording,
		.document = document,
		.label = LABEL_NONE,
		.head_end = find_head_end(document),
	};

	for (size_t i = 0; i < document->date_count; i++)
		reader.published |= document->dates[i].kind == DATE_PUBLISHED;
	cues_lower(buf_string(&document->text), document->text.length, &reader.low);
	for (; reader.block < document->block_count; reader.block++)
		read_block(&reader);
	buf_release(&reader.low);
}
