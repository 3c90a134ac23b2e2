/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ledger_key: the part of the ledger on the keys of its notes on files, which
 * hold all that is needed of a file that did not change:
 *
 *	file:SOURCE:FILE:SIZE:MTIME:=ID:FRAME[:STAMP]
 *	                           :*DOCUMENTS:REFUSALS[:STAMP]
 *	                           :![:STAMP]
 *	                           :~ID
 *	                           :-ID
 *
 * one line for each of enum ledger_state.
 */
#ifndef INDEXER_LEDGER_LEDGER_KEY_H
#define INDEXER_LEDGER_LEDGER_KEY_H

#include "ledger/ledger.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	LEDGER_KEY_HEAD = 5 + 2 * (DIGEST_LETTERS + 1), /* bytes */
	LEDGER_KEY_MAX = 250,                           /* with a NUL */
};

/* Every key of the file begins with it: "file:SOURCE:FILE:". */
void ledger_key_write_head(const struct ledger_key *key, char out[LEDGER_KEY_HEAD + 1]);

void ledger_key_write(const struct ledger_key *key, const struct ledger_file *file,
	char out[LEDGER_KEY_MAX]);

/* False: the note is damaged. */
bool ledger_key_parse(
	const char *text, size_t length, struct ledger_key *key, struct ledger_file *out);

#endif
