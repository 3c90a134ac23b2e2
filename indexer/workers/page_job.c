/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers/page_job.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "text/unicode.h"
#include "workers/entry_wire.h"
#include "workers/wire.h"

#include <string.h>

enum { HASHES_MOST = SITE_FRAME_MOST * sizeof(uint64_t) }; /* bytes, of anything */

static void add_hashes(struct buf *out, const uint64_t *hashes, size_t count)
{
	wire_add_bytes(out, count ? (const char *)hashes : "", count * sizeof(*hashes));
}

void page_job_write(const struct page_job *job, struct buf *out)
{
	const struct site_frame *frame = job->page.frame;

	wire_begin(out);
	buf_reserve(out, job->page.length + 4096);
	wire_add_number(out, job->kind);
	wire_add_number(out, job->wanted);
	wire_add_number(out, job->page.format);
	wire_add_string(out, job->id);
	wire_add_string(out, job->page.url);
	wire_add_string(out, job->page.path);
	wire_add_string(out, job->page.encoding);
	wire_add_string(out, job->page.title);
	wire_add_string(out, job->page.changed);
	wire_add_string(out, job->page.changed_evidence);
	wire_add_bytes(out, job->page.bytes, job->page.length);
	add_hashes(out, frame ? frame->blocks : NULL, frame ? frame->count : 0);
	wire_end(out);
}

/* Whole hashes; what they are of is for the caller to check. */
static bool read_hashes(struct wire *wire, struct block_hashes *out)
{
	size_t length;
	const char *bytes = wire_bytes(wire, &length);

	out->count = 0;
	if (!bytes || length % sizeof(*out->hashes) || length > HASHES_MOST)
		return false;
	block_hashes_add_bytes(bytes, length, out);
	return true;
}

bool page_job_parse(const char *bytes, size_t length, struct page_job *out,
	struct block_hashes *frame)
{
	struct wire wire = {.bytes = bytes, .length = length};
	struct page_job job;

	job.kind = (enum page_job_kind)wire_number(&wire);
	job.wanted = (enum page_job_wanted)wire_number(&wire);
	job.page.format = (enum page_format)wire_number(&wire);
	job.id = wire_string(&wire);
	job.page.url = wire_string(&wire);
	job.page.path = wire_string(&wire);
	job.page.encoding = wire_string(&wire);
	job.page.title = wire_string(&wire);
	job.page.changed = wire_string(&wire);
	job.page.changed_evidence = wire_string(&wire);
	job.page.bytes = wire_bytes(&wire, &job.page.length);
	if (!read_hashes(&wire, frame) || !wire_is_done(&wire) || !job.page.bytes)
		return false;
	job.frame = (struct site_frame){frame->hashes, frame->count};
	*out = job;
	out->page.frame = &out->frame;
	return site_frame_is_valid(&out->frame);
}

void page_answer_write(
	enum page_answer_kind kind, const char *text, size_t length, struct buf *out)
{
	wire_begin(out);
	wire_add_number(out, kind);
	wire_add_bytes(out, text, length);
	wire_end(out);
}

void page_answer_write_entry(const struct entry *entry, struct buf *out)
{
	wire_begin(out);
	wire_add_number(out, PAGE_ANSWER_ENTRY);
	entry_wire_add(out, entry);
	wire_end(out);
}

void page_answer_write_blocks(const struct block_hashes *blocks, struct buf *out)
{
	wire_begin(out);
	wire_add_number(out, PAGE_ANSWER_BLOCKS);
	add_hashes(out, blocks->hashes, blocks->count);
	wire_end(out);
}

static bool are_blocks(const char *bytes, size_t length)
{
	SCOPED(block_hashes_release) struct block_hashes blocks = {0};

	if (length % sizeof(*blocks.hashes) || length > HASHES_MOST)
		return false;
	block_hashes_add_bytes(bytes, length, &blocks);
	return site_frame_is_page(&blocks);
}

bool page_answer_parse(
	const char *bytes, size_t length, struct page_answer *out, struct entry *entry)
{
	struct wire wire = {.bytes = bytes, .length = length};
	struct page_answer answer = {.kind = (enum page_answer_kind)wire_number(&wire)};

	if (wire.broken || answer.kind > PAGE_ANSWER_REFUSED)
		return false;
	if (answer.kind == PAGE_ANSWER_ENTRY) {
		if (!entry_wire_read(&wire, entry) || !wire_is_done(&wire))
			return false;
	} else {
		answer.text = wire_bytes(&wire, &answer.length);
		if (!wire_is_done(&wire) || !answer.text
			|| !(answer.kind == PAGE_ANSWER_BLOCKS
					? are_blocks
					: unicode_valid)(answer.text, answer.length))
			return false;
	}
	*out = answer;
	return true;
}
