/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buf.h"
#include "index/packer.h"
#include "index/unpacker.h"
#include "temporary.h"

static struct temporary folder;
static struct packer *packer;
static struct unpacker *unpacker;
static struct pattern *pattern;

static int make(void **state)
{
	(void)state;
	temporary_make(&folder);
	unpacker = unpacker_create();
	must(packer_open(folder.path, &packer, &err));
	return 0;
}

static int release(void **state)
{
	(void)state;
	packer_close(&packer);
	unpacker_free(&unpacker);
	pattern_close(&pattern);
	temporary_remove(&folder);
	return 0;
}

static void write_page(unsigned number, struct buf *out)
{
	static const char *const words[] = {"Hafen", "Stadt", "Region", "Wirtschaft",
		"Netzwerk", "Verkehr", "Projekt", "Energie"};

	buf_clear(out);
	buf_add_format(out, "Seite %u der Entwicklungsgesellschaft\n", number);
	for (unsigned i = 0; i < 40; i++)
		buf_add_format(out, "%s und %s im Jahr %u, ", words[(number * i) % 8],
			words[(number + 3 * i) % 8], 1990 + (number * 7 + i * i) % 40);
}

static void pack_pages(unsigned first, unsigned count)
{
	SCOPED(buf_release) struct buf page = {0};
	SCOPED(buf_release) struct buf packed = {0};

	for (unsigned i = first; i < first + count; i++) {
		write_page(i, &page);
		packer_pack(packer, page.bytes, page.length, &packed);
	}
}

/* Packs a page and reads it back; how long it is packed. */
static size_t pack_and_read(unsigned number)
{
	SCOPED(buf_release) struct buf page = {0};
	SCOPED(buf_release) struct buf packed = {0};
	SCOPED(buf_release) struct buf read = {0};

	write_page(number, &page);
	packer_pack(packer, page.bytes, page.length, &packed);
	must(unpacker_unpack(
		unpacker, pattern, buf_string(&packed), packed.length, &read, &err));
	assert_int_equal(read.length, page.length);
	assert_memory_equal(read.bytes, page.bytes, page.length);
	return packed.length;
}

static void a_record_comes_back_as_it_was(void **state)
{
	(void)state;
	assert_in_range(pack_and_read(1), 1, 900);
}

static void an_empty_record_comes_back_empty(void **state)
{
	SCOPED(buf_release) struct buf packed = {0};
	SCOPED(buf_release) struct buf read = {0};

	(void)state;
	packer_pack(packer, "", 0, &packed);
	must(unpacker_unpack(
		unpacker, NULL, buf_string(&packed), packed.length, &read, &err));
	assert_int_equal(read.length, 0);
}

static void few_records_make_no_pattern(void **state)
{
	(void)state;
	pack_pages(0, 499);
	must(packer_settle(packer, &err));
	must(pattern_open(folder.path, &pattern, &err));
	assert_null(pattern);
}

static void many_records_make_a_pattern_that_later_ones_are_packed_by(void **state)
{
	size_t alone;

	(void)state;
	pack_pages(0, 600);
	alone = pack_and_read(700);
	must(packer_settle(packer, &err));
	must(pattern_open(folder.path, &pattern, &err));
	assert_non_null(pattern);
	assert_in_range(pack_and_read(700), 1, alone * 9 / 10);
}

static void the_next_writer_goes_on_by_the_same_pattern(void **state)
{
	size_t length;

	(void)state;
	pack_pages(0, 600);
	must(packer_settle(packer, &err));
	must(pattern_open(folder.path, &pattern, &err));
	length = pack_and_read(700);
	packer_close(&packer);
	must(packer_open(folder.path, &packer, &err));
	assert_int_equal(pack_and_read(700), length);
}

static void without_its_pattern_a_record_is_damaged(void **state)
{
	SCOPED(buf_release) struct buf page = {0};
	SCOPED(buf_release) struct buf packed = {0};
	SCOPED(buf_release) struct buf read = {0};

	(void)state;
	pack_pages(0, 600);
	must(packer_settle(packer, &err));
	write_page(700, &page);
	packer_pack(packer, page.bytes, page.length, &packed);
	must_fail(unpacker_unpack(unpacker, NULL, buf_string(&packed), packed.length,
			  &read, &err),
		ERROR_CORRUPT);
}

static void flip(char *byte, unsigned bit)
{
	*byte = (char)((unsigned char)*byte ^ 1U << bit);
}

/* Damage is told or gives other bytes; what must not be is a read out of bounds. */
static void damaged_bytes_are_no_danger(void **state)
{
	SCOPED(buf_release) struct buf page = {0};
	SCOPED(buf_release) struct buf packed = {0};
	SCOPED(buf_release) struct buf read = {0};

	(void)state;
	write_page(3, &page);
	packer_pack(packer, page.bytes, page.length, &packed);
	for (size_t i = 0; i < packed.length; i++) {
		flip(&packed.bytes[i], (unsigned)i % 8);
		(void)unpacker_unpack(
			unpacker, NULL, packed.bytes, packed.length, &read, &err);
		flip(&packed.bytes[i], (unsigned)i % 8);
		must_fail(unpacker_unpack(
				  unpacker, NULL, packed.bytes, i ? i : 1, &read, &err),
			ERROR_CORRUPT);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_record_comes_back_as_it_was, make, release),
		cmocka_unit_test_setup_teardown(
			an_empty_record_comes_back_empty, make, release),
		cmocka_unit_test_setup_teardown(
			few_records_make_no_pattern, make, release),
		cmocka_unit_test_setup_teardown(
			many_records_make_a_pattern_that_later_ones_are_packed_by, make,
			release),
		cmocka_unit_test_setup_teardown(
			the_next_writer_goes_on_by_the_same_pattern, make, release),
		cmocka_unit_test_setup_teardown(
			without_its_pattern_a_record_is_damaged, make, release),
		cmocka_unit_test_setup_teardown(
			damaged_bytes_are_no_danger, make, release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
