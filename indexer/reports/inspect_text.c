/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reports/inspect_text.h"

#include "base/scope.h"
#include "entries/build.h"
#include "pages/facts.h"
#include "reports/shown.h"
#include "vocabulary/places.h"

#include <string.h>

enum {
	NAME_COLUMNS = 10,   /* of what a line is about */
	VALUE_COLUMNS = 24,  /* of a value before its evidence */
	EVIDENCE_MOST = 160, /* bytes */
	DROPPED_MOST = 100,  /* of a dropped piece, which may be a whole menu */
};

/* A line: what it is about, a value, and the words that say it. */
static void add_line(
	struct buf *out, const char *name, const char *value, const char *evidence)
{
	buf_add_format(out, "%-*s%s", NAME_COLUMNS, name, value ? value : "-");
	if (evidence) {
		SCOPED(buf_release) struct buf shown = {0};

		shown_add_begin(evidence, EVIDENCE_MOST, &shown);
		buf_add_format(out, "  <- %s", buf_string(&shown));
	}
	buf_add_string(out, "\n");
}

/* The same with values under each other. */
static void add_row(
	struct buf *out, const char *name, const char *value, const char *evidence)
{
	SCOPED(buf_release) struct buf padded = {0};

	buf_add_string(&padded, value);
	for (size_t width = shown_width(value); width < VALUE_COLUMNS; width++)
		buf_add_string(&padded, " ");
	add_line(out, name, evidence ? buf_string(&padded) : value, evidence);
}

/* 2005 to 2008, 2012 */
static void add_years(const struct document *document, struct buf *out)
{
	SCOPED(buf_release) struct buf years = {0};

	for (size_t i = 0; i < document->year_count; i++) {
		size_t last = i;

		while (last + 1 < document->year_count
			&& document->years[last + 1] == document->years[last] + 1)
			last++;
		buf_add_format(&years, "%s%d", i ? ", " : "", document->years[i]);
		if (last > i)
			buf_add_format(&years, " to %d", document->years[last]);
		i = last;
	}
	add_line(out, "years", years.length ? buf_string(&years) : NULL, NULL);
}

static void add_dates(const struct document *document, struct buf *out)
{
	const struct document_date *main = document_main_date(document);

	for (size_t i = 0; i < document->date_count; i++) {
		const struct document_date *date = &document->dates[i];
		SCOPED(buf_release) struct buf value = {0};
		char digits[BUILD_DATE_MAX];

		build_date(date, digits);
		buf_add_format(&value, "%s %s%s", digits, date_kind_name(date->kind),
			date == main ? " *" : "");
		add_row(out, "date", buf_string(&value), date->evidence);
	}
	if (!main)
		add_line(out, "undated", "no date dates the page", NULL);
}

static void add_cities(const struct document_city *cities, size_t count,
	const struct places *places, struct buf *out)
{
	for (size_t i = 0; i < count; i++) {
		const struct document_city *city = &cities[i];
		const struct place *place = places_find(places, city->value);
		SCOPED(buf_release) struct buf value = {0};

		buf_add_format(&value, "%s (%s, %s)", city->value,
			place ? place->country : "unknown",
			document_role_name(city->role));
		add_row(out, "city", buf_string(&value), city->evidence);
	}
}

static void add_counties(const struct document *document, struct buf *out)
{
	for (size_t i = 0; i < document->county_count; i++)
		add_row(out, "county", document->counties[i].value,
			document->counties[i].evidence);
}

static void add_signs(const struct document *document, struct buf *out)
{
	for (size_t i = 0; i < document->type_sign_count; i++) {
		SCOPED(buf_release) struct buf value = {0};

		buf_add_format(&value, "%s %+.2f", document->type_signs[i].name,
			document->type_signs[i].weight);
		add_row(out, "sign", buf_string(&value), NULL);
	}
}

static void add_clusters(const struct document *document, struct buf *out)
{
	for (size_t i = 0; i < document->cluster_count; i++)
		add_row(out, "cluster", document->clusters[i].id,
			document->clusters[i].evidence);
}

static void add_fact(struct buf *out, const struct facts *facts, const char *name,
	const char *value, enum facts_evidence evidence)
{
	if (value)
		add_row(out, name, value, facts->evidence[evidence]);
}

static void add_sum(struct buf *out, const struct facts *facts, const char *name,
	double sum, enum facts_evidence evidence)
{
	SCOPED(buf_release) struct buf value = {0};

	if (!(sum > 0))
		return;
	buf_add_format(&value, "%.15g %s", sum,
		facts->currency[0] ? facts->currency : "(no currency)");
	add_fact(out, facts, name, buf_string(&value), evidence);
}

