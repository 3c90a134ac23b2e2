/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/word_start.h"

#include "base/scope.h"
#include "vocabulary/tokens.h"

#include <string.h>

void word_start_fold(const char *name, struct buf *out)
{
	SCOPED(tokens_release) struct tokens words = {0};
	char folded[TOKEN_MAX];

	tokens_add(&words, name, strlen(name));
	for (size_t i = 0; i < words.count; i++) {
		const struct token *word = &words.items[i];

		if (i)
			buf_add_string(out, " ");
		buf_add(out, folded,
			tokens_fold(name + word->start, word->end - word->start, folded));
	}
}

bool word_start_is(const char *name, const char *prefix)
{
	for (const char *at = name; (at = strstr(at, prefix)); at++) {
		if (at == name || at[-1] == ' ')
			return true;
	}
	return false;
}
