/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/facts.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "pages/addresses.h"
#include "pages/amounts.h"
#include "pages/cues.h"
#include "pages/document.h"
#include "pages/fact_sheet.h"
#include "pages/fact_words.h"
#include "pages/partners.h"
#include "pages/project_title.h"
#include "pages/sums.h"
#include "pages/wording.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	EVIDENCE_MOST = 300, /* bytes */
	PROGRAMME_MOST = 200,
	ACRONYM_MOST = 60,
	COUNTRIES_MOST = 100,
	PARTNERS_MOST = 1000,
	DATE_LINE = 100, /* of evidence that is a line of a fact sheet */
	DATE_MAX = 16,
	PROSE_GAP = 40,  /* from the word to its sum */
	PROSE_MOST = 90, /* and to the end of that */
};

#define BUDGET_MOST 1e12 /* euros; more is no project's */

struct finder {
	const struct wording *wording;
	const struct document *document;
	const struct fact_sheet *sheet;
	const char *text, *low;
	struct facts *out;
};

void facts_free(struct facts **facts)
{
	struct facts *old = *facts;

	if (!old)
		return;
	free(old->programme);
	free(old->acronym);
	free(old->homepage);
	free(old->start);
	free(old->end);
	for (size_t i = 0; i < old->listed_count; i++) {
		free(old->partners[i].name);
		free(old->partners[i].place);
	}
	free(old->partners);
	for (size_t i = 0; i < FACTS_EVIDENCE_COUNT; i++)
		free(old->evidence[i]);
	free(old);
	*facts = NULL;
}

bool facts_in_euros(const struct facts *facts)
{
	return !facts->currency[0] || strcmp(facts->currency, "EUR") == 0;
}

uint64_t facts_budget_cents(const struct facts *facts)
{
	return facts_in_euros(facts) && facts->budget > 0 && facts->budget < BUDGET_MOST
		? (uint64_t)llround(facts->budget * 100)
		: 0;
}

/* Keeps the words of the field that first says a fact. */
static void prove(
	struct finder *finder, enum facts_evidence fact, const struct fact_field *field)
{
	size_t end = field->end;

	if (finder->out->evidence[fact])
		return;
	if (end - field->start > EVIDENCE_MOST) {
		end = field->start + EVIDENCE_MOST;
		while (end > field->start
			&& ((unsigned char)finder->text[end] & 0xc0) == 0x80)
			end--;
	}
	finder->out->evidence[fact] =
		alloc_copy(finder->text + field->start, end - field->start);
}

static char *copy_value(const struct finder *finder, const struct fact_field *field)
{
	return alloc_copy(finder->text + field->value, field->end - field->value);
}

static bool is_empty(const struct finder *finder, const struct fact_field *field)
{
	for (size_t i = field->value; i < field->end; i++) {
		if (cues_is_word(finder->text, field->end, i))
			return false;
	}
	return true;
}

static void read_sums(struct finder *finder, const struct fact_field *field)
{
	struct facts *out = finder->out;
	struct sums sums;

	sums_read(finder->wording, finder->low, field, &sums);
	bool foreign = out->currency[0] && sums.currency[0]
		&& memcmp(out->currency, sums.currency, sizeof(sums.currency)) != 0;

	if (sums.budget > 0 && !(out->budget > 0) && !foreign) {
		out->budget = sums.budget;
		prove(finder, FACTS_BUDGET, field);
	}
	if (sums.grant > 0 && !(out->grant > 0) && !foreign) {
		out->grant = sums.grant;
		prove(finder, FACTS_GRANT, field);
	}
	if ((sums.budget > 0 || sums.grant > 0) && !out->currency[0])
		memcpy(out->currency, sums.currency, sizeof(out->currency));
	if (sums.rate > 0 && !(out->rate > 0)) {
		out->rate = sums.rate;
		prove(finder, FACTS_RATE, field);
	}
}

/* A part of a line with labels: "Laufzeit: 2016 | 3,1 Mio. Euro". */
static bool stands_beside_label(
	const struct finder *finder, const struct fact_field *field)
{
	size_t at = (size_t)(field - finder->sheet->fields);
	const struct fact_field *fields = finder->sheet->fields;

	for (size_t i = at; i-- > 0 && fields[i].block == field->block;) {
		if (fields[i].label <= FACT_OTHER)
			return true;
	}
	for (size_t i = at + 1;
		i < finder->sheet->count && fields[i].block == field->block; i++) {
		if (fields[i].label <= FACT_OTHER)
			return true;
	}
	return false;
}

/* A sum without a label is the budget if it is all that stands there. */
static void read_unnamed_sum(struct finder *finder, const struct fact_field *field)
{
	struct fact_field budget = *field;
	struct amount amount;
	size_t offset = field->value;

	if (finder->out->budget > 0 || !stands_beside_label(finder, field)
		|| !amounts_next(finder->wording->amounts, finder->low, field->end,
			&offset, &amount)
		|| amount.kind != AMOUNT_MONEY || amount.start != field->value
		|| amount.end != field->end)
		return;
	budget.label = FACT_BUDGET;
	read_sums(finder, &budget);
}

