/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "entries/build.h"
#include "index/record.h"
#include "unit.h"
#include "workers/page_job.h"
#include "workers/wire.h"

#include <string.h>

static void make_entry(struct entry *out)
{
	static const char text[] = "Der Hafen von Rostock wächst und wächst.";
	SCOPED(build_close) struct build *build = NULL;
	SCOPED(document_release)
	struct document document = {.id = alloc_string("seite/1.html"),
		.title = alloc_string("Hafen"),
		.language = LANGUAGE_DE};

	document_add_block(&document, BLOCK_TEXT, text, strlen(text));
	document_add_city(&document, "Rostock", "hier", 4);
	document_add_year(&document, 2007);
	must(build_open(ANALYSIS_FULL, &build, &err));
	build_entry(build, &document, out);
}

static bool parse(const struct buf *message, struct page_answer *out, struct entry *entry)
{
	assert_int_equal(wire_length(message->bytes), message->length - WIRE_HEAD);
	return page_answer_parse(
		message->bytes + WIRE_HEAD, message->length - WIRE_HEAD, out, entry);
}

static bool survives(const struct entry *entry)
{
	SCOPED(buf_release) struct buf message = {0};
	SCOPED(entry_release) struct entry read = {0};
	struct page_answer answer;

	page_answer_write_entry(entry, &message);
	return parse(&message, &answer, &read);
}

static void a_job_arrives_as_it_was_sent(void **state)
{
	SCOPED(buf_release) struct buf message = {0};
	struct page_job sent = {.kind = PAGE_JOB_PAGE,
		.wanted = PAGE_JOB_JSON,
		.id = "a.html",
		.page = {.path = "a.html",
			.encoding = "koi8-r",
			.format = PAGE_PLAIN,
			.bytes = "\0\xff<p>",
			.length = 5,
			.frame = &(struct site_frame){(const uint64_t[]){3, 8, 9}, 3}}};
	SCOPED(block_hashes_release) struct block_hashes frame = {0};
	struct page_job job;

	(void)state;
	page_job_write(&sent, &message);
	assert_true(page_job_parse(
		message.bytes + WIRE_HEAD, message.length - WIRE_HEAD, &job, &frame));
	assert_int_equal(job.kind, PAGE_JOB_PAGE);
	assert_int_equal(job.wanted, PAGE_JOB_JSON);
	assert_int_equal(job.page.format, PAGE_PLAIN);
	assert_string_equal(job.id, "a.html");
	assert_null(job.page.url);
	assert_string_equal(job.page.encoding, "koi8-r");
	assert_int_equal(job.page.length, 5);
	assert_memory_equal(job.page.bytes, "\0\xff<p>", 5);
	assert_int_equal(job.page.frame->count, 3);
	assert_int_equal(job.page.frame->blocks[1], 8);
}

static bool frame_arrives(const uint64_t *blocks, size_t count)
{
	SCOPED(buf_release) struct buf message = {0};
	SCOPED(block_hashes_release) struct block_hashes frame = {0};
	struct site_frame sent = {blocks, count};
	struct page_job job = {
		.id = "", .page = {.bytes = "", .path = "", .frame = &sent}};

	page_job_write(&job, &message);
	return page_job_parse(
		message.bytes + WIRE_HEAD, message.length - WIRE_HEAD, &job, &frame);
}

static void a_frame_is_sorted_and_not_too_long(void **state)
{
	uint64_t blocks[SITE_FRAME_MOST + 1];

	(void)state;
	for (size_t i = 0; i < COUNT(blocks); i++)
		blocks[i] = i * 3;
	assert_true(frame_arrives(blocks, 0));
	assert_true(frame_arrives(blocks, SITE_FRAME_MOST));
	assert_false(frame_arrives(blocks, SITE_FRAME_MOST + 1));
	blocks[1] = blocks[2];
	assert_false(frame_arrives(blocks, 4));
}

static bool blocks_arrive(const uint64_t *hashes, size_t count)
{
	SCOPED(buf_release) struct buf message = {0};
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(block_hashes_release) struct block_hashes blocks = {0};
	struct page_answer answer;

	block_hashes_add_bytes((const char *)hashes, count * sizeof(*hashes), &blocks);
	page_answer_write_blocks(&blocks, &message);
	return parse(&message, &answer, &entry)
		&& answer.length == count * sizeof(*hashes);
}

static void a_page_has_each_block_once(void **state)
{
	uint64_t hashes[SITE_FRAME_PAGE_MOST + SITE_FRAME_TITLE_MOST + 1];

	(void)state;
	for (size_t i = 0; i < COUNT(hashes); i++)
		hashes[i] = i * 2;
	assert_true(blocks_arrive(hashes, 0));
	assert_true(blocks_arrive(hashes, COUNT(hashes) - 1));
	assert_false(blocks_arrive(hashes, COUNT(hashes)));
	hashes[3] = hashes[2];
	assert_false(blocks_arrive(hashes, 5));
	hashes[3] = hashes[2] + 1; /* the bit that only frames have */
	assert_false(blocks_arrive(hashes, 5));
}

