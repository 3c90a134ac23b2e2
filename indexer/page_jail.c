/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "page_jail.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
enum { IS_SANITIZED = 1 };
#else
enum { IS_SANITIZED = 0 };
#endif

enum { FILES_MAX = 3 }; /* open already: both pipes and standard error */

void page_jail_bind(void)
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

/* Landlock: none of the rights on files that its first version knows. */
static void forbid_files(void)
{
	const struct landlock_ruleset_attr rights = {
		.handled_access_fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
	int rules = (int)syscall(SYS_landlock_create_ruleset, &rights, sizeof(rights), 0);

	if (rules < 0)
		return;
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
#define ALLOW(call)                                                  \
	BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(call), 0, 1), \
		ANSWER(SECCOMP_RET_ALLOW)

/* What is not here fails with EPERM: libraries cope, and nothing is done. */
static void forbid_calls(void)
{
	static struct sock_filter calls[] = {
		LOAD(arch),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MACHINE, 1, 0),
		ANSWER(SECCOMP_RET_KILL_PROCESS),
		LOAD(nr),
		ALLOW(SYS_read),
		ALLOW(SYS_write),
		ALLOW(SYS_lseek),
		ALLOW(SYS_munmap),
		ALLOW(SYS_mremap),
		ALLOW(SYS_brk),
		ALLOW(SYS_madvise),
		ALLOW(SYS_futex),
		ALLOW(SYS_clock_gettime),
		ALLOW(SYS_setitimer),
		ALLOW(SYS_rt_sigreturn),
		ALLOW(SYS_rt_sigprocmask),
		ALLOW(SYS_restart_syscall),
		ALLOW(SYS_exit),
		ALLOW(SYS_exit_group),
		/* abort() */
		ALLOW(SYS_getpid),
		ALLOW(SYS_gettid),
		ALLOW(SYS_tgkill),
		/* memory, but none that runs */
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mmap, 1, 0),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mprotect, 0, 3),
		LOAD(args[2]),
		BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 1, 0),
		ANSWER(SECCOMP_RET_ALLOW),
		ANSWER(SECCOMP_RET_ERRNO | EPERM),
	};
	static const struct sock_fprog program = {sizeof(calls) / sizeof(*calls), calls};

	prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

#else

static void forbid_calls(void)
{
}

#endif

void page_jail_enter(void)
{
	set_limit(RLIMIT_CORE, 0);
	if (IS_SANITIZED)
		return;
	set_limit(RLIMIT_AS, (rlim_t)PAGE_JAIL_MEMORY_MB << 20);
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	forbid_files();
	set_limit(RLIMIT_NOFILE, FILES_MAX);
	forbid_calls();
}

static void set_clock(time_t seconds)
{
	const struct itimerval clock = {.it_value = {.tv_sec = seconds}};

	setitimer(ITIMER_PROF, &clock, NULL);
}

void page_jail_start_clock(void)
{
	set_clock(PAGE_JAIL_CPU_S);
}

void page_jail_stop_clock(void)
{
	set_clock(0);
}