/* Where the sentence ends, or a bit of it. */
static size_t sentence_end(const struct finder *finder, size_t start)
{
	const char *low = finder->low;
	size_t most = finder->sheet->low.length;
	size_t end = start;

	most = most - start < PROSE_MOST ? most : start + PROSE_MOST;
	while (end < most && low[end] != '\n'
		&& !(strchr(".;!?", low[end]) && end + 1 < most
			&& isspace((unsigned char)low[end + 1])))
		end++;
	return end;
}

/* "mit einem Gesamtbudget von 1,2 Mio. Euro", where the fact sheet has none. */
static void read_prose(struct finder *finder)
{
	const struct fact_sheet *sheet = finder->sheet;
	struct cue_match match;
	size_t offset = 0;

	while (cues_next(finder->wording->fact_labels, finder->low, sheet->low.length,
		&offset, &match)) {
		size_t stop = match.end + PROSE_MOST;
		size_t next = match.end;
		struct amount amount;

		if (match.cue->weight < 2)
			continue;
		stop = stop < sheet->low.length ? stop : sheet->low.length;
		if (!amounts_next(
			    finder->wording->amounts, finder->low, stop, &next, &amount)
			|| amount.kind == AMOUNT_BARE
			|| amount.start - match.end > PROSE_GAP
			|| memchr(finder->low + match.end, '\n', amount.start - match.end)
			|| memmem(finder->low + match.end, amount.start - match.end, ". ",
				2))
			continue;
		enum fact_label label = (enum fact_label)match.cue->class;

		/* of a budget the sentence may tell the funders' part */
		if (label == FACT_BUDGET)
			amount.end = sentence_end(finder, amount.end);
		read_sums(finder,
			&(struct fact_field){.label = label,
				.start = match.start,
				.value = amount.start,
				.end = amount.end});
	}
}

static bool is_known_programme(
	const struct finder *finder, const struct fact_field *field)
{
	const char *low = finder->low + field->value;
	size_t length = field->end - field->value;

	return fact_words_has(finder->wording->fact_words, FACT_WORD_KNOWN, low, length)
		|| memmem(low, length, "programm", strlen("programm"));
}

/* A line of a fact sheet that has no label, as a programme's often is. */
static bool begins_with_programme(
	const struct finder *finder, const struct fact_field *field)
{
	const struct cue *cue = cues_at(
		finder->wording->fact_words, finder->low, field->end, field->value);
	size_t at = (size_t)(field - finder->sheet->fields);
	const struct fact_field *fields = finder->sheet->fields;
	bool after = at && fields[at - 1].block + 1 >= field->block
		&& fields[at - 1].label <= FACT_OTHER;
	bool before = at + 1 < finder->sheet->count
		&& fields[at + 1].block <= field->block + 1
		&& fields[at + 1].label <= FACT_OTHER;

	return cue && cue->class == FACT_WORD_KNOWN && (after || before)
		&& !strchr(".!?", finder->low[field->end - 1]);
}

static bool names_programme(const struct finder *finder, const struct fact_field *field)
{
	size_t length = field->end - field->value;
	struct sums sums;

	if (is_empty(finder, field) || length > PROGRAMME_MOST)
		return false;
	switch (field->label) {
	case FACT_PROGRAMME:
		return finder->text[field->end - 1] != '.'
			|| is_known_programme(finder, field);
	case FACT_FUNDING:
	case FACT_FUNDER:
		sums_read(finder->wording, finder->low, field, &sums);
		return !(sums.grant > 0) && !(sums.rate > 0)
			&& is_known_programme(finder, field);
	case FACT_UNNAMED:
		return begins_with_programme(finder, field);
	default:
		return false;
	}
}

/* A label that asks for the programme comes before one that may, and that before none. */
static void read_programme(struct finder *finder)
{
	static const enum fact_label order[] = {
		FACT_PROGRAMME, FACT_FUNDING, FACT_FUNDER, FACT_UNNAMED};

	for (size_t k = 0; k < sizeof(order) / sizeof(order[0]); k++) {
		for (size_t i = 0; i < finder->sheet->count; i++) {
			const struct fact_field *field = &finder->sheet->fields[i];

			if (field->label != order[k] || !names_programme(finder, field))
				continue;
			finder->out->programme = copy_value(finder, field);
			prove(finder, FACTS_PROGRAMME, field);
			return;
		}
	}
}

static void read_acronym(struct finder *finder, const struct fact_field *field)
{
	if (finder->out->acronym || is_empty(finder, field)
		|| field->end - field->value > ACRONYM_MOST)
		return;
	finder->out->acronym = copy_value(finder, field);
	prove(finder, FACTS_ACRONYM, field);
}

static void read_homepage(struct finder *finder, const struct fact_field *field)
{
	size_t start = field->value;
	size_t length;

	if (finder->out->homepage
		|| !addresses_find(finder->text, field->end, &start, &length))
		return;
	finder->out->homepage = alloc_copy(finder->text + start, length);
	prove(finder, FACTS_HOMEPAGE, field);
}

