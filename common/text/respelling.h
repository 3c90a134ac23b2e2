/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * respelling: one spelling for words that may be spelled in two ways (Photo and
 * Foto, Potential and Potenzial, organise and organize), and stems where the
 * stemmer would take two words for one (Bürger and Burg). By the table
 * respellings.tsv, which tells how its lines are read.
 */
#ifndef TEXT_RESPELLING_H
#define TEXT_RESPELLING_H

#include "base/buf.h"

enum respelling_kind { RESPELLING_WORD, RESPELLING_STEM };

struct respelling;

/* language is an ISO 639-1 code; of one that the table has not, nothing changes. */
struct respelling *respelling_open(const char *language);
void respelling_close(struct respelling **respelling);

/* Changes a folded word; tells whether it is a stem now. Any thread. */
enum respelling_kind respelling_apply(
	const struct respelling *respelling, struct buf *word);

#endif
