/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tables.h"

#include "base/scope.h"
#include "vocabulary/kinds.h"

#include <string.h>

/* Names of languages, German and English. */
static const struct {
	const char *value, *label_de, *label_en;
} languages[] = {{"de", "Deutsch", "German"}, {"en", "Englisch", "English"},
	{"und", "unbestimmt", "undetermined"}};

enum { LANGUAGES = sizeof(languages) / sizeof(*languages) };

bool tables_open(struct tables *out, struct error *err)
{
	return tables_open_with("", 0, out, err);
}

static bool open_all(struct tables *tables, struct error *err)
{
	const struct additions *additions = &tables->additions;

	if (!places_open(&tables->places, err)
		|| !clusters_open_with(&additions->clusters, &tables->clusters, err)
		|| !additions_wordbook(additions, &tables->wordbook, err))
		return false;
	for (size_t i = 0; i < additions->place_count; i++)
		places_add(tables->places, &additions->places[i]);
	return true;
}

bool tables_open_with(
	const char *additions, size_t length, struct tables *out, struct error *err)
{
	SCOPED(tables_close) struct tables tables = {0};

	if (!additions_parse(additions, length, &tables.additions, err)
		|| !open_all(&tables, err))
		return false;
	*out = tables;
	tables = (struct tables){0};
	return true;
}

void tables_close(struct tables *tables)
{
	places_close(&tables->places);
	clusters_close(&tables->clusters);
	wordbook_close(&tables->wordbook);
	additions_release(&tables->additions);
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
