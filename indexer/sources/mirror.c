/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sources/mirror.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#define SCHEME "https://"

enum {
	HOST_MAX = 253,
	ADDRESS_MAX = 2048,
	COMMENT_WITHIN = 1 << 16, /* bytes of the page in which the comment stands */
};

/* www.example.org, perhaps with a port; not a folder like "2007.old pages". */
static bool is_host(const char *name, size_t length)
{
	const char *port = memchr(name, ':', length);
	size_t whole = port ? (size_t)(port - name) : length;
	const char *dot = memrchr(name, '.', whole);
	size_t last = dot ? (size_t)(name + whole - dot - 1) : 0;

	if (whole > HOST_MAX || last < 2 || dot == name)
		return false;
	for (size_t i = 0; i < whole; i++) {
		if (!isalnum((unsigned char)name[i]) && !strchr(".-", name[i]))
			return false;
	}
	for (size_t i = 0; i < last; i++) {
		if (!isalpha((unsigned char)dot[1 + i]))
			return false;
	}
	for (size_t i = whole + 1; i < length; i++) {
		if (!isdigit((unsigned char)name[i]))
			return false;
	}
	return true;
}

/* What a file's name may end with that looks like a host's: notes.txt/ is none. */
static bool is_file_name(const char *name, size_t length)
{
	static const char *const ends[] = {".html", ".htm", ".txt", ".md", ".zip", ".tar",
		".tgz", ".gz", ".warc", ".pdf", ".old", ".bak", ".orig"};

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		size_t end = strlen(ends[i]);

		if (length > end && strncasecmp(name + length - end, ends[i], end) == 0)
			return true;
	}
	return false;
}

static bool ends_with(const char *name, size_t length, const char *end)
{
	size_t bytes = strlen(end);

	return length >= bytes && strncasecmp(name + length - bytes, end, bytes) == 0;
}

/* The length without what wget -E has added. */
static size_t without_added_end(const char *path, size_t length)
{
	static const char *const programs[] = {
		".php", ".asp", ".aspx", ".jsp", ".cgi", ".pl", ".cfm", ".do"};
	size_t bare = length - strlen(".html");

	if (!ends_with(path, length, ".html"))
		return length;
	if (memchr(path, '?', bare))
		return bare;
	for (size_t i = 0; i < sizeof(programs) / sizeof(*programs); i++) {
		if (ends_with(path, bare, programs[i]))
			return bare;
	}
	return length;
}

static size_t without_index(const char *path, size_t length)
{
	static const char *const names[] = {"/index.html", "/index.htm"};

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		if (ends_with(path, length, names[i]))
			return length - strlen(names[i]) + 1;
	}
	return length;
}

/* RFC 3986: what may stand in a path or query stays, all else is coded. */
static void add_address(struct buf *url, const char *path, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)path[i];

		if (isascii(c)
			&& (isalnum(c) || (c && strchr("-._~/?&=:@!$'()*+,;%", c))))
			buf_add(url, path + i, 1);
		else
			buf_add_format(url, "%%%02X", c);
	}
}

void mirror_read_path(const char *path, struct buf *url)
{
	size_t host = strcspn(path, "/");
	size_t length = strlen(path);

	buf_clear(url);
	if (!path[host] || !is_host(path, host) || is_file_name(path, host))
		return;
	length = without_index(path, without_added_end(path, length));
	buf_add_string(url, SCHEME);
	add_address(url, path, length);
}

void mirror_read_comment(const char *bytes, size_t length, struct buf *url)
{
	static const char begin[] = "<!-- Mirrored from ";
	static const char end[] = " by HTTrack";
	size_t within = length < COMMENT_WITHIN ? length : COMMENT_WITHIN;
	const char *at = memmem(bytes, within, begin, strlen(begin));
	const char *stop;
	const char *slash;

	if (!at)
		return;
	at += strlen(begin);
	stop = memmem(at, (size_t)(bytes + length - at), end, strlen(end));
	if (!stop || stop - at > ADDRESS_MAX)
		return;
	slash = memchr(at, '/', (size_t)(stop - at));
	if (!is_host(at, (size_t)((slash ? slash : stop) - at)))
		return;
	buf_clear(url);
	buf_add_string(url, SCHEME);
	add_address(url, at, (size_t)(stop - at));
}
