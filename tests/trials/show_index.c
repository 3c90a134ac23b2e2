/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * show_index: what the current generation of an index holds, one JSON object a
 * line, so that two indexes can be compared by content whatever the order and
 * the number of the runs that made them. usage: show_index INDEX
 *
 * A line a document, ascending by id: the parts of its record, a digest of the
 * long ones; digests of its terms with their counts and of its values. "faults"
 * tells where record, values, id term, ledger, words and the list of forms disagree.
 * The last line has "documents" and the faults of the whole.
 */
#include "base/alloc.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/json.h"
#include "base/scope.h"
#include "base/string_table.h"
#include "entries/record_check.h"
#include "index/dictionary.h"
#include "index/field.h"
#include "index/forms.h"
#include "index/generation.h"
#include "index/index_reader.h"
#include "index/record.h"
#include "index/stored_words.h"
#include "snapshot/snapshot.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POSTINGS_ROOM = 512 };

/* One document number; nothing of it if there is no such document. */
struct shown {
	struct buf id;
	struct buf terms;  /* "TERM COUNT\n" */
	struct buf values; /* of all slots but that of the place */
	struct buf facets[FIELD_FILTER_COUNT];
};

struct view {
	struct generation generation;
	struct snapshot *snapshot;
	struct index_reader *reader; /* the snapshot's */
	struct unpacker *unpacker;
	struct shown *shown; /* by document number */
	size_t count;
	uint32_t *sorted; /* documents by id */
	size_t sorted_count;
	struct buf dictionary;
	size_t *words; /* where each begins in the dictionary */
	size_t word_count, words_room;
	size_t damaged_words; /* documents that have such */
	int *pages;           /* that have each word, as the documents say */
};

static void view_release(struct view *view)
{
	for (size_t i = 0; i < view->count; i++) {
		buf_release(&view->shown[i].id);
		buf_release(&view->shown[i].terms);
		buf_release(&view->shown[i].values);
		for (unsigned f = 0; f < FIELD_FILTER_COUNT; f++)
			buf_release(&view->shown[i].facets[f]);
	}
	free(view->shown);
	free(view->sorted);
	buf_release(&view->dictionary);
	free(view->words);
	free(view->pages);
	if (view->reader)
		snapshot_give_back(view->snapshot, view->reader);
	unpacker_free(&view->unpacker);
	snapshot_free(&view->snapshot);
	generation_release(&view->generation);
}

static bool read_term(struct view *view, const char *term, struct error *err)
{
	SCOPED(posting_list_release) struct posting_list list = {0};

	if (!index_reader_postings(view->reader, term, &list, err))
		return false;
	for (size_t i = 0; i < list.count; i++)
		buf_add_format(&view->shown[list.documents[i]].terms, "%s %u\n", term,
			list.counts[i]);
	return true;
}

static bool read_terms(struct view *view, struct error *err)
{
	SCOPED(buf_release) struct buf terms = {0};
	size_t count;

	if (!index_reader_terms(view->reader, "", SIZE_MAX, &terms, &count, err))
		return false;
	for (size_t at = 0; at < terms.length; at += strlen(terms.bytes + at) + 1) {
		if (!read_term(view, terms.bytes + at, err))
			return false;
	}
	return true;
}

static bool read_values(struct view *view, unsigned slot, struct error *err)
{
	SCOPED(value_stream_close) struct value_stream *stream = NULL;
	const char *bytes;
	uint32_t document;
	size_t length;

	if (!value_stream_open(view->reader, slot, &stream, err))
		return false;
	for (;;) {
		if (!value_stream_next(stream, &document, &bytes, &length, err))
			return false;
		if (!document)
			return true;
		buf_add_format(&view->shown[document].values, "%u %zu ", slot, length);
		buf_add(&view->shown[document].values, bytes, length);
		if (slot < FIELD_FILTER_COUNT)
			buf_add(&view->shown[document].facets[slot], bytes, length);
	}
}

