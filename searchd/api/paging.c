/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/paging.h"

#include "base/scope.h"
#include "writing/markup.h"

#include <string.h>

enum { ADDRESS_MAX = 700 }; /* bytes: four of them fit the 4 KiB of a proxy */

/* A part of the list. */
struct part {
	unsigned offset;
	const char *cursor; /* instead; "": none */
};

/* The address that was asked for, but of that part. */
static void add_address(
	const struct visit *visit, const struct part *part, struct buf *out)
{
	const char *separator = "?";

	buf_add_string(out, visit->path);
	for (size_t i = 0; i < visit->parameter_count; i++) {
		const struct parameter *parameter = &visit->parameters[i];

		if (!strcmp(parameter->name, "offset")
			|| !strcmp(parameter->name, "cursor"))
			continue;
		buf_add_format(out, "%s%s=", separator, parameter->name);
		if (parameter->value)
			markup_query_value(out, parameter->value);
		separator = "&";
	}
	if (*part->cursor)
		buf_add_format(out, "%scursor=%s", separator, part->cursor);
	else if (part->offset)
		buf_add_format(out, "%soffset=%u", separator, part->offset);
}

static void add_link(const struct visit *visit, const struct part *part,
	const char *relation, struct buf *out)
{
	buf_add_string(out, out->length ? ", <" : "<");
	add_address(visit, part, out);
	buf_add_format(out, ">; rel=\"%s\"", relation);
}

static void add_offset(
	const struct visit *visit, unsigned offset, const char *relation, struct buf *out)
{
	const struct part part = {offset, ""};

	add_link(visit, &part, relation, out);
}

static void add_neighbours(const struct visit *visit, const struct request *request,
	uint32_t total, struct buf *out)
{
	unsigned limit = request->limit;
	unsigned offset = request->offset;
	unsigned last =
		total > offset ? offset + (total - 1 - offset) / limit * limit : 0;

	if (offset)
		add_offset(visit, offset > limit ? offset - limit : 0, "prev", out);
	if (offset + limit < total && offset + limit + limit <= REQUEST_DEPTH_MAX)
		add_offset(visit, offset + limit, "next", out);
	if (total > offset && last + limit <= REQUEST_DEPTH_MAX)
		add_offset(visit, last, "last", out);
}

void paging_add_links(const struct visit *visit, const struct request *request,
	uint32_t total, const char *next_cursor, struct reply *out)
{
	const struct part deepest = {REQUEST_DEPTH_MAX, next_cursor};
	SCOPED(buf_release) struct buf address = {0};
	SCOPED(buf_release) struct buf links = {0};

	add_address(visit, &deepest, &address);
	if (!request->limit || address.length > ADDRESS_MAX)
		return;
	add_offset(visit, 0, "first", &links);
	if (request->cursor.kind == CURSOR_NONE)
		add_neighbours(visit, request, total, &links);
	else if (*next_cursor)
		add_link(visit, &deepest, "next", &links);
	reply_add_header(out, "Link", links.bytes);
}
