/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snippet.h"

#include "base/scope.h"
#include "index/record.h"
#include "markup.h"

#include <string.h>

enum {
	TEXT_LOOKED_AT_MAX = 64 * 1024, /* bytes from the start of the text */
	SNIPPET_BYTES = 240,            /* about this long */
	BLOCK_BYTES = 6,                /* of RECORD_BLOCKS: end, kind, language */
};

/* A stretch of the text. */
struct stretch {
	size_t start, end;
};

/* A word of the text that the query asks for. */
struct find {
	struct stretch place;
	unsigned word;  /* of the query */
	unsigned worth; /* of showing it */
	bool is_talk;   /* says nothing by itself */
};

enum { FINDS_MAX = 512 };

struct finds {
	struct find items[FINDS_MAX];
	size_t count;
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
		out->hashes[out->count] = term->hash;
		out->written[out->count] = term->reach == TERM_WRITTEN ? word : NULL;
		out->worth[out->count] = (uint8_t)(term->weight * worth);
		out->words[out->count++] = (uint8_t)out->word_count;
		out->present |= 1ULL << (term->hash % 64);
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

/* The place of a form's term in the lists; count: it is none of the query's. */
static size_t place_of(const struct snippet_terms *terms, uint32_t hash, uint32_t form)
{
	if (!(terms->present >> (hash % 64) & 1))
		return terms->count;
	for (size_t i = 0; i < terms->count; i++) {
		const struct query *written = terms->written[i];

		if (terms->hashes[i] == hash
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
		place = place_of(terms, analysis->terms[word->first_term + t].hash, form);
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

/* The block at *at in RECORD_BLOCKS ends where, and is in which language? */
static size_t read_block(
	const struct record_part *blocks, size_t at, enum language *language)
{
	uint32_t end;

	memcpy(&end, blocks->bytes + at, sizeof(end));
	*language = (enum language)blocks->bytes[at + 5];
	return end;
}

static void find_words(struct analyzer *analyzer, struct analysis *analysis,
	const struct record_part *text, const struct record_part *blocks,
	const struct snippet_terms *terms, struct finds *out)
{
	size_t start = 0;

	for (size_t at = 0; at + BLOCK_BYTES <= blocks->length; at += BLOCK_BYTES) {
		enum language language;
		size_t end = read_block(blocks, at, &language);

		if (end > text->length || end < start || start > TEXT_LOOKED_AT_MAX)
			break;
		analysis_clear(analysis);
		analyzer_analyze(analyzer, ANALYZER_PAGE, text->bytes + start,
			end - start, language, analysis);
		add_finds(analysis, start, terms, out);
		start = end;
	}
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
	char c = text->bytes[at];

	if (c == '\n')
		return true;
	return (c == '.' || c == '!' || c == '?') && at + 1 < text->length
		&& (text->bytes[at + 1] == ' ' || text->bytes[at + 1] == '\n');
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

/* Back from the find to where its sentence begins, if that is near. */
static size_t start_of(const struct record_part *text, size_t find)
{
	size_t nearest = find > SNIPPET_BYTES / 2 ? find - SNIPPET_BYTES / 2 : 0;

	for (size_t at = find; at > nearest; at--) {
		if (ends_sentence(text, at - 1)) {
			while (at < find && strchr(" \n", text->bytes[at]))
				at++;
			return at;
		}
	}
	if (!nearest)
		return 0;
	nearest = word_start(text, nearest);
	return nearest < find ? nearest : find;
}

static size_t end_of(const struct record_part *text, size_t start)
{
	size_t end = start + SNIPPET_BYTES;

	if (end >= text->length)
		return text->length;
	for (size_t at = end; at > start + SNIPPET_BYTES / 2; at--) {
		if (ends_sentence(text, at - 1))
			return at;
	}
	while (end > start && text->bytes[end] != ' ' && text->bytes[end] != '\n')
		end--;
	if (end == start)
		end = start + SNIPPET_BYTES;
	while (end > start && is_continuation(text->bytes[end]))
		end--;
	return end;
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
	const char *record, size_t record_size, const struct snippet_terms *terms,
	struct buf *out)
{
	struct record_part text = record_find(record, record_size, RECORD_TEXT);
	struct record_part blocks = record_find(record, record_size, RECORD_BLOCKS);
	struct finds finds;
	struct stretch part = {0};

	finds.count = 0;
	if (terms->count)
		find_words(analyzer, analysis, &text, &blocks, terms, &finds);
	drop_lonely_talk(&finds);
	if (finds.count)
		part.start = start_of(&text, finds.items[best_find(&finds)].place.start);
	part.end = trimmed_end(&text, part.start, end_of(&text, part.start));
	if (part.start)
		markup_raw(out, "… ");
	write_marked(&text, part, &finds, out);
	if (part.end < trimmed_end(&text, part.start, text.length))
		markup_raw(out, " …");
}

void snippet_write_title(struct analyzer *analyzer, struct analysis *analysis,
	const char *record, size_t record_size, const struct snippet_terms *terms,
	struct buf *out)
{
	struct record_part title = record_find(record, record_size, RECORD_TITLE);
	struct record_part code = record_find(record, record_size, RECORD_LANGUAGE);
	const struct stretch all = {0, title.length};
	SCOPED(buf_release) struct buf written = {0};
	enum language language;
	struct finds finds;

	finds.count = 0;
	buf_add(&written, code.bytes, code.length);
	language = language_of_code(buf_string(&written));
	if (language == LANGUAGE_UNKNOWN)
		language = language_of_text(title.bytes, title.length, language);
	analysis_clear(analysis);
	analyzer_analyze(
		analyzer, ANALYZER_PAGE, title.bytes, title.length, language, analysis);
	add_finds(analysis, 0, terms, &finds);
	drop_lonely_talk(&finds);
	write_marked(&title, all, &finds, out);
}
