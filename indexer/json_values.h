/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * json_values: what a JSON text says (RFC 8259), as one row of values. A list or an
 * object is followed by what is in it. A copy of the strings is made once, of all.
 */
#ifndef INDEXER_JSON_VALUES_H
#define INDEXER_JSON_VALUES_H

#include "base/buf.h"
#include "base/error.h"

#include <stddef.h>
#include <stdint.h>

enum json_kind {
	JSON_NULL,
	JSON_TRUTH,   /* true or false */
	JSON_INTEGER, /* of 64 bits */
	JSON_REAL,    /* any other number */
	JSON_STRING,
	JSON_LIST,
	JSON_OBJECT,
};

struct json_value {
	const char *key;    /* of a member of an object; else NULL */
	const char *string; /* NUL-terminated; it holds no other NUL */
	size_t length;      /* of the string, bytes */
	int64_t integer;
	uint32_t size; /* of how many values it is, itself and all in it */
	uint32_t kind; /* enum json_kind */
};

/* {0} is empty; the caller releases it. */
struct json_values {
	struct json_value *items; /* the first one is the whole text */
	size_t count, room;
	struct buf strings;
};

void json_values_release(struct json_values *values);

/*
 * Reads a text of less than 4 GB into *out, which is empty. False: it is no JSON, has
 * a string with a NUL, or nests deeper than JSON_DEPTH_MAX; the error says where. That
 * the text is UTF-8 is for the caller to check.
 */
enum { JSON_DEPTH_MAX = 256 };
bool json_values_parse(
	const char *text, size_t length, struct json_values *out, struct error *err);

/* The member of an object, the last one of the name; NULL: none, or no object. */
const struct json_value *json_values_member(
	const struct json_value *object, const char *key);

/* What follows item in a list or object, the first one if item is NULL. NULL: no more. */
const struct json_value *json_values_next(
	const struct json_value *within, const struct json_value *item);

#endif
