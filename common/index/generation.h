/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * generation: an index is a folder of generations. The file "current" holds
 * the number of the one that answers; generation-N/ holds its engine files
 * and its store. A rebuild makes the next number and then renames a new
 * "current" into place. One process writes at a time (flock on "lock", which
 * the kernel lets go when the process dies).
 */
#ifndef INDEX_GENERATION_H
#define INDEX_GENERATION_H

#include "base/error.h"

#ifdef __cplusplus
extern "C" {
#endif

struct generation {
	unsigned number; /* from 1 */
	char *path;      /* of its folder */
};

void generation_release(struct generation *generation);

/* ERROR_MISSING: no index there, or none finished yet. */
bool generation_current(const char *index, struct generation *out, struct error *err);

/* The newest generation older than number. ERROR_MISSING: there is none. */
bool generation_before(
	const char *index, unsigned number, struct generation *out, struct error *err);

/*
 * The one of that number, current or kept beside it. ERROR_GONE: it is not there;
 * ERROR_MISSING: nor is an index.
 */
bool generation_kept(
	const char *index, unsigned number, struct generation *out, struct error *err);

/*
 * The newest generation after number, the current one: what a run left behind
 * that did not come to its switch. ERROR_MISSING: there is none.
 */
bool generation_unfinished(
	const char *index, unsigned number, struct generation *out, struct error *err);

/* A new empty folder for the number after the highest there is. */
bool generation_create(const char *index, struct generation *out, struct error *err);

/*
 * Makes the generation the current one; what it holds must be on disk. Older
 * ones but the keep newest are deleted, also what dead runs left behind.
 */
bool generation_switch(const char *index, const struct generation *generation,
	unsigned keep, struct error *err);

struct index_lock {
	int file; /* -1: not held */
};

enum lock_patience { LOCK_NOW, LOCK_WAIT };

/*
 * Creates the index folder if need be and takes its lock. ERROR_BUSY: another
 * process has it; the text names its number and its command line.
 */
bool index_lock_take(const char *index, enum lock_patience patience,
	struct index_lock *out, struct error *err);
void index_lock_release(struct index_lock *lock);

#ifdef __cplusplus
}
#endif

#endif
