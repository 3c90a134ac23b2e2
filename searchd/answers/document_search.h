/* SPDX-License-Identifier: GPL-2.0-or-later */
/* document_search: finds one document by its id, and what is like it. */
#ifndef SEARCHD_ANSWERS_DOCUMENT_SEARCH_H
#define SEARCHD_ANSWERS_DOCUMENT_SEARCH_H

#include "answers/hit.h"
#include "answers/similar.h"
#include "base/error.h"

struct searcher;
struct shelf;
struct snapshot;
struct tables;

/* {0} is nothing found; the caller releases it before the searcher is closed. */
struct found_document {
	struct hit page; /* its record is empty if there is no such document */
	struct similar similar;
	const struct tables *tables; /* to read it by; live as long as this */
	unsigned generation;
	struct snapshot *snapshot; /* what all of it is part of */
	struct shelf *shelf;
};

void found_document_release(struct found_document *found);

/* With up to similar documents like it. ERROR_MISSING: there is no index yet. */
bool document_search(struct searcher *searcher, const char *id, size_t similar,
	struct found_document *out, struct error *err);

#endif
