/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * programmes: from what a project's page says of its money to the programmes
 * that are meant, each in one spelling. Any thread.
 */
#ifndef VOCABULARY_PROGRAMMES_H
#define VOCABULARY_PROGRAMMES_H

#include "vocabulary/named_values.h"

/*
 * Adds the programmes that programmes.tsv knows (INTERREG IVB, co-financed by the
 * ERDF: Interreg IV B and EFRE). If it knows none, what stands before the first
 * comma or bracket, without quotation marks and the years of a period.
 */
void programmes_read(
	const struct named_values *known, const char *text, struct string_table *out);

#endif
