/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/title.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "pages/boilerplate.h"
#include "pages/cues.h"
#include "pages/metadata.h"
#include "pages/site_frame.h"
#include "text/unicode.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

enum {
	TITLE_LEAST = 2,
	TITLE_MOST = 300,
	CUT_AT = 140,        /* bytes of a title taken from running text */
	SITE_NAME_MOST = 32, /* bytes of what may be cut off behind a dash */
	HEADLINE_LEAST = 12,
	HEADINGS_TRIED = 400,
	TITLE_SOUGHT = 8, /* blocks of a text without a declared title */
};

/* Surely between a headline and a site's name. */
static const char *const bars[] = {" | ", " » ", " :: ", " • ", " « ", " · ", " // "};

/* Perhaps: a headline may have them too. */
static const char *const dashes[] = {" - ", " – ", " — "};

struct part {
	const char *bytes;
	size_t length;
};

static struct part trimmed(const char *bytes, size_t length)
{
	while (length && isspace((unsigned char)*bytes)) {
		bytes++;
		length--;
	}
	while (length && isspace((unsigned char)bytes[length - 1]))
		length--;
	return (struct part){bytes, length};
}

/* The letters and digits of a name, for comparison. */
static void fold(struct part part, struct buf *out)
{
	SCOPED(buf_release) struct buf folded = {0};

	unicode_fold(part.bytes, part.length, &folded);
	buf_reserve(out, folded.length);
	for (size_t i = 0; i < folded.length; i++) {
		unsigned char c = (unsigned char)folded.bytes[i];

		if (isalnum(c) || c >= 0x80)
			out->bytes[out->length++] = folded.bytes[i];
	}
	out->bytes[out->length] = '\0';
}

static bool holds(struct part whole, struct part piece)
{
	SCOPED(buf_release) struct buf a = {0};
	SCOPED(buf_release) struct buf b = {0};

	fold(whole, &a);
	fold(piece, &b);
	return b.length && a.length >= b.length && strstr(a.bytes, b.bytes);
}

static bool ends_with(struct part whole, struct part piece)
{
	SCOPED(buf_release) struct buf a = {0};
	SCOPED(buf_release) struct buf b = {0};

	fold(whole, &a);
	fold(piece, &b);
	return b.length && a.length >= b.length
		&& memcmp(a.bytes + a.length - b.length, b.bytes, b.length) == 0;
}

static bool same(struct part one, struct part other)
{
	return holds(one, other) && holds(other, one);
}

static const char *find_any(const char *from, const char *end,
	const char *const *separators, size_t count, size_t *width)
{
	const char *best = NULL;

	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(separators[i]);
		const char *found =
			memmem(from, (size_t)(end - from), separators[i], length);

		if (found && (!best || found < best)) {
			best = found;
			*width = length;
		}
	}
	return best;
}

const char *title_next_piece(const char *title, size_t *offset, size_t *length)
{
	const char *end = title ? title + strlen(title) : NULL;

	while (title && title + *offset < end) {
		size_t bar_width = 0;
		size_t dash_width = 0;
		const char *at = title + *offset;
		const char *bar = find_any(
			at, end, bars, sizeof(bars) / sizeof(bars[0]), &bar_width);
		const char *dash = find_any(at, bar ? bar : end, dashes,
			sizeof(dashes) / sizeof(dashes[0]), &dash_width);
		const char *stop = dash ? dash : bar ? bar : end;
		struct part piece = trimmed(at, (size_t)(stop - at));

		*offset = (size_t)(stop - title) + (dash ? dash_width : bar_width);
		*length = piece.length;
		if (piece.length)
			return piece.bytes;
	}
	return NULL;
}

/* The longest of the parts between bars. */
static struct part longest_part(struct part title, struct part site)
{
	struct part best = {0};
	const char *at = title.bytes;
	const char *end = title.bytes + title.length;

