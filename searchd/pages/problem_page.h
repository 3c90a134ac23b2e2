/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * problem_page: what a problem is and what to do, for people: at the address
 * /problems/NAME, which its type names, and instead of a page that cannot be
 * shown because of it.
 */
#ifndef SEARCHD_PAGES_PROBLEM_PAGE_H
#define SEARCHD_PAGES_PROBLEM_PAGE_H

#include "http/problem.h"
#include "http/reply.h"
#include "http/visit.h"

#define PROBLEM_PAGE_PATH "/problems/" /* the name follows; without one: all of them */

/* PROBLEM_NOT_FOUND, and nothing is answered: there is no such problem. */
enum problem problem_page_answer(
	const struct visit *visit, const char *style_version, struct reply *out);

/* Answers with the problem. */
void problem_page_tell(enum problem problem, const struct visit *visit,
	const char *style_version, struct reply *out);

#endif
