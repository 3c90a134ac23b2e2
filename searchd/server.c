/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "connections.h"
#include "problem.h"

#include <microhttpd.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
	URI_MAX = 8192,                /* as problem.c tells */
	CONNECTION_POOL_BYTES = 16384, /* a request's line and headers fit in */
	CONNECTIONS_MAX = 12000,
	FILES_WANTED = 16384,
	FILES_RESERVED = 256, /* for the index and for ourselves */
	STREAM_BLOCK_BYTES = 32768,
};

struct server {
	struct MHD_Daemon *daemon;
	struct routes *routes;
	struct connections *connections;
	atomic_bool draining;
	atomic_bool admitting; /* requests that need the index */
	pthread_mutex_t lock;  /* of those that wait for that */
	struct MHD_Connection **waiting;
	size_t waiting_count, waiting_room;
};

static const struct {
	const char *name, *value;
} everywhere[] = {
	{"Content-Security-Policy",
		"default-src 'none'; script-src 'self'; style-src 'self'; "
		"connect-src 'self'; img-src 'self' data:; base-uri 'none'; "
		"form-action 'self'; frame-ancestors 'none'"},
	{"X-Content-Type-Options", "nosniff"},
	{"Referrer-Policy", "same-origin"},
};

/* How far a request has come: where its mark points is all that counts. */
static const char good_uri = 'g'; /* on_uri() has nothing against it */
static const char bad_uri = 'b';
static const char long_uri = 'l';
static const char vetted = 'v'; /* nor has vet() */

static void *mark(const char *which)
{
	return (void *)which;
}

/* Blanks and control characters can make a proxy and us read different requests. */
static bool is_printable(const char *uri)
{
	while ((unsigned char)*uri > ' ' && *uri != 0x7f)
		uri++;
	return !*uri;
}

/* The address as sent: later it is decoded, and cut at a NUL. */
static void *on_uri(void *server, const char *uri, struct MHD_Connection *connection)
{
	(void)server;
	(void)connection;
	if (strlen(uri) > URI_MAX)
		return mark(&long_uri);
	if (strstr(uri, "%00") || !is_printable(uri))
		return mark(&bad_uri);
	return mark(&good_uri);
}

struct head {
	unsigned hosts, bodies, bad_names;
};

static bool is_token(const char *name, size_t length)
{
	static const char allowed[] = "!#$%&'*+-.^_`|~0123456789"
				      "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"; /* RFC 9110, 5.6.2 */

	return length && strspn(name, allowed) == length;
}

static enum MHD_Result look_at_header(void *head_, enum MHD_ValueKind kind,
	const char *name, size_t name_length, const char *value, size_t value_length)
{
	struct head *head = head_;

	(void)kind;
	(void)value;
	(void)value_length;
	head->hosts += !strcasecmp(name, MHD_HTTP_HEADER_HOST);
	head->bodies += !strcasecmp(name, MHD_HTTP_HEADER_TRANSFER_ENCODING)
		|| !strcasecmp(name, MHD_HTTP_HEADER_CONTENT_LENGTH);
	head->bad_names += !is_token(name, name_length);
	return MHD_YES;
}

static bool find_method(const char *name, enum method *out)
{
	static const char *const names[] = {[METHOD_GET] = MHD_HTTP_METHOD_GET,
		[METHOD_HEAD] = MHD_HTTP_METHOD_HEAD,
		[METHOD_OPTIONS] = MHD_HTTP_METHOD_OPTIONS};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (!strcmp(names[i], name)) {
			*out = (enum method)i;
			return true;
		}
	}
	return false;
}

static enum problem vet(
	struct MHD_Connection *connection, const char *method_name, const void *uri_mark)
{
	struct head head = {0};
	enum method method;

