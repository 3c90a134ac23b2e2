/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/selectors.h"

#include "base/alloc.h"
#include "base/scope.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum condition_kind { IS_ELEMENT, HAS_ID, HAS_CLASS, HAS_ATTRIBUTE };

struct condition {
	enum condition_kind kind;
	uint8_t step; /* from the outermost on */
	char *name;
	char *value; /* of HAS_ATTRIBUTE; NULL: any */
};

struct selector {
	unsigned mark;
	unsigned steps;
	size_t count;
	struct condition conditions[SELECTOR_CONDITIONS_MAX];
};

/* A selector that is being read. */
struct reader {
	const char *text, *at;
	struct selector *selector;
};

static void selector_release(struct selector *selector)
{
	for (size_t i = 0; i < selector->count; i++) {
		free(selector->conditions[i].name);
		free(selector->conditions[i].value);
	}
	*selector = (struct selector){0};
}

void selectors_release(struct selectors *selectors)
{
	for (size_t i = 0; i < selectors->count; i++)
		selector_release(&selectors->items[i]);
	free(selectors->items);
	*selectors = (struct selectors){0};
}

static bool refuse(const struct reader *reader, const char *wanted, struct error *err)
{
	return error_set(err, ERROR_INVALID, "%.80s: at letter %zu, %s", reader->text,
		(size_t)(reader->at - reader->text) + 1, wanted);
}

static bool is_name_letter(char c)
{
	unsigned char byte = (unsigned char)c;

	return isalnum(byte) || byte == '-' || byte == '_' || byte >= 0x80;
}

static char *read_name(struct reader *reader)
{
	const char *start = reader->at;

	while (is_name_letter(*reader->at))
		reader->at++;
	return reader->at == start ? NULL
				   : alloc_copy(start, (size_t)(reader->at - start));
}

/* Elements and attributes are the same in any case; ids and classes are not. */
static void lower(char *name)
{
	for (; *name; name++) {
		if (*name >= 'A' && *name <= 'Z')
			*name = (char)(*name | 0x20);
	}
}

static struct condition *add_condition(
	struct reader *reader, enum condition_kind kind, struct error *err)
{
	struct selector *selector = reader->selector;
	struct condition *condition = &selector->conditions[selector->count];

	if (selector->count == SELECTOR_CONDITIONS_MAX) {
		refuse(reader, "there are too many conditions", err);
		return NULL;
	}
	selector->count++;
	*condition = (struct condition){.kind = kind, .step = (uint8_t)selector->steps};
	return condition;
}

static bool read_named(struct reader *reader, enum condition_kind kind, struct error *err)
{
	struct condition *condition = add_condition(reader, kind, err);

	if (!condition)
		return false;
	reader->at += kind != IS_ELEMENT; /* # or . */
	condition->name = read_name(reader);
	if (!condition->name)
		return refuse(
			reader, "a name of letters, digits, - and _ is missing", err);
	if (kind == IS_ELEMENT)
		lower(condition->name);
	return true;
}

/* The value of an attribute: a name, or anything in quotes. */
static char *read_value(struct reader *reader)
{
	char quote = *reader->at;
	const char *start = reader->at + 1;
	const char *end;

	if (quote != '"' && quote != '\'')
		return read_name(reader);
	end = strchr(start, quote);
	if (!end)
		return NULL;
	reader->at = end + 1;
	return alloc_copy(start, (size_t)(end - start));
}

static bool read_attribute(struct reader *reader, struct error *err)
{
	struct condition *condition = add_condition(reader, HAS_ATTRIBUTE, err);

	if (!condition)
		return false;
	reader->at++;
	condition->name = read_name(reader);
	if (!condition->name)
		return refuse(reader, "the name of an attribute is missing", err);
	lower(condition->name);
	if (*reader->at == '=') {
		reader->at++;
		condition->value = read_value(reader);
		if (!condition->value)
			return refuse(reader,
				"a value of letters, digits, - and _, or one in quotes, "
				"is missing",
				err);
	}
	if (*reader->at != ']')
		return refuse(reader, "] is missing: [name] or [name=value]", err);
	reader->at++;
	return true;
}

/* All that one element must be. */
static bool read_step(struct reader *reader, struct error *err)
{
	if (is_name_letter(*reader->at) && !read_named(reader, IS_ELEMENT, err))
		return false;
	for (;;) {
		bool good = true;

		switch (*reader->at) {
		case '\0':
		case ' ':
		case '\t':
			return true;
		case '#':
			good = read_named(reader, HAS_ID, err);
			break;
		case '.':
			good = read_named(reader, HAS_CLASS, err);
			break;
		case '[':
			good = read_attribute(reader, err);
			break;
		case ',':
			return refuse(
				reader, "a second selector gets a line of its own", err);
		default:
			return refuse(reader,
				"only element, #id, .class, [name=value] and blanks are known",
				err);
		}
		if (!good)
			return false;
	}
}

