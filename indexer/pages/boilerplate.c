/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/boilerplate.h"

#include "base/alloc.h"
#include "base/embed.h"
#include "base/scope.h"
#include "base/string_table.h"
#include "pages/cues.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

EMBEDDED(boilerplate_phrases);

enum phrase {
	PHRASE_WHOLE,    /* all of a line: Teilen */
	PHRASE_START,    /* a short line begins so: Foto: */
	PHRASE_CONSENT,  /* in a sentence about cookies; weights add up */
	PHRASE_SECTION,  /* a heading whose section is not of the page: Mehr zum Thema */
	PHRASE_LANGUAGE, /* the name of a language */
	PHRASE_KICKER,
	PHRASE_MASTHEAD, /* a greeting, or the name of a section */
	PHRASE_COUNT
};

static const char *const classes[] = {
	"whole", "start", "consent", "section", "language", "kicker", "masthead"};

enum {
	TEXT_LEAST = 320,    /* bytes of what is surely no such line */
	LINE_MOST = 160,     /* bytes of a line that wording alone may drop */
	SECTION_MOST = 80,   /* bytes of a heading of such a section */
	REPEATED_SHORT = 60, /* bytes: a line this short, printed often, says nothing */
	REPEATED_OFTEN = 3,
	HEAD_BLOCKS = 8,
	TRAIL_BLOCKS = 4,
	GLUED_MOST = 40,    /* bytes of a line of words without blanks */
	ITEM_REPEATED = 40, /* bytes: shorter items and rows may well repeat */
};

static const double head_consent = 0.5; /* at the top, one word is enough */

struct sweep {
	struct document *document;
	const struct cues *phrases;
	enum boilerplate_source source;
	struct buf low; /* document.text in small letters */
	struct string_table seen;
	unsigned *counts; /* of each string seen */
	uint32_t *number; /* of each block: its string */
	bool *gone;       /* each block: dropped */
};

static const char *block_text(const struct sweep *sweep, size_t i, size_t *length)
{
	const struct block *block = &sweep->document->blocks[i];

	*length = block->end - block->start;
	return sweep->low.bytes + block->start;
}

static void count_repeats(struct sweep *sweep)
{
	size_t count = sweep->document->block_count;

	sweep->counts = alloc_zeroed(count, sizeof(*sweep->counts));
	sweep->number = alloc_zeroed(count, sizeof(*sweep->number));
	for (size_t i = 0; i < count; i++) {
		size_t length;
		const char *text = block_text(sweep, i, &length);

		sweep->number[i] = string_table_add(&sweep->seen, text, length);
		sweep->counts[sweep->number[i]]++;
	}
}

/* The first of equal blocks stays, unless it is a short line printed often. */
static void drop_repeats(struct sweep *sweep)
{
	size_t count = sweep->document->block_count;
	SCOPED(string_free) char *met = alloc_zeroed(count, 1);

	for (size_t i = 0; i < count; i++) {
		const struct block *block = &sweep->document->blocks[i];
		size_t length = block->end - block->start;
		uint32_t number = sweep->number[i];
		bool listed = block->kind == BLOCK_ITEM || block->kind == BLOCK_ROW;

		if (listed && length < ITEM_REPEATED)
			continue;
		if (met[number]
			|| (sweep->counts[number] >= REPEATED_OFTEN
				&& length < REPEATED_SHORT && !listed))
			sweep->gone[i] = true;
		met[number] = 1;
	}
}

static double consent_weight(const struct cues *phrases, const char *text, size_t length)
{
	double weight = 0;
	size_t offset = 0;
	struct cue_match match;

	while (cues_next(phrases, text, length, &offset, &match)) {
		if (match.cue->class == PHRASE_CONSENT)
			weight += match.cue->weight;
	}
	return weight;
}

