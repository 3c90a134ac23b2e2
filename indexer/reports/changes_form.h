/* SPDX-License-Identifier: GPL-2.0-or-later */
/* changes_form: a list of changes as text, JSON or an Atom feed (RFC 4287). */
#ifndef INDEXER_REPORTS_CHANGES_FORM_H
#define INDEXER_REPORTS_CHANGES_FORM_H

#include "ledger/change_log.h"

enum changes_form { CHANGES_TEXT, CHANGES_JSON, CHANGES_ATOM };

/* What the list as a whole says of itself. */
struct changes_head {
	const char *index;
	unsigned generation;
	uint64_t newest_s; /* of the newest change; 0: there is none */
};

enum { CHANGES_TIME_MAX = 32 };

/* YYYY-MM-DDTHH:MM:SSZ */
void changes_form_time(uint64_t time_s, char out[CHANGES_TIME_MAX]);

void changes_form_begin(
	enum changes_form form, const struct changes_head *head, struct buf *out);
void changes_form_add(enum changes_form form, const struct change *change,
	uint64_t time_s, struct buf *out);
void changes_form_end(enum changes_form form, struct buf *out);

#endif
