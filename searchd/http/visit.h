/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * visit: one request of a client as the socket hands it over: well-formed
 * HTTP, but nothing it asks for is checked yet. Lives until it is answered.
 */
#ifndef SEARCHD_HTTP_VISIT_H
#define SEARCHD_HTTP_VISIT_H

#include "query/request.h"

#include <stddef.h>

enum method { METHOD_GET, METHOD_HEAD, METHOD_OPTIONS };

struct visit {
	enum method method;
	const char *path; /* decoded; any bytes but NUL */
	const struct parameter *parameters;
	size_t parameter_count;
	/* headers; NULL: not sent */
	const char *accept, *accept_language, *accept_encoding, *if_none_match;
	const char *host; /* that the client named; NULL: none */
	const char *site; /* of the service: scheme and host, no slash at the end */
};

#endif
