/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hit_list: the results of a search, one under the other. */
#ifndef SEARCHD_PAGES_HIT_LIST_H
#define SEARCHD_PAGES_HIT_LIST_H

#include "answers/search.h"
#include "pages/search_form.h"

/* site: of the service, for the addresses in citations. */
void hit_list_write(struct buf *page, const struct search_form *form,
	const struct answer *answer, const char *site);

/* Links to the pages of the list around the one on show; nothing if there is one only. */
void hit_list_write_paging(
	struct buf *page, const struct search_form *form, const struct answer *answer);

#endif
