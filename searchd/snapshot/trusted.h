/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trusted: which generation of an index is to be served: the current one or,
 * where that is damaged, the newest before it that is not. A generation is
 * compared with its manifest once: before it is served first or, where nothing
 * wrote to it since it was sealed, while it is (audit.h), so that a start need
 * not wait for all bytes. One that failed is looked at again when its files
 * change. For one thread.
 */
#ifndef SEARCHD_SNAPSHOT_TRUSTED_H
#define SEARCHD_SNAPSHOT_TRUSTED_H

#include "base/error.h"
#include "index/generation.h"

#include <stdint.h>

struct audit;

enum { TRUSTED_DOUBTS = 8 };

/* {0} trusts nothing yet. */
struct trusted {
	struct {
		unsigned generation; /* number; 0: none */
		uint64_t stamp;
		struct error reason;
	} doubts[TRUSTED_DOUBTS];
	unsigned doubt_count; /* ever; the newest are kept */
	struct audit *audit;  /* of the generation served, as long as it runs */
	unsigned verified;    /* number of the generation served; 0: none */
	unsigned passed_over; /* number of the current one if it is not that; else 0 */
	uint64_t folder;      /* its inode, since numbers begin anew */
};

void trusted_release(struct trusted *trusted);

/*
 * The caller releases *out. ERROR_MISSING: no index; ERROR_CORRUPT: nothing in
 * it can be served; ERROR_BUSY: it changes; try again.
 */
bool trusted_choose(struct trusted *trusted, const char *index, struct generation *out,
	struct error *err);

/* Never again as it is, and why: what was chosen could not be read. */
void trusted_doubt(struct trusted *trusted, const struct generation *generation,
	const struct error *reason);

/* Whether a generation that was chosen turned out damaged. */
bool trusted_rues(const struct trusted *trusted, unsigned generation);

/* Why the current generation was passed over; NULL: it was not. */
const struct error *trusted_reason(const struct trusted *trusted);

#endif
