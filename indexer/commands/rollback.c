/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "commands/rollback.h"

#include "base/json.h"
#include "base/scope.h"
#include "config/options.h"
#include "index/generation.h"
#include "index/manifest.h"

/* Damage would take the place of what may be sound. */
static bool check(const struct generation *generation, struct error *err)
{
	SCOPED(manifest_findings_release) struct manifest_findings findings = {0};

	if (!manifest_check(generation->path, &findings, err))
		return false;
	if (!findings.fault_count)
		return true;
	return error_set(err, ERROR_CORRUPT, "generation %u is damaged: %s",
		generation->number, findings.faults.bytes);
}

static void tell(const struct options *options, unsigned from, unsigned to, FILE *out)
{
	SCOPED(buf_release) struct buf json = {0};

	if (!options->json) {
		fprintf(out, "%sgeneration %u serves again; generation %u is deleted\n",
			options->dry_run ? "dry run: " : "", to, from);
		return;
	}
	json_object_begin(&json);
	json_key(&json, "generation");
	json_integer(&json, to);
	json_key(&json, "deleted");
	json_integer(&json, from);
	json_object_end(&json);
	fprintf(out, "%s\n", buf_string(&json));
}

bool rollback_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err)
{
	const char *index = options->operands[0];
	enum lock_patience patience = options->wait ? LOCK_WAIT : LOCK_NOW;
	SCOPED(index_lock_release) struct index_lock lock = {.file = -1};
	SCOPED(generation_release) struct generation current = {0};
	SCOPED(generation_release) struct generation before = {0};

	*refused = 0;
	if (!generation_current(index, &current, err))
		return false;
	generation_release(&current);
	if (!index_lock_take(index, patience, &lock, err)
		|| !generation_current(index, &current, err)
		|| !generation_before(index, current.number, &before, err)
		|| !check(&before, err))
		return false;
	if (!options->dry_run
		&& !generation_switch(index, &before, (unsigned)options->keep, err))
		return false;
	tell(options, current.number, before.number, out);
	return true;
}
