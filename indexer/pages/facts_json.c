/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/facts_json.h"

#include "base/json.h"
#include "pages/facts.h"

static const char *const evidence_names[] = {"programme", "acronym", "budget_eur",
	"grant_eur", "grant_rate", "partner_count", "country_count", "homepage"};

static void add_text(struct buf *json, const char *key, const char *text)
{
	json_key(json, key);
	json_text(json, text);
}

static void add_number(struct buf *json, const char *key, double number)
{
	json_key(json, key);
	if (number > 0)
		json_number(json, number);
	else
		json_null(json);
}

static void add_partners(const struct facts *facts, struct buf *json)
{
	json_key(json, "partners");
	json_array_begin(json);
	for (size_t i = 0; i < facts->listed_count; i++) {
		json_object_begin(json);
		add_text(json, "name", facts->partners[i].name);
		add_text(json, "role", facts->partners[i].role);
		add_text(json, "place", facts->partners[i].place);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_evidence(const struct facts *facts, struct buf *json)
{
	json_key(json, "evidence");
	json_object_begin(json);
	for (size_t i = 0; i < FACTS_EVIDENCE_COUNT; i++) {
		if (facts->evidence[i])
			add_text(json, evidence_names[i], facts->evidence[i]);
	}
	json_object_end(json);
}

void facts_json_add(const struct facts *facts, struct buf *json)
{
	static const struct facts none;

	facts = facts ? facts : &none;
	/* a sum in another currency is told by its evidence only */
	bool euros = facts_in_euros(facts);

	json_object_begin(json);
	add_text(json, "programme", facts->programme);
	add_text(json, "acronym", facts->acronym);
	add_text(json, "start", facts->start);
	add_text(json, "end", facts->end);
	add_number(json, "budget_eur", euros ? facts->budget : 0);
	add_number(json, "grant_eur", euros ? facts->grant : 0);
	add_number(json, "grant_rate", facts->rate);
	add_text(json, "currency", facts->currency[0] ? facts->currency : NULL);
	add_number(json, "partner_count", facts->partner_count);
	add_partners(facts, json);
	add_number(json, "country_count", facts->country_count);
	add_text(json, "homepage", facts->homepage);
	add_evidence(facts, json);
	json_object_end(json);
}
