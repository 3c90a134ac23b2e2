/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/kind.h"

#include "base/alloc.h"
#include "base/embed.h"
#include "base/scope.h"
#include "pages/boilerplate.h"
#include "pages/cues.h"
#include "pages/labels.h"
#include "pages/sentences.h"
#include "pages/wording.h"

#include <stdlib.h>
#include <string.h>

EMBEDDED(kind_cues);

/* In the order of enum page_type. */
static const char *const classes[] = {"other", "project", "network", "news"};

static const double label_weights[LABEL_COUNT][PAGE_TYPE_COUNT] = {
	[LABEL_RUNTIME] = {[PAGE_PROJECT] = 4},
	[LABEL_START] = {[PAGE_PROJECT] = 2},
	[LABEL_END] = {[PAGE_PROJECT] = 2},
	[LABEL_PARTNERS] = {[PAGE_PROJECT] = 1.5},
	[LABEL_PROJECT] = {[PAGE_PROJECT] = 2},
	[LABEL_MEMBERS] = {[PAGE_NETWORK] = 2},
	[LABEL_FOUNDED] = {[PAGE_NETWORK] = 3},
};

enum {
	TOP_BLOCKS = 3,
	TITLE_TIMES = 3,
	TOP_TIMES = 2,
	SAME_CUE_MOST = 3, /* a cue repeated says no more than so often */
	LABELS_MOST = 10,  /* weight that labels can bring */
	QUOTE_LEAST = 40,  /* bytes */
	HEAD_BYTES = 800,
};

static const double kicker_weight = 4;      /* "News" above the headline */
static const double path_weight = 2.5;      /* the same in the address */
static const double date_line_weight = 3.5; /* a day under the headline */
static const double happened_weight = 1.5;  /* a day on which something happened */
static const double quoted_weight = 1;      /* somebody's words */
static const double text_most = 5;          /* what wording in the text can bring */
static const double declared_weight = 2.5;  /* article in the markup */
static const double news_article_weight = 4;
static const double least_score = 3; /* below it a page is something else */
/* Text cues add up with length; a page of this many bytes is the measure. */
static const double measured_bytes = 1500;

struct judge {
	const struct wording *wording;
	struct document *document;
	double scores[PAGE_TYPE_COUNT];
	double strongest[PAGE_TYPE_COUNT];
	struct sentence evidence[PAGE_TYPE_COUNT];
};

static void note(
	struct judge *judge, enum page_type type, double weight, size_t start, size_t end)
{
	judge->scores[type] += weight;
	if (weight <= judge->strongest[type])
		return;
	judge->strongest[type] = weight;
	judge->evidence[type] = sentences_around(judge->document, start, end);
}

static void judge_title(struct judge *judge)
{
	const char *title = judge->document->title;
	SCOPED(buf_release) struct buf low = {0};
	size_t offset = 0;
	struct cue_match match;

	if (!title)
		return;
	cues_lower(title, strlen(title), &low);
	while (cues_next(
		judge->wording->kinds, buf_string(&low), low.length, &offset, &match))
		judge->scores[match.cue->class] += TITLE_TIMES * match.cue->weight;
}

static void judge_labels(struct judge *judge)
{
	const struct document *document = judge->document;
	double given[PAGE_TYPE_COUNT] = {0};
	unsigned met[LABEL_COUNT] = {0};

	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		size_t end;
		enum label_class label = labels_find(judge->wording->labels,
			document->text.bytes + block->start, block->end - block->start,
			&end);

		if (label == LABEL_NONE || met[label]++ >= SAME_CUE_MOST)
			continue;
		for (int type = 0; type < PAGE_TYPE_COUNT; type++) {
			double weight = label_weights[label][type];

			if (weight == 0 || given[type] + weight > LABELS_MOST)
				continue;
			given[type] += weight;
			note(judge, (enum page_type)type, weight, block->start,
				block->end);
		}
	}
}

static void judge_text(struct judge *judge, const struct buf *low)
{
	const struct document *document = judge->document;
	size_t top = document->blocks[document->block_count < TOP_BLOCKS
					     ? document->block_count - 1
					     : TOP_BLOCKS - 1]
			     .end;
	double length = (double)low->length;
	double scale = length > measured_bytes ? measured_bytes / length : 1;
	size_t offset = 0;
	struct cue_match match;

	double given[PAGE_TYPE_COUNT] = {0};

	while (cues_next(
		judge->wording->kinds, low->bytes, low->length, &offset, &match)) {
		double weight =
			match.cue->weight * (match.start < top ? TOP_TIMES : scale);
		double left = text_most - given[match.cue->class];

		if (left <= 0)
			continue;
		weight = weight < left ? weight : left;
		given[match.cue->class] += weight;
		note(judge, (enum page_type)match.cue->class, weight, match.start,
			match.end);
	}
}

