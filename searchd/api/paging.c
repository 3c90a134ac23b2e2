/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/paging.h"

#include "base/scope.h"
#include "writing/markup.h"

#include <string.h>

enum { ADDRESS_MAX = 1000 }; /* bytes: three of them fit the 4 KiB of a proxy */

/* The address that was asked for, with another offset. */
static void add_address(const struct visit *visit, unsigned offset, struct buf *out)
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
	if (offset)
		buf_add_format(out, "%soffset=%u", separator, offset);
}

static void add_link(
	const struct visit *visit, unsigned offset, const char *relation, struct buf *out)
{
	buf_add_string(out, out->length ? ", <" : "<");
	add_address(visit, offset, out);
	buf_add_format(out, ">; rel=\"%s\"", relation);
}

void paging_add_links(const struct visit *visit, const struct request *request,
	uint32_t total, struct reply *out)
{
	SCOPED(buf_release) struct buf address = {0};
	SCOPED(buf_release) struct buf links = {0};
	unsigned limit = request->limit;
	unsigned next = request->offset + limit;

	add_address(visit, REQUEST_DEPTH_MAX, &address);
	if (!limit || address.length > ADDRESS_MAX)
		return;
	add_link(visit, 0, "first", &links);
	if (request->cursor.kind != CURSOR_NONE) {
		reply_add_header(out, "Link", links.bytes);
		return;
	}
	if (request->offset)
		add_link(visit, request->offset > limit ? request->offset - limit : 0,
			"prev", &links);
	if (next < total && next + limit <= REQUEST_DEPTH_MAX)
		add_link(visit, next, "next", &links);
	reply_add_header(out, "Link", links.bytes);
}
