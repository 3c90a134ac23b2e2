/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * edition: of which revision of the index an answer is, and to which request:
 * what its tag tells.
 */
#ifndef SEARCHD_HTTP_EDITION_H
#define SEARCHD_HTTP_EDITION_H

#include "base/buf.h"
#include "http/reply.h"
#include "snapshot/shelf.h"

struct edition {
	struct shelf_stamp stamp;
	char tag[REPLY_TAG_BYTES];
};

/* key: all that the answer depends on but the index and this program. */
struct edition edition_of(const struct shelf_stamp *stamp, const struct buf *key);

/* That of an answer of the newest revision; false: there is none. */
bool edition_newest(struct shelf *shelf, const struct buf *key, struct edition *out);

/*
 * Whether the edition is the newest still: what was answered since edition_newest()
 * is of it then.
 */
bool edition_is_newest(const struct edition *edition, struct shelf *shelf);

#endif
