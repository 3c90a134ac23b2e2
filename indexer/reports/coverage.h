/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * coverage: what an index knows of its documents and what it lacks, counted in
 * one pass. What it remembers does not grow with the documents but for the names
 * of values.
 */
#ifndef INDEXER_REPORTS_COVERAGE_H
#define INDEXER_REPORTS_COVERAGE_H

#include "entries/origins.h"
#include "index/field.h"
#include "reports/tally.h"

#include <stdbool.h>
#include <stddef.h>

/* The fields whose evidence is told. */
enum coverage_field {
	COVERAGE_TITLE,
	COVERAGE_ADDRESS,
	COVERAGE_TYPE,
	COVERAGE_LANGUAGE,
	COVERAGE_DATE,
	COVERAGE_YEAR,
	COVERAGE_CITY,
	COVERAGE_CLUSTER,
	COVERAGE_FIELD_COUNT
};

/* What projects may lack. */
enum coverage_gap {
	COVERAGE_NO_RUNTIME, /* neither start nor end */
	COVERAGE_NO_START,   /* but an end */
	COVERAGE_NO_BUDGET,
	COVERAGE_NO_PARTNERS, /* neither counted nor listed */
	COVERAGE_GAP_COUNT
};

struct coverage_field_counts {
	unsigned long pages;
	/* A page with several values counts once for each origin that it has. */
	unsigned long origins[ORIGIN_COUNT];
	struct tally_sample missing;
};

struct coverage_source {
	char *name; /* NULL: no run has noted it */
	unsigned long files, documents, refused;
};

/* Documents that are one page with others, and how many such pages there are. */
struct coverage_twins {
	unsigned long groups, documents;
};

/* {0} is an empty one; the owner releases it. */
struct coverage {
	unsigned generation;
	unsigned long documents;
	unsigned long long size_bytes; /* of the records */
	struct coverage_field_counts fields[COVERAGE_FIELD_COUNT];
	unsigned long date_kinds[DATE_KIND_COUNT];     /* of the day that dates a page */
	unsigned long year_kinds[DATE_KIND_COUNT + 1]; /* the last: given */
	struct tally values[FIELD_FACET_COUNT];
	unsigned long projects, facts[ORIGINS_FACT_COUNT];
	struct tally_sample gaps[COVERAGE_GAP_COUNT];
	struct coverage_twins twins;

	unsigned long removed; /* by hand, and kept out */
	unsigned long refused; /* pages and lines */
	struct tally reasons;  /* with the files they stand for */
	struct coverage_source *sources;
	size_t source_count, source_room;
};

void coverage_release(struct coverage *coverage);

/* Counts a document by its record. */
void coverage_add(struct coverage *coverage, const char *record, size_t size);

const char *coverage_field_name(enum coverage_field field);
const char *coverage_gap_name(enum coverage_gap gap);

#endif
