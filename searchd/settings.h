/* SPDX-License-Identifier: GPL-2.0-or-later */
/* settings: what the command line of regio-searchd says. */
#ifndef SEARCHD_SETTINGS_H
#define SEARCHD_SETTINGS_H

#include "base/error.h"

enum { SETTINGS_PER_ADDRESS_UNSET = -1 };

enum settings_wish { WISH_SERVE, WISH_HELP, WISH_VERSION };

/* The strings are those of argv. */
struct settings {
	enum settings_wish wish;
	const char *listen;     /* ADDRESS:PORT */
	const char *index;      /* folder */
	const char *public_url; /* of the service as others see it; NULL: not said */
	unsigned workers;
	unsigned cache_mb; /* of answers, 0: none is kept */
	int per_address;   /* connections of one address at a time, 0: any number */
};

/* ERROR_INVALID: an unknown option, or a value that will not do. */
bool settings_parse(int argc, char **argv, struct settings *out, struct error *err);

/* How to call the program. */
extern const char settings_help[];

#endif
