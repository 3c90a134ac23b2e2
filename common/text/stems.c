/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/stems.h"

#include "base/alloc.h"
#include "base/scope.h"

#include <libstemmer.h>

#include <limits.h>

struct stems {
	struct sb_stemmer *snowball;
};

bool stems_open(const char *language, struct stems **out, struct error *err)
{
	struct stems *stems = alloc_zeroed(1, sizeof(*stems));

	stems->snowball = sb_stemmer_new(language, "UTF_8");
	if (!stems->snowball) {
		stems_close(&stems);
		return error_set(err, ERROR_INVALID, "no stemmer for '%s'", language);
	}
	*out = stems;
	return true;
}

void stems_close(struct stems **stems)
{
	if (*stems)
		sb_stemmer_delete((*stems)->snowball);
	free(*stems);
	*stems = NULL;
}

const char *stems_stem(struct stems *stems, const char *word, size_t length)
{
	if (length > INT_MAX)
		length = INT_MAX;
	return (const char *)sb_stemmer_stem(
		stems->snowball, (const sb_symbol *)word, (int)length);
}
