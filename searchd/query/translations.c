/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/translations.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "text/unicode.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void translations_release(struct translations *translations)
{
	for (size_t i = 0; i < translations->count; i++) {
		struct translation *item = &translations->items[i];

		for (size_t t = 0; t < item->count; t++)
			free(item->to[t]);
		free(item->to);
		free(item->from);
	}
	free(translations->items);
	*translations = (struct translations){0};
}

static bool equals(const char *string, const char *bytes, size_t length)
{
	return strlen(string) == length && !memcmp(string, bytes, length);
}

static struct translation *item_of(
	struct translations *translations, const char *from, size_t length)
{
	for (size_t i = 0; i < translations->count; i++) {
		if (equals(translations->items[i].from, from, length))
			return &translations->items[i];
	}
	translations->items = alloc_grow(translations->items, translations->count,
		&translations->room, sizeof(*translations->items));
	translations->items[translations->count] =
		(struct translation){.from = alloc_copy(from, length)};
	return &translations->items[translations->count++];
}

void translations_add(struct translations *translations, const char *from,
	size_t from_length, const char *to, size_t to_length)
{
	struct translation *item = item_of(translations, from, from_length);

	for (size_t i = 0; i < item->count; i++) {
		if (equals(item->to[i], to, to_length))
			return;
	}
	item->to = alloc_grow(item->to, item->count, &item->room, sizeof(char *));
	item->to[item->count++] = alloc_copy(to, to_length);
}

static bool is_same(const char *a, const char *b)
{
	SCOPED(buf_release) struct buf folded_a = {0};
	SCOPED(buf_release) struct buf folded_b = {0};

	unicode_fold(a, strlen(a), &folded_a);
	unicode_fold(b, strlen(b), &folded_b);
	return !strcmp(buf_string(&folded_a), buf_string(&folded_b));
}

static void drop_same(struct translation *item)
{
	size_t kept = 0;

	for (size_t i = 0; i < item->count; i++) {
		if (is_same(item->from, item->to[i]))
			free(item->to[i]);
		else
			item->to[kept++] = item->to[i];
	}
	item->count = kept;
}

void translations_drop_same(struct translations *translations)
{
	size_t kept = 0;

	for (size_t i = 0; i < translations->count; i++) {
		struct translation *item = &translations->items[i];

		drop_same(item);
		if (item->count) {
			translations->items[kept++] = *item;
			continue;
		}
		free(item->to);
		free(item->from);
	}
	translations->count = kept;
}
