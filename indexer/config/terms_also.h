/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * terms_also: what words of a query are also looked up as, since the maintainer
 * says that they mean the same; for the command terms.
 */
#ifndef INDEXER_CONFIG_TERMS_ALSO_H
#define INDEXER_CONFIG_TERMS_ALSO_H

#include "base/buf.h"
#include "base/error.h"
#include "text/analyzer.h"

struct config;
struct terms_also;

/*
 * Reads the text, which outlives it, as a query in the language, or in either if
 * that is unknown. NULL in *out: the configuration has no such words. The caller closes it.
 */
bool terms_also_open(const struct config *config, struct analyzer *analyzer,
	const char *text, size_t length, enum language language, struct terms_also **out,
	struct error *err);
void terms_also_close(struct terms_also **also);

/* What begins with the word that begins at a byte: the items of a list. */
void terms_also_write_json(
	const struct terms_also *also, uint32_t start, struct buf *json);

/* The same, a line each; nothing if there is nothing. */
void terms_also_write_text(
	const struct terms_also *also, uint32_t start, struct buf *out);

#endif
