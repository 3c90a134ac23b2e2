/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snapshot/value_names.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/digest.h"
#include "base/scope.h"
#include "revision/columns.h"
#include "snapshot/tables.h"
#include "text/language.h"
#include "text/latin.h"
#include "words/likeness.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { INSIDE_LETTERS_MIN = 3 }; /* of a word that a name is also found by */

/* Fields whose values have names that people type. */
static const enum field named[] = {FIELD_CITY, FIELD_CLUSTER};

enum { NAMED = sizeof(named) / sizeof(*named) };

/* What a list was made of. */
struct stamp {
	struct digest values[NAMED];
	const struct tables *tables;
};

struct made {
	struct name_list list;
	struct buf keys;
	struct stamp stamp;
	atomic_uint holders;
};

struct value_names {
	pthread_mutex_t lock;
	struct made *made;   /* NULL: not asked for yet */
	struct made *before; /* that of an earlier snapshot; NULL: none */
};

/* A list that grows. */
struct draft {
	struct buf keys;
	struct prefix_entry *items;
	struct value_name *names;
	size_t count, item_room, name_room;
};

static void let_go(struct made **made_)
{
	struct made *made = TAKE(*made_);

	if (!made || atomic_fetch_sub(&made->holders, 1) > 1)
		return;
	prefix_table_release(&made->list.table);
	buf_release(&made->keys);
	free(made->list.names);
	free(made);
}

static struct made *hold(struct made *made)
{
	if (made)
		atomic_fetch_add(&made->holders, 1);
	return made;
}

struct value_names *value_names_create(struct value_names *before)
{
	struct value_names *names = alloc_zeroed(1, sizeof(*names));

	pthread_mutex_init(&names->lock, NULL);
	if (before) {
		pthread_mutex_lock(&before->lock);
		names->before = hold(before->made);
		pthread_mutex_unlock(&before->lock);
	}
	return names;
}

void value_names_let_go(struct value_names **names)
{
	if (*names) {
		let_go(&(*names)->made);
		let_go(&(*names)->before);
		pthread_mutex_destroy(&(*names)->lock);
	}
	free(*names);
	*names = NULL;
}

static void add_entry(struct draft *draft, size_t key, struct value_name name)
{
	draft->items = alloc_grow(
		draft->items, draft->count, &draft->item_room, sizeof(*draft->items));
	draft->names = alloc_grow(
		draft->names, draft->count, &draft->name_room, sizeof(*draft->names));
	draft->items[draft->count] =
		(struct prefix_entry){(uint32_t)key, (uint32_t)draft->count};
	draft->names[draft->count++] = name;
}

static bool says_something(const char *word, size_t length)
{
	return length >= INSIDE_LETTERS_MIN
		&& !language_is_stop_word(LANGUAGE_DE, word, length)
		&& !language_is_stop_word(LANGUAGE_EN, word, length);
}

/* folded: words in small letters with blanks between. */
static void add_name(struct draft *draft, const char *folded, struct value_name name)
{
	size_t start = draft->keys.length;
	size_t length;

	likeness_bare(folded, strlen(folded), &draft->keys);
	length = draft->keys.length - start;
	buf_add(&draft->keys, "", 1);
	if (length)
		add_entry(draft, start, name);
	if (name.grade != NAME_WHOLE)
		return;
	name.grade = NAME_INSIDE;
	for (size_t i = 0; i < length; i++) {
		const char *word = draft->keys.bytes + start + i + 1;

		if (draft->keys.bytes[start + i] == ' '
			&& says_something(word, strcspn(word, " ")))
			add_entry(draft, start + i + 1, name);
	}
}

static uint32_t ordinal_of(const struct column *column, const char *value)
{
	return string_table_find(&column->values, value, strlen(value));
}

static void add_places(
	const struct column *column, const struct tables *tables, struct draft *draft)
{
	struct place_spelling spelling = {0};

	while (places_next_spelling(tables->places, &spelling)) {
		uint32_t ordinal = ordinal_of(column, spelling.place->value);

		if (ordinal != STRING_TABLE_NONE)
			add_name(draft, spelling.folded,
				(struct value_name){FIELD_CITY,
					spelling.usage == PLACE_USUAL ? NAME_WHOLE
								      : NAME_UNUSUAL,
					ordinal});
	}
}

static void add_clusters(
	const struct column *column, const struct tables *tables, struct draft *draft)
{
	const struct cluster *cluster;
	const char *folded;
	size_t number = 0;

	while ((cluster = clusters_next_spelling(tables->clusters, &number, &folded))) {
		uint32_t ordinal = ordinal_of(column, cluster->id);

		if (ordinal != STRING_TABLE_NONE)
			add_name(draft, folded,
				(struct value_name){FIELD_CLUSTER, NAME_WHOLE, ordinal});
	}
}

/* Values as they are, which the tables need not know. */
static void add_values(const struct column *column, enum field field, struct draft *draft)
{
	for (uint32_t i = 0; i < column->keys.count; i++)
		add_name(draft, string_table_get(&column->keys, i),
			(struct value_name){field, NAME_WHOLE, column->key_ordinals[i]});
}

static struct made *make(const struct columns *columns, const struct tables *tables,
	const struct stamp *stamp)
{
	struct made *made = alloc_zeroed(1, sizeof(*made));
	struct draft draft = {.count = 0};

	add_places(&columns->facets[FIELD_CITY], tables, &draft);
	add_clusters(&columns->facets[FIELD_CLUSTER], tables, &draft);
	for (size_t i = 0; i < NAMED; i++)
		add_values(&columns->facets[named[i]], named[i], &draft);
	atomic_init(&made->holders, 1);
	made->stamp = *stamp;
	made->keys = draft.keys;
	made->list.names = draft.names;
	prefix_table_make(
		buf_string(&made->keys), draft.items, draft.count, &made->list.table);
	return made;
}

static struct stamp stamp_of(const struct columns *columns, const struct tables *tables)
{
	struct stamp stamp = {.tables = tables};

	for (size_t i = 0; i < NAMED; i++) {
		const struct string_table *values = &columns->facets[named[i]].values;

		stamp.values[i] =
			digest_of(values->bytes ? values->bytes : "", values->length);
	}
	return stamp;
}

static bool is_same(const struct stamp *a, const struct stamp *b)
{
	bool same = a->tables == b->tables;

	for (size_t i = 0; i < NAMED; i++)
		same &= digest_equal(a->values[i], b->values[i]);
	return same;
}

const struct name_list *value_names_get(struct value_names *names,
	const struct columns *columns, const struct tables *tables)
{
	pthread_mutex_lock(&names->lock);
	if (!names->made) {
		struct stamp stamp = stamp_of(columns, tables);

		if (names->before && is_same(&names->before->stamp, &stamp))
			names->made = hold(names->before);
		else
			names->made = make(columns, tables, &stamp);
		let_go(&names->before);
	}
	pthread_mutex_unlock(&names->lock);
	return &names->made->list;
}

void value_names_bare(const char *name, size_t length, struct buf *out)
{
	SCOPED(buf_release) struct buf plain = {0};

	latin_ascii(name, length, &plain);
	likeness_bare(buf_string(&plain), plain.length, out);
}
