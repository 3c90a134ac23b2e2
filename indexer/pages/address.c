/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/address.h"

#include "base/embed.h"
#include "base/scope.h"
#include "pages/cues.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

EMBEDDED(address_words);

enum word_class { WORD_INDEX, WORD_PRINT, WORD_TRACKING, WORD_VIEW, WORD_NONE };

struct reading {
	const struct cues *words;
	struct buf *out;
	unsigned traits;
};

struct cues *address_open_words(void)
{
	static const char *const classes[] = {"index", "print", "tracking", "view"};

	return cues_open(address_words_begin, address_words_end, classes, WORD_NONE);
}

static enum word_class class_of(const struct cues *words, const char *text, size_t length)
{
	SCOPED(buf_release) struct buf small = {0};
	const struct cue *cue;

	cues_lower(text, length, &small);
	cue = cues_whole(words, buf_string(&small), length);
	return cue ? (enum word_class)cue->class : WORD_NONE;
}

/* Letters and digits from the beginning. */
static size_t word_length(const char *text, size_t length)
{
	size_t end = 0;

	while (end < length && !strchr("-_.+~", text[end]))
		end++;
	return end;
}

/* How long a word of the class stands at the end, with what parts it off. */
static size_t tail_length(const struct reading *reading, const char *text, size_t length)
{
	size_t start = length;

	while (start && !strchr("-_.+~", text[start - 1]))
		start--;
	if (start < 2
		|| class_of(reading->words, text + start, length - start) != WORD_PRINT)
		return 0;
	return length - start + 1;
}

/* The same at the beginning. */
static size_t head_length(const struct reading *reading, const char *text, size_t length)
{
	size_t end = word_length(text, length);

	if (end + 1 >= length || class_of(reading->words, text, end) != WORD_PRINT)
		return 0;
	return end + 1;
}

/* The name of a file without its print words: artikel-druck.html is artikel.html. */
static void add_file(struct reading *reading, const char *name, size_t length)
{
	const char *dot = memrchr(name, '.', length);
	size_t stem = dot ? (size_t)(dot - name) : length;
	size_t tail = tail_length(reading, name, stem);
	size_t head = tail ? 0 : head_length(reading, name, stem);

	if (dot && class_of(reading->words, name, stem) == WORD_INDEX)
		return;
	if (tail || head)
		reading->traits |= ADDRESS_PRINT;
	buf_add_string(reading->out, "/");
	buf_add(reading->out, name + head, stem - head - tail);
	buf_add(reading->out, name + stem, length - stem);
}

static void add_path(struct reading *reading, const char *path, size_t length)
{
	const char *end = path + length;

	while (path < end) {
		size_t segment = strcspn(path, "/");
		size_t named;
		enum word_class class;

		if (segment > (size_t)(end - path))
			segment = (size_t)(end - path);
		named = strcspn(path, ";");
		if (named > segment)
			named = segment;
		class = class_of(reading->words, path, named);
		if (class == WORD_PRINT)
			reading->traits |= ADDRESS_PRINT;
		else if (named && path + segment == end && class != WORD_VIEW)
			add_file(reading, path, named);
		else if (named && class != WORD_VIEW)
			buf_add_format(reading->out, "/%.*s", (int)named, path);
		path += segment + 1;
	}
}

/* Whether name=value makes another page. */
static bool is_telling(struct reading *reading, const char *pair, size_t length)
{
	const char *sign = memchr(pair, '=', length);
	size_t name = sign ? (size_t)(sign - pair) : length;
	enum word_class class = class_of(reading->words, pair, word_length(pair, name));

	if (class == WORD_PRINT
		|| (sign
			&& class_of(reading->words, sign + 1, length - name - 1)
				== WORD_PRINT)) {
		reading->traits |= ADDRESS_PRINT;
		return false;
	}
	return class != WORD_TRACKING && class != WORD_VIEW;
}

static void add_parameters(struct reading *reading, const char *query, size_t length)
{
	const char *end = query + length;
	char separator = '?';

	while (query < end) {
		size_t pair = strcspn(query, "&;");

		if (pair > (size_t)(end - query))
			pair = (size_t)(end - query);
		if (pair && is_telling(reading, query, pair)) {
			buf_add(reading->out, &separator, 1);
			buf_add(reading->out, query, pair);
			separator = '&';
		}
		query += pair + 1;
	}
}

static void add_host(struct reading *reading, const char *host, size_t length)
{
	static const char *const ports[] = {":80", ":443"};

	if (length > 4 && !strncasecmp(host, "www.", 4)) {
		host += 4;
		length -= 4;
	}
	for (size_t i = 0; i < sizeof(ports) / sizeof(*ports); i++) {
		size_t size = strlen(ports[i]);

		if (length > size && !memcmp(host + length - size, ports[i], size))
			length -= size;
	}
	cues_lower(host, length, reading->out);
}

unsigned address_add(const struct cues *words, const char *address, struct buf *out)
{
	struct reading reading = {.words = words, .out = out};
	size_t length;
	size_t host;
	size_t path;

	if (!strncasecmp(address, "https://", 8)) {
		reading.traits |= ADDRESS_SECURE;
		address += 8;
	} else if (!strncasecmp(address, "http://", 7)) {
		address += 7;
	}
	length = strcspn(address, "#");
	path = strcspn(address, "?#");
	host = strcspn(address, "/?#");
	add_host(&reading, address, host);
	add_path(&reading, address + host, path - host);
	if (path < length)
		add_parameters(&reading, address + path + 1, length - path - 1);
	return reading.traits;
}

void address_add_link(
	const struct cues *words, const char *link, const char *page, struct buf *out)
{
	SCOPED(buf_release) struct buf whole = {0};
	const char *host = page ? strstr(page, "://") : NULL;

	if (!strncasecmp(link, "http://", 7) || !strncasecmp(link, "https://", 8)) {
		address_add(words, link, out);
		return;
	}
	if (*link != '/' || !page)
		return;
	host = host ? host + 3 : page;
	if (link[1] == '/')
		buf_add_string(&whole, link + 2);
	else
		buf_add_format(&whole, "%.*s%s", (int)strcspn(host, "/?#"), host, link);
	address_add(words, buf_string(&whole), out);
}
