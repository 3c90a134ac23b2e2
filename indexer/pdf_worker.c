/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pdf_worker.h"

#include "page_jail.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FILES_MAX = 32 };

static void set_limit(__rlimit_resource_t resource, rlim_t most)
{
	const struct rlimit limit = {most, most};

	setrlimit(resource, &limit);
}

/* Below these may be read and run what programs are made of. */
static const char *const readable[] = {
	"/usr", "/lib", "/lib64", "/bin", "/etc", "/opt", "/nix", "/gnu"};

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

/* Where programs are looked for. */
static void admit_path(int rules)
{
	char folder[4096];
	const char *path = getenv("PATH");

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
static void forbid_files(void)
{
	const struct landlock_ruleset_attr rights = {
		.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
	int rules = (int)syscall(SYS_landlock_create_ruleset, &rights, sizeof(rights), 0);

	if (rules < 0)
		return;
	for (size_t i = 0; i < sizeof(readable) / sizeof(*readable); i++)
		admit(rules, readable[i]);
	admit_path(rules);
	syscall(SYS_landlock_restrict_self, rules, 0);
	close(rules);
}

#if defined(__x86_64__)
#define MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define MACHINE AUDIT_ARCH_AARCH64
#endif

#ifdef MACHINE

#define LOAD(field) \
	BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, field))
#define ANSWER(action) BPF_STMT(BPF_RET | BPF_K, action)
#define REFUSE(call)                                                 \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(call), 0, 1), \
		ANSWER(SECCOMP_RET_ERRNO | EPERM)

/* A program that is not ours: what it must not do is named, not what it may. */
static void forbid_calls(void)
{
	static struct sock_filter calls[] = {
		LOAD(arch),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0),
		ANSWER(SECCOMP_RET_KILL_PROCESS),
		LOAD(nr),
		REFUSE(SYS_socket),
		REFUSE(SYS_socketpair),
		REFUSE(SYS_connect),
		REFUSE(SYS_clone),
		REFUSE(SYS_clone3),
#ifdef SYS_fork
		REFUSE(SYS_fork),
		REFUSE(SYS_vfork),
#endif
		REFUSE(SYS_kill),
		REFUSE(SYS_tkill),
		REFUSE(SYS_ptrace),
		REFUSE(SYS_process_vm_readv),
		REFUSE(SYS_process_vm_writev),
		REFUSE(SYS_bpf),
		REFUSE(SYS_perf_event_open),
		REFUSE(SYS_keyctl),
		REFUSE(SYS_io_uring_setup),
		REFUSE(SYS_unshare),
		REFUSE(SYS_setns),
		REFUSE(SYS_mount),
		ANSWER(SECCOMP_RET_ALLOW),
	};
	static const struct sock_fprog program = {sizeof(calls) / sizeof(*calls), calls};

	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

#else

static void forbid_calls(void)
{
}

#endif

int pdf_worker_main(void)
{
	page_jail_bind();
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	forbid_files();
	forbid_calls();
	set_limit(RLIMIT_CORE, 0);
	set_limit(RLIMIT_FSIZE, 0);
	set_limit(RLIMIT_NOFILE, FILES_MAX);
	set_limit(RLIMIT_CPU, PDF_WORKER_CPU_S);
	set_limit(RLIMIT_AS, (rlim_t)PDF_WORKER_MEMORY_MB << 20);
	execlp("pdftotext", "pdftotext", "-q", "-htmlmeta", "-enc", "UTF-8", "-", "-",
		(char *)NULL);
	_exit(PDF_WORKER_MISSING);
}
