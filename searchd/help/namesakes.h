/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * namesakes: two German nouns that lose their difference with their endings,
 * and with it have one stem: Kohl and Kohle, Rat and Rate. The dictionary has
 * both in the singular, so neither is a form of the other, as Tage is of Tag.
 */
#ifndef SEARCHD_HELP_NAMESAKES_H
#define SEARCHD_HELP_NAMESAKES_H

#include "base/buf.h"

/* {0} is none; the caller releases it. */
struct namesakes {
	struct buf own;   /* the noun */
	struct buf other; /* its namesake; empty: there is none */
};

/* Of the noun that a folded word is a form of. */
void namesakes_find(const char *folded, size_t length, struct namesakes *out);
void namesakes_release(struct namesakes *namesakes);

enum namesake { NAMESAKE_UNKNOWN, NAMESAKE_OWN, NAMESAKE_OTHER };

/* Which of the two a folded word is a form of, or a compound with. */
enum namesake namesakes_tell(
	const struct namesakes *namesakes, const char *folded, size_t length);

#endif
