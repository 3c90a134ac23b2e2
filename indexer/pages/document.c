/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/document.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "pages/facts.h"

#include <stdlib.h>
#include <string.h>

static void release_cities(struct document_city *cities, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(cities[i].value);
		free(cities[i].evidence);
	}
	free(cities);
}

static void release_lists(struct document *document)
{
	for (size_t i = 0; i < document->date_count; i++)
		free(document->dates[i].evidence);
	release_cities(document->cities, document->city_count);
	release_cities(document->mentioned, document->mentioned_count);
	for (size_t i = 0; i < document->county_count; i++) {
		free(document->counties[i].value);
		free(document->counties[i].evidence);
	}
	for (size_t i = 0; i < document->cluster_count; i++) {
		free(document->clusters[i].id);
		free(document->clusters[i].evidence);
	}
	for (size_t i = 0; i < document->dropped_count; i++)
		free(document->dropped[i]);
	for (size_t i = 0; i < document->type_sign_count; i++)
		free(document->type_signs[i].name);
}

void document_release(struct document *document)
{
	release_lists(document);
	free(document->id);
	free(document->url);
	free(document->title);
	free(document->description);
	free(document->author);
	free(document->canonical);
	free(document->type_evidence);
	free(document->type_words);
	free(document->homepage.target);
	free(document->homepage.words);
	buf_release(&document->text);
	facts_free(&document->facts);
	free(document->blocks);
	free(document->dates);
	free(document->years);
	free(document->counties);
	free(document->countries);
	free(document->running);
	free(document->clusters);
	free(document->dropped);
	free(document->type_signs);
	*document = (struct document){0};
}

static char *copy_if_any(const char *bytes, size_t length)
{
	return bytes ? alloc_copy(bytes, length) : NULL;
}

void document_add_block(
	struct document *document, enum block_kind kind, const char *text, size_t length)
{
	size_t start = document->text.length;

	buf_add(&document->text, text, length);
	buf_add(&document->text, "\n", 1);
	document->blocks = alloc_grow(document->blocks, document->block_count,
		&document->block_room, sizeof(*document->blocks));
	document->blocks[document->block_count++] =
		(struct block){.start = start, .end = start + length, .kind = kind};
}

void document_drop_blocks(struct document *document, const bool *gone)
{
	SCOPED(buf_release) struct buf text = buf_take(&document->text);
	struct block *blocks = document->blocks;
	size_t count = document->block_count;

	document->blocks = NULL;
	document->block_count = document->block_room = 0;
	for (size_t i = 0; i < count; i++) {
		const char *bytes = text.bytes + blocks[i].start;
		size_t length = blocks[i].end - blocks[i].start;

		if (gone[i])
			document_add_dropped(document, bytes, length);
		else
			document_add_block(document, blocks[i].kind, bytes, length);
	}
	free(blocks);
}

void document_add_date(struct document *document, struct document_date date,
	const char *evidence, size_t length)
{
	date.evidence = copy_if_any(evidence, length);
	document->dates = alloc_grow(document->dates, document->date_count,
		&document->date_room, sizeof(*document->dates));
	document->dates[document->date_count++] = date;
}

static void add_year(int **years, size_t *count, size_t *room, int year)
{
	size_t at = 0;

	while (at < *count && (*years)[at] < year)
		at++;
	if (at < *count && (*years)[at] == year)
		return;
	*years = alloc_grow(*years, *count, room, sizeof(**years));
	memmove(*years + at + 1, *years + at, (*count - at) * sizeof(**years));
	(*years)[at] = year;
	(*count)++;
}

void document_add_year(struct document *document, int year)
{
	add_year(&document->years, &document->year_count, &document->year_room, year);
}

void document_add_running(struct document *document, int year)
{
	add_year(&document->running, &document->running_count, &document->running_room,
		year);
}

void document_add_country(struct document *document, const char *country)
{
	for (size_t i = 0; i < document->country_count; i++) {
		if (!strcmp(document->countries[i], country))
			return;
	}
	document->countries = alloc_grow(document->countries, document->country_count,
		&document->country_room, sizeof(*document->countries));
	document->countries[document->country_count++] = country;
}

void document_add_place(struct document *document, const char *value, enum city_role role,
	const char *evidence, size_t length)
{
	bool aside = role == CITY_MENTIONED;
	struct document_city **cities = aside ? &document->mentioned : &document->cities;
	size_t *count = aside ? &document->mentioned_count : &document->city_count;
	size_t *room = aside ? &document->mentioned_room : &document->city_room;

	for (size_t i = 0; i < *count; i++)
		if (!strcmp((*cities)[i].value, value))
			return;
	*cities = alloc_grow(*cities, *count, room, sizeof(**cities));
	(*cities)[(*count)++] = (struct document_city){.value = alloc_string(value),
		.evidence = copy_if_any(evidence, length),
		.role = role};
}

void document_add_city(
	struct document *document, const char *value, const char *evidence, size_t length)
{
	document_add_place(document, value, CITY_MAIN, evidence, length);
}

void document_add_county(struct document *document, struct document_county county,
	const char *evidence, size_t length)
{
	for (size_t i = 0; i < document->county_count; i++)
		if (!strcmp(document->counties[i].value, county.value))
			return;
	county.value = alloc_string(county.value);
	county.evidence = copy_if_any(evidence, length);
	document->counties = alloc_grow(document->counties, document->county_count,
		&document->county_room, sizeof(*document->counties));
	document->counties[document->county_count++] = county;
}

const char *document_role_name(enum city_role role)
{
	static const char *const names[] = {
		[CITY_MAIN] = "main",
		[CITY_PARTNER] = "partner",
		[CITY_MENTIONED] = "mentioned",
	};

	return names[role];
}

void document_add_cluster(
	struct document *document, const char *id, const char *evidence, size_t length)
{
	for (size_t i = 0; i < document->cluster_count; i++) {
		if (strcmp(document->clusters[i].id, id) == 0)
			return;
	}
	document->clusters = alloc_grow(document->clusters, document->cluster_count,
		&document->cluster_room, sizeof(*document->clusters));
	document->clusters[document->cluster_count++] = (struct document_cluster){
		.id = alloc_string(id), .evidence = copy_if_any(evidence, length)};
}

void document_add_dropped(struct document *document, const char *text, size_t length)
{
	document->dropped = alloc_grow(document->dropped, document->dropped_count,
		&document->dropped_room, sizeof(*document->dropped));
	document->dropped[document->dropped_count++] = alloc_copy(text, length);
}

void document_add_type_sign(
	struct document *document, const char *name, double strength, double weight)
{
	document->type_signs = alloc_grow(document->type_signs, document->type_sign_count,
		&document->type_sign_room, sizeof(*document->type_signs));
	document->type_signs[document->type_sign_count++] = (struct document_sign){
		.name = alloc_string(name), .strength = strength, .weight = weight};
}

const struct document_date *document_main_date(const struct document *document)
{
	static const enum date_kind order[] = {
		DATE_PUBLISHED, DATE_EVENT, DATE_START, DATE_END};

	for (size_t k = 0; k < sizeof(order) / sizeof(order[0]); k++) {
		for (size_t i = 0; i < document->date_count; i++) {
			if (document->dates[i].kind == order[k])
				return &document->dates[i];
		}
	}
	return NULL;
}
