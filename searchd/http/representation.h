/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * representation: the form in which a reply goes to this one client:
 * compressed if the client reads that, with a tag, and not at all if the client
 * has it already (RFC 9110, 8.8.3, 12.5.3, 13.1.2).
 */
#ifndef SEARCHD_HTTP_REPRESENTATION_H
#define SEARCHD_HTTP_REPRESENTATION_H

#include "http/reply.h"
#include "http/visit.h"

/* Whether the client has what the tag tells, compressed or not. */
bool representation_is_known(const struct visit *visit, const char *tag);

/* Makes the finished reply what is sent. A body that is compressed stays so. */
void representation_choose(const struct visit *visit, struct reply *reply);

#endif
