/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * run_report: what a run did, counted and told: progress while it goes on,
 * refusals as they come, a summary at its end.
 */
#ifndef INDEXER_REPORTS_RUN_REPORT_H
#define INDEXER_REPORTS_RUN_REPORT_H

#include "base/buf.h"

#include <stdbool.h>
#include <stdio.h>
#include <time.h>

enum run_report_voice {
	RUN_REPORT_SILENT,   /* says nothing while it runs */
	RUN_REPORT_LOUD,     /* names refusals on standard error, progress each minute */
	RUN_REPORT_TERMINAL, /* and shows progress there */
};

/* {0} is an empty, silent report; the owner releases it. */
struct run_report {
	enum run_report_voice voice;
	unsigned long added, changed, unchanged, removed; /* documents */
	unsigned long moved;                              /* of added and of removed */
	unsigned long kept;                               /* vanished, and marked */
	unsigned long refused;                            /* pages, lines, sources */
	struct buf refusals;                              /* JSON: the items of a list */
	unsigned long expected; /* pages, as far as is known; 0: it is not */
	struct timespec start, shown;
	int shown_width;
};

void run_report_begin(struct run_report *report, enum run_report_voice voice);
void run_report_release(struct run_report *report);

/* source and reason may be any bytes; they are made fit to be shown. */
void run_report_refuse(struct run_report *report, const char *source, const char *reason);

/* Says what whoever started the run should know. */
void run_report_tell(struct run_report *report, const char *sentence);

/* After each page; shows a line a few times a second, or logs one a minute. */
void run_report_progress(struct run_report *report);

enum run_report_form { RUN_REPORT_TEXT, RUN_REPORT_JSON };

/* What is not known from the counts. */
struct run_result {
	unsigned generation;
	unsigned long documents;
	unsigned long kept_out; /* documents that were removed by hand */
	bool dry;               /* nothing was changed */
};

void run_report_end(struct run_report *report, const struct run_result *result,
	enum run_report_form form, FILE *out);

#endif
