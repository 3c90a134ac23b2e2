/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/site_frame.h"

#define XXH_INLINE_ALL
#include "base/alloc.h"
#include "base/scope.h"
#include "pages/labels.h"
#include "pages/title.h"
#include "pages/wording.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

enum {
	PAGES_LEAST = 4,    /* that have a block of the frame */
	LETTERS_LEAST = 3,  /* of a block that can be told from others */
	LONG_BLOCK = 60,    /* bytes: a block that stands for itself */
	RUN_LEAST = 3,      /* blocks in a row that need not be long */
	LEFT_LEAST = 200,   /* bytes: with less, something went wrong */
	LEFT_SHARE = 5,     /* a page's own text is no less than this part of it */
	NOTHING_LEFT = 80,  /* bytes */
	KICKER_BLOCKS = 6,  /* at the top, where a kicker may stand */
	PROSE_LEAST = 200,  /* bytes of a block that is text, no line of a frame */
	FOLDED_MOST = 4096, /* bytes of a block that are compared */
};

static const uint64_t most_bit = 1;

void block_hashes_release(struct block_hashes *hashes)
{
	free(hashes->hashes);
	*hashes = (struct block_hashes){0};
}

void block_hashes_add(struct block_hashes *hashes, uint64_t hash)
{
	hashes->hashes = alloc_grow(
		hashes->hashes, hashes->count, &hashes->room, sizeof(*hashes->hashes));
	hashes->hashes[hashes->count++] = hash;
}

void block_hashes_add_bytes(const char *bytes, size_t length, struct block_hashes *out)
{
	uint64_t hash;

	for (size_t at = 0; at + sizeof(hash) <= length; at += sizeof(hash)) {
		memcpy(&hash, bytes + at, sizeof(hash));
		block_hashes_add(out, hash);
	}
}

static bool ascends(const uint64_t *hashes, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		if (hashes[i - 1] >= hashes[i])
			return false;
	}
	return true;
}

bool site_frame_is_valid(const struct site_frame *frame)
{
	return frame->count <= SITE_FRAME_MOST && ascends(frame->blocks, frame->count);
}

/* The lowest bit is a frame's: with it a page could have a block twice. */
bool site_frame_is_page(const struct block_hashes *hashes)
{
	for (size_t i = 0; i < hashes->count; i++) {
		if (hashes->hashes[i] & most_bit)
			return false;
	}
	return hashes->count <= SITE_FRAME_PAGE_MOST + SITE_FRAME_TITLE_MOST
		&& ascends(hashes->hashes, hashes->count);
}

/* 0: too little to tell it from others. */
static uint64_t hash_of(enum site_block kind, const char *text, size_t length)
{
	char folded[FOLDED_MOST];
	size_t count = 0;

	for (size_t i = 0; i < length && count < sizeof(folded); i++) {
		unsigned char c = (unsigned char)text[i];

		if (c >= 0x80 || isalnum(c))
			folded[count++] = (char)(tolower)(c);
	}
	if (count < LETTERS_LEAST)
		return 0;
	return XXH3_64bits_withSeed(folded, count, (XXH64_hash_t)kind) & ~most_bit;
}