static void add_runtime(struct buf *out, const struct facts *facts)
{
	SCOPED(buf_release) struct buf value = {0};

	if (!facts->start && !facts->end)
		return;
	buf_add_format(&value, "%s to %s", facts->start ? facts->start : "?",
		facts->end ? facts->end : "?");
	add_line(out, "runtime", buf_string(&value), NULL);
}

static void add_counts(struct buf *out, const struct facts *facts)
{
	SCOPED(buf_release) struct buf value = {0};
	bool differ = facts->partner_count && facts->listed_count
		&& (size_t)facts->partner_count != facts->listed_count;

	if (facts->partner_count)
		buf_add_format(&value, "%d said, ", facts->partner_count);
	buf_add_format(
		&value, "%zu listed%s", facts->listed_count, differ ? " (differs)" : "");
	if (facts->partner_count || facts->listed_count)
		add_fact(out, facts, "partners", buf_string(&value), FACTS_PARTNERS);
	for (size_t i = 0; i < facts->listed_count; i++) {
		const struct fact_partner *partner = &facts->partners[i];

		buf_clear(&value);
		buf_add_format(&value, "%s: %s%s%s", partner->role, partner->name,
			partner->place ? " in " : "",
			partner->place ? partner->place : "");
		add_line(out, "", buf_string(&value), NULL);
	}
	if (!facts->country_count)
		return;
	buf_clear(&value);
	buf_add_format(&value, "%d", facts->country_count);
	add_fact(out, facts, "countries", buf_string(&value), FACTS_COUNTRIES);
}

static void add_facts(const struct facts *facts, struct buf *out)
{
	SCOPED(buf_release) struct buf rate = {0};

	add_fact(out, facts, "programme", facts->programme, FACTS_PROGRAMME);
	add_fact(out, facts, "acronym", facts->acronym, FACTS_ACRONYM);
	add_runtime(out, facts);
	add_sum(out, facts, "budget", facts->budget, FACTS_BUDGET);
	add_sum(out, facts, "grant", facts->grant, FACTS_GRANT);
	buf_add_format(&rate, "%.15g %%", facts->rate * 100);
	add_fact(out, facts, "rate", facts->rate > 0 ? buf_string(&rate) : NULL,
		FACTS_RATE);
	add_counts(out, facts);
	add_fact(out, facts, "homepage", facts->homepage, FACTS_HOMEPAGE);
}

static void add_headings(const struct document *document, struct buf *out)
{
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];

		if (block->kind == BLOCK_HEADING)
			buf_add_format(out, "%-*s%.*s\n", NAME_COLUMNS, "heading",
				(int)(block->end - block->start),
				document->text.bytes + block->start);
	}
}

static void add_dropped(const struct document *document, struct buf *out)
{
	for (size_t i = 0; i < document->dropped_count; i++) {
		SCOPED(buf_release) struct buf shown = {0};

		shown_add_begin(document->dropped[i], DROPPED_MOST, &shown);
		add_line(out, "dropped", buf_string(&shown), NULL);
	}
}

static void add_markup(const struct document *document, struct buf *out)
{
	if (document->description)
		add_line(out, "about", document->description, NULL);
	if (document->author)
		add_line(out, "author", document->author, NULL);
	if (document->canonical)
		add_line(out, "canonical", document->canonical, NULL);
}

void inspect_text_add(
	const struct document *document, const struct places *places, struct buf *out)
{
	add_line(out, "title", document->title, NULL);
	add_line(out, "id", document->id, NULL);
	if (document->url)
		add_line(out, "url", document->url, NULL);
	add_row(out, "type", page_type_name(document->type), document->type_evidence);
	add_signs(document, out);
	add_line(out, "language", language_code(document->language), NULL);
	add_markup(document, out);
	add_years(document, out);
	add_dates(document, out);
	add_cities(document->cities, document->city_count, places, out);
	add_cities(document->mentioned, document->mentioned_count, places, out);
	add_counties(document, out);
	add_clusters(document, out);
	if (document->facts)
		add_facts(document->facts, out);
	add_headings(document, out);
	add_dropped(document, out);
	buf_add_format(out, "%-*s%zu bytes in %zu blocks\n\n", NAME_COLUMNS, "text",
		document->text.length, document->block_count);
	buf_add(out, buf_string(&document->text), document->text.length);
}
