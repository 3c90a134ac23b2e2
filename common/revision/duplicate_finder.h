/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * duplicate_finder: works the groups of one page out of the sketches of all
 * documents. Equal texts are joined first; what looks alike is compared word
 * for word. Each member of a group is alike to one and the same member, so no
 * chain of small changes joins what differs.
 */
#ifndef REVISION_DUPLICATE_FINDER_H
#define REVISION_DUPLICATE_FINDER_H

#include "base/error.h"
#include "revision/duplicates.h"
#include "revision/holdings.h"

/*
 * The reader is of the same revision. known: of an earlier revision of the same
 * generation, so that only what changed is compared; NULL: there is none.
 * ERROR_BUSY: the index moved on.
 */
bool duplicate_finder_run(struct holdings holdings, struct index_reader *reader,
	const struct duplicates *known, struct duplicates *out, struct error *err);

#endif
