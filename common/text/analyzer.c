/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/analyzer.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "base/string_table.h"
#include "text/compounds.h"
#include "text/spelling.h"
#include "text/stems.h"
#include "text/unicode.h"
#include "text/words.h"

#define XXH_INLINE_ALL
#include <string.h>

#define PART_FAMILY "P"
#include <xxhash.h>

enum {
	REMEMBERED_WORDS_MAX = 65536, /* then the memory starts over */
	HYPHENATED_PARTS_MAX = 6,
	/* a word has: German, its umlauts restored, English; and as or of parts */
	REMEMBERED_TERMS_MAX = 3 + COMPOUND_PARTS_MAX,
};

/* The terms of one spelling on one side in one language. */
struct remembered {
	struct analyzed_term terms[REMEMBERED_TERMS_MAX]; /* starts in memory.bytes */
	uint32_t form_start, form_length;                 /* in memory.bytes */
	uint8_t count;
	uint8_t stop; /* as analyzed_word.stop */
};

struct memory {
	struct string_table words; /* as written */
	struct remembered *terms;  /* one a word */
	struct buf bytes;
	size_t room;
};

/* The page's side in German and in English, and the query's side. */
enum dialect { DIALECT_DE, DIALECT_EN, DIALECT_QUERY, DIALECT_COUNT };

struct analyzer {
	struct stems *stems[LANGUAGE_COUNT];
	struct memory memories[DIALECT_COUNT];
	struct memory scratch;              /* of a part at hand */
	struct buf folded, variant, joined; /* of the word at hand */
};

static void memory_clear(struct memory *memory)
{
	string_table_clear(&memory->words);
	buf_clear(&memory->bytes);
}

static void memory_release(struct memory *memory)
{
	string_table_release(&memory->words);
	buf_release(&memory->bytes);
	free(memory->terms);
}

bool analyzer_open(struct analyzer **out, struct error *err)
{
	SCOPED(analyzer_close)
	struct analyzer *analyzer = alloc_zeroed(1, sizeof(*analyzer));

	for (int language = LANGUAGE_DE; language < LANGUAGE_COUNT; language++) {
		if (!stems_open(language_code((enum language)language),
			    &analyzer->stems[language], err))
			return false;
	}
	*out = TAKE(analyzer);
	return true;
}

void analyzer_close(struct analyzer **analyzer)
{
	if (*analyzer) {
		for (int i = 0; i < LANGUAGE_COUNT; i++)
			stems_close(&(*analyzer)->stems[i]);
		for (int i = 0; i < DIALECT_COUNT; i++)
			memory_release(&(*analyzer)->memories[i]);
		memory_release(&(*analyzer)->scratch);
		buf_release(&(*analyzer)->folded);
		buf_release(&(*analyzer)->variant);
		buf_release(&(*analyzer)->joined);
	}
	free(*analyzer);
	*analyzer = NULL;
}

uint32_t analyzer_hash(const char *term, size_t length)
{
	return (uint32_t)XXH3_64bits(term, length);
}

static bool has_term(const struct memory *memory, const struct remembered *remembered,
	const struct analyzed_term *term)
{
	for (size_t i = 0; i < remembered->count; i++) {
		const struct analyzed_term *other = &remembered->terms[i];

		if (other->hash == term->hash && other->length == term->length
			&& !memcmp(memory->bytes.bytes + other->start,
				memory->bytes.bytes + term->start, term->length))
			return true;
	}
	return false;
}

/* At most max bytes of the word that hold whole characters. */
static size_t cut_length(const char *word, size_t max)
{
	size_t length = strlen(word);

	if (length <= max)
		return length;
	for (length = max; length && ((unsigned char)word[length] & 0xC0) == 0x80;)
		length--;
	return length;
}

