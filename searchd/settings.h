/* SPDX-License-Identifier: GPL-2.0-or-later */
/* settings: what the command line of regio-searchd says, and the file it names. */
#ifndef SEARCHD_SETTINGS_H
#define SEARCHD_SETTINGS_H

#include "base/error.h"
#include "text/ini.h"

enum { SETTINGS_PER_ADDRESS_UNSET = -1 };

enum settings_wish { WISH_SERVE, WISH_HELP, WISH_VERSION };

/* The strings are those of argv, or the file's. {0} is empty; the caller releases it. */
struct settings {
	enum settings_wish wish;
	const char *listen; /* ADDRESS:PORT */
	const char *index;  /* folder */
	unsigned workers;
	unsigned queue;    /* requests that may wait for a worker */
	unsigned cache_mb; /* of answers, 0: none is */
	int per_address;   /* connections of one address at a time, 0: any number */
	const char *access_log, *empty_log; /* files, "-": standard output; or NULL */
	const char *config;                 /* the file; or NULL */
	struct ini file;                    /* what it says */
};

/*
 * The command line wins over the file. ERROR_INVALID: an unknown option or key,
 * or a value that will not do; of the file with its name and line.
 */
bool settings_parse(int argc, char **argv, struct settings *out, struct error *err);
void settings_release(struct settings *settings);

/* How to call the program. */
extern const char settings_help[];

#endif
