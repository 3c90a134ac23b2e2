/* SPDX-License-Identifier: GPL-2.0-or-later */
/* term_documents: which documents have any of some terms, without scores. */
#ifndef SEARCHD_HELP_TERM_DOCUMENTS_H
#define SEARCHD_HELP_TERM_DOCUMENTS_H

#include "base/string_table.h"
#include "help/trial.h"

/*
 * Of the documents among, or of all if that is NULL, those with any of the terms,
 * whatever filters say; what they score means nothing. out is empty. ERROR_BUSY: the
 * index moved on.
 */
bool term_documents_find(const struct trial *trial, const struct string_table *terms,
	const struct matches *among, struct matches *out, struct error *err);

#endif
