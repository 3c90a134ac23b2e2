/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/answer.h"

#include "facets/facet_list.h"
#include "snapshot/shelf.h"

#include <stdlib.h>

void answer_release(struct answer *answer)
{
	for (size_t i = 0; i < answer->hit_count; i++) {
		hit_release(&answer->hits[i]);
		if (answer->explanations)
			explanation_release(&answer->explanations[i]);
	}
	free(answer->hits);
	buf_release(&answer->next_cursor);
	free(answer->explanations);
	query_free(&answer->read_as);
	buf_release(&answer->understood);
	for (int i = 0; i < FIELD_FACET_COUNT; i++)
		facet_list_release(&answer->facets[i]);
	free(answer->ranges);
	translations_release(&answer->translations);
	translations_release(&answer->synonyms);
	suggestion_release(&answer->suggestion);
	rescue_release(&answer->rescue);
	if (answer->snapshot)
		shelf_give_back(answer->shelf, &answer->snapshot);
	*answer = (struct answer){0};
}
