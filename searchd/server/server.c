/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/server.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "http/metrics.h"
#include "http/problem.h"
#include "server/access_log.h"
#include "server/connections.h"
#include "server/sending.h"
#include "server/vetting.h"
#include "server/work_queue.h"
#include "server/workers.h"

#include <microhttpd.h>

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	CONNECTION_POOL_BYTES = 32768, /* a request's line and headers fit in */
	STREAM_BLOCK_BYTES = 32768,
	SOCKET_THREADS = 2, /* that read and write, and answer what takes no search */
	WAIT_MAX_SECONDS =
		10, /* who waited longer for a worker is about to be shut down */
};

struct server {
	struct MHD_Daemon *daemon;
	struct routes *routes;
	struct connections *connections;
	struct server_watchers watchers;
	struct work_queue *queue;
	struct workers *workers;
	atomic_bool draining;
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

enum stage { STAGE_NEW, STAGE_VETTED, STAGE_ANSWERED, STAGE_STREAMED };

/* A request and its reply, from its first line to its end. */
struct exchange {
	struct work work; /* first, as work_queue.h wants it */
	struct server *server;
	enum stage stage;
	enum problem fault; /* of the address */
	char *host;         /* that the address names; or NULL */
	char *target;       /* the address as it was sent, for the log; or NULL */
	struct MHD_Connection *connection;
	/* these strings, and the visit's, are the connection's */
	const char *method, *version;
	struct visit visit;
	struct parameter *parameters;
	size_t parameter_room;
	struct timespec start;
	struct reply reply;
	struct sending sending; /* of the reply's stream */
};

static void exchange_free(struct exchange **exchange_)
{
	struct exchange *exchange = TAKE(*exchange_);

	if (!exchange)
		return;
	sending_release(&exchange->sending);
	reply_release(&exchange->reply);
	free(exchange->parameters);
	free(exchange->host);
	free(exchange->target);
	free(exchange);
}

/* The address as sent: later it is decoded, and cut at a NUL. */
static void *on_uri(void *server_, const char *uri, struct MHD_Connection *connection)
{
	struct server *server = server_;
	struct exchange *exchange = alloc_zeroed(1, sizeof(*exchange));

	exchange->server = server;
	exchange->connection = connection;
	exchange->fault = vetting_address(uri, &exchange->host);
	if (server->watchers.access_log)
		exchange->target = alloc_string(uri);
	if (exchange->fault)
		vetting_cut_parameters(uri);
	return exchange;
}

static enum MHD_Result look_at_header(void *head, enum MHD_ValueKind kind,
	const char *name, size_t name_length, const char *value, size_t value_length)
{
	(void)kind;
	vetting_header(head, name, name_length, value, value_length);
	return MHD_YES;
}

static enum problem vet(struct exchange *exchange)
{
	struct vetting_head head = {0};
	enum problem problem;

	MHD_get_connection_values_n(
		exchange->connection, MHD_HEADER_KIND, look_at_header, &head);
	problem = vetting_head(&head, exchange->version);
	if (problem == PROBLEM_BODY)
		return problem;
	if (exchange->fault)
		return exchange->fault;
	if (problem)
		return problem;
	return vetting_method(exchange->method, &exchange->visit.method) ? PROBLEM_NONE
									 : PROBLEM_METHOD;
}

static enum MHD_Result add_parameter(void *exchange_, enum MHD_ValueKind kind,
	const char *name, size_t name_length, const char *value, size_t value_length)
{
	struct exchange *exchange = exchange_;
	struct visit *visit = &exchange->visit;

	(void)kind;
	(void)name_length;
	exchange->parameters = alloc_grow(exchange->parameters, visit->parameter_count,
		&exchange->parameter_room, sizeof(*exchange->parameters));
	exchange->parameters[visit->parameter_count++] = (struct parameter){
		.name = name, .value = value, .value_length = value_length};
	visit->parameters = exchange->parameters;
	return MHD_YES;
}

static const char *header(const struct exchange *exchange, const char *name)
{
	return MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name);
}

static void read_headers(struct exchange *exchange, const char *path)
{
	struct visit *visit = &exchange->visit;

	visit->path = exchange->host ? vetting_path(path) : path;
	visit->accept = header(exchange, MHD_HTTP_HEADER_ACCEPT);
	visit->accept_language = header(exchange, MHD_HTTP_HEADER_ACCEPT_LANGUAGE);
	visit->accept_encoding = header(exchange, MHD_HTTP_HEADER_ACCEPT_ENCODING);
	visit->if_none_match = header(exchange, MHD_HTTP_HEADER_IF_NONE_MATCH);
	visit->host =
		exchange->host ? exchange->host : header(exchange, MHD_HTTP_HEADER_HOST);
}

static struct connection *connection_of(struct MHD_Connection *connection)
{
	const union MHD_ConnectionInfo *info =
		MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

	return info->socket_context;
}

