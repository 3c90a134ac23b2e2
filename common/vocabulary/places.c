/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/places.h"

#include "base/alloc.h"
#include "base/embed.h"
#include "base/scope.h"
#include "text/latin.h"
#include "vocabulary/places_table.h"
#include "vocabulary/word_start.h"

#include <stdlib.h>
#include <string.h>

EMBEDDED(places_table);
EMBEDDED(place_adjectives_table);

/* The columns of places.tsv. */
enum column {
	VALUE,
	GEONAME,
	NAME_DE,
	NAME_EN,
	COUNTRY,
	REGION,
	LATITUDE,
	LONGITUDE,
	POPULATION,
	NAMES,
	SPELLINGS,
	CUE,
	STRONG,
	COLUMN_COUNT,
};

static bool list_has(const char *list, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = list; *at; at += *at == '|') {
		size_t part = strcspn(at, "|");

		if (part == length && !memcmp(at, name, length))
			return true;
		at += part;
	}
	return false;
}

static enum place_need need_of(char **fields, const char *name)
{
	if (list_has(fields[STRONG], name))
		return NEED_STRONG;
	return list_has(fields[CUE], name) ? NEED_CUE : NEED_NOTHING;
}

static void add_name(struct places *places, uint32_t place, char **fields,
	const char *name, unsigned traits)
{
	SCOPED(buf_release) struct buf typed = {0};
	enum place_need need = need_of(fields, name);

	place_names_add(&places->names, place, name, need, traits);
	if (tokens_add_typed(name, &typed))
		place_names_add(&places->names, place, buf_string(&typed), need, 0);
}

/* Decimal degrees: digits, one point; strtod() takes ten times as long. */
static double degrees(const char *text)
{
	double sign = *text == '-' ? -1 : 1;
	double number = 0;
	double unit = 1;
	bool behind_point = false;

	for (; *text; text++) {
		if (*text == '.')
			behind_point = true;
		if (*text < '0' || *text > '9')
			continue;
		number = number * 10 + (*text - '0');
		unit *= behind_point ? 10 : 1;
	}
	return sign * number / unit;
}

static void add_place(struct places *places, char **fields)
{
	uint32_t number = (uint32_t)places->count;
	char *part;

	places->items = alloc_grow(
		places->items, places->count, &places->room, sizeof(*places->items));
	places->items[places->count++] = (struct place){
		.value = fields[VALUE],
		.name_de = fields[NAME_DE],
		.name_en = fields[NAME_EN],
		.country = fields[COUNTRY],
		.region = fields[REGION],
		.latitude = degrees(fields[LATITUDE]),
		.longitude = degrees(fields[LONGITUDE]),
		.population = (uint32_t)strtoul(fields[POPULATION], NULL, 10),
		.geoname = (uint32_t)strtoul(fields[GEONAME], NULL, 10),
	};
	add_name(places, number, fields, fields[VALUE], NAME_IS_VALUE);
	if (strcmp(fields[NAME_DE], fields[VALUE]) != 0)
		add_name(places, number, fields, fields[NAME_DE], 0);
	if (strcmp(fields[NAME_EN], fields[VALUE]) != 0
		&& strcmp(fields[NAME_EN], fields[NAME_DE]) != 0)
		add_name(places, number, fields, fields[NAME_EN], 0);
	while ((part = tsv_part(&fields[NAMES], '|')))
		add_name(places, number, fields, part, 0);
	while ((part = tsv_part(&fields[SPELLINGS], '|')))
		place_names_add(&places->names, number, part, NEED_FILTER, 0);
}

static bool find_value(
	const struct places *places, const struct place *wanted, uint32_t *number)
{
	for (size_t i = 0; i < places->count; i++) {
		*number = (uint32_t)i;
		if (strcmp(places->items[i].value, wanted->value) == 0
			&& strcmp(places->items[i].country, wanted->country) == 0)
			return true;
	}
	return false;
}

