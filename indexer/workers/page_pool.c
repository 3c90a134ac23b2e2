/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers/page_pool.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "workers/page_process.h"
#include "workers/wire.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	JOBS_A_WORKER =
		64, /* started, so that neither a slow page nor a commit stops others */
	BYTES_MAX = 32 << 20, /* of all jobs; one may have more */
	ABSENCE_MS = 50,      /* nobody listened meanwhile */
	START_MS = 60000,     /* for a worker on a busy machine */
	LOOK_MS = 500,        /* at the clock, while nothing happens */
};

enum task_state {
	TASK_WAITING, /* for a worker */
	TASK_GIVEN,
	TASK_ANSWERED,
	TASK_FAILED, /* for the reason */
};

struct task {
	unsigned long ticket;
	enum task_state state;
	bool again;    /* it was given before, to a worker that died */
	size_t worker; /* that answered */
	struct buf job, answer;
	struct error reason;
};

struct page_pool {
	int config; /* a file without a name, for the workers; -1: none */
	struct page_process *processes;
	size_t process_count;
	struct pollfd *polled; /* two a process */
	struct task **tasks;   /* in the order of their start */
	size_t task_count, task_room;
	size_t bytes; /* of their jobs */
	unsigned long last_ticket;
	uint64_t listened_ms;
	struct error failure; /* no page can be read any more */
};

static void task_free(struct task *task)
{
	buf_release(&task->job);
	buf_release(&task->answer);
	free(task);
}

struct page_pool *page_pool_open(int workers)
{
	struct page_pool *pool = alloc_zeroed(1, sizeof(*pool));

	pool->config = -1;
	pool->process_count = (size_t)workers;
	pool->processes = alloc_zeroed(pool->process_count, sizeof(*pool->processes));
	pool->polled = alloc_zeroed(pool->process_count * 2, sizeof(*pool->polled));
	return pool;
}

/* Memory as a file: it is there as long as somebody has it open. */
void page_pool_configure(struct page_pool *pool, const char *text, size_t length)
{
	pool->config = memfd_create("configuration", MFD_CLOEXEC);
	while (pool->config >= 0 && length) {
		ssize_t put = write(pool->config, text, length);

		if (put < 0 && errno != EINTR)
			break;
		text += put > 0 ? put : 0;
		length -= put > 0 ? (size_t)put : 0;
	}
	if (pool->config < 0 || length)
		error_set(&pool->failure, ERROR_SYSTEM,
			"no room for the configuration: %s", strerror(errno));
}

void page_pool_close(struct page_pool **pool)
{
	if (*pool) {
		for (size_t i = 0; i < (*pool)->process_count; i++)
			page_process_stop(&(*pool)->processes[i]);
		for (size_t i = 0; i < (*pool)->task_count; i++)
			task_free((*pool)->tasks[i]);
		if ((*pool)->config >= 0)
			close((*pool)->config);
		free((*pool)->processes);
		free((*pool)->polled);
		free((*pool)->tasks);
	}
	free(*pool);
	*pool = NULL;
}

bool page_pool_is_full(const struct page_pool *pool)
{
	return pool->task_count >= pool->process_count * JOBS_A_WORKER
		|| pool->bytes >= BYTES_MAX;
}

/* The task whose job this is. */
static struct task *task_of(struct page_pool *pool, const struct buf *job)
{
	for (size_t i = 0; i < pool->task_count; i++) {
		if (&pool->tasks[i]->job == job)
			return pool->tasks[i];
	}
	assert(!"a job without a task");
	return NULL;
}

static void fail(struct task *task, const struct error *reason)
{
	task->state = TASK_FAILED;
	task->reason = *reason;
}

/*
 * A process is dead: the page it was at is to blame. Yet if it had read others
 * before, they may have left it in a bad state: the page gets a fresh one once.
 */
static bool bury(struct page_pool *pool, struct page_process *process, struct error *err)
{
	struct page_process dead = *process;
	struct error reason = {0};
	enum page_end end = page_process_bury(process, &reason);

	if (!dead.ready)
		return error_set(err, ERROR_SYSTEM,
			"no process that reads pages can be started: %s", reason.text);
	for (size_t i = 0; i < dead.job_count; i++) {
		struct task *task = task_of(pool, dead.jobs[i]);

		if (i || (end == PAGE_END_FAULT && dead.served && !task->again)) {
			task->state = TASK_WAITING;
			task->again = task->again || i == 0;
		} else {
			fail(task, &reason);
		}
	}
	return true;
}

