/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kind_path: the signs of a page's type that lie in its address. */
#ifndef INDEXER_PAGES_KIND_PATH_H
#define INDEXER_PAGES_KIND_PATH_H

#include "pages/kind_signs.h"

/* path: a URL, or a path below a source. */
void kind_path_read(
	const struct kind_rules *rules, const char *path, struct kind_signs *signs);

#endif
