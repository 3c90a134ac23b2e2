/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reports/coverage_text.h"

#include "base/scope.h"
#include "reports/shown.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	COLUMNS = 80,
	NAME_COLUMNS = 11, /* of what a line is about */
	COUNT_COLUMNS = 22,
	ITEM_MAX = 400,    /* bytes */
	EXAMPLE_MOST = 27, /* bytes of an id */
	EXAMPLES_MOST = 2, /* that one line holds */
	PATH_MOST = 40,    /* bytes of a source */
	REASON_MOST = 90,  /* and of a reason */
	VALUES_MOST = 8,   /* of one facet */
	YEARS_MOST = 12,   /* the latest */
	REASONS_MOST = 6,
	SOURCES_MOST = 5,
};

/* A line that is filled with items and goes on below itself. */
struct line {
	struct buf *out;
	size_t column, indent;
	bool has_items;
};

static struct line begin_line(struct buf *out, const char *name, size_t indent)
{
	int pad = NAME_COLUMNS - (int)shown_width(name);

	buf_add_format(out, "%s%*s", name, pad > 1 ? pad : 1, "");
	return (struct line){.out = out,
		.column = pad > 1 ? NAME_COLUMNS : shown_width(name) + 1,
		.indent = indent};
}

static void add_item(struct line *line, const char *item)
{
	size_t width = shown_width(item);

	if (line->has_items) {
		buf_add_string(line->out, ",");
		line->column++;
	}
	if (line->has_items && line->column + width + 2 > COLUMNS) {
		buf_add_format(line->out, "\n%*s", (int)line->indent, "");
		line->column = line->indent;
	} else if (line->has_items) {
		buf_add_string(line->out, " ");
		line->column++;
	}
	buf_add_string(line->out, item);
	line->column += width;
	line->has_items = true;
}

static void add_count(struct line *line, const char *name, unsigned long count)
{
	SCOPED(buf_release) struct buf item = {0};

	buf_add_format(&item, "%s %lu", name, count);
	add_item(line, buf_string(&item));
}

static void add_others(struct line *line, size_t count)
{
	SCOPED(buf_release) struct buf item = {0};

	buf_add_format(&item, "and %zu others", count);
	add_item(line, buf_string(&item));
}

static void end_line(struct line *line)
{
	buf_add_string(line->out, "\n");
}

static unsigned percent(unsigned long part, unsigned long whole)
{
	return whole ? (unsigned)((part * 100 + whole / 2) / whole) : 0;
}

static void add_origins(
	struct line *line, const struct coverage_field_counts *counts, const char *none)
{
	for (int i = ORIGIN_NONE + 1; i < ORIGIN_COUNT; i++) {
		if (counts->origins[i])
			add_count(line, origin_label((enum origin)i), counts->origins[i]);
	}
	if (counts->origins[ORIGIN_NONE])
		add_count(line, none, counts->origins[ORIGIN_NONE]);
}

static void add_kinds(struct line *line, const unsigned long *counts)
{
	for (int kind = 0; kind < DATE_KIND_COUNT; kind++) {
		if (counts[kind])
			add_count(
				line, date_kind_name((enum date_kind)kind), counts[kind]);
	}
}

static void add_field(
	const struct coverage *coverage, enum coverage_field field, struct buf *out)
{
	const struct coverage_field_counts *counts = &coverage->fields[field];
	struct line line = begin_line(out, coverage_field_name(field), COUNT_COLUMNS);
	char count[ITEM_MAX];

	snprintf(count, sizeof(count), "%6lu %3u %%", counts->pages,
		percent(counts->pages, coverage->documents));
	buf_add_string(out, count);
	if (counts->pages && field != COVERAGE_ADDRESS && field != COVERAGE_LANGUAGE)
		buf_add_string(out, "   ");
	line.column = COUNT_COLUMNS;
	if (field == COVERAGE_YEAR) {
		add_kinds(&line, coverage->year_kinds);
		if (coverage->year_kinds[DATE_KIND_COUNT])
			add_count(&line, "given", coverage->year_kinds[DATE_KIND_COUNT]);
	} else if (field != COVERAGE_ADDRESS && field != COVERAGE_LANGUAGE
		&& counts->pages) {
		add_origins(&line, counts, "unknown");
	}
	end_line(&line);
}

