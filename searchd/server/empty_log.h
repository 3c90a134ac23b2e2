/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * empty_log: searches that found nothing, for who looks after the index: a JSON
 * object a line, with the time and the parameters; nothing of who asked.
 */
#ifndef SEARCHD_SERVER_EMPTY_LOG_H
#define SEARCHD_SERVER_EMPTY_LOG_H

#include "http/log_file.h"
#include "http/visit.h"

/* visit: a search that was answered, so that its parameters are valid. */
void empty_log_write(struct log_file *log, const struct visit *visit);

#endif
