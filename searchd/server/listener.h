/* SPDX-License-Identifier: GPL-2.0-or-later */
/* listener: the socket that clients connect to. */
#ifndef SEARCHD_SERVER_LISTENER_H
#define SEARCHD_SERVER_LISTENER_H

#include "base/buf.h"
#include "base/error.h"

/* {.socket = -1} is none; the caller releases it. */
struct listener {
	int socket;
	struct buf address; /* 127.0.0.1:8080, [::1]:8080: with the port it really has */
	bool loopback; /* only this machine can connect: programs on it, or a proxy */
};

/*
 * Listens on ADDRESS:PORT, [IPV6]:PORT or NAME:PORT; port 0 is a free one.
 * ERROR_INVALID: not of that form; ERROR_SYSTEM: taken, not ours, not allowed.
 */
bool listener_open(const char *address, struct listener *out, struct error *err);
void listener_release(struct listener *listener);

#endif
