/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/html_values.h"

#include "base/alloc.h"
#include "pages/tags.h"

#include <string.h>
#include <strings.h>

void html_values_add_collected(struct html *html, enum html_fact fact, size_t start)
{
	html->values = alloc_grow(html->values, html->value_count, &html->value_room,
		sizeof(*html->values));
	html->values[html->value_count++] = (struct html_value){
		.fact = fact,
		.node = (uint32_t)(html->node_count ? html->node_count - 1 : 0),
		.start = (uint32_t)start,
		.length = (uint32_t)(html->values_text.length - start),
	};
	buf_add(&html->values_text, "", 1);
}

void html_values_add(
	struct html *html, enum html_fact fact, const char *text, size_t length)
{
	size_t start = html->values_text.length;

	buf_add(&html->values_text, text, length);
	html_values_add_collected(html, fact, start);
}

const char *html_values_attribute(const char *const *attributes, const char *name)
{
	for (; attributes && attributes[0]; attributes += 2) {
		if (tags_is(attributes[0], name))
			return attributes[1] ? attributes[1] : "";
	}
	return NULL;
}

void html_values_read_meta(struct html *html, const char *const *attributes)
{
	const char *content = html_values_attribute(attributes, "content");
	enum html_fact fact;

	if (!content || !*content)
		return;
	for (; attributes && attributes[0]; attributes += 2) {
		const char *name = attributes[0];

		if (attributes[1] && !tags_is(name, "content")
			&& tags_find_meta(attributes[1], &fact)) {
			html_values_add(html, fact, content, strlen(content));
			return;
		}
	}
}

void html_values_read_any(
	struct html *html, const char *name, const char *const *attributes)
{
	const char *time = html_values_attribute(attributes, "datetime");
	const char *property = html_values_attribute(attributes, "itemprop");
	const char *content = html_values_attribute(attributes, "content");
	enum html_fact fact;

	if (property && (content || time) && tags_find_meta(property, &fact)) {
		const char *value = content ? content : time;

		html_values_add(html, fact, value, strlen(value));
	} else if (time && tags_is(name, "time")) {
		html_values_add(html, HTML_TIME, time, strlen(time));
	}
}

void html_values_read_link(struct html *html, const char *const *attributes)
{
	const char *target = html_values_attribute(attributes, "href");

	if (target
		&& (strncasecmp(target, "http://", 7) == 0
			|| strncasecmp(target, "https://", 8) == 0))
		html_values_add(html, HTML_HREF, target, strlen(target));
}

void html_values_read_canonical(struct html *html, const char *const *attributes)
{
	const char *relation = html_values_attribute(attributes, "rel");
	const char *target = html_values_attribute(attributes, "href");

	if (relation && target && strcasecmp(relation, "canonical") == 0)
		html_values_add(html, HTML_CANONICAL, target, strlen(target));
}
