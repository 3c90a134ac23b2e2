/* SPDX-License-Identifier: GPL-2.0-or-later */
/* access_log: a line a request, in the combined format of Apache. */
#ifndef SEARCHD_SERVER_ACCESS_LOG_H
#define SEARCHD_SERVER_ACCESS_LOG_H

#include "http/log_file.h"

#include <stddef.h>

struct sockaddr;

/* Any bytes; NULL: not known. */
struct access_log_entry {
	const struct sockaddr *address; /* of the client, IPv4 or IPv6 */
	const char *method, *target, *version;
	unsigned status;
	size_t bytes; /* of the body */
	const char *referer, *user_agent;
};

void access_log_write(struct log_file *log, const struct access_log_entry *entry);

#endif