	MHD_get_connection_values_n(connection, MHD_HEADER_KIND, look_at_header, &head);
	if (head.bodies)
		return PROBLEM_BODY;
	if (uri_mark == &long_uri)
		return PROBLEM_ADDRESS;
	if (uri_mark != &good_uri || head.hosts != 1 || head.bad_names)
		return PROBLEM_MALFORMED;
	return find_method(method_name, &method) ? PROBLEM_NONE : PROBLEM_METHOD;
}

struct parameter_list {
	struct parameter *items;
	size_t count, room;
};

static void parameter_list_release(struct parameter_list *list)
{
	free(list->items);
}

static enum MHD_Result add_parameter(void *list_, enum MHD_ValueKind kind,
	const char *name, size_t name_length, const char *value, size_t value_length)
{
	struct parameter_list *list = list_;

	(void)kind;
	(void)name_length;
	list->items =
		alloc_grow(list->items, list->count, &list->room, sizeof(*list->items));
	list->items[list->count++] = (struct parameter){
		.name = name, .value = value, .value_length = value_length};
	return MHD_YES;
}

static void answer(struct server *server, struct MHD_Connection *connection,
	const char *path, const char *method_name, struct reply *out)
{
	SCOPED(parameter_list_release) struct parameter_list parameters = {0};
	struct visit visit = {.path = path};

	find_method(method_name, &visit.method);
	MHD_get_connection_values_n(
		connection, MHD_GET_ARGUMENT_KIND, add_parameter, &parameters);
	visit.parameters = parameters.items;
	visit.parameter_count = parameters.count;
	visit.accept_language = MHD_lookup_connection_value(
		connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_ACCEPT_LANGUAGE);
	visit.if_none_match = MHD_lookup_connection_value(
		connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_IF_NONE_MATCH);
	visit.host = MHD_lookup_connection_value(
		connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_HOST);
	routes_answer(server->routes, &visit, out);
}

static struct connection *connection_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info->socket_context;
}

/* A stream on its way to a client. */
struct sending {
	struct reply_stream stream;
	struct connections *connections;
	struct connection *connection;
	struct buf ready; /* written, and sent up to at */
	size_t at;
};

static void sending_free(void *sending_)
{
	struct sending *sending = sending_;

	sending->stream.free(sending->stream.state);
	buf_release(&sending->ready);
	free(sending);
}

/*
 * The next bytes of a stream. Whoever takes them gets time for those that
 * follow. One that fails closes the connection without the end that HTTP wants,
 * so that nobody takes what came for all.
 */
static ssize_t send_more(void *sending_, uint64_t position, char *out, size_t room)
{
	struct sending *sending = sending_;
	struct error err = {0};
	size_t length;

	(void)position;
	connections_move(sending->connections, sending->connection, CONNECTION_REQUEST);
	if (sending->at == sending->ready.length) {
		buf_clear(&sending->ready);
		sending->at = 0;
		if (!sending->stream.write(
			    sending->stream.state, &sending->ready, &err)) {
			fprintf(stderr, "regio-searchd: an answer broke off: %s\n",
				err.text);
			return MHD_CONTENT_READER_END_WITH_ERROR;
		}
	}
	length = sending->ready.length - sending->at;
	if (!length)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (length > room)
		length = room;
	memcpy(out, sending->ready.bytes + sending->at, length);
	sending->at += length;
	return (ssize_t)length;
}

static struct MHD_Response *make_stream(
	struct server *server, struct MHD_Connection *connection, struct reply *reply)
{
	struct sending *sending = alloc_zeroed(1, sizeof(*sending));
	struct MHD_Response *response;

	*sending = (struct sending){.stream = reply->stream,
		.connections = server->connections,
		.connection = connection_of(connection)};
	reply->stream = (struct reply_stream){0};
	response = MHD_create_response_from_callback(
		MHD_SIZE_UNKNOWN, STREAM_BLOCK_BYTES, send_more, sending, sending_free);
	if (!response)
		sending_free(sending);
	return response;
}

static struct MHD_Response *make_response(
	struct server *server, struct MHD_Connection *connection, struct reply *reply)
{
	struct MHD_Response *response;

