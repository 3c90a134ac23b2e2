/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/document_search.h"

#include "answers/searcher.h"
#include "answers/snippet.h"
#include "base/scope.h"
#include "snapshot/shelf.h"

#include <string.h>

void found_document_release(struct found_document *found)
{
	hit_release(&found->page);
	similar_release(&found->similar);
	if (found->snapshot)
		shelf_give_back(found->shelf, &found->snapshot);
	*found = (struct found_document){0};
}

struct document_task {
	const char *id;
	size_t similar;
	struct found_document found;
};

static bool do_search(const struct workplace *place, void *task_, struct error *err)
{
	struct document_task *task = task_;
	SCOPED(found_document_release) struct found_document found = {.generation = 0};
	SCOPED(snippet_terms_release) struct snippet_terms none = {0};
	struct error reason = {0};
	uint32_t document;

	found.tables = place->tables;
	found.generation = place->snapshot->generation;
	if (index_reader_find(
		    place->reader, task->id, strlen(task->id), &document, &reason)) {
		hit_write(place, document, &none, &found.page);
		if (!similar_find(place, document, task->similar, &found.similar, err))
			return false;
	} else if (reason.kind != ERROR_MISSING) {
		*err = reason;
		return false;
	}
	task->found = found;
	memset(&found, 0, sizeof(found)); /* it is the task's now */
	return true;
}

bool document_search(struct searcher *searcher, const char *id, size_t similar,
	struct found_document *out, struct error *err)
{
	struct document_task task = {.id = id, .similar = similar};
	struct snapshot *snapshot = NULL;

	if (!searcher_do(searcher, 0, do_search, &task, &snapshot, err))
		return false;
	*out = task.found;
	out->shelf = searcher->shelf;
	out->snapshot = snapshot;
	return true;
}
