/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * survey: what the sites of a source, or of an archive, have on many of their pages. A site is a
 * host of a mirror, else that of the URLs, else a folder at the source's top.
 *
 * Of each site a sample is looked at: the pages with the smallest digests of
 * their ids. So the frames follow from the pages alone, not from the order or
 * the number of runs that brought them; a page is read again once its site's
 * frame is another one. The sample's hashes are kept as notes of the index:
 *
 *	sample:SOURCE:SITE:ID:SIZE:MTIME   hashes of the page's blocks
 *	frame:SOURCE:SITE:MARK             the frame's blocks
 *
 * A run walks a source once for the survey, which opens no file unless a page
 * of a sample is new or changed; then once more up to the last of these.
 */
#ifndef INDEXER_INTAKE_SURVEY_H
#define INDEXER_INTAKE_SURVEY_H

#include "base/digest.h"
#include "base/error.h"
#include "pages/site_frame.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SURVEY_SAMPLE = 32 }; /* pages of a site */

struct batch;
struct item;
struct survey;

/* What is known of the source's sites; the batch must outlive the survey. */
bool survey_open(struct batch *batch, struct digest source, struct survey **out,
	struct error *err);
void survey_close(struct survey **survey);

/* After survey_choose(): whether the frames are sure to stay as they are. */
bool survey_is_settled(const struct survey *survey);

/* In the first walk: the source has this page. Of two with one id the first counts. */
void survey_offer(struct survey *survey, const struct item *item);

/* Ends the first walk: how many pages of samples are to be read. */
bool survey_choose(struct survey *survey, size_t *out, struct error *err);

/* Whether this page is one of them, and was not added yet. */
bool survey_wants(const struct survey *survey, const struct item *item);

/* The page as it was read; no hashes: it cannot be read as a page. */
bool survey_add(struct survey *survey, const struct item *item,
	const struct block_hashes *blocks, struct error *err);

/* After the last page: finds the frames of the sites whose samples changed. */
bool survey_settle(struct survey *survey, struct error *err);

/*
 * The frame of the page's site as it is known; *out lives as long as the
 * survey. *mark tells frames apart; 0: there is none.
 */
bool survey_frame(struct survey *survey, const struct item *item, struct site_frame *out,
	struct error *err);
uint64_t survey_mark(const struct survey *survey, const struct item *item);

/* Tells all frames from other ones; 0: there are none. */
uint64_t survey_mark_of_all(const struct survey *survey);

#endif
