/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/named_values.h"

#include "base/alloc.h"
#include "base/embed.h"
#include "base/scope.h"
#include "vocabulary/tokens.h"
#include "vocabulary/tsv.h"
#include "vocabulary/word_start.h"

#include <stdlib.h>
#include <string.h>

EMBEDDED(countries_table);
EMBEDDED(programmes_table);

enum { WORDS_MAX = 8, KEY_MAX = WORDS_MAX * TOKEN_MAX };

/* The columns of both tables. */
enum column { VALUE, LABEL_DE, LABEL_EN, ALSO, COLUMN_COUNT };

struct named_values {
	struct tsv table; /* holds the strings of items */
	struct named_value *items;
	size_t count, room;
	struct string_table spellings; /* folded, without blanks */
	uint32_t *meant;               /* the item of each spelling */
	size_t meant_room;
	struct string_table phrases; /* folded, with blanks */
	uint32_t *named;             /* the item of each phrase */
	size_t named_room;
};

/* Of some words of a text, without blanks. */
static size_t fold_words(
	const char *text, const struct token *words, size_t count, char key[KEY_MAX])
{
	size_t used = 0;

	for (size_t i = 0; i < count; i++)
		used += tokens_fold(
			text + words[i].start, words[i].end - words[i].start, key + used);
	return used;
}

static void add_key(struct string_table *keys, uint32_t **items, size_t *room,
	const char *key, size_t length, uint32_t item)
{
	size_t known = keys->count;
	uint32_t number = string_table_add(keys, key, length);

	if (number < known)
		return;
	*items = alloc_grow(*items, known, room, sizeof(**items));
	(*items)[number] = item;
}

static void add_spelling(struct named_values *values, uint32_t item, const char *spelling)
{
	SCOPED(tokens_release) struct tokens words = {0};
	SCOPED(buf_release) struct buf phrase = {0};
	char key[KEY_MAX];
	size_t length;

	tokens_add(&words, spelling, strlen(spelling));
	if (!words.count || words.count > WORDS_MAX)
		return;
	length = fold_words(spelling, words.items, words.count, key);
	add_key(&values->spellings, &values->meant, &values->meant_room, key, length,
		item);
	word_start_fold(spelling, &phrase);
	add_key(&values->phrases, &values->named, &values->named_room,
		buf_string(&phrase), phrase.length, item);
}

static void add_row(struct named_values *values, char **fields)
{
	uint32_t item = (uint32_t)values->count;
	const char *part;

	values->items = alloc_grow(
		values->items, values->count, &values->room, sizeof(*values->items));
	values->items[values->count++] =
		(struct named_value){fields[VALUE], fields[LABEL_DE], fields[LABEL_EN]};
	add_spelling(values, item, fields[VALUE]);
	add_spelling(values, item, fields[LABEL_DE]);
	add_spelling(values, item, fields[LABEL_EN]);
	while ((part = tsv_part(&fields[ALSO], '|')))
		add_spelling(values, item, part);
}

bool named_values_open(
	enum named_table which, struct named_values **out, struct error *err)
{
	SCOPED(named_values_close)
	struct named_values *values = alloc_zeroed(1, sizeof(*values));
	struct error bad = {0};
	char *fields[COLUMN_COUNT];

	if (which == NAMED_COUNTRIES)
		tsv_open(&values->table, "countries", countries_table_begin,
			countries_table_end);
	else
		tsv_open(&values->table, "programmes", programmes_table_begin,
			programmes_table_end);
	while (tsv_next(&values->table, fields, COLUMN_COUNT, &bad))
		add_row(values, fields);
	if (bad.kind) {
		*err = bad;
		return false;
	}
	*out = TAKE(values);
	return true;
}

void named_values_close(struct named_values **values)
{
	if (!*values)
		return;
	string_table_release(&(*values)->spellings);
	string_table_release(&(*values)->phrases);
	tsv_release(&(*values)->table);
	free((*values)->meant);
	free((*values)->named);
	free((*values)->items);
	free(*values);
	*values = NULL;
}

static const struct named_value *find_words(const struct named_values *values,
	const char *text, const struct token *words, size_t count)
{
	char key[KEY_MAX];
	size_t length = fold_words(text, words, count, key);
	uint32_t number = string_table_find(&values->spellings, key, length);

	return number == STRING_TABLE_NONE ? NULL : &values->items[values->meant[number]];
}

const struct named_value *named_values_find(
	const struct named_values *values, const char *spelling)
{
	SCOPED(tokens_release) struct tokens words = {0};

	tokens_add(&words, spelling, strlen(spelling));
	return words.count && words.count <= WORDS_MAX
		? find_words(values, spelling, words.items, words.count)
		: NULL;
}

void named_values_mentioned(
	const struct named_values *values, const char *text, struct string_table *out)
{
	SCOPED(tokens_release) struct tokens words = {0};
	const struct named_value *found;

	tokens_add(&words, text, strlen(text));
	for (size_t i = 0; i < words.count;) {
		size_t most = words.count - i < WORDS_MAX ? words.count - i : WORDS_MAX;

		found = NULL;
		while (most && !(found = find_words(values, text, &words.items[i], most)))
			most--;
		if (found)
			string_table_add(out, found->value, strlen(found->value));
		i += most ? most : 1;
	}
}

void named_values_beginning(
	const struct named_values *values, const char *prefix, struct string_table *out)
{
	for (uint32_t i = 0; i < values->phrases.count; i++) {
		const struct named_value *item = &values->items[values->named[i]];

		if (word_start_is(string_table_get(&values->phrases, i), prefix))
			string_table_add(out, item->value, strlen(item->value));
	}
}
