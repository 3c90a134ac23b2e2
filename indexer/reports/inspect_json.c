/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reports/inspect_json.h"

#include "base/json.h"
#include "base/scope.h"
#include "entries/build.h"
#include "entries/sketcher.h"
#include "pages/facts_json.h"
#include "pages/page.h"
#include "vocabulary/clusters.h"
#include "vocabulary/places.h"

#include <stdio.h>
#include <string.h>

static void add_text(struct buf *json, const char *key, const char *text)
{
	json_key(json, key);
	json_text(json, text);
}

static void add_type_signs(const struct document *document, struct buf *json)
{
	json_key(json, "type_signs");
	json_array_begin(json);
	for (size_t i = 0; i < document->type_sign_count; i++) {
		const struct document_sign *sign = &document->type_signs[i];

		json_object_begin(json);
		add_text(json, "sign", sign->name);
		json_key(json, "strength");
		json_number(json, sign->strength);
		json_key(json, "weight");
		json_number(json, sign->weight);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_headings(const struct document *document, struct buf *json)
{
	json_key(json, "headings");
	json_array_begin(json);
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];

		if (block->kind == BLOCK_HEADING)
			json_string(json, document->text.bytes + block->start,
				block->end - block->start);
	}
	json_array_end(json);
}

static void add_dates(const struct document *document, struct buf *json)
{
	char digits[BUILD_DATE_MAX];

	json_key(json, "dates");
	json_array_begin(json);
	for (size_t i = 0; i < document->date_count; i++) {
		build_date(&document->dates[i], digits);
		json_object_begin(json);
		add_text(json, "date", digits);
		add_text(json, "kind", date_kind_name(document->dates[i].kind));
		add_text(json, "evidence", document->dates[i].evidence);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_years(const struct document *document, struct buf *json)
{
	json_key(json, "years");
	json_array_begin(json);
	for (size_t i = 0; i < document->year_count; i++)
		json_integer(json, document->years[i]);
	json_array_end(json);
}

static void add_coordinate(
	struct buf *json, const char *key, const struct place *place, double degrees)
{
	json_key(json, key);
	if (place)
		json_number(json, degrees);
	else
		json_null(json);
}

static void add_number(struct buf *json, const char *key, const struct place *place)
{
	json_key(json, key);
	if (place)
		json_integer(json, place->geoname);
	else
		json_null(json);
}

static void add_cities(const char *key, const struct document_city *cities, size_t count,
	const struct places *places, struct buf *json)
{
	json_key(json, key);
	json_array_begin(json);
	for (size_t i = 0; i < count; i++) {
		const struct document_city *city = &cities[i];
		const struct place *place = places_find(places, city->value);

		json_object_begin(json);
		add_text(json, "name", city->value);
		add_text(json, "country", place ? place->country : NULL);
		add_coordinate(json, "latitude", place, place ? place->latitude : 0);
		add_coordinate(json, "longitude", place, place ? place->longitude : 0);
		add_number(json, "geonames", place);
		add_text(json, "role", document_role_name(city->role));
		add_text(json, "evidence", city->evidence);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_counties(const struct document *document, struct buf *json)
{
	json_key(json, "counties");
	json_array_begin(json);
	for (size_t i = 0; i < document->county_count; i++) {
		const struct document_county *county = &document->counties[i];

		json_object_begin(json);
		add_text(json, "name", county->value);
		add_text(json, "country", county->country);
		json_key(json, "abolished");
		if (county->abolished)
			json_integer(json, county->abolished);
		else
			json_null(json);
		add_text(json, "evidence", county->evidence);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_divisions(struct buf *json, const char *divisions)
{
	json_key(json, "nace");
	json_array_begin(json);
	for (size_t length; *divisions;
		divisions += length + (divisions[length] == ' ')) {
		length = strcspn(divisions, " ");
		json_string(json, divisions, length);
	}
	json_array_end(json);
}

static void add_clusters(const struct document *document, const struct clusters *clusters,
	struct buf *json)
{
	json_key(json, "clusters");
	json_array_begin(json);
	for (size_t i = 0; i < document->cluster_count; i++) {
		const char *id = document->clusters[i].id;
		const struct cluster *cluster = clusters_find(clusters, id);

		json_object_begin(json);
		add_text(json, "id", id);
		add_text(json, "label_de", cluster ? cluster->label_de : NULL);
		add_text(json, "label_en", cluster ? cluster->label_en : NULL);
		add_text(json, "ecosystem", cluster ? cluster->ecosystem : NULL);
		add_divisions(json, cluster ? cluster->nace : "");
		add_text(json, "evidence", document->clusters[i].evidence);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_dropped(const struct document *document, struct buf *json)
{
	json_key(json, "dropped");
	json_array_begin(json);
	for (size_t i = 0; i < document->dropped_count; i++)
		json_text(json, document->dropped[i]);
	json_array_end(json);
}

static void add_hash(struct buf *json, const char *key, uint64_t hash)
{
	char digits[17];

	snprintf(digits, sizeof(digits), "%016llx", (unsigned long long)hash);
	add_text(json, key, digits);
}

/* What tells whether another page is the same. */
static void add_fingerprint(const struct document *document, struct buf *json)
{
	SCOPED(sketcher_close) struct sketcher *sketcher = sketcher_open();
	SCOPED(buf_release) struct buf text = {0};
	struct entry_sketch sketch;

	sketcher_draw(sketcher, document, &sketch);
	sketcher_add_address(sketcher, document, &text);
	json_key(json, "fingerprint");
	json_object_begin(json);
	add_text(json, "address", buf_string(&text));
	json_key(json, "print_view");
	json_bool(json, (sketch.flags & SKETCH_PRINT) != 0);
	json_key(json, "words");
	json_integer(json, sketch.words);
	add_hash(json, "text", sketch.whole);
	buf_clear(&text);
	for (size_t i = 0; i < SKETCH_MINIMA; i++)
		buf_add_format(&text, "%s%04x", i ? " " : "", sketch.minima[i]);
	add_text(json, "minima", text.bytes);
	json_object_end(json);
}

void inspect_json_add(const struct document *document, const struct page_tables *tables,
	struct buf *json)
{
	json_object_begin(json);
	add_text(json, "id", document->id);
	add_text(json, "url", document->url);
	add_text(json, "title", document->title);
	add_text(json, "type", page_type_name(document->type));
	add_text(json, "type_evidence", document->type_evidence);
	add_type_signs(document, json);
	add_text(json, "language", language_code(document->language));
	add_text(json, "description", document->description);
	add_text(json, "author", document->author);
	add_text(json, "canonical", document->canonical);
	json_key(json, "text");
	json_string(json, buf_string(&document->text), document->text.length);
	add_headings(document, json);
	add_dates(document, json);
	add_years(document, json);
	add_cities(
		"cities", document->cities, document->city_count, tables->places, json);
	add_cities("mentioned", document->mentioned, document->mentioned_count,
		tables->places, json);
	add_counties(document, json);
	add_clusters(document, tables->clusters, json);
	json_key(json, "facts");
	facts_json_add(document->facts, json);
	add_dropped(document, json);
	add_fingerprint(document, json);
	json_object_end(json);
	buf_add(json, "\n", 1);
}
