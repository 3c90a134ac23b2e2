/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/word_terms.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "base/string_table.h"
#include "text/gender.h"
#include "text/loan_words.h"
#include "text/numbers.h"
#include "text/romanization.h"
#include "text/spelling.h"
#include "text/unicode.h"
#include "text/word_draft.h"
#include "text/word_parts.h"
#include "text/word_ties.h"

#include <ctype.h>
#include <string.h>

enum {
	WORD_BYTES_MAX = 4 * ANALYZER_TERM_MAX, /* more is nothing to terms */
	REMEMBERED_WORDS_MAX = 65536,           /* then the memory starts over */
	STOP_BYTES_MAX = 12, /* no stop word is longer: the lists need no look */
};

bool word_terms_open(struct word_memory **out, struct error *err)
{
	SCOPED(word_terms_close)
	struct word_memory *memory = alloc_zeroed(1, sizeof(*memory));

	for (int language = LANGUAGE_DE; language < LANGUAGE_COUNT; language++) {
		if (!stems_open(language_code((enum language)language),
			    &memory->stems[language], err))
			return false;
	}
	memory->latin = latin_open();
	*out = TAKE(memory);
	return true;
}

void word_terms_close(struct word_memory **memory)
{
	if (*memory) {
		for (int i = 0; i < LANGUAGE_COUNT; i++)
			stems_close(&(*memory)->stems[i]);
		for (int i = 0; i < DIALECT_COUNT; i++)
			word_shelf_release(&(*memory)->shelves[i]);
		word_shelf_release(&(*memory)->scratch);
		latin_close(&(*memory)->latin);
		buf_release(&(*memory)->form);
		buf_release(&(*memory)->folded);
		buf_release(&(*memory)->variant);
		buf_release(&(*memory)->other);
		buf_release(&(*memory)->part);
		buf_release(&(*memory)->bare);
		buf_release(&(*memory)->stem);
	}
	free(*memory);
	*memory = NULL;
}

void word_terms_use(struct word_memory *memory, enum analysis_depth depth)
{
	memory->depth = depth;
	for (int i = 0; i < DIALECT_COUNT; i++)
		word_shelf_clear(&memory->shelves[i]);
}

enum language word_terms_language(enum dialect dialect)
{
	if (dialect == DIALECT_QUERY)
		return LANGUAGE_UNKNOWN;
	return dialect == DIALECT_DE ? LANGUAGE_DE : LANGUAGE_EN;
}

static bool is_german_word(const struct buf *word)
{
	const struct lexicon_entry *entry = word_draft_find_entry(word);

	return entry && (entry->flags & LEXICON_WORD);
}

/*
 * The umlaut's term comes first: städte, stadte and staedte all have it, so a
 * stream of first terms holds one and the same for them.
 */
static void add_german(const struct word_draft *draft)
{
	struct word_memory *memory = draft->memory;

	if (spelling_restore_umlauts(&memory->folded, &memory->variant))
		word_draft_add_stem(draft, LANGUAGE_DE, &memory->variant, TERM_VARIANT);
	else
		buf_clear(&memory->variant);
	word_draft_add_stem(draft, LANGUAGE_DE, &memory->folded, TERM_STEM);
}

/*
 * In English, Düsseldorf is Dusseldorf; who writes Duesseldorf means it, too,
 * but blue is no blü: only German words get their umlauts back.
 */
static void add_english(const struct word_draft *draft)
{
	struct word_memory *memory = draft->memory;
	bool has_other;

	word_draft_add_stem(draft, LANGUAGE_EN, &memory->folded, TERM_STEM);
	has_other = spelling_spell_out_umlauts(&memory->folded, &memory->other)
		|| (spelling_restore_umlauts(&memory->folded, &memory->other)
			&& is_german_word(&memory->other));
	if (has_other)
		word_draft_add_stem(draft, LANGUAGE_EN, &memory->other, TERM_VARIANT);
}

