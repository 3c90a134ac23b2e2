/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/excerpt.h"

#include "answers/sentence.h"
#include "text/unicode.h"

#include <string.h>

enum { SENTENCES_MAX = 16 }; /* that are looked at for a second part */

/*
 * What the finds from i on within a snippet's length are worth: each word of
 * the query by its best find, and how many there are at all.
 */
static unsigned richness(const struct finds *finds, size_t i)
{
	uint8_t best[SNIPPET_WORDS_MAX] = {0};
	size_t limit = finds->items[i].place.start + EXCERPT_BYTES;
	unsigned worth = 0;
	unsigned all = 0;

	for (; i < finds->count && finds->items[i].place.end <= limit; i++) {
		const struct find *find = &finds->items[i];

		if (find->worth > best[find->word]) {
			worth += find->worth - best[find->word];
			best[find->word] = (uint8_t)find->worth;
		}
		all++;
	}
	return worth * 16 + (all < 15 ? all : 15);
}

/* The first find behind the heading; if there is none, the first of all. */
static size_t first_find(const struct finds *finds, size_t heading)
{
	for (size_t i = 0; i < finds->count; i++) {
		if (finds->items[i].place.start >= heading)
			return i;
	}
	return 0;
}

static size_t best_find(const struct finds *finds, size_t heading)
{
	size_t best = first_find(finds, heading);
	unsigned most = 0;

	for (size_t i = best; i < finds->count; i++) {
		unsigned rich = richness(finds, i);

		if (rich > most) {
			most = rich;
			best = i;
		}
	}
	return best;
}

static bool ends_sentence(const struct record_part *text, size_t at)
{
	return sentence_ends(text->bytes, text->length, at);
}

/* The next place at or after at where a word begins. */
static size_t word_start(const struct record_part *text, size_t at)
{
	while (at < text->length && text->bytes[at] != ' ' && text->bytes[at] != '\n')
		at++;
	return at < text->length ? at + 1 : at;
}

/* Back from the find to where its sentence begins, if that is within reach. */
static bool find_start(
	const struct record_part *text, size_t find, size_t reach, size_t *out)
{
	size_t nearest = find > reach ? find - reach : 0;
	size_t at = find;

	while (at > nearest && !ends_sentence(text, at - 1))
		at--;
	if (at == nearest && nearest)
		return false;
	while (at < find && strchr(" \n", text->bytes[at]))
		at++;
	*out = at;
	return true;
}

/* A word not too far before the find. */
static size_t near_start(const struct record_part *text, size_t find)
{
	size_t start = find > EXCERPT_BYTES / 2 ? find - EXCERPT_BYTES / 2 : 0;

	start = word_start(text, start);
	return start < find ? start : find;
}

/*
 * Behind the last sentence that ends within the usual length and not before
 * least, else the first that ends later but within the longest one; 0: none.
 */
static size_t sentence_end(const struct record_part *text, size_t start, size_t least)
{
	size_t last = 0;

	for (size_t at = start + 1; at <= text->length && at <= start + EXCERPT_BYTES_MAX;
		at++) {
		if (at > start + EXCERPT_BYTES && last)
			break;
		if (at >= least && (at == text->length || ends_sentence(text, at - 1)))
			last = at;
	}
	return last;
}

/* Behind a word, if no sentence ends. */
static size_t cut_end(const struct record_part *text, size_t start)
{
	size_t end = start + EXCERPT_BYTES;

	if (end >= text->length)
		return text->length;
	while (end > start && text->bytes[end] != ' ' && text->bytes[end] != '\n')
		end--;
	if (end == start)
		end = start + EXCERPT_BYTES;
	while (end > start && !unicode_begins(text->bytes[end]))
		end--;
	return end;
}

/* Whole sentences around the find; where they are too long, a piece of one. */
static struct stretch part_around(const struct record_part *text, struct stretch find)
{
	struct stretch part = {0};

	if (find_start(text, find.start, EXCERPT_BYTES_MAX, &part.start))
		part.end = sentence_end(text, part.start, find.end);
	if (part.end)
		return part;
	if (!find_start(text, find.start, EXCERPT_BYTES / 2, &part.start))
		part.start = near_start(text, find.start);
	part.end = cut_end(text, part.start);
	return part;
}

/* Where the text before end ends without the blanks behind it. */
static size_t trimmed_end(const struct record_part *text, size_t start, size_t end)
{
	while (end > start && strchr(" \n", text->bytes[end - 1]))
		end--;
	return end;
}

static struct stretch first_part(
	const struct record_part *text, size_t heading, const struct finds *finds)
{
	struct stretch part = {heading, heading};

	if (finds->count)
		part = finds->items[best_find(finds, heading)].place;
	else
		while (part.start < text->length && text->bytes[part.start] == '\n')
			part.end = ++part.start;
	part = part_around(text, part);
	part.end = trimmed_end(text, part.start, part.end);
	return part;
}