/* Adds family (a letter or nothing) and word as one term, unless it is there. */
static void remember_term(struct memory *memory, struct remembered *remembered,
	const char *family, const char *word, enum term_kind kind)
{
	struct analyzed_term term = {
		.start = (uint32_t)memory->bytes.length, .kind = (uint8_t)kind};
	size_t length = strlen(family);

	buf_add_string(&memory->bytes, family);
	buf_add(&memory->bytes, word, cut_length(word, ANALYZER_TERM_MAX - length));
	length = memory->bytes.length - term.start;
	term.length = (uint8_t)length;
	term.hash = analyzer_hash(memory->bytes.bytes + term.start, length);
	if (remembered->count == REMEMBERED_TERMS_MAX
		|| has_term(memory, remembered, &term))
		memory->bytes.length = term.start;
	else
		remembered->terms[remembered->count++] = term;
}

static const char *family_of(enum language language)
{
	return language == LANGUAGE_DE ? "D" : "E";
}

/*
 * The umlaut's term comes first: städte, stadte and staedte all have it, so a
 * stream of first terms holds one and the same for them.
 */
static void remember_stems(struct analyzer *analyzer, struct memory *memory,
	struct remembered *remembered, enum language language)
{
	const struct buf *folded = &analyzer->folded;
	struct stems *stems = analyzer->stems[language];
	const char *family = family_of(language);

	if (language == LANGUAGE_DE)
		buf_clear(&analyzer->variant);
	if (language == LANGUAGE_DE
		&& spelling_restore_umlauts(folded, &analyzer->variant))
		remember_term(memory, remembered, family,
			stems_stem(
				stems, analyzer->variant.bytes, analyzer->variant.length),
			TERM_VARIANT);
	remember_term(memory, remembered, family,
		stems_stem(stems, folded->bytes, folded->length), TERM_STEM);
}

/* The parts of the word at hand. False: it is no compound. */
static bool split(const struct analyzer *analyzer, struct compound *out)
{
	const struct buf *folded = &analyzer->folded;
	const struct buf *variant = &analyzer->variant;

	if (compounds_split(folded->bytes, folded->length, out))
		return true;
	return variant->length && compounds_split(variant->bytes, variant->length, out);
}

static void remember_part(struct analyzer *analyzer, struct memory *memory,
	struct remembered *remembered, const char *word, size_t length)
{
	remember_term(memory, remembered, PART_FAMILY,
		stems_stem(analyzer->stems[LANGUAGE_DE], word, length), TERM_PART);
}

/*
 * A page's compound has the terms of its parts; a query's word the term it
 * would have as a part of compounds.
 */
static void remember_parts(struct analyzer *analyzer, enum dialect dialect,
	struct memory *memory, struct remembered *remembered)
{
	struct compound compound;

	if (dialect == DIALECT_QUERY) {
		if (analyzer->variant.length)
			remember_part(analyzer, memory, remembered,
				analyzer->variant.bytes, analyzer->variant.length);
		remember_part(analyzer, memory, remembered, analyzer->folded.bytes,
			analyzer->folded.length);
		return;
	}
	if (!split(analyzer, &compound))
		return;
	for (size_t i = 0; i < compound.count; i++)
		remember_part(analyzer, memory, remembered, compound.parts[i].base,
			compound.parts[i].base_length);
}

static enum language language_of(enum dialect dialect)
{
	if (dialect == DIALECT_QUERY)
		return LANGUAGE_UNKNOWN;
	return dialect == DIALECT_DE ? LANGUAGE_DE : LANGUAGE_EN;
}

/* Works out the terms of the folded word at hand. */
static void remember_word(struct analyzer *analyzer, enum dialect dialect,
	unsigned traits, struct remembered *remembered)
{
	struct memory *memory = &analyzer->memories[dialect];
	const struct buf *folded = &analyzer->folded;

	*remembered = (struct remembered){
		.form_start = (uint32_t)memory->bytes.length,
		.form_length = (uint32_t)folded->length,
	};
	buf_add(&memory->bytes, buf_string(folded), folded->length);
	if (traits & WORD_HAS_DIGIT) {
		remember_term(memory, remembered, "", folded->bytes, TERM_STEM);
		return;
	}
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		enum language language = (enum language)i;

		if (dialect != DIALECT_QUERY && language != language_of(dialect))
			continue;
		remember_stems(analyzer, memory, remembered, language);
		if (language_is_stop_word(language, folded->bytes, folded->length))
			remembered->stop |= (uint8_t)(1U << language);
	}
	if (dialect != DIALECT_EN)
		remember_parts(analyzer, dialect, memory, remembered);
}

