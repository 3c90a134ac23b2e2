/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config/options.h"

#include "config/nearest.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#define PROGRAM "regio-indexer"

enum {
	WORD_MAX = 32, /* bytes of an option in messages */
	JOBS_MAX = 1024,
	KEEP_MAX = 1000,
	POLL_MAX = 86400,
	POLL_DEFAULT = 300,
	KEEP_DEFAULT = 2, /* something to go back to */
	JOBS_USUAL = 8,   /* at most */
	EVERY = (1 << COMMAND_COUNT) - 1,
	WRITERS = 1 << COMMAND_UPDATE | 1 << COMMAND_REBUILD | 1 << COMMAND_WATCH,
};

static const struct {
	const char *name, *operands, *summary, *example;
	int least, most;
} commands[COMMAND_COUNT] = {
	[COMMAND_UPDATE] = {"update", "INDEX SOURCE...",
		"add what is new, replace what changed, drop what is gone",
		"update index pages/", 2, INT_MAX},
	[COMMAND_REBUILD] = {"rebuild", "INDEX SOURCE...",
		"build a new generation beside the old one, then switch",
		"rebuild index pages/ export.jsonl", 2, INT_MAX},
	[COMMAND_REMOVE] = {"remove", "INDEX ID...",
		"drop documents, and keep them out until their source changes them",
		"remove index news/2007/old.html", 2, INT_MAX},
	[COMMAND_WATCH] = {"watch", "INDEX SOURCE...",
		"update, then again whenever a source changes", "watch index pages/", 2,
		INT_MAX},
	[COMMAND_VERIFY] = {"verify", "INDEX",
		"look at every byte of every generation that is kept", "verify index", 1,
		1},
	[COMMAND_ROLLBACK] = {"rollback", "INDEX",
		"go back to the generation before the current one", "rollback index", 1,
		1},
	[COMMAND_REPORT] = {"report", "INDEX",
		"show what the index knows of its pages, and what it lacks",
		"report --json index", 1, 1},
	[COMMAND_CHANGES] = {"changes", "INDEX",
		"list what was new, changed, moved, vanished, removed, and when",
		"changes --since 2026-11-01 index", 1, 1},
	[COMMAND_INSPECT] = {"inspect", "FILE", "show what is understood of one page",
		"inspect --json page.html", 1, 1},
	[COMMAND_TERMS] = {"terms", "",
		"show what the analyser makes of the text on standard input",
		"terms --language de < text", 0, 0},
};

enum option_name {
	OPTION_JSON,
	OPTION_JOBS,
	OPTION_DRY_RUN,
	OPTION_WAIT,
	OPTION_QUIET,
	OPTION_BASE_URL,
	OPTION_CONFIG,
	OPTION_COMPLETE,
	OPTION_KEEP,
	OPTION_SITE,
	OPTION_KEEP_VANISHED,
	OPTION_POLL,
	OPTION_SINCE,
	OPTION_ATOM,
	OPTION_LANGUAGE,
	OPTION_HELP,
	OPTION_VERSION,
	OPTION_COUNT
};

static const struct {
	const char *name, *value, *summary;
	unsigned commands; /* a bit each */
} option_table[OPTION_COUNT] = {
	[OPTION_JSON] = {"json", NULL, "a machine-readable result on standard output",
		EVERY},
	[OPTION_JOBS] = {"jobs", "N", "read pages in N processes; else one a processor",
		EVERY},
	[OPTION_DRY_RUN] = {"dry-run", NULL, "tell what would happen, change nothing",
		EVERY},
	[OPTION_WAIT] = {"wait", NULL, "wait while another process writes the index",
		EVERY},
	[OPTION_QUIET] = {"quiet", NULL, "no progress, no refusals on standard error",
		EVERY},
	[OPTION_BASE_URL] = {"base-url", "URL",
		"make pages' URLs of this and their paths",
		WRITERS | 1 << COMMAND_INSPECT},
	[OPTION_CONFIG] = {"config", "FILE",
		"sources, sites, places, clusters, synonyms: regio.conf(5)",
		WRITERS | 1 << COMMAND_INSPECT | 1 << COMMAND_TERMS},
	[OPTION_COMPLETE] = {"complete", NULL,
		"from -: drop documents that are not in it", WRITERS},
	[OPTION_KEEP] = {"keep", "N", "generations to keep, the current one included (2)",
		1 << COMMAND_REBUILD | 1 << COMMAND_ROLLBACK},
	[OPTION_SITE] = {"site", "FOLDER", "read FILE as one of this folder's pages",
		1 << COMMAND_INSPECT},
	[OPTION_KEEP_VANISHED] = {"keep-vanished", NULL,
		"keep and mark documents whose source has them no more",
		1 << COMMAND_UPDATE | 1 << COMMAND_WATCH},
	[OPTION_POLL] = {"poll", "SECONDS",
		"look at all files so often beside watching them (300)",
		1 << COMMAND_WATCH},
	[OPTION_SINCE] = {"since", "DATE", "only from YYYY-MM-DD on",
		1 << COMMAND_CHANGES},
	[OPTION_ATOM] = {"atom", NULL, "as an Atom feed", 1 << COMMAND_CHANGES},
	[OPTION_LANGUAGE] = {"language", "CODE", "de or en instead of what is detected",
		1 << COMMAND_TERMS},
	[OPTION_HELP] = {"help", NULL, "this help, or that of a command", EVERY},
	[OPTION_VERSION] = {"version", NULL, "the version", EVERY},
};

