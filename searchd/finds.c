/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "finds.h"

#include "base/scope.h"
#include "index/record.h"
#include "word_stream.h"

#include <string.h>

enum {
	TEXT_LOOKED_AT_MAX = 64 * 1024, /* bytes from the start of the text */
	BLOCK_BYTES = 6,                /* of RECORD_BLOCKS: end, kind, language */
	WANTED_MAX = FINDS_MAX,         /* positions of a block */
	FLAGS_SIZE = RECORD_WORDS_MAX / 64 + 1,
};

/* A page on its way into finds. */
struct looking {
	struct analyzer *analyzer;
	struct analysis *analysis;
	const struct snippet_terms *terms;
	struct record_part text, blocks, stream;
	size_t at;                   /* position in the stream */
	size_t entry_count;          /* of RECORD_WORDS */
	uint64_t sought[FLAGS_SIZE]; /* bit a entry: it has a hash of the terms */
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

static bool has_any(
	const struct snippet_terms *terms, const char *hashes, size_t first, size_t count)
{
	for (size_t i = first; i < count; i++) {
		if (has_hash(terms, word_stream_hash(hashes, i)))
			return true;
	}
	return false;
}

/* Which of the entries have a term of the query. */
static void read_entries(struct looking *looking, const struct record_part *words)
{
	const char *hashes;
	size_t at = 0;
	size_t count;

	while (looking->entry_count < RECORD_WORDS_MAX
		&& word_stream_next_entry(words, &at, &hashes, &count)) {
		size_t entry = looking->entry_count++;

		if (entry % 64 == 0)
			looking->sought[entry / 64] = 0;
		/* one that is full may lack terms */
		if (count == UINT8_MAX || has_any(looking->terms, hashes, 1, count))
			looking->sought[entry / 64] |= 1ULL << (entry % 64);
	}
}

static size_t stream_count(const struct looking *looking)
{
	return looking->stream.length / sizeof(uint16_t);
}

static uint16_t entry_at(const struct looking *looking, size_t position)
{
	uint16_t entry;

	memcpy(&entry, looking->stream.bytes + position * sizeof(entry), sizeof(entry));
	return entry;
}

/* Whether the stream has as many blocks as the text; the first is gone to. */
static bool begin_stream(struct looking *looking)
{
	size_t blocks = 0;

	for (size_t i = stream_count(looking); i > 0; i--) {
		if (!entry_at(looking, i - 1)) {
			blocks++;
			looking->at = i - 1;
		}
	}
	return blocks == looking->blocks.length / BLOCK_BYTES;
}

/*
 * The wanted words of the block at hand; the next one is gone to. False: what stands
 * in the block is not known.
 */
static bool read_wanted(struct looking *looking)
{
	size_t first = looking->at + 1;
	size_t count = stream_count(looking);
	bool is_known = true;

	looking->wanted_count = 0;
	for (looking->at = first; looking->at < count; looking->at++) {
		size_t entry = entry_at(looking, looking->at);

		if (!entry)
			break;
		if (entry > looking->entry_count || looking->wanted_count == WANTED_MAX)
			is_known = false;
		else if (looking->sought[(entry - 1) / 64] >> ((entry - 1) % 64) & 1)
			looking->wanted[looking->wanted_count++] =
				(uint32_t)(looking->at - first);
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

/* The block at *at in RECORD_BLOCKS ends where, and is in which language? */
static size_t read_block(
	const struct record_part *blocks, size_t at, enum language *language)
{
	uint32_t end;

	memcpy(&end, blocks->bytes + at, sizeof(end));
	*language = (enum language)blocks->bytes[at + 5];
	return end;
}

static void analyze_block(struct looking *looking, struct stretch block,
	enum language language, bool has_stream)
{
	const char *text = looking->text.bytes + block.start;
	size_t length = block.end - block.start;

	analysis_clear(looking->analysis);
	if (has_stream && read_wanted(looking)) {
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

static void find_words(struct looking *looking)
{
	const struct record_part *blocks = &looking->blocks;
	bool has_stream = begin_stream(looking);
	size_t start = 0;

	for (size_t at = 0;
		at + BLOCK_BYTES <= blocks->length && looking->out->count < FINDS_MAX;
		at += BLOCK_BYTES) {
		enum language language;
		size_t end = read_block(blocks, at, &language);

		if (end > looking->text.length || end < start
			|| start > TEXT_LOOKED_AT_MAX)
			break;
		analyze_block(
			looking, (struct stretch){start, end}, language, has_stream);
		add_finds(looking->analysis, start, looking->terms, looking->out);
		start = end;
	}
}

void finds_in_text(struct analyzer *analyzer, struct analysis *analysis,
	const struct stored_page *page, const struct snippet_terms *terms,
	struct finds *out)
{
	struct record_part words =
		record_find(page->words, page->words_size, RECORD_WORDS);
	struct looking looking;

	out->count = 0;
	if (!terms->count)
		return;
	/* not as a whole: its arrays are long and seldom all in use */
	looking.analyzer = analyzer;
	looking.analysis = analysis;
	looking.terms = terms;
	looking.text = record_find(page->record, page->record_size, RECORD_TEXT);
	looking.blocks = record_find(page->record, page->record_size, RECORD_BLOCKS);
	looking.stream = record_find(page->words, page->words_size, RECORD_STREAM);
	looking.at = 0;
	looking.entry_count = 0;
	looking.out = out;
	read_entries(&looking, &words);
	find_words(&looking);
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
