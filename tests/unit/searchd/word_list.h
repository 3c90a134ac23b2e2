/* SPDX-License-Identifier: GPL-2.0-or-later */
/* word_list: corpus_words of a few words for a test. */
#ifndef TESTS_WORD_LIST_H
#define TESTS_WORD_LIST_H

#include "corpus_words.h"
#include "index/forms.h"
#include "unit.h"

#include <string.h>

struct listed_form {
	const char *form;
	int32_t pages;
};

static inline struct corpus_words *word_list_make(
	const struct listed_form *forms, size_t count)
{
	SCOPED(buf_release) struct buf list = {0};

	for (size_t i = 0; i < count; i++)
		forms_add(&list, forms[i].form, strlen(forms[i].form), forms[i].pages);
	return corpus_words_load(list.bytes, list.length);
}

#endif
