/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/place_cues.h"

#include "base/alloc.h"
#include "base/embed.h"
#include "base/scope.h"
#include "vocabulary/tokens.h"
#include "vocabulary/tsv.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

EMBEDDED(place_cues_table);

static_assert(PLACE_CUE_HEADS <= 64, "heads_ending has a bit for each head");

static const struct {
	const char *name;
	unsigned role;
} roles[] = {
	{"city", CUE_CITY},
	{"at", CUE_AT},
	{"of", CUE_OF},
	{"county", CUE_COUNTY},
	{"counties", CUE_COUNTIES},
	{"county-after", CUE_COUNTY_AFTER},
	{"title", CUE_TITLE},
	{"given", CUE_GIVEN},
	{"article", CUE_ARTICLE},
	{"street", CUE_STREET},
	{"land", CUE_LAND},
	{"theme", CUE_THEME},
	{"direction", CUE_DIRECTION},
	{"and", CUE_AND},
	{"country", CUE_COUNTRY},
	{"city-after", CUE_CITY_AFTER},
	{"or", CUE_OR},
	{"beyond", CUE_BEYOND},
	{"next", CUE_NEXT},
	{"overseas", CUE_OVERSEAS},
	{"seat", CUE_SEAT},
	{"landmark", CUE_LANDMARK},
	{"treaty", CUE_TREATY},
	{"district", CUE_DISTRICT},
	{"club", CUE_CLUB},
	{"firm", CUE_FIRM},
	{"near", CUE_NEAR},
	{"agency", CUE_AGENCY},
	{"native", CUE_NATIVE},
	{"word", CUE_WORD},
	{"quarter", CUE_QUARTER},
};

void place_cues_release(struct place_cues *cues)
{
	string_table_release(&cues->words);
	free(cues->roles);
	*cues = (struct place_cues){0};
}

static unsigned role_of(const char *name)
{
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++)
		if (!strcmp(roles[i].name, name))
			return roles[i].role;
	return 0;
}

static bool add(struct place_cues *cues, const char *word, char *list, struct error *err)
{
	bool is_head = *word == '*';
	char folded[TOKEN_MAX];
	size_t length = tokens_fold(word + is_head, strlen(word + is_head), folded);
	size_t known = cues->words.count;
	uint32_t number = string_table_add(&cues->words, folded, length);
	char *name;

	if (number == known) {
		cues->roles =
			alloc_grow(cues->roles, known, &cues->room, sizeof(*cues->roles));
		cues->roles[number] = 0;
	}
	while ((name = tsv_part(&list, ' '))) {
		if (!role_of(name))
			return error_set(err, ERROR_BUG, "place_cues: no role %s of %s",
				name, word);
		cues->roles[number] |= role_of(name);
	}
	if (is_head && cues->head_count == PLACE_CUE_HEADS)
		return error_set(err, ERROR_BUG, "place_cues: too many heads: %s", word);
	if (is_head) {
		cues->heads_ending[(unsigned char)folded[length - 1]] |= UINT64_C(1)
			<< cues->head_count;
		cues->heads[cues->head_count++] = number;
	}
	return true;
}

bool place_cues_open(struct place_cues *cues, struct error *err)
{
	struct error bad = {0};
	char *fields[2];
	SCOPED(tsv_release) struct tsv table = {0};

	tsv_open(&table, "place_cues", place_cues_table_begin, place_cues_table_end);
	while (tsv_next(&table, fields, 2, &bad))
		if (!add(cues, fields[0], fields[1], &bad))
			break;
	if (bad.kind)
		*err = bad;
	return !bad.kind;
}

unsigned place_cues_find(const struct place_cues *cues, const char *word, size_t length)
{
	uint32_t number = string_table_find(&cues->words, word, length);

	if (number != STRING_TABLE_NONE)
		return cues->roles[number];
	for (uint64_t heads = length ? cues->heads_ending[(unsigned char)word[length - 1]]
				     : 0;
		heads; heads &= heads - 1) {
		int i = __builtin_ctzll(heads);
		const char *head = string_table_get(&cues->words, cues->heads[i]);
		size_t head_length = strlen(head);

		if (length > head_length
			&& !memcmp(word + length - head_length, head, head_length))
			return cues->roles[cues->heads[i]];
	}
	return 0;
}
