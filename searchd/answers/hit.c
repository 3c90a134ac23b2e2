/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/hit.h"

#include "answers/searcher.h"
#include "answers/snippet.h"
#include "base/alloc.h"

#include <stdlib.h>

void hit_release(struct hit *hit)
{
	buf_release(&hit->record);
	buf_release(&hit->title);
	buf_release(&hit->snippet);
	for (size_t i = 0; i < hit->duplicate_count; i++)
		buf_release(&hit->duplicates[i]);
	free(hit->duplicates);
	*hit = (struct hit){0};
}

/* The other documents of the hit's page. */
static void write_duplicates(
	const struct workplace *place, uint32_t document, struct hit *hit)
{
	size_t count;
	const uint32_t *members =
		duplicates_of(&place->snapshot->duplicates, document, &count);

	if (!count)
		return;
	hit->duplicate_total = count - 1;
	hit->duplicates = alloc_zeroed(HIT_DUPLICATES_MAX, sizeof(*hit->duplicates));
	for (size_t i = 0; i < count && hit->duplicate_count < HIT_DUPLICATES_MAX; i++) {
		if (members[i] == document)
			continue;
		snapshot_record(place->snapshot, members[i], place->searcher->unpacker,
			&hit->duplicates[hit->duplicate_count]);
		hit->duplicate_count++;
	}
}

struct stored_page hit_page(
	const struct workplace *place, uint32_t document, const struct hit *hit)
{
	struct stored_page page = {buf_string(&hit->record), hit->record.length, NULL, 0};

	page.words = snapshot_words(place->snapshot, document, &page.words_size);
	return page;
}

/* What is shown of the hit's title and text. */
static void write_texts(const struct workplace *place, uint32_t document,
	const struct snippet_terms *terms, struct hit *hit)
{
	struct analyzer *analyzer = place->searcher->analyzer;
	struct analysis *analysis = &place->searcher->analysis;
	const struct stored_page page = hit_page(place, document, hit);

	snippet_write(analyzer, analysis, &page, terms, &hit->snippet);
	snippet_write_title(analyzer, analysis, &page, terms, &hit->title);
}

void hit_write(const struct workplace *place, uint32_t document,
	const struct snippet_terms *terms, struct hit *out)
{
	snapshot_record(
		place->snapshot, document, place->searcher->unpacker, &out->record);
	write_texts(place, document, terms, out);
	write_duplicates(place, document, out);
}
