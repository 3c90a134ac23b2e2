/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * intake_page: the part of intake for a file that is one page, in two steps:
 * one when the walk comes to it, which may have it read ahead, and one when its
 * turn comes, which changes the index.
 */
#ifndef INDEXER_INTAKE_INTAKE_PAGE_H
#define INDEXER_INTAKE_INTAKE_PAGE_H

#include "base/buf.h"
#include "base/error.h"
#include "ledger/ledger.h"
#include "sources/item.h"

#include <stdbool.h>

struct intake;
struct source;

/* What is to be done with a file, as far as is known before its turn. */
enum visit_plan {
	VISIT_TELL,     /* only why nothing can be done */
	VISIT_LEAVE,    /* as it was */
	VISIT_NOTE,     /* it was touched, but says the same */
	VISIT_KEEP_OUT, /* it was removed by hand */
	VISIT_READ,     /* a worker is at it */
	VISIT_REFUSE,
};

/* One file on its way into the index. */
struct visit {
	struct item item;
	struct ledger_key key;
	const struct ledger_file *before; /* as the ledger knew it; NULL: new */
	struct ledger_file after;
	struct digest content;
	struct buf shown; /* its name for messages */
	struct buf details;
	const char *sitemap; /* that tells after.day; lives as long as the intake's */
	bool reframed;       /* nothing changed but the frame of its site */
	enum visit_plan plan;
	unsigned long ticket; /* VISIT_READ: in the pool */
	struct error reason;  /* VISIT_TELL, VISIT_REFUSE */
};

void visit_release(struct visit *visit);

/*
 * Whether the file is as it was and would be read the same, if sitemaps say that
 * day. visit has item and key; what is known of the file is filled in, and no file
 * is opened.
 */
bool intake_page_is_known(struct intake *intake, struct visit *visit, uint32_t day);

/*
 * visit has item, key and shown; the rest is filled in. What was known of the
 * file, and whether a worker reads it, is settled by this.
 */
bool intake_page_begin(struct intake *intake, struct source *source, struct visit *visit,
	struct error *err);

/* Waits for the worker, if there is one, and does what is to be done. */
bool intake_page_finish(struct intake *intake, struct visit *visit, struct error *err);

/* The file is gone: so is its document. */
bool intake_page_drop(struct intake *intake, const struct ledger_key *key,
	const struct ledger_file *before, struct error *err);

#endif
