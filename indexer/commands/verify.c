/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "commands/verify.h"

#include "base/json.h"
#include "base/scope.h"
#include "config/options.h"
#include "index/generation.h"
#include "index/index_check.h"
#include "index/manifest.h"

#include <inttypes.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	CHECK_SECONDS_LEAST = 60,
	CHECK_BYTES_A_SECOND = 1 << 20, /* far less than any disk reads */
	TRIES = 3,                      /* while a writer goes on */
};

/* What was found of one generation. */
struct verdict {
	struct generation generation;
	struct manifest_findings findings;
	bool current;
	char engine[160]; /* what the engine's check complains of */
};

static void verdict_release(struct verdict *verdict)
{
	generation_release(&verdict->generation);
	manifest_findings_release(&verdict->findings);
}

static bool is_damaged(const struct verdict *verdict)
{
	return verdict->findings.fault_count || *verdict->engine;
}

/* The child's side: its exit status tells. */
static void check_and_exit(const char *folder, uint64_t bytes)
{
	struct error err = {0};

	alarm(CHECK_SECONDS_LEAST + (unsigned)(bytes / CHECK_BYTES_A_SECOND));
	_exit(index_check(folder, &err) ? 0 : 1);
}

/* In a child, since damage that the digests do not know can crash the engine. */
static bool check_engine(struct verdict *verdict, struct error *err)
{
	int status;
	pid_t child = fork();

	if (child < 0)
		return error_set(err, ERROR_SYSTEM, "cannot start a process");
	if (child == 0)
		check_and_exit(verdict->generation.path, verdict->findings.bytes);
	while (waitpid(child, &status, 0) < 0)
		continue;
	if (WIFSIGNALED(status))
		snprintf(verdict->engine, sizeof(verdict->engine),
			"the engine's own check ended by signal %d (%s)",
			WTERMSIG(status), strsignal(WTERMSIG(status)));
	else if (WEXITSTATUS(status))
		snprintf(verdict->engine, sizeof(verdict->engine),
			"the engine's own check finds faults");
	return true;
}

static bool judge(struct verdict *verdict, struct error *err)
{
	bool looked = false;

	for (int i = 0; i < TRIES && !looked; i++) {
		looked =
			manifest_check(verdict->generation.path, &verdict->findings, err);
		if (!looked && err->kind != ERROR_BUSY)
			return false;
	}
	if (!looked)
		return false;
	return verdict->findings.fault_count || check_engine(verdict, err);
}

static void tell_text(const struct verdict *verdict, FILE *out)
{
	const struct manifest_findings *findings = &verdict->findings;
	const char *fault = findings->faults.bytes;

	fprintf(out, "generation %u%s: %" PRIu32 " files, %" PRIu64 " bytes, %s\n",
		verdict->generation.number, verdict->current ? " (current)" : "",
		findings->files, findings->bytes,
		is_damaged(verdict) ? "DAMAGED"
			: findings->state == MANIFEST_SEALED
			? "every byte as it was left"
			: "being written, or its writer did not end; the next update "
			  "completes it");
	for (uint32_t i = 0; i < findings->fault_count; i++) {
		fprintf(out, "  %s\n", fault);
		fault += strlen(fault) + 1;
	}
	if (*verdict->engine)
		fprintf(out, "  %s\n", verdict->engine);
}

static void tell_json(const struct verdict *verdict, struct buf *out)
{
	const struct manifest_findings *findings = &verdict->findings;
	const char *fault = findings->faults.bytes;

	json_object_begin(out);
	json_key(out, "generation");
	json_integer(out, verdict->generation.number);
	json_key(out, "current");
	json_bool(out, verdict->current);
	json_key(out, "sealed");
	json_bool(out, findings->state == MANIFEST_SEALED);
	json_key(out, "files");
	json_integer(out, findings->files);
	json_key(out, "bytes");
	json_integer(out, (int64_t)findings->bytes);
	json_key(out, "damage");
	json_array_begin(out);
	for (uint32_t i = 0; i < findings->fault_count; i++) {
		json_text(out, fault);
		fault += strlen(fault) + 1;
	}
	if (*verdict->engine)
		json_text(out, verdict->engine);
	json_array_end(out);
	json_object_end(out);
}

/* Looks at one generation and tells; counts it in *damaged. */
static bool verify(struct generation *generation, bool current, FILE *out,
	struct buf *json, unsigned *damaged, struct error *err)
{
	SCOPED(verdict_release)
	struct verdict verdict = {.generation = *generation, .current = current};

	*generation = (struct generation){0};
	if (!judge(&verdict, err))
		return false;
	*damaged += is_damaged(&verdict);
	if (json)
		tell_json(&verdict, json);
	else
		tell_text(&verdict, out);
	return true;
}

static bool verify_all(const char *index, FILE *out, struct buf *json, unsigned *damaged,
	struct error *err)
{
	struct generation generation = {0};
	struct error none = {0};
	bool current = true;
	unsigned number;

	if (!generation_current(index, &generation, err))
		return false;
	do {
		number = generation.number;
		if (!verify(&generation, current, out, json, damaged, err))
			return false;
		current = false;
	} while (generation_before(index, number, &generation, &none));
	return true;
}

bool verify_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err)
{
	SCOPED(buf_release) struct buf json = {0};
	const char *index = options->operands[0];
	unsigned damaged = 0;
	bool verified;

	*refused = 0;
	json_object_begin(&json);
	json_key(&json, "generations");
	json_array_begin(&json);
	verified = verify_all(index, out, options->json ? &json : NULL, &damaged, err);
	json_array_end(&json);
	json_object_end(&json);
	if (verified && options->json)
		fprintf(out, "%s\n", buf_string(&json));
	if (verified && damaged)
		return error_set(err, ERROR_CORRUPT,
			"%s is damaged; make it anew with: regio-indexer rebuild %s "
			"SOURCE...",
			index, index);
	return verified;
}
