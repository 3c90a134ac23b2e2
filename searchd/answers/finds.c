/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/finds.h"

#include "base/scope.h"
#include "index/record.h"
#include "matching/word_places.h"

#include <string.h>

enum {
	TEXT_LOOKED_AT_MAX = 64 * 1024, /* bytes from the start of the text */
	WANTED_MAX = FINDS_MAX,         /* positions of a block */
};

/* A page on its way into finds. */
struct looking {
	struct analyzer *analyzer;
	struct analysis *analysis;
	const struct snippet_terms *terms;
	struct record_part text, blocks;
	struct word_places places;   /* where words with a hash of the terms stand */
	size_t at;                   /* the first of them behind the block at hand */
	uint32_t wanted[WANTED_MAX]; /* words of the block that have; its first is 0 */
	size_t wanted_count;
	struct finds *out;
};

static bool is_present(const struct snippet_terms *terms, uint32_t hash)
{
	return terms->present[hash % SNIPPET_PRESENT_BITS / 64] >> (hash % 64) & 1;
}

static bool has_hash(const struct snippet_terms *terms, uint32_t hash)
{
	if (!is_present(terms, hash))
		return false;
	for (size_t i = 0; i < terms->count; i++) {
		if (terms->terms[i]->hash == hash)
			return true;
	}
	return false;
}

/* Whether it is that very term: words that differ may have one hash. */
static bool is_term(const struct query_term *term, const char *bytes, size_t length)
{
	size_t all = strlen(term->term); /* with the prefix of its field */

	return all >= length && !memcmp(term->term + all - length, bytes, length);
}

/* The place of a form's term in the lists; count: it is none of the query's. */
static size_t place_of(const struct snippet_terms *terms, const struct analysis *analysis,
	size_t term, uint32_t form)
{
	const struct analyzed_term *analyzed = &analysis->terms[term];

	if (!is_present(terms, analyzed->hash))
		return terms->count;
	for (size_t i = 0; i < terms->count; i++) {
		const struct query *written = terms->written[i];

		if (terms->terms[i]->hash == analyzed->hash
			&& is_term(terms->terms[i], analysis_term(analysis, term),
				analyzed->length)
			&& (!written || query_has_form(written, form)))
			return i;
	}
	return terms->count;
}

/* A form as typed is worth most of all. */
static unsigned worth_of(const struct snippet_terms *terms, size_t place, uint32_t form)
{
	return terms->forms[terms->words[place]] == form ? 2 * SNIPPET_WORTH_MAX
							 : terms->worth[place];
}

static void add_find(const struct analysis *analysis, const struct analyzed_word *word,
	size_t base, const struct snippet_terms *terms, struct finds *finds)
{
	uint32_t form = analyzer_hash(analysis_form(analysis, word), word->form_length);
	size_t place = terms->count;

	for (uint32_t t = 0; t < word->term_count && place == terms->count; t++)
		place = place_of(terms, analysis, word->first_term + t, form);
	if (place < terms->count)
		finds->items[finds->count++] = (struct find){
			{base + word->start, base + word->end}, terms->words[place],
			worth_of(terms, place, form), word->stop != 0};
}

static void add_finds(const struct analysis *analysis, size_t base,
	const struct snippet_terms *terms, struct finds *finds)
{
	for (size_t i = 0; i < analysis->word_count && finds->count < FINDS_MAX; i++)
		add_find(analysis, &analysis->words[i], base, terms, finds);
}

static bool touches(const struct find *first, const struct find *second)
{
	return second->place.start <= first->place.end + 1;
}

static bool is_all_talk(const struct finds *finds)
{
	for (size_t i = 0; i < finds->count; i++) {
		if (!finds->items[i].is_talk)
			return false;
	}
	return true;
}

/* Small words are of interest only beside others of a phrase. */
static void drop_lonely_talk(struct finds *finds)
{
	size_t kept = 0;

	if (is_all_talk(finds))
		return;
	for (size_t i = 0; i < finds->count; i++) {
		const struct find *find = &finds->items[i];

		if (find->is_talk && !(kept && touches(&finds->items[kept - 1], find))
			&& !(i + 1 < finds->count && touches(find, find + 1)))
			continue;
		finds->items[kept++] = *find;
	}
	finds->count = kept;
}

