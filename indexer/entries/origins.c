/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entries/origins.h"

#include "pages/document.h"
#include "pages/facts.h"
#include "pages/sentences.h"

#include <stdint.h>
#include <string.h>

enum {
	ORIGINS_BYTES = 11,
	LABEL_MOST = 40, /* bytes of a label before its colon */
	SHEET_MOST = 160 /* and of the line */
};

static const struct {
	const char *name, *label;
} names[ORIGIN_COUNT] = {
	[ORIGIN_NONE] = {"unknown", "unknown"},
	[ORIGIN_GIVEN] = {"given", "given"},
	[ORIGIN_JSON_LD] = {"json_ld", "JSON-LD"},
	[ORIGIN_META] = {"meta", "meta element"},
	[ORIGIN_TIME] = {"time", "time element"},
	[ORIGIN_ADDRESS] = {"address", "address"},
	[ORIGIN_DATELINE] = {"dateline", "line at headline"},
	[ORIGIN_TITLE] = {"title", "title"},
	[ORIGIN_HEADING] = {"heading", "heading"},
	[ORIGIN_LIST] = {"list", "list"},
	[ORIGIN_SHEET] = {"fact_sheet", "fact sheet"},
	[ORIGIN_TEXT] = {"text", "text"},
	[ORIGIN_OUTSIDE] = {"outside", "outside the text"},
	[ORIGIN_CUT] = {"cut", "cut from text"},
};

/* How evidence begins that stands in no text (pages/declared.c). */
static const struct {
	const char *begin;
	enum origin origin;
} markup[] = {
	{"JSON-LD", ORIGIN_JSON_LD},
	{"meta", ORIGIN_META},
	{"time", ORIGIN_TIME},
	{"address", ORIGIN_ADDRESS},
	{"path", ORIGIN_ADDRESS},
	{"line", ORIGIN_DATELINE},
};

static const char *const fact_names[ORIGINS_FACT_COUNT] = {"start", "end", "budget",
	"grant", "rate", "partner_count", "partners", "country_count", "programme",
	"acronym", "homepage"};

const char *origin_name(enum origin origin)
{
	return names[origin].name;
}

const char *origin_label(enum origin origin)
{
	return names[origin].label;
}

const char *origins_fact_name(enum origins_fact fact)
{
	return fact_names[fact];
}

static bool is_labelled(const char *text, size_t length)
{
	return length <= SHEET_MOST
		&& memchr(text, ':', length < LABEL_MOST ? length : LABEL_MOST);
}

static enum origin origin_in_block(const struct document *document, size_t at)
{
	const struct block *block = &document->blocks[sentences_block(document, at)];

	switch (block->kind) {
	case BLOCK_HEADING:
		return ORIGIN_HEADING;
	case BLOCK_ITEM:
		return ORIGIN_LIST;
	case BLOCK_ROW:
		return ORIGIN_SHEET;
	case BLOCK_TEXT:
		break;
	}
	return is_labelled(document->text.bytes + block->start, block->end - block->start)
		? ORIGIN_SHEET
		: ORIGIN_TEXT;
}

/* Evidence is a piece of the page, or says itself where it was found. */
static enum origin origin_of(const struct document *document, const char *evidence)
{
	const char *text = buf_string(&document->text);
	const char *found;

	if (!evidence || !*evidence)
		return ORIGIN_NONE;
	if (strcmp(evidence, "given") == 0)
		return ORIGIN_GIVEN;
	if (document->title && strstr(document->title, evidence))
		return ORIGIN_TITLE;
	found = document->block_count
		? memmem(text, document->text.length, evidence, strlen(evidence))
		: NULL;
	if (found)
		return origin_in_block(document, (size_t)(found - text));
	for (size_t i = 0; i < sizeof(markup) / sizeof(markup[0]); i++) {
		if (strncmp(evidence, markup[i].begin, strlen(markup[i].begin)) == 0)
			return markup[i].origin;
	}
	return ORIGIN_OUTSIDE;
}

static unsigned bit(unsigned number, bool is_set)
{
	return is_set ? 1U << number : 0;
}

