/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "writing/iri.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

/* Where host and port end: an address of IPv6 has brackets, nothing behind it may. */
static const char *authority_end(const char *address)
{
	const char *host = strstr(address, "://") + 3;

	return host + strcspn(host, "/?#");
}

static bool is_encoding(const char *text)
{
	return isxdigit((unsigned char)text[1]) && isxdigit((unsigned char)text[2]);
}

void iri_add(struct buf *out, const char *address)
{
	const char *behind = authority_end(address);

	for (const char *c = address; *c; c++) {
		bool fits = (unsigned char)*c > ' ' && !strchr("<>\"{}|\\^`\x7f", *c)
			&& (*c != '%' || is_encoding(c))
			&& (c < behind || !strchr("[]", *c));

		if (fits)
			buf_add(out, c, 1);
		else
			buf_add_format(out, "%%%02X", (unsigned char)*c);
	}
}
