/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reports/coverage_json.h"

#include "base/json.h"
#include "base/scope.h"
#include "reports/shown.h"

#include <stdlib.h>
#include <string.h>

static void add_count(struct buf *json, const char *key, unsigned long count)
{
	json_key(json, key);
	json_integer(json, (long long)count);
}

/* Paths and reasons may hold bytes that are no text. */
static void add_shown(struct buf *json, const char *text)
{
	SCOPED(buf_release) struct buf shown = {0};

	shown_add(text, &shown);
	json_text(json, buf_string(&shown));
}

static void add_examples(struct buf *json, const struct tally_sample *sample)
{
	json_key(json, "examples");
	json_array_begin(json);
	for (size_t i = 0; i < TALLY_EXAMPLES && sample->examples[i]; i++)
		add_shown(json, sample->examples[i]);
	json_array_end(json);
}

static void add_sample(
	struct buf *json, const char *key, const struct tally_sample *sample)
{
	json_key(json, key);
	json_object_begin(json);
	add_count(json, "count", sample->count);
	add_examples(json, sample);
	json_object_end(json);
}

static void add_kinds(
	struct buf *json, const char *key, const unsigned long counts[DATE_KIND_COUNT])
{
	json_key(json, key);
	json_object_begin(json);
	for (int kind = 0; kind < DATE_KIND_COUNT; kind++) {
		if (counts[kind])
			add_count(
				json, date_kind_name((enum date_kind)kind), counts[kind]);
	}
	json_object_end(json);
}

static void add_field(
	struct buf *json, const struct coverage *coverage, enum coverage_field field)
{
	const struct coverage_field_counts *counts = &coverage->fields[field];

	json_key(json, coverage_field_name(field));
	json_object_begin(json);
	add_count(json, "pages", counts->pages);
	json_key(json, "evidence");
	json_object_begin(json);
	for (int i = 0; i < ORIGIN_COUNT; i++) {
		if (counts->origins[i])
			add_count(json, origin_name((enum origin)i), counts->origins[i]);
	}
	json_object_end(json);
	if (field == COVERAGE_DATE)
		add_kinds(json, "kinds", coverage->date_kinds);
	if (field == COVERAGE_YEAR)
		add_kinds(json, "kinds", coverage->year_kinds);
	add_sample(json, "missing", &counts->missing);
	json_object_end(json);
}

static void add_fields(struct buf *json, const struct coverage *coverage)
{
	json_key(json, "fields");
	json_object_begin(json);
	for (int field = 0; field < COVERAGE_FIELD_COUNT; field++)
		add_field(json, coverage, (enum coverage_field)field);
	json_object_end(json);
}

static void add_values(
	struct buf *json, const struct coverage *coverage, enum field field)
{
	const struct tally *tally = &coverage->values[field];
	SCOPED(tally_rank_free)
	uint32_t *ranked = tally_rank(tally,
		fields[field].kind == FIELD_OF_YEARS ? TALLY_BY_NAME : TALLY_BY_COUNT);

	json_key(json, fields[field].name);
	json_object_begin(json);
	add_count(json, "count", tally->names.count);
	json_key(json, "items");
	json_array_begin(json);
	for (size_t i = 0; i < tally->names.count && i < COVERAGE_JSON_MOST; i++) {
		json_object_begin(json);
		json_key(json, "value");
		add_shown(json, string_table_get(&tally->names, ranked[i]));
		add_count(json, "pages", tally->samples[ranked[i]].count);
		json_object_end(json);
	}
	json_array_end(json);
	json_object_end(json);
}

static void add_projects(struct buf *json, const struct coverage *coverage)
{
	json_key(json, "projects");
	json_object_begin(json);
	add_count(json, "pages", coverage->projects);
	json_key(json, "facts");
	json_object_begin(json);
	for (int i = 0; i < ORIGINS_FACT_COUNT; i++)
		add_count(json, origins_fact_name((enum origins_fact)i),
			coverage->facts[i]);
	json_object_end(json);
	for (int i = 0; i < COVERAGE_GAP_COUNT; i++)
		add_sample(json, coverage_gap_name((enum coverage_gap)i),
			&coverage->gaps[i]);
	json_object_end(json);
}

static void add_twins(struct buf *json, const struct coverage_twins *twins)
{
	json_key(json, "near_duplicates");
	json_object_begin(json);
	add_count(json, "groups", twins->groups);
	add_count(json, "documents", twins->documents);
	json_object_end(json);
}

static void add_refused(struct buf *json, const struct coverage *coverage)
{
	const struct tally *reasons = &coverage->reasons;
	SCOPED(tally_rank_free) uint32_t *ranked = tally_rank(reasons, TALLY_BY_COUNT);

	json_key(json, "refused");
	json_object_begin(json);
	add_count(json, "pages", coverage->refused);
	add_count(json, "count", reasons->names.count);
	json_key(json, "items");
	json_array_begin(json);
	for (size_t i = 0; i < reasons->names.count && i < COVERAGE_JSON_MOST; i++) {
		const struct tally_sample *sample = &reasons->samples[ranked[i]];

		json_object_begin(json);
		json_key(json, "reason");
		add_shown(json, string_table_get(&reasons->names, ranked[i]));
		add_count(json, "pages", sample->count);
		add_examples(json, sample);
		json_object_end(json);
	}
	json_array_end(json);
	json_object_end(json);
}

static void add_sources(struct buf *json, const struct coverage *coverage)
{
	json_key(json, "sources");
	json_object_begin(json);
	add_count(json, "count", coverage->source_count);
	json_key(json, "items");
	json_array_begin(json);
	for (size_t i = 0; i < coverage->source_count && i < COVERAGE_JSON_MOST; i++) {
		const struct coverage_source *source = &coverage->sources[i];

		json_object_begin(json);
		json_key(json, "path");
		if (source->name)
			add_shown(json, source->name);
		else
			json_null(json);
		add_count(json, "files", source->files);
		add_count(json, "documents", source->documents);
		add_count(json, "refused", source->refused);
		json_object_end(json);
	}
	json_array_end(json);
	json_object_end(json);
}

void coverage_json_add(const struct coverage *coverage, struct buf *json)
{
	json_object_begin(json);
	add_count(json, "generation", coverage->generation);
	add_count(json, "documents", coverage->documents);
	add_count(json, "record_bytes", (unsigned long)coverage->size_bytes);
	add_fields(json, coverage);
	json_key(json, "values");
	json_object_begin(json);
	for (int field = 0; field < FIELD_FACET_COUNT; field++)
		add_values(json, coverage, (enum field)field);
	json_object_end(json);
	add_projects(json, coverage);
	add_twins(json, &coverage->twins);
	add_count(json, "removed", coverage->removed);
	add_refused(json, coverage);
	add_sources(json, coverage);
	json_object_end(json);
	buf_add(json, "\n", 1);
}