/* The first message: it is ready, or says why it is not. */
static bool greet(struct page_process *process, const struct buf *message,
	uint64_t now_ms, struct error *err)
{
	SCOPED(entry_release) struct entry entry = {0};
	struct page_answer answer;

	if (!page_answer_parse(message->bytes + WIRE_HEAD, message->length - WIRE_HEAD,
		    &answer, &entry))
		return error_set(err, ERROR_SYSTEM,
			"the process that reads pages is not one of ours");
	if (answer.kind != PAGE_ANSWER_READY)
		return error_set(err, ERROR_SYSTEM, "%s", answer.text);
	process->ready = true;
	process->since_ms = now_ms;
	return true;
}

/* Takes what a process has said. */
static bool take_messages(struct page_pool *pool, struct page_process *process,
	uint64_t now_ms, struct error *err)
{
	SCOPED(buf_release) struct buf message = {0};

	while (page_process_take(process, &message)) {
		if (!process->ready) {
			if (!greet(process, &message, now_ms, err))
				return false;
		} else if (!process->job_count || !process->sending) {
			process->lied = true; /* nobody asked */
			return bury(pool, process, err);
		} else {
			struct task *task = task_of(pool, process->jobs[0]);

			task->state = TASK_ANSWERED;
			task->worker = (size_t)(process - pool->processes);
			task->answer = buf_take(&message);
			page_process_finish_job(process, now_ms);
		}
		buf_clear(&message);
	}
	return true;
}

static struct task *next_waiting(const struct page_pool *pool)
{
	for (size_t i = 0; i < pool->task_count; i++) {
		if (pool->tasks[i]->state == TASK_WAITING)
			return pool->tasks[i];
	}
	return NULL;
}

/* The process with least to do: one that runs, or may be started. NULL: none has room. */
static struct page_process *least_busy(struct page_pool *pool)
{
	struct page_process *best = NULL;

	for (size_t i = 0; i < pool->process_count; i++) {
		struct page_process *process = &pool->processes[i];

		if (process->job_count == PAGE_PROCESS_JOBS)
			continue;
		if (!best || process->job_count < best->job_count
			|| (process->job_count == best->job_count && process->id
				&& !best->id))
			best = process;
	}
	return best;
}

static bool give_out(struct page_pool *pool, uint64_t now_ms, struct error *err)
{
	struct page_process *process;
	struct task *task;

	while ((task = next_waiting(pool)) && (process = least_busy(pool))) {
		if (!process->id && !page_process_start(process, pool->config, err))
			return false;
		page_process_give(process, &task->job, now_ms);
		task->state = TASK_GIVEN;
	}
	for (size_t i = 0; i < pool->process_count; i++)
		page_process_send(&pool->processes[i]);
	return true;
}

/* While nobody listened no process could show that it was done. */
static void forgive_absence(struct page_pool *pool, uint64_t now_ms)
{
	uint64_t absence = now_ms - pool->listened_ms;

	pool->listened_ms = now_ms;
	if (absence < ABSENCE_MS)
		return;
	for (size_t i = 0; i < pool->process_count; i++)
		pool->processes[i].since_ms += absence;
}

static bool is_late(const struct page_process *process, uint64_t now_ms)
{
	uint64_t most_ms = process->ready ? PAGE_PROCESS_WALL_MS : START_MS;

	return (process->job_count || !process->ready) && now_ms > process->since_ms
		&& now_ms - process->since_ms > most_ms;
}

static bool hear(struct page_pool *pool, struct page_process *process, short events,
	struct error *err)
{
	uint64_t now_ms = page_process_clock_ms();
	bool alive = true;

	if (events)
		alive = page_process_listen(process);
	if (!take_messages(pool, process, now_ms, err))
		return false;
	alive = alive && !process->lied;
	if (process->id && alive && is_late(process, now_ms)) {
		process->stopped = true;
		alive = false;
	}
	return alive || !process->id || bury(pool, process, err);
}

/* Waits for something to happen, at most so long, and sees to it. */
static bool turn(struct page_pool *pool, int most_ms, struct error *err)
{
	if (!give_out(pool, page_process_clock_ms(), err))
		return false;
	for (size_t i = 0; i < pool->process_count; i++) {
		const struct page_process *process = &pool->processes[i];
		bool sends = page_process_has_to_send(process);

		pool->polled[2 * i] = (struct pollfd){
			.fd = process->id ? process->from : -1, .events = POLLIN};
		pool->polled[2 * i + 1] = (struct pollfd){
			.fd = process->id && sends ? process->to : -1, .events = POLLOUT};
	}
	forgive_absence(pool, page_process_clock_ms());
	poll(pool->polled, pool->process_count * 2, most_ms);
	pool->listened_ms = page_process_clock_ms();
	for (size_t i = 0; i < pool->process_count; i++) {
		if (pool->processes[i].id
			&& !hear(pool, &pool->processes[i], pool->polled[2 * i].revents,
				err))
			return false;
	}
	return give_out(pool, page_process_clock_ms(), err);
}