static bool read_dictionary(struct view *view, struct error *err)
{
	SCOPED(buf_release) struct buf path = {0};
	struct dictionary_word word;
	size_t offset = 0;

	buf_add_format(&path, "%s/dictionary", view->generation.path);
	if (!file_read(buf_string(&path), &view->dictionary, err))
		return false;
	do {
		view->words = alloc_grow(view->words, view->word_count, &view->words_room,
			sizeof(*view->words));
		view->words[view->word_count] = offset;
	} while (dictionary_next(buf_string(&view->dictionary),
			 view->snapshot->dictionary_bytes, &offset, &word)
		&& ++view->word_count);
	view->pages = alloc_zeroed(view->word_count, sizeof(*view->pages));
	return true;
}

static bool load(const char *index, struct view *out, struct error *err)
{
	if (!generation_current(index, &out->generation, err)
		|| !snapshot_load(&out->generation, NULL, 1 << 20, &out->snapshot, err)
		|| !read_dictionary(out, err))
		return false;
	out->reader = snapshot_borrow(out->snapshot);
	out->unpacker = unpacker_create();
	out->count = (size_t)out->snapshot->last_document + 1;
	out->shown = alloc_zeroed(out->count, sizeof(*out->shown));
	for (unsigned slot = 0; slot <= SLOT_SKETCH; slot++) {
		if (slot != SLOT_PLACE && !read_values(out, slot, err))
			return false;
	}
	return read_terms(out, err);
}

static void show_digest(struct buf *line, const void *bytes, size_t length)
{
	char letters[DIGEST_LETTERS + 1];

	digest_write(digest_of(bytes, length), letters);
	json_text(line, letters);
}

/* Each part under its tag's number: texts as they are, the others as digests. */
static void show_parts(
	const char *record, size_t size, struct buf *facets, struct buf *line)
{
	static const unsigned char facet_of[] = {
		[RECORD_CITY] = FIELD_CITY + 1,
		[RECORD_CLUSTER] = FIELD_CLUSTER + 1,
		[RECORD_YEAR] = FIELD_YEAR + 1,
		[RECORD_TYPE] = FIELD_TYPE + 1,
		[RECORD_LANGUAGE] = FIELD_LANGUAGE + 1,
		[RECORD_PROGRAMME] = FIELD_PROGRAMME + 1,
		[RECORD_COUNTRY] = FIELD_COUNTRY + 1,
		[RECORD_RUNNING] = FIELD_RUNNING + 1,
		[RECORD_BUDGET] = FIELD_BUDGET + 1,
	};
	struct record_part part;
	size_t offset = 0;

	json_array_begin(line);
	while (record_next(record, size, &offset, &part)) {
		unsigned facet = facet_of[part.tag];

		json_array_begin(line);
		json_integer(line, part.tag);
		if (part.tag <= RECORD_TEXT || part.tag == RECORD_EVIDENCE
			|| part.tag >= RECORD_VANISHED)
			json_string(line, part.bytes, part.length);
		else
			show_digest(line, part.bytes, part.length);
		json_array_end(line);
		if (!facet)
			continue;
		if (facets[facet - 1].length)
			buf_add(&facets[facet - 1], (const char[]){VALUE_SEPARATOR}, 1);
		buf_add(&facets[facet - 1], part.bytes, part.length);
	}
	json_array_end(line);
}

/* Whether the ledger knows where the document is from. */
static bool has_owner(struct view *view, const struct buf *id, struct error *err)
{
	SCOPED(buf_release) struct buf owner = {0};
	char letters[DIGEST_LETTERS + 1];
	char key[DIGEST_LETTERS + 8];

	digest_write(digest_of(buf_string(id), id->length), letters);
	snprintf(key, sizeof(key), "id:%s", letters);
	return index_reader_noted(view->reader, key, &owner, err) && owner.length;
}

