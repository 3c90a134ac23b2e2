/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/ini.h"

#include "base/alloc.h"
#include "text/unicode.h"

#include <stdlib.h>
#include <string.h>

static const char blanks[] = " \t\r";
static const char byte_order_mark[] = "\xef\xbb\xbf";

void ini_open(struct ini *ini, const char *bytes, size_t length)
{
	size_t mark = strlen(byte_order_mark);

	*ini = (struct ini){.bytes = alloc_copy(bytes, length),
		.line = {.section = "", .argument = ""}};
	/* A NUL would hide what follows it. */
	for (size_t i = 0; i < length; i++) {
		if (!ini->bytes[i])
			ini->bytes[i] = '\x01';
	}
	ini->next =
		ini->bytes + (strncmp(ini->bytes, byte_order_mark, mark) == 0 ? mark : 0);
}

void ini_release(struct ini *ini)
{
	free(ini->bytes);
	*ini = (struct ini){0};
}

/* Cuts off the blanks on both sides. */
static char *trim(char *text)
{
	char *end;

	text += strspn(text, blanks);
	end = text + strlen(text);
	while (end > text && strchr(blanks, end[-1]))
		end--;
	*end = '\0';
	return text;
}

static char *cut_line(struct ini *ini)
{
	char *line = ini->next;
	char *end = strchr(line, '\n');

	ini->next = end ? end + 1 : line + strlen(line);
	if (end)
		*end = '\0';
	ini->line.number++;
	return line;
}

static bool parse_section(struct ini *ini, char *text, struct error *err)
{
	char *end = text + strlen(text) - 1;
	char *name;
	char *rest;

	if (*end != ']')
		return error_set(err, ERROR_INVALID, "a section ends with ]: [name]");
	*end = '\0';
	name = trim(text + 1);
	rest = name + strcspn(name, blanks);
	ini->line.argument = *rest ? trim(rest + 1) : "";
	*rest = '\0';
	ini->line.section = name;
	ini->line.key = NULL;
	ini->line.value = end;
	return true;
}

static bool parse_value(struct ini *ini, char *text, struct error *err)
{
	char *sign = strchr(text, '=');

	if (!sign || sign == text)
		return error_set(err, ERROR_INVALID,
			"neither a [section], nor key = value, nor a # comment: %.60s",
			text);
	*sign = '\0';
	ini->line.key = trim(text);
	ini->line.value = trim(sign + 1);
	if (!*ini->line.section)
		return error_set(err, ERROR_INVALID,
			"%.60s stands before the first section", ini->line.key);
	if (!*ini->line.value)
		return error_set(err, ERROR_INVALID, "%.60s has no value", ini->line.key);
	return true;
}

static bool has_controls(const char *line)
{
	for (; *line; line++) {
		if ((unsigned char)*line < ' ' && !strchr(blanks, *line))
			return true;
	}
	return false;
}

bool ini_next(struct ini *ini, struct error *err)
{
	while (*ini->next) {
		char *line = cut_line(ini);
		char *text;

		if (!unicode_valid(line, strlen(line)) || has_controls(line))
			return error_set(err, ERROR_INVALID,
				"not text in UTF-8; save the file so");
		text = trim(line);
		if (!*text || *text == '#' || *text == ';')
			continue;
		return *text == '[' ? parse_section(ini, text, err)
				    : parse_value(ini, text, err);
	}
	return false;
}
