/* SPDX-License-Identifier: GPL-2.0-or-later */
/* lexicon_file: writes what text/lexicon.h maps. */
#ifndef TEXT_TOOLS_LEXICON_FILE_H
#define TEXT_TOOLS_LEXICON_FILE_H

#include "base/error.h"
#include "tools/lexicon_forms.h"

bool lexicon_file_write(
	const struct lexicon_forms *forms, const char *path, struct error *err);

#endif
