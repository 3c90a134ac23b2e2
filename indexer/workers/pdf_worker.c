/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers/pdf_worker.h"

#include "workers/jail.h"

#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FILES_MAX = 32 };

/* What programs are made of. */
static const char *const folders[] = {
	"/usr", "/lib", "/lib64", "/bin", "/etc", "/opt", "/nix", "/gnu", NULL};

/* The network, other processes, and what kernels were broken with. */
static const int calls[] = {
	SYS_socket,
	SYS_socketpair,
	SYS_connect,
	SYS_clone,
	SYS_clone3,
#ifdef SYS_fork
	SYS_fork,
	SYS_vfork,
#endif
	SYS_kill,
	SYS_tkill,
	SYS_ptrace,
	SYS_process_vm_readv,
	SYS_process_vm_writev,
	SYS_bpf,
	SYS_perf_event_open,
	SYS_keyctl,
	SYS_io_uring_setup,
	SYS_unshare,
	SYS_setns,
	SYS_mount,
};

int pdf_worker_main(void)
{
	const struct jail jail = {
		.list = JAIL_ALL_BUT,
		.calls = calls,
		.call_count = sizeof(calls) / sizeof(*calls),
		.folders = folders,
		.path = getenv("PATH"), /* where programs are looked for */
		.memory_mb = PDF_WORKER_MEMORY_MB,
		.cpu_s = PDF_WORKER_CPU_S,
		.files = FILES_MAX,
	};

	jail_bind();
	jail_enter(&jail);
	execlp("pdftotext", "pdftotext", "-q", "-htmlmeta", "-enc", "UTF-8", "-", "-",
		(char *)NULL);
	_exit(PDF_WORKER_MISSING);
}