void places_add(struct places *places, const struct place_extra *extra)
{
	char nothing[] = "";
	char *fields[COLUMN_COUNT] = {[CUE] = nothing, [STRONG] = nothing};
	uint32_t number;

	if (!find_value(places, &extra->place, &number)) {
		number = (uint32_t)places->count;
		places->items = alloc_grow(places->items, places->count, &places->room,
			sizeof(*places->items));
		places->items[places->count++] = extra->place;
		add_name(places, number, fields, extra->place.value, NAME_IS_VALUE);
	}
	for (size_t i = 0; i < extra->name_count; i++)
		add_name(places, number, fields, extra->names[i], 0);
}

static bool add_adjectives(struct places *places, struct error *err)
{
	struct error bad = {0};
	char *fields[2];
	SCOPED(tsv_release) struct tsv table = {0};

	tsv_open(&table, "place_adjectives", place_adjectives_table_begin,
		place_adjectives_table_end);
	while (tsv_next(&table, fields, 2, &bad)) {
		const struct place *place = places_find(places, fields[0]);
		char *part;

		while (place && (part = tsv_part(&fields[1], '|')))
			place_names_add(&places->names, (uint32_t)(place - places->items),
				part, NEED_NOTHING, NAME_IS_ADJECTIVE);
	}
	if (bad.kind)
		*err = bad;
	return !bad.kind;
}

bool places_open(struct places **out, struct error *err)
{
	SCOPED(places_close) struct places *places = alloc_zeroed(1, sizeof(*places));
	struct error bad = {0};
	char *fields[COLUMN_COUNT];

	if (!place_cues_open(&places->cues, err)
		|| !counties_open(&places->counties, err))
		return false;
	tsv_open(&places->table, "places", places_table_begin, places_table_end);
	while (tsv_next(&places->table, fields, COLUMN_COUNT, &bad))
		add_place(places, fields);
	if (bad.kind) {
		*err = bad;
		return false;
	}
	if (!add_adjectives(places, err))
		return false;
	*out = TAKE(places);
	return true;
}

void places_close(struct places **places)
{
	if (!*places)
		return;
	place_names_release(&(*places)->names);
	place_cues_release(&(*places)->cues);
	counties_release(&(*places)->counties);
	tsv_release(&(*places)->table);
	free((*places)->items);
	free(*places);
	*places = NULL;
}

/* What a spelling is compared by. */
struct wanted {
	char key[PLACE_KEY_MAX];
	size_t length;
	uint32_t exact; /* tokens_hash() of its words */
	uint32_t plain; /* of the key: what exact would be without accents */
	bool accented;
};

/*
 * Gdansk may mean Gdańsk, and Gdàńsk too, but Pöhl is not Pohl. The spelling of
 * a value comes before that of a larger place.
 */
static int rank(const struct wanted *wanted, const struct place_name *name)
{
	bool is_value = name->traits & NAME_IS_VALUE;

	if (name->exact == wanted->exact)
		return is_value ? 4 : 3;
	if (wanted->accented && name->exact == wanted->plain)
		return 0;
	return is_value ? 2 : 1;
}

static const struct place *find_wanted(
	const struct places *places, const struct wanted *wanted)
{
	const struct place *best = NULL;
	int best_rank = 0;

	for (const struct place_name *name =
			place_names_find(&places->names, wanted->key, wanted->length);
		name; name = place_names_next(&places->names, name)) {
		if (rank(wanted, name) > best_rank) {
			best_rank = rank(wanted, name);
			best = &places->items[name->place];
		}
	}
	return best;
}

static const struct place *find_tokens(const struct places *places, const char *spelling,
	const struct token *tokens, size_t count)
{
	struct wanted wanted = {0};

	if (!count || count > PLACE_NAME_WORDS)
		return NULL;
	wanted.length = place_names_key(spelling, tokens, count, wanted.key);
	for (size_t i = 0; i < count; i++) {
		const char *word = spelling + tokens[i].start;
		size_t length = tokens[i].end - tokens[i].start;
		char folded[TOKEN_MAX];

		wanted.accented |= (tokens[i].traits & TOKEN_ACCENTED) != 0;
		wanted.exact = tokens_hash(wanted.exact, word, length);
		wanted.plain = tokens_hash(
			wanted.plain, folded, tokens_fold(word, length, folded));
	}
	return find_wanted(places, &wanted);
}

