/* SPDX-License-Identifier: GPL-2.0-or-later */
/* log_file: lines added to a file, whole ones, by any thread. */
#ifndef SEARCHD_HTTP_LOG_FILE_H
#define SEARCHD_HTTP_LOG_FILE_H

#include "base/buf.h"
#include "base/error.h"

struct log_file;

/* path: "-" is standard output; the string must outlive the log. */
bool log_file_open(const char *path, struct log_file **out, struct error *err);
void log_file_close(struct log_file **log);

/*
 * Goes on in a file of that name that may be another one by now, after the old
 * one was renamed. If there is an error, goes on in the old one.
 */
bool log_file_reopen(struct log_file *log, struct error *err);

/* line ends with a line break. What a full disk does not take is lost. */
void log_file_write(struct log_file *log, const struct buf *line);

#endif
