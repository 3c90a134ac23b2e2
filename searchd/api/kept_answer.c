/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/kept_answer.h"

#include "base/json.h"
#include "base/scope.h"
#include "http/gzip.h"

#include <math.h>

void kept_answer_write_took(double took_ms, struct buf *out)
{
	json_number(out, round(took_ms * 1000) / 1000);
}

void kept_answer_release(struct kept_answer *kept)
{
	buf_release(&kept->body);
}

void kept_answer_pack(const struct buf *text, struct answer_gap gap,
	enum reply_coding coding, struct kept_answer *out)
{
	if (text->length < GZIP_WORTHWHILE)
		coding = CODING_NONE;
	if (coding == CODING_GZIP)
		gzip_begin(text->bytes, gap.start, &out->body, &out->note.sum);
	else
		buf_add(&out->body, text->bytes, gap.start);
	out->note.coding = coding;
	out->note.gap = out->body.length;
	buf_add(&out->body, text->bytes + gap.end, text->length - gap.end);
}

void kept_answer_unpack(const struct kept_answer *kept, double took_ms, struct buf *out)
{
	SCOPED(buf_release) struct buf end = {0};

	kept_answer_write_took(took_ms, &end);
	buf_add(&end, kept->body.bytes + kept->note.gap,
		kept->body.length - kept->note.gap);
	buf_reserve(out, kept->note.gap + end.length + GZIP_WORTHWHILE);
	buf_add(out, kept->body.bytes, kept->note.gap);
	if (kept->note.coding == CODING_GZIP)
		gzip_end(end.bytes, end.length, kept->note.sum, out);
	else
		buf_add(out, end.bytes, end.length);
}
