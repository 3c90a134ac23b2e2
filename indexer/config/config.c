/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config/config.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/scope.h"
#include "config/config_meanings.h"
#include "config/config_words.h"
#include "config/nearest.h"
#include "config/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct parser {
	struct config *config;
	const char *path; /* of the file */
	struct site *site;
};

typedef bool take_value(struct parser *parser, char *value, struct error *err);

/* Relative to the folder of the file, wherever the program was started. */
static char *path_from(const char *file, const char *path)
{
	const char *slash = strrchr(file, '/');
	struct buf whole = {0};

	if (slash && *path != '/' && strcmp(path, "-") != 0)
		buf_add(&whole, file, (size_t)(slash + 1 - file));
	buf_add_string(&whole, path);
	return whole.bytes;
}

static bool take_source(struct parser *parser, char *value, struct error *err)
{
	struct config *config = parser->config;

	(void)err;
	config->sources = alloc_grow(config->sources, config->source_count,
		&config->source_room, sizeof(*config->sources));
	config->sources[config->source_count++] =
		(struct config_source){.path = path_from(parser->path, value)};
	return true;
}

static bool take_base_url(struct parser *parser, char *value, struct error *err)
{
	struct config *config = parser->config;

	if (!config->source_count || config->sources[config->source_count - 1].base_url)
		return error_set(err, ERROR_INVALID,
			"base-url stands below the source it is for, once");
	if (!options_is_base_url(value))
		return error_set(err, ERROR_INVALID,
			"base-url is an address that begins with http:// or https://");
	config->sources[config->source_count - 1].base_url = value;
	return true;
}

static bool take_rule(
	struct parser *parser, char *value, enum site_rule rule, struct error *err)
{
	return site_add_rule(parser->site, rule, value, err);
}

static bool take_article(struct parser *parser, char *value, struct error *err)
{
	return take_rule(parser, value, SITE_ARTICLE, err);
}

static bool take_drop(struct parser *parser, char *value, struct error *err)
{
	return take_rule(parser, value, SITE_DROP, err);
}

static bool take_place(struct parser *parser, char *value, struct error *err)
{
	return config_words_add_place(parser->config, value, err);
}

static bool take_cluster(struct parser *parser, char *value, struct error *err)
{
	return config_words_add_cluster(parser->config, value, err);
}

static bool take_cue(struct parser *parser, char *value, struct error *err)
{
	return config_words_add_cue(parser->config, value, err);
}

static bool take_german(struct parser *parser, char *value, struct error *err)
{
	return config_meanings_add_synonyms(parser->config, LANGUAGE_DE, value, err);
}

static bool take_english(struct parser *parser, char *value, struct error *err)
{
	return config_meanings_add_synonyms(parser->config, LANGUAGE_EN, value, err);
}

static bool take_translation(struct parser *parser, char *value, struct error *err)
{
	return config_meanings_add_translation(parser->config, value, err);
}

static bool take_analysis(struct parser *parser, char *value, struct error *err)
{
	return analysis_depth_find(value, &parser->config->additions.analysis)
		|| error_set(err, ERROR_INVALID, "analysis is full or stems, not %.60s",
			value);
}

enum { SECTION_COUNT = 7, KEYS_MAX = 2 };

static const struct section {
	const char *name;
	bool has_argument;
	struct {
		const char *name;
		take_value *take;
	} keys[KEYS_MAX];
} sections[SECTION_COUNT] = {
	{"index", false, {{"analysis", take_analysis}}},
	{"sources", false, {{"source", take_source}, {"base-url", take_base_url}}},
	{"site", true, {{"article", take_article}, {"drop", take_drop}}},
	{"places", false, {{"place", take_place}}},
	{"clusters", false, {{"cluster", take_cluster}, {"cue", take_cue}}},
	{"synonyms", false, {{"de", take_german}, {"en", take_english}}},
	{"translations", false, {{"translation", take_translation}}},
};

static const char *section_name(int i)
{
	return sections[i].name;
}

static const char *key_name(int i)
{
	const char *name = sections[i / KEYS_MAX].keys[i % KEYS_MAX].name;

	return name ? name : "";
}

static const struct section *find_section(const char *name)
{
	for (int i = 0; i < SECTION_COUNT; i++) {
		if (strcmp(sections[i].name, name) == 0)
			return &sections[i];
	}
	return NULL;
}

static bool refuse_section(const char *name, struct error *err)
{
	const char *best = nearest_word(name, section_name, SECTION_COUNT);

	if (best)
		return error_set(err, ERROR_INVALID,
			"unknown section [%.60s]; did you mean [%s]?", name, best);
	return error_set(err, ERROR_INVALID,
		"unknown section [%.60s]; known are [index], [sources], [site HOST], [places], "
		"[clusters], [synonyms] and [translations]",
		name);
}