/* Varna for Варна; a Latin form of several words is no term, nor worked out. */
static void add_latin(const struct word_draft *draft, enum language language)
{
	struct word_memory *memory = draft->memory;

	if (latin_has_ideographs(memory->folded.bytes, memory->folded.length))
		return;
	buf_clear(&memory->other);
	latin_add(memory->latin, memory->folded.bytes, memory->folded.length,
		&memory->other);
	if (memory->other.length
		&& !memchr(memory->other.bytes, ' ', memory->other.length))
		word_draft_add_stem(draft, language, &memory->other, TERM_VARIANT);
	if (romanization_write(&memory->folded, &memory->other))
		word_draft_add_stem(draft, language, &memory->other, TERM_VARIANT);
}

/* The other name of a person: of both, of women, of men. */
static void add_gender(const struct word_draft *draft, enum language language)
{
	struct word_memory *memory = draft->memory;

	if (draft->is_for_both)
		word_draft_add_stem(draft, language, &memory->form, TERM_STEM);
	else if (language == LANGUAGE_DE
		&& (gender_masculine(&memory->folded, &memory->other)
			|| (memory->variant.length
				&& gender_masculine(&memory->variant, &memory->other))))
		word_draft_add_stem(draft, language, &memory->other, TERM_VARIANT);
}

/* für for fuer, in the variant. False: the word is not written so. */
static bool restore_small_word(struct word_memory *memory, enum language language)
{
	return language == LANGUAGE_DE && memory->form.length <= STOP_BYTES_MAX
		&& spelling_restore_umlauts(&memory->form, &memory->variant)
		&& language_is_stop_word(
			language, memory->variant.bytes, memory->variant.length);
}

/*
 * A small word has its own letter and keeps its ending, so that it meets no
 * other word: sich is not the stem of Sicherheit.
 */
static void add_small_word(const struct word_draft *draft, enum language language)
{
	struct word_memory *memory = draft->memory;
	bool is_restored = restore_small_word(memory, language);

	word_shelf_add(draft->shelf, draft->word, language == LANGUAGE_DE ? "d" : "e",
		is_restored ? memory->variant.bytes : memory->folded.bytes, TERM_STEM);
	if (draft->is_for_both) /* eine of ein*e */
		word_shelf_add(draft->shelf, draft->word,
			language == LANGUAGE_DE ? "d" : "e", memory->form.bytes,
			TERM_VARIANT);
	buf_clear(&memory->variant);
}

static void add_language(const struct word_draft *draft, enum language language)
{
	const struct buf *folded = &draft->memory->folded;

	if (draft->word->stop & 1U << language) {
		add_small_word(draft, language);
		return;
	}
	if (language == LANGUAGE_DE)
		add_german(draft);
	else
		add_english(draft);
	add_gender(draft, language);
	if ((draft->traits & WORD_IS_ABBREVIATION)
		&& language_is_stop_word(language, folded->bytes, folded->length))
		add_small_word(draft, language); /* U.S. and US */
	if (!(draft->traits & WORD_IS_ASCII)
		&& latin_is_foreign(folded->bytes, folded->length))
		add_latin(draft, language);
	if (draft->memory->bare.length)
		word_draft_add_stem(draft, language, &draft->memory->bare, TERM_VARIANT);
}

/* Whether the dialect has terms of the language. */
static bool is_of(enum dialect dialect, enum language language)
{
	enum language only = word_terms_language(dialect);

	return only == LANGUAGE_UNKNOWN || only == language;
}

static unsigned stop_of(const struct word_draft *draft)
{
	const struct buf *form = &draft->memory->form;
	unsigned stop = 0;

	if (is_of(draft->dialect, LANGUAGE_DE)
		&& restore_small_word(draft->memory, LANGUAGE_DE))
		stop |= 1U << LANGUAGE_DE;
	if (draft->traits & WORD_IS_ABBREVIATION) {
		word_ties_abbreviation(form->bytes, form->length, &stop);
		return stop;
	}
	if (form->length > STOP_BYTES_MAX)
		return 0;
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		if (is_of(draft->dialect, (enum language)i)
			&& language_is_stop_word(
				(enum language)i, form->bytes, form->length))
			stop |= 1U << i;
	}
	return stop;
}

/* A page's PM10 is found by PM 10, too. */
static void add_letters_and_digits(const struct word_draft *draft)
{
	struct word_memory *memory = draft->memory;
	enum language language = word_terms_language(draft->dialect);
	size_t letters = numbers_letters(&memory->folded);

	if (!letters || language == LANGUAGE_UNKNOWN)
		return;
	buf_clear(&memory->other);
	buf_add(&memory->other, memory->folded.bytes, letters);
	word_draft_add_stem(draft, language, &memory->other, TERM_VARIANT);
	word_shelf_add(draft->shelf, draft->word, "", memory->folded.bytes + letters,
		TERM_VARIANT);
}

