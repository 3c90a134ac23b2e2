/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "settings.h"

#include "site_address.h"

#include <getopt.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

enum {
	WORKERS_MAX = 256,
	PER_ADDRESS_MAX = 100000,
	CACHE_MB_MAX = 65536,
	CACHE_MB_DEFAULT = 32,
	OPTION_PER_ADDRESS = 256, /* has no letter */
	OPTION_CACHE_MB,          /* nor has it */
	OPTION_PUBLIC_URL,
};

const char settings_help[] =
	"Usage: regio-searchd [OPTION]... INDEX\n"
	"Serves the search page and the search API over an index made by regio-indexer.\n"
	"\n"
	"  -l, --listen ADDRESS:PORT  where to listen (default 127.0.0.1:8080); port 0\n"
	"                             takes a free one\n"
	"  -w, --workers N            threads that answer (default: one a processor)\n"
	"      --per-address N        connections of one client address at a time, 0 for\n"
	"                             any number (default 64; 0 on a loopback address,\n"
	"                             where clients may all come through one proxy)\n"
	"      --cache-mb N           megabytes of answers that are kept (default 32)\n"
	"      --public-url URL       its address on the web (default: as clients say)\n"
	"  -h, --help                 this text\n"
	"  -V, --version              the version\n"
	"\n"
	"The first line on standard output is \"listening on http://ADDRESS:PORT\".\n"
	"New documents are served without a restart; an index that does not exist yet is\n"
	"served as soon as it does. SIGTERM ends after the running requests.\n"
	"\n"
	"Examples:\n"
	"  regio-searchd --listen 0.0.0.0:80 --workers 8 /var/lib/regiosearch\n"
	"  regio-searchd --listen '[::1]:0' index\n"
	"\n"
	"Exit status: 0 ended by a signal, 2 wrong usage, 5 the system refused (port\n"
	"taken, no permission).\n";

static bool parse_number(const char *option, const char *text, unsigned max,
	unsigned *out, struct error *err)
{
	size_t length = strspn(text, "0123456789");
	unsigned long number = strtoul(text, NULL, 10);

	if (!length || length > 9 || text[length] || number > max)
		return error_set(err, ERROR_INVALID,
			"%s needs a whole number up to %u, not \"%.40s\"", option, max,
			text);
	*out = (unsigned)number;
	return true;
}

static bool parse_workers(const char *text, unsigned *out, struct error *err)
{
	if (!parse_number("--workers", text, WORKERS_MAX, out, err))
		return false;
	return *out || error_set(err, ERROR_INVALID, "--workers needs at least 1");
}

static bool parse_per_address(const char *text, int *out, struct error *err)
{
	unsigned number = 0;

	if (!parse_number("--per-address", text, PER_ADDRESS_MAX, &number, err))
		return false;
	*out = (int)number;
	return true;
}

/* Those we may run on, which may be fewer than the machine has. */
static unsigned processors(void)
{
	cpu_set_t set;
	int count = sched_getaffinity(0, sizeof(set), &set) ? 1 : CPU_COUNT(&set);

	return count < WORKERS_MAX ? (unsigned)count : WORKERS_MAX;
}

static bool parse_public_url(const char *text, const char **out, struct error *err)
{
	if (!site_address_is_valid(text))
		return error_set(err, ERROR_INVALID,
			"--public-url needs an address like https://search.example, not "
			"\"%.60s\"",
			text);
	*out = text;
	return true;
}

static bool apply(int option, char **argv, struct settings *settings, struct error *err)
{
	switch (option) {
	case 'l':
		settings->listen = optarg;
		return true;
	case 'w':
		return parse_workers(optarg, &settings->workers, err);
	case OPTION_PER_ADDRESS:
		return parse_per_address(optarg, &settings->per_address, err);
	case OPTION_CACHE_MB:
		return parse_number(
			"--cache-mb", optarg, CACHE_MB_MAX, &settings->cache_mb, err);
	case OPTION_PUBLIC_URL:
		return parse_public_url(optarg, &settings->public_url, err);
	case 'h':
		settings->wish = WISH_HELP;
		return true;
	case 'V':
		settings->wish = WISH_VERSION;
		return true;
	case ':':
		return error_set(err, ERROR_INVALID, "option \"%.60s\" needs a value",
			argv[optind - 1]);
	default:
		return error_set(err, ERROR_INVALID, "there is no option \"%.60s\"",
			argv[optind - 1]);
	}
}

bool settings_parse(int argc, char **argv, struct settings *out, struct error *err)
{
	static const struct option options[] = {
		{"listen", required_argument, NULL, 'l'},
		{"workers", required_argument, NULL, 'w'},
		{"per-address", required_argument, NULL, OPTION_PER_ADDRESS},
		{"cache-mb", required_argument, NULL, OPTION_CACHE_MB},
		{"public-url", required_argument, NULL, OPTION_PUBLIC_URL},
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'V'},
		{0},
	};
	struct settings settings = {.listen = "127.0.0.1:8080",
		.workers = processors(),
		.cache_mb = CACHE_MB_DEFAULT,
		.per_address = SETTINGS_PER_ADDRESS_UNSET};
	int option;

	opterr = 0;
	while (settings.wish == WISH_SERVE
		&& (option = getopt_long(argc, argv, ":l:w:hV", options, NULL)) != -1) {
		if (!apply(option, argv, &settings, err))
			return false;
	}
	if (settings.wish == WISH_SERVE && argc - optind != 1)
		return error_set(err, ERROR_INVALID,
			argc == optind ? "name the folder of the index"
				       : "name one index only");
	settings.index = argv[optind];
	*out = settings;
	return true;
}
