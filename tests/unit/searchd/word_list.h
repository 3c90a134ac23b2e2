/* SPDX-License-Identifier: GPL-2.0-or-later */
/* word_list: corpus_words of a few words for a test. */
#ifndef TESTS_UNIT_SEARCHD_WORD_LIST_H
#define TESTS_UNIT_SEARCHD_WORD_LIST_H

#include "base/string_table.h"
#include "index/dictionary.h"
#include "index/forms.h"
#include "unit.h"
#include "words/corpus_words.h"

#include <string.h>

struct listed_form {
	const char *form;
	int32_t pages;
};

static inline struct corpus_words *word_list_make(
	const struct listed_form *forms, size_t count)
{
	SCOPED(string_table_release) struct string_table words = {0};
	SCOPED(buf_release) struct buf dictionary = {0};
	SCOPED(buf_release) struct buf list = {0};

	for (size_t i = 0; i < count; i++) {
		const char *form = forms[i].form;
		uint32_t length = (uint32_t)strlen(form);
		size_t known = words.count;
		const struct form_change change = {
			string_table_add(&words, form, length), forms[i].pages};

		if (change.word == known)
			dictionary_add(&dictionary, "hash", 1, form, length);
		forms_add(&list, &change, 1);
	}
	return corpus_words_load(&(struct corpus_lists){buf_string(&dictionary),
		dictionary.length, buf_string(&list), list.length});
}

#endif
