/* SPDX-License-Identifier: GPL-2.0-or-later */
/* file: whole files in and out. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/error.h"

/* Reads all of path. *out is written on success only; the caller releases it. */
bool file_read(const char *path, struct buf *out, struct error *err);

/*
 * Makes the bytes what path holds: wholly or not at all, and on disk when this
 * returns. PATH.new is its name until then.
 */
bool file_replace(const char *path, const char *bytes, size_t length, struct error *err);

/* Has the names in a folder on disk. */
bool file_sync_folder(const char *path, struct error *err);

#endif
