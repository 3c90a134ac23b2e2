/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/home_link.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "pages/cues.h"
#include "pages/fact_sheet.h"
#include "pages/fact_words.h"
#include "pages/wording.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	LABEL_MOST = 64, /* bytes of a label, and of a link that is one */
	STEPS_MOST = 40, /* elements back from a link to its label */
	TARGET_MOST = 1000,
};

struct finder {
	const struct wording *wording;
	const struct html *html;
	const struct mainpart *part;
	const char *own; /* the page's address; NULL: unknown */
	char *target, *words;
	bool is_project;   /* the words say so */
	bool is_contested; /* by another link that says no more */
};

/* Host and its length, without www. */
static const char *host_of(const char *address, size_t *length)
{
	const char *start = strstr(address, "://");

	start = start ? start + 3 : address;
	if (strncasecmp(start, "www.", 4) == 0)
		start += 4;
	*length = strcspn(start, "/?#:");
	return start;
}

static bool is_own_site(const struct finder *finder, const char *target)
{
	size_t own_length;
	size_t length;
	const char *own = finder->own ? host_of(finder->own, &own_length) : NULL;
	const char *host = host_of(target, &length);

	return own && own_length == length && strncasecmp(own, host, length) == 0;
}

/* Whether the text before an element ends there, once there is some. */
static bool parts_lines(enum html_role role)
{
	switch (role) {
	case HTML_INLINE:
	case HTML_TEXT:
	case HTML_VALUE:
		return false;
	default:
		return true;
	}
}

static void put_before(struct buf *text, const char *bytes, size_t length)
{
	SCOPED(buf_release) struct buf behind = buf_take(text);

	buf_add(text, bytes, length);
	buf_add(text, buf_string(&behind), behind.length);
}

/* What stands before the link, in its line or in the one that is its label. */
static void read_before(const struct finder *finder, uint32_t link, struct buf *out)
{
	const struct html *html = finder->html;

	for (uint32_t i = link, steps = 0; i-- > 1 && steps < STEPS_MOST; steps++) {
		const struct html_node *node = &html->nodes[i];
		bool is_blank = strspn(buf_string(out), " \n") == out->length;

		if (!is_blank && parts_lines((enum html_role)node->role))
			return;
		if (node->role == HTML_LINK || node->role == HTML_SKIP)
			return;
		if (node->role == HTML_TEXT)
			put_before(out, html->text.bytes + node->start, node->length);
		if (out->length > LABEL_MOST)
			return;
	}
}

static bool is_label(const struct finder *finder, const struct buf *low)
{
	size_t start = strspn(buf_string(low), " ");
	size_t end = low->length;

	while (end > start && strchr(" :", low->bytes[end - 1]))
		end--;
	const struct cue *cue = end > start && end - start <= LABEL_MOST
		? cues_whole(
			finder->wording->fact_labels, low->bytes + start, end - start)
		: NULL;

	return cue && cue->class == FACT_HOMEPAGE;
}

static bool is_site_word(const struct finder *finder, const struct buf *low)
{
	const struct cue *cue = low->length && low->length <= LABEL_MOST
		? cues_whole(finder->wording->fact_words, low->bytes, low->length)
		: NULL;

	return cue && cue->class == FACT_WORD_SITE;
}

static void take(struct finder *finder, const char *target, const struct buf *words)
{
	SCOPED(buf_release) struct buf low = {0};
	bool is_project;

	cues_lower(buf_string(words), words->length, &low);
	is_project = strstr(buf_string(&low), "proje") != NULL;
	if (finder->target && strcmp(finder->target, target) == 0)
		return;
	if (finder->target && is_project == finder->is_project) {
		finder->is_contested = true;
		return;
	}
	if (finder->target && !is_project)
		return;
	free(finder->target);
	free(finder->words);
	finder->target = alloc_string(target);
	finder->words = alloc_string(buf_string(words));
	finder->is_project = is_project;
	finder->is_contested = false;
}

static void look_at(struct finder *finder, const struct html_value *value)
{
	const char *target = finder->html->values_text.bytes + value->start;
	SCOPED(buf_release) struct buf words = {0};
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(buf_release) struct buf low = {0};

	if (!finder->part->kept[value->node] || value->length > TARGET_MOST
		|| strpbrk(target, " \t\r\n\"<>") || is_own_site(finder, target))
		return;
	html_text_of(finder->html, value->node, &text);
	read_before(finder, value->node, &words);
	cues_lower(buf_string(&words), words.length, &low);
	if (is_label(finder, &low)) {
		buf_add_format(&words, " %s", buf_string(&text));
		take(finder, target, &words);
		return;
	}
	buf_clear(&low);
	cues_lower(buf_string(&text), text.length, &low);
	if (is_site_word(finder, &low))
		take(finder, target, &text);
}

void home_link_find(const struct wording *wording, const struct html *html,
	const struct mainpart *part, struct document *document)
{
	struct finder finder = {
		.wording = wording,
		.html = html,
		.part = part,
		.own = document->url ? document->url
				     : html_value_of(html, HTML_CANONICAL),
	};

	for (size_t i = 0; i < html->value_count; i++) {
		if (html->values[i].fact == HTML_HREF)
			look_at(&finder, &html->values[i]);
	}
	if (finder.target && !finder.is_contested) {
		free(document->homepage.target);
		free(document->homepage.words);
		document->homepage = (struct document_link){
			.target = TAKE(finder.target), .words = TAKE(finder.words)};
	}
	free(finder.target);
	free(finder.words);
}
