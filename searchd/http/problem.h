/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * problem: what went wrong, told to a program (RFC 9457). Names, in the type
 * /problems/NAME, are stable: clients tell problems apart by them.
 */
#ifndef SEARCHD_HTTP_PROBLEM_H
#define SEARCHD_HTTP_PROBLEM_H

#include "base/error.h"
#include "http/reply.h"

enum problem {
	PROBLEM_NONE,
	PROBLEM_MALFORMED, /* not the HTTP we answer */
	PROBLEM_ADDRESS,   /* too long, or too many parameters */
	PROBLEM_HEADERS,   /* likewise */
	PROBLEM_BODY,      /* a request with a body */
	PROBLEM_PARAMETER, /* unknown, malformed or out of range */
	PROBLEM_NOT_FOUND,
	PROBLEM_NOT_KEPT, /* a generation, or the order of a walk */
	PROBLEM_METHOD,
	PROBLEM_INDEX_MISSING,
	PROBLEM_INDEX_DAMAGED,
	PROBLEM_BUSY,
	PROBLEM_INTERNAL,
	PROBLEM_COUNT,
};

/* Which problem a client has whose request ended in the error. */
enum problem problem_of_error(const struct error *err);

unsigned problem_status(enum problem problem);
const char *problem_name(enum problem problem);

/* The problem of that name; PROBLEM_NONE: there is none. */
enum problem problem_find(const char *name);

/*
 * Makes *out the answer that tells the problem, with the headers that belong
 * to it. detail is a sentence that says what to do; NULL: the usual one.
 */
void problem_write(enum problem problem, const char *detail, struct reply *out);

/*
 * The same for an error. What is the client's doing is told in the error's own
 * words, and what is not kept; what is ours in general ones, since those may name files.
 */
void problem_write_error(const struct error *err, struct reply *out);

/* The same but for the body, which the caller writes in another form. */
void problem_begin(enum problem problem, const char *content_type, struct reply *out);

#endif
