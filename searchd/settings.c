/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "settings.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/scope.h"
#include "machine.h"
#include "writing/site_address.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	WORKERS_MAX = 256,
	QUEUE_MAX = 100000,
	QUEUE_DEFAULT = 256,
	PER_ADDRESS_MAX = 100000,
	CACHE_MB_MAX = 65536,
	CACHE_MB_DEFAULT = 32,
	POSTINGS_MB_MAX = 1 << 20,
	POSTINGS_MB_LEAST = 128,   /* of the default */
	POSTINGS_MEMORY_SHARE = 8, /* one of so many */
	NO_LETTER = 256,           /* and on: options that have none */
};

const char settings_help[] =
	"Usage: regio-searchd [OPTION]... INDEX\n"
	"Serves the search page and the search API over an index of regio-indexer.\n"
	"\n"
	"  -l, --listen ADDRESS:PORT  where to listen (default 127.0.0.1:8080); port 0\n"
	"                             takes a free one\n"
	"  -w, --workers N            threads that search (default: one a processor)\n"
	"      --queue N              requests that wait for them (default 256)\n"
	"      --per-address N        connections of one client (default 64; local: any)\n"
	"      --cache-mb N           megabytes of answers that are kept (default 32)\n"
	"      --postings-mb N        megabytes of postings kept (default: memory / 8)\n"
	"      --public-url URL       its address on the web (default: as clients say)\n"
	"      --access-log FILE      a line a request, combined format; -: stdout\n"
	"      --empty-log FILE       searches that found nothing, without who asked\n"
	"      --config FILE          a file that says the same, below [searchd]\n"
	"  -h, --help; -V, --version  this text; the version\n"
	"\n"
	"The first line on standard output is \"listening on http://ADDRESS:PORT\".\n"
	"SIGTERM ends after the running requests, SIGHUP opens the logs anew.\n"
	"Exit status: 0 ended by a signal, 2 wrong usage, 5 the system refused.\n"
	"\n"
	"Examples:\n"
	"  regio-searchd /var/lib/regiosearch\n"
	"  regio-searchd --listen '[::1]:0' --workers 8 index\n";

static bool parse_number(
	const char *text, unsigned min, unsigned max, unsigned *out, struct error *err)
{
	size_t length = strspn(text, "0123456789");
	unsigned long number = strtoul(text, NULL, 10);

	if (!length || length > 9 || text[length] || number < min || number > max)
		return error_set(err, ERROR_INVALID,
			"needs a whole number from %u to %u, not \"%.40s\"", min, max,
			text);
	*out = (unsigned)number;
	return true;
}

static bool take_listen(const char *value, struct settings *out, struct error *err)
{
	(void)err;
	out->listen = value;
	return true;
}

static bool take_workers(const char *value, struct settings *out, struct error *err)
{
	return parse_number(value, 1, WORKERS_MAX, &out->workers, err);
}

static bool take_queue(const char *value, struct settings *out, struct error *err)
{
	return parse_number(value, 1, QUEUE_MAX, &out->queue, err);
}

static bool take_per_address(const char *value, struct settings *out, struct error *err)
{
	unsigned number = 0;

	if (!parse_number(value, 0, PER_ADDRESS_MAX, &number, err))
		return false;
	out->per_address = (int)number;
	return true;
}

static bool take_cache_mb(const char *value, struct settings *out, struct error *err)
{
	return parse_number(value, 0, CACHE_MB_MAX, &out->cache_mb, err);
}

static bool take_postings_mb(const char *value, struct settings *out, struct error *err)
{
	return parse_number(value, 0, POSTINGS_MB_MAX, &out->postings_mb, err);
}

static bool take_public_url(const char *value, struct settings *out, struct error *err)
{
	if (!site_address_is_valid(value))
		return error_set(err, ERROR_INVALID,
			"needs an address like https://search.example, not \"%.60s\"",
			value);
	out->public_url = value;
	return true;
}

static bool take_access_log(const char *value, struct settings *out, struct error *err)
{
	(void)err;
	out->access_log = value;
	return true;
}

static bool take_empty_log(const char *value, struct settings *out, struct error *err)
{
	(void)err;
	out->empty_log = value;
	return true;
}

static bool take_index(const char *value, struct settings *out, struct error *err)
{
	(void)err;
	out->index = value;
	return true;
}

static bool take_config(const char *value, struct settings *out, struct error *err)
{
	(void)err;
	out->config = value;
	return true;
}

enum home { HOME_BOTH, HOME_LINE, HOME_FILE };

static const struct setting {
	const char *name;
	bool (*take)(const char *value, struct settings *out, struct error *err);
	int letter;
	enum home home; /* where it may be said */
} table[] = {
	{"listen", take_listen, 'l', HOME_BOTH},
	{"workers", take_workers, 'w', HOME_BOTH},
	{"queue", take_queue, NO_LETTER, HOME_BOTH},
	{"per-address", take_per_address, NO_LETTER + 1, HOME_BOTH},
	{"cache-mb", take_cache_mb, NO_LETTER + 2, HOME_BOTH},
	{"postings-mb", take_postings_mb, NO_LETTER + 3, HOME_BOTH},
	{"public-url", take_public_url, NO_LETTER + 4, HOME_BOTH},
	{"access-log", take_access_log, NO_LETTER + 5, HOME_BOTH},
	{"empty-log", take_empty_log, NO_LETTER + 6, HOME_BOTH},
	{"config", take_config, NO_LETTER + 7, HOME_LINE},
	{"index", take_index, 0, HOME_FILE},
};

