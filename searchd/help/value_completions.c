/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/value_completions.h"

#include "base/scope.h"
#include "help/filter_counts.h"
#include "snapshot/tables.h"
#include "snapshot/value_names.h"
#include "words/likeness.h"

#include <string.h>

enum {
	UNUSUAL_LETTERS_MIN = 4, /* of names that nobody uses */
	OTHER_LETTERS_MIN = 3,   /* of names that are not the one shown */
};

struct found_value {
	struct value_name name;
	uint32_t count;
	unsigned slips;
};

/* The best of each field. */
struct found_values {
	struct found_value items[FIELD_FACET_COUNT][VALUE_COMPLETIONS_MAX];
	size_t counts[FIELD_FACET_COUNT];
};

/* A name that may have begun at some word of the query. */
struct begun_name {
	const struct completer *completer;
	const struct name_list *list;
	struct buf before, bare;
	enum choice all;                   /* nothing telling was typed before */
	struct facet_counts own;           /* if something was typed before */
	const struct facet_counts *counts; /* pages; NULL: not counted */
	struct found_values found;
};

static void begun_name_release(struct begun_name *name)
{
	buf_release(&name->before);
	buf_release(&name->bare);
	facet_counts_release(&name->own);
}

static bool is_better(const struct found_value *a, const struct found_value *b)
{
	if (a->slips != b->slips)
		return a->slips < b->slips;
	if (a->name.grade != b->name.grade)
		return a->name.grade < b->name.grade;
	if (a->count != b->count)
		return a->count > b->count;
	return a->name.ordinal < b->name.ordinal;
}

/* Takes out the value if it is there; false: as a better one. */
static bool replace(
	struct found_value *items, size_t *count, const struct found_value *value)
{
	for (size_t i = 0; i < *count; i++) {
		if (items[i].name.ordinal != value->name.ordinal)
			continue;
		if (!is_better(value, &items[i]))
			return false;
		(*count)--;
		memmove(items + i, items + i + 1, (*count - i) * sizeof(*items));
		return true;
	}
	return true;
}

static void offer(struct found_values *found, const struct found_value *value)
{
	struct found_value *items = found->items[value->name.field];
	size_t *count = &found->counts[value->name.field];
	size_t at;

	if (!replace(items, count, value))
		return;
	for (at = *count; at && is_better(value, &items[at - 1]);)
		at--;
	if (at == VALUE_COMPLETIONS_MAX)
		return;
	*count += *count < VALUE_COMPLETIONS_MAX;
	memmove(items + at + 1, items + at, (*count - 1 - at) * sizeof(*items));
	items[at] = *value;
}

static bool is_chosen(const struct completer *completer, const struct value_name *name)
{
	const struct facet_filter *filter = &completer->trial->filters[name->field];

	return filter->column && filter->chosen[name->ordinal];
}

static void copy_matches(const struct matches *from, struct matches *out)
{
	matches_reserve(out, from->count);
	for (size_t i = 0; i < from->count; i++)
		matches_add(out, from->documents[i], 0);
}

/* Counts what was found before, unless nothing telling was typed there. */
static bool count_before(struct begun_name *begun, struct error *err)
{
	const struct trial *trial = begun->completer->trial;
	const struct pages_before *pages =
		completer_pages_before(begun->completer, &begun->before, err);
	SCOPED(matches_release) struct matches matches = {0};

	if (!pages)
		return false;
	begun->all = pages->all;
	if (begun->all == CHOICE_ON)
		return true;
	copy_matches(&pages->matches, &matches);
	facets_count(&trial->snapshot->rows, trial->filters, trial->duplicates, &matches,
		&begun->own);
	begun->counts = &begun->own;
	return true;
}

static bool count_values(struct begun_name *begun, struct error *err)
{
	const struct completer *completer = begun->completer;

	if (begun->counts)
		return true;
	if (begun->all == CHOICE_OFF && !count_before(begun, err))
		return false;
	if (begun->all == CHOICE_ON)
		begun->counts = filter_counts_of(
			completer->filter_counts, completer->trial, completer->request);
	return true;
}

static bool offer_name(
	struct begun_name *begun, size_t item, unsigned slips, struct error *err)
{
	const struct value_name *name =
		&begun->list->names[begun->list->table.items[item].number];
	struct found_value value = {*name, 0, slips};

