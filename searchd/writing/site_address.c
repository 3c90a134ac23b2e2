/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "writing/site_address.h"

#include "writing/markup.h"

#include <string.h>

static const char host_letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				   "0123456789.-_:[]";

static bool is_host(const char *text, size_t length)
{
	return length && strspn(text, host_letters) >= length;
}

bool site_address_is_valid(const char *url)
{
	const char *host = strstr(url, "://");

	if (!markup_is_web_address(url) || strpbrk(url, " \t\r\n\"<>\\?#"))
		return false;
	return is_host(host + 3, strcspn(host + 3, "/"));
}

void site_address_write(struct buf *out, const char *public_url, const char *host)
{
	size_t length = public_url ? strlen(public_url) : 0;

	while (length && public_url[length - 1] == '/')
		length--;
	if (length) {
		buf_add(out, public_url, length);
		return;
	}
	buf_add_string(out, "http://");
	buf_add_string(out, host && is_host(host, strlen(host)) ? host : "localhost");
}

/* A segment that is empty or dots, as in http://example/a/../b */
static bool is_fragile(const char *segment, size_t length)
{
	return !length || (length <= 2 && strspn(segment, ".") >= length);
}

static bool has_fragile_segment(const char *id)
{
	for (;;) {
		size_t length = strcspn(id, "/");

		if (is_fragile(id, length))
			return true;
		if (!id[length])
			return false;
		id += length + 1;
	}
}

void site_address_add_document(struct buf *out, const char *id)
{
	bool encode_slashes = has_fragile_segment(id);

	buf_add_string(out, "/document/");
	for (const char *c = id; *c; c++) {
		const char one[2] = {*c};

		if (*c == '/' && !encode_slashes)
			buf_add_string(out, "/");
		else
			markup_query_value(out, one);
	}
}
