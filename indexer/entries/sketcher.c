/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entries/sketcher.h"

#include "base/alloc.h"
#include "base/digest.h"
#include "base/scope.h"
#include "pages/address.h"
#include "pages/cues.h"
#include "text/fingerprint.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

_Static_assert((int)SKETCH_MINIMA == (int)FINGERPRINT_MINIMA,
	"the index keeps a fingerprint whole");

struct sketcher {
	struct series_words *series;
	struct cues *address_words;
	struct word_hashes words; /* scratch */
};

struct sketcher *sketcher_open(void)
{
	struct sketcher *sketcher = alloc_zeroed(1, sizeof(*sketcher));

	sketcher->series = series_words_open();
	sketcher->address_words = address_open_words();
	return sketcher;
}

void sketcher_close(struct sketcher **sketcher)
{
	if (*sketcher) {
		series_words_close(&(*sketcher)->series);
		cues_close(&(*sketcher)->address_words);
		word_hashes_release(&(*sketcher)->words);
	}
	free(*sketcher);
	*sketcher = NULL;
}

static void take(struct sketcher *sketcher, const char *text, size_t length,
	struct fingerprint *out)
{
	word_hashes_clear(&sketcher->words);
	word_hashes_add(sketcher->series, text, length, &sketcher->words);
	fingerprint_take(&sketcher->words, out);
}

/* seite.html, www.stadt.example/presse; not doc-17 or EFRE.17 */
static bool is_path(const char *id)
{
	const char *dot = strrchr(id, '.');

	return strchr(id, '/') || (dot && isalpha((unsigned char)dot[1]));
}

static const char *address_of(const struct document *document)
{
	if (document->url)
		return document->url;
	return document->id && is_path(document->id) ? document->id : NULL;
}

void sketcher_add_address(
	const struct sketcher *sketcher, const struct document *document, struct buf *out)
{
	if (address_of(document))
		address_add(sketcher->address_words, address_of(document), out);
}

static uint64_t hash_of(const struct buf *text)
{
	return text->length ? digest_of(text->bytes, text->length).low | 1 : 0;
}

static void draw_addresses(const struct sketcher *sketcher,
	const struct document *document, struct entry_sketch *out)
{
	SCOPED(buf_release) struct buf own = {0};
	SCOPED(buf_release) struct buf canonical = {0};
	const char *address = address_of(document);
	unsigned traits = 0;

	if (address)
		traits = address_add(sketcher->address_words, address, &own);
	if (document->canonical)
		address_add_link(sketcher->address_words, document->canonical, address,
			&canonical);
	out->address = hash_of(&own);
	out->canonical = hash_of(&canonical);
	if (out->canonical == out->address)
		out->canonical = 0;
	out->flags = (traits & ADDRESS_SECURE ? SKETCH_SECURE : 0)
		| (traits & ADDRESS_PRINT ? SKETCH_PRINT : 0);
}

void sketcher_draw(struct sketcher *sketcher, const struct document *document,
	struct entry_sketch *out)
{
	struct fingerprint print;

	*out = (struct entry_sketch){0};
	if (document->title) {
		take(sketcher, document->title, strlen(document->title), &print);
		out->title = print.whole;
	}
	take(sketcher, buf_string(&document->text), document->text.length, &print);
	out->whole = print.whole;
	out->words = print.words;
	memcpy(out->minima, print.minima, sizeof(out->minima));
	draw_addresses(sketcher, document, out);
}
