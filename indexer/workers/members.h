/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * members: the documents of a file that holds many, one after another: JSON
 * lines as they are, pages of archives as a process of their own finds them.
 */
#ifndef INDEXER_WORKERS_MEMBERS_H
#define INDEXER_WORKERS_MEMBERS_H

#include "base/digest.h"
#include "base/error.h"
#include "sources/item.h"
#include "sources/member.h"
#include "workers/page_job.h"
#include "workers/pdf.h"

#include <stdbool.h>
#include <stddef.h>

struct members;
struct source;

/* Takes the descriptor over, which is the item's; source and item must outlive it. */
bool members_open(struct source *source, const struct item *item, int file,
	struct members **out, struct error *err);
void members_close(struct members **members);

enum members_kind {
	MEMBERS_LINE, /* JSON, with an id of its own; of a sitemap, as unpack_worker.h */
	MEMBERS_PAGE,
	MEMBERS_REFUSED,
	MEMBERS_CUT, /* refused, and so is all that may come behind it */
};

/* It points to what lives until the next one. */
struct members_one {
	enum members_kind kind;
	unsigned long number;                   /* for messages; from 1 */
	struct digest content;                  /* of all that makes the document */
	const char *id, *url, *path, *encoding; /* of MEMBERS_PAGE; url may be NULL */
	enum item_format format;
	const char *bytes;
	size_t length;
	struct error reason;
};

/*
 * *more is false at the end. ERROR_SYSTEM: the rest cannot be read now.
 * ERROR_INVALID: the file broke what read it.
 */
bool members_next(
	struct members *members, struct members_one *out, bool *more, struct error *err);

/*
 * What a worker needs to read it; the job points into one and room, which is to be
 * released after it. ERROR_INVALID, ERROR_SYSTEM: as pdf_read().
 */
bool members_make_job(const struct members_one *one, struct pdf *room,
	struct page_job *job, struct error *err);

#endif
