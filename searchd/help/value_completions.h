/* SPDX-License-Identifier: GPL-2.0-or-later */
/* value_completions: cities and clusters whose names begin as a query ends. */
#ifndef SEARCHD_HELP_VALUE_COMPLETIONS_H
#define SEARCHD_HELP_VALUE_COMPLETIONS_H

#include "help/completer.h"

enum { VALUE_COMPLETIONS_MAX = 4 }; /* of each field */

enum value_slips { VALUES_AS_TYPED, VALUES_WITH_SLIPS };

/*
 * Adds those that some page under the filters has, most pages first; what is chosen
 * already is left out. ERROR_BUSY: the index moved on.
 */
bool value_completions_find(const struct completer *completer, enum value_slips slips,
	struct completions *out, struct error *err);

#endif
