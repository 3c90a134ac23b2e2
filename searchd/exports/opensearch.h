/* SPDX-License-Identifier: GPL-2.0-or-later */
/* opensearch: /opensearch.xml, how a browser searches here (OpenSearch 1.1, draft 6). */
#ifndef SEARCHD_EXPORTS_OPENSEARCH_H
#define SEARCHD_EXPORTS_OPENSEARCH_H

#include "http/reply.h"
#include "http/visit.h"

void opensearch_answer(const struct visit *visit, struct reply *out);

#endif