/* Stadt Leipzig, City of Leipzig: the words before a name, without the name. */
static size_t count_cues(
	const struct places *places, const char *spelling, const struct tokens *tokens)
{
	size_t count = 0;

	while (count + 1 < tokens->count) {
		const struct token *token = &tokens->items[count];
		char folded[TOKEN_MAX];
		size_t length = tokens_fold(
			spelling + token->start, token->end - token->start, folded);

		if (!(place_cues_find(&places->cues, folded, length)
			    & (CUE_CITY | CUE_OF)))
			break;
		count++;
	}
	return count;
}

/* The words before the first such sign: Dresden, Stadt; Lugau/Erzgeb. */
static size_t count_before(const struct tokens *tokens, enum token_gap sign)
{
	for (size_t i = 1; i < tokens->count; i++)
		if (tokens->items[i].gap == sign)
			return i;
	return tokens->count;
}

static const struct place *find_in_other_letters(
	const struct places *places, const char *spelling)
{
	struct wanted wanted = {0};
	SCOPED(buf_release) struct buf ascii = {0};

	latin_ascii(spelling, strlen(spelling), &ascii);
	if (ascii.length >= sizeof(wanted.key))
		return NULL;
	wanted.length = ascii.length;
	memcpy(wanted.key, buf_string(&ascii), ascii.length);
	return find_wanted(places, &wanted);
}

static bool is_latin(const char *spelling)
{
	for (; *spelling; spelling++)
		if ((unsigned char)*spelling >= 0xCD) /* from U+0340 on */
			return false;
	return true;
}

const struct place *places_find(const struct places *places, const char *spelling)
{
	SCOPED(tokens_release) struct tokens tokens = {0};
	const struct place *found;
	size_t cues;

	tokens_add(&tokens, spelling, strlen(spelling));
	found = find_tokens(places, spelling, tokens.items, tokens.count);
	if (!found)
		found = find_tokens(
			places, spelling, tokens.items, count_before(&tokens, GAP_COMMA));
	cues = found ? 0 : count_cues(places, spelling, &tokens);
	if (cues)
		found = find_tokens(
			places, spelling, tokens.items + cues, tokens.count - cues);
	if (!found)
		found = find_tokens(
			places, spelling, tokens.items, count_before(&tokens, GAP_SLASH));
	if (found || is_latin(spelling))
		return found;
	return find_in_other_letters(places, spelling);
}

void places_beginning(
	const struct places *places, const char *prefix, struct string_table *out)
{
	const struct place_names *names = &places->names;

	for (uint32_t i = 0; i < names->keys.count; i++) {
		if (!word_start_is(string_table_get(&names->keys, i), prefix))
			continue;
		for (uint32_t next = names->heads[i]; next;
			next = names->items[next - 1].next) {
			const char *value =
				places->items[names->items[next - 1].place].value;

			string_table_add(out, value, strlen(value));
		}
	}
}

/* The name behind the one that the spelling is, in the order of keys. */
static const struct place_name *next_name(
	const struct places *places, struct place_spelling *spelling)
{
	const struct place_names *names = &places->names;

	if (spelling->name)
		spelling->name = names->items[spelling->name - 1].next;
	while (!spelling->name && spelling->key < names->keys.count)
		spelling->name = names->heads[spelling->key++];
	return spelling->name ? &names->items[spelling->name - 1] : NULL;
}

bool places_next_spelling(const struct places *places, struct place_spelling *spelling)
{
	const struct place_name *name;

	do
		name = next_name(places, spelling);
	while (name && name->traits & NAME_IS_ADJECTIVE);
	if (!name)
		return false;
	spelling->folded = string_table_get(&places->names.keys, spelling->key - 1);
	spelling->place = &places->items[name->place];
	spelling->usage = name->need == NEED_FILTER ? PLACE_UNUSUAL : PLACE_USUAL;
	return true;
}
