/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "watch.h"

#include "base/scope.h"
#include "index/generation.h"
#include "notices.h"
#include "options.h"
#include "source_state.h"
#include "stop.h"
#include "update.h"

#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	QUIET_MS = 1000,    /* a burst has ended */
	BURST_MS = 10000,   /* or is taken in parts */
	RETRY_MS = 5000,    /* after an error */
	POLL_BLIND_S = 10,  /* between two looks if the kernel does not tell all */
	POLL_IDLE_MS = 1000 /* to wait if there is nothing to wait for */
};

struct watch {
	const struct options *options;
	FILE *out;
	struct notices notices;
	int stop;
	struct digest state; /* of all sources, before they were last read */
};

/* What became of waiting. */
enum outcome { OUTCOME_STOP, OUTCOME_NOTICE, OUTCOME_TIME };

static void watch_release(struct watch *watch)
{
	notices_close(&watch->notices);
	if (watch->stop >= 0)
		close(watch->stop);
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static struct digest state_of_all(const struct options *options)
{
	struct digest states[2] = {0};

	for (int i = 1; i < options->operand_count; i++) {
		states[1] = source_state(options->operands[i]);
		states[0] = digest_of(states, sizeof(states));
	}
	return states[0];
}

/* Waits until the time has come, or something happens before. */
static enum outcome wait_until(struct watch *watch, int64_t end_ms)
{
	for (;;) {
		struct pollfd files[] = {{.fd = watch->stop, .events = POLLIN},
			{.fd = watch->notices.file, .events = POLLIN}};
		int64_t left = end_ms - now_ms();

		if (stop_is_asked())
			return OUTCOME_STOP;
		if (left <= 0)
			return OUTCOME_TIME;
		poll(files, 2, (int)(left < POLL_IDLE_MS ? left : POLL_IDLE_MS));
		if (files[1].revents && notices_read(&watch->notices))
			return OUTCOME_NOTICE;
	}
}

/* After a first notice: until all is quiet, or it has taken too long. */
static enum outcome wait_for_quiet(struct watch *watch)
{
	int64_t last_ms = now_ms() + BURST_MS;
	enum outcome outcome;

	do {
		int64_t quiet_ms = now_ms() + QUIET_MS;

		outcome = wait_until(watch, quiet_ms < last_ms ? quiet_ms : last_ms);
	} while (outcome == OUTCOME_NOTICE && now_ms() < last_ms);
	return outcome;
}

/* Until there is something to be done. */
static enum outcome wait_for_change(struct watch *watch)
{
	int poll_s = watch->options->poll_s;

	if (!notices_is_complete(&watch->notices) && poll_s > POLL_BLIND_S)
		poll_s = POLL_BLIND_S;
	for (;;) {
		enum outcome outcome =
			wait_until(watch, now_ms() + (int64_t)poll_s * 1000);

		if (outcome == OUTCOME_NOTICE)
			return wait_for_quiet(watch);
		if (outcome == OUTCOME_STOP
			|| !digest_equal(watch->state, state_of_all(watch->options)))
			return outcome;
	}
}

/* What changes from here on is noticed: it is watched before it is read. */
static void look(struct watch *watch)
{
	notices_close(&watch->notices);
	notices_open(&watch->notices);
	for (int i = 1; i < watch->options->operand_count; i++)
		notices_add(&watch->notices, watch->options->operands[i]);
	watch->state = state_of_all(watch->options);
}

static bool update(struct watch *watch, struct error *err)
{
	size_t refused;

	look(watch);
	if (update_run(watch->options, watch->out, &refused, err))
		return fflush(watch->out) == 0
			|| error_set(err, ERROR_SYSTEM, "standard output is closed");
	return stop_is_asked();
}

/* False: it was asked to stop. */
static bool update_at_last(struct watch *watch)
{
	struct error reason = {0};

	while (!update(watch, &reason)) {
		if (!watch->options->quiet)
			fprintf(stderr, "update: %s; trying again\n", reason.text);
		if (wait_until(watch, now_ms() + RETRY_MS) == OUTCOME_STOP)
			return false;
		reason = (struct error){0};
	}
	return !stop_is_asked();
}

static bool check_sources(const struct options *options, struct error *err)
{
	for (int i = 1; i < options->operand_count; i++) {
		if (strcmp(options->operands[i], "-") == 0)
			return error_set(
				err, ERROR_INVALID, "standard input cannot be watched");
	}
	return true;
}

/* An index that is busy is waited for here, where a wish to end is heard. */
static bool update_first(
	struct watch *watch, enum lock_patience patience, struct error *err)
{
	if (update(watch, err))
		return true;
	if (err->kind != ERROR_BUSY || patience == LOCK_NOW)
		return false;
	*err = (struct error){0};
	return wait_until(watch, now_ms() + RETRY_MS) == OUTCOME_STOP
		|| update_at_last(watch) || stop_is_asked();
}

bool watch_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err)
{
	struct options ours = *options;
	SCOPED(watch_release)
	struct watch watch = {
		.options = &ours, .out = out, .notices = {.file = -1}, .stop = -1};

	*refused = 0; /* pages that were refused are told by each update */
	ours.wait = false;
	if (!check_sources(options, err))
		return false;
	stop_hold();
	watch.stop = stop_file();
	if (!update_first(&watch, options->wait ? LOCK_WAIT : LOCK_NOW, err))
		return false;
	while (!stop_is_asked()) {
		if (wait_for_change(&watch) == OUTCOME_STOP || !update_at_last(&watch))
			break;
	}
	return true;
}
