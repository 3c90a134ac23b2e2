/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entries/build.h"

#include "base/alloc.h"
#include "base/json.h"
#include "base/scope.h"
#include "entries/origins.h"
#include "entries/sketcher.h"
#include "entries/written_words.h"
#include "index/record.h"
#include "pages/facts.h"
#include "pages/facts_json.h"
#include "text/analyzer.h"
#include "vocabulary/programmes.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define UNKNOWN UINT32_MAX

enum { MIXED_SHARE = 5 }; /* one in so many bytes is in the other language */

struct build {
	struct analyzer *analyzer;
	struct analysis analysis; /* of the document, so that equal words are one */
	uint32_t *numbers;        /* in the entry, one a term; UNKNOWN */
	size_t number_count, number_room;
	struct written_words *written;
	struct sketcher *sketcher;
	struct named_values *known_programmes;
	struct string_table programmes; /* scratch */
	struct buf term, blocks, evidence;
};

bool build_open(enum analysis_depth depth, struct build **out, struct error *err)
{
	SCOPED(build_close) struct build *build = alloc_zeroed(1, sizeof(*build));

	if (!analyzer_open(&build->analyzer, err)
		|| !named_values_open(NAMED_PROGRAMMES, &build->known_programmes, err))
		return false;
	analyzer_use(build->analyzer, depth);
	build->written = written_words_create();
	build->sketcher = sketcher_open();
	*out = TAKE(build);
	return true;
}

void build_close(struct build **build)
{
	if (*build) {
		analyzer_close(&(*build)->analyzer);
		analysis_release(&(*build)->analysis);
		free((*build)->numbers);
		buf_release(&(*build)->term);
		written_words_free(&(*build)->written);
		sketcher_close(&(*build)->sketcher);
		named_values_close(&(*build)->known_programmes);
		string_table_release(&(*build)->programmes);
		buf_release(&(*build)->blocks);
		buf_release(&(*build)->evidence);
	}
	free(*build);
	*build = NULL;
}

static void add_u32(struct buf *out, uint32_t number)
{
	buf_add(out, (const char *)&number, sizeof(number));
}

/* The entry's number of each term is asked for once, however many words have it. */
static void note_terms(struct build *build)
{
	while (build->number_count < build->analysis.term_count) {
		build->numbers = alloc_grow(build->numbers, build->number_count,
			&build->number_room, sizeof(*build->numbers));
		build->numbers[build->number_count++] = UNKNOWN;
	}
}

static void count_term(
	struct build *build, uint32_t term, unsigned weight, struct entry *out)
{
	const struct analysis *analysis = &build->analysis;
	uint32_t *number = &build->numbers[term];

	if (*number == UNKNOWN)
		*number = entry_add_term(out, analysis_term(analysis, term),
			analysis->terms[term].length, 0);
	out->counts[*number] += weight;
}

static void add_terms(struct build *build, const struct analyzed_word *word,
	enum field field, struct entry *out)
{
	uint32_t end = word->first_term + word->term_count;

	for (uint32_t i = word->first_term; i < end; i++) {
		count_term(build, i, fields[field].weight, out);
		if (field == FIELD_BODY)
			continue;
		buf_clear(&build->term);
		buf_add_string(&build->term, fields[field].prefix);
		buf_add_string(&build->term, analysis_term(&build->analysis, i));
		entry_add_term(out, build->term.bytes, build->term.length, 1);
	}
}

/* A title or a block; the language of its words. */
static void add_text(struct build *build, enum field field, const char *text,
	size_t length, enum language language, struct entry *out)
{
	size_t before = build->analysis.word_count;
	struct analysis added;

	analyzer_analyze(
		build->analyzer, ANALYZER_PAGE, text, length, language, &build->analysis);
	added = build->analysis;
	if (added.word_count == before)
		return;
	added.words += before;
	added.word_count -= before;
	note_terms(build);
	for (size_t i = 0; i < added.word_count; i++)
		add_terms(build, &added.words[i], field, out);
	written_words_add(build->written, text, &added);
}

