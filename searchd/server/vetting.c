/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/vetting.h"

#include <string.h>

enum {
	ADDRESS_MAX = 8192,  /* bytes, as problem.c tells */
	HEADERS_MAX = 12288, /* likewise, names and values */
};

/* Blanks and control characters can make a proxy and us read different requests. */
static bool is_printable(const char *address)
{
	while ((unsigned char)*address > ' ' && *address != 0x7f)
		address++;
	return !*address;
}

enum problem vetting_address(const char *address)
{
	if (strlen(address) > ADDRESS_MAX)
		return PROBLEM_ADDRESS;
	/* later it is decoded, and cut at a NUL */
	if (strstr(address, "%00") || !is_printable(address))
		return PROBLEM_MALFORMED;
	return PROBLEM_NONE;
}

static bool is_token(const char *name, size_t length)
{
	static const char allowed[] = "!#$%&'*+-.^_`|~0123456789"
				      "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"; /* RFC 9110, 5.6.2 */

	return length && strspn(name, allowed) == length;
}

void vetting_header(struct vetting_head *head, const char *name, size_t name_length,
	size_t value_length)
{
	head->hosts += !strcasecmp(name, "Host");
	head->bodies += !strcasecmp(name, "Transfer-Encoding")
		|| !strcasecmp(name, "Content-Length");
	head->bad_names += !is_token(name, name_length);
	head->bytes += name_length + value_length;
}

enum problem vetting_head(const struct vetting_head *head)
{
	if (head->bodies)
		return PROBLEM_BODY;
	if (head->hosts != 1 || head->bad_names)
		return PROBLEM_MALFORMED;
	return head->bytes > HEADERS_MAX ? PROBLEM_HEADERS : PROBLEM_NONE;
}

bool vetting_method(const char *name, enum method *out)
{
	static const char *const names[] = {[METHOD_GET] = "GET",
		[METHOD_HEAD] = "HEAD",
		[METHOD_OPTIONS] = "OPTIONS"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (!strcmp(names[i], name)) {
			*out = (enum method)i;
			return true;
		}
	}
	return false;
}
