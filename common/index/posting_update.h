/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * posting_update: brings what was kept of one revision of an index to the next one,
 * so that a commit does not make everybody decode again. A list that no changed
 * document is or was in is the same in both; from the others these documents are
 * taken, and put back by the terms they have now. What comes of it is what the
 * engine would say.
 */
#ifndef INDEX_POSTING_UPDATE_H
#define INDEX_POSTING_UPDATE_H

#include "base/error.h"
#include "index/index_reader.h"
#include "index/posting_cache.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What commits did to the documents of an index. */
struct document_changes {
	struct document_set documents; /* added, replaced or removed */
	uint32_t first_new;            /* those from this number on were added */
};

/*
 * A cache for the revision that reader reads, from that of an earlier one, which
 * may be in use and stays as it is. It begins with as many bytes. Errors are the
 * reader's.
 */
bool posting_update_make(struct posting_cache *before, struct index_reader *reader,
	const struct document_changes *changes, struct posting_cache **out,
	struct error *err);

#ifdef __cplusplus
}
#endif

#endif
