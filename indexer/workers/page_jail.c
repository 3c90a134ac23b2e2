/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers/page_jail.h"

#include "workers/jail.h"

#include <sys/syscall.h>
#include <sys/time.h>

#ifdef __SANITIZE_ADDRESS__
enum { IS_SANITIZED = 1 };
#else
enum { IS_SANITIZED = 0 };
#endif

enum { FILES_MAX = 3 }; /* open already: both pipes and standard error */

static const int calls[] = {
	SYS_read,
	SYS_write,
	SYS_lseek,
	SYS_munmap,
	SYS_mremap,
	SYS_brk,
	SYS_madvise,
	SYS_futex,
	SYS_clock_gettime,
	SYS_setitimer,
	SYS_rt_sigreturn,
	SYS_rt_sigprocmask,
	SYS_restart_syscall,
	SYS_exit,
	SYS_exit_group,
	/* abort() */
	SYS_getpid,
	SYS_gettid,
	SYS_tgkill,
};

void page_jail_enter(void)
{
	static const struct jail jail = {
		.list = JAIL_NONE_BUT,
		.calls = calls,
		.call_count = sizeof(calls) / sizeof(*calls),
		.memory_mb = PAGE_JAIL_MEMORY_MB,
		.files = FILES_MAX,
		.writes_files = true, /* standard error may be one */
	};

	if (IS_SANITIZED)
		jail_forbid_dumps();
	else
		jail_enter(&jail);
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
