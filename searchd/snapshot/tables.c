/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snapshot/tables.h"

#include "base/scope.h"
#include "vocabulary/kinds.h"
#include "vocabulary/named_values.h"
#include "vocabulary/word_start.h"

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
		|| !named_values_open(NAMED_COUNTRIES, &tables->countries, err)
		|| !named_values_open(NAMED_PROGRAMMES, &tables->programmes, err)
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
	named_values_close(&tables->countries);
	named_values_close(&tables->programmes);
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

/* NULL: a field without such a table. */
static const struct named_values *named_values_of(
	const struct tables *tables, enum field field)
{
	return field == FIELD_COUNTRY      ? tables->countries
		: field == FIELD_PROGRAMME ? tables->programmes
					   : NULL;
}

const char *tables_value(
	const struct tables *tables, enum field field, const char *spelling)
{
	const struct named_values *names = named_values_of(tables, field);
	const struct named_value *name =
		names ? named_values_find(names, spelling) : NULL;
	const struct place *place;
	const struct cluster *cluster;
	enum page_type type;

	if (name)
		return name->value;
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
	const struct named_values *names = named_values_of(tables, field);
	const struct named_value *name = names ? named_values_find(names, value) : NULL;
	const struct place *place;
	const struct cluster *cluster;
	enum page_type type;

	if (name)
		return english ? name->label_en : name->label_de;
	if (field == FIELD_CITY && (place = places_find(tables->places, value)))
		return english ? place->name_en : place->name_de;
	if (field == FIELD_CLUSTER && (cluster = clusters_find(tables->clusters, value)))
		return english ? cluster->label_en : cluster->label_de;
	if (field == FIELD_TYPE && page_type_find(value, &type))
		return page_type_label(type, english ? "en" : "de");
	return field == FIELD_LANGUAGE ? language_label(value, english) : value;
}

static void add_clusters(
	const struct clusters *clusters, const char *prefix, struct string_table *out)
{
	const struct cluster *cluster;

	for (size_t i = 0; (cluster = clusters_at(clusters, i)); i++) {
		if (clusters_spelt(clusters, cluster, prefix))
			string_table_add(out, cluster->id, strlen(cluster->id));
	}
}

static void add_labelled(const struct tables *tables, enum field field, const char *value,
	const char *prefix, struct string_table *out)
{
	static const enum language both[] = {LANGUAGE_DE, LANGUAGE_EN};

	for (size_t i = 0; i < sizeof(both) / sizeof(*both); i++) {
		SCOPED(buf_release) struct buf label = {0};

		word_start_fold(tables_label(tables, field, value, both[i]), &label);
		if (word_start_is(buf_string(&label), prefix))
			string_table_add(out, value, strlen(value));
	}
}

void tables_beginning(const struct tables *tables, enum field field, const char *prefix,
	struct string_table *out)
{
	const struct named_values *names = named_values_of(tables, field);

	if (names)
		named_values_beginning(names, prefix, out);
	else if (field == FIELD_CITY)
		places_beginning(tables->places, prefix, out);
	else if (field == FIELD_CLUSTER)
		add_clusters(tables->clusters, prefix, out);
	for (int i = 0; field == FIELD_TYPE && i < PAGE_TYPE_COUNT; i++)
		add_labelled(
			tables, field, page_type_name((enum page_type)i), prefix, out);
	for (size_t i = 0; field == FIELD_LANGUAGE && i < LANGUAGES; i++)
		add_labelled(tables, field, languages[i].value, prefix, out);
}
