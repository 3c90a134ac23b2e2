/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/written_forms.h"

#include "base/buf.h"
#include "base/digest.h"
#include "base/scope.h"
#include "matching/word_places.h"

#include <stdbool.h>
#include <string.h>

/* How many documents before they are read their words are asked for, and their places. */
enum { WORDS_AHEAD = 4, PLACES_AHEAD = 16 };

/* What is looked for in document after document. */
struct look {
	const struct snapshot *snapshot;
	const struct query *word;
	struct verdict *verdict; /* NULL: none is kept */
	struct word_set set;
	bool has_set; /* only made if some document is not known */
	struct word_places places;
};

static void look_release(struct look *look)
{
	word_set_release(&look->set);
	word_places_release(&look->places);
}

/* All that the answer depends on, which may be thousands of forms. */
static void write_key(const struct query *word, struct buf *out)
{
	SCOPED(buf_release) struct buf all = {0};
	char digest[DIGEST_LETTERS + 1];

	for (size_t i = 0; i < word->term_count; i++)
		buf_add(&all, word->terms[i].term, strlen(word->terms[i].term) + 1);
	buf_add(&all, (const char *)word->forms, word->form_count * sizeof(*word->forms));
	digest_write(digest_of(buf_string(&all), all.length), digest);
	buf_add_format(out, "forms %d %s", word->field == FIELD_TITLE, digest);
}

static bool is_known(const struct look *look, uint32_t document)
{
	return look->verdict && verdict_is_known(look->verdict, document);
}

/* Asks for what will be read soon after match i. */
static void expect(const struct look *look, const struct matches *matches, size_t i)
{
	size_t place = i + PLACES_AHEAD;
	size_t words = i + WORDS_AHEAD;

	if (place < matches->count && !is_known(look, matches->documents[place]))
		snapshot_expect_place(look->snapshot, matches->documents[place]);
	if (words < matches->count && !is_known(look, matches->documents[words]))
		snapshot_expect_words(look->snapshot, matches->documents[words]);
}

static void make_set(struct look *look)
{
	if (look->has_set)
		return;
	word_set_add_terms(&look->set, look->word, 0, 0);
	for (size_t i = 0; i < look->word->form_count; i++)
		word_set_add_form(&look->set, look->word->forms[i], 0);
	word_set_ready(&look->set, look->snapshot->numbers);
	look->has_set = true;
}

static bool has_form(const struct query *word, const struct word_places *places)
{
	for (size_t i = 0; i < places->count; i++) {
		if (word->field == FIELD_TITLE && places->items[i].part)
			return false;
		if (places->items[i].words.forms)
			return true;
	}
	return false;
}

static bool has_form_in(struct look *look, uint32_t document)
{
	const char *bytes;
	size_t size;
	bool found;

	if (is_known(look, document))
		return verdict_get(look->verdict, document);
	make_set(look);
	bytes = snapshot_words(look->snapshot, document, &size);
	found = word_places_read(&look->places, bytes, size, &look->set, 0)
		&& has_form(look->word, &look->places);
	if (look->verdict)
		verdict_put(look->verdict, document, found);
	return found;
}

void written_forms_filter(const struct snapshot *snapshot, struct verdicts *verdicts,
	const struct query *word, struct matches *matches)
{
	SCOPED(look_release) struct look look = {.snapshot = snapshot, .word = word};
	SCOPED(buf_release) struct buf key = {0};
	size_t kept = 0;

	if (verdicts) {
		write_key(word, &key);
		look.verdict = verdicts_of(verdicts, buf_string(&key), key.length);
	}
	for (size_t i = 0; i < matches->count; i++) {
		uint32_t document = matches->documents[i];

		expect(&look, matches, i);
		if (!has_form_in(&look, document))
			continue;
		matches->documents[kept] = document;
		matches->scores[kept++] = matches->scores[i];
	}
	matches->count = kept;
}
