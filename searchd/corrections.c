/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "corrections.h"

#include "base/scope.h"
#include "likeness.h"
#include "text/language.h"
#include "text/lexicon.h"

#include <string.h>

enum {
	PART_LETTERS_MIN = 3,  /* of two words that stand together */
	FIXED_LETTERS_MIN = 4, /* of a compound's part that is wrong, or right */
	PART_BYTES_MAX = 40,
	FREQUENT = 2, /* times as many pages */
	BLANK_SLIPS = 1,
	FAR_LETTERS_MIN = 8, /* shorter words with two slips must begin alike */
	NEAR_MAX = 8,        /* words that are looked at */
};

/* Letters between the parts of German compounds; none first. */
static const char *const links[] = {"", "s", "es", "n", "en", "er", "e"};

/* A part of the word, of which the folded bytes are. */
struct part {
	const char *bytes;
	size_t length;
};

void corrections_release(struct corrections *corrections)
{
	for (size_t i = 0; i < corrections->count; i++)
		buf_release(&corrections->items[i].text);
	corrections->count = 0;
}

static bool is_better(const struct correction *a, const struct correction *b)
{
	return a->slips != b->slips ? a->slips < b->slips : a->pages > b->pages;
}

static bool has(const struct corrections *found, const struct buf *text)
{
	for (size_t i = 0; i < found->count; i++) {
		if (!strcmp(buf_string(&found->items[i].text), buf_string(text)))
			return true;
	}
	return false;
}

/* Takes the text; equals keep the order in which they were found. */
static void offer(struct corrections *found, struct correction correction)
{
	size_t at = found->count;

	while (at && is_better(&correction, &found->items[at - 1]))
		at--;
	if (at == CORRECTIONS_MAX || has(found, &correction.text)) {
		buf_release(&correction.text);
		return;
	}
	if (found->count == CORRECTIONS_MAX)
		buf_release(&found->items[--found->count].text);
	memmove(found->items + at + 1, found->items + at,
		(found->count - at) * sizeof(correction));
	found->items[at] = correction;
	found->count++;
}

static void offer_word(struct corrections *found, const struct near_word *near)
{
	struct correction correction = {.slips = near->slips, .pages = near->word.pages};

	buf_add_string(&correction.text, near->word.written);
	offer(found, correction);
}

static bool is_talk(const char *word)
{
	return language_is_stop_word(LANGUAGE_DE, word, strlen(word))
		|| language_is_stop_word(LANGUAGE_EN, word, strlen(word));
}

/*
 * The words whose letters are near, but the word itself, those that are hardly
 * like it, and those that say nothing: nobody means diesen by Dresdn.
 */
static size_t find_near(const struct corpus_words *words, const char *folded,
	size_t length, struct near_word *out, size_t room)
{
	SCOPED(buf_release) struct buf bare = {0};
	struct near_word near[NEAR_MAX];
	size_t kept = 0;
	size_t count;

	likeness_bare(folded, length, &bare);
	count = corpus_words_near(words, buf_string(&bare), bare.length, near, NEAR_MAX);
	for (size_t i = 0; i < count && kept < room; i++) {
		const char *found = near[i].word.folded;
		bool is_itself =
			strlen(found) == length && !memcmp(found, folded, length);
		bool is_far = near[i].slips > 1 && bare.length < FAR_LETTERS_MIN
			&& *near[i].word.bare != *bare.bytes;

		if (!is_itself && !is_far && !is_talk(found))
			out[kept++] = near[i];
	}
	return kept;
}

