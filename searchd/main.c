/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/scope.h"
#include "http/log_file.h"
#include "http/metrics.h"
#include "server/listener.h"
#include "server/routes.h"
#include "server/server.h"
#include "settings.h"
#include "snapshot/shelf.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

enum { EXIT_USAGE = 2, EXIT_REFUSED = 5, PER_ADDRESS_DEFAULT = 64 };

/* A closed standard stream would become the number of a socket or of an index file. */
static void fill_standard_streams(void)
{
	int file;

	do
		file = open("/dev/null", O_RDWR);
	while (file >= 0 && file <= STDERR_FILENO);
	if (file > STDERR_FILENO)
		close(file);
}

/* Threads started later inherit the mask, so that only main() sees these. */
static sigset_t hold_signals(void)
{
	sigset_t held;

	signal(SIGPIPE, SIG_IGN);
	sigemptyset(&held);
	sigaddset(&held, SIGTERM);
	sigaddset(&held, SIGINT);
	sigaddset(&held, SIGHUP);
	pthread_sigmask(SIG_BLOCK, &held, NULL);
	return held;
}

static void say_if_not_ready(struct shelf *shelf)
{
	struct snapshot *snapshot = NULL;
	struct error err = {0};

	if (shelf_take(shelf, &snapshot, &err))
		shelf_give_back(shelf, &snapshot);
	else
		fprintf(stderr, "regio-searchd: %s; serving as soon as there is one\n",
			err.text);
}

/* What looks on while it serves. */
struct watchers {
	struct metrics *metrics;
	struct log_file *access_log, *empty_log; /* or NULL */
};

static void watchers_release(struct watchers *watchers)
{
	log_file_close(&watchers->access_log);
	log_file_close(&watchers->empty_log);
	metrics_free(&watchers->metrics);
}

static bool watchers_open(
	const struct settings *settings, struct watchers *out, struct error *err)
{
	out->metrics = metrics_create(routes_count());
	return (!settings->access_log
		       || log_file_open(settings->access_log, &out->access_log, err))
		&& (!settings->empty_log
			|| log_file_open(settings->empty_log, &out->empty_log, err));
}

static void reopen(struct log_file *log)
{
	struct error err = {0};

	if (log && !log_file_reopen(log, &err))
		fprintf(stderr, "regio-searchd: %s\n", err.text);
}

static void wait_for_end(const sigset_t *expected, const struct watchers *watchers)
{
	int received;

	while (!sigwait(expected, &received) && received == SIGHUP) {
		reopen(watchers->access_log);
		reopen(watchers->empty_log);
	}
}

static struct server_limits limits_of(
	const struct settings *settings, const struct listener *listener)
{
	struct server_limits limits = {
		.workers = settings->workers, .waiting = settings->queue};

	if (settings->per_address != SETTINGS_PER_ADDRESS_UNSET)
		limits.per_address = (unsigned)settings->per_address;
	else if (!listener->loopback)
		limits.per_address = PER_ADDRESS_DEFAULT;
	return limits;
}

static bool serve(const struct settings *settings, struct error *err)
{
	const sigset_t expected = hold_signals();
	SCOPED(listener_release) struct listener listener = {.socket = -1};
	SCOPED(watchers_release) struct watchers watchers = {0};
	SCOPED(shelf_close) struct shelf *shelf = NULL;
	SCOPED(routes_close) struct routes *routes = NULL;
	SCOPED(server_close) struct server *server = NULL;
	const struct routes_limits answering = {settings->workers,
		(size_t)settings->cache_mb << 20, settings->public_url};
	struct server_limits limits;

	if (!watchers_open(settings, &watchers, err)
		|| !listener_open(settings->listen, &listener, err)
		|| !shelf_open(
			settings->index, (size_t)settings->postings_mb << 20, &shelf, err)
		|| !routes_open(shelf, &answering,
			&(struct routes_watchers){watchers.metrics, watchers.empty_log},
			&routes, err))
		return false;
	limits = limits_of(settings, &listener);
	if (!server_open(&listener, routes, &limits,
		    &(struct server_watchers){watchers.metrics, watchers.access_log},
		    &server, err))
		return false;
	shelf_wait(shelf);
	server_admit(server);
	printf("listening on http://%s\n", buf_string(&listener.address));
	fflush(stdout);
	say_if_not_ready(shelf);
	wait_for_end(&expected, &watchers);
	return true;
}

int main(int argc, char **argv)
{
	SCOPED(settings_release) struct settings settings = {0};
	struct error err = {0};

	fill_standard_streams();
	if (!settings_parse(argc, argv, &settings, &err)) {
		fprintf(stderr,
			"regio-searchd: %s\nTry 'regio-searchd --help' for more.\n",
			err.text);
		return EXIT_USAGE;
	}
	if (settings.wish == WISH_HELP) {
		fputs(settings_help, stdout);
		return 0;
	}
	if (settings.wish == WISH_VERSION) {
		puts("regio-searchd " REGIO_VERSION);
		return 0;
	}
	if (!serve(&settings, &err)) {
		fprintf(stderr, "regio-searchd: %s\n", err.text);
		return err.kind == ERROR_INVALID ? EXIT_USAGE : EXIT_REFUSED;
	}
	return 0;
}
