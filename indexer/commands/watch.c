/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "commands/watch.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "commands/update.h"
#include "config/options.h"
#include "config/watched_config.h"
#include "index/generation.h"
#include "sources/notices.h"
#include "sources/source_state.h"
#include "system/hangup.h"
#include "system/stop.h"

#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	QUIET_MS = 1000,       /* a burst has ended */
	BURST_MS = 300000,     /* or is taken in parts */
	BUSY_MS = 1000,        /* between two looks whether the index is free */
	RETRY_MS = 5000,       /* after an error; each time twice as long */
	RETRY_MOST_MS = 60000, /* but no longer */
	POLL_BLIND_MS = 10000, /* between two looks if the kernel does not tell all */
	POLL_SHARE = 20,       /* and so many times as long as a look takes */
	POLL_IDLE_MS = 1000    /* to wait if there is nothing to wait for */
};

struct watch {
	const struct options *options;
	FILE *out;
	struct watched_config config;
	struct notices notices;
	struct hangup hangup;
	int stop;
	struct digest state; /* of all sources, before they were last read */
	bool lacking;        /* a source has no file, or is not there */
	int64_t look_ms;     /* that it took to find the state */
	int gap;             /* of the notices, that was told */
	struct error said;   /* last; nothing is said twice */
};

/* What became of waiting. */
enum outcome { OUTCOME_STOP, OUTCOME_NOTICE, OUTCOME_WISH, OUTCOME_TIME };

static void watch_release(struct watch *watch)
{
	watched_config_release(&watch->config);
	notices_close(&watch->notices);
	hangup_close(&watch->hangup);
	if (watch->stop >= 0)
		close(watch->stop);
}

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void say(struct watch *watch, const struct error *what, const char *consequence)
{
	if (strcmp(what->text, watch->said.text) == 0)
		return;
	watch->said = *what;
	fprintf(stderr, "watch: %s; %s\n", what->text, consequence);
}

/* The same of what is no error. */
static void mention(
	struct watch *watch, const struct error *what, const char *consequence)
{
	if (!watch->options->quiet)
		say(watch, what, consequence);
}

static void find_state(struct watch *watch)
{
	const struct config *config = watched_config_get(&watch->config);
	int typed = watch->options->operand_count - 1;
	size_t count = typed ? (size_t)typed : config->source_count;
	int64_t begun_ms = now_ms();
	struct digest states[2] = {0};
	size_t files;

	watch->lacking = false;
	for (size_t i = 0; i < count; i++) {
		states[1] = source_state(
			typed ? watch->options->operands[1 + i] : config->sources[i].path,
			&files);
		states[0] = digest_of(states, sizeof(states));
		watch->lacking |= !files;
	}
	states[1] = watched_config_state(&watch->config);
	watch->state = digest_of(states, sizeof(states));
	watch->look_ms = now_ms() - begun_ms;
}

/* Waits until the time has come, or something happens before. */
static enum outcome wait_until(struct watch *watch, int64_t end_ms)
{
	for (;;) {
		struct pollfd files[] = {{.fd = watch->stop, .events = POLLIN},
			{.fd = watch->hangup.file, .events = POLLIN},
			{.fd = watch->notices.file, .events = POLLIN}};
		int64_t left = end_ms - now_ms();

		if (stop_is_asked())
			return OUTCOME_STOP;
		if (left <= 0)
			return OUTCOME_TIME;
		poll(files, 3, (int)(left < POLL_IDLE_MS ? left : POLL_IDLE_MS));
		if (files[1].revents && hangup_take(&watch->hangup))
			return OUTCOME_WISH;
		if (files[2].revents && notices_read(&watch->notices))
			return OUTCOME_NOTICE;
	}
}

