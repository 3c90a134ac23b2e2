/* SPDX-License-Identifier: GPL-2.0-or-later */
/* paging: the neighbours of a page of hits, told by a Link header (RFC 8288). */
#ifndef SEARCHD_API_PAGING_H
#define SEARCHD_API_PAGING_H

#include "http/reply.h"
#include "http/visit.h"
#include "query/request.h"

#include <stdint.h>

/*
 * Adds first, prev and next, as far as there are any, as addresses without a
 * host. None at all if they were so long that proxies refuse such headers.
 */
void paging_add_links(const struct visit *visit, const struct request *request,
	uint32_t total, struct reply *out);

#endif
