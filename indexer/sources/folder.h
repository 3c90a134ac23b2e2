/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * folder: walks the pages below a folder, folder by folder, names in byte
 * order. Symbolic links, FIFOs, devices and files of kinds that are not read
 * are left out; nothing outside the folder is ever opened.
 */
#ifndef INDEXER_SOURCES_FOLDER_H
#define INDEXER_SOURCES_FOLDER_H

#include "base/error.h"
#include "sources/item.h"

#include <sys/stat.h>

enum { FOLDER_DEPTH_MAX = 128 }; /* a descriptor a level */

struct folder;

/* path is a folder's, without symbolic links at its end. */
bool folder_open(const char *path, struct folder **out, struct error *err);
void folder_close(struct folder **folder);

enum folder_step {
	FOLDER_END,
	FOLDER_FILE,
	FOLDER_REFUSED, /* a folder: unreadable (ERROR_SYSTEM), too deep (ERROR_INVALID) */
};

struct folder_file {
	const char *path; /* below the root; valid until the next step */
	size_t length;
	enum item_format format;
	struct stat status;
};

/* The next file, or folder that cannot be walked: err says why. */
enum folder_step folder_next(
	struct folder *folder, struct folder_file *out, struct error *err);

/* Opens the file that folder_next() told last; the caller closes *out. */
bool folder_open_file(const struct folder *folder, int *out, struct error *err);

/*
 * Opens a file below the folder at root by its path, none of which may be a symbolic
 * link; the caller closes *out.
 */
bool folder_open_path(const char *root, const char *path, int *out, struct error *err);

#endif
