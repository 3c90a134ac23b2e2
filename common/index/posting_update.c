/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/posting_update.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "base/string_table.h"

#include <stdlib.h>
#include <string.h>

enum { NONE = 0 }; /* of places in additions, which are counted from 1 */

/* A changed document that has a kept term now. */
struct addition {
	uint32_t document, count;
	size_t next; /* of the same term */
};

struct update {
	struct kept_terms kept;
	struct string_table numbers; /* of its keys: places in kept */
	size_t *first, *last;        /* addition of each */
	struct addition *additions;
	size_t count, room;
	struct buf terms, counts; /* of one document */
};

static void update_release(struct update *update)
{
	kept_terms_release(&update->kept);
	string_table_release(&update->numbers);
	free(update->first);
	free(update->last);
	free(update->additions);
	buf_release(&update->terms);
	buf_release(&update->counts);
}

static void begin(struct update *update, struct posting_cache *before)
{
	update->kept = posting_cache_list(before);
	update->first = alloc_zeroed(update->kept.count + 1, sizeof(*update->first));
	update->last = alloc_zeroed(update->kept.count + 1, sizeof(*update->last));
	for (size_t i = 0; i < update->kept.count; i++) {
		struct posting_key key = kept_terms_key(&update->kept, i);

		string_table_add(&update->numbers, key.bytes, key.length);
	}
}

static void note_addition(
	struct update *update, uint32_t term, uint32_t document, uint32_t count)
{
	size_t place = update->count + 1;

	update->additions = alloc_grow(update->additions, update->count, &update->room,
		sizeof(*update->additions));
	update->additions[update->count++] = (struct addition){document, count, NONE};
	if (update->last[term])
		update->additions[update->last[term] - 1].next = place;
	else
		update->first[term] = place;
	update->last[term] = place;
}

static bool read_document(struct update *update, struct index_reader *reader,
	uint32_t document, struct error *err)
{
	const char *term;
	const char *end;

	buf_clear(&update->terms);
	buf_clear(&update->counts);
	if (!index_reader_document_terms(
		    reader, document, &update->terms, &update->counts, err))
		return false;
	term = buf_string(&update->terms);
	end = term + update->terms.length;
	for (size_t i = 0; term < end; i++) {
		size_t length = strlen(term);
		uint32_t number = string_table_find(&update->numbers, term, length);
		uint32_t count;

		memcpy(&count, update->counts.bytes + i * sizeof(count), sizeof(count));
		if (number != STRING_TABLE_NONE)
			note_addition(update, number, document, count);
		term += length + 1;
	}
	return true;
}

/* What changed documents bring to a term; NULL: nothing. */
static struct shared_list *added_to(const struct update *update, size_t term)
{
	struct shared_list *list;
	size_t count = 0;

	if (!update->first[term])
		return NULL;
	for (size_t i = update->first[term]; i; i = update->additions[i - 1].next)
		count++;
	list = shared_list_create(count);
	for (size_t i = update->first[term]; i; i = update->additions[i - 1].next)
		shared_list_add(list, update->additions[i - 1].document,
			update->additions[i - 1].count);
	return list;
}

/* Where only a number is known, that of documents which are no more is not. */
static void take_frequency(const struct update *update, size_t term,
	const struct document_changes *changes, size_t added, struct posting_cache *out)
{
	uint32_t before = update->kept.items[term].frequency;
	bool only_added = !changes->documents.count
		|| changes->documents.documents[0] >= changes->first_new;

	if (only_added || !before)
		posting_cache_note(out, kept_terms_key(&update->kept, term),
			before + (uint32_t)added);
}

static void take_term(const struct update *update, size_t term,
	const struct document_changes *changes, struct posting_cache *out)
{
	SCOPED(shared_list_let_go) struct shared_list *added = added_to(update, term);
	SCOPED(shared_list_let_go) struct shared_list *list = NULL;
	struct shared_list *before = update->kept.items[term].list;

	if (!before) {
		take_frequency(update, term, changes, added ? added->count : 0, out);
		return;
	}
	list = shared_list_change(before, &changes->documents, added);
	posting_cache_keep(out, kept_terms_key(&update->kept, term), list);
}

bool posting_update_make(struct posting_cache *before, struct index_reader *reader,
	const struct document_changes *changes, struct posting_cache **out,
	struct error *err)
{
	SCOPED(update_release) struct update update = {0};
	struct posting_cache *made;

	begin(&update, before);
	for (size_t i = 0; i < changes->documents.count; i++) {
		if (!read_document(&update, reader, changes->documents.documents[i], err))
			return false;
	}
	made = posting_cache_create(posting_cache_bytes_max(before));
	for (size_t i = update.kept.count; i > 0; i--)
		take_term(&update, i - 1, changes, made);
	*out = made;
	return true;
}
