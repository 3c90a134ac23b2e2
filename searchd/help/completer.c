/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/completer.h"

#include "base/alloc.h"
#include "base/scope.h"

#include <stdlib.h>
#include <string.h>

void completions_release(struct completions *completions)
{
	for (size_t i = 0; i < completions->count; i++) {
		struct completion *item = &completions->items[i];

		buf_release(&item->text);
		buf_release(&item->query);
		buf_release(&item->value);
		buf_release(&item->id);
		buf_release(&item->url);
	}
	free(completions->items);
	*completions = (struct completions){0};
}

struct completion *completions_add(struct completions *completions)
{
	struct completion *added;

	completions->items = alloc_grow(completions->items, completions->count,
		&completions->room, sizeof(*completions->items));
	added = &completions->items[completions->count++];
	*added = (struct completion){.count = 0};
	return added;
}

void pages_before_release(struct pages_before *pages)
{
	matches_release(&pages->matches);
	buf_release(&pages->text);
	*pages = (struct pages_before){.all = CHOICE_OFF};
}

/* Whether there is nothing but words like der and and. */
static bool says_nothing(const struct buf *text)
{
	SCOPED(typed_words_release) struct typed_words words = {.count = 0};
	size_t at = 0;

	typed_words_collect(buf_string(text), text->length, &words);
	for (size_t i = 0; i < words.count; i++) {
		const struct typed_word *word = &words.items[i];

		if (!word->is_talk
			|| strspn(text->bytes + at, " \t\r\n") < word->start - at)
			return false;
		at = word->end;
	}
	return strspn(buf_string(text) + at, " \t\r\n") == text->length - at;
}

const struct pages_before *completer_pages_before(
	const struct completer *completer, const struct buf *before, struct error *err)
{
	struct pages_before *pages = completer->before;

	if (pages->known == CHOICE_ON
		&& !strcmp(buf_string(&pages->text), buf_string(before)))
		return pages;
	pages_before_release(pages);
	if (says_nothing(before))
		pages->all = CHOICE_ON;
	else if (!trial_find(completer->trial, before->bytes, before->length,
			 &pages->matches, err))
		return NULL;
	buf_add_string(&pages->text, buf_string(before));
	pages->known = CHOICE_ON;
	return pages;
}
