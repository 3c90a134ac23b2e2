/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers/page_worker.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "config/config.h"
#include "entries/build.h"
#include "entries/json_page.h"
#include "reports/inspect_json.h"
#include "reports/inspect_text.h"
#include "vocabulary/clusters.h"
#include "vocabulary/places.h"
#include "workers/jail.h"
#include "workers/page_fault.h"
#include "workers/page_jail.h"
#include "workers/page_job.h"
#include "workers/wire.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	ROOM_KEPT = 1 << 20, /* bytes; what a large page took is given back */
	CONFIG_CHUNK = 1 << 16,
};

struct worker {
	struct config config;
	struct places *places;
	struct clusters *clusters;
	struct build *build;
	struct page_tables tables;
	struct entry entry;
	struct block_hashes frame; /* of the job */
	struct buf job, answer;
};

static void worker_release(struct worker *worker)
{
	page_tables_close(&worker->tables);
	build_close(&worker->build);
	places_close(&worker->places);
	clusters_close(&worker->clusters);
	config_release(&worker->config);
	entry_release(&worker->entry);
	block_hashes_release(&worker->frame);
	buf_release(&worker->job);
	buf_release(&worker->answer);
}

/* The parent has found it right before. */
static bool read_config(struct config *out, struct error *err)
{
	SCOPED(buf_release) struct buf text = {0};
	ssize_t got;

	if (fcntl(PAGE_WORKER_CONFIG, F_GETFD) < 0)
		return true;
	do {
		buf_reserve(&text, CONFIG_CHUNK);
		/* The place in the file is shared with other workers. */
		got = pread(PAGE_WORKER_CONFIG, text.bytes + text.length, CONFIG_CHUNK,
			(off_t)text.length);
		text.length += got > 0 ? (size_t)got : 0;
	} while (got > 0);
	close(PAGE_WORKER_CONFIG);
	return config_parse("configuration", text.bytes, text.length, out, err);
}

static bool worker_open(struct worker *worker, struct error *err)
{
	const struct config *config = &worker->config;

	if (!read_config(&worker->config, err) || !places_open(&worker->places, err)
		|| !clusters_open_with(
			&config->additions.clusters, &worker->clusters, err)
		|| !build_open(config->additions.analysis, &worker->build, err))
		return false;
	for (size_t i = 0; i < config->additions.place_count; i++)
		places_add(worker->places, &config->additions.places[i]);
	page_tables_open(worker->places, worker->clusters, &worker->tables);
	worker->tables.sites = &config->sites;
	return true;
}

/* Reads so many bytes; false: the end, since nobody asks any more. */
static bool read_bytes(char *bytes, size_t length)
{
	while (length) {
		ssize_t got = read(STDIN_FILENO, bytes, length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		bytes += got;
		length -= (size_t)got;
	}
	return true;
}

static bool read_job(struct buf *out)
{
	char head[WIRE_HEAD];
	size_t length;

	if (!read_bytes(head, sizeof(head)))
		return false;
	length = wire_length(head);
	buf_clear(out);
	buf_reserve(out, length);
	out->length = length;
	return read_bytes(out->bytes, length);
}

static bool write_answer(const struct buf *answer)
{
	for (size_t at = 0; at < answer->length;) {
		ssize_t put =
			write(STDOUT_FILENO, answer->bytes + at, answer->length - at);

		if (put < 0 && errno != EINTR)
			return false;
		at += put > 0 ? (size_t)put : 0;
	}
	return true;
}

static bool read_document(const struct worker *worker, const struct page_job *job,
	struct document *out, struct error *reason)
{
	if (job->kind == PAGE_JOB_LINE)
		return json_page_read(
			job->page.bytes, job->page.length, &worker->tables, out, reason);
	if (!page_read(&job->page, &worker->tables, out, reason))
		return false;
	free(out->id);
	out->id = alloc_string(job->id ? job->id : "");
	return true;
}

static void show(struct worker *worker, const struct document *document,
	enum page_job_wanted wanted)
{
	SCOPED(buf_release) struct buf text = {0};

	if (wanted == PAGE_JOB_JSON)
		inspect_json_add(document, &worker->tables, &text);
	else
		inspect_text_add(document, worker->places, &text);
	page_answer_write(
		PAGE_ANSWER_SHOWN, buf_string(&text), text.length, &worker->answer);
}

static void refuse(struct worker *worker, const struct error *reason)
{
	page_answer_write(
		PAGE_ANSWER_REFUSED, reason->text, strlen(reason->text), &worker->answer);
}

static void survey(struct worker *worker, const struct page_job *job)
{
	SCOPED(block_hashes_release) struct block_hashes blocks = {0};
	struct error reason = {0};

	if (page_survey(&job->page, &worker->tables, &blocks, &reason))
		page_answer_write_blocks(&blocks, &worker->answer);
	else
		refuse(worker, &reason);
}

static void read_page(struct worker *worker, const struct page_job *job)
{
	SCOPED(document_release) struct document document = {0};
	struct error reason = {0};

	if (!read_document(worker, job, &document, &reason)) {
		refuse(worker, &reason);
		return;
	}
	if (job->wanted != PAGE_JOB_ENTRY) {
		show(worker, &document, job->wanted);
		return;
	}
	build_entry(worker->build, &document, &worker->entry);
	page_answer_write_entry(&worker->entry, &worker->answer);
}

static void answer(struct worker *worker, const struct page_job *job)
{
	page_fault_provoke(job->page.bytes, job->page.length);
	if (job->wanted == PAGE_JOB_SURVEY)
		survey(worker, job);
	else
		read_page(worker, job);
}

static void give_back(struct worker *worker)
{
	if (worker->job.room <= ROOM_KEPT && worker->answer.room <= ROOM_KEPT)
		return;
	buf_release(&worker->job);
	buf_release(&worker->answer);
	entry_release(&worker->entry);
	malloc_trim(0);
}

static bool serve(struct worker *worker)
{
	struct page_job job;

	while (read_job(&worker->job)) {
		if (!page_job_parse(
			    worker->job.bytes, worker->job.length, &job, &worker->frame))
			return false;
		page_jail_start_clock();
		answer(worker, &job);
		page_jail_stop_clock();
		if (!write_answer(&worker->answer))
			return false;
		give_back(worker);
	}
	return true;
}

int page_worker_main(void)
{
	SCOPED(worker_release) struct worker worker = {0};
	struct error err = {0};

	jail_bind();
	if (!worker_open(&worker, &err)) {
		page_answer_write(
			PAGE_ANSWER_REFUSED, err.text, strlen(err.text), &worker.answer);
		write_answer(&worker.answer);
		return EXIT_FAILURE;
	}
	page_jail_enter();
	page_answer_write(PAGE_ANSWER_READY, "", 0, &worker.answer);
	return write_answer(&worker.answer) && serve(&worker) ? EXIT_SUCCESS
							      : EXIT_FAILURE;
}
