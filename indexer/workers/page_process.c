/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers/page_process.h"

#include "base/alloc.h"
#include "workers/page_jail.h"
#include "workers/page_worker.h"
#include "workers/wire.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	PIPE_BYTES = 1 << 20,   /* a page and the next fit in, nearly always */
	CHUNK = 1 << 18,        /* bytes read at once */
	ROOM_KEPT = 1 << 20,    /* bytes; what a large answer took is given back */
	ANSWER_MAX = 128 << 20, /* bytes; of the largest page it is less */
};

/* Under the sanitizer its reports are kept, and a leak found at the end is a bug. */
#ifdef __SANITIZE_ADDRESS__
enum { IS_SANITIZED = 1 };
#else
enum { IS_SANITIZED = 0 };
#endif

uint64_t page_process_clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static void close_both(const int ends[2])
{
	for (int i = 0; i < 2; i++) {
		if (ends[i] >= 0)
			close(ends[i]);
	}
}

/* Of this program again, with two pipes, its configuration, and no other file. */
static int spawn(pid_t *id, int input, int output, int config)
{
	char name[] = "regio-indexer";
	char command[] = PAGE_WORKER_COMMAND;
	char *const words[] = {name, command, NULL};
	posix_spawn_file_actions_t files;
	int failure;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
	if (!IS_SANITIZED)
		posix_spawn_file_actions_addopen(
			&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	if (config >= 0)
		posix_spawn_file_actions_adddup2(&files, config, PAGE_WORKER_CONFIG);
	posix_spawn_file_actions_addclosefrom_np(
		&files, PAGE_WORKER_CONFIG + (config >= 0));
	failure = posix_spawn(id, "/proc/self/exe", &files, NULL, words, environ);
	posix_spawn_file_actions_destroy(&files);
	return failure;
}

/* A pipe whose end of the parent does not block; none of them is 0, 1 or 2. */
static bool open_pipe(int ends[2], int parents)
{
	if (pipe2(ends, O_CLOEXEC))
		return false;
	for (int i = 0; i < 2; i++) {
		int high = fcntl(ends[i], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);

		close(ends[i]);
		ends[i] = high;
	}
	if (ends[0] < 0 || ends[1] < 0)
		return false;
	fcntl(ends[parents], F_SETPIPE_SZ, PIPE_BYTES);
	return fcntl(ends[parents], F_SETFL, O_NONBLOCK) == 0;
}

bool page_process_start(struct page_process *process, int config, struct error *err)
{
	int to[2] = {-1, -1};
	int from[2] = {-1, -1};
	pid_t id = 0;
	int failure = open_pipe(to, 1) && open_pipe(from, 0)
		? spawn(&id, to[0], from[1], config)
		: errno;

	if (failure) {
		close_both(to);
		close_both(from);
		return error_set(err, ERROR_SYSTEM,
			"no process that reads pages can be started: %s",
			strerror(failure));
	}
	close(to[0]);
	close(from[1]);
	*process = (struct page_process){.id = id,
		.to = to[1],
		.from = from[0],
		.since_ms = page_process_clock_ms()};
	return true;
}

static int end_process(struct page_process *process)
{
	int status = 0;

	close(process->to);
	close(process->from);
	kill(process->id, SIGKILL);
	while (waitpid(process->id, &status, 0) < 0 && errno == EINTR)
		;
	buf_release(&process->inbox);
	*process = (struct page_process){0};
	return status;
}

/* Lets an idle process come to its end. */
static void leave_process(struct page_process *process)
{
	int status = 0;

	close(process->to);
	close(process->from);
	while (waitpid(process->id, &status, 0) < 0 && errno == EINTR)
		;
	if (status)
		abort();
	buf_release(&process->inbox);
	*process = (struct page_process){0};
}

void page_process_stop(struct page_process *process)
{
	if (process->id && IS_SANITIZED && process->ready && !process->job_count)
		leave_process(process);
	else if (process->id)
		end_process(process);
}

void page_process_give(
	struct page_process *process, const struct buf *job, uint64_t now_ms)
{
	assert(process->job_count < PAGE_PROCESS_JOBS);
	if (!process->job_count && process->ready)
		process->since_ms = now_ms;
	process->jobs[process->job_count++] = job;
}

bool page_process_has_to_send(const struct page_process *process)
{
	return process->ready && process->sending < process->job_count;
}

void page_process_send(struct page_process *process)
{
	while (page_process_has_to_send(process)) {
		const struct buf *job = process->jobs[process->sending];
		ssize_t put = write(process->to, job->bytes + process->sent,
			job->length - process->sent);

		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0) /* full, or nobody there: that shows when we listen */
			return;
		process->sent += (size_t)put;
		if (process->sent == job->length) {
			process->sending++;
			process->sent = 0;
		}
	}
}

