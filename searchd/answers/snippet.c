/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/snippet.h"

#include "answers/excerpt.h"
#include "answers/finds.h"
#include "index/record.h"
#include "writing/markup.h"

#include <string.h>

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
		wanted_terms_add(&out->wanted, term->hash);
	}
	out->typed[out->word_count] = word->typed;
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
	wanted_terms_look_up(&terms->wanted, numbers);
}

void snippet_terms_release(struct snippet_terms *terms)
{
	wanted_terms_release(&terms->wanted);
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

/* Bytes of the text's first line, if that is the title again. */
static size_t heading_length(
	const struct stored_page *page, const struct record_part *text)
{
	struct record_part title =
		record_find(page->record, page->record_size, RECORD_TITLE);

	return title.length && title.length < text->length
			&& text->bytes[title.length] == '\n'
			&& !memcmp(text->bytes, title.bytes, title.length)
		? title.length
		: 0;
}

/* Whether but blanks stand between the places of the text. */
static bool is_blank(const struct record_part *text, size_t start, size_t end)
{
	while (start < end && strchr(" \n", text->bytes[start]))
		start++;
	return start >= end;
}

void snippet_write(struct analyzer *analyzer, struct analysis *analysis,
	const struct stored_page *page, const struct snippet_terms *terms,
	struct buf *out)
{
	struct record_part text =
		record_find(page->record, page->record_size, RECORD_TEXT);
	size_t heading = heading_length(page, &text);
	struct excerpt excerpt;
	struct finds finds;
	size_t at = heading;

	finds_in_text(analyzer, analysis, page, terms, &finds);
	excerpt_choose(&text, heading, &finds, terms, &excerpt);
	for (size_t i = 0; i < excerpt.count; i++) {
		struct stretch part = excerpt.parts[i];

		if (!is_blank(&text, at, part.start))
			markup_raw(out, i ? " … " : "… ");
		else if (i)
			markup_raw(out, " ");
		write_marked(&text, part, &finds, out);
		at = part.end;
	}
	if (!is_blank(&text, at, text.length))
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