	if (name->grade == NAME_UNUSUAL
		&& (slips || begun->bare.length < UNUSUAL_LETTERS_MIN))
		return true;
	if (is_chosen(begun->completer, name))
		return true;
	if (!count_values(begun, err))
		return false;
	value.count = begun->counts->counts[name->field][name->ordinal];
	if (value.count)
		offer(&begun->found, &value);
	return true;
}

static bool offer_range(struct begun_name *begun, struct prefix_range range,
	const struct typed_letters *typed, struct error *err)
{
	for (size_t i = range.first; i < range.end; i++) {
		unsigned slips = typed->slips
			? prefix_table_slips(&begun->list->table, i, typed)
			: 0;

		if (slips <= typed->slips && !offer_name(begun, i, slips, err))
			return false;
	}
	return true;
}

static bool found_any(const struct begun_name *begun)
{
	size_t count = 0;

	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		count += begun->found.counts[i];
	return count != 0;
}

/* With slips, names of another first letter count only if there are no others. */
static bool find_names(
	struct begun_name *begun, enum value_slips slips, struct error *err)
{
	const struct prefix_table *table = &begun->list->table;
	struct typed_letters typed = {begun->bare.bytes, begun->bare.length, 0, 0};
	const struct prefix_range all = {0, table->count};

	if (slips == VALUES_AS_TYPED)
		return offer_range(begun,
			prefix_table_find(table, typed.bare, typed.length), &typed, err);
	typed.slips = likeness_prefix_slips(typed.length);
	typed.letters = likeness_letters(typed.bare, typed.length);
	if (!typed.slips)
		return true;
	return offer_range(begun, prefix_table_find(table, typed.bare, 1), &typed, err)
		&& (found_any(begun) || offer_range(begun, all, &typed, err));
}

/* Whether a word of the text begins with the letters. */
static bool has_beginning(const char *text, const struct buf *bare)
{
	SCOPED(buf_release) struct buf words = {0};

	value_names_bare(text, strlen(text), &words);
	for (const char *word = buf_string(&words); word; word = strchr(word, ' ')) {
		word += *word == ' ';
		if (!strncmp(word, bare->bytes, bare->length))
			return true;
	}
	return false;
}

static void add_value(const struct begun_name *begun, const struct found_value *value,
	struct completions *out)
{
	const struct completer *completer = begun->completer;
	enum field field = value->name.field;
	const char *text = string_table_get(
		&completer->trial->snapshot->columns.facets[field].values,
		value->name.ordinal);
	const char *label = tables_label(
		completer->trial->tables, field, text, completer->request->ui);
	struct completion *added;

	if (begun->bare.length < OTHER_LETTERS_MIN && !has_beginning(label, &begun->bare))
		return;
	added = completions_add(out);
	added->kind = COMPLETION_VALUE;
	added->field = field;
	added->count = value->count;
	added->slips = value->slips;
	buf_add_string(&added->value, text);
	buf_add_string(&added->text, label);
	buf_add(&added->query, buf_string(&begun->before), begun->before.length);
}

/* A name that begins at the word; the more words it has, the surer it is. */
static bool find_begun(const struct completer *completer, size_t start,
	enum value_slips slips, struct completions *out, struct error *err)
{
	const struct trial *trial = completer->trial;
	SCOPED(begun_name_release) struct begun_name begun = {.completer = completer};

	if (!typed_end_before(completer->typed, start, &begun.before))
		return true;
	begun.list = value_names_get(
		trial->snapshot->names, &trial->snapshot->columns, trial->tables);
	value_names_bare(completer->typed->text + start, completer->typed->length - start,
		&begun.bare);
	if (!begun.bare.length)
		return true;
	if (!find_names(&begun, slips, err))
		return false;
	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		for (size_t v = 0; v < begun.found.counts[i]; v++)
			add_value(&begun, &begun.found.items[i][v], out);
	}
	return true;
}

bool value_completions_find(const struct completer *completer, enum value_slips slips,
	struct completions *out, struct error *err)
{
	const struct typed_end *typed = completer->typed;
	size_t before = out->count;

	for (size_t i = typed->start_count; i-- && out->count == before;) {
		if (!find_begun(completer, typed->starts[i], slips, out, err))
			return false;
	}
	return true;
}