static uint32_t fewer(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

static bool is_letter_start(char c)
{
	return ((unsigned char)c & 0xC0) != 0x80;
}

static size_t count_letters(const struct part *part)
{
	size_t letters = 0;

	for (size_t i = 0; i < part->length; i++)
		letters += is_letter_start(part->bytes[i]);
	return letters;
}

static bool ends_with(const struct part *part, const char *end)
{
	size_t length = strlen(end);

	return part->length > length
		&& !memcmp(part->bytes + part->length - length, end, length);
}

/* A part that is right: a word of the pages, perhaps with a link behind it. */
struct right_part {
	struct corpus_word word;
	const char *link;
};

static bool find_left(
	const struct corpus_words *words, const struct part *left, struct right_part *out)
{
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		const struct part bare = {left->bytes, left->length - strlen(links[i])};

		if (!ends_with(left, links[i]) || count_letters(&bare) < PART_LETTERS_MIN
			|| !corpus_words_find(words, bare.bytes, bare.length, &out->word))
			continue;
		out->link = links[i];
		return true;
	}
	return false;
}

/* A dictionary's word on trial, a slip away from a part. */
struct lexicon_search {
	char word[PART_BYTES_MAX + 4];
	const struct lexicon_entry *best;
	bool as_end; /* the last part of the compound */
};

static unsigned cost_of(
	const struct lexicon_search *search, const struct lexicon_entry *entry)
{
	return search->as_end ? entry->head_cost : entry->modifier_cost;
}

static void try_word(struct lexicon_search *search, size_t length)
{
	const struct lexicon_entry *entry = lexicon_find(search->word, length);

	if (!entry || cost_of(search, entry) == LEXICON_NEVER)
		return;
	if (!search->best || cost_of(search, entry) < cost_of(search, search->best))
		search->best = entry;
}

/* Tries the part with the bytes from i on, removed of them, replaced by letter. */
static void try_change(struct lexicon_search *search, const struct part *part, size_t i,
	size_t removed, const char *letter)
{
	size_t size = strlen(letter);
	size_t rest = part->length - i - removed;

	memcpy(search->word, part->bytes, i);
	memcpy(search->word + i, letter, size);
	memcpy(search->word + i + size, part->bytes + i + removed, rest);
	try_word(search, i + size + rest);
}

/*
 * The likeliest part of compounds in the dictionary that is one slip away; the
 * pages may have it in compounds only. Bytes that are no letters by themselves
 * make no words, so they do no harm.
 */
static const struct lexicon_entry *find_in_lexicon(const struct part *part, bool as_end)
{
	static const char *const letters[] = {"", "a", "b", "c", "d", "e", "f", "g", "h",
		"i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "w",
		"x", "y", "z", "ä", "ö", "ü"};
	struct lexicon_search search = {.as_end = as_end};

	if (part->length > PART_BYTES_MAX)
		return NULL;
	for (size_t i = 0; i <= part->length; i++) {
		char swapped[3] = {0};

		for (size_t l = 0; l < sizeof(letters) / sizeof(*letters); l++) {
			if (i < part->length)
				try_change(&search, part, i, 1, letters[l]);
			try_change(&search, part, i, 0, letters[l]);
		}
		if (i + 2 > part->length)
			continue;
		swapped[0] = part->bytes[i + 1];
		swapped[1] = part->bytes[i];
		try_change(&search, part, i, 2, swapped);
	}
	return search.best;
}

static void offer_compound(struct corrections *found, const char *left, const char *link,
	const char *right, struct correction correction)
{
	correction.text = (struct buf){0};
	buf_add_format(&correction.text, "%s%s%s", left, link, right);
	offer(found, correction);
}

/* The left part is wrong: Clsuter|förderung, Wirtshcaft|s|förderung. */
static void correct_left(const struct corpus_words *words, const struct part *left,
	const struct corpus_word *right, struct corrections *found)
{
	const struct lexicon_entry *entry;

	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		const struct part bare = {left->bytes, left->length - strlen(links[i])};
		struct near_word near;

		if (ends_with(left, links[i]) && count_letters(&bare) >= FIXED_LETTERS_MIN
			&& find_near(words, bare.bytes, bare.length, &near, 1))
			offer_compound(found, near.word.written, links[i], right->folded,
				(struct correction){.slips = near.slips,
					.pages = fewer(near.word.pages, right->pages)});
	}
	entry = find_in_lexicon(left, false);
	if (entry) {
		SCOPED(buf_release) struct buf word = {0};

		buf_add(&word, lexicon_word(entry), entry->length);
		offer_compound(found, buf_string(&word), "", right->folded,
			(struct correction){.slips = 1});
	}
}

