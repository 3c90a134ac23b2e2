/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snapshot/trusted.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/manifest.h"
#include "snapshot/audit.h"

#include <sys/stat.h>

void trusted_release(struct trusted *trusted)
{
	audit_end(&trusted->audit);
	*trusted = (struct trusted){0};
}

static uint64_t inode_of(const char *path)
{
	struct stat status;

	return stat(path, &status) ? 0 : (uint64_t)status.st_ino;
}

static void forget_doubts(struct trusted *trusted, unsigned generation)
{
	for (unsigned i = 0; i < TRUSTED_DOUBTS; i++) {
		if (trusted->doubts[i].generation == generation)
			trusted->doubts[i].generation = 0;
	}
}

void trusted_doubt(struct trusted *trusted, const struct generation *generation,
	const struct error *reason)
{
	unsigned place = trusted->doubt_count++ % TRUSTED_DOUBTS;

	forget_doubts(trusted, generation->number);
	trusted->doubts[place].generation = generation->number;
	trusted->doubts[place].stamp = manifest_stamp(generation->path);
	trusted->doubts[place].reason = *reason;
	if (trusted->verified == generation->number)
		trusted->verified = 0;
}

bool trusted_rues(const struct trusted *trusted, unsigned generation)
{
	bool doubted = false;

	for (unsigned i = 0; i < TRUSTED_DOUBTS; i++)
		doubted = doubted || trusted->doubts[i].generation == generation;
	return doubted && trusted->verified != generation;
}

const struct error *trusted_reason(const struct trusted *trusted)
{
	for (unsigned i = 0; trusted->passed_over && i < TRUSTED_DOUBTS; i++) {
		if (trusted->doubts[i].generation == trusted->passed_over)
			return &trusted->doubts[i].reason;
	}
	return NULL;
}

/* Whether it was found damaged and is as it was then. */
static bool is_doubted(const struct trusted *trusted, const struct generation *generation,
	struct error *reason)
{
	uint64_t stamp = manifest_stamp(generation->path);

	for (unsigned i = 0; i < TRUSTED_DOUBTS; i++) {
		if (trusted->doubts[i].generation != generation->number
			|| trusted->doubts[i].stamp != stamp)
			continue;
		*reason = trusted->doubts[i].reason;
		return true;
	}
	return false;
}

/* Reads all of it now. */
static bool compare(
	struct trusted *trusted, const struct generation *generation, struct error *err)
{
	SCOPED(manifest_findings_release) struct manifest_findings findings = {0};

	if (!manifest_check(generation->path, &findings, err))
		return false;
	if (!findings.fault_count)
		return true;
	error_set(err, ERROR_CORRUPT, "generation %u is damaged: %s", generation->number,
		findings.faults.bytes);
	trusted_doubt(trusted, generation, err);
	return false;
}

/* False: it must be read before it is served. */
static bool audit_later(struct trusted *trusted, const struct generation *generation)
{
	audit_end(&trusted->audit);
	if (manifest_untouched(generation->path))
		trusted->audit = audit_begin(generation);
	return trusted->audit;
}

/* What the audit of the generation that is served found out by now. */
static void hear_audit(struct trusted *trusted, const struct generation *generation)
{
	struct error reason = {0};
	enum audit_state state = AUDIT_RUNNING;

	if (trusted->audit)
		state = audit_look(trusted->audit, &reason);
	if (state == AUDIT_RUNNING)
		return;
	audit_end(&trusted->audit);
	if (state == AUDIT_DAMAGED)
		trusted_doubt(trusted, generation, &reason);
	else if (state == AUDIT_UNDECIDED)
		trusted->audit = audit_begin(generation);
}

/* ERROR_CORRUPT: it is damaged; other errors say nothing about it. */
static bool verify(
	struct trusted *trusted, const struct generation *generation, struct error *err)
{
	uint64_t folder = inode_of(generation->path);

	if (trusted->verified == generation->number && trusted->folder == folder)
		hear_audit(trusted, generation);
	if (trusted->verified == generation->number && trusted->folder == folder)
		return true;
	if (is_doubted(trusted, generation, err))
		return false;
	if (!audit_later(trusted, generation) && !compare(trusted, generation, err))
		return false;
	trusted->verified = generation->number;
	trusted->folder = folder;
	return true;
}

bool trusted_choose(struct trusted *trusted, const char *index, struct generation *out,
	struct error *err)
{
	SCOPED(generation_release) struct generation generation = {0};
	struct error none = {0};
	unsigned current;

	if (!generation_current(index, &generation, err))
		return false;
	current = generation.number;
	while (!verify(trusted, &generation, err)) {
		struct generation before = {0};

		if (err->kind != ERROR_CORRUPT
			|| !generation_before(index, generation.number, &before, &none))
			return false;
		generation_release(&generation);
		generation = before;
	}
	trusted->passed_over = generation.number == current ? 0 : current;
	*out = generation;
	generation = (struct generation){0};
	return true;
}
