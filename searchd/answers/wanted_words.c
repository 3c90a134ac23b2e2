/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/wanted_words.h"

enum { TEXT_LOOKED_AT_MAX = 64 * 1024 }; /* bytes from the start of the text */

void wanted_terms_release(struct wanted_terms *terms)
{
	word_set_release(&terms->set);
}

void wanted_terms_add(struct wanted_terms *terms, uint32_t hash)
{
	terms->present[hash % WANTED_PRESENT_BITS / 64] |= 1ULL << hash % 64;
	word_set_add_term(&terms->set, hash, 0);
}

void wanted_terms_look_up(struct wanted_terms *terms, const struct word_numbers *numbers)
{
	word_set_ready(&terms->set, numbers);
}

static bool has_hash(const struct wanted_terms *terms, uint32_t hash)
{
	if (!wanted_terms_may_have(terms, hash))
		return false;
	for (size_t i = 0; i < terms->set.term_count; i++) {
		if (terms->set.terms[i].hash == hash)
			return true;
	}
	return false;
}

/* Whether the words kept have as many blocks as the text; they are read. */
static bool read_places(struct wanted_words *walk, const struct stored_page *page,
	enum wanted_places places)
{
	const struct word_set *set = &walk->terms->set;

	if (!set->places)
		return false;
	if (places == WANTED_ONCE)
		word_places_read_firsts(
			&walk->places, page->words, page->words_size, set);
	else
		word_places_read(&walk->places, page->words, page->words_size, set, 0);
	return word_places_parts(&walk->places) == record_block_count(&walk->blocks) + 1;
}

void wanted_words_begin(struct wanted_words *walk, struct analyzer *analyzer,
	struct analysis *analysis, const struct stored_page *page,
	const struct wanted_terms *terms, enum wanted_places places)
{
	/* not as a whole: its array is long and seldom all in use */
	walk->analysis = analysis;
	walk->analyzer = analyzer;
	walk->terms = terms;
	walk->text = record_find(page->record, page->record_size, RECORD_TEXT);
	walk->blocks = record_find(page->record, page->record_size, RECORD_BLOCKS);
	walk->block_at = walk->block = walk->end = 0;
	walk->places = (struct word_places){0};
	walk->place_at = 0;
	walk->has_places = read_places(walk, page, places);
}

void wanted_words_end(struct wanted_words *walk)
{
	word_places_release(&walk->places);
}

/* The wanted words of the block. False: there are too many to look for one by one. */
static bool read_wanted(struct wanted_words *walk)
{
	const struct word_places *places = &walk->places;
	bool is_known = true;

	walk->wanted_count = 0;
	for (; walk->place_at < places->count; walk->place_at++) {
		const struct word_place *place = &places->items[walk->place_at];

		if (place->part > walk->block + 1)
			break;
		if (place->part <= walk->block)
			continue;
		if (walk->wanted_count == WANTED_IN_BLOCK_MAX)
			is_known = false;
		else
			walk->wanted[walk->wanted_count++] = place->at;
	}
	return is_known;
}

/* Whether the analysis has the words that are wanted. */
static bool has_wanted(const struct wanted_words *walk)
{
	const struct analysis *analysis = walk->analysis;
	size_t seen = 0;

	for (size_t i = 0; i < analysis->word_count && seen < walk->wanted_count; i++) {
		const struct analyzed_word *word = &analysis->words[i];
		bool found = false;

		if (word->position != walk->wanted[seen])
			continue;
		for (uint32_t t = 0; t < word->term_count && !found; t++)
			found = has_hash(
				walk->terms, analysis->terms[word->first_term + t].hash);
		seen += found;
	}
	return seen == walk->wanted_count;
}

static void analyze(struct wanted_words *walk, enum language language)
{
	const char *text = walk->text.bytes + walk->start;
	size_t length = walk->end - walk->start;

	analysis_clear(walk->analysis);
	if (walk->has_places && read_wanted(walk)) {
		if (!walk->wanted_count)
			return;
		analyzer_analyze_some(walk->analyzer, text, length, language,
			walk->wanted, walk->wanted_count, walk->analysis);
		if (has_wanted(walk))
			return;
		analysis_clear(walk->analysis);
	}
	analyzer_analyze(
		walk->analyzer, ANALYZER_PAGE, text, length, language, walk->analysis);
}

bool wanted_words_next_block(struct wanted_words *walk)
{
	struct record_block block;

	if (!record_next_block(&walk->blocks, &walk->block_at, &block)
		|| block.end > walk->text.length || block.end < walk->end
		|| walk->end > TEXT_LOOKED_AT_MAX)
		return false;
	walk->start = walk->end;
	walk->end = block.end;
	analyze(walk, (enum language)block.language);
	walk->block++;
	return true;
}
