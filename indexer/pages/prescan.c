/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/prescan.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { LOOKED_AT = 4096 }; /* bytes; some pages begin with long comments and scripts */

struct slice {
	const char *bytes;
	size_t length;
};

static bool is_space(char c)
{
	return isspace((unsigned char)c);
}

static bool equals(struct slice text, const char *word)
{
	return text.length == strlen(word) && !strncasecmp(text.bytes, word, text.length);
}

/* What stands behind an equals sign at *at, which moves behind it; empty: nothing. */
static struct slice read_value(const char **at, const char *end)
{
	struct slice value = {*at, 0};
	const char *c = *at;

	while (c < end && is_space(*c))
		c++;
	if (c == end || *c != '=')
		return value;
	for (c++; c < end && is_space(*c); c++)
		;
	if (c < end && (*c == '"' || *c == '\'')) {
		const char *close = memchr(c + 1, *c, (size_t)(end - c - 1));

		value = (struct slice){c + 1, (size_t)((close ? close : end) - c - 1)};
		c = close ? close + 1 : end;
	} else {
		value.bytes = c;
		while (c < end && !is_space(*c) && *c != ';' && *c != '>')
			c++;
		value.length = (size_t)(c - value.bytes);
	}
	*at = c;
	return value;
}

static bool is_name_byte(char c)
{
	return isalnum((unsigned char)c) || c == '-' || c == '_' || c == ':';
}

/* The next attribute; false: no more in the tag. */
static bool read_attribute(
	const char **at, const char *end, struct slice *name, struct slice *value)
{
	const char *c = *at;

	while (c < end && !is_name_byte(*c))
		c++;
	name->bytes = c;
	while (c < end && is_name_byte(*c))
		c++;
	name->length = (size_t)(c - name->bytes);
	*value = read_value(&c, end);
	*at = c;
	return name->length > 0;
}

/* text/html; charset=x */
static struct slice charset_of(struct slice content)
{
	const char *end = content.bytes + content.length;

	for (const char *c = content.bytes; c + 7 < end; c++) {
		if (!strncasecmp(c, "charset", 7)) {
			c += 7;
			return read_value(&c, end);
		}
	}
	return (struct slice){end, 0};
}

static struct slice read_meta(const char *at, const char *end)
{
	struct slice charset = {at, 0};
	struct slice content = {at, 0};
	bool tells_type = false;
	struct slice name;
	struct slice value;

	while (read_attribute(&at, end, &name, &value)) {
		if (equals(name, "charset"))
			charset = value;
		else if (equals(name, "content"))
			content = charset_of(value);
		else if (equals(name, "http-equiv"))
			tells_type = equals(value, "content-type");
	}
	return !charset.length && tells_type ? content : charset;
}

static struct slice read_declaration(const char *at, const char *end)
{
	struct slice name;
	struct slice value;

	while (read_attribute(&at, end, &name, &value)) {
		if (equals(name, "encoding"))
			return value;
	}
	return (struct slice){at, 0};
}

static bool begins(const char *at, const char *end, const char *word)
{
	size_t length = strlen(word);

	return (size_t)(end - at) > length && !strncasecmp(at, word, length);
}

/* Behind the comment at at; NULL: it is open. */
static const char *skip_comment(const char *at, const char *end)
{
	const char *close = memmem(at + 2, (size_t)(end - at - 2), "-->", 3);

	return close ? close + 3 : NULL;
}

static bool take(struct slice label, char out[PRESCAN_LABEL_MAX])
{
	while (label.length && is_space(label.bytes[0])) {
		label.bytes++;
		label.length--;
	}
	while (label.length && is_space(label.bytes[label.length - 1]))
		label.length--;
	if (!label.length || label.length >= PRESCAN_LABEL_MAX)
		return false;
	memcpy(out, label.bytes, label.length);
	out[label.length] = '\0';
	return true;
}

bool prescan_label(const char *bytes, size_t length, char out[PRESCAN_LABEL_MAX])
{
	const char *end = bytes + (length < LOOKED_AT ? length : LOOKED_AT);
	const char *at = bytes;

	while (at && (at = memchr(at, '<', (size_t)(end - at)))) {
		const char *close = memchr(at, '>', (size_t)(end - at));

		if (begins(at, end, "<!--")) {
			at = skip_comment(at, end);
			continue;
		}
		if (!close)
			return false;
		if (begins(at, end, "<meta") && !is_name_byte(at[5])
			&& take(read_meta(at + 5, close), out))
			return true;
		if (begins(at, end, "<?xml")
			&& take(read_declaration(at + 5, close), out))
			return true;
		at++;
	}
	return false;
}