/* Bytes of what parts a title in two languages: Zweites Leben / Second life. */
static size_t separator_at(const char *text)
{
	static const char *const separators[] = {" / ", " | ", " – ", " — "};

	for (size_t i = 0; i < sizeof(separators) / sizeof(*separators); i++) {
		if (strncmp(text, separators[i], strlen(separators[i])) == 0)
			return strlen(separators[i]);
	}
	return 0;
}

static void add_title(
	struct build *build, const struct document *document, struct entry *out)
{
	/* a title cut from the text would count its first words twice */
	if (!document->title || document->title_origin == TITLE_CUT)
		return;
	for (const char *part = document->title; *part;) {
		size_t length = 0;

		while (part[length] && !separator_at(part + length))
			length++;
		add_text(build, FIELD_TITLE, part, length,
			language_of_text(part, length, document->language), out);
		part += length + separator_at(part + length);
	}
}

static void describe_block(
	struct build *build, const struct block *block, enum language language)
{
	char kinds[] = {(char)block->kind, (char)language};

	add_u32(&build->blocks, (uint32_t)block->end);
	buf_add(&build->blocks, kinds, sizeof(kinds));
}

static void add_blocks(
	struct build *build, const struct document *document, struct entry *out)
{
	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		enum language language = block->language == LANGUAGE_UNKNOWN
			? document->language
			: block->language;

		written_words_part(build->written,
			block->kind == BLOCK_HEADING ? SENT_PART_HEADING
						     : SENT_PART_TEXT);
		add_text(build, FIELD_BODY, document->text.bytes + block->start,
			block->end - block->start, language, out);
		describe_block(build, block, language);
	}
}

void build_date(const struct document_date *date, char out[BUILD_DATE_MAX])
{
	int length = snprintf(out, BUILD_DATE_MAX, "%04d", date->year);

	if (date->month)
		length += snprintf(out + length, (size_t)(BUILD_DATE_MAX - length),
			"-%02d", date->month);
	if (date->month && date->day)
		snprintf(out + length, (size_t)(BUILD_DATE_MAX - length), "-%02d",
			date->day);
}

static void add_string(struct entry *out, enum record_tag tag, const char *string)
{
	if (string)
		record_add(&out->record, tag, string, strlen(string));
}

/* The value as facet and as part of the record. */
static void add_value(
	struct entry *out, enum field field, enum record_tag tag, const char *value)
{
	entry_add_value(out, field, value);
	add_string(out, tag, value);
}

static void add_values(const struct document *document, struct entry *out)
{
	const struct document_date *date = document_main_date(document);
	char digits[BUILD_DATE_MAX];

	add_value(out, FIELD_TYPE, RECORD_TYPE, page_type_name(document->type));
	add_value(
		out, FIELD_LANGUAGE, RECORD_LANGUAGE, language_code(document->language));
	if (date) {
		build_date(date, digits);
		buf_add_string(&out->date, digits);
		add_string(out, RECORD_DATE, digits);
	}
	for (size_t i = 0; i < document->year_count; i++) {
		snprintf(digits, sizeof(digits), "%d", document->years[i]);
		add_value(out, FIELD_YEAR, RECORD_YEAR, digits);
	}
	for (size_t i = 0; i < document->city_count; i++)
		add_value(out, FIELD_CITY, RECORD_CITY, document->cities[i].value);
	for (size_t i = 0; i < document->country_count; i++)
		add_value(out, FIELD_COUNTRY, RECORD_COUNTRY, document->countries[i]);
	for (size_t i = 0; i < document->cluster_count; i++)
		add_value(out, FIELD_CLUSTER, RECORD_CLUSTER, document->clusters[i].id);
}

static void add_programmes(struct build *build, const char *text, struct entry *out)
{
	struct string_table *programmes = &build->programmes;

	string_table_clear(programmes);
	programmes_read(build->known_programmes, text, programmes);
	for (uint32_t i = 0; i < programmes->count; i++)
		add_value(out, FIELD_PROGRAMME, RECORD_PROGRAMME,
			string_table_get(programmes, i));
}

/* What a project's facts are filtered and counted by. */
static void add_facts(
	struct build *build, const struct document *document, struct entry *out)
{
	const struct facts *facts = document->facts;
	uint64_t cents = facts ? facts_budget_cents(facts) : 0;
	char digits[BUILD_DATE_MAX];

