/* SPDX-License-Identifier: GPL-2.0-or-later */
/* scratch: folders that do not outlive the run. */
#ifndef INDEXER_SYSTEM_SCRATCH_H
#define INDEXER_SYSTEM_SCRATCH_H

#include "base/error.h"

/* Makes a folder in TMPDIR, or /tmp; the caller removes it. */
bool scratch_make(char **out, struct error *err);

/* Deletes the folder and all in it, and frees its path. A failure leaves rubbish. */
void scratch_remove(char **path);

#endif
