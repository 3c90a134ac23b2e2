/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/corrections.h"

#include "base/scope.h"
#include "help/dictionaries.h"
#include "help/lexicon_slips.h"
#include "text/language.h"
#include "text/unicode.h"
#include "words/likeness.h"

#include <string.h>

enum {
	PART_LETTERS_MIN = 3,  /* of two words that stand together */
	FIXED_LETTERS_MIN = 4, /* of a compound's part that is wrong, or right */
	FREQUENT = 2,          /* times as many pages */
	BLANK_SLIPS = 1,
	FAR_LETTERS_MIN = 8, /* shorter words with two slips must begin alike */
	NEAR_MAX = 24,       /* words that are looked at */
};

/*
 * What speaks against a candidate, in tenths of a slip. A word that pages have
 * once and no dictionary has is likely a slip itself, so one that both have is
 * preferred, though a slip further away.
 */
enum {
	COST_SLIP = 10,
	COST_UNKNOWN = 9,  /* to all dictionaries */
	COST_COMPOUND = 5, /* of known words, not itself in a dictionary */
	COST_START = 9,    /* another first letter */
	GAIN_SWAPPED = 4,  /* the very letters typed: no other slip keeps them all */
	GAIN_LONGER = 3,   /* letters are left out more often than added or mistaken */
	COST_MADE_UP = 11, /* no page has the word, only its parts */
	COST_DOUBLING = 2, /* less each time it is on twice as many pages, */
	DOUBLINGS_MAX = 4, /* so often */
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

/* The words of the pages, and what tells whether they are words. */
struct lookup {
	const struct corpus_words *words;
	struct analyzer *analyzer;
};

static int gain_of(uint32_t pages)
{
	int doublings = 0;

	while (doublings < DOUBLINGS_MAX && pages >> (doublings + 1))
		doublings++;
	return doublings * COST_DOUBLING;
}

/* What the kind of slip says for a word: both are bare. */
static int gain_of_slip(const char *meant, const struct buf *typed)
{
	size_t length = strlen(meant);

	if (length == typed->length
		&& likeness_letters(meant, length)
			== likeness_letters(typed->bytes, typed->length))
		return GAIN_SWAPPED;
	return length > typed->length ? GAIN_LONGER : 0;
}

static int cost_of_near(
	const struct lookup *lookup, const struct near_word *near, const struct buf *bare)
{
	const char *folded = near->word.folded;
	int cost = (int)near->slips * COST_SLIP - gain_of(near->word.pages)
		- gain_of_slip(near->word.bare, bare);

	switch (dictionaries_find(lookup->analyzer, folded, strlen(folded))) {
	case STANDING_NONE:
		cost += COST_UNKNOWN;
		break;
	case STANDING_COMPOUND:
		cost += COST_COMPOUND;
		break;
	case STANDING_WORD:
		break;
	}
	return cost + (*near->word.bare != *bare->bytes ? COST_START : 0);
}

static int cost_of_made_up(const struct correction *correction)
{
	return (int)correction->slips * COST_SLIP + COST_MADE_UP
		- gain_of(correction->pages);
}

static bool is_better(const struct correction *a, const struct correction *b)
{
	return a->cost != b->cost ? a->cost < b->cost : a->pages > b->pages;
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

/* A word of the pages that may be meant. */
struct candidate {
	struct corpus_word word;
	unsigned slips;
	int cost;
};

static void offer_word(struct corrections *found, const struct candidate *candidate)
{
	struct correction correction = {.slips = candidate->slips,
		.pages = candidate->word.pages,
		.cost = candidate->cost};

	buf_add_string(&correction.text, candidate->word.written);
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
static bool is_eligible(
	const struct near_word *near, const struct buf *bare, const char *folded)
{
	bool is_far = near->slips > 1 && bare->length < FAR_LETTERS_MIN
		&& *near->word.bare != *bare->bytes;

	return strcmp(near->word.folded, folded) != 0 && !is_far
		&& !is_talk(near->word.folded);
}

/* Those that cost least come first; equals in the order in which they come. */
static size_t place_by_cost(const struct candidate *candidate, struct candidate *out,
	size_t count, size_t room)
{
	size_t at = count;

	while (at && candidate->cost < out[at - 1].cost)
		at--;
	if (at == room)
		return count;
	if (count < room)
		count++;
	memmove(out + at + 1, out + at, (count - 1 - at) * sizeof(*out));
	out[at] = *candidate;
	return count;
}

static size_t find_near(const struct lookup *lookup, const struct part *typed,
	struct candidate *out, size_t room)
{
	SCOPED(buf_release) struct buf bare = {0};
	SCOPED(buf_release) struct buf folded = {0};
	struct near_word near[NEAR_MAX];
	size_t kept = 0;
	size_t count;

	likeness_bare(typed->bytes, typed->length, &bare);
	buf_add(&folded, typed->bytes, typed->length);
	count = corpus_words_near(
		lookup->words, buf_string(&bare), bare.length, near, NEAR_MAX);
	for (size_t i = 0; i < count; i++) {
		const struct candidate candidate = {near[i].word, near[i].slips,
			cost_of_near(lookup, &near[i], &bare)};

		if (is_eligible(&near[i], &bare, buf_string(&folded)))
			kept = place_by_cost(&candidate, out, kept, room);
	}
	return kept;
}

static uint32_t fewer(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

static size_t count_letters(const struct part *part)
{
	size_t letters = 0;

	for (size_t i = 0; i < part->length; i++)
		letters += unicode_begins(part->bytes[i]);
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
	const struct lookup *lookup, const struct part *left, struct right_part *out)
{
	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		const struct part bare = {left->bytes, left->length - strlen(links[i])};

		if (!ends_with(left, links[i]) || count_letters(&bare) < PART_LETTERS_MIN
			|| !corpus_words_find(
				lookup->words, bare.bytes, bare.length, &out->word))
			continue;
		out->link = links[i];
		return true;
	}
	return false;
}

static void offer_compound(struct corrections *found, const char *left, const char *link,
	const char *right, struct correction correction)
{
	correction.text = (struct buf){0};
	correction.cost = cost_of_made_up(&correction);
	buf_add_format(&correction.text, "%s%s%s", left, link, right);
	offer(found, correction);
}

/* The left part is wrong: Clsuter|förderung, Wirtshcaft|s|förderung. */
static void correct_left(const struct lookup *lookup, const struct part *left,
	const struct corpus_word *right, struct corrections *found)
{
	const struct lexicon_entry *entry;

	for (size_t i = 0; i < sizeof(links) / sizeof(*links); i++) {
		const struct part bare = {left->bytes, left->length - strlen(links[i])};
		struct candidate near;

		if (ends_with(left, links[i]) && count_letters(&bare) >= FIXED_LETTERS_MIN
			&& find_near(lookup, &bare, &near, 1))
			offer_compound(found, near.word.written, links[i], right->folded,
				(struct correction){.slips = near.slips,
					.pages = fewer(near.word.pages, right->pages)});
	}
	entry = lexicon_slips_find(left->bytes, left->length, LEXICON_AS_BEGINNING);
	if (entry) {
		SCOPED(buf_release) struct buf word = {0};

		buf_add(&word, lexicon_word(entry), entry->length);
		offer_compound(found, buf_string(&word), "", right->folded,
			(struct correction){.slips = 1});
	}
}

/* The right part is wrong: Arbeit|s|amrkt. */
static void correct_right(const struct lookup *lookup, const struct right_part *left,
	const struct part *right, struct corrections *found)
{
	const struct lexicon_entry *entry =
		lexicon_slips_find(right->bytes, right->length, LEXICON_AS_END);
	struct candidate near;

	if (find_near(lookup, right, &near, 1))
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

	correction.cost = cost_of_made_up(&correction);
	buf_add_format(&correction.text, "%s %s", left->written, right->written);
	offer(found, correction);
}

/* The word parted at one place, one side of which is right. */
static void correct_parted(const struct lookup *lookup, const struct part *left,
	const struct part *right, struct corrections *found)
{
	size_t left_letters = count_letters(left);
	size_t right_letters = count_letters(right);
	struct right_part known_left = {0};
	struct corpus_word known_right = {0};
	bool left_is_right = find_left(lookup, left, &known_left);
	bool right_is_right = corpus_words_find(
		lookup->words, right->bytes, right->length, &known_right);

	if (left_is_right && right_is_right && !*known_left.link)
		offer_two_words(found, &known_left.word, &known_right);
	if (left_letters < FIXED_LETTERS_MIN || right_letters < FIXED_LETTERS_MIN)
		return;
	if (left_is_right && !right_is_right)
		correct_right(lookup, &known_left, right, found);
	else if (right_is_right && !left_is_right)
		correct_left(lookup, left, &known_right, found);
}

static bool is_near(const struct corrections *found)
{
	for (size_t i = 0; i < found->count; i++) {
		if (found->items[i].slips <= 1)
			return true;
	}
	return false;
}

void corrections_find(const struct corpus_words *words, struct analyzer *analyzer,
	const char *folded, size_t length, struct corrections *out)
{
	const struct lookup lookup = {words, analyzer};
	const struct part typed = {folded, length};
	struct candidate near[CORRECTIONS_MAX];
	size_t count = find_near(&lookup, &typed, near, CORRECTIONS_MAX);

	for (size_t i = 0; i < count; i++)
		offer_word(out, &near[i]);
	if (is_near(out))
		return;
	for (size_t i = PART_LETTERS_MIN; i + PART_LETTERS_MIN <= length; i++) {
		const struct part left = {folded, i};
		const struct part right = {folded + i, length - i};

		if (unicode_begins(folded[i]) && count_letters(&left) >= PART_LETTERS_MIN
			&& count_letters(&right) >= PART_LETTERS_MIN)
			correct_parted(&lookup, &left, &right, out);
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
	struct analyzer *analyzer, const struct corpus_word *word,
	struct corrections *out)
{
	const struct lookup lookup = {words, analyzer};
	const struct part typed = {word->folded, strlen(word->folded)};
	struct candidate near[CORRECTIONS_MAX];
	size_t count = find_near(&lookup, &typed, near, CORRECTIONS_MAX);

	for (size_t i = 0; i < count; i++) {
		if (near[i].slips && near[i].word.pages / FREQUENT >= word->pages
			&& !is_continued(near[i].word.bare, word->bare))
			offer_word(out, &near[i]);
	}
}
