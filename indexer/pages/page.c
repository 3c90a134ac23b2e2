/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/page.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "pages/blocks.h"
#include "pages/boilerplate.h"
#include "pages/charset.h"
#include "pages/cities.h"
#include "pages/dates.h"
#include "pages/dating.h"
#include "pages/declared.h"
#include "pages/facts.h"
#include "pages/home_link.h"
#include "pages/html.h"
#include "pages/kind.h"
#include "pages/last_change.h"
#include "pages/mainpart.h"
#include "pages/metadata.h"
#include "pages/plain.h"
#include "pages/sectors.h"
#include "pages/site_frame.h"
#include "pages/sites.h"
#include "pages/title.h"
#include "pages/wording.h"
#include "pages/years.h"
#include "text/word_votes.h"

#include <stdlib.h>
#include <string.h>

/* With less, in bytes, something went wrong; nothing at all may be left out then. */
enum { TEXT_LEAST = 200, TEXT_NONE = 80 };

enum { LANGUAGE_SAMPLE = 240 }; /* bytes of a block */

void page_tables_open(const struct places *places, const struct clusters *clusters,
	struct page_tables *out)
{
	*out = (struct page_tables){.places = places,
		.clusters = clusters,
		.wording = alloc_zeroed(1, sizeof(*out->wording)),
		.votes = word_votes_open()};
	wording_open(out->wording);
}

void page_tables_close(struct page_tables *tables)
{
	if (tables->wording)
		wording_close(tables->wording);
	free(tables->wording);
	word_votes_close(&tables->votes);
	*tables = (struct page_tables){0};
}

static void drop_text(struct document *out)
{
	SCOPED(document_release) struct document old = *out;

	*out = (struct document){.url = TAKE(old.url), .language = old.language};
}

/* An HTML page on its way to a document. */
struct composition {
	const struct wording *wording;
	const struct site_frame *frame;
	const struct html *html;
	struct document *out;
	struct declared *declared;
	size_t prose;  /* bytes of readable text that is surely not around the page's */
	size_t length; /* bytes of text, with the frame's */
};

static void build_extent(struct composition *page, enum mainpart_extent extent)
{
	SCOPED(mainpart_release) struct mainpart part = {0};
	const struct wording *wording = page->wording;

	mainpart_find(page->html, wording->labels, extent, &part);
	blocks_build(page->html, &part, page->out);
	boilerplate_drop(wording->phrases, BOILERPLATE_MARKED, page->out);
	page->length = page->out->text.length;
	page->prose = part.prose;
	if (!(page->html->ruled & HTML_RULED_ARTICLE))
		site_frame_drop(page->frame, wording, BOILERPLATE_MARKED,
			title_declared(page->html), page->out);
	page->out->title = title_of_html(
		wording->phrases, page->html, &part, page->frame, page->out);
	declared_read(wording, page->html, &part, page->out, page->declared);
	home_link_find(wording, page->html, &part, page->out);
}

/* Less and less is cut until enough is left. */
static void build_html(struct composition *page)
{
	build_extent(page, MAINPART_ARTICLE);
	if (page->length >= TEXT_LEAST && page->length * 5 >= page->prose)
		return;
	for (int extent = MAINPART_BODY; extent <= MAINPART_ALL; extent++) {
		if (extent == MAINPART_ALL && page->length >= TEXT_NONE)
			return;
		drop_text(page->out);
		build_extent(page, (enum mainpart_extent)extent);
		if (page->length >= TEXT_LEAST)
			return;
	}
}

/* A page whose text only scripts bring has at least the title it calls itself by. */
static void add_title_alone(const struct html *html, struct document *out)
{
	if (!out->block_count && out->title && html_value_of(html, HTML_OG_TITLE))
		document_add_block(out, BLOCK_HEADING, out->title, strlen(out->title));
}

static const struct selectors *rules_for(
	const struct page_tables *tables, const struct page *page)
{
	const struct site *site =
		tables->sites ? sites_find(tables->sites, page->url, page->path) : NULL;

	return site ? &site->selectors : NULL;
}

static bool read_html(const struct page *page, const struct page_tables *tables,
	const struct buf *text, struct document *out, struct declared *declared,
	struct error *err)
{
	SCOPED(html_release) struct html html = {0};
	const struct wording *wording = tables->wording;
	struct composition composition = {.wording = wording,
		.frame = page->frame,
		.html = &html,
		.out = out,
		.declared = declared};

	if (!html_parse_ruled(wording->names, rules_for(tables, page), text->bytes,
		    text->length, &html, err))
		return false;
	build_html(&composition);
	metadata_read(&html, out);
	add_title_alone(&html, out);
	out->language = html.language;
	if (out->language == LANGUAGE_UNKNOWN)
		out->language = language_of_code(html_value_of(&html, HTML_LANGUAGE));
	return true;
}

/* Of a long block the beginning tells enough. */
static double votes_of_block(const struct page_tables *tables,
	const struct document *document, const struct block *block)
{
	const char *text = document->text.bytes + block->start;
	size_t length = block->end - block->start;

	if (length > LANGUAGE_SAMPLE) {
		const char *blank = memrchr(text, ' ', LANGUAGE_SAMPLE);

		length = blank ? (size_t)(blank - text) : length;
	}
	return language_votes(tables->votes, text, length);
}

static void free_votes(double **votes)
{
	free(*votes);
}

/*
 * A page's is that of most of its text. A block that is in another one has to
 * tell so against it: of a short line the letters alone may err.
 */
