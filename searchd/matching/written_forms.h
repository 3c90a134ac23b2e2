/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * written_forms: checks on the stored words of documents whether a form of a word is
 * written in them; the engine has only stems, which many words share.
 */
#ifndef SEARCHD_MATCHING_WRITTEN_FORMS_H
#define SEARCHD_MATCHING_WRITTEN_FORMS_H

#include "matching/verdicts.h"
#include "query/query.h"
#include "ranking/matches.h"
#include "snapshot/snapshot.h"

/*
 * Keeps the matches in which a form of the word is written, where a term of it stands:
 * in the title, if the word is of that field, or anywhere. verdicts, of the snapshot,
 * are asked first and added to; NULL: there are none.
 */
void written_forms_filter(const struct snapshot *snapshot, struct verdicts *verdicts,
	const struct query *word, struct matches *matches);

#endif