static void add_number(const struct word_draft *draft)
{
	struct word_memory *memory = draft->memory;
	enum language language = word_terms_language(draft->dialect);
	bool has_other = numbers_other(&memory->form, language, &memory->other);

	word_shelf_add(draft->shelf, draft->word, "", memory->folded.bytes, TERM_STEM);
	if (has_other)
		word_shelf_add(
			draft->shelf, draft->word, "", memory->other.bytes, TERM_VARIANT);
	add_letters_and_digits(draft);
}

/* Folds the word at hand. False: it is no name of women and men alike. */
static bool fold(struct word_memory *memory, enum dialect dialect, const char *text,
	const struct word *word)
{
	spelling_fold(text, word, &memory->form);
	if ((word->traits & (WORD_IS_GENDERED | WORD_HAS_INNER_CAPITAL))
		&& gender_base(text, word, &memory->folded))
		return true;
	buf_clear(&memory->folded);
	buf_add(&memory->folded, buf_string(&memory->form), memory->form.length);
	if (word->traits & WORD_HAS_DIGIT)
		numbers_fold(&memory->folded, word_terms_language(dialect));
	return false;
}

/* What a page's word is told by its terms, whose last ones are those of parts. */
static bool is_compound(const struct word_draft *draft)
{
	const struct shelved_word *word = draft->word;
	const struct buf *folded = &draft->memory->folded;
	struct compound compound;

	if (draft->dialect == DIALECT_QUERY)
		return compounds_split(folded->bytes, folded->length, &compound);
	return draft->shelf->terms[word->first_term + word->term_count - 1].kind
		== TERM_PART;
}

static bool is_loan_word(const struct word_draft *draft)
{
	struct word_memory *memory = draft->memory;
	const struct buf *folded = &memory->folded;

	return !draft->word->stop && !draft->entry && (draft->traits & WORD_IS_ASCII)
		&& folded->length >= LOAN_WORD_BYTES_MIN
		&& folded->length <= LOAN_WORD_BYTES_MAX && !is_compound(draft)
		&& loan_words_is_one(folded->bytes, folded->length,
			stems_stem(memory->stems[LANGUAGE_EN], folded->bytes,
				folded->length));
}

/* Works out the terms of the folded word at hand. */
static void work_out(struct word_draft *draft)
{
	if (draft->traits & WORD_HAS_DIGIT) {
		add_number(draft);
		return;
	}
	draft->word->stop = (uint8_t)stop_of(draft);
	if (is_of(draft->dialect, LANGUAGE_DE))
		draft->entry = word_draft_find_entry(&draft->memory->folded);
	if (draft->dialect == DIALECT_QUERY && is_loan_word(draft)) {
		add_language(draft, LANGUAGE_EN);
		return;
	}
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		if (is_of(draft->dialect, (enum language)i))
			add_language(draft, (enum language)i);
	}
	if (draft->dialect == DIALECT_QUERY
		|| (draft->dialect == DIALECT_DE && !draft->word->stop))
		word_parts_add(draft);
	if (draft->dialect == DIALECT_DE && is_loan_word(draft))
		word_draft_add_stem(
			draft, LANGUAGE_EN, &draft->memory->folded, TERM_VARIANT);
}

static void add_stem(const struct word_draft *draft, enum language language)
{
	if (draft->word->stop & 1U << language)
		add_small_word(draft, language);
	else
		word_draft_add_stem(draft, language, &draft->memory->folded, TERM_STEM);
}

/* The terms by the word's stems alone. */
static void work_out_stems(struct word_draft *draft)
{
	if (draft->traits & WORD_HAS_DIGIT) {
		word_shelf_add(draft->shelf, draft->word, "", draft->memory->folded.bytes,
			TERM_STEM);
		return;
	}
	draft->word->stop = (uint8_t)stop_of(draft);
	for (int i = LANGUAGE_DE; i < LANGUAGE_COUNT; i++) {
		if (is_of(draft->dialect, (enum language)i))
			add_stem(draft, (enum language)i);
	}
}