static int compare_hashes(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a;
	uint64_t right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

static void sort(uint64_t *hashes, size_t count)
{
	if (count)
		qsort(hashes, count, sizeof(*hashes), compare_hashes);
}

void block_hashes_settle(struct block_hashes *hashes)
{
	size_t kept = 0;

	sort(hashes->hashes, hashes->count);
	for (size_t i = 0; i < hashes->count; i++) {
		if (!kept || hashes->hashes[i] != hashes->hashes[kept - 1])
			hashes->hashes[kept++] = hashes->hashes[i];
	}
	hashes->count = kept;
}

/* In a flattened page *below becomes true behind the first longer text. */
static enum site_block kind_of(
	const struct block *block, enum boilerplate_source source, bool *below)
{
	bool heading = block->kind == BLOCK_HEADING;

	if (source == BOILERPLATE_FLATTENED && block->end - block->start >= PROSE_LEAST)
		*below = true;
	if (*below)
		return heading ? SITE_BLOCK_HEADING_BELOW : SITE_BLOCK_TEXT_BELOW;
	return heading ? SITE_BLOCK_HEADING : SITE_BLOCK_TEXT;
}

/* Of a long page both ends are enough: a frame stands around the text. */
void site_frame_add_page(const struct document *document, enum boilerplate_source source,
	struct block_hashes *out)
{
	size_t half = SITE_FRAME_PAGE_MOST / 2;
	bool below = false;

	for (size_t i = 0; i < document->block_count; i++) {
		const struct block *block = &document->blocks[i];
		enum site_block kind = kind_of(block, source, &below);
		uint64_t hash;

		if (i >= half && i + half < document->block_count)
			continue;
		hash = hash_of(kind, document->text.bytes + block->start,
			block->end - block->start);
		if (hash)
			block_hashes_add(out, hash);
	}
}

void site_frame_add_title(const char *title, struct block_hashes *out)
{
	size_t offset = 0;
	size_t length;
	const char *piece;

	for (size_t i = 0; i < SITE_FRAME_TITLE_MOST
		&& (piece = title_next_piece(title, &offset, &length));
		i++) {
		uint64_t hash = hash_of(SITE_BLOCK_TITLE, piece, length);

		if (hash)
			block_hashes_add(out, hash);
	}
}

void site_frame_find(struct block_hashes *all, size_t pages, struct block_hashes *out)
{
	size_t end;

	sort(all->hashes, all->count);
	for (size_t i = 0; i < all->count && out->count < SITE_FRAME_MOST; i = end) {
		end = i + 1;
		while (end < all->count && all->hashes[end] == all->hashes[i])
			end++;
		size_t holders = end - i;

		if (holders >= PAGES_LEAST && holders * 10 >= pages * 3)
			block_hashes_add(out,
				all->hashes[i] | (holders * 2 >= pages ? most_bit : 0));
	}
}

enum site_share site_frame_share(const struct site_frame *frame, enum site_block kind,
	const char *text, size_t length)
{
	uint64_t hash = frame && frame->count ? hash_of(kind, text, length) : 0;
	size_t from = 0;
	size_t to = frame ? frame->count : 0;

	if (!hash)
		return SITE_SHARE_FEW;
	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (frame->blocks[middle] < hash)
			from = middle + 1;
		else
			to = middle;
	}
	if (from == frame->count || (frame->blocks[from] & ~most_bit) != hash)
		return SITE_SHARE_FEW;
	return frame->blocks[from] & most_bit ? SITE_SHARE_MOST : SITE_SHARE_MANY;
}

bool site_frame_is_own_title(const struct site_frame *frame, const char *title,
	const char *text, size_t length)
{
	uint64_t hash = hash_of(SITE_BLOCK_TITLE, text, length);
	size_t offset = 0;
	size_t piece_length;
	const char *piece;

	while ((piece = title_next_piece(title, &offset, &piece_length))) {
		if (hash && hash_of(SITE_BLOCK_TITLE, piece, piece_length) == hash)
			return site_frame_share(
				       frame, SITE_BLOCK_TITLE, piece, piece_length)
				== SITE_SHARE_FEW;
	}
	return false;
}

/* What is known of a document's blocks on the way. */
struct sieve {
	const struct document *document;
	const struct site_frame *frame;
	const struct wording *wording;
	enum boilerplate_source source;
	const char *title;
	enum site_share *shares; /* of a block that has to stay: few */
	bool *gone;
};

static size_t size_of(const struct sieve *sieve, size_t i)
{
	const struct block *block = &sieve->document->blocks[i];

	return block->end - block->start;
}

static const char *text_of(const struct sieve *sieve, size_t i)
{
	return sieve->document->text.bytes + sieve->document->blocks[i].start;
}

static enum block_kind kind_at(const struct sieve *sieve, size_t i)
{
	return sieve->document->blocks[i].kind;
}

/*
 * The label of a fact sheet. Without a colon it may as well be an entry of a
 * menu; one whose value stands below it is followed by something of the page.
 */
static bool is_label(const struct sieve *sieve, size_t i)
{
	const char *text = text_of(sieve, i);
	size_t length = size_of(sieve, i);
	size_t end;

	if (labels_find(sieve->wording->labels, text, length, &end) == LABEL_NONE)
		return false;
	return (end && text[end - 1] == ':')
		|| (i + 1 < sieve->document->block_count
			&& sieve->shares[i + 1] == SITE_SHARE_FEW);
}

/* A kicker at the top tells the page's type even where all pages have it. */
static bool is_kicker(const struct sieve *sieve, size_t i)
{
	enum page_type type;

	return i < KICKER_BLOCKS
		&& boilerplate_is_kicker(sieve->wording->phrases, text_of(sieve, i),
			size_of(sieve, i), &type);
}

static bool is_own_title(const struct sieve *sieve, size_t i)
{
	return kind_at(sieve, i) == BLOCK_HEADING
		&& site_frame_is_own_title(
			sieve->frame, sieve->title, text_of(sieve, i), size_of(sieve, i));
}

