/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/kind_rules.h"

#include "base/alloc.h"
#include "base/embed.h"
#include "pages/cues.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

EMBEDDED(kind_cues);
EMBEDDED(kind_paths);
EMBEDDED(kind_signs);

/* In the order of enum page_type. */
static const char *const types[] = {"other", "project", "network", "news"};

/* In the order of enum kind_sign. */
static const char *const names[] = {"reported", "spoken", "recent", "press", "project",
	"course", "funded", "network", "members", "union", "programme", "advice",
	"formal", "opinion", "contact", "about", "title_other", "title_project",
	"title_network", "title_news", "kicker_other", "kicker_project", "kicker_network",
	"kicker_news", "path_other", "path_project", "path_network", "path_news",
	"path_year", "runtime_label", "sheet_labels", "member_labels", "day_shown",
	"day_declared", "day_revised", "event_day", "span", "news_article", "article",
	"service", "quoted", "questions", "terms", "base"};

static_assert(sizeof(names) / sizeof(names[0]) == KIND_SIGN_COUNT, "a name for each");

static enum kind_sign sign_of(const char *name, size_t length)
{
	for (int i = 0; i < KIND_SIGN_COUNT; i++) {
		if (strlen(names[i]) == length && memcmp(names[i], name, length) == 0)
			return (enum kind_sign)i;
	}
	assert(!"a sign of the table is not known");
	return KIND_BASE;
}

/* Name, what it says to a reader, one weight a type. */
static void read_sign(struct kind_rules *rules, const char *line, const char *end)
{
	const char *saying = memchr(line, '\t', (size_t)(end - line));
	const char *weight =
		saying ? memchr(saying + 1, '\t', (size_t)(end - saying - 1)) : NULL;

	if (*line == '#' || !weight)
		return;
	enum kind_sign sign = sign_of(line, (size_t)(saying - line));

	rules->sayings[sign] = saying + 1;
	rules->saying_lengths[sign] = (size_t)(weight - saying - 1);
	for (int type = 0; type < PAGE_TYPE_COUNT; type++) {
		char *behind;

		rules->weights[sign][type] = strtod(weight + 1, &behind);
		assert(behind > weight + 1 && behind <= end);
		weight = behind;
	}
}

struct kind_rules *kind_rules_open(void)
{
	struct kind_rules *rules = alloc_zeroed(1, sizeof(*rules));
	const char *line = kind_signs_begin;

	rules->wording =
		cues_open(kind_cues_begin, kind_cues_end, names, KIND_WORDING_COUNT);
	rules->paths =
		cues_open(kind_paths_begin, kind_paths_end, types, PAGE_TYPE_COUNT);
	while (line < kind_signs_end) {
		const char *newline = memchr(line, '\n', (size_t)(kind_signs_end - line));
		const char *end = newline ? newline : kind_signs_end;

		read_sign(rules, line, end);
		line = end + 1;
	}
	return rules;
}

void kind_rules_close(struct kind_rules **rules)
{
	if (*rules) {
		cues_close(&(*rules)->wording);
		cues_close(&(*rules)->paths);
	}
	free(*rules);
	*rules = NULL;
}

const char *kind_rules_name(enum kind_sign sign)
{
	return names[sign];
}