static void turn_once(struct page_pool *pool, int most_ms)
{
	if (pool->failure.kind == ERROR_NONE)
		turn(pool, most_ms, &pool->failure);
}

unsigned long page_pool_start(struct page_pool *pool, const struct page_job *job)
{
	struct task *task = alloc_zeroed(1, sizeof(*task));

	page_job_write(job, &task->job);
	task->ticket = ++pool->last_ticket;
	pool->bytes += task->job.length;
	pool->tasks = alloc_grow(
		pool->tasks, pool->task_count, &pool->task_room, sizeof(struct task *));
	pool->tasks[pool->task_count++] = task;
	turn_once(pool, 0);
	return task->ticket;
}

/* Where the job stands among the tasks. */
static size_t place_of(const struct page_pool *pool, unsigned long ticket)
{
	size_t at = 0;

	while (at < pool->task_count && pool->tasks[at]->ticket != ticket)
		at++;
	assert(at < pool->task_count);
	return at;
}

bool page_pool_has(const struct page_pool *pool, unsigned long ticket)
{
	return pool->tasks[place_of(pool, ticket)]->state >= TASK_ANSWERED
		|| pool->failure.kind != ERROR_NONE;
}

/* Takes the task out of the pool, when it is over. NULL: nothing works any more. */
static struct task *take_task(struct page_pool *pool, unsigned long ticket)
{
	size_t at = place_of(pool, ticket);
	struct task *task = pool->tasks[at];

	while (!page_pool_has(pool, ticket))
		turn_once(pool, LOOK_MS);
	if (task->state < TASK_ANSWERED)
		return NULL;
	pool->bytes -= task->job.length;
	memmove(pool->tasks + at, pool->tasks + at + 1,
		(--pool->task_count - at) * sizeof(struct task *));
	return task;
}

static void free_task(struct task **task)
{
	if (*task)
		task_free(*task);
}

/* A worker that sent this may be in the hands of a page. */
static bool disbelieve(struct page_pool *pool, const struct task *task,
	struct error *reason, struct error *err)
{
	struct page_process *process = &pool->processes[task->worker];

	error_set(reason, ERROR_INVALID, "the process that read it answered nonsense");
	process->lied = true;
	return !process->id || bury(pool, process, err);
}

static bool wait_for(struct page_pool *pool, unsigned long ticket,
	enum page_answer_kind wanted, struct entry *entry, struct buf *text,
	struct error *reason, struct error *err)
{
	SCOPED(free_task) struct task *task = take_task(pool, ticket);
	const struct buf *message;
	struct page_answer answer;

	*reason = (struct error){0};
	if (!task) {
		*err = pool->failure;
		return false;
	}
	if (task->state == TASK_FAILED) {
		*reason = task->reason;
		return true;
	}
	message = &task->answer;
	if (!page_answer_parse(message->bytes + WIRE_HEAD, message->length - WIRE_HEAD,
		    &answer, entry)
		|| (answer.kind != wanted && answer.kind != PAGE_ANSWER_REFUSED))
		return disbelieve(pool, task, reason, err);
	if (answer.kind == PAGE_ANSWER_REFUSED)
		error_set(reason, ERROR_INVALID, "%s", answer.text);
	else if (answer.kind != PAGE_ANSWER_ENTRY)
		buf_add(text, answer.text, answer.length);
	return true;
}

bool page_pool_wait(struct page_pool *pool, unsigned long ticket, struct entry *entry,
	struct error *reason, struct error *err)
{
	return wait_for(pool, ticket, PAGE_ANSWER_ENTRY, entry, NULL, reason, err);
}

bool page_pool_wait_shown(struct page_pool *pool, unsigned long ticket, struct buf *text,
	struct error *reason, struct error *err)
{
	SCOPED(entry_release) struct entry entry = {0};

	return wait_for(pool, ticket, PAGE_ANSWER_SHOWN, &entry, text, reason, err);
}

bool page_pool_wait_surveyed(struct page_pool *pool, unsigned long ticket,
	struct block_hashes *blocks, struct error *reason, struct error *err)
{
	SCOPED(entry_release) struct entry entry = {0};
	SCOPED(buf_release) struct buf bytes = {0};

	if (!wait_for(pool, ticket, PAGE_ANSWER_BLOCKS, &entry, &bytes, reason, err))
		return false;
	block_hashes_add_bytes(bytes.bytes, bytes.length, blocks);
	return true;
}
