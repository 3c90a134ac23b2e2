/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ledger_view: the ledger for who only looks: each file of each source, and why
 * what of it was refused. Needs no lock; reads the index as its reader sees it.
 */
#ifndef INDEXER_LEDGER_LEDGER_VIEW_H
#define INDEXER_LEDGER_LEDGER_VIEW_H

#include "base/buf.h"
#include "base/error.h"
#include "ledger/ledger.h"

#include <stdbool.h>

struct index_reader;
struct ledger_view;

/* Lives until the next one is read. */
struct ledger_view_file {
	struct ledger_key key;
	struct ledger_file file;
	/* Only where something was refused; else NULL. */
	const char *path;    /* below the source */
	const char *reasons; /* a page's; of lines "NUMBER REASON\n" each */
};

/* The reader must outlive the view; the caller closes it. */
bool ledger_view_open(
	struct index_reader *reader, struct ledger_view **out, struct error *err);
void ledger_view_close(struct ledger_view **view);

/* *out is NULL at the end. ERROR_CORRUPT: a note is damaged. */
bool ledger_view_next(
	struct ledger_view *view, const struct ledger_view_file **out, struct error *err);

/* Appends what the source is called; nothing if no run has noted it. */
bool ledger_view_name(struct index_reader *reader, struct digest source, struct buf *out,
	struct error *err);

#endif
