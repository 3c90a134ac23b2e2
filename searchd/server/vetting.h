/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vetting: which requests are the HTTP that is answered here. Stricter than the
 * library, which lets pass what makes smuggling possible: two proxies, or a
 * proxy and we, must never read one request in two ways.
 */
#ifndef SEARCHD_SERVER_VETTING_H
#define SEARCHD_SERVER_VETTING_H

#include "http/problem.h"
#include "http/visit.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The address as it was sent, not decoded; PROBLEM_NONE: nothing is wrong. *host is
 * the one that it names itself (RFC 9112, 3.2.2), instead of the header Host, for the
 * caller to free; NULL: it is a mere path.
 */
enum problem vetting_address(const char *address, char **host);

/* The path behind the host of such an address. */
const char *vetting_path(const char *address);

/*
 * Cuts them off an address that is refused, in the library's own bytes: it parses them
 * after it told the address, and closes without an answer if they are too many.
 */
void vetting_cut_parameters(const char *address);

/* What was seen of a request's headers; {0} before the first. */
struct vetting_head {
	unsigned hosts, bodies, bad_names, bad_hosts;
	size_t bytes;
};

void vetting_header(struct vetting_head *head, const char *name, size_t name_length,
	const char *value, size_t value_length);

/* version: as in the request's first line. */
enum problem vetting_head(const struct vetting_head *head, const char *version);

/* False: a method that is not answered. */
bool vetting_method(const char *name, enum method *out);

#endif