	while (at < end) {
		size_t width = 0;
		const char *bar =
			find_any(at, end, bars, sizeof(bars) / sizeof(bars[0]), &width);
		const char *stop = bar ? bar : end;
		struct part piece = trimmed(at, (size_t)(stop - at));

		if (piece.length > best.length && !(site.length && same(piece, site)))
			best = piece;
		at = stop + width;
		if (!bar)
			break;
	}
	return best.length ? best : title;
}

/* Without a site's name behind the last dash or before the first. */
static struct part without_dashed_name(struct part title, struct part site)
{
	const char *end = title.bytes + title.length;
	const char *last = NULL;
	size_t width = 0;
	size_t last_width = 0;

	for (const char *at = title.bytes;
		(at = find_any(
			 at, end, dashes, sizeof(dashes) / sizeof(dashes[0]), &width));
		at += width) {
		last = at;
		last_width = width;
	}
	if (!last)
		return title;
	struct part head = trimmed(title.bytes, (size_t)(last - title.bytes));
	struct part tail = trimmed(last + last_width, (size_t)(end - last) - last_width);

	if (site.length && (same(tail, site) || holds(site, tail)))
		return head;
	if (site.length && same(head, site))
		return tail;
	if (!site.length && tail.length <= SITE_NAME_MOST && head.length >= HEADLINE_LEAST
		&& head.length > tail.length)
		return head;
	return title;
}

static struct part clean(struct part title, struct part site)
{
	if (!title.length)
		return title;
	return without_dashed_name(longest_part(title, site), site);
}

static struct part part_of(const char *text)
{
	return text ? trimmed(text, strlen(text)) : (struct part){0};
}

static bool is_sane(struct part part)
{
	return part.length >= TITLE_LEAST && part.length <= TITLE_MOST;
}

static struct part buffered(const struct buf *buf)
{
	return trimmed(buf_string(buf), buf->length);
}

/* Whether what the page calls itself begins or ends as the heading. */
static bool agrees(struct part heading, struct part declared, struct part tab)
{
	return holds(declared, heading) || holds(tab, heading);
}

/*
 * The longest of the larger headings that what the page calls itself holds:
 * the first-level one may be the site's, a shorter one that of a rubric.
 */
static bool find_agreed(const struct html *html, struct part declared, struct part tab,
	struct part site, struct buf *out)
{
	SCOPED(buf_release) struct buf names = {0};
	SCOPED(buf_release) struct buf folded = {0};
	SCOPED(buf_release) struct buf heading = {0};
	size_t tried = 0;

	buf_clear(out);
	fold(declared, &names);
	buf_add(&names, "\n", 1);
	fold(tab, &names);
	for (size_t i = 1; i < html->node_count && tried < HEADINGS_TRIED; i++) {
		if (html->nodes[i].role != HTML_HEADING || html->nodes[i].level > 3)
			continue;
		tried++;
		buf_clear(&heading);
		html_text_of(html, i, &heading);
		if (heading.length < HEADLINE_LEAST || heading.length > TITLE_MOST
			|| heading.length <= out->length
			|| (site.length && same(buffered(&heading), site)))
			continue;
		buf_clear(&folded);
		fold(buffered(&heading), &folded);
		if (folded.length && strstr(names.bytes, folded.bytes)) {
			buf_clear(out);
			buf_add(out, heading.bytes, heading.length);
		}
	}
	return out->length > 0;
}

/*
 * Instead of a heading that is not in the longest piece of what the page calls
 * itself: it may be the site's name. The longer of two is the headline.
 */
static bool find_longer(const struct html *html, struct part heading,
	struct part declared, struct part tab, struct part site, struct buf *out)
{
	return heading.length && !agrees(heading, declared, tab)
		&& find_agreed(html, declared, tab, site, out)
		&& out->length * 2 >= heading.length * 3;
}