static bool read_selector(struct reader *reader, struct error *err)
{
	reader->at += strspn(reader->at, " \t");
	if (!*reader->at)
		return refuse(reader, "a selector is missing", err);
	while (*reader->at) {
		if (reader->selector->steps == SELECTOR_STEPS_MAX)
			return refuse(reader, "there are too many steps", err);
		if (!read_step(reader, err))
			return false;
		reader->selector->steps++;
		reader->at += strspn(reader->at, " \t");
	}
	return true;
}

bool selectors_add(
	struct selectors *selectors, const char *text, unsigned mark, struct error *err)
{
	SCOPED(selector_release) struct selector selector = {.mark = mark};
	struct reader reader = {.text = text, .at = text, .selector = &selector};

	if (selectors->count == SELECTORS_MAX)
		return error_set(err, ERROR_INVALID, "more than %d selectors for a site",
			SELECTORS_MAX);
	if (!read_selector(&reader, err))
		return false;
	selectors->items = alloc_grow(selectors->items, selectors->count,
		&selectors->room, sizeof(*selectors->items));
	selectors->items[selectors->count++] = selector;
	selector = (struct selector){0};
	return true;
}

void selectors_path_open(struct selectors_path *path, const struct selectors *selectors)
{
	*path = (struct selectors_path){
		.selectors = selectors && selectors->count ? selectors : NULL};
}

void selectors_path_release(struct selectors_path *path)
{
	free(path->steps);
	*path = (struct selectors_path){0};
}

/* Room for the row of this depth; the first row, of no element, is all zeros. */
static void make_row(struct selectors_path *path, size_t depth)
{
	size_t width = path->selectors->count;
	size_t rows = path->rows ? path->rows : 32;

	while (rows <= depth)
		rows *= 2;
	if (rows == path->rows)
		return;
	path->steps = alloc_resize(path->steps, rows, width);
	if (!path->rows)
		memset(path->steps, 0, width);
	path->rows = rows;
}

static const char *value_of(const char *const *attributes, const char *name)
{
	for (; attributes && attributes[0]; attributes += 2) {
		if (strcmp(attributes[0], name) == 0)
			return attributes[1] ? attributes[1] : "";
	}
	return NULL;
}

static bool has_word(const char *words, const char *word)
{
	static const char blanks[] = " \t\n\f\r";
	size_t length = strlen(word);

	for (words += strspn(words, blanks); *words; words += strspn(words, blanks)) {
		size_t found = strcspn(words, blanks);

		if (found == length && memcmp(words, word, length) == 0)
			return true;
		words += found;
	}
	return false;
}

static bool holds(const struct condition *condition, const char *name,
	const char *const *attributes)
{
	const char *value;

	switch (condition->kind) {
	case IS_ELEMENT:
		return strcmp(name, condition->name) == 0;
	case HAS_ID:
		value = value_of(attributes, "id");
		return value && strcmp(value, condition->name) == 0;
	case HAS_CLASS:
		value = value_of(attributes, "class");
		return value && has_word(value, condition->name);
	case HAS_ATTRIBUTE:
		break;
	}
	value = value_of(attributes, condition->name);
	return value && (!condition->value || strcmp(value, condition->value) == 0);
}

/* Whether the element is what a step of the selector wants. */
static bool takes_step(const struct selector *selector, unsigned step, const char *name,
	const char *const *attributes)
{
	for (size_t i = 0; i < selector->count; i++) {
		const struct condition *condition = &selector->conditions[i];

		if (condition->step == step && !holds(condition, name, attributes))
			return false;
	}
	return true;
}

/*
 * Steps are taken as early as they can be: since they only have to follow each
 * other at any distance, none that comes later could do more.
 */
unsigned selectors_path_enter(struct selectors_path *path, size_t depth, const char *name,
	const char *const *attributes)
{
	unsigned marks = 0;
	const uint8_t *above;
	uint8_t *here;

	if (!path->selectors)
		return 0;
	make_row(path, depth);
	above = path->steps + (depth - 1) * path->selectors->count;
	here = path->steps + depth * path->selectors->count;
	for (size_t i = 0; i < path->selectors->count; i++) {
		const struct selector *selector = &path->selectors->items[i];
		unsigned last = selector->steps - 1;

		here[i] = above[i];
		if (above[i] < last) {
			here[i] += takes_step(selector, above[i], name, attributes);
			continue;
		}
		if (takes_step(selector, last, name, attributes))
			marks |= selector->mark;
	}
	return marks;
}
