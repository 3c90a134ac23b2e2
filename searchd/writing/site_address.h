/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site_address: where the service is on the web, and where its documents are. */
#ifndef SEARCHD_WRITING_SITE_ADDRESS_H
#define SEARCHD_WRITING_SITE_ADDRESS_H

#include "base/buf.h"

#include <stdbool.h>

/*
 * Appends scheme and host without a slash at the end: public_url if there is
 * one (NULL: none), else http and the host that the client named, if that is
 * fit for an address.
 */
void site_address_write(struct buf *out, const char *public_url, const char *host);

/* Whether it is scheme, host and perhaps a path, such as can be put before "/...". */
bool site_address_is_valid(const char *url);

/*
 * Appends the path of a document's page: /document/ID. Slashes of the id stay,
 * unless a browser or proxy would take the path for another one.
 */
void site_address_add_document(struct buf *out, const char *id);

#endif
