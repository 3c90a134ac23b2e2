/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/vetting.h"

#include "base/alloc.h"

#include <string.h>

enum {
	ADDRESS_MAX = 8192,   /* bytes, as problem.c tells */
	PARAMETERS_MAX = 128, /* likewise */
	HEADERS_MAX = 12288,  /* likewise, names and values */
};

static size_t count_parameters(const char *address)
{
	size_t count = 1;

	for (; (address = strchr(address, '&')); address++)
		count++;
	return count;
}

/* Blanks and control characters can make a proxy and us read different requests. */
static bool is_printable(const char *address)
{
	while ((unsigned char)*address > ' ' && *address != 0x7f)
		address++;
	return !*address;
}

/* Letters that a host with its port may have (RFC 3986, 3.2.2), but for percent signs. */
static size_t host_length(const char *text)
{
	return strspn(text,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"0123456789-._~!$&'()*+,;=:[]");
}

/* NULL: it is no address with a host. */
static const char *find_host(const char *address)
{
	if (!strncasecmp(address, "http://", 7))
		return address + 7;
	return strncasecmp(address, "https://", 8) != 0 ? NULL : address + 8;
}

const char *vetting_path(const char *address)
{
	const char *path = strchr(find_host(address), '/');

	return path ? path : "/";
}

enum problem vetting_address(const char *address, char **host)
{
	const char *named = find_host(address);
	size_t length = named ? host_length(named) : 0;

	*host = NULL;
	if (strlen(address) > ADDRESS_MAX || count_parameters(address) > PARAMETERS_MAX)
		return PROBLEM_ADDRESS;
	/* later it is decoded, and cut at a NUL */
	if (strstr(address, "%00") || !is_printable(address))
		return PROBLEM_MALFORMED;
	if (!named)
		return PROBLEM_NONE;
	if (!length || !strchr("/?", named[length]))
		return PROBLEM_MALFORMED;
	*host = alloc_copy(named, length);
	return PROBLEM_NONE;
}

void vetting_cut_parameters(const char *address)
{
	char *query = strchr(address, '?');

	if (query)
		query[1] = '\0';
}

static bool is_token(const char *name, size_t length)
{
	static const char allowed[] = "!#$%&'*+-.^_`|~0123456789"
				      "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"; /* RFC 9110, 5.6.2 */

	return length && strspn(name, allowed) == length;
}

void vetting_header(struct vetting_head *head, const char *name, size_t name_length,
	const char *value, size_t value_length)
{
	bool is_host = !strcasecmp(name, "Host");

	head->hosts += is_host;
	head->bad_hosts += is_host && host_length(value) != value_length;
	head->bodies += !strcasecmp(name, "Transfer-Encoding")
		|| !strcasecmp(name, "Content-Length");
	head->bad_names += !is_token(name, name_length);
	head->bytes += name_length + value_length;
}

/* The first version knew no Host, and some that only look whether we live speak it still. */
static bool has_its_host(const struct vetting_head *head, const char *version)
{
	return head->hosts == 1 || (!head->hosts && !strcmp(version, "HTTP/1.0"));
}

enum problem vetting_head(const struct vetting_head *head, const char *version)
{
	if (head->bodies)
		return PROBLEM_BODY;
	if (!has_its_host(head, version) || head->bad_hosts || head->bad_names)
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
