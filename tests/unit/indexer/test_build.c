/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "build.h"
#include "index/forms.h"
#include "index/record.h"
#include "text/analyzer.h"
#include "unit.h"

#include <string.h>

static void add_block(struct document *document, const char *text, enum language language)
{
	document_add_block(document, BLOCK_TEXT, text, strlen(text));
	document->blocks[document->block_count - 1].language = language;
}

static uint32_t count_of(const struct entry *entry, const char *term)
{
	uint32_t number = string_table_find(&entry->terms, term, strlen(term));

	return number == STRING_TABLE_NONE ? 0 : entry->counts[number];
}

static struct record_part part_of(const struct entry *entry, enum record_tag tag)
{
	return record_find(entry->record.bytes, entry->record.length, tag);
}

static struct record_part words_part(const struct entry *entry, enum record_tag tag)
{
	return record_find(entry->words.bytes, entry->words.length, tag);
}

static void assert_part(
	const struct entry *entry, enum record_tag tag, const char *expected)
{
	struct record_part part = part_of(entry, tag);

	assert_int_equal(part.length, strlen(expected));
	assert_memory_equal(part.bytes, expected, part.length);
}

static void make(const struct document *document, struct entry *out)
{
	SCOPED(build_close) struct build *build = NULL;

	must(build_open(&build, &err));
	build_entry(build, document, out);
}

static void title_words_count_more_and_have_terms_of_their_own(void **state)
{
	SCOPED(document_release)
	struct document document = {.id = alloc_string("1"),
		.title = alloc_string("Hafen"),
		.language = LANGUAGE_DE};
	SCOPED(entry_release) struct entry entry = {0};

	(void)state;
	add_block(&document, "Hafen und Hafen", LANGUAGE_DE);
	make(&document, &entry);
	assert_int_equal(count_of(&entry, "Dhaf"), fields[FIELD_TITLE].weight + 2);
	assert_int_equal(count_of(&entry, "SDhaf"), 1);
	assert_int_equal(count_of(&entry, "Sdund"), 0);
	assert_int_equal(entry.length, 4);
}

static void each_block_is_analysed_in_its_language(void **state)
{
	SCOPED(document_release)
	struct document document = {.id = alloc_string("1"), .language = LANGUAGE_DE};
	SCOPED(entry_release) struct entry entry = {0};

	(void)state;
	add_block(&document, "regionale Strategien", LANGUAGE_UNKNOWN);
	add_block(&document, "regional strategies", LANGUAGE_EN);
	make(&document, &entry);
	assert_int_equal(count_of(&entry, "Estrategi"), 1);
	assert_int_equal(count_of(&entry, "Dstrategi"), 1);
}

static void no_phrase_crosses_a_block(void **state)
{
	SCOPED(document_release)
	struct document document = {.id = alloc_string("1"),
		.title = alloc_string("eins"),
		.language = LANGUAGE_DE};
	SCOPED(entry_release) struct entry entry = {0};
	struct record_part stream;
	uint16_t words[6];

	(void)state;
	add_block(&document, "zwei drei", LANGUAGE_DE);
	add_block(&document, "vier eins", LANGUAGE_DE);
	make(&document, &entry);
	stream = words_part(&entry, RECORD_STREAM);
	assert_int_equal(stream.length, 7 * sizeof(*words));
	memcpy(words, stream.bytes, sizeof(words));
	assert_int_equal(words[0], 1);
	assert_int_equal(words[1], 0);
	assert_int_equal(words[4], 0);
	assert_int_equal(words[5], 4);
	assert_int_equal(stream.bytes[6 * sizeof(*words)], 1); /* eins again */
	assert_int_equal(entry.length, 5);
}

static void words_keep_the_hashes_of_form_and_terms(void **state)
{
	SCOPED(document_release)
	struct document document = {.id = alloc_string("1"), .language = LANGUAGE_DE};
	SCOPED(entry_release) struct entry entry = {0};
	struct record_part words;
	uint32_t hashes[2];

	(void)state;
	add_block(&document, "vier Vier", LANGUAGE_DE);
	make(&document, &entry);
	words = words_part(&entry, RECORD_WORDS);
	assert_int_equal(words.length, 1 + sizeof(hashes));
	assert_int_equal(words.bytes[0], 2);
	memcpy(hashes, words.bytes + 1, sizeof(hashes));
	assert_int_equal(hashes[0], analyzer_hash("vier", 4));
	assert_int_equal(hashes[1], analyzer_hash("Dvier", 5));
}

/* A word that also stands small is no noun; capitals throughout speak last. */
static void each_word_has_one_written_form(void **state)
{
	SCOPED(document_release)
	struct document document = {.id = alloc_string("1"), .language = LANGUAGE_DE};
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(buf_release) struct buf forms = {0};
	struct record_part list;
	struct form_change change;
	size_t offset = 0;

	(void)state;
	add_block(&document, "Neue HÄFEN: neue Häfen, ÖPNV 2007 und CO2", LANGUAGE_DE);
	make(&document, &entry);
	list = words_part(&entry, RECORD_FORMS);
	while (forms_next(list.bytes, list.length, &offset, &change)) {
		assert_int_equal(change.pages, 1);
		buf_add(&forms, change.form, change.length);
		buf_add(&forms, " ", 1);
	}
	assert_string_equal(buf_string(&forms), "neue Häfen ÖPNV und ");
}