static bool enter_section(
	struct parser *parser, const struct ini_line *line, struct error *err)
{
	const struct section *section = find_section(line->section);

	if (!section)
		return refuse_section(line->section, err);
	if (section->has_argument) {
		parser->site = sites_add(&parser->config->sites, line->argument, err);
		return parser->site != NULL;
	}
	return !*line->argument
		|| error_set(err, ERROR_INVALID, "[%s] takes no %.60s", section->name,
			line->argument);
}

/* The section a key belongs to, or the key that was meant. */
static bool refuse_key(const struct section *section, const char *key, struct error *err)
{
	bool is_language = section->keys[0].take == take_german;
	const char *best = nearest_word(key, key_name, SECTION_COUNT * KEYS_MAX);
	const char *second = section->keys[1].name;

	if (is_language) /* their names are too short to tell what was meant */
		return error_set(err, ERROR_INVALID,
			"unknown language %.60s; [%s] has de and en", key, section->name);
	for (int i = 0; best && i < SECTION_COUNT * KEYS_MAX; i++) {
		if (strcmp(key_name(i), best) != 0)
			continue;
		if (&sections[i / KEYS_MAX] == section)
			return error_set(err, ERROR_INVALID,
				"unknown key %.60s; did you mean %s?", key, best);
		if (strcmp(key, best) == 0)
			return error_set(err, ERROR_INVALID, "%s belongs into [%s]", key,
				sections[i / KEYS_MAX].name);
	}
	return error_set(err, ERROR_INVALID, "unknown key %.60s; [%s] has %s%s%s", key,
		section->name, section->keys[0].name, second ? " and " : "",
		second ? second : "");
}

static bool take_line(
	struct parser *parser, const struct ini_line *line, struct error *err)
{
	const struct section *section = find_section(line->section);

	if (!line->key)
		return enter_section(parser, line, err);
	for (int i = 0; i < KEYS_MAX && section->keys[i].name; i++) {
		if (strcmp(section->keys[i].name, line->key) == 0)
			return section->keys[i].take(parser, line->value, err);
	}
	return refuse_key(section, line->key, err);
}

static bool refuse_line(
	const struct parser *parser, struct error *reason, struct error *err)
{
	char where[160];

	snprintf(where, sizeof(where), "%.120s:%lu", parser->path,
		parser->config->ini.line.number);
	*err = *reason;
	return error_at(err, where);
}

bool config_parse(const char *path, const char *bytes, size_t length, struct config *out,
	struct error *err)
{
	SCOPED(config_release) struct config config = {0};
	struct parser parser = {.config = &config, .path = path};
	struct error reason = {0};

	buf_add(&config.text, bytes, length);
	ini_open(&config.ini, bytes, length);
	while (ini_next(&config.ini, &reason)) {
		if (!take_line(&parser, &config.ini.line, &reason))
			break;
	}
	if (reason.kind)
		return refuse_line(&parser, &reason, err);
	*out = config;
	config = (struct config){0};
	return true;
}

bool config_read(const char *path, struct config *out, struct error *err)
{
	SCOPED(buf_release) struct buf bytes = {0};

	if (!file_read(path, &bytes, err)) {
		err->kind = ERROR_INVALID;
		return false;
	}
	return config_parse(path, buf_string(&bytes), bytes.length, out, err);
}

void config_release(struct config *config)
{
	for (size_t i = 0; i < config->source_count; i++)
		free(config->sources[i].path);
	free(config->sources);
	sites_release(&config->sites);
	additions_release(&config->additions);
	string_table_release(&config->pairs);
	buf_release(&config->vocabulary);
	buf_release(&config->text);
	ini_release(&config->ini);
	*config = (struct config){0};
}

static struct digest stamp_of(const struct config *config, const struct site *site)
{
	SCOPED(buf_release) struct buf all = {0};

	if (!config->vocabulary.length && !(site && site->rules.length))
		return (struct digest){0};
	buf_add(&all, buf_string(&config->vocabulary), config->vocabulary.length);
	if (site)
		buf_add(&all, buf_string(&site->rules), site->rules.length);
	return digest_of(all.bytes, all.length);
}

struct digest config_stamp(const struct config *config, const char *url, const char *path)
{
	if (!config)
		return (struct digest){0};
	return stamp_of(config, sites_find(&config->sites, url, path));
}

struct digest config_stamp_of_all(const struct config *config)
{
	SCOPED(buf_release) struct buf all = {0};
	struct digest none = {0};

	if (!config)
		return none;
	buf_add(&all, buf_string(&config->vocabulary), config->vocabulary.length);
	for (size_t i = 0; i < config->sites.count; i++) {
		const struct site *site = &config->sites.items[i];

		if (site->rules.length)
			buf_add_format(
				&all, "%s\n%s", site->host, buf_string(&site->rules));
	}
	return all.length ? digest_of(all.bytes, all.length) : none;
}
