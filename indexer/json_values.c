/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "json_values.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	const char *text;
	size_t length, at;
	size_t depth;
	struct json_values *out;
	struct error *err;
};

void json_values_release(struct json_values *values)
{
	free(values->items);
	buf_release(&values->strings);
	*values = (struct json_values){0};
}

static bool refuse(const struct reader *reader, const char *what)
{
	if (reader->at >= reader->length)
		return error_set(reader->err, ERROR_INVALID,
			"not JSON: it ends too early, %s is missing", what);
	return error_set(reader->err, ERROR_INVALID, "not JSON: %s expected at byte %zu",
		what, reader->at + 1);
}

/* The next byte; at the end a NUL, which is nothing in JSON. */
static char peek(const struct reader *reader)
{
	if (reader->at >= reader->length)
		return '\0';
	return reader->text[reader->at];
}

static void skip_blanks(struct reader *reader)
{
	char c = peek(reader);

	while (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
		reader->at++;
		c = peek(reader);
	}
}

static bool take(struct reader *reader, char c)
{
	if (peek(reader) != c)
		return false;
	reader->at++;
	return true;
}

/* Whether one of eight bytes ends a run of plain ones: " \ and what is below a blank. */
static bool has_special(const char *bytes)
{
	static const uint64_t ones = UINT64_C(0x0101010101010101);
	static const uint64_t highs = UINT64_C(0x8080808080808080);
	uint64_t word;
	uint64_t quote;
	uint64_t backslash;

	memcpy(&word, bytes, sizeof(word));
	quote = word ^ (ones * '"');
	backslash = word ^ (ones * '\\');
	return (((word - ones * 0x20) & ~word) | ((quote - ones) & ~quote)
		       | ((backslash - ones) & ~backslash))
		& highs;
}

/* Bytes from at on that stand in a string for themselves. */
static size_t plain_length(const struct reader *reader)
{
	const char *bytes = reader->text + reader->at;
	size_t left = reader->length - reader->at;
	size_t i = 0;

	while (i + sizeof(uint64_t) <= left && !has_special(bytes + i))
		i += sizeof(uint64_t);
	while (i < left && bytes[i] != '"' && bytes[i] != '\\'
		&& (unsigned char)bytes[i] >= ' ')
		i++;
	return i;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Of a hexadecimal digit; 16: it is none. */
static uint32_t value_of(char c)
{
	if (is_digit(c))
		return (uint32_t)(c - '0');
	if (c >= 'a' && c <= 'f')
		return (uint32_t)(c - 'a' + 10);
	return c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10) : 16;
}

static bool read_hex(struct reader *reader, uint32_t *out)
{
	uint32_t number = 0;

	for (int i = 0; i < 4; i++) {
		uint32_t digit = value_of(peek(reader));

		if (digit == 16)
			return refuse(reader, "a hexadecimal digit");
		number = number * 16 + digit;
		reader->at++;
	}
	*out = number;
	return true;
}

static bool is_first_half(uint32_t c)
{
	return c >= 0xD800 && c < 0xDC00;
}

static bool is_second_half(uint32_t c)
{
	return c >= 0xDC00 && c < 0xE000;
}

/* What follows \u: a character, or half of one that another \u completes. */
static bool read_code(struct reader *reader, uint32_t *out)
{
	uint32_t code = 0;
	uint32_t second = 0;

	if (!read_hex(reader, &code))
		return false;
	if (is_first_half(code)) {
		if (!take(reader, '\\') || !take(reader, 'u'))
			return refuse(reader, "the other half of a character");
		if (!read_hex(reader, &second))
			return false;
	}
	if (!code || is_second_half(code)
		|| is_first_half(code) != is_second_half(second))
		return refuse(reader, "another character than \\u told");
	*out = second ? 0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00) : code;
	return true;
}

static void add_code(struct buf *out, uint32_t code)
{
	char bytes[4];
	size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	static const unsigned char marks[] = {0, 0, 0xC0, 0xE0, 0xF0};

	for (size_t i = length; i-- > 1; code >>= 6)
		bytes[i] = (char)(0x80 | (code & 0x3F));
	bytes[0] = (char)(marks[length] | code);
	buf_add(out, bytes, length);
}

/* Behind a backslash. */
static bool read_escape(struct reader *reader)
{
	static const char names[] = "\"\\/bfnrt";
	static const char meanings[] = "\"\\/\b\f\n\r\t";
	char c = peek(reader);
	const char *name = c ? strchr(names, c) : NULL;
	uint32_t code = 0;

	if (!name && c != 'u')
		return refuse(reader, "one of \"\\/bfnrtu");
	reader->at++;
	if (name) {
		buf_add(&reader->out->strings, &meanings[name - names], 1);
		return true;
	}
	if (!read_code(reader, &code))
		return false;
	add_code(&reader->out->strings, code);
	return true;
}

/* There is room for all strings: none is longer than it is written, quotes and all. */
static bool read_string(struct reader *reader, const char **out, size_t *length)
{
	struct buf *strings = &reader->out->strings;
	size_t start = strings->length;

	if (!take(reader, '"'))
		return refuse(reader, "a string");
	for (;;) {
		size_t plain = plain_length(reader);

		buf_add(strings, reader->text + reader->at, plain);
		reader->at += plain;
		if (take(reader, '"'))
			break;
		if (!take(reader, '\\'))
			return refuse(reader, "the end of a string");
		if (!read_escape(reader))
			return false;
	}
	*out = strings->bytes + start;
	*length = strings->length - start;
	buf_add(strings, "", 1);
	return true;
}

