/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "asset.h"

#include "base/embed.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

EMBEDDED(style_css);

/* FNV-1a: nobody attacks the names of our own files. */
static uint64_t hash(const char *bytes, size_t length)
{
	uint64_t sum = 0xcbf29ce484222325U;

	for (size_t i = 0; i < length; i++)
		sum = (sum ^ (unsigned char)bytes[i]) * 0x100000001b3U;
	return sum;
}

struct asset asset_style(void)
{
	struct asset style = {.bytes = style_css_begin,
		.length = EMBEDDED_LENGTH(style_css),
		.content_type = "text/css; charset=utf-8"};

	snprintf(style.version, sizeof(style.version), "%016llx",
		(unsigned long long)hash(style.bytes, style.length));
	return style;
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
	char tag[sizeof(asset->version) + 2];
	bool known;

	snprintf(tag, sizeof(tag), "\"%s\"", asset->version);
	known = visit->if_none_match && strstr(visit->if_none_match, tag);
	reply_begin(out, known ? 304 : 200, asset->content_type);
	if (!known) {
		out->fixed = asset->bytes;
		out->fixed_length = asset->length;
	}
	reply_add_header(out, "ETag", tag);
	reply_add_header(out, "Cache-Control",
		asks_for_version(visit, asset->version)
			? "public, max-age=31536000, immutable"
			: "no-cache");
}
