/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * audit: compares a generation with its manifest while it is served, in a thread
 * that runs when no other wants to.
 */
#ifndef SEARCHD_SNAPSHOT_AUDIT_H
#define SEARCHD_SNAPSHOT_AUDIT_H

#include "base/error.h"
#include "index/generation.h"

struct audit;

enum audit_state {
	AUDIT_RUNNING,
	AUDIT_SOUND,
	AUDIT_DAMAGED,
	AUDIT_UNDECIDED, /* it was written to meanwhile, or could not be read */
};

/* NULL: no thread can be had. */
struct audit *audit_begin(const struct generation *generation);

/* Stops it if it is running. */
void audit_end(struct audit **audit);

/* *reason: what is damaged, or why it is undecided. */
enum audit_state audit_look(struct audit *audit, struct error *reason);

#endif
