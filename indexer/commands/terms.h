/* SPDX-License-Identifier: GPL-2.0-or-later */
/* terms: the command that shows what the analyser makes of a text. */
#ifndef INDEXER_COMMANDS_TERMS_H
#define INDEXER_COMMANDS_TERMS_H

#include "base/error.h"

#include <stddef.h>
#include <stdio.h>

struct options;

/* Reads standard input; it is refused if it is not UTF-8. */
bool terms_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err);

#endif