static void add_fields(const struct coverage *coverage, struct buf *out)
{
	buf_add_string(out, "\nfield       pages     by the evidence in\n");
	for (int field = 0; field < COVERAGE_FIELD_COUNT; field++)
		add_field(coverage, (enum coverage_field)field, out);
}

static void add_values(const struct coverage *coverage, enum field field, struct buf *out)
{
	const struct tally *tally = &coverage->values[field];
	SCOPED(tally_rank_free) uint32_t *ranked = tally_rank(tally, TALLY_BY_COUNT);
	struct line line = begin_line(out, fields[field].name, NAME_COLUMNS);
	size_t count = tally->names.count;
	size_t shown = count < VALUES_MOST ? count : VALUES_MOST;

	for (size_t i = 0; i < shown; i++) {
		SCOPED(buf_release) struct buf name = {0};

		shown_add_begin(
			string_table_get(&tally->names, ranked[i]), EXAMPLE_MOST, &name);
		add_count(&line, buf_string(&name), tally->samples[ranked[i]].count);
	}
	if (shown < count)
		add_others(&line, count - shown);
	if (!count)
		add_item(&line, "-");
	end_line(&line);
}

/* The latest ones; what is earlier together. */
static void add_years(const struct coverage *coverage, struct buf *out)
{
	const struct tally *tally = &coverage->values[FIELD_YEAR];
	SCOPED(tally_rank_free) uint32_t *ranked = tally_rank(tally, TALLY_BY_NAME);
	struct line line = begin_line(out, fields[FIELD_YEAR].name, NAME_COLUMNS);
	size_t count = tally->names.count;
	size_t first = count > YEARS_MOST ? count - YEARS_MOST : 0;
	SCOPED(buf_release) struct buf span = {0};
	unsigned long earlier = 0;

	for (size_t i = 0; i < first; i++)
		earlier += tally->samples[ranked[i]].count;
	if (first) {
		buf_add_format(&span, "%s to %s",
			string_table_get(&tally->names, ranked[0]),
			string_table_get(&tally->names, ranked[first - 1]));
		add_count(&line, buf_string(&span), earlier);
	}
	for (size_t i = first; i < count; i++)
		add_count(&line, string_table_get(&tally->names, ranked[i]),
			tally->samples[ranked[i]].count);
	if (!count)
		add_item(&line, "-");
	end_line(&line);
}

static void add_sample(
	struct buf *out, const char *name, const struct tally_sample *sample)
{
	struct line line = begin_line(out, name, NAME_COLUMNS);
	char count[ITEM_MAX];

	if (!sample->count) {
		add_item(&line, "0");
		end_line(&line);
		return;
	}
	snprintf(count, sizeof(count), "%lu: ", sample->count);
	buf_add_string(out, count);
	line.column += strlen(count) + 3; /* room for what says that there are more */
	for (size_t i = 0; i < EXAMPLES_MOST && sample->examples[i]; i++) {
		SCOPED(buf_release) struct buf id = {0};

		shown_add_end(sample->examples[i], EXAMPLE_MOST, &id);
		add_item(&line, buf_string(&id));
	}
	if (sample->count > EXAMPLES_MOST)
		buf_add_string(out, ", ...");
	end_line(&line);
}

static void add_missing(const struct coverage *coverage, struct buf *out)
{
	static const struct {
		enum coverage_field field;
		const char *name;
	} told[] = {
		{COVERAGE_DATE, "undated"},
		{COVERAGE_YEAR, "no year"},
		{COVERAGE_CITY, "no city"},
		{COVERAGE_CLUSTER, "no cluster"},
		{COVERAGE_TITLE, "no title"},
		{COVERAGE_LANGUAGE, "no lang."},
	};

	buf_add_string(out, "\n");
	for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++) {
		const struct tally_sample *missing =
			&coverage->fields[told[i].field].missing;

		if (missing->count || i < 4)
			add_sample(out, told[i].name, missing);
	}
}

