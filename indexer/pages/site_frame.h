/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * site_frame: the blocks that stand on many pages of one site (slogans,
 * addresses, teasers, menus of a flattened page), and their removal from a
 * page's text. What a single page cannot tell, since its markup may be gone or
 * say nothing, shows by repetition; compare Yi, Liu and Li, "Eliminating noisy
 * information in Web pages for data mining" (KDD 2003).
 *
 * A frame is found in a sample of a site's pages. Blocks are compared by
 * hashes of their letters and digits, so a page costs a few microseconds.
 */
#ifndef INDEXER_PAGES_SITE_FRAME_H
#define INDEXER_PAGES_SITE_FRAME_H

#include "pages/boilerplate.h"
#include "pages/document.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SITE_FRAME_PAGE_MOST = 512, /* blocks of a page that are looked at */
	SITE_FRAME_TITLE_MOST = 16, /* pieces of its title */
	SITE_FRAME_MOST = 1024,     /* blocks of a frame */
};

/* Hashes of blocks. {0} is empty. */
struct block_hashes {
	uint64_t *hashes;
	size_t count, room;
};

void block_hashes_add(struct block_hashes *hashes, uint64_t hash);
void block_hashes_add_bytes(const char *bytes, size_t length,
	struct block_hashes *out);                     /* as they lie in memory */
void block_hashes_settle(struct block_hashes *hashes); /* sorts; each is there once */
void block_hashes_release(struct block_hashes *hashes);

/* Adds those of a page: its text with all that is around it. */
void site_frame_add_page(const struct document *document, enum boilerplate_source source,
	struct block_hashes *out);

/* Adds those of the pieces of what a page calls itself (title.h); NULL-safe. */
void site_frame_add_title(const char *title, struct block_hashes *out);

/* Whether they may be those of one page: settled, no more than are looked at. */
bool site_frame_is_page(const struct block_hashes *hashes);

/* Sorted. The lowest bit of each: at least half of the pages have the block. */
struct site_frame {
	const uint64_t *blocks;
	size_t count;
};

/* Whether it is one: sorted, each block there once, no more than SITE_FRAME_MOST. */
bool site_frame_is_valid(const struct site_frame *frame);

/*
 * The frame that pages show whose settled hashes are in *all, which is sorted;
 * *out gets what can be read as site_frame.blocks. Nothing from few pages.
 */
void site_frame_find(struct block_hashes *all, size_t pages, struct block_hashes *out);

/*
 * What a block is. One that is a heading here and an item of a menu elsewhere
 * is not the same; nor, where no markup tells, one above the text and below it.
 */
enum site_block {
	SITE_BLOCK_TEXT,
	SITE_BLOCK_HEADING,
	SITE_BLOCK_TEXT_BELOW,
	SITE_BLOCK_HEADING_BELOW,
	SITE_BLOCK_TITLE, /* a piece of what the page calls itself */
};

/* How many pages have a block like this. */
enum site_share {
	SITE_SHARE_FEW,
	SITE_SHARE_MANY, /* three of ten */
	SITE_SHARE_MOST, /* half */
};

/* frame may be NULL. */
enum site_share site_frame_share(const struct site_frame *frame, enum site_block kind,
	const char *text, size_t length);

/* What the page calls itself (title; NULL: nothing) names this text and not the site. */
bool site_frame_is_own_title(const struct site_frame *frame, const char *title,
	const char *text, size_t length);

struct wording;

/*
 * Moves the frame's blocks from the document's text to what it dropped: long
 * ones, several in a row, and those at the beginning and end. Labels of fact
 * sheets and the lists below them stay, and so does a heading with text of its
 * own below it, and what the page calls itself (title; may be NULL). If hardly
 * anything would be left, less goes, or nothing.
 */
void site_frame_drop(const struct site_frame *frame, const struct wording *wording,
	enum boilerplate_source source, const char *title, struct document *document);

#endif