static void an_entry_arrives_as_it_was_sent(void **state)
{
	SCOPED(entry_release) struct entry sent = {0};
	SCOPED(entry_release) struct entry read = {0};
	SCOPED(buf_release) struct buf message = {0};
	struct page_answer answer;

	(void)state;
	make_entry(&sent);
	page_answer_write_entry(&sent, &message);
	assert_true(parse(&message, &answer, &read));
	assert_int_equal(answer.kind, PAGE_ANSWER_ENTRY);
	assert_string_equal(read.id.bytes, "seite/1.html");
	assert_string_equal(read.values[FIELD_CITY].bytes, "Rostock");
	assert_int_equal(read.length, sent.length);
	assert_int_equal(read.record.length, sent.record.length);
	assert_memory_equal(read.record.bytes, sent.record.bytes, sent.record.length);
	assert_int_equal(read.terms.count, sent.terms.count);
	for (uint32_t i = 0; i < sent.terms.count; i++) {
		assert_string_equal(string_table_get(&read.terms, i),
			string_table_get(&sent.terms, i));
		assert_int_equal(read.counts[i], sent.counts[i]);
	}
}

static void an_answer_that_was_cut_is_not_believed(void **state)
{
	SCOPED(entry_release) struct entry sent = {0};
	SCOPED(entry_release) struct entry read = {0};
	SCOPED(buf_release) struct buf message = {0};
	struct page_answer answer;

	(void)state;
	make_entry(&sent);
	page_answer_write_entry(&sent, &message);
	for (size_t length = 0; length < message.length - WIRE_HEAD; length++) {
		/* a copy, so that the sanitizer sees a byte too much */
		SCOPED(string_free)
		char *cut = alloc_resize(NULL, length ? length : 1, 1);

		memcpy(cut, message.bytes + WIRE_HEAD, length);
		assert_false(page_answer_parse(cut, length, &answer, &read));
	}
}

static void an_answer_with_any_byte_changed_breaks_nothing(void **state)
{
	SCOPED(entry_release) struct entry sent = {0};
	SCOPED(entry_release) struct entry read = {0};
	SCOPED(buf_release) struct buf message = {0};
	struct page_answer answer;

	(void)state;
	make_entry(&sent);
	page_answer_write_entry(&sent, &message);
	for (size_t at = WIRE_HEAD; at < message.length; at++) {
		char before = message.bytes[at];

		for (int bit = 0; bit < 8; bit += 7) {
			message.bytes[at] = (char)(before ^ 1 << bit);
			parse(&message, &answer, &read);
		}
		message.bytes[at] = before;
	}
	assert_true(parse(&message, &answer, &read));
}

static void texts_that_are_no_utf8_are_not_believed(void **state)
{
	SCOPED(entry_release) struct entry read = {0};
	SCOPED(buf_release) struct buf message = {0};
	struct page_answer answer;

	(void)state;
	page_answer_write(PAGE_ANSWER_REFUSED, "zu gro\xdf", 7, &message);
	assert_false(parse(&message, &answer, &read));
	page_answer_write(PAGE_ANSWER_REFUSED, "zu groß", 8, &message);
	assert_true(parse(&message, &answer, &read));
	assert_string_equal(answer.text, "zu groß");
}

static void a_record_must_be_whole_and_of_its_entry(void **state)
{
	SCOPED(entry_release) struct entry entry = {0};

	(void)state;
	make_entry(&entry);
	assert_true(survives(&entry));
	record_add(&entry.record, RECORD_CITY, "K\xf6ln", 4);
	assert_false(survives(&entry));

	make_entry(&entry);
	record_add(&entry.record, RECORD_ID, "andere", 6);
	assert_false(survives(&entry));

	make_entry(&entry);
	entry.record.length--;
	assert_false(survives(&entry));

	make_entry(&entry);
	record_add(&entry.record, RECORD_BLOCKS, "\xff\xff\xff\0\0\0", 6);
	assert_false(survives(&entry)); /* it ends behind the text */
}

static void terms_the_engine_would_refuse_are_not_believed(void **state)
{
	SCOPED(entry_release) struct entry entry = {0};
	char term[300];

	(void)state;
	make_entry(&entry);
	memset(term, 'a', sizeof(term));
	entry_add_term(&entry, term, sizeof(term), 1);
	assert_false(survives(&entry));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_job_arrives_as_it_was_sent),
		cmocka_unit_test(a_frame_is_sorted_and_not_too_long),
		cmocka_unit_test(a_page_has_each_block_once),
		cmocka_unit_test(an_entry_arrives_as_it_was_sent),
		cmocka_unit_test(an_answer_that_was_cut_is_not_believed),
		cmocka_unit_test(an_answer_with_any_byte_changed_breaks_nothing),
		cmocka_unit_test(texts_that_are_no_utf8_are_not_believed),
		cmocka_unit_test(a_record_must_be_whole_and_of_its_entry),
		cmocka_unit_test(terms_the_engine_would_refuse_are_not_believed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
