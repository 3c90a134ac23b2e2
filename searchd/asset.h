/* SPDX-License-Identifier: GPL-2.0-or-later */
/* asset: a file compiled into the program, served under a name that never changes. */
#ifndef SEARCHD_ASSET_H
#define SEARCHD_ASSET_H

#include "reply.h"
#include "visit.h"

struct asset {
	const char *bytes;
	size_t length;
	const char *content_type;
	char version[17]; /* hash of the bytes, in hexadecimal digits */
};

struct asset asset_style(void);
struct asset asset_openapi(void);

/*
 * Asked for as NAME?v=VERSION it may be kept for ever, else it is to be asked
 * for again each time; 304 for who has it already.
 */
void asset_answer(
	const struct asset *asset, const struct visit *visit, struct reply *out);

#endif