/* Reported speech: quotation marks of both kinds around more than a name. */
static void judge_quotes(struct judge *judge)
{
	const struct buf *text = &judge->document->text;
	const char *open = text->bytes;
	const char *end = text->bytes + text->length;

	while ((open = memmem(open, (size_t)(end - open), "„", 3))) {
		const char *close = memmem(open, (size_t)(end - open), "“", 3);

		if (!close)
			return;
		if (close - open > QUOTE_LEAST) {
			judge->scores[PAGE_NEWS] += quoted_weight;
			return;
		}
		open += 3;
	}
}

/* The folders of the address: /aktuelles/, /projekte/. */
static void judge_path(struct judge *judge, const struct declared *declared)
{
	const char *at = declared->path;
	enum page_type type;

	while (at) {
		size_t length = strcspn(at, "/?#");

		if (at[length] == '/'
			&& boilerplate_is_kicker(
				judge->wording->phrases, at, length, &type)) {
			judge->scores[type] += path_weight;
			return;
		}
		at = strchr(at, '/');
		at = at ? at + 1 : NULL;
	}
}

/* Not that of an item further down: its date is not the page's own. */
static bool is_at_head(const struct document *document, const struct document_date *date)
{
	const char *found =
		date->evidence ? strstr(document->text.bytes, date->evidence) : NULL;

	return !found || found - document->text.bytes < HEAD_BYTES;
}

static void judge_dates(struct judge *judge)
{
	const struct document *document = judge->document;
	bool published = false;
	bool happened = false;

	for (size_t i = 0; i < document->date_count; i++) {
		const struct document_date *date = &document->dates[i];

		published |= date->kind == DATE_PUBLISHED && date->day
			&& is_at_head(document, date);
		happened |= date->kind == DATE_EVENT && date->day;
	}
	judge->scores[PAGE_NEWS] +=
		(published ? date_line_weight : 0) + (happened ? happened_weight : 0);
}

static void judge_kicker(struct judge *judge)
{
	const struct document *document = judge->document;

	for (size_t i = 0; i < document->block_count && i < TOP_BLOCKS; i++) {
		const struct block *block = &document->blocks[i];
		enum page_type type;

		if (!boilerplate_is_kicker(judge->wording->phrases,
			    document->text.bytes + block->start,
			    block->end - block->start, &type))
			continue;
		note(judge, type, kicker_weight, block->start, block->end);
		return;
	}
}

static void judge_declared(struct judge *judge, const struct declared *declared)
{
	if (!*declared->article)
		return;
	judge->scores[PAGE_NEWS] += strcmp(declared->article, "NewsArticle") == 0
		? news_article_weight
		: declared_weight;
}

static void settle(struct judge *judge)
{
	struct document *document = judge->document;
	int best = PAGE_OTHER;

	for (int type = PAGE_PROJECT; type < PAGE_TYPE_COUNT; type++) {
		if (judge->scores[type] >= least_score
			&& judge->scores[type] > judge->scores[best])
			best = type;
	}
	document->type = (enum page_type)best;
	struct sentence *evidence = &judge->evidence[best];

	if (evidence->end > evidence->start)
		document->type_evidence =
			alloc_copy(document->text.bytes + evidence->start,
				evidence->end - evidence->start);
}

struct cues *kind_open_cues(void)
{
	return cues_open(kind_cues_begin, kind_cues_end, classes, PAGE_TYPE_COUNT);
}

void kind_find(const struct wording *wording, const struct declared *declared,
	struct document *document)
{
	SCOPED(buf_release) struct buf low = {0};
	struct judge judge = {.wording = wording, .document = document};

	if (document->block_count) {
		cues_lower(document->text.bytes, document->text.length, &low);
		judge_title(&judge);
		judge_labels(&judge);
		judge_text(&judge, &low);
		judge_dates(&judge);
		judge_kicker(&judge);
		judge_path(&judge, declared);
		judge_quotes(&judge);
		judge_declared(&judge, declared);
		settle(&judge);
	}
}
