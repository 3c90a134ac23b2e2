/* SPDX-License-Identifier: GPL-2.0-or-later */
/* file: whole files in and out. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/error.h"

/* Reads all of path. *out is written on success only; the caller releases it. */
bool file_read(const char *path, struct buf *out, struct error *err);

#endif