/* Leaves the exchange, for which there is room, to a worker. */
static void hand_over(struct exchange *exchange)
{
	struct server *server = exchange->server;

	metrics_add(server->watchers.metrics, METRICS_QUEUE_LENGTH, 1);
	MHD_suspend_connection(exchange->connection);
	work_queue_put(server->queue, &exchange->work);
}

/*
 * The next bytes of a stream; the library asks again for those that a worker has
 * to write first. Whoever takes some gets time for those that follow. A stream
 * that fails closes the connection without the end that HTTP wants, so that
 * nobody takes what came for all.
 */
static ssize_t send_more(void *exchange_, uint64_t position, char *out, size_t room)
{
	struct exchange *exchange = exchange_;
	struct server *server = exchange->server;

	(void)position;
	connections_move(server->connections, connection_of(exchange->connection),
		CONNECTION_REQUEST);
	if (exchange->sending.stage == SENDING_ENDED)
		return MHD_CONTENT_READER_END_OF_STREAM;
	if (exchange->sending.stage == SENDING_HAS_BYTES)
		return (ssize_t)sending_take(&exchange->sending, out, room);
	if (exchange->sending.stage == SENDING_BROKEN
		|| !work_queue_reserve_rest(server->queue))
		return MHD_CONTENT_READER_END_WITH_ERROR;
	hand_over(exchange);
	return 0;
}

/*
 * Of a chunked body, version 0.9.75 sends the end even to HEAD, which the client
 * would read as the beginning of its next answer; without chunks it closes.
 */
static struct MHD_Response *make_response(struct exchange *exchange)
{
	struct reply *reply = &exchange->reply;
	struct MHD_Response *response;

