/* SPDX-License-Identifier: GPL-2.0-or-later */
/* explanation_box: why a hit is where it is, in words, for who asks. */
#ifndef SEARCHD_PAGES_EXPLANATION_BOX_H
#define SEARCHD_PAGES_EXPLANATION_BOX_H

#include "answers/explanation.h"
#include "base/buf.h"
#include "query/request.h"

/* Folded away until it is opened. */
void explanation_box_write(struct buf *page, const struct request *request,
	const struct explanation *explanation);

#endif
