/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/scope.h"
#include "commands/changes.h"
#include "commands/inspect.h"
#include "commands/rebuild.h"
#include "commands/remove.h"
#include "commands/report.h"
#include "commands/rollback.h"
#include "commands/terms.h"
#include "commands/update.h"
#include "commands/verify.h"
#include "commands/watch.h"
#include "config/options.h"
#include "workers/page_worker.h"
#include "workers/pdf_worker.h"
#include "workers/unpack_worker.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#define PROGRAM "regio-indexer"

enum { BEHIND_SEARCHES = 10 }; /* niceness: a tenth of the time, if others want all */

enum status {
	STATUS_DONE,
	STATUS_REFUSED, /* done, but pages were refused */
	STATUS_USAGE,
	STATUS_BUSY,
	STATUS_NO_INDEX, /* missing or damaged */
	STATUS_SYSTEM,
};

static bool (*const runs[COMMAND_COUNT])(
	const struct options *, FILE *, size_t *, struct error *) = {
	[COMMAND_UPDATE] = update_run,
	[COMMAND_REBUILD] = rebuild_run,
	[COMMAND_REMOVE] = remove_run,
	[COMMAND_WATCH] = watch_run,
	[COMMAND_VERIFY] = verify_run,
	[COMMAND_ROLLBACK] = rollback_run,
	[COMMAND_REPORT] = report_run,
	[COMMAND_CHANGES] = changes_run,
	[COMMAND_INSPECT] = inspect_run,
	[COMMAND_TERMS] = terms_run,
};

static enum status status_of(enum error_kind kind)
{
	switch (kind) {
	case ERROR_NONE:
		return STATUS_DONE;
	case ERROR_INVALID:
		return STATUS_USAGE;
	case ERROR_BUSY:
		return STATUS_BUSY;
	case ERROR_MISSING:
	case ERROR_GONE:
	case ERROR_CORRUPT:
		return STATUS_NO_INDEX;
	case ERROR_SYSTEM:
	case ERROR_BUG:
		break;
	}
	return STATUS_SYSTEM;
}

/* The engine tells of a full disk in words only. */
static bool is_disk_full(const struct error *err)
{
	return strstr(err->text, strerror(ENOSPC)) || strstr(err->text, strerror(EDQUOT));
}

static enum status tell(const struct error *err)
{
	fprintf(stderr, PROGRAM ": %s\n", err->text);
	if (!is_disk_full(err))
		return status_of(err->kind);
	fprintf(stderr,
		PROGRAM ": the disk is full; what was finished before is kept; "
			"make room and run the command again\n");
	return STATUS_SYSTEM;
}

static enum status tell_usage(const struct error *err)
{
	fprintf(stderr, PROGRAM ": %s\nTry: " PROGRAM " --help\n", err->text);
	return STATUS_USAGE;
}

/*
 * Whoever searches on the same machine comes first; and a niceness that the caller
 * chose stays. That we cannot step back is no reason not to work.
 */
static void step_back(void)
{
	errno = 0;
	if (getpriority(PRIO_PROCESS, 0) == 0 && !errno)
		setpriority(PRIO_PROCESS, 0, BEHIND_SEARCHES);
}

static enum status run(const struct options *options, struct error *err)
{
	SCOPED(buf_release) struct buf help = {0};
	size_t refused = 0;

	switch (options->action) {
	case OPTIONS_HELP:
		options_help(options->command, &help);
		fputs(buf_string(&help), stdout);
		break;
	case OPTIONS_VERSION:
		puts(PROGRAM " " REGIO_VERSION);
		break;
	case OPTIONS_RUN:
		step_back();
		if (!runs[options->command](options, stdout, &refused, err))
			return tell(err);
		break;
	}
	if (fflush(stdout) || ferror(stdout)) {
		error_set(err, ERROR_SYSTEM, "standard output: %s", strerror(errno));
		return tell(err);
	}
	return refused ? STATUS_REFUSED : STATUS_DONE;
}

int main(int argc, char **argv)
{
	struct options options;
	struct error err = {0};

	signal(SIGPIPE, SIG_IGN); /* a reader that left is an error like others */
	if (argc == 2 && strcmp(argv[1], PAGE_WORKER_COMMAND) == 0)
		return page_worker_main();
	if (argc == 2 && strcmp(argv[1], PDF_WORKER_COMMAND) == 0)
		return pdf_worker_main();
	if (argc == 3 && strcmp(argv[1], UNPACK_WORKER_COMMAND) == 0)
		return unpack_worker_main(argv[2]);
	if (!options_parse(argc, argv, &options, &err))
		return tell_usage(&err);
	return run(&options, &err);
}