/* The heading without a kicker in it, if what the page calls itself is that. */
static struct part without_kicker(struct part heading, struct part name)
{
	if (name.length >= HEADLINE_LEAST && name.length < heading.length
		&& name.length * 2 > heading.length && ends_with(heading, name))
		return name;
	return heading;
}

/*
 * The visible heading if what the page calls itself agrees with it; else what
 * it calls itself, without its site's name.
 */
static struct part choose(
	struct part heading, struct part declared, struct part tab, struct part site)
{
	struct part short_tab = clean(tab, site);
	struct part short_declared = clean(declared, site);
	bool known = is_sane(heading) && !(site.length && same(heading, site));

	if (known && agrees(heading, declared, tab))
		return heading;
	if (known)
		heading = without_kicker(
			without_kicker(heading, short_declared), short_tab);
	if (known && heading.length >= HEADLINE_LEAST)
		return heading;
	if (is_sane(declared))
		return short_declared;
	return is_sane(short_tab) ? short_tab : heading;
}

static char *composed(struct part part)
{
	SCOPED(buf_release) struct buf line = {0};
	SCOPED(buf_release) struct buf out = {0};

	if (!part.length)
		return NULL;
	for (size_t i = 0; i < part.length; i++) {
		bool blank = isspace((unsigned char)part.bytes[i]);

		if (!blank || !line.length || line.bytes[line.length - 1] != ' ')
			buf_add(&line, blank ? " " : part.bytes + i, 1);
	}
	unicode_compose(line.bytes, line.length, &out);
	return alloc_copy(buf_string(&out), out.length);
}

/* Of a page without a first-level heading: its first line, if it may be one. */
static struct part first_line(const struct cues *phrases, const struct document *document)
{
	struct part line = {0};

	for (size_t i = 0; i < document->block_count && i < 3; i++) {
		const struct block *block = &document->blocks[i];
		const char *text = document->text.bytes + block->start;
		size_t length = block->end - block->start;

		if (length >= HEADLINE_LEAST && length <= CUT_AT
			&& (!line.length || block->kind == BLOCK_HEADING)
			&& !boilerplate_is_consent(phrases, text, length))
			line = trimmed(text, length);
		if (line.length && block->kind == BLOCK_HEADING)
			break;
	}
	return line;
}

/* The first heading of the text that is not the site's name. */
static struct part first_heading(
	const struct cues *phrases, const struct document *document, struct part site)
{
	for (size_t i = 0; i < document->block_count && i < TITLE_SOUGHT; i++) {
		const struct block *block = &document->blocks[i];
		struct part line = trimmed(
			document->text.bytes + block->start, block->end - block->start);

		if (block->kind == BLOCK_HEADING && line.length >= HEADLINE_LEAST
			&& line.length <= CUT_AT && !same(line, site)
			&& boilerplate_is_headline(phrases, line.bytes, line.length))
			return line;
	}
	return (struct part){0};
}

const char *title_declared(const struct html *html)
{
	const char *tab = html_value_of(html, HTML_TITLE);

	return tab ? tab : html_value_of(html, HTML_OG_TITLE);
}

/*
 * The first-level heading, unless it is that of a cookie banner or stands on
 * other pages of the site, too.
 */
static void read_heading(const struct cues *phrases, const struct html *html,
	const struct mainpart *part, const struct site_frame *frame, struct buf *out)
{
	if (!part->title)
		return;
	html_text_of(html, part->title, out);
	bool sites =
		site_frame_share(frame, SITE_BLOCK_HEADING, buf_string(out), out->length)
			!= SITE_SHARE_FEW
		&& !site_frame_is_own_title(
			frame, title_declared(html), buf_string(out), out->length);

	if (sites || boilerplate_is_consent(phrases, buf_string(out), out->length))
		buf_clear(out);
}

/* The site's name: as it says, else the piece that many of its pages call themselves. */
static struct part find_site_name(const struct html *html, const struct site_frame *frame)
{
	struct part site = part_of(html_value_of(html, HTML_SITE_NAME));
	const char *tab = html_value_of(html, HTML_TITLE);
	size_t offset = 0;
	struct part piece;