	if (facts && facts->programme)
		add_programmes(build, facts->programme, out);
	for (size_t i = 0; i < document->running_count; i++) {
		snprintf(digits, sizeof(digits), "%d", document->running[i]);
		add_value(out, FIELD_RUNNING, RECORD_RUNNING, digits);
	}
	if (!cents)
		return;
	snprintf(digits, sizeof(digits), "%" PRIu64, cents);
	add_value(out, FIELD_BUDGET, RECORD_BUDGET, digits);
}

static void add_origins(const struct document *document, struct entry *out)
{
	SCOPED(buf_release) struct buf bytes = {0};
	struct origins origins;

	origins_of(document, &origins);
	origins_write(&origins, &bytes);
	record_add(&out->record, RECORD_ORIGINS, bytes.bytes, bytes.length);
}

static void add_evidence_pair(
	struct buf *json, const char *key, const char *value, const char *evidence)
{
	json_object_begin(json);
	json_key(json, key);
	json_text(json, value);
	json_key(json, "evidence");
	json_text(json, evidence);
	json_object_end(json);
}

static void add_dates_evidence(const struct document *document, struct buf *json)
{
	char digits[BUILD_DATE_MAX];

	json_key(json, "dates");
	json_array_begin(json);
	for (size_t i = 0; i < document->date_count; i++) {
		const struct document_date *date = &document->dates[i];

		build_date(date, digits);
		json_object_begin(json);
		json_key(json, "date");
		json_text(json, digits);
		json_key(json, "kind");
		json_text(json, date_kind_name(date->kind));
		json_key(json, "evidence");
		json_text(json, date->evidence);
		json_object_end(json);
	}
	json_array_end(json);
}

static void add_evidence(const struct document *document, struct buf *json)
{
	json_object_begin(json);
	add_dates_evidence(document, json);
	json_key(json, "cities");
	json_array_begin(json);
	for (size_t i = 0; i < document->city_count; i++)
		add_evidence_pair(json, "value", document->cities[i].value,
			document->cities[i].evidence);
	json_array_end(json);
	json_key(json, "clusters");
	json_array_begin(json);
	for (size_t i = 0; i < document->cluster_count; i++)
		add_evidence_pair(json, "id", document->clusters[i].id,
			document->clusters[i].evidence);
	json_array_end(json);
	if (document->facts) {
		json_key(json, "facts");
		facts_json_add(document->facts, json);
	}
	json_key(json, "type_evidence");
	json_text(json, document->type_evidence);
	json_object_end(json);
}

/* Whether a part of the text that no reader overlooks is in the other language. */
static bool is_mixed(const struct document *document)
{
	size_t bytes[LANGUAGE_COUNT] = {0};
	size_t less;

	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];

		bytes[block->language] += block->end - block->start;
	}
	less = bytes[LANGUAGE_DE] < bytes[LANGUAGE_EN] ? bytes[LANGUAGE_DE]
						       : bytes[LANGUAGE_EN];
	return less * MIXED_SHARE >= bytes[LANGUAGE_DE] + bytes[LANGUAGE_EN] && less;
}

void build_entry(struct build *build, const struct document *document, struct entry *out)
{
	entry_clear(out);
	written_words_clear(build->written);
	analysis_clear(&build->analysis);
	build->number_count = 0;
	buf_clear(&build->blocks);
	buf_clear(&build->evidence);

	buf_add_string(&out->id, document->id);
	add_string(out, RECORD_ID, document->id);
	add_string(out, RECORD_URL, document->url);
	add_string(out, RECORD_TITLE, document->title);
	add_values(document, out);
	add_facts(build, document, out);
	add_origins(document, out);
	add_title(build, document, out);
	add_blocks(build, document, out);
	add_evidence(document, &build->evidence);
	record_add(&out->record, RECORD_TEXT, buf_string(&document->text),
		document->text.length);
	record_add(&out->record, RECORD_BLOCKS, buf_string(&build->blocks),
		build->blocks.length);
	written_words_write(build->written, &out->words);
	out->length = written_words_count(build->written);
	record_add(&out->record, RECORD_EVIDENCE, buf_string(&build->evidence),
		build->evidence.length);
	out->flags = is_mixed(document) ? ENTRY_MIXED : 0;
	sketcher_draw(build->sketcher, document, &out->sketch);
}