/* Whether the words kept have as many blocks as the text; they are read. */
static bool read_places(struct looking *looking, const struct stored_page *page)
{
	if (!looking->terms->set.places)
		return false;
	word_places_read(
		&looking->places, page->words, page->words_size, &looking->terms->set, 0);
	return word_places_parts(&looking->places)
		== record_block_count(&looking->blocks) + 1;
}

/* The wanted words of the block. False: there are too many to look for one by one. */
static bool read_wanted(struct looking *looking, size_t block)
{
	const struct word_places *places = &looking->places;
	bool is_known = true;

	looking->wanted_count = 0;
	for (; looking->at < places->count; looking->at++) {
		const struct word_place *place = &places->items[looking->at];

		if (place->part > block + 1)
			break;
		if (place->part <= block)
			continue;
		if (looking->wanted_count == WANTED_MAX)
			is_known = false;
		else
			looking->wanted[looking->wanted_count++] = place->at;
	}
	return is_known;
}

/* Whether the analysis has the words that are wanted. */
static bool has_wanted(const struct looking *looking)
{
	const struct analysis *analysis = looking->analysis;
	size_t seen = 0;

	for (size_t i = 0; i < analysis->word_count && seen < looking->wanted_count;
		i++) {
		const struct analyzed_word *word = &analysis->words[i];
		bool found = false;

		for (uint32_t t = 0; t < word->term_count && !found; t++)
			found = has_hash(looking->terms,
				analysis->terms[word->first_term + t].hash);
		if (found && word->position == looking->wanted[seen])
			seen++;
	}
	return seen == looking->wanted_count;
}

static void analyze_block(struct looking *looking, size_t number, struct stretch block,
	enum language language, bool has_words)
{
	const char *text = looking->text.bytes + block.start;
	size_t length = block.end - block.start;

	analysis_clear(looking->analysis);
	if (has_words && read_wanted(looking, number)) {
		if (!looking->wanted_count)
			return;
		analyzer_analyze_some(looking->analyzer, text, length, language,
			looking->wanted, looking->wanted_count, looking->analysis);
		if (has_wanted(looking))
			return;
		analysis_clear(looking->analysis);
	}
	analyzer_analyze(looking->analyzer, ANALYZER_PAGE, text, length, language,
		looking->analysis);
}

static void find_words(struct looking *looking, const struct stored_page *page)
{
	bool has_words = read_places(looking, page);
	struct record_block block;
	size_t start = 0;
	size_t at = 0;

	for (size_t i = 0; looking->out->count < FINDS_MAX
		&& record_next_block(&looking->blocks, &at, &block);
		i++) {
		if (block.end > looking->text.length || block.end < start
			|| start > TEXT_LOOKED_AT_MAX)
			break;
		analyze_block(looking, i, (struct stretch){start, block.end},
			(enum language)block.language, has_words);
		add_finds(looking->analysis, start, looking->terms, looking->out);
		start = block.end;
	}
}

void finds_in_text(struct analyzer *analyzer, struct analysis *analysis,
	const struct stored_page *page, const struct snippet_terms *terms,
	struct finds *out)
{
	struct looking looking;

	out->count = 0;
	if (!terms->count)
		return;
	/* not as a whole: its array is long and seldom all in use */
	looking.analyzer = analyzer;
	looking.analysis = analysis;
	looking.terms = terms;
	looking.text = record_find(page->record, page->record_size, RECORD_TEXT);
	looking.blocks = record_find(page->record, page->record_size, RECORD_BLOCKS);
	looking.places = (struct word_places){0};
	looking.at = 0;
	looking.out = out;
	find_words(&looking, page);
	word_places_release(&looking.places);
	drop_lonely_talk(out);
}

void finds_in_title(struct analyzer *analyzer, struct analysis *analysis,
	const struct stored_page *page, const struct snippet_terms *terms,
	struct finds *out)
{
	struct record_part title =
		record_find(page->record, page->record_size, RECORD_TITLE);
	struct record_part code =
		record_find(page->record, page->record_size, RECORD_LANGUAGE);
	SCOPED(buf_release) struct buf written = {0};
	enum language language;

	out->count = 0;
	buf_add(&written, code.bytes, code.length);
	language = language_of_code(buf_string(&written));
	if (language == LANGUAGE_UNKNOWN)
		language = language_of_text(title.bytes, title.length, language);
	analysis_clear(analysis);
	analyzer_analyze(
		analyzer, ANALYZER_PAGE, title.bytes, title.length, language, analysis);
	add_finds(analysis, 0, terms, out);
	drop_lonely_talk(out);
}
