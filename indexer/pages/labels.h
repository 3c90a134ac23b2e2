/* SPDX-License-Identifier: GPL-2.0-or-later */
/* labels: the words that stand before a value in a fact sheet (Laufzeit: ...). */
#ifndef INDEXER_PAGES_LABELS_H
#define INDEXER_PAGES_LABELS_H

#include <stdbool.h>
#include <stddef.h>

enum label_class {
	LABEL_RUNTIME, /* a period: Laufzeit */
	LABEL_START,
	LABEL_END,
	LABEL_PUBLISHED,
	LABEL_UPDATED,
	LABEL_EVENT,
	LABEL_FOUNDED,
	LABEL_PARTNERS, /* a list of partners or members follows */
	LABEL_PROJECT,  /* any other label of a project's fact sheet: Gesamtbudget */
	LABEL_MEMBERS,  /* of a network's */
	LABEL_FACT,     /* that any page may have: Status */
	LABEL_COUNT,
	LABEL_NONE = -1
};

struct labels;

struct labels *labels_open(void);
void labels_close(struct labels **labels);

/*
 * The label a line begins with, if it is followed by a colon or is all of the
 * line; *end: behind the label and its colon. Any case.
 */
enum label_class labels_find(
	const struct labels *labels, const char *line, size_t length, size_t *end);

/*
 * How many labels that only projects and networks have stand in the text with
 * a colon behind them, or are all of it.
 */
unsigned labels_count(const struct labels *labels, const char *text, size_t length);

#endif