static void set_languages(const struct page_tables *tables, struct document *out)
{
	SCOPED(free_votes)
	double *votes = alloc_zeroed(out->block_count, sizeof(*votes));
	size_t bytes[LANGUAGE_COUNT] = {0};

	for (size_t i = 0; i < out->block_count; i++) {
		struct block *block = &out->blocks[i];

		votes[i] = votes_of_block(tables, out, block);
		block->language = language_of_votes(votes[i], LANGUAGE_UNKNOWN);
		bytes[block->language] += block->end - block->start;
	}
	out->language = bytes[LANGUAGE_DE] > bytes[LANGUAGE_EN] ? LANGUAGE_DE
		: bytes[LANGUAGE_EN] > bytes[LANGUAGE_DE]
		? LANGUAGE_EN
		: language_of_text(
			buf_string(&out->text), out->text.length, out->language);
	for (size_t i = 0; i < out->block_count; i++) {
		if (out->blocks[i].language != out->language)
			out->blocks[i].language =
				language_of_votes(votes[i], out->language);
	}
}

void page_settle_facts(const struct page_tables *tables, struct document *document)
{
	if (document->type != PAGE_PROJECT)
		facts_free(&document->facts);
	else if (!document->facts)
		document->facts = facts_find(tables->wording, tables->places, document);
	years_find_running(document);
}

/* What was given, or found in the markup, stands. */
static void understand(const struct page_tables *tables, const struct declared *declared,
	struct document *out)
{
	bool dated = out->year_count > 0;
	bool typed = out->type_evidence || out->type != PAGE_OTHER;

	set_languages(tables, out);
	declared_read_path_day(declared, out);
	dating_read(tables->wording, out);
	declared_read_path_month(declared, out);
	last_change_read(declared, out);
	if (!typed)
		kind_find(tables->wording, declared, out);
	if (!dated)
		years_find(out);
	if (!out->city_count)
		cities_find(tables->places, out);
	if (!out->cluster_count)
		sectors_find(tables->clusters, tables->wording->sectors, out);
	page_settle_facts(tables, out);
}

static bool read_blocks(const struct page_tables *tables, const struct page *page,
	const struct buf *text, struct document *out, struct declared *declared,
	struct error *err)
{
	const struct wording *wording = tables->wording;

	if (page->format == PAGE_HTML)
		return read_html(page, tables, text, out, declared, err);
	plain_build(wording->labels, text->bytes, text->length, out);
	/* Above and below the text must be told as they were in the sample. */
	site_frame_drop(page->frame, wording, BOILERPLATE_FLATTENED, NULL, out);
	boilerplate_drop(wording->phrases, BOILERPLATE_FLATTENED, out);
	return true;
}

bool page_read(const struct page *page, const struct page_tables *tables,
	struct document *out, struct error *err)
{
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(document_release) struct document document = {0};
	struct declared declared = {.path = page->url ? page->url : page->path,
		.changed = page->changed,
		.changed_evidence = page->changed_evidence};

	if (!charset_decode(page, &text, err))
		return false;
	document.url = page->url ? alloc_string(page->url) : NULL;
	if (!read_blocks(tables, page, &text, &document, &declared, err))
		return false;
	if (!document.block_count)
		return error_set(err, ERROR_INVALID, "a page without text");
	if (page->title && page->format == PAGE_PLAIN)
		document.title = alloc_string(page->title);
	if (!document.title)
		document.title = title_of_blocks(
			tables->wording->phrases, &document, &document.title_origin);
	understand(tables, &declared, &document);
	document_release(out);
	*out = document;
	document = (struct document){0};
	return true;
}

/* Everything on the page that can be seen, and what it calls itself. */
static bool survey_html(const struct wording *wording, const struct buf *text,
	struct block_hashes *out, struct error *err)
{
	SCOPED(html_release) struct html html = {0};
	SCOPED(mainpart_release) struct mainpart part = {0};
	SCOPED(document_release) struct document document = {0};

	if (!html_parse(wording->names, text->bytes, text->length, &html, err))
		return false;
	mainpart_find(&html, wording->labels, MAINPART_ALL, &part);
	blocks_build(&html, &part, &document);
	site_frame_add_page(&document, BOILERPLATE_MARKED, out);
	site_frame_add_title(html_value_of(&html, HTML_TITLE), out);
	block_hashes_settle(out);
	return true;
}

bool page_survey(const struct page *page, const struct page_tables *tables,
	struct block_hashes *out, struct error *err)
{
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(document_release) struct document document = {0};

	if (!charset_decode(page, &text, err))
		return false;
	if (page->format == PAGE_HTML)
		return survey_html(tables->wording, &text, out, err);
	plain_build(tables->wording->labels, text.bytes, text.length, &document);
	site_frame_add_page(&document, BOILERPLATE_FLATTENED, out);
	block_hashes_settle(out);
	return true;
}

/* A text given without blocks gets them. */
static void add_missing_blocks(const struct wording *wording, struct document *out)
{
	if (out->block_count || !out->text.length)
		return;
	SCOPED(buf_release) struct buf text = buf_take(&out->text);

	plain_build(wording->labels, text.bytes, text.length, out);
}

void page_understand(const struct page_tables *tables, struct document *out)
{
	struct declared declared = {.path = out->url};
	enum language given = out->language;

	add_missing_blocks(tables->wording, out);
	if (!out->title)
		out->title = title_of_blocks(
			tables->wording->phrases, out, &out->title_origin);
	understand(tables, &declared, out);
	if (given != LANGUAGE_UNKNOWN)
		out->language = given;
}
