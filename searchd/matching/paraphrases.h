/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * paraphrases: which of the words of a question are also looked for in other words, as
 * parts that stand near each other (QUERY_NEAR). To look for them all could take reading
 * every page, and in a question of many words those that are everywhere tell little.
 */
#ifndef SEARCHD_MATCHING_PARAPHRASES_H
#define SEARCHD_MATCHING_PARAPHRASES_H

#include "base/error.h"
#include "index/index_reader.h"
#include "query/query.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The caller frees items, which are in the tree. */
struct paraphrases {
	struct paraphrase_cost *items;
	size_t count, room;
};

struct paraphrase_cost {
	const struct query *near;
	uint64_t pages; /* that have its rarest word, at most */
};

void paraphrases_release(struct paraphrases *paraphrases);

/*
 * The paraphrases below a QUERY_SOME that are not looked for: all but the rarest
 * QUESTION_PARAPHRASES, and but those next to them that are together with them on
 * QUESTION_PARAPHRASE_SHARE of the documents at most. Errors as matcher_find().
 */
bool paraphrases_left_out(struct index_reader *reader, uint32_t documents,
	const struct query *some, struct paraphrases *out, struct error *err);

#endif
