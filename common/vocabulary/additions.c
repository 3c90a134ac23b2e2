/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/additions.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "vocabulary/tsv.h"

#include <stdlib.h>
#include <string.h>

enum { FIELDS_MAX = 8 + PLACE_EXTRA_NAMES }; /* of a line */

void additions_release(struct additions *additions)
{
	free(additions->places);
	free(additions->clusters.items);
	free(additions->clusters.cues);
	free(additions->groups);
	free(additions->bytes);
	*additions = (struct additions){0};
}

void additions_add_place(struct additions *additions, const struct place_extra *place)
{
	additions->places = alloc_grow(additions->places, additions->place_count,
		&additions->place_room, sizeof(*additions->places));
	additions->places[additions->place_count++] = *place;
}

void additions_add_cluster(struct additions *additions, const struct cluster *cluster)
{
	struct cluster_extras *extras = &additions->clusters;

	extras->items = alloc_grow(extras->items, extras->count, &additions->cluster_room,
		sizeof(*extras->items));
	extras->items[extras->count++] = *cluster;
}

void additions_add_cue(struct additions *additions, const struct cluster_extra_cue *cue)
{
	struct cluster_extras *extras = &additions->clusters;

	extras->cues = alloc_grow(extras->cues, extras->cue_count, &additions->cue_room,
		sizeof(*extras->cues));
	extras->cues[extras->cue_count++] = *cue;
}

void additions_add_group(struct additions *additions, const struct addition_group *group)
{
	additions->groups = alloc_grow(additions->groups, additions->group_count,
		&additions->group_room, sizeof(*additions->groups));
	additions->groups[additions->group_count++] = *group;
}

static void write_place(const struct place_extra *extra, struct buf *out)
{
	const struct place *place = &extra->place;

	buf_add_format(out, "place\t%s\t%s\t%s\t%s\t%.6f\t%.6f", place->value,
		place->name_de, place->name_en, place->country, place->latitude,
		place->longitude);
	for (size_t i = 0; i < extra->name_count; i++)
		buf_add_format(out, "\t%s", extra->names[i]);
	buf_add_string(out, "\n");
}

static void write_group(const struct addition_group *group, struct buf *out)
{
	if (group->kind == WORDBOOK_SYNONYM)
		buf_add_format(out, "synonyms\t%s", language_code(group->language));
	else
		buf_add_string(out, "translation");
	for (size_t i = 0; i < group->count; i++)
		buf_add_format(out, "\t%s", group->words[i]);
	buf_add_string(out, "\n");
}

void additions_write(const struct additions *additions, struct buf *out)
{
	if (additions->analysis != ANALYSIS_FULL)
		buf_add_format(
			out, "analysis\t%s\n", analysis_depth_name(additions->analysis));
	for (size_t i = 0; i < additions->place_count; i++)
		write_place(&additions->places[i], out);
	for (size_t i = 0; i < additions->clusters.count; i++) {
		const struct cluster *cluster = &additions->clusters.items[i];

		if (cluster->label_de)
			buf_add_format(out, "cluster\t%s\t%s\t%s\n", cluster->id,
				cluster->label_de, cluster->label_en);
	}
	for (size_t i = 0; i < additions->group_count; i++)
		write_group(&additions->groups[i], out);
}

/* The fields of a line behind the first, which tells what it is. */
struct line {
	const char *fields[FIELDS_MAX];
	size_t count;
};

static bool parse_place(const struct line *line, struct additions *out)
{
	struct place_extra extra = {.name_count = line->count - 6};

	if (line->count < 6 || extra.name_count > PLACE_EXTRA_NAMES)
		return false;
	extra.place = (struct place){.value = line->fields[0],
		.name_de = line->fields[1],
		.name_en = line->fields[2],
		.country = line->fields[3],
		.region = "",
		.latitude = strtod(line->fields[4], NULL),
		.longitude = strtod(line->fields[5], NULL)};
	memcpy(extra.names, line->fields + 6, extra.name_count * sizeof(*extra.names));
	additions_add_place(out, &extra);
	return true;
}

static bool parse_cluster(const struct line *line, struct additions *out)
{
	const struct cluster cluster = {
		line->fields[0], line->fields[1], line->fields[2], "", ""};

	if (line->count != 3)
		return false;
	additions_add_cluster(out, &cluster);
	return true;
}

/* The words of a group are the fields from first on. */
static bool parse_group(const struct line *line, size_t first, enum wordbook_kind kind,
	struct additions *out)
{
	struct addition_group group = {.kind = kind, .count = line->count - first};

	if (line->count < first + 2 || group.count > WORDBOOK_GROUP_MAX)
		return false;
	if (kind == WORDBOOK_SYNONYM)
		group.language = language_of_code(line->fields[0]);
	memcpy(group.words, line->fields + first, group.count * sizeof(*group.words));
	additions_add_group(out, &group);
	return kind == WORDBOOK_TRANSLATION || group.language != LANGUAGE_UNKNOWN;
}

static bool parse_line(char *text, struct additions *out)
{
	const char *kind = tsv_part(&text, '\t');
	struct line line = {.count = 0};
	const char *field;

	while (line.count < FIELDS_MAX && (field = tsv_part(&text, '\t')))
		line.fields[line.count++] = field;
	if (!kind)
		return false;
	if (!strcmp(kind, "analysis"))
		return line.count == 1
			&& analysis_depth_find(line.fields[0], &out->analysis);
	if (!strcmp(kind, "place"))
		return parse_place(&line, out);
	if (!strcmp(kind, "cluster"))
		return parse_cluster(&line, out);
	if (!strcmp(kind, "synonyms"))
		return parse_group(&line, 1, WORDBOOK_SYNONYM, out);
	return !strcmp(kind, "translation")
		&& parse_group(&line, 0, WORDBOOK_TRANSLATION, out);
}

bool additions_parse(
	const char *bytes, size_t length, struct additions *out, struct error *err)
{
	SCOPED(additions_release)
	struct additions additions = {.bytes = alloc_copy(bytes, length)};
	char *next = additions.bytes;
	char *line;

	while ((line = tsv_part(&next, '\n'))) {
		if (!parse_line(line, &additions))
			return error_set(err, ERROR_CORRUPT,
				"the note on the maintainer's words is damaged");
	}
	*out = additions;
	additions = (struct additions){0};
	return true;
}

bool additions_wordbook(
	const struct additions *additions, struct wordbook **out, struct error *err)
{
	SCOPED(analyzer_close) struct analyzer *analyzer = NULL;

	if (!additions->group_count)
		return true;
	if (!analyzer_open(&analyzer, err))
		return false;
	analyzer_use(analyzer, additions->analysis);
	wordbook_open(out);
	for (size_t i = 0; i < additions->group_count; i++) {
		const struct addition_group *group = &additions->groups[i];
		struct wordbook_word words[WORDBOOK_GROUP_MAX];

		for (size_t w = 0; w < group->count; w++)
			words[w] = (struct wordbook_word){group->words[w],
				group->kind == WORDBOOK_SYNONYM ? group->language
					: w                     ? LANGUAGE_EN
								: LANGUAGE_DE};
		wordbook_add(*out, analyzer, group->kind, words, group->count);
	}
	wordbook_pack(*out);
	return true;
}
