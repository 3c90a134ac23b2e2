/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/posting_warmup.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "base/string_table.h"

#include <stdlib.h>
#include <string.h>

enum {
	STEP_TERMS = 64,
	STEP_POSTINGS = 250000,
	SAMPLE_MAX = 256,    /* documents */
	FREQUENT_SHARE = 10, /* of them, one in so many has a frequent term */
};

struct posting_warmup {
	struct string_table terms;
	uint32_t next;
	size_t bytes_left;
	uint32_t last_document; /* of those to be looked at for terms; 0: none is */
};

struct posting_warmup *posting_warmup_create(struct posting_cache *before)
{
	struct posting_warmup *warmup = alloc_zeroed(1, sizeof(*warmup));
	struct kept_terms kept = posting_cache_list(before);

	warmup->bytes_left = posting_cache_bytes_max(before) / 4 * 3;
	for (size_t i = 0; i < kept.count; i++) {
		struct posting_key key = kept_terms_key(&kept, i);

		if (kept.items[i].list && !posting_key_is_other(key))
			string_table_add(&warmup->terms, key.bytes, key.length);
	}
	kept_terms_release(&kept);
	return warmup;
}

struct posting_warmup *posting_warmup_of_frequent(
	size_t bytes_max, uint32_t last_document)
{
	struct posting_warmup *warmup = alloc_zeroed(1, sizeof(*warmup));

	warmup->bytes_left = bytes_max / 2;
	warmup->last_document = last_document;
	return warmup;
}

void posting_warmup_free(struct posting_warmup **warmup)
{
	if (*warmup)
		string_table_release(&(*warmup)->terms);
	free(*warmup);
	*warmup = NULL;
}

struct term_count {
	uint32_t term, count;
};

/* In how many of some documents each term is. */
struct sample {
	struct string_table terms;
	struct term_count *counts; /* by the numbers of the terms */
	size_t room;
	uint32_t documents;
};

static void sample_release(struct sample *sample)
{
	string_table_release(&sample->terms);
	free(sample->counts);
}

static void count_term(struct sample *sample, const char *term, size_t length)
{
	size_t known = sample->terms.count;
	uint32_t number = string_table_add(&sample->terms, term, length);

	if (sample->terms.count > known) {
		sample->counts = alloc_grow(
			sample->counts, known, &sample->room, sizeof(*sample->counts));
		sample->counts[number] = (struct term_count){number, 0};
	}
	sample->counts[number].count++;
}

/* False: the index moved on. */
static bool count_document(
	struct sample *sample, struct index_reader *reader, uint32_t document)
{
	SCOPED(buf_release) struct buf terms = {0};
	SCOPED(buf_release) struct buf counts = {0};
	struct error err = {0};
	size_t length;

	if (!index_reader_document_terms(reader, document, &terms, &counts, &err))
		return false;
	sample->documents += terms.length > 0;
	for (size_t at = 0; at < terms.length; at += length + 1) {
		length = strlen(terms.bytes + at);
		count_term(sample, terms.bytes + at, length);
	}
	return true;
}

static int by_count(const void *a_, const void *b_)
{
	const struct term_count *a = a_;
	const struct term_count *b = b_;

	return (a->count < b->count) - (a->count > b->count);
}

/* What the sample has often is what is decoded. */
static void take_frequent(struct posting_warmup *warmup, struct sample *sample)
{
	size_t count = sample->terms.count;

	if (count)
		qsort(sample->counts, count, sizeof(*sample->counts), by_count);
	for (size_t i = 0; i < count; i++) {
		const char *term =
			string_table_get(&sample->terms, sample->counts[i].term);

		if (sample->counts[i].count * FREQUENT_SHARE < sample->documents)
			return;
		string_table_add(&warmup->terms, term, strlen(term));
	}
}

static void find_frequent(struct posting_warmup *warmup, struct index_reader *reader)
{
	SCOPED(sample_release) struct sample sample = {0};
	uint32_t step = warmup->last_document / SAMPLE_MAX + 1;

	for (uint32_t i = 1; i <= warmup->last_document; i += step) {
		if (!count_document(&sample, reader, i))
			break;
	}
	take_frequent(warmup, &sample);
	warmup->last_document = 0;
}

/* Decodes the next term's postings; false: it cannot, or there is no more room. */
static bool decode_next(
	struct posting_warmup *warmup, struct index_reader *reader, size_t *postings)
{
	const char *term = string_table_get(&warmup->terms, warmup->next++);
	struct posting_list list = {0};
	struct error err = {0};
	size_t bytes;

	if (!index_reader_postings(reader, term, &list, &err))
		return false;
	bytes = list.count * (sizeof(*list.documents) + sizeof(*list.counts));
	*postings += list.count;
	posting_list_release(&list);
	if (bytes > warmup->bytes_left)
		return false;
	warmup->bytes_left -= bytes;
	return true;
}

bool posting_warmup_step(struct posting_warmup *warmup, struct index_reader *reader)
{
	size_t postings = 0;

	if (warmup->last_document) {
		find_frequent(warmup, reader);
		return true;
	}
	for (int i = 0; i < STEP_TERMS && postings < STEP_POSTINGS; i++) {
		if (warmup->next == warmup->terms.count
			|| !decode_next(warmup, reader, &postings))
			return false;
	}
	return true;
}
