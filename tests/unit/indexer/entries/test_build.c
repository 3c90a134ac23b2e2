/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/alloc.h"
#include "base/varint.h"
#include "entries/build.h"
#include "index/record.h"
#include "index/sent_words.h"
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

static void assert_part(
	const struct entry *entry, enum record_tag tag, const char *expected)
{
	struct record_part part = part_of(entry, tag);

	assert_int_equal(part.length, strlen(expected));
	assert_memory_equal(part.bytes, expected, part.length);
}

static void add_positions(const struct sent_positions *positions, struct buf *out)
{
	uint32_t position = 0;
	uint32_t further;

	for (size_t at = 0; at < positions->size;) {
		assert_true(
			varint_next(positions->bytes, positions->size, &at, &further));
		position += further;
		buf_add_format(out, " %u", position);
	}
}

/* "breaks; spelling hashes positions; ..." */
static void describe_words(const struct entry *entry, struct buf *out)
{
	struct sent_positions positions;
	struct dictionary_word word;
	struct sent_reader reader;
	enum sent_part part;
	uint32_t position = 0;
	uint32_t further;

	assert_true(sent_words_open(&entry->words, &reader));
	buf_add_string(out, "breaks");
	for (size_t at = 0; sent_breaks_next(&reader.breaks, &at, &further, &part);)
		buf_add_format(out, " %s%u", part == SENT_PART_HEADING ? "h" : "",
			position += further);
	while (sent_words_next(&reader, &word, &positions)) {
		buf_add_string(out, "; ");
		buf_add(out, word.spelling, word.length);
		buf_add_format(out, "/%u", word.hash_count);
		add_positions(&positions, out);
	}
	assert_int_equal(reader.offset, reader.size);
}

static void assert_words(const struct entry *entry, const char *wanted)
{
	SCOPED(buf_release) struct buf words = {0};

	describe_words(entry, &words);
	assert_string_equal(buf_string(&words), wanted);
}

static void make(const struct document *document, struct entry *out)
{
	SCOPED(build_close) struct build *build = NULL;

	must(build_open(ANALYSIS_FULL, &build, &err));
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

	(void)state;
	add_block(&document, "zwei drei", LANGUAGE_DE);
	add_block(&document, "vier eins", LANGUAGE_DE);
	make(&document, &entry);
	assert_words(&entry, "breaks 1 4; eins/2 0 6; zwei/2 2; drei/2 3; vier/2 5");
	assert_int_equal(entry.length, 5);
}

static void words_keep_the_hashes_of_form_and_terms(void **state)
{
	SCOPED(document_release)
	struct document document = {.id = alloc_string("1"), .language = LANGUAGE_DE};
	SCOPED(entry_release) struct entry entry = {0};
	struct sent_positions positions;
	struct dictionary_word word;
	struct sent_reader reader;

	(void)state;
	add_block(&document, "vier Vier", LANGUAGE_DE);
	make(&document, &entry);
	assert_words(&entry, "breaks 0; vier/2 1 2");
	assert_true(sent_words_open(&entry.words, &reader));
	assert_true(sent_words_next(&reader, &word, &positions));
	assert_int_equal(dictionary_hash(&word, 0), analyzer_hash("vier", 4));
	assert_int_equal(dictionary_hash(&word, 1), analyzer_hash("Dvier", 5));
}

/* A list of positions has an end that fits into a byte; another begins anew. */
static void a_frequent_word_stands_several_times(void **state)
{
	SCOPED(document_release)
	struct document document = {.id = alloc_string("1"), .language = LANGUAGE_DE};
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(buf_release) struct buf wanted = {0};

	(void)state;
	buf_add_string(&wanted, "breaks 0; vier/2");
	for (unsigned i = 1; i <= 400; i++) {
		buf_add_string(&text, "vier ");
		buf_add_format(&wanted, i == 252 ? "; vier/2 %u" : " %u", i);
	}
	add_block(&document, text.bytes, LANGUAGE_DE);
	make(&document, &entry);
	assert_words(&entry, wanted.bytes);
}

/* A word that also stands small is no noun; capitals throughout speak last. */
static void each_word_has_one_written_form(void **state)
{
	SCOPED(document_release)
	struct document document = {.id = alloc_string("1"), .language = LANGUAGE_DE};
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(buf_release) struct buf forms = {0};
	struct sent_positions positions;
	struct dictionary_word word;
	struct sent_reader reader;

	(void)state;
	add_block(&document, "Neue HÄFEN: neue Häfen, ÖPNV 2007 und CO2", LANGUAGE_DE);
	make(&document, &entry);
	assert_true(sent_words_open(&entry.words, &reader));
	while (sent_words_next(&reader, &word, &positions)) {
		buf_add(&forms, word.spelling, word.length);
		buf_add(&forms, " ", word.length != 0);
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
	assert_words(&entry, "breaks 0; Stadt/5 1; Umland/2 2");
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
	assert_words(&entry, "breaks h0 2; Kopf/2 1; some/2 3; text/2 4");
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
	must(build_open(ANALYSIS_FULL, &build, &err));
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
		cmocka_unit_test(a_frequent_word_stands_several_times),
		cmocka_unit_test(each_word_has_one_written_form),
		cmocka_unit_test(a_hyphenated_word_counts_in_its_parts_only),
		cmocka_unit_test(values_stand_in_slots_and_record),
		cmocka_unit_test(blocks_are_told_with_their_ends),
		cmocka_unit_test(an_entry_is_used_again_without_traces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
