/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ini: the lines of a configuration file: [section] or [section argument], and
 * below it key = value. Lines that begin with # or ; are comments; a value is
 * the rest of its line, as it stands, without the blanks around it.
 */
#ifndef TEXT_INI_H
#define TEXT_INI_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Strings are never NULL but key, which is of a section's own line. */
struct ini_line {
	unsigned long number; /* counted from 1 */
	const char *section, *argument;
	const char *key;
	char *value; /* may be cut up */
};

/* {0} is an empty one; the caller releases it. */
struct ini {
	char *bytes, *next;
	struct ini_line line; /* lives until the ini is released */
};

void ini_open(struct ini *ini, const char *bytes, size_t length);
void ini_release(struct ini *ini);

/*
 * Goes on to the next line that says something. False at the end, and with
 * *err set, without the number of the line, if it is none of the above or no
 * UTF-8.
 */
bool ini_next(struct ini *ini, struct error *err);

#endif