	while (!site.length
		&& (piece.bytes = title_next_piece(tab, &offset, &piece.length))) {
		if (site_frame_share(frame, SITE_BLOCK_TITLE, piece.bytes, piece.length)
			!= SITE_SHARE_FEW)
			site = piece;
	}
	return site;
}

char *title_of_html(const struct cues *phrases, const struct html *html,
	const struct mainpart *part, const struct site_frame *frame,
	const struct document *document)
{
	SCOPED(buf_release) struct buf heading = {0};
	SCOPED(buf_release) struct buf agreed = {0};
	SCOPED(json_ld_release) struct json_ld page = {0};
	const char *open_graph = html_value_of(html, HTML_OG_TITLE);
	struct part tab = part_of(html_value_of(html, HTML_TITLE));
	struct part site = find_site_name(html, frame);

	if (!open_graph)
		metadata_read_json_ld(html, &page);
	struct part declared = part_of(
		open_graph ? open_graph : buf_string(&page.values[JSON_LD_HEADLINE]));

	read_heading(phrases, html, part, frame, &heading);
	if (find_longer(html, buffered(&heading), clean(declared, site), clean(tab, site),
		    site, &agreed)
		|| (!agrees(buffered(&heading), declared, tab)
			&& find_agreed(html, declared, tab, site, &agreed)
			&& agreed.length * 4 >= heading.length))
		return composed(buffered(&agreed));
	struct part line = first_line(phrases, document);

	if (!heading.length && !declared.length && line.length
		&& !holds(line, clean(tab, site)))
		return composed(line);
	struct part chosen = choose(buffered(&heading), declared, tab, site);

	if (site.length && same(chosen, site)) {
		line = first_heading(phrases, document, site);
		chosen = line.length ? line : chosen;
	}
	return composed(chosen);
}

/* Behind the first sentence; or the last word that fits. */
static size_t sentence_length(const char *text, size_t length)
{
	if (length <= CUT_AT)
		return length;
	for (size_t i = 20; i + 1 < length && i < CUT_AT; i++) {
		if ((text[i] == '.' || text[i] == '!' || text[i] == '?')
			&& text[i + 1] == ' ' && !isdigit((unsigned char)text[i - 1]))
			return i;
	}
	size_t cut = CUT_AT;

	while (cut > 20 && text[cut] != ' ')
		cut--;
	return cut > 20 ? cut : 0;
}

static bool is_title(
	const struct cues *phrases, const struct document *document, size_t i)
{
	const struct block *block = &document->blocks[i];
	const char *text = document->text.bytes + block->start;
	size_t length = block->end - block->start;

	if (length < TITLE_LEAST || !cues_is_word(text, length, 0))
		return length > 3 && !isdigit((unsigned char)*text);
	bool followed = i + 1 < document->block_count
		&& document->blocks[i + 1].kind == BLOCK_HEADING;

	if (!boilerplate_is_headline(phrases, text, length)
		|| (followed && boilerplate_is_masthead(phrases, text, length)))
		return false;
	return !(isdigit((unsigned char)*text) && length < 24);
}

static char *title_of_block(
	const struct document *document, size_t i, enum title_origin *origin)
{
	const struct block *block = &document->blocks[i];
	const char *text = document->text.bytes + block->start;

	*origin = block->kind == BLOCK_HEADING ? TITLE_SAID : TITLE_CUT;
	return alloc_copy(text, sentence_length(text, block->end - block->start));
}

char *title_of_blocks(const struct cues *phrases, const struct document *document,
	enum title_origin *origin)
{
	for (size_t i = 0; i < document->block_count && i < TITLE_SOUGHT; i++) {
		if (is_title(phrases, document, i))
			return title_of_block(document, i, origin);
	}
	return document->block_count ? title_of_block(document, 0, origin) : NULL;
}
