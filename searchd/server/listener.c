/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/listener.h"

#include "base/alloc.h"
#include "base/scope.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 1024 };

static bool refuse_form(const char *address, struct error *err)
{
	return error_set(err, ERROR_INVALID,
		"cannot listen on \"%s\": give ADDRESS:PORT, like 127.0.0.1:8080, "
		"[::1]:8080 or 0.0.0.0:0",
		address);
}

static bool is_port(const char *text)
{
	size_t length = strspn(text, "0123456789");

	return length && length <= 5 && !text[length] && atoi(text) <= 65535;
}

static bool split(const char *address, char **host, const char **port, struct error *err)
{
	const char *colon = strrchr(address, ':');
	size_t length = colon ? (size_t)(colon - address) : 0;

	if (!length || !is_port(colon + 1))
		return refuse_form(address, err);
	*port = colon + 1;
	if (address[0] == '[' && address[length - 1] == ']')
		*host = alloc_copy(address + 1, length - 2);
	else if (!memchr(address, ':', length))
		*host = alloc_copy(address, length);
	else
		return refuse_form(address, err);
	return true;
}

static bool bind_to(const struct addrinfo *place, const char *address,
	struct listener *out, struct error *err)
{
	const int yes = 1;

	out->socket = socket(place->ai_family,
		place->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, place->ai_protocol);
	if (out->socket < 0)
		return error_set(err, ERROR_SYSTEM, "cannot listen on %s: %s", address,
			strerror(errno));
	setsockopt(out->socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
	if (!bind(out->socket, place->ai_addr, place->ai_addrlen)
		&& !listen(out->socket, BACKLOG))
		return true;
	if (errno == EADDRINUSE)
		return error_set(err, ERROR_SYSTEM,
			"cannot listen on %s: another program has this port; choose "
			"another with --listen, or port 0 for a free one",
			address);
	return error_set(
		err, ERROR_SYSTEM, "cannot listen on %s: %s", address, strerror(errno));
}

/* What the system made of it: the port, if 0 was asked for. */
static bool describe(struct listener *out, struct error *err)
{
	union {
		struct sockaddr any;
		struct sockaddr_in v4;
		struct sockaddr_in6 v6;
		struct sockaddr_storage room;
	} own = {.room = {0}};
	socklen_t size = sizeof(own);
	char host[NI_MAXHOST];
	char port[NI_MAXSERV];

	if (getsockname(out->socket, &own.any, &size)
		|| getnameinfo(&own.any, size, host, sizeof(host), port, sizeof(port),
			NI_NUMERICHOST | NI_NUMERICSERV))
		return error_set(err, ERROR_SYSTEM, "cannot tell my own address");
	if (own.any.sa_family == AF_INET6) {
		buf_add_format(&out->address, "[%s]:%s", host, port);
		out->loopback = IN6_IS_ADDR_LOOPBACK(&own.v6.sin6_addr);
	} else {
		buf_add_format(&out->address, "%s:%s", host, port);
		out->loopback = ntohl(own.v4.sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
	}
	return true;
}

static void places_free(struct addrinfo **places)
{
	if (*places)
		freeaddrinfo(*places);
}

bool listener_open(const char *address, struct listener *out, struct error *err)
{
	const struct addrinfo wanted = {
		.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
	SCOPED(listener_release) struct listener listener = {.socket = -1};
	SCOPED(places_free) struct addrinfo *places = NULL;
	SCOPED(string_free) char *host = NULL;
	const char *port = NULL;
	int failure;

	if (!split(address, &host, &port, err))
		return false;
	failure = getaddrinfo(host, port, &wanted, &places);
	if (failure)
		return error_set(err, ERROR_SYSTEM, "cannot listen on %s: %s", address,
			gai_strerror(failure));
	if (!bind_to(places, address, &listener, err) || !describe(&listener, err))
		return false;
	*out = listener;
	listener = (struct listener){.socket = -1};
	return true;
}

void listener_release(struct listener *listener)
{
	if (listener->socket >= 0)
		close(listener->socket);
	buf_release(&listener->address);
	*listener = (struct listener){.socket = -1};
}