/* The same, whatever is noticed meanwhile. False: it was asked to stop. */
static bool rest(struct watch *watch, int64_t ms)
{
	int64_t end_ms = now_ms() + ms;
	enum outcome outcome;

	do
		outcome = wait_until(watch, end_ms);
	while (outcome == OUTCOME_NOTICE);
	return outcome != OUTCOME_STOP;
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

/* The same where nothing is noticed: until two looks find no difference. */
static enum outcome look_for_quiet(struct watch *watch)
{
	int64_t last_ms = now_ms() + BURST_MS;
	struct digest before;

	do {
		before = watch->state;
		if (!rest(watch, QUIET_MS))
			return OUTCOME_STOP;
		find_state(watch);
	} while (!digest_equal(watch->state, before) && now_ms() < last_ms);
	return OUTCOME_TIME;
}

/* A look takes its share of a machine that others work on. */
static int64_t poll_ms(const struct watch *watch)
{
	int64_t blind_ms = POLL_SHARE * watch->look_ms;
	int64_t wanted_ms = (int64_t)watch->options->poll_s * 1000;

	if (!notices_gap(&watch->notices) && !watch->lacking)
		return wanted_ms;
	if (blind_ms < POLL_BLIND_MS)
		blind_ms = POLL_BLIND_MS;
	return wanted_ms < blind_ms ? wanted_ms : blind_ms;
}

/* Until there is something to be done. */
static enum outcome wait_for_change(struct watch *watch)
{
	for (;;) {
		enum outcome outcome = wait_until(watch, now_ms() + poll_ms(watch));
		struct digest before = watch->state;

		if (outcome == OUTCOME_NOTICE)
			return wait_for_quiet(watch);
		if (outcome != OUTCOME_TIME)
			return outcome;
		find_state(watch);
		if (!digest_equal(watch->state, before))
			return look_for_quiet(watch);
	}
}

static void tell_gap(struct watch *watch)
{
	struct error what = {0};
	int gap = notices_gap(&watch->notices);

	if (gap && gap != watch->gap) {
		error_set(&what, ERROR_SYSTEM, "%s", notices_tell_gap(gap));
		mention(watch, &what,
			"all files are looked at every few seconds instead");
	}
	watch->gap = gap;
}

/* What changes from here on is noticed: it is watched before it is read. */
static void look(struct watch *watch)
{
	const struct options *options = watch->options;
	const struct config *config;
	struct error mistake = {0};

	notices_close(&watch->notices);
	notices_open(&watch->notices);
	if (options->config)
		notices_add(&watch->notices, options->config);
	if (!watched_config_refresh(&watch->config, &mistake))
		say(watch, &mistake, "what it said before goes on");
	for (int i = 1; i < options->operand_count; i++)
		notices_add(&watch->notices, options->operands[i]);
	config = watched_config_get(&watch->config);
	for (size_t i = 0; options->operand_count == 1 && i < config->source_count; i++)
		notices_add(&watch->notices, config->sources[i].path);
	find_state(watch);
	tell_gap(watch);
}

static bool update(struct watch *watch, struct error *err)
{
	size_t refused;

	look(watch);
	if (!update_run_configured(watch->options, watched_config_get(&watch->config),
		    watch->out, &refused, err))
		return stop_is_asked();
	watch->said = (struct error){0};
	return fflush(watch->out) == 0
		|| error_set(err, ERROR_SYSTEM, "standard output is closed");
}

/* Another one writes the index. False: it was asked to stop. */
static bool wait_while_busy(struct watch *watch)
{
	struct index_lock lock = {.file = -1};
	struct error reason = {0};

	do {
		if (!rest(watch, BUSY_MS))
			return false;
		reason = (struct error){0};
		index_lock_take(watch->options->operands[0], LOCK_NOW, &lock, &reason);
		index_lock_release(&lock);
	} while (reason.kind == ERROR_BUSY);
	return true;
}

/* False: it was asked to stop. */
static bool update_at_last(struct watch *watch)
{
	struct error reason = {0};
	int64_t retry_ms = RETRY_MS;

	for (; !update(watch, &reason); reason = (struct error){0}) {
		if (reason.kind == ERROR_BUSY) {
			mention(watch, &reason, "waiting");
			if (!wait_while_busy(watch))
				return false;
			continue;
		}
		say(watch, &reason, "trying again");
		if (!rest(watch, retry_ms))
			return false;
		retry_ms = retry_ms > RETRY_MOST_MS / 2 ? RETRY_MOST_MS : 2 * retry_ms;
	}
	return !stop_is_asked();
}

/* An index that is busy is waited for here, where a wish to end is heard. */
static bool update_first(
	struct watch *watch, enum lock_patience patience, struct error *err)
{
	struct error reason = {0};

	if (update(watch, &reason))
		return true;
	if (reason.kind != ERROR_BUSY || patience == LOCK_NOW) {
		*err = reason;
		return false;
	}
	mention(watch, &reason, "waiting");
	return !wait_while_busy(watch) || update_at_last(watch) || stop_is_asked();
}

bool watch_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err)
{
	struct options ours = *options;
	SCOPED(watch_release)
	struct watch watch = {.options = &ours,
		.out = out,
		.notices = {.file = -1},
		.hangup = {.file = -1},
		.stop = -1};

	*refused = 0; /* pages that were refused are told by each update */
	ours.wait = false;
	if (!watched_config_open(&ours, &watch.config, err))
		return false;
	stop_hold();
	watch.stop = stop_file();
	hangup_open(&watch.hangup);
	if (!update_first(&watch, options->wait ? LOCK_WAIT : LOCK_NOW, err))
		return false;
	while (!stop_is_asked()) {
		enum outcome outcome = wait_for_change(&watch);

		if (outcome == OUTCOME_WISH)
			watched_config_forget_mistake(&watch.config);
		if (outcome == OUTCOME_STOP || !update_at_last(&watch))
			break;
	}
	return true;
}
