/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sketches: what the index knows of each document to tell whether two are one page. */
#ifndef REVISION_SKETCHES_H
#define REVISION_SKETCHES_H

#include "base/error.h"
#include "index/entry.h"
#include "index/index_reader.h"

/*
 * One a document that has a text and an address, by document number. What has no
 * address is a record that its source tells from others by its id. {0} is empty.
 */
struct sketches {
	struct entry_sketch *items;
	uint32_t *documents;
	size_t count, items_room, documents_room;
};

/* ERROR_BUSY: the index moved on. */
bool sketches_load(struct index_reader *reader, struct sketches *out, struct error *err);
void sketches_release(struct sketches *sketches);

#endif
