/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * robots: /robots.txt, what of the service crawlers may read (RFC 9309), and
 * where the list of all document pages is (sitemaps.org, protocol 0.9).
 */
#ifndef SEARCHD_EXPORTS_ROBOTS_H
#define SEARCHD_EXPORTS_ROBOTS_H

#include "http/reply.h"
#include "http/visit.h"

#include <stddef.h>

#define ROBOTS_PATH "/robots.txt"

/* What crawlers may read of an address. */
enum robots_welcome {
	ROBOTS_ALL,
	ROBOTS_BARE, /* not with parameters, of which there is no end */
	ROBOTS_NONE,
};

struct robots_rule {
	const char *path; /* one that ends with / goes on, but for the page */
	enum robots_welcome welcome;
};

void robots_answer(const struct robots_rule *rules, size_t count,
	const struct visit *visit, struct reply *out);

#endif