static const char *command_name(int i)
{
	return commands[i].name;
}

static const char *option_name(int i)
{
	return option_table[i].name;
}

static bool refuse_option(const char *word, struct error *err)
{
	char name[WORD_MAX + 1] = "";
	const char *best;

	word += strspn(word, "-");
	snprintf(name, sizeof(name), "%.*s", (int)strcspn(word, "="), word);
	best = nearest_word(name, option_name, OPTION_COUNT);
	return error_set(err, ERROR_INVALID, "unknown option --%s%s%s%s", name,
		best ? "; did you mean --" : "", best ? best : "", best ? "?" : "");
}

static bool refuse_command(const char *word, struct error *err)
{
	const char *best = nearest_word(word, command_name, COMMAND_COUNT);

	return error_set(err, ERROR_INVALID, "unknown command %.60s%s%s%s", word,
		best ? "; did you mean " : "", best ? best : "", best ? "?" : "");
}

static bool parse_count(
	enum option_name option, const char *text, int most, int *out, struct error *err)
{
	char *end;
	long number;

	errno = 0;
	number = strtol(text, &end, 10);
	if (errno || end == text || *end || number < 1 || number > most)
		return error_set(err, ERROR_INVALID,
			"--%s takes a number from 1 to %d, not %.60s",
			option_table[option].name, most, text);
	*out = (int)number;
	return true;
}

/* A process for each processor, up to what one writer can keep up with. */
static int usual_jobs(void)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	return processors < 1             ? 1
		: processors > JOBS_USUAL ? JOBS_USUAL
					  : (int)processors;
}

bool options_is_base_url(const char *text)
{
	bool known =
		!strncasecmp(text, "http://", 7) || !strncasecmp(text, "https://", 8);

	for (const char *c = text; *c; c++)
		known = known && *c > ' ' && *c < 0x7f;
	return known && strlen(text) <= 2000;
}

static bool parse_base_url(const char *text, const char **out, struct error *err)
{
	if (!options_is_base_url(text))
		return error_set(err, ERROR_INVALID,
			"--base-url takes an address that begins with http:// or https://");
	*out = text;
	return true;
}

/* A day, or a moment of it; the day of Greenwich, like all times of the index. */
static bool parse_since(const char *text, int64_t *out, struct error *err)
{
	static const char *const forms[] = {"%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d"};

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct tm day = {0};
		const char *end = strptime(text, forms[i], &day);

		if (!end || *end)
			continue;
		*out = timegm(&day);
		return true;
	}
	return error_set(err, ERROR_INVALID,
		"--since takes a day as YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ, not %.60s",
		text);
}

static bool parse_language(const char *text, enum language *out, struct error *err)
{
	*out = language_of_code(text);
	return *out != LANGUAGE_UNKNOWN
		? true
		: error_set(
			err, ERROR_INVALID, "--language takes de or en, not %.60s", text);
}

static bool take_option(enum option_name option, const char *value, struct options *out,
	struct error *err)
{
	switch (option) {
	case OPTION_JSON:
		out->json = true;
		break;
	case OPTION_DRY_RUN:
		out->dry_run = true;
		break;
	case OPTION_WAIT:
		out->wait = true;
		break;
	case OPTION_QUIET:
		out->quiet = true;
		break;
	case OPTION_COMPLETE:
		out->complete = true;
		break;
	case OPTION_JOBS:
		return parse_count(option, value, JOBS_MAX, &out->jobs, err);
	case OPTION_KEEP:
		return parse_count(option, value, KEEP_MAX, &out->keep, err);
	case OPTION_KEEP_VANISHED:
		out->keep_vanished = true;
		break;
	case OPTION_POLL:
		return parse_count(option, value, POLL_MAX, &out->poll_s, err);
	case OPTION_SINCE:
		return parse_since(value, &out->since_s, err);
	case OPTION_ATOM:
		out->atom = true;
		break;
	case OPTION_BASE_URL:
		return parse_base_url(value, &out->base_url, err);
	case OPTION_CONFIG:
		out->config = value;
		break;
	case OPTION_LANGUAGE:
		return parse_language(value, &out->language, err);
	case OPTION_SITE:
		out->site = value;
		break;
	case OPTION_HELP:
		out->action = OPTIONS_HELP;
		break;
	case OPTION_VERSION:
		out->action = OPTIONS_VERSION;
		break;
	default:
		break;
	}
	return true;
}

