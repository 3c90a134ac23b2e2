/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/posting_warmup.h"

#include "base/alloc.h"
#include "base/string_table.h"

#include <stdlib.h>

enum { STEP_TERMS = 64, STEP_POSTINGS = 250000 };

struct posting_warmup {
	struct string_table terms;
	uint32_t next;
	size_t bytes_left;
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

void posting_warmup_free(struct posting_warmup **warmup)
{
	if (*warmup)
		string_table_release(&(*warmup)->terms);
	free(*warmup);
	*warmup = NULL;
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

	for (int i = 0; i < STEP_TERMS && postings < STEP_POSTINGS; i++) {
		if (warmup->next == warmup->terms.count
			|| !decode_next(warmup, reader, &postings))
			return false;
	}
	return true;
}
