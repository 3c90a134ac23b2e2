/* SPDX-License-Identifier: GPL-2.0-or-later */
/* accept_language: in which language to talk to a browser (RFC 9110, 12.5.4). */
#ifndef SEARCHD_HTTP_ACCEPT_LANGUAGE_H
#define SEARCHD_HTTP_ACCEPT_LANGUAGE_H

#include "text/language.h"

/*
 * German or English, whichever the header prefers. Without a header German,
 * since most pages are; English for those who named other languages only.
 */
enum language accept_language_choose(const char *header);

#endif