/* The front message is longer than any may be. */
static bool is_too_long(const struct buf *inbox)
{
	return inbox->length >= WIRE_HEAD && wire_length(inbox->bytes) > ANSWER_MAX;
}

bool page_process_listen(struct page_process *process)
{
	struct buf *inbox = &process->inbox;
	ssize_t got;

	buf_reserve(inbox, CHUNK);
	got = read(process->from, inbox->bytes + inbox->length, CHUNK);
	if (got < 0)
		return errno == EAGAIN || errno == EINTR;
	inbox->length += (size_t)got;
	process->lied = is_too_long(inbox);
	return got > 0 && !process->lied;
}

bool page_process_take(struct page_process *process, struct buf *out)
{
	struct buf *inbox = &process->inbox;
	size_t length;

	if (inbox->length < WIRE_HEAD)
		return false;
	length = WIRE_HEAD + wire_length(inbox->bytes);
	if (inbox->length < length)
		return false;
	buf_add(out, inbox->bytes, length);
	memmove(inbox->bytes, inbox->bytes + length, inbox->length - length);
	inbox->length -= length;
	if (inbox->room > ROOM_KEPT && !inbox->length)
		buf_release(inbox);
	process->lied = is_too_long(inbox); /* both may have come at once */
	return true;
}

void page_process_finish_job(struct page_process *process, uint64_t now_ms)
{
	assert(process->job_count > 0 && process->sending > 0);
	process->served++;
	process->job_count--;
	process->sending--;
	for (size_t i = 0; i < process->job_count; i++)
		process->jobs[i] = process->jobs[i + 1];
	process->since_ms = now_ms;
}

static enum page_end end_of_signal(int number, struct error *reason)
{
	switch (number) {
	case SIGPROF:
		error_set(reason, ERROR_INVALID,
			"took more than %d s of computing to read", PAGE_JAIL_CPU_S);
		return PAGE_END_TIME;
	case SIGKILL:
		error_set(reason, ERROR_SYSTEM,
			"the process that read it was ended from outside");
		return PAGE_END_ELSE;
	default:
		error_set(reason, ERROR_INVALID, "the process that read it crashed: %s",
			strsignal(number));
		return PAGE_END_FAULT;
	}
}

static enum page_end end_of_status(int status, struct error *reason)
{
	if (WIFSIGNALED(status))
		return end_of_signal(WTERMSIG(status), reason);
	if (WEXITSTATUS(status) == ALLOC_STATUS)
		error_set(reason, ERROR_INVALID, "took more than %d MB of memory to read",
			PAGE_JAIL_MEMORY_MB);
	else
		error_set(reason, ERROR_INVALID,
			"the process that read it ended halfway, with status %d",
			WEXITSTATUS(status));
	return PAGE_END_FAULT;
}

enum page_end page_process_bury(struct page_process *process, struct error *reason)
{
	bool stopped = process->stopped;
	bool lied = process->lied;
	int status = end_process(process);

	if (stopped) {
		error_set(reason, ERROR_SYSTEM, "was not read within %d s",
			PAGE_PROCESS_WALL_MS / 1000);
		return PAGE_END_ELSE;
	}
	if (lied) {
		error_set(reason, ERROR_INVALID,
			"the process that read it answered nonsense");
		return PAGE_END_FAULT;
	}
	return end_of_status(status, reason);
}
