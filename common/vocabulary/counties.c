/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/counties.h"

#include "base/alloc.h"
#include "base/embed.h"
#include "base/scope.h"

#include <stdlib.h>

EMBEDDED(counties_table);

/* The columns of counties.tsv. */
enum column { VALUE, NAMES, ALONE, ABOLISHED, COLUMN_COUNT };

static void add_names(
	struct counties *counties, uint32_t number, char *list, enum place_need need)
{
	SCOPED(buf_release) struct buf typed = {0};
	char *name;

	while ((name = tsv_part(&list, '|'))) {
		place_names_add(&counties->names, number, name, need, 0);
		buf_clear(&typed);
		if (tokens_add_typed(name, &typed))
			place_names_add(
				&counties->names, number, buf_string(&typed), need, 0);
	}
}

bool counties_open(struct counties *counties, struct error *err)
{
	struct error bad = {0};
	char *fields[COLUMN_COUNT];

	tsv_open(&counties->table, "counties", counties_table_begin, counties_table_end);
	while (tsv_next(&counties->table, fields, COLUMN_COUNT, &bad)) {
		uint32_t number = (uint32_t)counties->count;

		counties->items = alloc_grow(counties->items, counties->count,
			&counties->room, sizeof(*counties->items));
		counties->items[counties->count++] = (struct county){
			.value = fields[VALUE],
			.abolished = (int)strtol(fields[ABOLISHED], NULL, 10),
		};
		add_names(counties, number, fields[ALONE], NEED_NOTHING);
		add_names(counties, number, fields[NAMES], NEED_CUE);
	}
	if (bad.kind)
		*err = bad;
	return !bad.kind;
}

void counties_release(struct counties *counties)
{
	place_names_release(&counties->names);
	tsv_release(&counties->table);
	free(counties->items);
	*counties = (struct counties){0};
}
