/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "asset.h"

#include "base/embed.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

EMBEDDED(style_css);
EMBEDDED(openapi_json);

/* FNV-1a: nobody attacks the names of our own files. */
static uint64_t hash(const char *bytes, size_t length)
{
	uint64_t sum = 0xcbf29ce484222325U;

	for (size_t i = 0; i < length; i++)
		sum = (sum ^ (unsigned char)bytes[i]) * 0x100000001b3U;
	return sum;
}

static struct asset make(const char *bytes, size_t length, const char *content_type)
{
	struct asset asset = {
		.bytes = bytes, .length = length, .content_type = content_type};

	snprintf(asset.version, sizeof(asset.version), "%016llx",
		(unsigned long long)hash(bytes, length));
	return asset;
}

struct asset asset_style(void)
{
	return make(
		style_css_begin, EMBEDDED_LENGTH(style_css), "text/css; charset=utf-8");
}

struct asset asset_openapi(void)
{
	return make(openapi_json_begin, EMBEDDED_LENGTH(openapi_json),
		"application/json; charset=utf-8");
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