/* The terms of a word as written: recalled, or worked out the first time. */
static const struct remembered *terms_of(struct analyzer *analyzer, enum dialect dialect,
	const char *text, const struct word *word)
{
	struct memory *memory = &analyzer->memories[dialect];
	const char *written = text + word->start;
	size_t length = word->end - word->start;
	uint32_t number = string_table_find(&memory->words, written, length);

	if (number != STRING_TABLE_NONE)
		return &memory->terms[number];
	if (memory->words.count == REMEMBERED_WORDS_MAX)
		memory_clear(memory);
	number = string_table_add(&memory->words, written, length);
	memory->terms =
		alloc_grow(memory->terms, number, &memory->room, sizeof(*memory->terms));
	spelling_fold(text, word, &analyzer->folded);
	remember_word(analyzer, dialect, word->traits, &memory->terms[number]);
	return &memory->terms[number];
}

static void add_terms(struct analysis *out, const struct memory *memory,
	const struct remembered *remembered)
{
	for (size_t i = 0; i < remembered->count; i++) {
		struct analyzed_term term = remembered->terms[i];

		out->terms = alloc_grow(
			out->terms, out->term_count, &out->term_room, sizeof(term));
		buf_add(&out->bytes, memory->bytes.bytes + term.start, term.length);
		term.start = (uint32_t)(out->bytes.length - term.length);
		buf_add(&out->bytes, "", 1);
		out->terms[out->term_count++] = term;
	}
}

static void add_form(struct analysis *out, const struct memory *memory,
	const struct remembered *remembered, struct analyzed_word *word)
{
	word->form_start = (uint32_t)out->bytes.length;
	word->form_length = remembered->form_length;
	buf_add(&out->bytes, memory->bytes.bytes + remembered->form_start,
		remembered->form_length);
	buf_add(&out->bytes, "", 1);
}

static struct analyzed_word *add_word(struct analyzer *analyzer, enum dialect dialect,
	const char *text, const struct word *word, struct analysis *out)
{
	const struct remembered *remembered = terms_of(analyzer, dialect, text, word);
	struct analyzed_word *added;

	out->words = alloc_grow(
		out->words, out->word_count, &out->word_room, sizeof(*out->words));
	added = &out->words[out->word_count++];
	*added = (struct analyzed_word){
		.start = (uint32_t)word->start,
		.end = (uint32_t)word->end,
		.first_term = (uint32_t)out->term_count,
		.term_count = remembered->count,
		.language = (uint8_t)language_of(dialect),
		.stop = remembered->stop,
	};
	add_form(out, &analyzer->memories[dialect], remembered, added);
	add_terms(out, &analyzer->memories[dialect], remembered);
	return added;
}

/* Adds the word that hyphenated parts make without their hyphens. */
static void add_whole(struct analyzer *analyzer, enum dialect dialect, const char *text,
	const struct word *parts, size_t count, uint32_t position, struct analysis *out)
{
	struct buf *joined = &analyzer->joined;
	struct word whole = {0};
	struct analyzed_word *added;
	size_t offset = 0;

	buf_clear(joined);
	for (size_t i = 0; i < count; i++)
		buf_add(joined, text + parts[i].start, parts[i].end - parts[i].start);
	if (!words_next(joined->bytes, joined->length, &offset, &whole))
		return;
	added = add_word(analyzer, dialect, joined->bytes, &whole, out);
	added->start = (uint32_t)parts[0].start;
	added->end = (uint32_t)parts[count - 1].end;
	added->position = position;
	added->role = WORD_HYPHENATED;
	added->stop = 0;
	for (uint32_t i = 0; i < added->term_count; i++)
		out->terms[added->first_term + i].kind = TERM_WHOLE;
}

