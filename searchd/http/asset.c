/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "http/asset.h"

#include "base/embed.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define JSON        "application/json; charset=utf-8"
#define STYLE_SHEET "text/css; charset=utf-8"
#define MODULE      "text/javascript; charset=utf-8"
#define PICTURE     "image/svg+xml"

EMBEDDED(style_css);
EMBEDDED(icon_svg);
EMBEDDED(openapi_json);
EMBEDDED(regiosearch_js);
EMBEDDED(client_js);
EMBEDDED(element_js);
EMBEDDED(facet_group_js);
EMBEDDED(hit_list_js);
EMBEDDED(markup_js);
EMBEDDED(notes_js);
EMBEDDED(page_js);
EMBEDDED(sheet_js);
EMBEDDED(state_js);
EMBEDDED(suggestions_js);
EMBEDDED(texts_js);

static const struct {
	const char *path, *content_type, *begin, *end;
} files[ASSET_COUNT] = {
	{ASSET_STYLE, STYLE_SHEET, style_css_begin, style_css_end},
	{ASSET_ICON, PICTURE, icon_svg_begin, icon_svg_end},
	{"/openapi.json", JSON, openapi_json_begin, openapi_json_end},
	{"/regiosearch.js", MODULE, regiosearch_js_begin, regiosearch_js_end},
	{"/regiosearch/client.js", MODULE, client_js_begin, client_js_end},
	{"/regiosearch/element.js", MODULE, element_js_begin, element_js_end},
	{"/regiosearch/facet_group.js", MODULE, facet_group_js_begin, facet_group_js_end},
	{"/regiosearch/hit_list.js", MODULE, hit_list_js_begin, hit_list_js_end},
	{"/regiosearch/markup.js", MODULE, markup_js_begin, markup_js_end},
	{"/regiosearch/notes.js", MODULE, notes_js_begin, notes_js_end},
	{ASSET_PAGE_SCRIPT, MODULE, page_js_begin, page_js_end},
	{"/regiosearch/sheet.js", MODULE, sheet_js_begin, sheet_js_end},
	{"/regiosearch/state.js", MODULE, state_js_begin, state_js_end},
	{"/regiosearch/suggestions.js", MODULE, suggestions_js_begin, suggestions_js_end},
	{"/regiosearch/texts.js", MODULE, texts_js_begin, texts_js_end},
};

/* FNV-1a: nobody attacks the names of our own files. */
static uint64_t hash(const char *bytes, size_t length)
{
	uint64_t sum = 0xcbf29ce484222325U;

	for (size_t i = 0; i < length; i++)
		sum = (sum ^ (unsigned char)bytes[i]) * 0x100000001b3U;
	return sum;
}

struct asset_set asset_set_load(void)
{
	struct asset_set set;

	for (size_t i = 0; i < ASSET_COUNT; i++) {
		struct asset *asset = &set.items[i];

		*asset = (struct asset){.path = files[i].path,
			.bytes = files[i].begin,
			.length = (size_t)(files[i].end - files[i].begin),
			.content_type = files[i].content_type};
		snprintf(asset->version, sizeof(asset->version), "%016llx",
			(unsigned long long)hash(asset->bytes, asset->length));
	}
	return set;
}

const struct asset *asset_find(const struct asset_set *set, const char *path)
{
	for (size_t i = 0; i < ASSET_COUNT; i++) {
		if (!strcmp(set->items[i].path, path))
			return &set->items[i];
	}
	return NULL;
}

static bool asks_for_version(const struct visit *visit, const char *version)
{
	for (size_t i = 0; i < visit->parameter_count; i++) {
		const struct parameter *parameter = &visit->parameters[i];

		if (!strcmp(parameter->name, "v") && parameter->value
			&& !strcmp(parameter->value, version))
			return true;
	}
	return false;
}

void asset_answer(const struct asset *asset, const struct visit *visit, struct reply *out)
{
	reply_begin(out, 200, asset->content_type);
	out->fixed = asset->bytes;
	out->fixed_length = asset->length;
	reply_set_tag(out, asset->version, TAG_STRONG);
	reply_add_header(out, "Cache-Control",
		asks_for_version(visit, asset->version)
			? "public, max-age=31536000, immutable"
			: "no-cache");
}