static void find_shares(struct sieve *sieve)
{
	bool below = false;

	for (size_t i = 0; i < sieve->document->block_count; i++) {
		enum site_block kind =
			kind_of(&sieve->document->blocks[i], sieve->source, &below);

		sieve->shares[i] = site_frame_share(
			sieve->frame, kind, text_of(sieve, i), size_of(sieve, i));
	}
}

/* What is of use where it stands is as good as the page's own. */
static void spare_needed(struct sieve *sieve)
{
	bool listed = false; /* below the label of a list */

	for (size_t i = 0; i < sieve->document->block_count; i++) {
		bool framed = sieve->shares[i] != SITE_SHARE_FEW;
		bool heading = kind_at(sieve, i) == BLOCK_HEADING;
		bool label = (framed || heading) && is_label(sieve, i);

		if (heading)
			listed = label;
		if (framed
			&& (label || (listed && kind_at(sieve, i) == BLOCK_ITEM)
				|| is_kicker(sieve, i) || is_own_title(sieve, i)))
			sieve->shares[i] = SITE_SHARE_FEW;
	}
}

/* Of the frame's blocks in a row: whether they are more than a chance. */
static bool is_run(const struct sieve *sieve, size_t from, size_t to)
{
	bool long_one = false;
	bool most = false;

	for (size_t i = from; i < to; i++) {
		long_one |= size_of(sieve, i) >= LONG_BLOCK;
		most |= sieve->shares[i] == SITE_SHARE_MOST;
	}
	if (from == 0 || to == sieve->document->block_count)
		return most || to - from > 1;
	return to - from >= RUN_LEAST || (long_one && (most || to - from > 1));
}

static void drop_runs(struct sieve *sieve)
{
	size_t count = sieve->document->block_count;
	size_t end;

	for (size_t i = 0; i < count; i = end + 1) {
		end = i;
		while (end < count && sieve->shares[end] != SITE_SHARE_FEW)
			end++;
		if (end > i && is_run(sieve, i, end))
			memset(sieve->gone + i, true, end - i);
	}
}

/* Headings of the frame go with all that stands below them. */
static void drop_headings(struct sieve *sieve)
{
	const struct document *document = sieve->document;
	bool empty = false; /* all of the section below, and there was some */

	for (size_t i = document->block_count; i-- > 0;) {
		if (document->blocks[i].kind != BLOCK_HEADING) {
			bool last = i + 1 == document->block_count
				|| document->blocks[i + 1].kind == BLOCK_HEADING;

			empty = sieve->gone[i] && (last || empty);
			continue;
		}
		if (empty && sieve->shares[i] != SITE_SHARE_FEW)
			sieve->gone[i] = true;
		empty = false;
	}
}

/* Only what most pages have, and only at the beginning and end. */
static void drop_ends(struct sieve *sieve)
{
	size_t count = sieve->document->block_count;

	memset(sieve->gone, false, count);
	for (size_t i = 0; i < count && sieve->shares[i] == SITE_SHARE_MOST; i++)
		sieve->gone[i] = true;
	for (size_t i = count; i-- > 0 && sieve->shares[i] == SITE_SHARE_MOST;)
		sieve->gone[i] = true;
}

static size_t bytes_left(const struct sieve *sieve)
{
	size_t left = 0;

	for (size_t i = 0; i < sieve->document->block_count; i++)
		left += sieve->gone[i] ? 0 : size_of(sieve, i);
	return left;
}

static bool is_enough(const struct sieve *sieve)
{
	size_t left = bytes_left(sieve);

	return left >= LEFT_LEAST && left * LEFT_SHARE >= sieve->document->text.length;
}

void site_frame_drop(const struct site_frame *frame, const struct wording *wording,
	enum boilerplate_source source, const char *title, struct document *document)
{
	size_t count = document->block_count;

	if (!frame || !frame->count || !count)
		return;
	struct sieve sieve = {.document = document,
		.frame = frame,
		.wording = wording,
		.source = source,
		.title = title,
		.shares = alloc_zeroed(count, sizeof(*sieve.shares)),
		.gone = alloc_zeroed(count, sizeof(*sieve.gone))};

	find_shares(&sieve);
	spare_needed(&sieve);
	drop_runs(&sieve);
	drop_headings(&sieve);
	if (!is_enough(&sieve))
		drop_ends(&sieve);
	if (bytes_left(&sieve) >= NOTHING_LEFT)
		document_drop_blocks(document, sieve.gone);
	free(sieve.shares);
	free(sieve.gone);
}