/* Adds the parts of a query's compound, which is the last word, behind it. */
static void add_parts(struct analyzer *analyzer, const char *text,
	const struct word *word, struct analysis *out)
{
	struct analyzed_word part = out->words[out->word_count - 1];
	struct compound compound;
	bool is_aligned;

	spelling_fold(text, word, &analyzer->folded);
	if (!spelling_restore_umlauts(&analyzer->folded, &analyzer->variant))
		buf_clear(&analyzer->variant);
	if (!split(analyzer, &compound))
		return;
	/* folding hardly ever changes how many bytes a word has */
	is_aligned = analyzer->folded.length == word->end - word->start;
	out->words[out->word_count - 1].role = WORD_COMPOUND;
	part.role = WORD_PART;
	part.stop = 0;
	for (size_t i = 0; i < compound.count; i++) {
		struct memory *memory = &analyzer->scratch;
		struct remembered terms = {0};
		const struct compound_part *at = &compound.parts[i];

		if (is_aligned) {
			part.start = (uint32_t)word->start + at->start;
			part.end = (uint32_t)word->start + at->end;
		}
		memory_clear(memory);
		terms.form_length = at->base_length;
		buf_add(&memory->bytes, at->base, at->base_length);
		remember_term(memory, &terms, family_of(LANGUAGE_DE),
			stems_stem(
				analyzer->stems[LANGUAGE_DE], at->base, at->base_length),
			TERM_STEM);
		remember_part(analyzer, memory, &terms, at->base, at->base_length);
		part.first_term = (uint32_t)out->term_count;
		part.term_count = terms.count;
		add_form(out, memory, &terms, &part);
		out->words = alloc_grow(
			out->words, out->word_count, &out->word_room, sizeof(part));
		out->words[out->word_count++] = part;
		add_terms(out, memory, &terms);
	}
}

/* Adds a word, or several that hyphens join. Yields the next position. */
static uint32_t add_run(struct analyzer *analyzer, enum dialect dialect, const char *text,
	const struct word *parts, size_t count, uint32_t position, struct analysis *out)
{
	if (count > 1)
		add_whole(analyzer, dialect, text, parts, count, position, out);
	for (size_t i = 0; i < count; i++) {
		add_word(analyzer, dialect, text, &parts[i], out)->position = position++;
		if (dialect == DIALECT_QUERY && !(parts[i].traits & WORD_HAS_DIGIT))
			add_parts(analyzer, text, &parts[i], out);
	}
	return position;
}

static enum dialect dialect_of(enum analyzer_side side, enum language language)
{
	if (side == ANALYZER_QUERY)
		return DIALECT_QUERY;
	return language == LANGUAGE_EN ? DIALECT_EN : DIALECT_DE;
}

void analyzer_analyze(struct analyzer *analyzer, enum analyzer_side side,
	const char *text, size_t length, enum language language, struct analysis *out)
{
	enum dialect dialect = dialect_of(side, language);
	uint32_t position =
		out->word_count ? out->words[out->word_count - 1].position + 1 : 0;
	struct word parts[HYPHENATED_PARTS_MAX];
	struct word word;
	size_t count = 0;
	size_t offset = 0;

	while (words_next(text, length, &offset, &word)) {
		if (count == HYPHENATED_PARTS_MAX
			|| (count && !(word.traits & WORD_JOINS_LEFT))) {
			position = add_run(
				analyzer, dialect, text, parts, count, position, out);
			count = 0;
		}
		parts[count++] = word;
	}
	add_run(analyzer, dialect, text, parts, count, position, out);
}

void analysis_release(struct analysis *analysis)
{
	free(analysis->words);
	free(analysis->terms);
	buf_release(&analysis->bytes);
	*analysis = (struct analysis){0};
}

void analysis_clear(struct analysis *analysis)
{
	analysis->word_count = 0;
	analysis->term_count = 0;
	buf_clear(&analysis->bytes);
}

const char *analysis_term(const struct analysis *analysis, size_t term)
{
	return analysis->bytes.bytes + analysis->terms[term].start;
}

const char *analysis_form(
	const struct analysis *analysis, const struct analyzed_word *word)
{
	return analysis->bytes.bytes + word->form_start;
}
