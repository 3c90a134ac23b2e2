/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers/child.h"

#include "base/alloc.h"
#include "workers/page_process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Under the sanitizer its reports are kept. */
#ifdef __SANITIZE_ADDRESS__
enum { IS_SANITIZED = 1 };
#else
enum { IS_SANITIZED = 0 };
#endif

static int spawn(pid_t *id, char *const words[], int input, int output)
{
	posix_spawn_file_actions_t files;
	int failure;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, input, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
	if (!IS_SANITIZED)
		posix_spawn_file_actions_addopen(
			&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
	failure = posix_spawn(id, "/proc/self/exe", &files, NULL, words, environ);
	posix_spawn_file_actions_destroy(&files);
	return failure;
}

/* A descriptor beyond the standard ones, which the child's would take the place of. */
static int lift(int file)
{
	int high = fcntl(file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);

	close(file);
	return high;
}

bool child_start(struct child *child, char *const words[], int input, uint64_t wait_ms,
	struct error *err)
{
	int ends[2];
	pid_t id = 0;
	int failure;

	if (pipe2(ends, O_CLOEXEC))
		return error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
	ends[0] = lift(ends[0]);
	ends[1] = lift(ends[1]);
	failure = ends[0] < 0 || ends[1] < 0 ? errno : spawn(&id, words, input, ends[1]);
	close(ends[1]);
	if (failure) {
		close(ends[0]);
		return error_set(err, ERROR_SYSTEM,
			"no process that reads it can be started: %s", strerror(failure));
	}
	*child = (struct child){.id = id, .output = ends[0], .wait_ms = wait_ms};
	return true;
}

static bool wait_for_bytes(struct child *child, struct error *err)
{
	struct pollfd poll_for = {.fd = child->output, .events = POLLIN};
	uint64_t end = page_process_clock_ms() + child->wait_ms;
	uint64_t now;
	int ready = 0;

	while (!ready && (now = page_process_clock_ms()) < end) {
		ready = poll(&poll_for, 1, (int)(end - now));
		if (ready < 0 && errno != EINTR)
			return error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
		ready = ready < 0 ? 0 : ready;
	}
	if (ready)
		return true;
	child->stopped = true;
	kill(child->id, SIGKILL);
	return error_set(err, ERROR_INVALID, "was not read within %llu s",
		(unsigned long long)child->wait_ms / 1000);
}

bool child_read(
	struct child *child, char *bytes, size_t length, size_t *got, struct error *err)
{
	ssize_t some;

	do {
		if (!wait_for_bytes(child, err))
			return false;
		some = read(child->output, bytes, length);
	} while (some < 0 && errno == EINTR);
	if (some < 0)
		return error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
	*got = (size_t)some;
	return true;
}

int child_wait(struct child *child)
{
	int status = 0;

	if (!child->id)
		return 0;
	close(child->output);
	while (waitpid(child->id, &status, 0) < 0 && errno == EINTR)
		;
	*child = (struct child){0};
	return status;
}

int child_stop(struct child *child)
{
	if (child->id)
		kill(child->id, SIGKILL);
	return child_wait(child);
}

bool child_tell(int status, struct error *reason)
{
	if (WIFSIGNALED(status)) {
		bool ours = WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGPROF;

		error_set(reason,
			WTERMSIG(status) == SIGKILL ? ERROR_SYSTEM : ERROR_INVALID,
			ours ? "took too much computing to read (%s)"
			     : "the process that read it crashed: %s",
			strsignal(WTERMSIG(status)));
		return true;
	}
	if (WEXITSTATUS(status) == ALLOC_STATUS)
		error_set(reason, ERROR_INVALID, "took too much memory to read");
	else if (WEXITSTATUS(status))
		error_set(reason, ERROR_INVALID,
			"the process that read it ended halfway, with status %d",
			WEXITSTATUS(status));
	return WEXITSTATUS(status) != 0;
}