/* Where the text has no address, a link may lead to it. */
static void take_home_link(struct finder *finder)
{
	const struct document_link *link = &finder->document->homepage;

	if (finder->out->homepage || !link->target)
		return;
	finder->out->homepage = alloc_string(link->target);
	finder->out->evidence[FACTS_HOMEPAGE] = alloc_string(link->words);
}

static void read_countries(struct finder *finder, const struct fact_field *field)
{
	int count = sums_count_names(finder->wording, finder->low, field);

	if (finder->out->country_count || count <= 0 || count > COUNTRIES_MOST)
		return;
	finder->out->country_count = count;
	prove(finder, FACTS_COUNTRIES, field);
}

/* twelve */
static int count_in_words(const struct finder *finder, const struct fact_field *field)
{
	const struct cue *cue = field->value < field->end
		? cues_at(finder->wording->fact_words, finder->low, field->end,
			field->value)
		: NULL;

	return cue && cue->class == FACT_WORD_NUMBER ? (int)cue->weight : 0;
}

/* "14", "7 from 4 countries", "Wir sind 9 Partner aus 4 Ländern" */
static void read_counts(struct finder *finder, const struct fact_field *field)
{
	const struct cues *amounts = finder->wording->amounts;
	const struct cues *words = finder->wording->fact_words;
	struct facts *out = finder->out;
	int partners = sums_count_first(amounts, finder->low, field);
	int countries =
		sums_count_of(amounts, words, FACT_WORD_COUNTRY, finder->low, field);

	if (!partners)
		partners = sums_count_of(
			amounts, words, FACT_WORD_PARTNER, finder->low, field);
	if (!partners)
		partners = count_in_words(finder, field);
	if (!out->partner_count && partners > 0 && partners <= PARTNERS_MOST) {
		out->partner_count = partners;
		prove(finder, FACTS_PARTNERS, field);
	}
	if (!out->country_count && countries > 0 && countries <= COUNTRIES_MOST) {
		out->country_count = countries;
		prove(finder, FACTS_COUNTRIES, field);
	}
}

static void read_field(struct finder *finder, const struct fact_field *field)
{
	switch (field->label) {
	case FACT_BUDGET:
	case FACT_FUNDING:
	case FACT_GRANT:
	case FACT_RATE:
		read_sums(finder, field);
		break;
	case FACT_PARTNERS:
		read_counts(finder, field);
		break;
	case FACT_COUNTRIES:
		read_countries(finder, field);
		break;
	case FACT_ACRONYM:
		read_acronym(finder, field);
		break;
	case FACT_HOMEPAGE:
		read_homepage(finder, field);
		break;
	case FACT_UNNAMED:
		read_unnamed_sum(finder, field);
		break;
	default:
		break;
	}
}

static char *day_of(const struct document_date *date)
{
	char digits[DATE_MAX];
	int length = snprintf(digits, sizeof(digits), "%04d", date->year);

	if (date->month)
		length += snprintf(digits + length, sizeof(digits) - (size_t)length,
			"-%02d", date->month);
	if (date->month && date->day)
		snprintf(digits + length, sizeof(digits) - (size_t)length, "-%02d",
			date->day);
	return alloc_string(digits);
}

static int ordinal(const struct document_date *date)
{
	return (date->year * 16 + date->month) * 32 + date->day;
}

/* Of the dates of a kind, one of the fact sheet; else the outermost. */
static char *find_day(const struct document *document, enum date_kind kind)
{
	const struct document_date *best = NULL;
	bool sheet = false;

	for (size_t i = 0; i < document->date_count; i++) {
		const struct document_date *date = &document->dates[i];
		bool line = date->evidence && strlen(date->evidence) <= DATE_LINE;

		if (date->kind != kind || (sheet && !line))
			continue;
		bool outer = best
			&& (kind == DATE_START ? ordinal(date) < ordinal(best)
					       : ordinal(date) > ordinal(best));

		if (!best || (line && !sheet) || (outer && !sheet))
			best = date;
		sheet |= line;
	}
	return best ? day_of(best) : NULL;
}

struct facts *facts_find(const struct wording *wording, const struct places *places,
	const struct document *document)
{
	SCOPED(fact_sheet_release) struct fact_sheet sheet = {0};
	struct facts *out = alloc_zeroed(1, sizeof(*out));

	fact_sheet_read(wording, document, &sheet);
	struct finder finder = {
		.wording = wording,
		.document = document,
		.sheet = &sheet,
		.text = buf_string(&document->text),
		.low = buf_string(&sheet.low),
		.out = out,
	};

	for (size_t i = 0; i < sheet.count; i++)
		read_field(&finder, &sheet.fields[i]);
	take_home_link(&finder);
	read_prose(&finder);
	read_programme(&finder);
	partners_read(wording, places, document, &sheet, out);
	if (!out->acronym && document->title)
		out->acronym = project_title_acronym(document->title);
	out->start = find_day(document, DATE_START);
	out->end = find_day(document, DATE_END);
	return out;
}