/* The right part is wrong: Arbeit|s|amrkt. */
static void correct_right(const struct corpus_words *words, const struct right_part *left,
	const struct part *right, struct corrections *found)
{
	const struct lexicon_entry *entry = find_in_lexicon(right, true);
	struct near_word near;

	if (find_near(words, right->bytes, right->length, &near, 1))
		offer_compound(found, left->word.written, left->link, near.word.folded,
			(struct correction){.slips = near.slips,
				.pages = fewer(near.word.pages, left->word.pages)});
	if (entry) {
		SCOPED(buf_release) struct buf word = {0};

		buf_add(&word, lexicon_word(entry), entry->length);
		offer_compound(found, left->word.written, left->link, buf_string(&word),
			(struct correction){.slips = 1});
	}
}

static void offer_two_words(struct corrections *found, const struct corpus_word *left,
	const struct corpus_word *right)
{
	struct correction correction = {
		.slips = BLANK_SLIPS, .pages = fewer(left->pages, right->pages)};

	buf_add_format(&correction.text, "%s %s", left->written, right->written);
	offer(found, correction);
}

/* The word parted at one place, one side of which is right. */
static void correct_parted(const struct corpus_words *words, const struct part *left,
	const struct part *right, struct corrections *found)
{
	size_t left_letters = count_letters(left);
	size_t right_letters = count_letters(right);
	struct right_part known_left = {0};
	struct corpus_word known_right = {0};
	bool left_is_right = find_left(words, left, &known_left);
	bool right_is_right =
		corpus_words_find(words, right->bytes, right->length, &known_right);

	if (left_is_right && right_is_right && !*known_left.link)
		offer_two_words(found, &known_left.word, &known_right);
	if (left_letters < FIXED_LETTERS_MIN || right_letters < FIXED_LETTERS_MIN)
		return;
	if (left_is_right && !right_is_right)
		correct_right(words, &known_left, right, found);
	else if (right_is_right && !left_is_right)
		correct_left(words, left, &known_right, found);
}

void corrections_find(const struct corpus_words *words, const char *folded, size_t length,
	struct corrections *out)
{
	struct near_word near[CORRECTIONS_MAX];
	size_t count = find_near(words, folded, length, near, CORRECTIONS_MAX);

	for (size_t i = 0; i < count; i++)
		offer_word(out, &near[i]);
	if (out->count && out->items[0].slips <= 1)
		return;
	for (size_t i = PART_LETTERS_MIN; i + PART_LETTERS_MIN <= length; i++) {
		const struct part left = {folded, i};
		const struct part right = {folded + i, length - i};

		if (is_letter_start(folded[i]) && count_letters(&left) >= PART_LETTERS_MIN
			&& count_letters(&right) >= PART_LETTERS_MIN)
			correct_parted(words, &left, &right, out);
	}
}

/* Whether one goes on where the other ends: Zwickau, Zwickauer. */
static bool is_continued(const char *a, const char *b)
{
	while (*a && *a == *b)
		a++, b++;
	return !*a || !*b;
}

void corrections_find_frequent(const struct corpus_words *words,
	const struct corpus_word *word, struct corrections *out)
{
	struct near_word near[CORRECTIONS_MAX];
	size_t count = find_near(
		words, word->folded, strlen(word->folded), near, CORRECTIONS_MAX);

	for (size_t i = 0; i < count; i++) {
		if (near[i].slips && near[i].word.pages / FREQUENT >= word->pages
			&& !is_continued(near[i].word.bare, word->bare))
			offer_word(out, &near[i]);
	}
}