static void show_faults(struct view *view, uint32_t document, const struct buf *record,
	const struct buf *facets, struct buf *line)
{
	const struct shown *shown = &view->shown[document];
	struct error err = {0};
	uint32_t found = 0;

	json_array_begin(line);
	if (!record_is_sound(record, &shown->id))
		json_text(line, "its record is damaged");
	if (!index_reader_find(
		    view->reader, buf_string(&shown->id), shown->id.length, &found, &err)
		|| found != document)
		json_text(line, "its id leads elsewhere");
	if (!has_owner(view, &shown->id, &err))
		json_text(line, "the ledger does not know it");
	if (!shown->terms.length)
		json_text(line, "it has no terms");
	for (unsigned i = 0; i < FIELD_FILTER_COUNT; i++) {
		if (facets[i].length != shown->facets[i].length
			|| strcmp(buf_string(&facets[i]), buf_string(&shown->facets[i]))
				!= 0)
			json_text(line, fields[i].name);
	}
	json_array_end(line);
}

/* A record may begin with the mark of a vanished page: its own parts are checked. */
static void copy_record(const char *record, size_t size, struct buf *out)
{
	struct record_part part;
	size_t offset = 0;

	while (record_next(record, size, &offset, &part)) {
		if (part.tag != RECORD_VANISHED)
			record_add(out, part.tag, part.bytes, part.length);
	}
	if (offset != size)
		buf_add(out, "?", 1);
}

/* A word, not by its number, which tells when it came, and where it stands. */
static uint64_t digest_word(
	struct view *view, uint32_t number, const struct stored_positions *positions)
{
	SCOPED(buf_release) struct buf bytes = {0};
	size_t offset = view->words[number];
	struct dictionary_word word;

	if (!dictionary_next(
		    view->dictionary.bytes, view->dictionary.length, &offset, &word))
		return 0;
	buf_add(&bytes, word.bytes, word.size);
	buf_add(&bytes, (const char *)&positions->first, sizeof(positions->first));
	if (positions->size)
		buf_add(&bytes, positions->further, positions->size);
	return digest_of(bytes.bytes, bytes.length).low;
}

/* Numbers are in another order in another index: the sum is not. */
static bool add_up_words(
	struct view *view, const char *bytes, size_t size, uint64_t *digests)
{
	struct stored_words words;
	struct stored_group group;
	struct stored_lists lists;
	struct stored_positions positions;
	size_t count = 0;
	uint32_t before = UINT32_MAX;

	if (!stored_words_open(bytes, size, &words)
		|| !stored_words_lists(&words, &lists))
		return false;
	while (stored_words_next_group(&words, &group)) {
		for (size_t i = group.first; i < group.end; i++) {
			uint32_t number = group.higher | stored_words_half(&words, i);

			if (number >= view->word_count
				|| !stored_words_positions(&lists, i, &positions))
				return false;
			*digests += digest_word(view, number, &positions);
			view->pages[number] += number != before;
			before = number;
			count++;
		}
	}
	return count == words.count && lists.offset == lists.lists_size;
}

/* False: the words are damaged. */
static bool show_words(struct view *view, uint32_t document, struct buf *line)
{
	size_t size;
	const char *bytes = snapshot_words(view->snapshot, document, &size);
	uint64_t digests = 0;
	bool is_sound = add_up_words(view, bytes, size, &digests);

	show_digest(line, &digests, sizeof(digests));
	return is_sound;
}

static void show_document(struct view *view, uint32_t document)
{
	SCOPED(buf_release) struct buf line = {0};
	SCOPED(buf_release) struct buf sound = {0};
	struct buf facets[FIELD_FILTER_COUNT] = {0};
	const struct shown *shown = &view->shown[document];
	SCOPED(buf_release) struct buf record = {0};

	snapshot_record(view->snapshot, document, view->unpacker, &record);
	copy_record(buf_string(&record), record.length, &sound);
	json_object_begin(&line);
	json_key(&line, "id");
	json_string(&line, buf_string(&shown->id), shown->id.length);
	json_key(&line, "record");
	show_parts(buf_string(&record), record.length, facets, &line);
	json_key(&line, "places");
	view->damaged_words += !show_words(view, document, &line);
	json_key(&line, "terms");
	show_digest(&line, buf_string(&shown->terms), shown->terms.length);
	json_key(&line, "values");
	show_digest(&line, buf_string(&shown->values), shown->values.length);
	json_key(&line, "words");
	json_integer(&line, view->snapshot->columns.places[document].length);
	json_key(&line, "faults");
	show_faults(view, document, &sound, facets, &line);
	json_object_end(&line);
	puts(buf_string(&line));
	for (unsigned i = 0; i < FIELD_FILTER_COUNT; i++)
		buf_release(&facets[i]);
}

