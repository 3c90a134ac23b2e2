/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tables.h"

#include "vocabulary/clusters.h"
#include "vocabulary/kinds.h"
#include "vocabulary/places.h"

#include <string.h>

/* Names of languages, German and English. */
static const struct {
	const char *value, *label_de, *label_en;
} languages[] = {{"de", "Deutsch", "German"}, {"en", "Englisch", "English"},
	{"und", "unbestimmt", "undetermined"}};

enum { LANGUAGES = sizeof(languages) / sizeof(*languages) };

bool tables_open(struct tables *out, struct error *err)
{
	return places_open(&out->places, err) && clusters_open(&out->clusters, err);
}

void tables_close(struct tables *tables)
{
	places_close(&tables->places);
	clusters_close(&tables->clusters);
}

static const char *language_value(const char *spelling)
{
	for (size_t i = 0; i < LANGUAGES; i++) {
		if (!strcasecmp(spelling, languages[i].label_de)
			|| !strcasecmp(spelling, languages[i].label_en))
			return languages[i].value;
	}
	return spelling;
}

const char *tables_value(
	const struct tables *tables, enum field field, const char *spelling)
{
	const struct place *place;
	const struct cluster *cluster;
	enum page_type type;

	if (field == FIELD_CITY && (place = places_find(tables->places, spelling)))
		return place->value;
	if (field == FIELD_CLUSTER
		&& (cluster = clusters_find(tables->clusters, spelling)))
		return cluster->id;
	if (field == FIELD_TYPE && page_type_find(spelling, &type))
		return page_type_name(type);
	return field == FIELD_LANGUAGE ? language_value(spelling) : spelling;
}

static const char *language_label(const char *value, bool english)
{
	for (size_t i = 0; i < LANGUAGES; i++) {
		if (!strcmp(value, languages[i].value))
			return english ? languages[i].label_en : languages[i].label_de;
	}
	return value;
}

const char *tables_label(const struct tables *tables, enum field field, const char *value,
	enum language language)
{
	bool english = language == LANGUAGE_EN;
	const struct place *place;
	const struct cluster *cluster;
	enum page_type type;

	if (field == FIELD_CITY && (place = places_find(tables->places, value)))
		return english ? place->name_en : place->name_de;
	if (field == FIELD_CLUSTER && (cluster = clusters_find(tables->clusters, value)))
		return english ? cluster->label_en : cluster->label_de;
	if (field == FIELD_TYPE && page_type_find(value, &type))
		return page_type_label(type, english ? "en" : "de");
	return field == FIELD_LANGUAGE ? language_label(value, english) : value;
}
