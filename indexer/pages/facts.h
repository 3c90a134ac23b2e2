/* SPDX-License-Identifier: GPL-2.0-or-later */
/* facts: what the fact sheet of a project's page says: sums, partners, programme. */
#ifndef INDEXER_PAGES_FACTS_H
#define INDEXER_PAGES_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct document;
struct places;
struct wording;

/* A partner as listed; strings are UTF-8, place is one of vocabulary/places or NULL. */
struct fact_partner {
	char *name;
	const char *role; /* lead, partner, associated, observer, beneficiary */
	char *place;
};

/* Of which facts the words are kept that say them. */
enum facts_evidence {
	FACTS_PROGRAMME,
	FACTS_ACRONYM,
	FACTS_BUDGET,
	FACTS_GRANT,
	FACTS_RATE,
	FACTS_PARTNERS,
	FACTS_COUNTRIES,
	FACTS_HOMEPAGE,
	FACTS_EVIDENCE_COUNT
};

/*
 * What is not said is NULL or 0. Nothing is worked out from anything else: the
 * rate is not budget and grant divided, partner_count is the stated number and
 * may differ from what is listed.
 */
struct facts {
	char *programme, *acronym, *homepage;
	char *start, *end;    /* YYYY-MM-DD, cut to what is known */
	double budget, grant; /* in currency */
	double rate;          /* of one: 0.75 */
	char currency[4];     /* ISO 4217; empty: no sum is known */
	int partner_count, country_count;
	struct fact_partner *partners; /* each once, in the order of the page */
	size_t listed_count, listed_room;
	char *evidence[FACTS_EVIDENCE_COUNT];
};

/* What a project's page says; its dates must be known. The caller frees it. */
struct facts *facts_find(const struct wording *wording, const struct places *places,
	const struct document *document);
/* Whether its sums are in euros; so they are on a page that says no currency. */
bool facts_in_euros(const struct facts *facts);
uint64_t facts_budget_cents(
	const struct facts *facts); /* 0: not known, or not in euros */
void facts_free(struct facts **facts);

#endif
