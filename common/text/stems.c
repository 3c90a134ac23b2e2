/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/stems.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"
#include "text/latin.h"
#include "text/respelling.h"

#include <libstemmer.h>

#include <limits.h>
#include <string.h>

struct stems {
	struct sb_stemmer *snowball;
	struct respelling *respelling;
	struct buf word; /* at hand */
	enum latin_marks marks;
};

bool stems_open(const char *language, struct stems **out, struct error *err)
{
	struct stems *stems = alloc_zeroed(1, sizeof(*stems));

	stems->snowball = sb_stemmer_new(language, "UTF_8");
	if (!stems->snowball) {
		stems_close(&stems);
		return error_set(err, ERROR_INVALID, "no stemmer for '%s'", language);
	}
	stems->respelling = respelling_open(language);
	stems->marks = strcmp(language, "de") ? LATIN_MARKS_NONE : LATIN_MARKS_UMLAUTS;
	*out = stems;
	return true;
}

void stems_close(struct stems **stems)
{
	if (*stems) {
		sb_stemmer_delete((*stems)->snowball);
		respelling_close(&(*stems)->respelling);
		buf_release(&(*stems)->word);
	}
	free(*stems);
	*stems = NULL;
}

const char *stems_snowball(struct stems *stems, const char *word, size_t length)
{
	if (length > INT_MAX)
		length = INT_MAX;
	return (const char *)sb_stemmer_stem(
		stems->snowball, (const sb_symbol *)word, (int)length);
}

const char *stems_stem(struct stems *stems, const char *word, size_t length)
{
	struct buf *bare = &stems->word;

	buf_clear(bare);
	latin_plain(word, length, stems->marks, bare);
	if (respelling_apply(stems->respelling, bare) == RESPELLING_STEM)
		return buf_string(bare);
	return stems_snowball(stems, buf_string(bare), bare->length);
}