/* The cue a text begins with, of one class. */
static const struct cue *begins_with(
	const struct sweep *sweep, const char *text, size_t length, enum phrase class)
{
	size_t offset = 0;
	struct cue_match match;

	if (cues_next(sweep->phrases, text, length < LINE_MOST ? length : LINE_MOST,
		    &offset, &match)
		&& match.start == 0 && match.cue->class == (int)class)
		return match.cue;
	return NULL;
}

static bool is_whole(
	const struct sweep *sweep, const char *text, size_t length, enum phrase class)
{
	const struct cue *cue =
		length < LINE_MOST ? cues_whole(sweep->phrases, text, length) : NULL;

	return cue && cue->class == (int)class;
}

/* Words of menus that lost what was between them: BilderNews. */
static bool is_glued(const struct sweep *sweep, size_t i)
{
	const struct block *block = &sweep->document->blocks[i];
	const char *text = sweep->document->text.bytes + block->start;
	size_t length = block->end - block->start;
	size_t start = 0;

	if (length > GLUED_MOST)
		return false;
	for (size_t k = 1; k <= length; k++) {
		if (k < length
			&& !(isupper((unsigned char)text[k])
				&& islower((unsigned char)text[k - 1])))
			continue;
		const struct cue *cue = cues_whole(sweep->phrases,
			sweep->low.bytes + block->start + start, k - start);

		if (!cue || (cue->class != PHRASE_WHOLE && cue->class != PHRASE_KICKER)
			|| (k == length && !start))
			return false;
		start = k;
	}
	return true;
}

static void drop_wording(struct sweep *sweep)
{
	for (size_t i = 0; i < sweep->document->block_count; i++) {
		size_t length;
		const char *text = block_text(sweep, i, &length);

		if (is_whole(sweep, text, length, PHRASE_WHOLE) || is_glued(sweep, i)
			|| (length < LINE_MOST
				&& begins_with(sweep, text, length, PHRASE_START))
			|| (length < 900
				&& consent_weight(sweep->phrases, text, length) >= 1.0))
			sweep->gone[i] = true;
	}
}

/*
 * Where a section ends: at the next heading. Without markup its lines look
 * like headings, too, down to the one that has text below it.
 */
static size_t section_end(const struct sweep *sweep, size_t heading)
{
	const struct document *document = sweep->document;
	size_t count = document->block_count;
	size_t end = heading + 1;

	while (end < count && document->blocks[end].kind != BLOCK_HEADING)
		end++;
	if (sweep->source == BOILERPLATE_MARKED || end > heading + 1)
		return end;
	while (end < count && document->blocks[end].kind == BLOCK_HEADING
		&& (end + 1 == count || document->blocks[end + 1].kind == BLOCK_HEADING))
		end++;
	return end;
}

/* If only short lines stand in it. */
static void drop_section(struct sweep *sweep, size_t heading)
{
	const struct document *document = sweep->document;
	size_t end = section_end(sweep, heading);

	for (size_t i = heading + 1; i < end; i++) {
		if (document->blocks[i].end - document->blocks[i].start > TEXT_LEAST)
			return;
	}
	for (size_t i = heading; i < end; i++)
		sweep->gone[i] = true;
}

static void drop_sections(struct sweep *sweep)
{
	for (size_t i = 1; i < sweep->document->block_count; i++) {
		size_t length;
		const char *text = block_text(sweep, i, &length);

		if (length < SECTION_MOST && !sweep->gone[i]
			&& begins_with(sweep, text, length, PHRASE_SECTION))
			drop_section(sweep, i);
	}
}

static bool is_language(const struct sweep *sweep, size_t i)
{
	size_t length;
	const char *text = block_text(sweep, i, &length);

	return is_whole(sweep, text, length, PHRASE_LANGUAGE);
}

/* Where a switch between languages begins the menu at a flattened page's end. */
static void drop_tail(struct sweep *sweep)
{
	const struct document *document = sweep->document;
	size_t count = document->block_count;
	size_t text = document->text.length;

	for (size_t i = 0; i + 1 < count; i++) {
		if (!is_language(sweep, i) || !is_language(sweep, i + 1))
			continue;
		sweep->gone[i] = sweep->gone[i + 1] = true;
		if (document->blocks[i].start * 10 < text * 6)
			continue;
		for (size_t k = i; k < count; k++)
			sweep->gone[k] = true;
		return;
	}
}

