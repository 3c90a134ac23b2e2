/* SPDX-License-Identifier: GPL-2.0-or-later */
/* options: the command line, read, checked and explained. */
#ifndef INDEXER_CONFIG_OPTIONS_H
#define INDEXER_CONFIG_OPTIONS_H

#include "base/buf.h"
#include "base/error.h"
#include "text/language.h"

#include <stdbool.h>
#include <stdint.h>

enum command {
	COMMAND_UPDATE,
	COMMAND_REBUILD,
	COMMAND_REMOVE,
	COMMAND_WATCH,
	COMMAND_VERIFY,
	COMMAND_ROLLBACK,
	COMMAND_REPORT,
	COMMAND_CHANGES,
	COMMAND_INSPECT,
	COMMAND_TERMS,
	COMMAND_COUNT, /* none was named */
};

enum options_action { OPTIONS_RUN, OPTIONS_HELP, OPTIONS_VERSION };

struct options {
	enum options_action action;
	enum command command;
	bool json, atom, dry_run, wait, quiet, complete, keep_vanished;
	int jobs;               /* processes that read pages, at least 1 */
	int poll_s;             /* between two looks at sources that are watched */
	int keep;               /* generations, the current one included; at least 1 */
	int64_t since_s;        /* since 1970 */
	const char *base_url;   /* NULL: none */
	const char *site;       /* a folder; NULL: none */
	const char *config;     /* path of a configuration; NULL: none */
	enum language language; /* LANGUAGE_UNKNOWN: to be detected */
	char **operands;        /* behind the command's name; part of argv */
	int operand_count;
};

/*
 * Reads argv, whose order it may change. ERROR_INVALID: an unknown or wrong
 * word; the text names the nearest that is known.
 */
bool options_parse(int argc, char **argv, struct options *out, struct error *err);

/* Whether it can stand before the paths of pages. */
bool options_is_base_url(const char *text);

/* Appends the help of a command, or of the program for COMMAND_COUNT. */
void options_help(enum command command, struct buf *out);

#endif