	if (reply->stream.state)
		return make_stream(server, connection, reply);
	if (reply->fixed || !reply->body.length) {
		response = MHD_create_response_from_buffer(reply->fixed_length,
			(void *)reply->fixed, MHD_RESPMEM_PERSISTENT);
	} else {
		struct buf body = buf_take(&reply->body);

		response = MHD_create_response_from_buffer_with_free_callback(
			body.length, body.bytes, free);
		if (!response)
			buf_release(&body);
	}
	return response;
}

enum ending { KEEP_OPEN, CLOSE };

static enum MHD_Result send_reply(struct server *server,
	struct MHD_Connection *connection, struct reply *reply, enum ending ending)
{
	struct MHD_Response *response = make_response(server, connection, reply);
	enum MHD_Result queued;

	if (!response)
		return MHD_NO;
	for (size_t i = 0; i < sizeof(everywhere) / sizeof(everywhere[0]); i++)
		MHD_add_response_header(
			response, everywhere[i].name, everywhere[i].value);
	if (reply->content_type)
		MHD_add_response_header(
			response, MHD_HTTP_HEADER_CONTENT_TYPE, reply->content_type);
	for (size_t i = 0; i < reply->header_count; i++)
		MHD_add_response_header(
			response, reply->headers[i].name, reply->headers[i].value);
	if (ending == CLOSE)
		MHD_add_response_header(response, MHD_HTTP_HEADER_CONNECTION, "close");
	queued = MHD_queue_response(connection, reply->status, response);
	MHD_destroy_response(response);
	return queued;
}

/* Lets the request wait until requests of its kind are admitted, if they are not. */
static bool holds_back(
	struct server *server, struct MHD_Connection *connection, const char *path)
{
	bool waits;

	if (atomic_load(&server->admitting) || !routes_needs_index(path))
		return false;
	pthread_mutex_lock(&server->lock);
	waits = !atomic_load(&server->admitting);
	if (waits) {
		server->waiting = alloc_grow(server->waiting, server->waiting_count,
			&server->waiting_room, sizeof(struct MHD_Connection *));
		server->waiting[server->waiting_count++] = connection;
		MHD_suspend_connection(connection);
	}
	pthread_mutex_unlock(&server->lock);
	return waits;
}

void server_admit(struct server *server)
{
	pthread_mutex_lock(&server->lock);
	atomic_store(&server->admitting, true);
	for (size_t i = 0; i < server->waiting_count; i++)
		MHD_resume_connection(server->waiting[i]);
	server->waiting_count = 0;
	pthread_mutex_unlock(&server->lock);
}

/*
 * Called twice: when all of the header is there, and when the request ends,
 * which are the same moment, since none with a body passes the first call. An
 * answer given in the first call makes the library close the connection. Called
 * once more for a request that had to wait.
 */
// NOLINTNEXTLINE(readability-function-size): the library's signature
static enum MHD_Result on_request(void *server_, struct MHD_Connection *connection,
	const char *path, const char *method_name, const char *version, const char *body,
	size_t *body_length, void **progress) // NOLINT(readability-non-const-parameter)
{
	SCOPED(reply_release) struct reply reply = {0};
	struct server *server = server_;
	enum problem problem;

	(void)version;
	(void)body;
	(void)body_length;
	if (*progress == &vetted) {
		if (holds_back(server, connection, path))
			return MHD_YES;
		answer(server, connection, path, method_name, &reply);
		return send_reply(server, connection, &reply,
			atomic_load(&server->draining) ? CLOSE : KEEP_OPEN);
	}
	connections_move(
		server->connections, connection_of(connection), CONNECTION_REQUEST);
	problem = vet(connection, method_name, *progress);
	if (problem) {
		problem_write(problem, NULL, &reply);
		return send_reply(server, connection, &reply, CLOSE);
	}
	*progress = mark(&vetted);
	return MHD_YES;
}

