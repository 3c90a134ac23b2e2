/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kept_answer: an answer in the form in which it is kept, compressed or not, and
 * sent any number of times: all of it but how long it took.
 */
#ifndef SEARCHD_API_KEPT_ANSWER_H
#define SEARCHD_API_KEPT_ANSWER_H

#include "base/buf.h"
#include "http/answer_cache.h"

/* Bytes of an answer's text that tell how long it took. */
struct answer_gap {
	size_t start, end;
};

/* {0} is empty; the caller releases it. */
struct kept_answer {
	struct buf body;
	struct answer_note note;
};

void kept_answer_release(struct kept_answer *kept);

/* text is a whole answer; a short one is not compressed. */
void kept_answer_pack(const struct buf *text, struct answer_gap gap,
	enum reply_coding coding, struct kept_answer *out);

/* Appends the body to send, in the coding that the note tells. */
void kept_answer_unpack(const struct kept_answer *kept, double took_ms, struct buf *out);

/* What belongs into the gap. */
void kept_answer_write_took(double took_ms, struct buf *out);

#endif
