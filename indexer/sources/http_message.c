/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sources/http_message.h"

#include "base/scope.h"
#include "sources/inflow.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { CODINGS_MAX = 2, LENGTH_DIGITS = 15 };

void http_message_release(struct http_message *message)
{
	buf_release(&message->media_type);
	buf_release(&message->charset);
	buf_release(&message->codings);
	*message = (struct http_message){0};
}

static void add_lower(struct buf *out, const char *bytes, size_t length)
{
	size_t begin = out->length;

	buf_add(out, bytes, length);
	for (size_t i = begin; i < out->length; i++) {
		if (out->bytes[i] >= 'A' && out->bytes[i] <= 'Z')
			out->bytes[i] = (char)(out->bytes[i] | 0x20);
	}
}

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t'))
		at++;
	return at;
}

/* The value of a parameter, perhaps in quotes. */
static void add_value(const char *at, const char *end, struct buf *out)
{
	const char *stop;

	if (at < end && (*at == '"' || *at == '\''))
		at++;
	for (stop = at; stop < end && !strchr("\"';, \t", *stop);)
		stop++;
	add_lower(out, at, (size_t)(stop - at));
}

void http_message_set_type(struct http_message *message, const char *value, size_t length)
{
	static const char name[] = "charset=";
	const char *end = value + length;
	const char *at = skip_blanks(value, end);
	const char *stop = at;

	buf_clear(&message->media_type);
	buf_clear(&message->charset);
	while (stop < end && !strchr("; \t,", *stop))
		stop++;
	add_lower(&message->media_type, at, (size_t)(stop - at));
	while ((stop = memchr(stop, ';', (size_t)(end - stop)))) {
		stop = skip_blanks(stop + 1, end);
		if ((size_t)(end - stop) < strlen(name)
			|| strncasecmp(stop, name, strlen(name)) != 0)
			continue;
		add_value(stop + strlen(name), end, &message->charset);
		return;
	}
}

struct field {
	const char *name, *value;
	size_t name_length, value_length;
};

static bool is_named(const struct field *field, const char *name)
{
	return field->name_length == strlen(name)
		&& strncasecmp(field->name, name, field->name_length) == 0;
}

static void set_length(struct http_message *message, const struct field *field)
{
	size_t digits = 0;

	while (digits < field->value_length
		&& isdigit((unsigned char)field->value[digits]))
		digits++;
	if (digits && digits <= LENGTH_DIGITS && digits == field->value_length)
		message->length = strtoll(field->value, NULL, 10);
}

static void set_field(struct http_message *message, const struct field *field)
{
	if (is_named(field, "Content-Type"))
		http_message_set_type(message, field->value, field->value_length);
	else if (is_named(field, "Content-Length"))
		set_length(message, field);
	else if (is_named(field, "Content-Encoding"))
		add_lower(&message->codings, field->value, field->value_length);
	else if (is_named(field, "Transfer-Encoding"))
		message->chunked = memmem(field->value, field->value_length, "hunked", 6);
}

/* The end of the line at this place, or NULL. */
static const char *line_end(const char *at, const char *end)
{
	return memchr(at, '\n', (size_t)(end - at));
}

static void read_field(const char *at, const char *end, struct http_message *out)
{
	const char *colon = memchr(at, ':', (size_t)(end - at));
	struct field field = {.name = at};

	if (!colon)
		return; /* a line that says nothing does no harm */
	field.name_length = (size_t)(colon - at);
	field.value = skip_blanks(colon + 1, end);
	while (end > field.value && isspace((unsigned char)end[-1]))
		end--;
	field.value_length = (size_t)(end - field.value);
	set_field(out, &field);
}

static bool read_status(const char *at, const char *end, struct http_message *out)
{
	const char *blank = memchr(at, ' ', (size_t)(end - at));

	if (end - at < 12 || strncasecmp(at, "HTTP/", 5) != 0 || !blank
		|| end - blank < 4)
		return false;
	for (int i = 1; i <= 3; i++) {
		if (!isdigit((unsigned char)blank[i]))
			return false;
		out->status = out->status * 10 + (blank[i] - '0');
	}
	return true;
}

bool http_message_parse(
	const char *bytes, size_t length, struct http_message *out, struct error *err)
{
	const char *end = bytes + length;
	const char *at = bytes;
	const char *stop = line_end(at, end);

	http_message_release(out);
	out->length = -1;
	if (!stop || !read_status(at, stop, out))
		return error_set(err, ERROR_INVALID, "no HTTP response is in it");
	for (at = stop + 1; (stop = line_end(at, end)); at = stop + 1) {
		if (stop == at || (stop == at + 1 && *at == '\r')) {
			out->body = (size_t)(stop + 1 - bytes);
			return true;
		}
		read_field(at, stop, out);
	}
	return error_set(err, ERROR_INVALID, "its HTTP header is cut off");
}

static bool refuse_cut(struct error *err)
{
	return error_set(err, ERROR_INVALID, "its body is cut off");
}