static void add_projects(const struct coverage *coverage, struct buf *out)
{
	static const char *const gap_names[COVERAGE_GAP_COUNT] = {
		"no runtime", "no start", "no budget", "no partner"};
	struct line line = {0};

	if (!coverage->projects)
		return;
	buf_add_string(out, "\n");
	line = begin_line(out, "projects", NAME_COLUMNS);
	buf_add_format(out, "%lu, with ", coverage->projects);
	line.column += 12;
	for (int i = 0; i < ORIGINS_FACT_COUNT; i++)
		add_count(&line, origins_fact_name((enum origins_fact)i),
			coverage->facts[i]);
	end_line(&line);
	for (int i = 0; i < COVERAGE_GAP_COUNT; i++) {
		if (coverage->gaps[i].count)
			add_sample(out, gap_names[i], &coverage->gaps[i]);
	}
}

static void add_twins(const struct coverage_twins *twins, struct buf *out)
{
	if (twins->groups)
		buf_add_format(out, "%-*s%lu documents are %lu pages\n", NAME_COLUMNS,
			"same page", twins->documents, twins->groups);
}

static void add_reason(const struct tally *reasons, uint32_t number, struct buf *out)
{
	const struct tally_sample *sample = &reasons->samples[number];
	SCOPED(buf_release) struct buf reason = {0};
	SCOPED(buf_release) struct buf file = {0};

	shown_add_begin(string_table_get(&reasons->names, number), REASON_MOST, &reason);
	if (sample->examples[0])
		shown_add_end(sample->examples[0], EXAMPLE_MOST, &file);
	buf_add_format(out, "%*s%lu %s (%s%s)\n", NAME_COLUMNS, "", sample->count,
		buf_string(&reason), buf_string(&file), sample->count > 1 ? ", ..." : "");
}

static void add_refused(const struct coverage *coverage, struct buf *out)
{
	const struct tally *reasons = &coverage->reasons;
	SCOPED(tally_rank_free) uint32_t *ranked = tally_rank(reasons, TALLY_BY_COUNT);
	size_t count = reasons->names.count;

	buf_add_format(out, "%-*s%lu%s\n", NAME_COLUMNS, "refused", coverage->refused,
		coverage->refused ? ", because of" : "");
	for (size_t i = 0; i < count && i < REASONS_MOST; i++)
		add_reason(reasons, ranked[i], out);
	if (count > REASONS_MOST)
		buf_add_format(out, "%*sand %zu other reasons (--json)\n", NAME_COLUMNS,
			"", count - REASONS_MOST);
}

static void add_sources(const struct coverage *coverage, struct buf *out)
{
	for (size_t i = 0; i < coverage->source_count && i < SOURCES_MOST; i++) {
		const struct coverage_source *source = &coverage->sources[i];
		SCOPED(buf_release) struct buf name = {0};

		shown_add_end(
			source->name ? source->name : "(not noted)", PATH_MOST, &name);
		buf_add_format(out, "%-*s%s: %lu files, %lu pages, %lu refused\n",
			NAME_COLUMNS, i ? "" : "sources", buf_string(&name),
			source->files, source->documents, source->refused);
	}
	if (coverage->source_count > SOURCES_MOST)
		buf_add_format(out, "%*sand %zu other sources (--json)\n", NAME_COLUMNS,
			"", coverage->source_count - SOURCES_MOST);
}

void coverage_text_add(
	const struct coverage *coverage, const char *index, struct buf *out)
{
	buf_add_format(out, "%s: %lu pages, generation %u, %.1f MB of records\n", index,
		coverage->documents, coverage->generation,
		(double)coverage->size_bytes / 1e6);
	add_fields(coverage, out);
	buf_add_string(out, "\n");
	add_values(coverage, FIELD_TYPE, out);
	add_values(coverage, FIELD_LANGUAGE, out);
	add_years(coverage, out);
	add_values(coverage, FIELD_CITY, out);
	add_values(coverage, FIELD_CLUSTER, out);
	add_values(coverage, FIELD_COUNTRY, out);
	add_values(coverage, FIELD_PROGRAMME, out);
	add_missing(coverage, out);
	add_projects(coverage, out);
	buf_add_string(out, "\n");
	add_twins(&coverage->twins, out);
	if (coverage->removed)
		buf_add_format(out,
			"%-*s%lu by hand, kept out until their sources change\n",
			NAME_COLUMNS, "removed", coverage->removed);
	add_refused(coverage, out);
	add_sources(coverage, out);
}