/* Which options were given, a bit each. */
static bool parse_options(
	int argc, char **argv, struct options *out, unsigned *seen, struct error *err)
{
	struct option known[OPTION_COUNT + 1] = {0};
	int found;

	for (int i = 0; i < OPTION_COUNT; i++)
		known[i] = (struct option){option_table[i].name,
			option_table[i].value ? required_argument : no_argument, NULL, i};
	opterr = 0;
	optind = 0; /* begins anew, also with GNU's inner state */
	while ((found = getopt_long(argc, argv, ":", known, NULL)) != -1) {
		if (found == ':')
			return error_set(
				err, ERROR_INVALID, "%s takes a value", argv[optind - 1]);
		if (found == '?')
			return refuse_option(argv[optind - 1], err);
		*seen |= 1U << found;
		if (!take_option((enum option_name)found, optarg, out, err))
			return false;
	}
	return true;
}

static bool find_command(const char *word, enum command *out)
{
	for (int i = 0; i < COMMAND_COUNT; i++) {
		if (strcmp(word, commands[i].name) == 0) {
			*out = (enum command)i;
			return true;
		}
	}
	return false;
}

static bool check_options(const struct options *options, unsigned seen, struct error *err)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		if ((seen & 1U << i)
			&& !(option_table[i].commands & 1U << options->command))
			return error_set(err, ERROR_INVALID, "%s takes no --%s",
				commands[options->command].name, option_table[i].name);
	}
	return true;
}

static bool check_operands(const struct options *options, struct error *err)
{
	enum command command = options->command;

	/* The sources may stand in the configuration. */
	if (options->operand_count == 1 && options->config && (WRITERS & 1 << command))
		return true;
	if (options->operand_count >= commands[command].least
		&& options->operand_count <= commands[command].most)
		return true;
	return error_set(err, ERROR_INVALID, "usage: " PROGRAM " %s%s%s",
		commands[command].name, *commands[command].operands ? " " : "",
		commands[command].operands);
}

bool options_parse(int argc, char **argv, struct options *out, struct error *err)
{
	struct options options = {.command = COMMAND_COUNT,
		.jobs = usual_jobs(),
		.keep = KEEP_DEFAULT,
		.poll_s = POLL_DEFAULT};
	unsigned seen = 0;

	if (!parse_options(argc, argv, &options, &seen, err))
		return false;
	if (optind < argc && !find_command(argv[optind], &options.command))
		return refuse_command(argv[optind], err);
	if (options.action == OPTIONS_RUN) {
		if (options.command == COMMAND_COUNT)
			return error_set(err, ERROR_INVALID, "no command");
		options.operands = argv + optind + 1;
		options.operand_count = argc - optind - 1;
		if (!check_options(&options, seen, err) || !check_operands(&options, err))
			return false;
	}
	*out = options;
	return true;
}

static void add_options(unsigned of_commands, struct buf *out)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		char name[WORD_MAX];

		if (!(option_table[i].commands & of_commands))
			continue;
		snprintf(name, sizeof(name), "%s %s", option_table[i].name,
			option_table[i].value ? option_table[i].value : "");
		buf_add_format(out, "  --%-15s %s\n", name, option_table[i].summary);
	}
}

static void add_general_help(struct buf *out)
{
	buf_add_string(out,
		"usage: " PROGRAM " COMMAND [OPTION...] [OPERAND...]\n"
		"\nCommands (COMMAND --help tells more):\n");
	for (int i = 0; i < COMMAND_COUNT; i++)
		buf_add_format(out, "  %-9s %s\n", commands[i].name, commands[i].summary);
	buf_add_string(out, "\nOptions of all:");
	for (int i = 0; i < OPTION_COUNT; i++) {
		if (option_table[i].commands == EVERY)
			buf_add_format(out, " --%s", option_table[i].name);
	}
	buf_add_string(out, "\n");
	buf_add_string(out,
		"\nExample: " PROGRAM " update index pages/\n"
		"Exit status: 0 done, 1 pages were refused, 2 usage, 3 index busy,\n"
		"4 index missing or damaged, 5 the system refused.\n");
}

void options_help(enum command command, struct buf *out)
{
	if (command == COMMAND_COUNT) {
		add_general_help(out);
		return;
	}
	buf_add_format(out, "usage: " PROGRAM " %s [OPTION...] %s\n\n%s\n",
		commands[command].name, commands[command].operands,
		commands[command].summary);
	if (WRITERS & 1 << command)
		buf_add_format(out,
			"\nA SOURCE is a folder, which is walked, a file (.html .htm .xhtml "
			".txt .md\n.pdf .jsonl .warc .warc.gz .zip .tar .tar.gz .tgz .atom "
			".rss .xml), or\n- for JSON lines on standard input.\n");
	buf_add_string(out, "\nOptions:\n");
	add_options(1U << command, out);
	buf_add_format(out, "\nExample: " PROGRAM " %s\n", commands[command].example);
}
