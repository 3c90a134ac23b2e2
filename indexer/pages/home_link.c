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
	const char *own;              /* the page's address; NULL: unknown */
	struct buf before, text, low; /* of the link at hand */
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

/* What stands before the link, in its line or in the one that is its label. */
static void read_before(const struct finder *finder, uint32_t link, struct buf *out)
{
	const struct html *html = finder->html;
	char text[LABEL_MOST]; /* filled from its end */
	size_t start = sizeof(text);
	bool is_blank = true;

	buf_clear(out);
	for (uint32_t i = link, steps = 0; i-- > 1 && steps < STEPS_MOST; steps++) {
		const struct html_node *node = &html->nodes[i];
		const char *run = html->text.bytes + node->start;

		if ((!is_blank && parts_lines((enum html_role)node->role))
			|| node->role == HTML_LINK || node->role == HTML_SKIP)
			break;
		if (node->role != HTML_TEXT)
			continue;
		if (node->length > start) /* more than a label */
			return;
		start -= node->length;
		memcpy(text + start, run, node->length);
		for (size_t k = 0; is_blank && k < node->length; k++)
			is_blank = run[k] == ' ' || run[k] == '\n';
	}
	buf_add(out, text + start, sizeof(text) - start);
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
	struct buf *text = &finder->text;

	if (!finder->part->kept[value->node] || value->length > TARGET_MOST
		|| strpbrk(target, " \t\r\n\"<>") || is_own_site(finder, target))
		return;
	buf_clear(text);
	html_text_of(finder->html, value->node, text);
	read_before(finder, value->node, &finder->before);
	buf_clear(&finder->low);
	cues_lower(buf_string(&finder->before), finder->before.length, &finder->low);
	if (is_label(finder, &finder->low)) {
		buf_add_format(&finder->before, " %s", buf_string(text));
		take(finder, target, &finder->before);
		return;
	}
	buf_clear(&finder->low);
	cues_lower(buf_string(text), text->length, &finder->low);
	if (is_site_word(finder, &finder->low))
		take(finder, target, text);
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
	buf_release(&finder.before);
	buf_release(&finder.text);
	buf_release(&finder.low);
}
