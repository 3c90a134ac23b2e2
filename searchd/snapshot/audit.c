/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "snapshot/audit.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/manifest.h"

#include <pthread.h>
#include <sched.h>

struct audit {
	unsigned number;
	char *folder;
	int stop; /* read by the thread's comparison */
	pthread_t thread;
	pthread_mutex_t lock; /* of what follows */
	enum audit_state state;
	struct error reason;
};

/* Leaves the processor to all others; that it cannot is no reason not to look. */
static void step_back(void)
{
	const struct sched_param least = {0};

	pthread_setschedparam(pthread_self(), SCHED_IDLE, &least);
}

static enum audit_state compare(struct audit *audit, struct error *reason)
{
	SCOPED(manifest_findings_release) struct manifest_findings findings = {0};

	if (!manifest_check_until(audit->folder, &audit->stop, &findings, reason))
		return AUDIT_UNDECIDED;
	if (!findings.fault_count)
		return AUDIT_SOUND;
	error_set(reason, ERROR_CORRUPT, "generation %u is damaged: %s", audit->number,
		findings.faults.bytes);
	return AUDIT_DAMAGED;
}

static void *run(void *context)
{
	struct audit *audit = context;
	struct error reason = {0};
	enum audit_state state;

	step_back();
	state = compare(audit, &reason);
	pthread_mutex_lock(&audit->lock);
	audit->state = state;
	audit->reason = reason;
	pthread_mutex_unlock(&audit->lock);
	return NULL;
}

static void release(struct audit *audit)
{
	pthread_mutex_destroy(&audit->lock);
	free(audit->folder);
	free(audit);
}

struct audit *audit_begin(const struct generation *generation)
{
	struct audit *audit = alloc_zeroed(1, sizeof(*audit));

	audit->number = generation->number;
	audit->folder = alloc_string(generation->path);
	pthread_mutex_init(&audit->lock, NULL);
	if (!pthread_create(&audit->thread, NULL, run, audit))
		return audit;
	release(audit);
	return NULL;
}

void audit_end(struct audit **audit_)
{
	struct audit *audit = TAKE(*audit_);

	if (!audit)
		return;
	__atomic_store_n(&audit->stop, 1, __ATOMIC_RELAXED);
	pthread_join(audit->thread, NULL);
	release(audit);
}

enum audit_state audit_look(struct audit *audit, struct error *reason)
{
	enum audit_state state;

	pthread_mutex_lock(&audit->lock);
	state = audit->state;
	*reason = audit->reason;
	pthread_mutex_unlock(&audit->lock);
	return state;
}
