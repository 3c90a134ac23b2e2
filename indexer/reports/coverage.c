/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reports/coverage.h"

#include "index/record.h"

#include <stdlib.h>
#include <string.h>

enum {
	FACTS_RUNTIME = 1 << ORIGINS_START | 1 << ORIGINS_END,
	FACTS_PARTNERS = 1 << ORIGINS_PARTNERS | 1 << ORIGINS_PARTNER_COUNT
};

/* What is read of one record. */
struct seen {
	struct record_part id;
	struct origins origins;
	unsigned values[FIELD_FACET_COUNT]; /* how many */
	bool has_url, has_title, has_date;
	bool is_project, is_typed, has_language;
};

static const char *const field_names[COVERAGE_FIELD_COUNT] = {
	"title", "url", "type", "language", "date", "year", "city", "cluster"};

static const char *const gap_names[COVERAGE_GAP_COUNT] = {
	"without_runtime", "without_start", "without_budget", "without_partners"};

const char *coverage_field_name(enum coverage_field field)
{
	return field_names[field];
}

const char *coverage_gap_name(enum coverage_gap gap)
{
	return gap_names[gap];
}

void coverage_release(struct coverage *coverage)
{
	for (size_t i = 0; i < COVERAGE_FIELD_COUNT; i++)
		tally_sample_release(&coverage->fields[i].missing);
	for (size_t i = 0; i < FIELD_FACET_COUNT; i++)
		tally_release(&coverage->values[i]);
	for (size_t i = 0; i < COVERAGE_GAP_COUNT; i++)
		tally_sample_release(&coverage->gaps[i]);
	tally_release(&coverage->reasons);
	for (size_t i = 0; i < coverage->source_count; i++)
		free(coverage->sources[i].name);
	free(coverage->sources);
	*coverage = (struct coverage){0};
}

static void count_value(struct coverage *coverage, struct seen *seen, enum field field,
	const struct record_part *part)
{
	seen->values[field]++;
	tally_add(&coverage->values[field], part->bytes, part->length, NULL, 0);
}

static bool is_word(const struct record_part *part, const char *word)
{
	return part->length == strlen(word)
		&& memcmp(part->bytes, word, part->length) == 0;
}

static void take_part(
	struct coverage *coverage, struct seen *seen, const struct record_part *part)
{
	switch (part->tag) {
	case RECORD_ID:
		seen->id = *part;
		break;
	case RECORD_URL:
		seen->has_url = true;
		break;
	case RECORD_TITLE:
		seen->has_title = true;
		break;
	case RECORD_DATE:
		seen->has_date = true;
		break;
	case RECORD_TYPE:
		seen->is_project = is_word(part, page_type_name(PAGE_PROJECT));
		seen->is_typed = !is_word(part, page_type_name(PAGE_OTHER));
		count_value(coverage, seen, FIELD_TYPE, part);
		break;
	case RECORD_LANGUAGE:
		seen->has_language = part->length == 2;
		count_value(coverage, seen, FIELD_LANGUAGE, part);
		break;
	case RECORD_YEAR:
		count_value(coverage, seen, FIELD_YEAR, part);
		break;
	case RECORD_CITY:
		count_value(coverage, seen, FIELD_CITY, part);
		break;
	case RECORD_CLUSTER:
		count_value(coverage, seen, FIELD_CLUSTER, part);
		break;
	case RECORD_PROGRAMME:
		count_value(coverage, seen, FIELD_PROGRAMME, part);
		break;
	case RECORD_COUNTRY:
		count_value(coverage, seen, FIELD_COUNTRY, part);
		break;
	case RECORD_RUNNING:
		count_value(coverage, seen, FIELD_RUNNING, part);
		break;
	case RECORD_ORIGINS:
		origins_read(part->bytes, part->length, &seen->origins);
		break;
	default:
		break;
	}
}

static void count_field(struct coverage *coverage, const struct seen *seen,
	enum coverage_field field, bool has, unsigned origins)
{
	struct coverage_field_counts *counts = &coverage->fields[field];

	if (!has) {
		tally_sample_add(&counts->missing, seen->id.bytes, seen->id.length);
		return;
	}
	counts->pages++;
	for (unsigned i = 0; i < ORIGIN_COUNT; i++)
		counts->origins[i] += origins >> i & 1;
}

static void count_fields(struct coverage *coverage, const struct seen *seen)
{
	const struct origins *origins = &seen->origins;
	bool has_year = seen->values[FIELD_YEAR] > 0;

	count_field(
		coverage, seen, COVERAGE_TITLE, seen->has_title, 1U << origins->title);
	count_field(coverage, seen, COVERAGE_ADDRESS, seen->has_url, 0);
	count_field(coverage, seen, COVERAGE_TYPE, seen->is_typed, 1U << origins->type);
	count_field(coverage, seen, COVERAGE_LANGUAGE, seen->has_language, 0);
	count_field(coverage, seen, COVERAGE_DATE, seen->has_date, 1U << origins->date);
	count_field(coverage, seen, COVERAGE_YEAR, has_year, 0);
	count_field(coverage, seen, COVERAGE_CITY, seen->values[FIELD_CITY] > 0,
		origins->cities);
	count_field(coverage, seen, COVERAGE_CLUSTER, seen->values[FIELD_CLUSTER] > 0,
		origins->clusters);
	if (seen->has_date && origins->date_kind < DATE_KIND_COUNT)
		coverage->date_kinds[origins->date_kind]++;
	if (has_year)
		coverage->year_kinds[origins->year_kind]++;
}

static void count_gap(struct coverage *coverage, const struct seen *seen,
	enum coverage_gap gap, bool is_gap)
{
	if (is_gap)
		tally_sample_add(&coverage->gaps[gap], seen->id.bytes, seen->id.length);
}

static void count_project(struct coverage *coverage, const struct seen *seen)
{
	unsigned facts = seen->origins.facts;
	bool has_runtime = facts & FACTS_RUNTIME;

	coverage->projects++;
	for (unsigned i = 0; i < ORIGINS_FACT_COUNT; i++)
		coverage->facts[i] += facts >> i & 1;
	count_gap(coverage, seen, COVERAGE_NO_RUNTIME, !has_runtime);
	count_gap(coverage, seen, COVERAGE_NO_START,
		has_runtime && !(facts & 1 << ORIGINS_START));
	count_gap(coverage, seen, COVERAGE_NO_BUDGET, !(facts & 1 << ORIGINS_BUDGET));
	count_gap(coverage, seen, COVERAGE_NO_PARTNERS, !(facts & FACTS_PARTNERS));
}

void coverage_add(struct coverage *coverage, const char *record, size_t size)
{
	struct seen seen = {.origins = {
				    .date_kind = DATE_KIND_COUNT,
				    .year_kind = DATE_KIND_COUNT,
			    }};
	struct record_part part;
	size_t offset = 0;

	/* What is asked for stands before the text, which is never touched. */
	while (record_next(record, size, &offset, &part) && part.tag != RECORD_TEXT)
		take_part(coverage, &seen, &part);
	coverage->documents++;
	coverage->size_bytes += size;
	count_fields(coverage, &seen);
	if (seen.is_project)
		count_project(coverage, &seen);
}
