/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wordbook: words and terms that mean the same, as the maintainer of an index
 * says it: synonyms of one language, and translations. What is asked for is
 * found in all its inflections, since it is known by stems. Any thread, once it
 * is packed.
 */
#ifndef TEXT_WORDBOOK_H
#define TEXT_WORDBOOK_H

#include "text/analyzer.h"
#include "text/language.h"
#include "text/passage.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	WORDBOOK_GROUP_MAX = 16,  /* words that mean the same */
	WORDBOOK_OFFERS_MAX = 64, /* for a passage */
};

enum wordbook_kind {
	WORDBOOK_SYNONYM,
	WORDBOOK_TRANSLATION,
	WORDBOOK_FORM, /* offered only: a form of the passage that its stem does not tell */
};

struct wordbook_word {
	const char *text; /* of at most PASSAGE_WORDS_MAX words */
	enum language language;
};

/* What a passage is also called; the text lives as long as the wordbook. */
struct wordbook_offer {
	const char *text;
	enum language language;
	enum wordbook_kind kind;
	bool is_form; /* of an offer or of the passage: Kitas; nobody said it */
};

struct wordbook;

void wordbook_open(struct wordbook **out);
void wordbook_close(struct wordbook **wordbook);

/*
 * Adds words that mean the same, at most WORDBOOK_GROUP_MAX. Of translations
 * only those in the other language are offered for a word. Acronyms, which are
 * written in capitals, are known in both languages.
 */
void wordbook_add(struct wordbook *wordbook, struct analyzer *analyzer,
	enum wordbook_kind kind, const struct wordbook_word *words, size_t count);

/* After the last word was added, before the first one is looked for. */
void wordbook_pack(struct wordbook *wordbook);

/*
 * What the passage, in the language, is also called; LANGUAGE_UNKNOWN: in
 * either. In the order in which it was said; yields how many were written.
 */
size_t wordbook_find(const struct wordbook *wordbook, const struct passage *passage,
	enum language language, struct wordbook_offer out[WORDBOOK_OFFERS_MAX]);

#endif
