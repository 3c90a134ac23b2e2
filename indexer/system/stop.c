/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "system/stop.h"

#include <signal.h>
#include <sys/signalfd.h>

static void name_signals(sigset_t *out)
{
	sigemptyset(out);
	sigaddset(out, SIGTERM);
	sigaddset(out, SIGINT);
}

void stop_hold(void)
{
	sigset_t signals;

	name_signals(&signals);
	sigprocmask(SIG_BLOCK, &signals, NULL);
}

bool stop_is_asked(void)
{
	sigset_t pending;

	return sigpending(&pending) == 0
		&& (sigismember(&pending, SIGTERM) == 1
			|| sigismember(&pending, SIGINT) == 1);
}

int stop_file(void)
{
	sigset_t signals;

	name_signals(&signals);
	return signalfd(-1, &signals, SFD_CLOEXEC);
}
