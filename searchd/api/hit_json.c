/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/hit_json.h"

#include "api/explanation_json.h"
#include "api/facets_json.h"
#include "base/json.h"

void hit_json_add_part(
	struct buf *out, const char *key, const struct buf *record, enum record_tag tag)
{
	struct record_part part = record_find(record->bytes, record->length, tag);

	json_key(out, key);
	if (part.length)
		json_string(out, part.bytes, part.length);
	else
		json_null(out);
}

void hit_json_add_identity(struct buf *out, const struct buf *record)
{
	hit_json_add_part(out, "id", record, RECORD_ID);
	hit_json_add_part(out, "url", record, RECORD_URL);
	hit_json_add_part(out, "title", record, RECORD_TITLE);
}

void hit_json_add_kind(struct buf *out, const struct buf *record)
{
	hit_json_add_part(out, "type", record, RECORD_TYPE);
	hit_json_add_part(out, "language", record, RECORD_LANGUAGE);
	hit_json_add_part(out, "date", record, RECORD_DATE);
}

void hit_json_add_duplicates(struct buf *out, const struct hit *hit)
{
	json_key(out, "duplicates");
	json_array_begin(out);
	for (size_t i = 0; i < hit->duplicate_count; i++) {
		const struct buf *record = &hit->duplicates[i];

		json_object_begin(out);
		hit_json_add_identity(out, record);
		json_object_end(out);
	}
	json_array_end(out);
	json_key(out, "duplicates_total");
	json_integer(out, (long long)hit->duplicate_total);
}

static uint64_t number_of(const struct record_part *part)
{
	uint64_t number = 0;

	for (size_t i = 0; i < part->length; i++)
		number = number * 10 + (uint64_t)(part->bytes[i] - '0');
	return number;
}

void hit_json_add_years(
	struct buf *out, const char *key, const struct buf *record, enum record_tag tag)
{
	struct record_part part;
	size_t offset = 0;

	json_key(out, key);
	json_array_begin(out);
	while (record_next(record->bytes, record->length, &offset, &part)) {
		if (part.tag == tag)
			json_integer(out, (long long)number_of(&part));
	}
	json_array_end(out);
}

void hit_json_add_parts(
	struct buf *out, const char *key, const struct buf *record, enum record_tag tag)
{
	struct record_part part;
	size_t offset = 0;

	json_key(out, key);
	json_array_begin(out);
	while (record_next(record->bytes, record->length, &offset, &part)) {
		if (part.tag == tag)
			json_string(out, part.bytes, part.length);
	}
	json_array_end(out);
}

static void add_budget(struct buf *out, const struct buf *record)
{
	struct record_part part =
		record_find(record->bytes, record->length, RECORD_BUDGET);

	json_key(out, "budget");
	if (part.length)
		facets_json_write_amount(out, number_of(&part));
	else
		json_null(out);
}

void hit_json_add_values(struct buf *out, const struct buf *record)
{
	hit_json_add_years(out, "years", record, RECORD_YEAR);
	hit_json_add_parts(out, "cities", record, RECORD_CITY);
	hit_json_add_parts(out, "clusters", record, RECORD_CLUSTER);
	hit_json_add_parts(out, "programmes", record, RECORD_PROGRAMME);
	hit_json_add_parts(out, "countries", record, RECORD_COUNTRY);
	hit_json_add_years(out, "running", record, RECORD_RUNNING);
	add_budget(out, record);
}

void hit_json_write(struct buf *out, const struct request *request, const struct hit *hit,
	const struct explanation *explanation)
{
	const struct buf *record = &hit->record;

	json_object_begin(out);
	hit_json_add_identity(out, record);
	json_key(out, "title_marked");
	if (hit->title.length)
		json_string(out, hit->title.bytes, hit->title.length);
	else
		json_null(out);
	hit_json_add_kind(out, record);
	if (record_find(record->bytes, record->length, RECORD_VANISHED).length)
		hit_json_add_part(out, "vanished", record, RECORD_VANISHED);
	hit_json_add_values(out, record);
	json_key(out, "snippet");
	json_string(out, buf_string(&hit->snippet), hit->snippet.length);
	json_key(out, "score");
	json_number(out, hit->score);
	hit_json_add_duplicates(out, hit);
	if (explanation) {
		json_key(out, "explain");
		explanation_json_write(out, request, explanation);
	}
	json_object_end(out);
}
