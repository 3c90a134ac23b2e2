/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sources/site_key.h"

#include "base/scope.h"

#include <string.h>
#include <strings.h>

enum { HOST_MAX = 260 }; /* bytes, with a port */

static bool begins_with(const char *text, size_t length, const char *begin)
{
	size_t bytes = strlen(begin);

	return length >= bytes && strncasecmp(text, begin, bytes) == 0;
}

static bool ends_with(const struct buf *text, const char *end)
{
	size_t bytes = strlen(end);

	return text->length >= bytes
		&& strcasecmp(text->bytes + text->length - bytes, end) == 0;
}

static void cut(struct buf *text, size_t bytes)
{
	text->length -= bytes;
	text->bytes[text->length] = '\0';
}

static void cut_end(struct buf *text, const char *end)
{
	if (ends_with(text, end))
		cut(text, strlen(end));
}

static size_t length_until(const char *text, size_t length, const char *ends)
{
	size_t at = 0;

	while (at < length && (!text[at] || !strchr(ends, text[at])))
		at++;
	return at;
}

static bool is_host_letter(char letter)
{
	return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9')
		|| (letter && strchr(".-:_", letter));
}

static char lower_of(char letter)
{
	static const char capitals[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
	const char *found = letter ? strchr(capitals, letter) : NULL;

	if (!found)
		return letter;
	return letters[found - capitals];
}

static bool read_host(const char *text, size_t length, struct buf *host)
{
	size_t www = begins_with(text, length, "www.") ? strlen("www.") : 0;

	if (length == www || length > HOST_MAX)
		return false;
	for (size_t i = www; i < length; i++) {
		char lower = lower_of(text[i]);

		if (!is_host_letter(lower))
			return false;
		buf_add(host, &lower, 1);
	}
	cut_end(host, ":80");
	cut_end(host, ":443");
	return host->length > 0;
}

/* -1: no digit. */
static int digit_of(char letter)
{
	static const char digits[] = "0123456789abcdef";
	const char *found = letter ? strchr(digits, lower_of(letter)) : NULL;

	return found ? (int)(found - digits) : -1;
}

/* RFC 3986, 2.1. */
static void add_decoded(const char *text, size_t length, struct buf *out)
{
	for (size_t i = 0; i < length; i++) {
		bool coded = text[i] == '%' && length - i > 2;
		int high = coded ? digit_of(text[i + 1]) : -1;
		int low = coded ? digit_of(text[i + 2]) : -1;
		char letter = text[i];

		if (high >= 0 && low >= 0) {
			letter = (char)(high * 16 + low);
			i += 2;
		}
		buf_add(out, &letter, 1);
	}
}

/* page.php.html was page.php; one end may stand behind another. */
static void cut_ends(struct buf *path)
{
	static const char *const ends[] = {".html", ".htm", ".xhtml", ".shtml", ".php",
		".asp", ".aspx", ".jsp", ".cgi", ".pl", ".cfm", ".do"};

	for (int times = 0; times < 2; times++) {
		for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
			cut_end(path, ends[i]);
	}
	if (ends_with(path, "/index"))
		cut(path, strlen("index"));
	while (ends_with(path, "/"))
		cut(path, 1);
}

static void read_path(const char *text, size_t length, struct buf *path)
{
	size_t bare = length_until(text, length, "?");

	add_decoded(text, bare, path);
	if (path->length)
		cut_ends(path);
	if (bare == length)
		return;
	add_decoded(text + bare, length - bare, path);
	cut_end(path, ".html"); /* that wget has added */
}

bool site_key_read(const char *address, size_t length, struct buf *host, struct buf *path)
{
	size_t scheme = begins_with(address, length, "https://") ? strlen("https://")
		: begins_with(address, length, "http://")        ? strlen("http://")
								 : 0;
	size_t host_length;

	buf_clear(host);
	buf_clear(path);
	length = length_until(address, length, "#");
	if (length > SITE_KEY_ADDRESS_MAX || (!scheme && (!length || *address != '/')))
		return false;
	address += scheme;
	length -= scheme;
	host_length = scheme ? length_until(address, length, "/?") : 0;
	if (scheme && !read_host(address, host_length, host))
		return false;
	read_path(address + host_length, length - host_length, path);
	return true;
}

struct digest site_key_digest(const struct buf *host, const struct buf *path)
{
	SCOPED(buf_release) struct buf both = {0};

	buf_add(&both, buf_string(host), host->length);
	buf_add(&both, buf_string(path), path->length);
	return digest_of(buf_string(&both), both.length);
}
