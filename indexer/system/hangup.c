/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "system/hangup.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

static bool has_terminal(void)
{
	int file = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);

	if (file >= 0)
		close(file);
	return file >= 0;
}

void hangup_open(struct hangup *hangup)
{
	sigset_t signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGHUP);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	hangup->file = signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC);
	hangup->had_terminal = has_terminal();
}

void hangup_close(struct hangup *hangup)
{
	if (hangup->file >= 0)
		close(hangup->file);
	hangup->file = -1;
}

bool hangup_take(struct hangup *hangup)
{
	struct signalfd_siginfo signal;

	if (hangup->file < 0
		|| read(hangup->file, &signal, sizeof(signal)) != sizeof(signal))
		return false;
	if (!hangup->had_terminal || has_terminal())
		return true;
	raise(SIGTERM);
	return false;
}