/*
 * Who asks may have the traits of a longer word, of which this is a part: but what is
 * remembered of a word must not depend on where it was met first.
 */
static unsigned own_traits(const char *written, size_t length, unsigned traits)
{
	traits |= WORD_IS_ASCII;
	for (size_t i = 0; i < length; i++) {
		if (!isalnum((unsigned char)written[i]))
			traits &= ~(unsigned)WORD_IS_ASCII;
	}
	return traits;
}

void word_terms_expect(const struct word_memory *memory, enum dialect dialect,
	const char *text, const struct word *word)
{
	string_table_expect(&memory->shelves[dialect].words, text + word->start,
		word->end - word->start);
}

void word_terms_find(struct word_memory *memory, enum dialect dialect, const char *text,
	const struct word *word, struct word_terms *out)
{
	struct word_shelf *shelf = &memory->shelves[dialect];
	/* transliterating and stemming cost the square of the length */
	const struct word cut = words_cut(text, word, WORD_BYTES_MAX);
	const char *written = text + cut.start;
	size_t length = cut.end - cut.start;
	uint32_t number;
	struct word_draft draft = {memory, shelf, NULL, dialect, cut.traits, false, NULL};
	const struct buf *form;
	size_t before;

	if (shelf->words.count == REMEMBERED_WORDS_MAX
		&& string_table_find(&shelf->words, written, length) == STRING_TABLE_NONE)
		word_shelf_clear(shelf);
	before = shelf->words.count;
	number = string_table_add(&shelf->words, written, length);
	if (number < before) {
		word_shelf_tell(shelf, &shelf->items[number], out);
		return;
	}
	shelf->items = alloc_grow(
		shelf->items, number, &shelf->item_room, sizeof(*shelf->items));
	draft.traits = own_traits(written, length, cut.traits);
	draft.is_for_both = fold(memory, dialect, text, &cut);
	if (!spelling_drop_particle(text, &cut, &memory->bare))
		buf_clear(&memory->bare);
	draft.word = &shelf->items[number];
	/* a number's form is the number, however it is written */
	form = cut.traits & WORD_HAS_DIGIT ? &memory->folded : &memory->form;
	*draft.word = word_shelf_begin(shelf, buf_string(form), form->length);
	draft.word->number = ++memory->last_number;
	if (memory->depth == ANALYSIS_STEMS)
		work_out_stems(&draft);
	else
		work_out(&draft);
	word_shelf_tell(shelf, draft.word, out);
}

void word_terms_find_part(struct word_memory *memory, const struct compound_part *part,
	struct word_terms *out)
{
	struct word_shelf *shelf = &memory->scratch;
	struct shelved_word word;
	struct word_draft draft = {
		memory, shelf, &word, DIALECT_QUERY, 0, false, part->entry};

	word_shelf_clear(shelf);
	word = word_shelf_begin(shelf, part->base, part->base_length);
	word_shelf_add(
		shelf, &word, "D", word_draft_stem_of_part(memory, part), TERM_STEM);
	word_parts_add_one(&draft, part);
	word_shelf_tell(shelf, &word, out);
}

bool word_terms_is_for_both(
	struct word_memory *memory, const char *text, const struct word *word)
{
	return gender_base(text, word, &memory->other);
}

/* Folding hardly ever changes how many bytes a word has; where not, ß is ss in two parts. */
static bool can_be_cut(const struct compound *parts, size_t length, const char *text,
	const struct word *word)
{
	if (length != word->end - word->start)
		return false;
	for (size_t i = 1; i < parts->count; i++) {
		if (!unicode_begins(text[word->start + parts->parts[i].start]))
			return false;
	}
	return true;
}

bool word_terms_split(struct word_memory *memory, const char *text,
	const struct word *word, struct compound *out, bool *can_cut)
{
	fold(memory, DIALECT_QUERY, text, word);
	if (!spelling_restore_umlauts(&memory->folded, &memory->variant))
		buf_clear(&memory->variant);
	if (!word_parts_split(memory, word_draft_find_entry(&memory->folded), out))
		return false;
	*can_cut = can_be_cut(out, memory->folded.length, text, word);
	return true;
}
