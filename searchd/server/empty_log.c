/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/empty_log.h"

#include "base/json.h"
#include "base/scope.h"
#include "index/field.h"

#include <string.h>
#include <time.h>

static void write_time(struct buf *line)
{
	time_t now = time(NULL);
	char text[32];
	struct tm utc;

	gmtime_r(&now, &utc);
	strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &utc);
	json_key(line, "time");
	json_text(line, text);
}

static void write_values(struct buf *line, const struct visit *visit, const char *name)
{
	json_array_begin(line);
	for (size_t i = 0; i < visit->parameter_count; i++) {
		const struct parameter *parameter = &visit->parameters[i];

		if (!strcmp(parameter->name, name) && parameter->value_length)
			json_string(line, parameter->value, parameter->value_length);
	}
	json_array_end(line);
}

static void write_query(struct buf *line, const struct visit *visit)
{
	const struct parameter *query = NULL;

	for (size_t i = 0; i < visit->parameter_count; i++) {
		if (!strcmp(visit->parameters[i].name, "q"))
			query = &visit->parameters[i];
	}
	json_key(line, "query");
	if (query && query->value)
		json_string(line, query->value, query->value_length);
	else
		json_text(line, "");
}

/* The two ends of a range of years are the page's. */
static bool is_filter(const char *name)
{
	for (int i = 0; i < FIELD_FACET_COUNT; i++) {
		if (!strcmp(fields[i].name, name))
			return true;
	}
	return !strcmp(name, "from") || !strcmp(name, "to");
}

static bool is_first(const struct visit *visit, size_t place)
{
	for (size_t i = 0; i < place; i++) {
		if (!strcmp(visit->parameters[i].name, visit->parameters[place].name))
			return false;
	}
	return true;
}

void empty_log_write(struct log_file *log, const struct visit *visit)
{
	SCOPED(buf_release) struct buf line = {0};

	json_object_begin(&line);
	write_time(&line);
	write_query(&line, visit);
	json_key(&line, "filters");
	json_object_begin(&line);
	for (size_t i = 0; i < visit->parameter_count; i++) {
		const char *name = visit->parameters[i].name;

		if (!is_filter(name) || !is_first(visit, i))
			continue;
		json_key(&line, name);
		write_values(&line, visit, name);
	}
	json_object_end(&line);
	json_object_end(&line);
	buf_add_string(&line, "\n");
	log_file_write(log, &line);
}