/* The size before a chunk; *at moves behind its line. False: there is none. */
static bool read_chunk_size(const char **at, const char *end, size_t *out)
{
	const char *stop = line_end(*at, end);
	size_t size = 0;
	int digits = 0;

	for (; stop && *at < stop && isxdigit((unsigned char)**at); ++*at) {
		char digit[2] = {**at, '\0'};

		size = size * 16 + strtoul(digit, NULL, 16);
		digits++;
	}
	if (!digits || digits > 8)
		return false;
	*at = stop + 1;
	*out = size;
	return true;
}

static bool join_chunks(
	const char *at, const char *end, size_t most, struct buf *out, struct error *err)
{
	size_t size;

	for (;;) {
		if (!read_chunk_size(&at, end, &size))
			return refuse_cut(err);
		if (!size)
			return true;
		if ((size_t)(end - at) < size)
			return refuse_cut(err);
		if (size > most - out->length)
			return error_set(
				err, ERROR_INVALID, "larger than %zu MB", most >> 20);
		buf_add(out, at, size);
		at += size;
		at += at < end && *at == '\r';
		at += at < end && *at == '\n';
	}
}

/* Appends the body without chunks. */
static bool take_body(const struct http_message *message, const char *bytes,
	size_t length, size_t most, struct buf *out, struct error *err)
{
	const char *at = bytes + message->body;
	const char *end = bytes + length;
	const char *probe = at;
	size_t size = (size_t)(end - at);

	if (message->chunked && read_chunk_size(&probe, end, &size))
		return join_chunks(at, end, most, out, err);
	size = (size_t)(end - at);
	/* that of what was compressed says nothing on what is not any more */
	if (!message->chunked && !message->codings.length
		&& (long long)size < message->length)
		return refuse_cut(err);
	if (size > most)
		return error_set(err, ERROR_INVALID, "larger than %zu MB", most >> 20);
	buf_add(out, at, size);
	return true;
}

/* The last of the codings, which was applied last; *length becomes shorter by it. */
static const char *last_coding(const char *codings, size_t *length, size_t *own)
{
	const char *comma;
	const char *at;

	while (*length && strchr(" \t,", codings[*length - 1]))
		--*length;
	comma = memrchr(codings, ',', *length);
	at = skip_blanks(comma ? comma + 1 : codings, codings + *length);
	*own = (size_t)(codings + *length - at);
	*length = comma ? (size_t)(comma - codings) : 0;
	return at;
}

enum coding { CODING_NONE, CODING_DEFLATE, CODING_UNKNOWN };

static enum coding find_coding(const char *name, size_t length)
{
	static const struct {
		const char *name;
		enum coding coding;
	} codings[] = {{"", CODING_NONE}, {"identity", CODING_NONE},
		{"none", CODING_NONE}, {"utf-8", CODING_NONE}, {"gzip", CODING_DEFLATE},
		{"x-gzip", CODING_DEFLATE}, {"deflate", CODING_DEFLATE}};

	for (size_t i = 0; i < sizeof(codings) / sizeof(*codings); i++) {
		if (strlen(codings[i].name) == length
			&& strncmp(name, codings[i].name, length) == 0)
			return codings[i].coding;
	}
	return CODING_UNKNOWN;
}

/* Markup or text: the crawler has inflated it, and says still that it is not. */
static bool is_inflated(const struct buf *body)
{
	const char *start = buf_string(body);
	size_t blanks = strspn(start, " \t\r\n");

	if (body->length >= 3 && memcmp(start, "\xEF\xBB\xBF", 3) == 0)
		return true;
	return body->length == 0 || start[blanks] == '<'
		|| (body->length >= 4 && memcmp(start, "%PDF", 4) == 0);
}

static bool decode_once(const char *coding, size_t length, size_t most, struct buf *body,
	struct error *err)
{
	SCOPED(buf_release) struct buf inflated = {0};

	switch (find_coding(coding, length)) {
	case CODING_NONE:
		return true;
	case CODING_UNKNOWN:
		return error_set(err, ERROR_INVALID,
			"compressed by %.*s, which is not known here",
			length < 40 ? (int)length : 40, coding);
	case CODING_DEFLATE:
		break;
	}
	if (is_inflated(body))
		return true;
	if (!inflow_inflate(body->bytes, body->length, most, &inflated, err))
		return false;
	buf_release(body);
	*body = buf_take(&inflated);
	return true;
}

bool http_message_decode(const struct http_message *message, const char *bytes,
	size_t length, size_t most, struct buf *out, struct error *err)
{
	SCOPED(buf_release) struct buf body = {0};
	const char *codings = buf_string(&message->codings);
	size_t left = message->codings.length;

	if (!take_body(message, bytes, length, most, &body, err))
		return false;
	for (int i = 0; left; i++) {
		size_t own;
		const char *coding = last_coding(codings, &left, &own);

		if (i == CODINGS_MAX)
			return error_set(err, ERROR_INVALID,
				"compressed more than %d times", CODINGS_MAX);
		if (!decode_once(coding, own, most, &body, err))
			return false;
	}
	buf_add(out, buf_string(&body), body.length);
	return true;
}
