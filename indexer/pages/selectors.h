/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * selectors: which elements of a page somebody means, told as style sheets do
 * (Selectors Level 3, W3C): element, #id, .class, [name], [name=value], these
 * together (div.text#main), and with blanks between, one inside another. No
 * more than that: the cost for an element is bounded whatever is asked for.
 */
#ifndef INDEXER_PAGES_SELECTORS_H
#define INDEXER_PAGES_SELECTORS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SELECTORS_MAX = 32,
	SELECTOR_STEPS_MAX = 8,       /* one inside another */
	SELECTOR_CONDITIONS_MAX = 32, /* in all of a selector */
};

struct selector;

/* {0} is an empty list; the caller releases it. Any thread, once all are added. */
struct selectors {
	struct selector *items;
	size_t count, room;
};

void selectors_release(struct selectors *selectors);

/*
 * Elements that it selects get the mark, which is not 0. ERROR_INVALID: the
 * text says what is wrong and where.
 */
bool selectors_add(
	struct selectors *selectors, const char *text, unsigned mark, struct error *err);

/* How far each selector has come on the way down to the open elements. */
struct selectors_path {
	const struct selectors *selectors;
	uint8_t *steps; /* a row for each depth */
	size_t rows;
};

/* The list, which may be NULL or empty, must outlive the path. */
void selectors_path_open(struct selectors_path *path, const struct selectors *selectors);
void selectors_path_release(struct selectors_path *path);

/*
 * An element opens at this depth, counted from 1, inside those that opened last
 * at each smaller one. Names in small letters; attributes: names and values
 * (NULL: none) by turns, then NULL; or NULL. Returns the marks it gets.
 */
unsigned selectors_path_enter(struct selectors_path *path, size_t depth, const char *name,
	const char *const *attributes);

#endif
