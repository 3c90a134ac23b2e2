/* SPDX-License-Identifier: GPL-2.0-or-later */
/* finds: the words of a page that a query asks for, and where they stand. */
#ifndef SEARCHD_ANSWERS_FINDS_H
#define SEARCHD_ANSWERS_FINDS_H

#include "answers/snippet.h"
#include "text/analyzer.h"

#include <stdbool.h>
#include <stddef.h>

enum { FINDS_MAX = 512 };

/* A stretch of the text. */
struct stretch {
	size_t start, end;
};

/* A word of the text that the query asks for. */
struct find {
	struct stretch place;
	unsigned word;  /* of the query */
	unsigned worth; /* of showing it */
	bool is_talk;   /* says nothing by itself */
};

struct finds {
	struct find items[FINDS_MAX]; /* in the order of the text */
	size_t count;
};

/* Those of the text, as far as wanted_words.h looks at it. analysis is scratch. */
void finds_in_text(struct analyzer *analyzer, struct analysis *analysis,
	const struct stored_page *page, const struct snippet_terms *terms,
	struct finds *out);

/* Those of the title, which is in the language of the record. */
void finds_in_title(struct analyzer *analyzer, struct analysis *analysis,
	const struct stored_page *page, const struct snippet_terms *terms,
	struct finds *out);

#endif