static int compare_shown(const void *a, const void *b, void *context)
{
	const struct view *view = context;

	return strcmp(buf_string(&view->shown[*(const uint32_t *)a].id),
		buf_string(&view->shown[*(const uint32_t *)b].id));
}

static void sort_documents(struct view *view)
{
	SCOPED(buf_release) struct buf record = {0};

	view->sorted = alloc_zeroed(view->count, sizeof(*view->sorted));
	for (uint32_t i = 1; i < view->count; i++) {
		struct record_part id;

		snapshot_record(view->snapshot, i, view->unpacker, &record);
		id = record_find(buf_string(&record), record.length, RECORD_ID);
		if (!record.length)
			continue;
		buf_add(&view->shown[i].id, id.bytes, id.length);
		view->sorted[view->sorted_count++] = i;
	}
	qsort_r(view->sorted, view->sorted_count, sizeof(*view->sorted), compare_shown,
		view);
}

static size_t count_notes(struct view *view, const char *prefix, struct error *err)
{
	SCOPED(note_stream_close) struct note_stream *stream = NULL;
	const char *key;
	size_t count = 0;

	if (!note_stream_open(view->reader, prefix, &stream, err))
		return 0;
	while (note_stream_next(stream, &key, err) && key)
		count++;
	return count;
}

/* The list of forms, added up, says of written words what the documents say. */
static bool are_forms_right(struct view *view, struct error *err)
{
	SCOPED(buf_release) struct buf path = {0};
	SCOPED(buf_release) struct buf list = {0};
	struct forms_reader reader = {.size = view->snapshot->forms_bytes};
	struct dictionary_word word;
	struct form_change change;
	size_t offset = 0;

	buf_add_format(&path, "%s/forms", view->generation.path);
	if (!file_read(buf_string(&path), &list, err) || list.length < reader.size)
		return false;
	reader.list = buf_string(&list);
	while (forms_next(&reader, &change)) {
		if (change.word >= view->word_count)
			return false;
		view->pages[change.word] -= change.pages;
	}
	for (size_t i = 0; i < view->word_count; i++) {
		dictionary_next(
			view->dictionary.bytes, view->dictionary.length, &offset, &word);
		if (word.length && view->pages[i])
			return false;
	}
	return reader.offset == reader.size;
}

static void show_whole(struct view *view)
{
	size_t documents = view->sorted_count;
	SCOPED(buf_release) struct buf line = {0};
	struct error err = {0};

	json_object_begin(&line);
	json_key(&line, "documents");
	json_integer(&line, (long long)documents);
	json_key(&line, "generation");
	json_integer(&line, view->snapshot->generation);
	json_key(&line, "faults");
	json_array_begin(&line);
	if (documents != view->snapshot->documents)
		json_text(&line, "documents without a record");
	if (view->damaged_words)
		json_text(&line, "words of documents are damaged");
	if (count_notes(view, "id:", &err) != documents)
		json_text(&line, "the ledger knows another number of documents");
	if (!are_forms_right(view, &err))
		json_text(&line, "the list of forms is not that of the documents");
	json_array_end(&line);
	json_object_end(&line);
	puts(buf_string(&line));
}

int main(int argc, char **argv)
{
	SCOPED(view_release) struct view view = {0};
	struct error err = {0};

	if (argc != 2) {
		fputs("usage: show_index INDEX\n", stderr);
		return 2;
	}
	if (!load(argv[1], &view, &err)) {
		fprintf(stderr, "show_index: %s\n", err.text);
		return 1;
	}
	sort_documents(&view);
	for (size_t i = 0; i < view.sorted_count; i++)
		show_document(&view, view.sorted[i]);
	show_whole(&view);
	return 0;
}
