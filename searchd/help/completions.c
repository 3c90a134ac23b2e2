/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/completions.h"

#include "base/scope.h"
#include "help/title_completions.h"
#include "help/value_completions.h"
#include "help/word_completions.h"
#include "text/language.h"

#include <stdlib.h>
#include <string.h>

enum { FEW_WORDS = 2 }; /* fewer words that begin so make one look for slips */

/* All that was found, by kind; those of each in their order. */
struct found {
	struct completions words, values, titles;
};

static void found_release(struct found *found)
{
	completions_release(&found->words);
	completions_release(&found->values);
	completions_release(&found->titles);
}

static bool find_all(
	const struct completer *completer, struct found *found, struct error *err)
{
	struct word_candidates words = {.count = 0};
	size_t limit = completer->request->limit;
	size_t others;

	word_completions_candidates(completer, WORDS_AS_TYPED, &words);
	if (!value_completions_find(completer, VALUES_AS_TYPED, &found->values, err))
		return false;
	if (words.count < FEW_WORDS && !found->values.count) {
		word_completions_candidates(completer, WORDS_WITH_SLIPS, &words);
		if (!value_completions_find(
			    completer, VALUES_WITH_SLIPS, &found->values, err))
			return false;
	}
	if (!title_completions_find(completer, &words, &found->titles, err))
		return false;
	others = found->values.count + found->titles.count;
	return word_completions_find(completer, &words,
		others < limit / 2 ? limit - others : (limit + 1) / 2, &found->words,
		err);
}

/* A run of completions of one kind, the next of which is at. */
struct run {
	struct completion *at, *end;
};

static struct run run_of(struct completions *all, enum field field)
{
	struct run run = {all->items, all->items + all->count};

	if (field == FIELD_COUNT)
		return run;
	while (run.at < run.end && run.at->field != field)
		run.at++;
	for (struct completion *i = run.at; i < run.end; i++) {
		if (i->field != field)
			run.end = i;
	}
	return run;
}

static bool is_known(const struct completions *known, const struct completion *item)
{
	for (size_t i = 0; i < known->count; i++) {
		const struct completion *other = &known->items[i];

		if (other->kind == item->kind && other->field == item->field
			&& !strcmp(buf_string(&other->text), buf_string(&item->text)))
			return true;
	}
	return false;
}

static void take(struct completion *item, struct completions *out)
{
	if (is_known(out, item))
		return;
	*completions_add(out) = *item;
	*item = (struct completion){.count = 0};
}

/* Takes those with so many slips, of each run one, and so on. */
static void take_in_turn(struct run *runs, size_t count, unsigned slips, size_t limit,
	struct completions *out)
{
	bool taken = true;

	while (taken) {
		taken = false;
		for (size_t i = 0; i < count; i++) {
			if (runs[i].at == runs[i].end || runs[i].at->slips != slips
				|| out->count == limit)
				continue;
			take(runs[i].at++, out);
			taken = true;
		}
	}
}

/* The kinds in turn, so that the best of each come first. */
static void mix(struct found *found, size_t limit, struct completions *out)
{
	struct run runs[2 + FIELD_FACET_COUNT];
	size_t count = 0;

	runs[count++] = run_of(&found->words, FIELD_COUNT);
	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		runs[count++] = run_of(&found->values, (enum field)i);
	runs[count++] = run_of(&found->titles, FIELD_COUNT);
	for (unsigned slips = 0; slips <= 2; slips++)
		take_in_turn(runs, count, slips, limit, out);
}

bool completions_find(const struct trial *trial, const struct request *request,
	struct filter_counts *filter_counts, struct unpacker *unpacker,
	struct completions *out, struct error *err)
{
	SCOPED(typed_end_release) struct typed_end typed = {.length = 0};
	SCOPED(found_release) struct found found = {{0}, {0}, {0}};
	SCOPED(revision_words_let_go) struct revision_words *words = NULL;
	SCOPED(pages_before_release) struct pages_before before = {.all = CHOICE_OFF};
	struct completer completer = {
		trial, request, filter_counts, unpacker, NULL, &typed, &before};

	if (request->cut == CHOICE_ON)
		return true;
	typed_end_find(buf_string(&request->query), request->query.length, &typed);
	if (trial->snapshot->words) {
		words = revision_words_at_hand(trial->snapshot->words);
		if (words != trial->snapshot->words)
			out->words = WORDS_OF_EARLIER;
		completer.words = revision_words_get(words);
	}
	if (!find_all(&completer, &found, err))
		return false;
	mix(&found, request->limit, out);
	return true;
}
