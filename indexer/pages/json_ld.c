/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/json_ld.h"

#include <ctype.h>
#include <string.h>

static const char *skip_to_string(const char *at, const char *end)
{
	bool colon = false;

	while (at < end && (isspace((unsigned char)*at) || *at == ':' || *at == '[')) {
		colon |= *at == ':';
		at++;
	}
	return colon && at < end && *at == '"' ? at + 1 : NULL;
}

static bool add_string(const char *at, const char *end, struct buf *out)
{
	for (; at < end && *at != '"'; at++) {
		if (*at == '\\' && at + 1 < end)
			at++;
		buf_add(out, at, 1);
	}
	return at < end;
}

bool json_ld_find(const char *json, size_t length, const char *key, struct buf *out)
{
	const char *end = json + length;
	size_t key_length = strlen(key);

	for (const char *at = json;
		(at = memmem(at, (size_t)(end - at), key, key_length));
		at += key_length) {
		bool quoted = at > json && at[-1] == '"' && at + key_length < end
			&& at[key_length] == '"';
		const char *value =
			quoted ? skip_to_string(at + key_length + 1, end) : NULL;

		if (value && add_string(value, end, out))
			return true;
	}
	return false;
}