enum { SETTINGS = sizeof(table) / sizeof(table[0]) };

static unsigned processors(void)
{
	unsigned count = machine_processors();

	return count < WORKERS_MAX ? count : WORKERS_MAX;
}

static unsigned postings_mb(void)
{
	size_t mb = (machine_memory() / POSTINGS_MEMORY_SHARE) >> 20;

	if (mb > POSTINGS_MB_MAX)
		return POSTINGS_MB_MAX;
	return mb < POSTINGS_MB_LEAST ? POSTINGS_MB_LEAST : (unsigned)mb;
}

static bool refuse(int option, char **argv, struct error *err)
{
	return error_set(err, ERROR_INVALID,
		option == ':' ? "option \"%.60s\" needs a value"
			      : "there is no option \"%.60s\"",
		argv[optind - 1]);
}

/* *said: which were said, a bit each. */
static bool take_option(
	int option, char **argv, unsigned *said, struct settings *out, struct error *err)
{
	char name[32];

	if (option == 'h' || option == 'V') {
		out->wish = option == 'h' ? WISH_HELP : WISH_VERSION;
		return true;
	}
	for (int i = 0; i < SETTINGS; i++) {
		if (!table[i].letter || table[i].letter != option)
			continue;
		*said |= 1U << i;
		snprintf(name, sizeof(name), "--%s", table[i].name);
		return table[i].take(optarg, out, err) || error_at(err, name);
	}
	return refuse(option, argv, err);
}

static bool read_line(
	int argc, char **argv, unsigned *said, struct settings *out, struct error *err)
{
	struct option options[SETTINGS + 3] = {
		{"help", no_argument, NULL, 'h'}, {"version", no_argument, NULL, 'V'}};
	int count = 2;
	int option;

	for (int i = 0; i < SETTINGS; i++) {
		if (table[i].home != HOME_FILE)
			options[count++] = (struct option){
				table[i].name, required_argument, NULL, table[i].letter};
	}
	opterr = 0;
	while (out->wish == WISH_SERVE
		&& (option = getopt_long(argc, argv, ":l:w:hV", options, NULL)) != -1) {
		if (!take_option(option, argv, said, out, err))
			return false;
	}
	if (argc - optind > 1)
		return error_set(err, ERROR_INVALID, "name one index only");
	if (argc > optind) {
		out->index = argv[optind];
		*said |= 1U << (SETTINGS - 1);
	}
	return true;
}

/* What the command line said is checked in the file as well, and left as it is. */
static bool take_key(const struct ini_line *line, unsigned said, struct settings *out,
	struct error *err)
{
	struct settings unused = {0};

	if (strcmp(line->section, "searchd") != 0 || *line->argument)
		return error_set(err, ERROR_INVALID,
			"there is no section [%.40s]; put all below [searchd]",
			line->section);
	if (!line->key)
		return true;
	for (int i = 0; i < SETTINGS; i++) {
		if (table[i].home == HOME_LINE || strcmp(table[i].name, line->key) != 0)
			continue;
		return table[i].take(line->value, said & 1U << i ? &unused : out, err)
			|| error_at(err, line->key);
	}
	return error_set(err, ERROR_INVALID,
		"there is no %.40s; the keys are the names of the options, and index",
		line->key);
}

static bool read_file(unsigned said, struct settings *out, struct error *err)
{
	SCOPED(buf_release) struct buf bytes = {0};
	SCOPED(buf_release) struct buf where = {0};
	struct error reason = {0};

	if (!file_read(out->config, &bytes, err)) {
		err->kind = ERROR_INVALID;
		return false;
	}
	ini_open(&out->file, buf_string(&bytes), bytes.length);
	while (ini_next(&out->file, &reason)) {
		if (!take_key(&out->file.line, said, out, &reason))
			break;
	}
	if (!reason.kind)
		return true;
	buf_add_format(&where, "%s:%lu", out->config, out->file.line.number);
	*err = reason;
	return error_at(err, buf_string(&where));
}

bool settings_parse(int argc, char **argv, struct settings *out, struct error *err)
{
	SCOPED(settings_release)
	struct settings settings = {.listen = "127.0.0.1:8080",
		.workers = processors(),
		.queue = QUEUE_DEFAULT,
		.cache_mb = CACHE_MB_DEFAULT,
		.postings_mb = postings_mb(),
		.per_address = SETTINGS_PER_ADDRESS_UNSET};
	unsigned said = 0;

	if (!read_line(argc, argv, &said, &settings, err))
		return false;
	if (settings.wish == WISH_SERVE) {
		if (settings.config && !read_file(said, &settings, err))
			return false;
		if (!settings.index)
			return error_set(
				err, ERROR_INVALID, "name the folder of the index");
	}
	*out = settings;
	settings = (struct settings){0};
	return true;
}

void settings_release(struct settings *settings)
{
	ini_release(&settings->file);
}
