/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/kind_signs.h"

#include "base/scope.h"
#include "pages/boilerplate.h"
#include "pages/cues.h"
#include "pages/kind_path.h"
#include "pages/kind_words.h"
#include "pages/labels.h"
#include "pages/wording.h"

#include <string.h>

enum {
	HEAD_BYTES = 800,
	KICKER_BLOCKS = 3,
	TERM_MOST = 45,    /* bytes of a term that is explained */
	MEANING_LEAST = 50 /* bytes of what it means */
};

/* So many of them say half of what any number could. */
static const double half_runtime = 0.5;
static const double half_labels = 2;
static const double half_member_labels = 1;
static const double half_questions = 2;
static const double half_terms = 6;

static const double month_strength = 0.5; /* of a date without its day */
static const double late_strength = 0.4;  /* of an event far down */

static double part_of(double count, double half)
{
	return count / (count + half);
}

static void set(
	struct kind_signs *signs, enum kind_sign sign, double strength, const char *said)
{
	struct kind_found *found = &signs->found[sign];

	if (strength <= found->strength)
		return;
	found->strength = strength;
	found->said = said;
	found->said_length = said ? strlen(said) : 0;
}

static void set_block(struct kind_signs *signs, enum kind_sign sign, double strength,
	const struct block *block)
{
	struct kind_found *found = &signs->found[sign];

	if (found->start == found->end) {
		found->start = block->start;
		found->end = block->end;
	}
	found->strength = strength;
}

static void read_label(struct kind_signs *signs, double *counts, enum label_class label,
	const struct block *block)
{
	switch (label) {
	case LABEL_RUNTIME:
	case LABEL_START:
	case LABEL_END:
		set_block(signs, KIND_RUNTIME_LABEL, part_of(++counts[0], half_runtime),
			block);
		break;
	case LABEL_PROJECT:
	case LABEL_PARTNERS:
		set_block(signs, KIND_SHEET_LABELS, part_of(++counts[1], half_labels),
			block);
		break;
	case LABEL_MEMBERS:
	case LABEL_FOUNDED:
		set_block(signs, KIND_MEMBER_LABELS,
			part_of(++counts[2], half_member_labels), block);
		break;
	default:
		break;
	}
}

/* "Anteilfinanzierung: Der Geber zahlt einen festen Satz ...", as glossaries do. */
static bool explains_term(const char *text, const struct block *block)
{
	size_t length = block->end - block->start;
	const char *colon =
		memchr(text + block->start, ':', length < TERM_MOST ? length : TERM_MOST);

	return block->kind != BLOCK_HEADING && colon && colon[1] == ' '
		&& (size_t)(text + block->end - colon) > MEANING_LEAST
		&& text[block->end - 1] == '.';
}

static void read_blocks(const struct wording *wording, const struct document *document,
	struct kind_signs *signs)
{
	double counts[3] = {0};
	double terms = 0;
	double questions = 0;

	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		const char *text = document->text.bytes;
		size_t length = block->end - block->start;
		size_t end;
		enum label_class label =
			labels_find(wording->labels, text + block->start, length, &end);

		if (explains_term(text, block))
			set_block(signs, KIND_TERMS, part_of(++terms, half_terms), block);
		else if (label != LABEL_NONE)
			read_label(signs, counts, label, block);
		if (i > 0 && block->kind == BLOCK_HEADING && length
			&& text[block->end - 1] == '?')
			set_block(signs, KIND_QUESTIONS,
				part_of(++questions, half_questions), block);
	}
}

/* The date of an item further down is not the page's own. */
static void read_published(const struct document *document,
	const struct document_date *date, struct kind_signs *signs)
{
	const char *text = document->text.bytes;
	const char *found = date->evidence ? strstr(text, date->evidence) : NULL;
	double strength = date->day ? 1 : month_strength;

	if (!found)
		set(signs, KIND_DAY_DECLARED, strength, date->evidence);
	else if (found - text < HEAD_BYTES)
		set(signs, KIND_DAY_SHOWN, strength, date->evidence);
}

static void read_event(const struct document *document, const struct document_date *date,
	struct kind_signs *signs)
{
	const char *text = document->text.bytes;
	const char *found = date->evidence ? strstr(text, date->evidence) : NULL;

	if (date->day)
		set(signs, KIND_EVENT_DAY,
			found && found - text >= HEAD_BYTES ? late_strength : 1,
			date->evidence);
}

static void read_dates(const struct document *document, struct kind_signs *signs)
{
	const struct document_date *revised = NULL;

	for (size_t i = 0; i < document->date_count; i++) {
		const struct document_date *date = &document->dates[i];

		if (date->kind == DATE_PUBLISHED)
			read_published(document, date, signs);
		else if (date->kind == DATE_EVENT)
			read_event(document, date, signs);
		else if (date->kind == DATE_UPDATED)
			revised = date;
		else if (date->kind == DATE_START || date->kind == DATE_END)
			set(signs, KIND_SPAN, 1, date->evidence);
	}
	if (revised && signs->found[KIND_DAY_SHOWN].strength == 0
		&& signs->found[KIND_DAY_DECLARED].strength == 0)
		set(signs, KIND_DAY_REVISED, 1, revised->evidence);
}

static void read_kicker(const struct wording *wording, const struct document *document,
	struct kind_signs *signs)
{
	for (size_t i = 0; i < document->block_count && i < KICKER_BLOCKS; i++) {
		const struct block *block = &document->blocks[i];
		enum page_type type;

		if (block->kind == BLOCK_ITEM /* of a menu */
			|| !boilerplate_is_kicker(wording->phrases,
				document->text.bytes + block->start,
				block->end - block->start, &type))
			continue;
		set_block(
			signs, (enum kind_sign)(KIND_KICKER_OTHER + (int)type), 1, block);
		return;
	}
}

static void read_declared(const struct declared *declared, struct kind_signs *signs)
{
	const char *article = declared->article;

	if (strcmp(article, "NewsArticle") == 0)
		set(signs, KIND_NEWS_ARTICLE, 1, article);
	else if (strcmp(article, "article") == 0 || strcmp(article, "BlogPosting") == 0)
		set(signs, KIND_ARTICLE, 1, article);
	else if (*article)
		set(signs, KIND_SERVICE, 1, article);
}

void kind_signs_read(const struct wording *wording, const struct declared *declared,
	const struct document *document, struct kind_signs *out)
{
	*out = (struct kind_signs){.found[KIND_BASE].strength = 1};
	kind_words_read(wording->kinds, document, out);
	read_blocks(wording, document, out);
	read_dates(document, out);
	read_kicker(wording, document, out);
	read_declared(declared, out);
	if (declared->path)
		kind_path_read(wording->kinds, declared->path, out);
}