static bool read_digits(struct reader *reader)
{
	if (!is_digit(peek(reader)))
		return refuse(reader, "a digit");
	while (is_digit(peek(reader)))
		reader->at++;
	return true;
}

/* A fraction and an exponent, if there are any. */
static bool read_rest_of_number(struct reader *reader)
{
	if (take(reader, '.') && !read_digits(reader))
		return false;
	if (!take(reader, 'e') && !take(reader, 'E'))
		return true;
	if (!take(reader, '-'))
		(void)take(reader, '+');
	return read_digits(reader);
}

/* False: it has more digits than 64 bits hold. */
static bool integer_of(
	const char *digits, const char *end, bool is_negative, int64_t *out)
{
	int64_t number = 0;

	for (; digits < end; digits++) {
		int digit = *digits - '0';

		if (__builtin_mul_overflow(number, 10, &number)
			|| __builtin_add_overflow(
				number, is_negative ? -digit : digit, &number))
			return false;
	}
	*out = number;
	return true;
}

static bool read_number(struct reader *reader, struct json_value *value)
{
	bool is_negative = take(reader, '-');
	size_t first = reader->at;
	size_t end;

	if (!take(reader, '0') && !read_digits(reader))
		return false;
	end = reader->at;
	if (!read_rest_of_number(reader))
		return false;
	value->kind = end == reader->at
			&& integer_of(reader->text + first, reader->text + end,
				is_negative, &value->integer)
		? JSON_INTEGER
		: JSON_REAL;
	return true;
}

static bool read_word(struct reader *reader, const char *word)
{
	size_t length = strlen(word);

	if (reader->length - reader->at < length
		|| memcmp(reader->text + reader->at, word, length) != 0)
		return refuse(reader, "a value");
	reader->at += length;
	return true;
}

static bool read_value(struct reader *reader, const char *key);

/* A member of an object, or a value of a list. */
static bool read_item(struct reader *reader, enum json_kind kind)
{
	const char *key = NULL;
	size_t length;

	skip_blanks(reader);
	if (kind == JSON_OBJECT) {
		if (!read_string(reader, &key, &length))
			return false;
		skip_blanks(reader);
		if (!take(reader, ':'))
			return refuse(reader, "a colon");
	}
	return read_value(reader, key);
}

/* Behind the first bracket of a list or an object. */
static bool read_items(struct reader *reader, enum json_kind kind)
{
	char end = kind == JSON_LIST ? ']' : '}';

	skip_blanks(reader);
	if (take(reader, end))
		return true;
	if (reader->depth == JSON_DEPTH_MAX)
		return error_set(reader->err, ERROR_INVALID,
			"not JSON to be read: nested deeper than %d", JSON_DEPTH_MAX);
	reader->depth++;
	do {
		if (!read_item(reader, kind))
			return false;
		skip_blanks(reader);
	} while (take(reader, ','));
	reader->depth--;
	return take(reader, end)
		|| refuse(reader, kind == JSON_LIST ? "a comma or ]" : "a comma or }");
}

static bool read_plain(struct reader *reader, struct json_value *value)
{
	switch (peek(reader)) {
	case '"':
		value->kind = JSON_STRING;
		return read_string(reader, &value->string, &value->length);
	case 't':
		value->kind = JSON_TRUTH;
		return read_word(reader, "true");
	case 'f':
		value->kind = JSON_TRUTH;
		return read_word(reader, "false");
	case 'n':
		value->kind = JSON_NULL;
		return read_word(reader, "null");
	default:
		if (peek(reader) != '-' && !is_digit(peek(reader)))
			return refuse(reader, "a value");
		return read_number(reader, value);
	}
}

static bool read_value(struct reader *reader, const char *key)
{
	struct json_values *out = reader->out;
	size_t number = out->count;
	struct json_value value = {.key = key, .kind = JSON_LIST};

	skip_blanks(reader);
	out->items = alloc_grow(out->items, out->count, &out->room, sizeof(*out->items));
	out->count++;
	if (take(reader, '{'))
		value.kind = JSON_OBJECT;
	else if (!take(reader, '[') && !read_plain(reader, &value))
		return false;
	if (value.kind >= JSON_LIST && !read_items(reader, (enum json_kind)value.kind))
		return false;
	value.size = (uint32_t)(out->count - number);
	out->items[number] = value;
	return true;
}

bool json_values_parse(
	const char *text, size_t length, struct json_values *out, struct error *err)
{
	struct reader reader = {.text = text, .length = length, .out = out, .err = err};

	buf_reserve(&out->strings, length);
	if (!read_value(&reader, NULL))
		return false;
	skip_blanks(&reader);
	return reader.at == length || refuse(&reader, "nothing more");
}

const struct json_value *json_values_member(
	const struct json_value *object, const char *key)
{
	const struct json_value *found = NULL;
	const struct json_value *member = NULL;

	if (object->kind != JSON_OBJECT)
		return NULL;
	while ((member = json_values_next(object, member))) {
		if (!strcmp(member->key, key))
			found = member;
	}
	return found;
}

const struct json_value *json_values_next(
	const struct json_value *within, const struct json_value *item)
{
	const struct json_value *end = within + within->size;
	const struct json_value *next = item ? item + item->size : within + 1;

	return within->kind >= JSON_LIST && next < end ? next : NULL;
}
