/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/tsv.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

void tsv_release(struct tsv *tsv)
{
	free(tsv->bytes);
	*tsv = (struct tsv){0};
}

char *tsv_part(char **list, char separator)
{
	char *part = *list;
	char *end;

	if (!part || !*part)
		return NULL;
	end = strchr(part, separator);
	if (end)
		*end++ = '\0';
	*list = end;
	return part;
}

static char *next_line(struct tsv *tsv)
{
	char *line = tsv_part(&tsv->next, '\n');

	tsv->line++;
	return line;
}

void tsv_open(struct tsv *tsv, const char *name, const char *begin, const char *end)
{
	const char *line;

	*tsv = (struct tsv){
		.name = name, .bytes = alloc_copy(begin, (size_t)(end - begin))};
	tsv->next = tsv->bytes;
	do
		line = next_line(tsv);
	while (line && *line == '#');
}

bool tsv_next(struct tsv *tsv, char **fields, size_t count, struct error *err)
{
	char *line = next_line(tsv);
	size_t found = 0;

	if (!line)
		return false;
	for (char *end = line; end && found < count; found++) {
		fields[found] = end;
		end = strchr(end, '\t');
		if (end)
			*end++ = '\0';
		line = end;
	}
	if (found == count && !line)
		return true;
	return error_set(err, ERROR_BUG, "table %s, line %zu: not %zu columns", tsv->name,
		tsv->line, count);
}