	if (reply->stream.state) {
		response = MHD_create_response_from_callback(
			MHD_SIZE_UNKNOWN, STREAM_BLOCK_BYTES, send_more, exchange, NULL);
		if (response && exchange->visit.method == METHOD_HEAD)
			MHD_set_response_options(
				response, MHD_RF_HTTP_1_0_COMPATIBLE_STRICT, MHD_RO_END);
	} else if (reply->fixed || !reply->body.length) {
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

static void write_access(const struct exchange *exchange, uint64_t bytes)
{
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
		exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
	const struct access_log_entry entry = {.address = info->client_addr,
		.method = exchange->method,
		.target = exchange->target,
		.version = exchange->version,
		.status = exchange->reply.status,
		.bytes = bytes,
		.referer = header(exchange, MHD_HTTP_HEADER_REFERER),
		.user_agent = header(exchange, MHD_HTTP_HEADER_USER_AGENT)};

	access_log_write(exchange->server->watchers.access_log, &entry);
}

/* body_bytes: of the reply, whether the client wants it or not. */
static void tell_watchers(const struct exchange *exchange, uint64_t body_bytes)
{
	const struct server_watchers *watchers = &exchange->server->watchers;
	uint64_t bytes =
		strcmp(exchange->method, MHD_HTTP_METHOD_HEAD) != 0 ? body_bytes : 0;
	struct timespec now;
	int64_t nanoseconds;

	clock_gettime(CLOCK_MONOTONIC, &now);
	nanoseconds = (int64_t)(now.tv_sec - exchange->start.tv_sec) * 1000000000
		+ (now.tv_nsec - exchange->start.tv_nsec);
	metrics_count(watchers->metrics, routes_number(exchange->visit.path),
		exchange->reply.status, (uint64_t)nanoseconds);
	metrics_add(watchers->metrics, METRICS_SENT_BYTES, (int64_t)bytes);
	if (watchers->access_log)
		write_access(exchange, bytes);
}

enum ending { KEEP_OPEN, CLOSE };

static enum MHD_Result send_reply(
	struct exchange *exchange, struct MHD_Response *response, enum ending ending)
{
	const struct reply *reply = &exchange->reply;
	enum MHD_Result queued;

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
	queued = MHD_queue_response(exchange->connection, reply->status, response);
	MHD_destroy_response(response);
	return queued;
}

/* Of a stream, the watchers are told when it ends. */
static enum MHD_Result end_exchange(struct exchange *exchange, enum ending ending)
{
	const struct reply *reply = &exchange->reply;
	size_t bytes = reply->fixed ? reply->fixed_length : reply->body.length;
	struct MHD_Response *response = make_response(exchange);

	if (!response)
		return MHD_NO;
	if (reply->stream.state)
		exchange->stage = STAGE_STREAMED;
	else
		tell_watchers(exchange, bytes);
	return send_reply(exchange, response, ending);
}

static void answer_later(struct exchange *exchange)
{
	struct server *server = exchange->server;
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (now.tv_sec - exchange->start.tv_sec > WAIT_MAX_SECONDS)
		routes_refuse(
			server->routes, &exchange->visit, PROBLEM_BUSY, &exchange->reply);
	else
		routes_answer(server->routes, &exchange->visit, &exchange->reply);
	exchange->stage = STAGE_ANSWERED;
}

/* Done by a worker. */
static void work_on(struct work *work)
{
	struct exchange *exchange = (struct exchange *)work;
	struct error err = {0};

	metrics_add(exchange->server->watchers.metrics, METRICS_QUEUE_LENGTH, -1);
	if (exchange->stage != STAGE_STREAMED)
		answer_later(exchange);
	else if (!sending_write(&exchange->sending, &exchange->reply.stream, &err))
		fprintf(stderr, "regio-searchd: an answer broke off: %s\n", err.text);
	MHD_resume_connection(exchange->connection);
}

void server_admit(struct server *server)
{
	work_queue_begin(server->queue);
}

/* False: it is answered later. */
static bool answer(struct server *server, struct exchange *exchange)
{
	if (routes_answer_at_once(server->routes, &exchange->visit, &exchange->reply))
		return true;
	if (work_queue_reserve(server->queue)) {
		hand_over(exchange);
		return false;
	}
	metrics_add(server->watchers.metrics, METRICS_QUEUE_REFUSED, 1);
	routes_refuse(server->routes, &exchange->visit, PROBLEM_BUSY, &exchange->reply);
	return true;
}

/*
 * Called twice: when all of the header is there, and when the request ends,
 * which are the same moment, since none with a body passes the first call. An
 * answer given in the first call makes the library close the connection. Called
 * once more for a request that had to wait.
 */
// NOLINTNEXTLINE(readability-function-size): the library's signature
static enum MHD_Result on_request(void *server_, struct MHD_Connection *connection,
	const char *path, const char *method, const char *version, const char *body,
	size_t *body_length, void **progress) // NOLINT(readability-non-const-parameter)
{
	struct exchange *exchange = *progress;
	struct server *server = server_;
	enum problem problem;

	(void)body;
	(void)body_length;
	if (exchange->stage == STAGE_NEW) {
		clock_gettime(CLOCK_MONOTONIC, &exchange->start);
		connections_move(server->connections, connection_of(connection),
			CONNECTION_REQUEST);
		exchange->method = method;
		exchange->version = version;
		read_headers(exchange, path);
		exchange->stage = STAGE_VETTED;
		problem = vet(exchange);
		if (!problem)
			return MHD_YES;
		routes_refuse(
			server->routes, &exchange->visit, problem, &exchange->reply);
		return end_exchange(exchange, CLOSE);
	}
	if (exchange->stage == STAGE_VETTED) {
		MHD_get_connection_values_n(
			connection, MHD_GET_ARGUMENT_KIND, add_parameter, exchange);
		if (!answer(server, exchange))
			return MHD_YES;
	}
	return end_exchange(exchange, atomic_load(&server->draining) ? CLOSE : KEEP_OPEN);
}

static void on_completed(void *server_, struct MHD_Connection *connection,
	void **progress, enum MHD_RequestTerminationCode how)
{
	struct server *server = server_;
	struct exchange *exchange = *progress;

	(void)how;
	if (exchange && exchange->stage == STAGE_STREAMED)
		tell_watchers(exchange, exchange->sending.taken_bytes);
	exchange_free((struct exchange **)progress);
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
		metrics_add(server->watchers.metrics, METRICS_CONNECTIONS, 1);
	} else if (*context) {
		connections_remove(server->connections, *context);
		*context = NULL;
		metrics_add(server->watchers.metrics, METRICS_CONNECTIONS, -1);
	}
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
		listener->socket, MHD_OPTION_THREAD_POOL_SIZE, SOCKET_THREADS,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_POOL_BYTES,
		MHD_OPTION_CONNECTION_LIMIT, connections_allowed(),
		MHD_OPTION_PER_IP_CONNECTION_LIMIT, limits->per_address,
		MHD_OPTION_STRICT_FOR_CLIENT, 0, MHD_OPTION_URI_LOG_CALLBACK, on_uri,
		server, MHD_OPTION_NOTIFY_COMPLETED, on_completed, server,
		MHD_OPTION_NOTIFY_CONNECTION, on_connection, server, MHD_OPTION_END);
}

bool server_open(struct listener *listener, struct routes *routes,
	const struct server_limits *limits, const struct server_watchers *watchers,
	struct server **out, struct error *err)
{
	SCOPED(server_close) struct server *server = alloc_zeroed(1, sizeof(*server));

	server->routes = routes;
	server->watchers = *watchers;
	server->queue = work_queue_create(limits->waiting);
	if (!connections_open(&server->connections, err)
		|| !workers_open(
			server->queue, work_on, limits->workers, &server->workers, err))
		return false;
	server->daemon = start(server, listener, limits);
	if (!server->daemon)
		return error_set(err, ERROR_SYSTEM, "cannot start the HTTP service");
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
	server_admit(server);
	if (server->daemon) {
		socket = MHD_quiesce_daemon(server->daemon);
		if (socket >= 0)
			close(socket);
		connections_drain(server->connections);
	}
	work_queue_end(server->queue);
	workers_close(
		&server->workers); /* the library stops only when nobody is suspended */
	if (server->daemon)
		MHD_stop_daemon(server->daemon);
	connections_close(&server->connections);
	work_queue_free(&server->queue);
	free(server);
}
