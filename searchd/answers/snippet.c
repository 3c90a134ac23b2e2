/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/snippet.h"

#include "answers/finds.h"
#include "answers/sentence.h"
#include "index/record.h"
#include "writing/markup.h"

#include <string.h>

enum {
	SNIPPET_BYTES = 240,  /* about this long */
	SENTENCE_BYTES = 360, /* unless a sentence is */
};

static void collect_terms(const struct query *word, struct snippet_terms *out)
{
	/* parts and translations, which nobody typed, are worth less */
	double worth = word->form ? SNIPPET_WORTH_MAX : SNIPPET_WORTH_MAX / 3.0;

	if (out->word_count == SNIPPET_WORDS_MAX)
		return;
	for (size_t i = 0; i < word->term_count && out->count < SNIPPET_TERMS_MAX; i++) {
		const struct query_term *term = &word->terms[i];

		if (term->reach == TERM_RANKS)
			continue;
		out->terms[out->count] = term;
		out->written[out->count] = term->reach == TERM_WRITTEN ? word : NULL;
		out->worth[out->count] = (uint8_t)(term->weight * worth);
		out->words[out->count++] = (uint8_t)out->word_count;
		out->present[term->hash % SNIPPET_PRESENT_BITS / 64] |= 1ULL
			<< (term->hash % 64);
	}
	out->forms[out->word_count++] = word->form;
}

void snippet_terms_collect(const struct query *query, struct snippet_terms *out)
{
	size_t children = query->kind == QUERY_NOT ? 1 : query->child_count;

	if (query->kind == QUERY_WORD && query->need == QUERY_REQUIRED)
		collect_terms(query, out);
	for (size_t i = 0; i < children; i++)
		snippet_terms_collect(query->children[i], out);
}

void snippet_terms_look_up(
	struct snippet_terms *terms, const struct word_numbers *numbers)
{
	for (size_t i = 0; i < terms->count; i++)
		word_set_add_term(&terms->set, terms->terms[i]->hash, 0);
	word_set_ready(&terms->set, numbers);
}

void snippet_terms_release(struct snippet_terms *terms)
{
	word_set_release(&terms->set);
}

/*
 * What the finds from i on within a snippet's length are worth: each word of
 * the query by its best find, and how many there are at all.
 */
static unsigned richness(const struct finds *finds, size_t i)
{
	uint8_t best[SNIPPET_WORDS_MAX] = {0};
	size_t limit = finds->items[i].place.start + SNIPPET_BYTES;
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

static size_t best_find(const struct finds *finds)
{
	size_t best = 0;
	unsigned most = 0;

	for (size_t i = 0; i < finds->count; i++) {
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

static bool is_continuation(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
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
	size_t start = find > SNIPPET_BYTES / 2 ? find - SNIPPET_BYTES / 2 : 0;

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

	for (size_t at = start + 1; at <= text->length && at <= start + SENTENCE_BYTES;
		at++) {
		if (at > start + SNIPPET_BYTES && last)
			break;
		if (at >= least && (at == text->length || ends_sentence(text, at - 1)))
			last = at;
	}
	return last;
}

/* Behind a word, if no sentence ends. */
static size_t cut_end(const struct record_part *text, size_t start)
{
	size_t end = start + SNIPPET_BYTES;

	if (end >= text->length)
		return text->length;
	while (end > start && text->bytes[end] != ' ' && text->bytes[end] != '\n')
		end--;
	if (end == start)
		end = start + SNIPPET_BYTES;
	while (end > start && is_continuation(text->bytes[end]))
		end--;
	return end;
}

/* Whole sentences around the find; where they are too long, a piece of one. */
static struct stretch part_around(const struct record_part *text, struct stretch find)
{
	struct stretch part = {0};

	if (find_start(text, find.start, SENTENCE_BYTES, &part.start))
		part.end = sentence_end(text, part.start, find.end);
	if (part.end)
		return part;
	if (!find_start(text, find.start, SNIPPET_BYTES / 2, &part.start))
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

/* Escaped text, lines joined by blanks. */
static void write_text(const char *text, size_t length, struct buf *out)
{
	for (size_t i = 0; i < length;) {
		size_t line = i;

		while (i < length && text[i] != '\n')
			i++;
		markup_text_length(out, text + line, i - line);
		if (i < length)
			markup_raw(out, " ");
		i++;
	}
}

/* Whether but a small word parts two finds: Akteurinnen und Akteure. */
static bool is_pair(const struct record_part *text, const struct find *first,
	const struct find *second)
{
	static const char *const joints[] = {
		" und ", " oder ", " bzw. ", " and ", " or "};
	size_t gap = second->place.start - first->place.end;

	if (first->word != second->word || second->place.start < first->place.end)
		return false;
	for (size_t i = 0; i < sizeof(joints) / sizeof(*joints); i++) {
		if (strlen(joints[i]) == gap
			&& !memcmp(text->bytes + first->place.end, joints[i], gap))
			return true;
	}
	return false;
}

static void write_marked(const struct record_part *text, struct stretch part,
	const struct finds *finds, struct buf *out)
{
	size_t at = part.start;

	for (size_t i = 0; i < finds->count; i++) {
		struct stretch word = finds->items[i].place;

		if (word.start < at || word.end > part.end)
			continue;
		while (i + 1 < finds->count && finds->items[i + 1].place.end <= part.end
			&& is_pair(text, &finds->items[i], &finds->items[i + 1]))
			word.end = finds->items[++i].place.end;
		write_text(text->bytes + at, word.start - at, out);
		markup_raw(out, "<mark>");
		write_text(text->bytes + word.start, word.end - word.start, out);
		markup_raw(out, "</mark>");
		at = word.end;
	}
	write_text(text->bytes + at, part.end - at, out);
}

void snippet_write(struct analyzer *analyzer, struct analysis *analysis,
	const struct stored_page *page, const struct snippet_terms *terms,
	struct buf *out)
{
	struct record_part text =
		record_find(page->record, page->record_size, RECORD_TEXT);
	struct finds finds;
	struct stretch part = {0};

	finds_in_text(analyzer, analysis, page, terms, &finds);
	if (finds.count)
		part = finds.items[best_find(&finds)].place;
	part = part_around(&text, part);
	part.end = trimmed_end(&text, part.start, part.end);
	if (part.start)
		markup_raw(out, "… ");
	write_marked(&text, part, &finds, out);
	if (part.end < trimmed_end(&text, part.start, text.length))
		markup_raw(out, " …");
}

void snippet_write_title(struct analyzer *analyzer, struct analysis *analysis,
	const struct stored_page *page, const struct snippet_terms *terms,
	struct buf *out)
{
	struct record_part title =
		record_find(page->record, page->record_size, RECORD_TITLE);
	const struct stretch all = {0, title.length};
	struct finds finds;

	finds_in_title(analyzer, analysis, page, terms, &finds);
	write_marked(&title, all, &finds, out);
}