/* The end of the sentence that at is in, if it is near enough; else of the text looked at. */
static size_t next_end(const struct record_part *text, size_t at)
{
	size_t limit = at + EXCERPT_BYTES_MAX;

	while (at < text->length && at < limit && !ends_sentence(text, at - 1))
		at++;
	return at;
}

/* The one sentence around the find. */
static struct stretch sentence_around(
	const struct record_part *text, const struct find *find)
{
	struct stretch sentence = find->place;

	if (!find_start(text, find->place.start, EXCERPT_BYTES_MAX, &sentence.start))
		return (struct stretch){0, SIZE_MAX};
	sentence.end = next_end(text, find->place.end);
	sentence.end = trimmed_end(text, sentence.start, sentence.end);
	return sentence;
}

static bool has_find(struct stretch part, const struct find *find)
{
	return find->place.start >= part.start && find->place.end <= part.end;
}

/*
 * Bits of the words of the query that need not be shown beside this one: it stands for
 * what they do, or for more, as a compound does for its parts.
 */
static uint64_t words_within(const struct snippet_terms *terms, unsigned word)
{
	struct typed_bytes typed = terms->typed[word];
	uint64_t words = 1ULL << word;

	for (unsigned i = 0; i < terms->word_count; i++) {
		struct typed_bytes other = terms->typed[i];

		if (other.end && other.start >= typed.start && other.end <= typed.end)
			words |= 1ULL << i;
	}
	return words;
}

/* What a part shows of the query. */
struct shown {
	uint64_t words;
	size_t last; /* end of the last find that adds to them */
};

static struct shown shown_in(
	struct stretch part, const struct finds *finds, const struct snippet_terms *terms)
{
	struct shown shown = {0, part.start};

	for (size_t i = 0; i < finds->count; i++) {
		const struct find *find = &finds->items[i];

		if (!has_find(part, find) || (shown.words >> find->word & 1))
			continue;
		shown.words |= words_within(terms, find->word);
		shown.last = find->place.end;
	}
	return shown;
}

/* What the words in a sentence are worth that are not among those shown. */
static unsigned added_worth(struct stretch sentence, const struct finds *finds,
	const struct snippet_terms *terms, uint64_t shown)
{
	unsigned worth = 0;

	for (size_t i = 0; i < finds->count; i++) {
		const struct find *find = &finds->items[i];

		if (!has_find(sentence, find) || find->is_talk
			|| (shown >> find->word & 1))
			continue;
		shown |= words_within(terms, find->word);
		worth += find->worth;
	}
	return worth;
}

/* The sentence of at most so many bytes that adds most to what is shown; empty: none. */
static struct stretch second_part(const struct record_part *text, struct stretch first,
	const struct finds *finds, const struct snippet_terms *terms, uint64_t shown,
	size_t room)
{
	struct stretch best = {0};
	unsigned most = 0;
	unsigned looked_at = 0;

	for (size_t i = 0; i < finds->count && looked_at < SENTENCES_MAX; i++) {
		const struct find *find = &finds->items[i];
		struct stretch sentence;
		unsigned worth;

		if (find->is_talk || (shown >> find->word & 1))
			continue;
		looked_at++;
		sentence = sentence_around(text, find);
		if (sentence.end - sentence.start > room
			|| (sentence.start < first.end && first.start < sentence.end))
			continue;
		worth = added_worth(sentence, finds, terms, shown);
		if (worth > most) {
			most = worth;
			best = sentence;
		}
	}
	return best;
}

/* The first part without the sentences that show nothing else of the query. */
static struct stretch without_rest(
	const struct record_part *text, struct stretch part, size_t last)
{
	size_t end = trimmed_end(text, part.start, next_end(text, last));

	return (struct stretch){part.start, end < part.end ? end : part.end};
}

void excerpt_choose(const struct record_part *text, size_t heading,
	const struct finds *finds, const struct snippet_terms *terms, struct excerpt *out)
{
	struct stretch first = first_part(text, heading, finds);
	struct shown shown = shown_in(first, finds, terms);
	struct stretch least = without_rest(text, first, shown.last);
	size_t taken = least.end - least.start;
	struct stretch second = {0};

	if (shown.words && taken < EXCERPT_BYTES_MAX)
		second = second_part(text, least, finds, terms, shown.words,
			EXCERPT_BYTES_MAX - taken);
	*out = (struct excerpt){{first}, 1};
	if (!second.end)
		return;
	if (first.end - first.start + second.end - second.start > EXCERPT_BYTES_MAX
		|| (second.start < first.end && first.start < second.end))
		first = least;
	out->count = 2;
	out->parts[0] = second.start < first.start ? second : first;
	out->parts[1] = second.start < first.start ? first : second;
}