static void on_completed(void *server_, struct MHD_Connection *connection,
	void **progress, enum MHD_RequestTerminationCode how)
{
	struct server *server = server_;

	(void)progress;
	(void)how;
	connections_move(server->connections, connection_of(connection), CONNECTION_IDLE);
}

static void on_connection(void *server_, struct MHD_Connection *connection,
	void **context, enum MHD_ConnectionNotificationCode what)
{
	struct server *server = server_;
	const union MHD_ConnectionInfo *info;

	if (what == MHD_CONNECTION_NOTIFY_STARTED) {
		info = MHD_get_connection_info(
			connection, MHD_CONNECTION_INFO_CONNECTION_FD);
		*context = connections_add(server->connections, info->connect_fd);
	} else if (*context) {
		connections_remove(server->connections, *context);
		*context = NULL;
	}
}

/* Asks for enough open files, and says how many connections that makes. */
static unsigned connections_allowed(unsigned workers)
{
	struct rlimit files;
	rlim_t allowed = FILES_WANTED;

	if (!getrlimit(RLIMIT_NOFILE, &files)) {
		if (files.rlim_cur < FILES_WANTED) {
			files.rlim_cur = files.rlim_max < FILES_WANTED ? files.rlim_max
								       : FILES_WANTED;
			setrlimit(RLIMIT_NOFILE, &files);
			getrlimit(RLIMIT_NOFILE, &files);
		}
		allowed = files.rlim_cur;
	}
	if (allowed >= CONNECTIONS_MAX + FILES_RESERVED)
		return CONNECTIONS_MAX;
	if (allowed > (rlim_t)FILES_RESERVED * 2)
		return (unsigned)allowed - FILES_RESERVED;
	return (unsigned)allowed / 2 > workers ? (unsigned)allowed / 2 : workers;
}

/*
 * Not "strict for client": its own refusals say less than ours, in HTML, and
 * version 0.9.75 sends their heads twice. vet() is at least as strict.
 */
static struct MHD_Daemon *start(struct server *server, const struct listener *listener,
	const struct server_limits *limits)
{
	return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME,
		0, NULL, NULL, on_request, server, MHD_OPTION_LISTEN_SOCKET,
		listener->socket, MHD_OPTION_THREAD_POOL_SIZE, limits->workers,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_POOL_BYTES,
		MHD_OPTION_CONNECTION_LIMIT, connections_allowed(limits->workers),
		MHD_OPTION_PER_IP_CONNECTION_LIMIT, limits->per_address,
		MHD_OPTION_STRICT_FOR_CLIENT, 0, MHD_OPTION_URI_LOG_CALLBACK, on_uri,
		server, MHD_OPTION_NOTIFY_COMPLETED, on_completed, server,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, server, MHD_OPTION_END);
}

bool server_open(struct listener *listener, struct routes *routes,
	const struct server_limits *limits, struct server **out, struct error *err)
{
	SCOPED(server_close) struct server *server = alloc_zeroed(1, sizeof(*server));

	server->routes = routes;
	pthread_mutex_init(&server->lock, NULL);
	if (!connections_open(&server->connections, err))
		return false;
	server->daemon = start(server, listener, limits);
	if (!server->daemon)
		return error_set(err, ERROR_SYSTEM,
			"cannot start the HTTP service; is --workers too high?");
	listener->socket = -1;
	*out = TAKE(server);
	return true;
}

void server_close(struct server **server_)
{
	struct server *server = TAKE(*server_);
	int socket;

	if (!server)
		return;
	atomic_store(&server->draining, true);
	server_admit(server); /* the library stops only when nobody is suspended */
	if (server->daemon) {
		socket = MHD_quiesce_daemon(server->daemon);
		if (socket >= 0)
			close(socket);
		connections_drain(server->connections);
		MHD_stop_daemon(server->daemon);
	}
	connections_close(&server->connections);
	pthread_mutex_destroy(&server->lock);
	free(server->waiting);
	free(server);
}
