/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers/jail.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

void jail_bind(void)
{
	static const int typed[] = {SIGINT, SIGQUIT, SIGTERM, SIGHUP};

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	for (size_t i = 0; i < sizeof(typed) / sizeof(*typed); i++)
		signal(typed[i], SIG_IGN);
}

static void set_limit(__rlimit_resource_t resource, rlim_t most)
{
	const struct rlimit limit = {most, most};

	setrlimit(resource, &limit);
}

void jail_forbid_dumps(void)
{
	set_limit(RLIMIT_CORE, 0);
}

static void set_limits(const struct jail *jail)
{
	jail_forbid_dumps();
	if (!jail->writes_files)
		set_limit(RLIMIT_FSIZE, 0);
	if (jail->files)
		set_limit(RLIMIT_NOFILE, jail->files);
	if (jail->cpu_s)
		set_limit(RLIMIT_CPU, jail->cpu_s);
	if (jail->memory_mb)
		set_limit(RLIMIT_AS, (rlim_t)jail->memory_mb << 20);
}

static void admit(int rules, const char *path)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE
			| LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_EXECUTE,
		.parent_fd = open(path, O_PATH | O_CLOEXEC)};

	if (rule.parent_fd < 0)
		return;
	syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
	close(rule.parent_fd);
}

static void admit_path(int rules, const char *path)
{
	char folder[4096];

	while (path && *path) {
		size_t length = strcspn(path, ":");

		if (length && length < sizeof(folder)) {
			memcpy(folder, path, length);
			folder[length] = '\0';
			admit(rules, folder);
		}
		path += length + (path[length] == ':');
	}
}

/* Landlock: the rights on files that its first version knows. */
static void forbid_files(const struct jail *jail)
{
	const struct landlock_ruleset_attr rights = {
		.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
	int rules = (int)syscall(SYS_landlock_create_ruleset, &rights, sizeof(rights), 0);

	if (rules < 0)
		return;
	for (size_t i = 0; jail->folders && jail->folders[i]; i++)
		admit(rules, jail->folders[i]);
	admit_path(rules, jail->path);
	syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
}

#if defined(__x86_64__)
#define MACHINE       AUDIT_ARCH_X86_64
#define FOREIGN_CALLS 0x40000000 /* of the machine's other interface: x32 */
#elif defined(__aarch64__)
#define MACHINE       AUDIT_ARCH_AARCH64
#define FOREIGN_CALLS UINT32_MAX
#endif

#ifdef MACHINE

#define LOAD(field) \
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, field))
#define IF(test, number, yes, no) \
	BPF_JUMP(BPF_JMP | (test) | BPF_K, (uint32_t)(number), yes, no)
#define ANSWER(action) BPF_STMT(BPF_RET | BPF_K, action)
#define REFUSE         ANSWER(SECCOMP_RET_ERRNO | EPERM)
#define ALLOW          ANSWER(SECCOMP_RET_ALLOW)

struct program {
	struct sock_filter steps[2 * JAIL_CALLS_MAX + 16];
	unsigned short count;
};

static void add(struct program *program, const struct sock_filter *steps, size_t count)
{
	memcpy(program->steps + program->count, steps, count * sizeof(*steps));
	program->count += (unsigned short)count;
}

#define ADD(program, ...)                                         \
	add(program, (const struct sock_filter[]){__VA_ARGS__},   \
		sizeof((const struct sock_filter[]){__VA_ARGS__}) \
			/ sizeof(struct sock_filter))

/* Memory, but none that runs; of other calls nothing. */
static void add_memory(struct program *program)
{
	ADD(program, IF(BPF_JEQ, SYS_mmap, 1, 0), IF(BPF_JEQ, SYS_mprotect, 0, 3),
		LOAD(args[2]), IF(BPF_JSET, PROT_EXEC, 1, 0), ALLOW, REFUSE);
}

static void forbid_calls(const struct jail *jail)
{
	struct program program = {.count = 0};
	struct sock_fprog all = {.filter = program.steps};

	assert(jail->call_count <= JAIL_CALLS_MAX);
	ADD(&program, LOAD(arch), IF(BPF_JEQ, MACHINE, 1, 0),
		ANSWER(SECCOMP_RET_KILL_PROCESS), LOAD(nr),
		IF(BPF_JGE, FOREIGN_CALLS, 0, 1), REFUSE);
	for (size_t i = 0; i < jail->call_count; i++) {
		ADD(&program, IF(BPF_JEQ, jail->calls[i], 0, 1));
		if (jail->list == JAIL_NONE_BUT)
			ADD(&program, ALLOW);
		else
			ADD(&program, REFUSE);
	}
	if (jail->list == JAIL_NONE_BUT)
		add_memory(&program);
	else
		ADD(&program, ALLOW);
	all.len = program.count;
	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all);
}

#else

static void forbid_calls(const struct jail *jail)
{
	(void)jail;
}

#endif

void jail_enter(const struct jail *jail)
{
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	forbid_files(jail);
	set_limits(jail);
	forbid_calls(jail);
}