/* The names of several sections: Lausitz | Rheinland | Saar. */
static bool is_bar(const char *text, size_t length)
{
	static const char mark[] = " | ";
	const char *first = memmem(text, length, mark, strlen(mark));

	return first
		&& memmem(first + 1, length - (size_t)(first + 1 - text), mark,
			strlen(mark));
}

/* A trail through the site: Start > Projekte > Archiv. */
static bool is_trail(const char *text, size_t length)
{
	static const char *const marks[] = {" > ", " » ", " › ", " / ", " &gt; "};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (memmem(text, length, marks[i], strlen(marks[i])))
			return text[length - 1] != '.';
	}
	return false;
}

/* Nothing but words of menus and buttons: Impressum | Datenschutz. */
static bool is_menu(const struct sweep *sweep, const char *text, size_t length)
{
	size_t offset = 0;
	size_t behind = 0;
	struct cue_match match;

	if (!cues_is_word(text, length, 0))
		return false;
	while (cues_next(sweep->phrases, text, length, &offset, &match)) {
		bool menu = match.cue->class == PHRASE_WHOLE
			|| match.cue->class == PHRASE_LANGUAGE
			|| match.cue->class == PHRASE_CONSENT;

		if (!menu && match.start >= behind)
			return false;
		for (size_t i = behind; i < match.start; i++) {
			if (cues_is_word(text, length, i))
				return false;
		}
		if (match.end > behind)
			behind = match.end;
	}
	for (size_t i = behind; i < length; i++) {
		if (cues_is_word(text, length, i))
			return false;
	}
	return behind > 0;
}

/*
 * The head of a flattened page: all before the last line of a banner goes if
 * it is short; so do trails, and the site's name before one.
 */
static void drop_head(struct sweep *sweep)
{
	const struct document *document = sweep->document;
	size_t limit =
		document->block_count < HEAD_BLOCKS ? document->block_count : HEAD_BLOCKS;
	size_t last = 0;

	for (size_t i = 0; i < limit; i++) {
		size_t length;
		const char *text = block_text(sweep, i, &length);

		if (length > TEXT_LEAST)
			break;
		bool banner =
			consent_weight(sweep->phrases, text, length) >= head_consent;
		bool trail = i < last + TRAIL_BLOCKS && length < SECTION_MOST
			&& (is_trail(text, length) || is_bar(text, length));

		if (banner || trail || is_menu(sweep, text, length))
			sweep->gone[i] = true;
		if (banner || trail)
			last = i;
	}
	for (size_t i = 0; i < last; i++) {
		const struct block *block = &document->blocks[i];

		if (block->end - block->start < SECTION_MOST)
			sweep->gone[i] = true;
	}
}

static void drop_menus(struct sweep *sweep)
{
	for (size_t i = 0; i < sweep->document->block_count; i++) {
		size_t length;
		const char *text = block_text(sweep, i, &length);

		if (length < LINE_MOST && is_menu(sweep, text, length))
			sweep->gone[i] = true;
	}
}

static bool any_left(const struct sweep *sweep)
{
	for (size_t i = 0; i < sweep->document->block_count; i++) {
		if (!sweep->gone[i])
			return true;
	}
	return false;
}

struct cues *boilerplate_open_phrases(void)
{
	return cues_open(boilerplate_phrases_begin, boilerplate_phrases_end, classes,
		PHRASE_COUNT);
}

void boilerplate_drop(const struct cues *phrases, enum boilerplate_source source,
	struct document *document)
{
	if (!document->block_count)
		return;
	struct sweep sweep = {.document = document, .phrases = phrases, .source = source};