static unsigned facts_of(const struct facts *facts)
{
	if (!facts)
		return 0;
	return bit(ORIGINS_START, facts->start) | bit(ORIGINS_END, facts->end)
		| bit(ORIGINS_BUDGET, facts->budget > 0)
		| bit(ORIGINS_GRANT, facts->grant > 0)
		| bit(ORIGINS_RATE, facts->rate > 0)
		| bit(ORIGINS_PARTNER_COUNT, facts->partner_count > 0)
		| bit(ORIGINS_PARTNERS, facts->listed_count > 0)
		| bit(ORIGINS_COUNTRIES, facts->country_count > 0)
		| bit(ORIGINS_PROGRAMME, facts->programme)
		| bit(ORIGINS_ACRONYM, facts->acronym)
		| bit(ORIGINS_HOMEPAGE, facts->homepage);
}

static bool has_year(const struct document *document, int year)
{
	for (size_t i = 0; i < document->year_count; i++) {
		if (document->years[i] == year)
			return true;
	}
	return false;
}

/* The kind of a date in the page's years; runtimes and publication come first. */
static enum date_kind year_kind_of(const struct document *document)
{
	static const enum date_kind order[] = {
		DATE_START, DATE_END, DATE_PUBLISHED, DATE_EVENT, DATE_UPDATED};
	size_t first = document->type == PAGE_PROJECT ? 0 : 2;

	for (size_t k = 0; k < sizeof(order) / sizeof(order[0]); k++) {
		enum date_kind kind =
			order[(first + k) % (sizeof(order) / sizeof(order[0]))];

		for (size_t i = 0; i < document->date_count; i++) {
			if (document->dates[i].kind == kind
				&& has_year(document, document->dates[i].year))
				return kind;
		}
	}
	return DATE_KIND_COUNT;
}

/* Of what a page declares only the line shown to readers stands without its name. */
static enum origin date_origin_of(
	const struct document *document, const struct document_date *date)
{
	enum origin origin = date ? origin_of(document, date->evidence) : ORIGIN_NONE;

	return origin == ORIGIN_OUTSIDE ? ORIGIN_DATELINE : origin;
}

static enum origin type_origin_of(const struct document *document)
{
	const char *words = document->type_words;

	return origin_of(document, words ? words : document->type_evidence);
}

void origins_of(const struct document *document, struct origins *out)
{
	const struct document_date *date = document_main_date(document);

	*out = (struct origins){
		.title = !document->title                     ? ORIGIN_NONE
			: document->title_origin == TITLE_CUT ? ORIGIN_CUT
							      : ORIGIN_TITLE,
		.type = type_origin_of(document),
		.date = date_origin_of(document, date),
		.date_kind = date ? date->kind : DATE_KIND_COUNT,
		.year_kind = year_kind_of(document),
		.facts = facts_of(document->facts),
	};
	for (size_t i = 0; i < document->city_count; i++)
		out->cities |= 1U << origin_of(document, document->cities[i].evidence);
	for (size_t i = 0; i < document->cluster_count; i++)
		out->clusters |= 1U
			<< origin_of(document, document->clusters[i].evidence);
}

static void add_u16(struct buf *out, unsigned number)
{
	uint16_t narrow = (uint16_t)number;

	buf_add(out, (const char *)&narrow, sizeof(narrow));
}

void origins_write(const struct origins *origins, struct buf *out)
{
	char kinds[] = {(char)origins->title, (char)origins->type, (char)origins->date,
		(char)origins->date_kind, (char)origins->year_kind};

	buf_add(out, kinds, sizeof(kinds));
	add_u16(out, origins->cities);
	add_u16(out, origins->clusters);
	add_u16(out, origins->facts);
}

static unsigned read_u16(const char *bytes)
{
	uint16_t number;

	memcpy(&number, bytes, sizeof(number));
	return number;
}

bool origins_read(const char *bytes, size_t length, struct origins *out)
{
	for (size_t i = 0; i < 5 && i < length; i++) {
		if ((unsigned char)bytes[i]
			>= (i < 3 ? (int)ORIGIN_COUNT : (int)DATE_KIND_COUNT + 1))
			return false;
	}
	if (length != ORIGINS_BYTES)
		return false;
	*out = (struct origins){
		.title = (enum origin)bytes[0],
		.type = (enum origin)bytes[1],
		.date = (enum origin)bytes[2],
		.date_kind = (enum date_kind)bytes[3],
		.year_kind = (enum date_kind)bytes[4],
		.cities = read_u16(bytes + 5),
		.clusters = read_u16(bytes + 7),
		.facts = read_u16(bytes + 9),
	};
	return true;
}
