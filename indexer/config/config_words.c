/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config/config_words.h"

#include "base/scope.h"
#include "config/config.h"
#include "config/config_parts.h"

#include <stdlib.h>
#include <string.h>

enum { PARTS_MAX = 4 + PLACE_EXTRA_NAMES };

static const double cue_weight = 0.8; /* as most words of the table have */

/* What a digest is taken of; the value is still whole. */
static void note(struct config *config, const char *kind, const char *value)
{
	buf_add_format(&config->vocabulary, "%s %s\n", kind, value);
}

static bool parse_number(
	const char *text, double least, double most, double *out, struct error *err)
{
	char *end;
	double number = strtod(text, &end);

	if (end == text || *end || !(number >= least && number <= most))
		return error_set(err, ERROR_INVALID,
			"%.40s is no number from %g to %g, with a point: 51.34", text,
			least, most);
	*out = number;
	return true;
}

static bool is_country(const char *text)
{
	return strlen(text) == 2 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'A'
		&& text[1] <= 'Z';
}

/* A name that is also what the place is called in a language: en: Model Town */
static const char *take_label(const char *name, struct place *place)
{
	const char **label = !strncmp(name, "de:", 3) ? &place->name_de
		: !strncmp(name, "en:", 3)            ? &place->name_en
						      : NULL;

	if (label)
		*label = name += 3 + strspn(name + 3, " ");
	return name;
}

bool config_words_add_place(struct config *config, char *value, struct error *err)
{
	struct place_extra extra = {0};
	char *parts[PARTS_MAX] = {value};
	size_t count;

	note(config, "place", value);
	if (!config_parts_cut(value, parts, PARTS_MAX, &count, err))
		return false;
	if (count < 4)
		return error_set(err, ERROR_INVALID,
			"a place is NAME; COUNTRY; LATITUDE; LONGITUDE; OTHER NAME; ...");
	if (!is_country(parts[1]))
		return error_set(err, ERROR_INVALID,
			"%.40s is no country in two capital letters (ISO 3166): DE",
			parts[1]);
	if (!parse_number(parts[2], -90, 90, &extra.place.latitude, err)
		|| !parse_number(parts[3], -180, 180, &extra.place.longitude, err))
		return false;
	extra.place.value = extra.place.name_de = extra.place.name_en = parts[0];
	extra.place.country = parts[1];
	extra.place.region = "";
	for (size_t i = 4; i < count; i++) {
		extra.names[extra.name_count] = take_label(parts[i], &extra.place);
		if (!*extra.names[extra.name_count++])
			return error_set(
				err, ERROR_INVALID, "no name behind %s", parts[i]);
	}
	additions_add_place(&config->additions, &extra);
	return true;
}

/* Small letters, digits and hyphens: it stands in addresses. */
static bool is_id(const char *text)
{
	return *text && text[strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-")] == 0;
}

/* One with labels is new, one without is in the tables or came before. */
static bool check_known(
	const struct config *config, const struct cluster *cluster, struct error *err)
{
	SCOPED(clusters_close) struct clusters *clusters = NULL;
	const struct cluster *found;
	const char *id = cluster->id;
	bool is_new = cluster->label_de != NULL;

	if (!clusters_open_with(&config->additions.clusters, &clusters, err))
		return false;
	found = clusters_find(clusters, id);
	if (is_new && found)
		return error_set(err, ERROR_INVALID,
			"%.40s is a cluster already; its ID alone, %s, brings it more cues",
			id, found->id);
	if (is_new || (found && strcmp(found->id, id) == 0))
		return true;
	return error_set(err, ERROR_INVALID,
		"no cluster has the id %.40s; a new one is ID; GERMAN LABEL; ENGLISH LABEL%s%s",
		id, found ? "; did you mean " : "", found ? found->id : "");
}

bool config_words_add_cluster(struct config *config, char *value, struct error *err)
{
	struct cluster cluster = {.ecosystem = "", .nace = ""};
	char *parts[PARTS_MAX] = {value};
	size_t count;

	note(config, "cluster", value);
	if (!config_parts_cut(value, parts, 3, &count, err))
		return false;
	if (!is_id(parts[0]) || count == 2)
		return error_set(err, ERROR_INVALID,
			"a cluster is ID; GERMAN LABEL; ENGLISH LABEL, its id of small "
			"letters a to z, digits and -");
	cluster.id = parts[0];
	cluster.label_de = count == 3 ? parts[1] : NULL;
	cluster.label_en = count == 3 ? parts[2] : NULL;
	if (!check_known(config, &cluster, err))
		return false;
	additions_add_cluster(&config->additions, &cluster);
	return true;
}

bool config_words_add_cue(struct config *config, char *value, struct error *err)
{
	const struct cluster_extras *extras = &config->additions.clusters;
	struct cluster_extra_cue cue = {.weight = cue_weight};
	char *parts[PARTS_MAX] = {value};
	size_t count;

	note(config, "cue", value);
	if (!extras->count)
		return error_set(err, ERROR_INVALID,
			"a cue stands below the cluster it tells: cluster = ID");
	if (!config_parts_cut(value, parts, 3, &count, err))
		return false;
	cue.cluster = extras->items[extras->count - 1].id;
	cue.pattern = parts[0];
	if (count > 1 && !parse_number(parts[1], 0.1, 1, &cue.weight, err))
		return false;
	cue.language = count > 2 ? language_of_code(parts[2]) : LANGUAGE_UNKNOWN;
	if (count > 2 && cue.language == LANGUAGE_UNKNOWN)
		return error_set(err, ERROR_INVALID,
			"the language of a cue is de or en, not %.40s", parts[2]);
	additions_add_cue(&config->additions, &cue);
	return true;
}