static void a_hyphenated_word_counts_in_its_parts_only(void **state)
{
	SCOPED(document_release)
	struct document document = {.id = alloc_string("1"), .language = LANGUAGE_DE};
	SCOPED(entry_release) struct entry entry = {0};

	(void)state;
	add_block(&document, "Stadt-Umland", LANGUAGE_DE);
	make(&document, &entry);
	assert_int_equal(entry.length, 2);
	assert_int_equal(words_part(&entry, RECORD_STREAM).length, 3 * sizeof(uint16_t));
	assert_int_equal(count_of(&entry, "Dstadt"), 1);
}

static void values_stand_in_slots_and_record(void **state)
{
	static const struct document_date day = {
		.year = 2007, .month = 4, .kind = DATE_PUBLISHED};
	SCOPED(document_release)
	struct document document = {.id = alloc_string("a/b.html"),
		.url = alloc_string("https://a.example/b"),
		.type = PAGE_NEWS,
		.language = LANGUAGE_EN};
	SCOPED(entry_release) struct entry entry = {0};

	(void)state;
	document_add_city(&document, "Leipzig", "in Leipzig", 10);
	document_add_city(&document, "Gdańsk", NULL, 0);
	document_add_cluster(&document, "energy", NULL, 0);
	document_add_year(&document, 2007);
	document_add_date(&document, day, "April 2007", 10);
	make(&document, &entry);
	assert_string_equal(buf_string(&entry.id), "a/b.html");
	assert_string_equal(buf_string(&entry.values[FIELD_CITY]), "Leipzig\tGdańsk");
	assert_string_equal(buf_string(&entry.values[FIELD_CLUSTER]), "energy");
	assert_string_equal(buf_string(&entry.values[FIELD_YEAR]), "2007");
	assert_string_equal(buf_string(&entry.values[FIELD_TYPE]), "news");
	assert_string_equal(buf_string(&entry.values[FIELD_LANGUAGE]), "en");
	assert_string_equal(buf_string(&entry.date), "2007-04");
	assert_part(&entry, RECORD_ID, "a/b.html");
	assert_part(&entry, RECORD_URL, "https://a.example/b");
	assert_part(&entry, RECORD_DATE, "2007-04");
	assert_part(&entry, RECORD_CITY, "Leipzig");
	assert_part(&entry, RECORD_EVIDENCE,
		"{\"dates\":[{\"date\":\"2007-04\",\"kind\":\"published\",\"evidence\":"
		"\"April 2007\"}],\"cities\":[{\"value\":\"Leipzig\",\"evidence\":"
		"\"in Leipzig\"},{\"value\":\"Gdańsk\",\"evidence\":null}],\"clusters\":"
		"[{\"id\":\"energy\",\"evidence\":null}],\"type_evidence\":null}");
}

static void blocks_are_told_with_their_ends(void **state)
{
	SCOPED(document_release)
	struct document document = {.id = alloc_string("1"), .language = LANGUAGE_DE};
	SCOPED(entry_release) struct entry entry = {0};
	struct record_part blocks;
	uint32_t end;

	(void)state;
	document_add_block(&document, BLOCK_HEADING, "Kopf", 4);
	add_block(&document, "some text", LANGUAGE_EN);
	make(&document, &entry);
	assert_part(&entry, RECORD_TEXT, "Kopf\nsome text\n");
	blocks = part_of(&entry, RECORD_BLOCKS);
	assert_int_equal(blocks.length, 12);
	memcpy(&end, blocks.bytes + 6, sizeof(end));
	assert_int_equal(end, 14);
	assert_int_equal(blocks.bytes[4], BLOCK_HEADING);
	assert_int_equal(blocks.bytes[5], LANGUAGE_DE);
	assert_int_equal(blocks.bytes[11], LANGUAGE_EN);
}

static void an_entry_is_used_again_without_traces(void **state)
{
	SCOPED(build_close) struct build *build = NULL;
	SCOPED(document_release)
	struct document first = {.id = alloc_string("1"), .title = alloc_string("Hafen")};
	SCOPED(document_release) struct document second = {.id = alloc_string("2")};
	SCOPED(entry_release) struct entry entry = {0};

	(void)state;
	must(build_open(&build, &err));
	document_add_city(&first, "Leipzig", NULL, 0);
	build_entry(build, &first, &entry);
	build_entry(build, &second, &entry);
	assert_string_equal(buf_string(&entry.id), "2");
	assert_int_equal(entry.terms.count, 0);
	assert_int_equal(entry.length, 0);
	assert_int_equal(entry.values[FIELD_CITY].length, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(title_words_count_more_and_have_terms_of_their_own),
		cmocka_unit_test(each_block_is_analysed_in_its_language),
		cmocka_unit_test(no_phrase_crosses_a_block),
		cmocka_unit_test(words_keep_the_hashes_of_form_and_terms),
		cmocka_unit_test(each_word_has_one_written_form),
		cmocka_unit_test(a_hyphenated_word_counts_in_its_parts_only),
		cmocka_unit_test(values_stand_in_slots_and_record),
		cmocka_unit_test(blocks_are_told_with_their_ends),
		cmocka_unit_test(an_entry_is_used_again_without_traces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