	cues_lower(document->text.bytes, document->text.length, &sweep.low);
	sweep.gone = alloc_zeroed(document->block_count, sizeof(*sweep.gone));
	count_repeats(&sweep);
	drop_repeats(&sweep);
	drop_wording(&sweep);
	drop_sections(&sweep);
	if (source == BOILERPLATE_FLATTENED) {
		drop_head(&sweep);
		drop_menus(&sweep);
		drop_tail(&sweep);
	}
	if (any_left(&sweep))
		document_drop_blocks(document, sweep.gone);
	string_table_release(&sweep.seen);
	buf_release(&sweep.low);
	free(sweep.counts);
	free(sweep.number);
	free(sweep.gone);
}

/* Without the number of a press release: Pressemitteilung Nr. 41/2011. */
static size_t without_number(const char *line, size_t length)
{
	static const char *const words[] = {" nr", " no", " nummer"};
	size_t end = length;

	while (end && strchr("0123456789/.-: ", line[end - 1]))
		end--;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t word = strlen(words[i]);

		if (end > word && memcmp(line + end - word, words[i], word) == 0)
			return end - word;
	}
	return end;
}

static const struct cue *kicker_of(
	const struct cues *phrases, const char *low, size_t length)
{
	const struct cue *cue = cues_whole(phrases, low, length);

	if (cue)
		return cue->class == PHRASE_KICKER ? cue : NULL;
	size_t named = without_number(low, length);

	cue = named && named < length ? cues_whole(phrases, low, named) : NULL;
	return cue && cue->class == PHRASE_KICKER && (int)cue->weight == PAGE_NEWS ? cue
										   : NULL;
}

bool boilerplate_is_kicker(
	const struct cues *phrases, const char *line, size_t length, enum page_type *type)
{
	SCOPED(buf_release) struct buf low = {0};

	if (!length || length >= LINE_MOST)
		return false;
	cues_lower(line, length, &low);
	const struct cue *cue = kicker_of(phrases, low.bytes, low.length);

	if (!cue)
		return false;
	/* The weight names the type, as enum page_type counts. */
	*type = (enum page_type)(int)cue->weight;
	return true;
}

bool boilerplate_is_consent(const struct cues *phrases, const char *text, size_t length)
{
	SCOPED(buf_release) struct buf low = {0};

	cues_lower(text, length, &low);
	return consent_weight(phrases, low.bytes, low.length) >= 1;
}

bool boilerplate_is_headline(const struct cues *phrases, const char *line, size_t length)
{
	SCOPED(buf_release) struct buf low = {0};

	if (!length)
		return false;
	cues_lower(line, length, &low);
	if (length < LINE_MOST) {
		const struct cue *cue = cues_whole(phrases, low.bytes, low.length);

		if ((cue && cue->class == PHRASE_WHOLE)
			|| kicker_of(phrases, low.bytes, low.length))
			return false;
	}
	return consent_weight(phrases, low.bytes, low.length) < 1;
}

/* The piece behind the last dash or bar of a line; NULL: none. */
static const char *last_piece(const char *line, size_t length)
{
	for (size_t i = length; i > 2; i--) {
		if (line[i - 1] == ' ' && strchr("-|", line[i - 2]) && line[i - 3] == ' ')
			return line + i;
	}
	return NULL;
}

bool boilerplate_is_masthead(const struct cues *phrases, const char *line, size_t length)
{
	SCOPED(buf_release) struct buf low = {0};

	if (!length || length >= LINE_MOST)
		return false;
	cues_lower(line, length, &low);
	const struct cue *cue = cues_whole(phrases, low.bytes, low.length);
	const char *piece = last_piece(low.bytes, low.length);

	if ((cue && cue->class == PHRASE_MASTHEAD) || memmem(line, length, " | ", 3))
		return true;
	if (!piece)
		return false;
	cue = cues_whole(phrases, piece, low.length - (size_t)(piece - low.bytes));
	return cue && cue->class == PHRASE_WHOLE;
}
