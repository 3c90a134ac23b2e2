/* SPDX-License-Identifier: GPL-2.0-or-later */
/* paging: the neighbours of a page of hits, told by a Link header (RFC 8288). */
#ifndef SEARCHD_API_PAGING_H
#define SEARCHD_API_PAGING_H

#include "http/reply.h"
#include "http/visit.h"
#include "query/request.h"

#include <stdint.h>

/*
 * Adds first, prev, next and last, as far as there are any and they can be asked for,
 * as addresses without a host; of a walk by cursors first and, by next_cursor, next
 * ("": nothing comes behind). None at all if they were so long that proxies refuse
 * such headers.
 */
void paging_add_links(const struct visit *visit, const struct request *request,
	uint32_t total, const char *next_cursor, struct reply *out);

#endif
