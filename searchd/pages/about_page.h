/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * about_page: what is searched here and how, what programs can have, and whose
 * data it is, which licences want to be told.
 */
#ifndef SEARCHD_PAGES_ABOUT_PAGE_H
#define SEARCHD_PAGES_ABOUT_PAGE_H

#include "http/reply.h"
#include "http/visit.h"

#define ABOUT_PAGE_PATH "/about"

struct shelf;

/* Of an index that cannot be read now it tells nothing. */
void about_page_answer(struct shelf *shelf, const struct visit *visit,
	const char *style_version, struct reply *out);

#endif
