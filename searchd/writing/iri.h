/* SPDX-License-Identifier: GPL-2.0-or-later */
/* iri: addresses on the web as pages write them, made fit for other formats. */
#ifndef SEARCHD_WRITING_IRI_H
#define SEARCHD_WRITING_IRI_H

#include "base/buf.h"

/*
 * Appends a web address (markup_is_web_address()) as an IRI (RFC 3987): what none
 * can have is percent-encoded, all else stays, letters of any script too.
 */
void iri_add(struct buf *out, const char *address);

#endif
