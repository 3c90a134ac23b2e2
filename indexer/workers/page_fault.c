/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers/page_fault.h"

#ifdef REGIO_TESTS

#include "base/alloc.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void crash(void)
{
	signal(SIGSEGV, SIG_DFL); /* not the sanitizer's */
	raise(SIGSEGV);
}

static void hang(void)
{
	for (;;)
		pause();
}

static void spin(void)
{
	for (volatile unsigned turns = 0;; turns++)
		;
}

/* More than there is, at once, so that the machine does not suffer. */
static void eat(void)
{
	free(alloc_zeroed((size_t)1 << 22, (size_t)1 << 22));
}

static void leave(void)
{
	_exit(EXIT_SUCCESS);
}

static void lie(void)
{
	static const char claim[] = "\xff\xff\xff\x7f and more";

	if (write(STDOUT_FILENO, claim, sizeof(claim)) > 0)
		pause();
}

void page_fault_provoke(const char *bytes, size_t length)
{
	static const struct {
		const char *mark;
		void (*provoke)(void);
	} faults[] = {
		{"fault:crash", crash},
		{"fault:hang", hang},
		{"fault:spin", spin},
		{"fault:memory", eat},
		{"fault:leave", leave},
		{"fault:lie", lie},
	};

	if (!getenv("REGIO_PAGE_FAULTS"))
		return;
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		if (memmem(bytes, length, faults[i].mark, strlen(faults[i].mark)))
			faults[i].provoke();
	}
}

#else

void page_fault_provoke(const char *bytes, size_t length)
{
	(void)bytes;
	(void)length;
}

#endif
