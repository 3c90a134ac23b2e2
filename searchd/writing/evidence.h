/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * evidence: what a record tells of its dates and of a project's facts, and by
 * which words of the page; as RECORD_EVIDENCE has it.
 */
#ifndef SEARCHD_WRITING_EVIDENCE_H
#define SEARCHD_WRITING_EVIDENCE_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct evidence;

/* Never NULL: of a record that tells nothing, all is empty. */
struct evidence *evidence_read(const char *record, size_t size);
void evidence_free(struct evidence **evidence);

/* A fact that is text, such as "programme"; NULL: not known. Lives as long as the evidence. */
const char *evidence_text(const struct evidence *evidence, const char *fact);

/* A fact that is a number, such as "budget_eur"; 0: not known. */
double evidence_number(const struct evidence *evidence, const char *fact);

struct evidence_partner {
	const char *name, *role, *place; /* NULL: not known */
};

/* The partner of a project by its place in the list; false behind the last one. */
bool evidence_partner(
	const struct evidence *evidence, size_t number, struct evidence_partner *out);

/* Appends one of the lists or objects (dates, cities, clusters, facts) as JSON; null: none. */
void evidence_add_json(const struct evidence *evidence, const char *key, struct buf *out);

#endif
