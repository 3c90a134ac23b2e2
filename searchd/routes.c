/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "routes.h"

#include "accept_language.h"
#include "answer_cache.h"
#include "api/search_endpoint.h"
#include "api/suggest_endpoint.h"
#include "api/words_endpoint.h"
#include "asset.h"
#include "base/alloc.h"
#include "base/json.h"
#include "base/scope.h"
#include "pages/search_page.h"
#include "problem.h"
#include "searcher_pool.h"
#include "shelf.h"

#include <stdlib.h>
#include <string.h>

#define API_PREFIX "/api/"

struct routes {
	struct shelf *shelf;
	struct searcher_pool *searchers;
	struct answer_cache *answers;
	struct asset style;
};

static void answer_page(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	search_page_answer(routes->searchers, visit, routes->style.version, out);
}

static void answer_search(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	const struct search_endpoint endpoint = {
		routes->shelf, routes->searchers, routes->answers};

	search_endpoint_answer(&endpoint, visit, out);
}

static void answer_suggest(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	suggest_endpoint_answer(routes->searchers, visit, out);
}

static void answer_words(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	words_endpoint_answer(routes->searchers, visit, out);
}

static void answer_livez(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	(void)routes;
	(void)visit;
	reply_begin(out, 200, "application/json; charset=utf-8");
	buf_add_string(&out->body, "{\"status\":\"alive\"}\n");
	reply_add_header(out, "Cache-Control", "no-store");
}

static void answer_readyz(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	struct snapshot *snapshot = NULL;
	struct error err = {0};
	unsigned passed_over;

	(void)visit;
	if (!shelf_take(routes->shelf, &snapshot, &err)) {
		problem_write_error(&err, out);
		return;
	}
	reply_begin(out, 200, "application/json; charset=utf-8");
	json_object_begin(&out->body);
	json_key(&out->body, "status");
	json_text(&out->body, "ready");
	json_key(&out->body, "generation");
	json_integer(&out->body, snapshot->generation);
	json_key(&out->body, "documents");
	json_integer(&out->body, snapshot->documents);
	if (shelf_passed_over(routes->shelf, &passed_over, &err)) {
		json_key(&out->body, "not_served");
		json_object_begin(&out->body);
		json_key(&out->body, "generation");
		json_integer(&out->body, passed_over);
		json_key(&out->body, "reason");
		json_text(&out->body, err.text);
		json_object_end(&out->body);
	}
	json_object_end(&out->body);
	buf_add_string(&out->body, "\n");
	reply_add_header(out, "Cache-Control", "no-store");
	shelf_give_back(routes->shelf, &snapshot);
}

static void answer_style(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	asset_answer(&routes->style, visit, out);
}

static const struct route {
	const char *path; /* one that ends with / goes on as it likes, but for the page */
	void (*answer)(struct routes *, const struct visit *, struct reply *);
	bool needs_index;
} table[] = {
	{"/", answer_page, true},
	{API_PREFIX "v1/search", answer_search, true},
	{SUGGEST_ENDPOINT_PATH, answer_suggest, true},
	{WORDS_ENDPOINT_PATH, answer_words, true},
	{"/livez", answer_livez, false},
	{"/readyz", answer_readyz, false}, /* it tells whether there is one */
	{"/style.css", answer_style, false},
};

static bool leads_to(const struct route *route, const char *path)
{
	size_t length = strlen(route->path);

	if (length > 1 && route->path[length - 1] == '/')
		return !strncmp(route->path, path, length);
	return !strcmp(route->path, path);
}

static const struct route *find(const char *path)
{
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (leads_to(&table[i], path))
			return &table[i];
	}
	return NULL;
}

bool routes_needs_index(const char *path)
{
	const struct route *route = find(path);

	return route && route->needs_index;
}

static void tell_options(struct reply *out)
{
	reply_begin(out, 204, NULL);
	reply_add_header(out, "Allow", "GET, HEAD, OPTIONS");
	reply_add_header(out, "Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
	reply_add_header(out, "Access-Control-Allow-Headers", "*");
	reply_add_header(out, "Access-Control-Max-Age", "86400");
}

bool routes_open(struct shelf *shelf, const struct routes_limits *limits,
	struct routes **out, struct error *err)
{
	SCOPED(routes_close) struct routes *routes = alloc_zeroed(1, sizeof(*routes));

	routes->shelf = shelf;
	routes->style = asset_style();
	routes->answers = answer_cache_create(limits->cache_bytes);
	if (!searcher_pool_open(shelf, limits->workers, &routes->searchers, err))
		return false;
	*out = TAKE(routes);
	return true;
}

void routes_close(struct routes **routes_)
{
	struct routes *routes = TAKE(*routes_);

	if (!routes)
		return;
	searcher_pool_close(&routes->searchers);
	answer_cache_free(&routes->answers);
	free(routes);
}

void routes_answer(struct routes *routes, const struct visit *visit, struct reply *out)
{
	const struct route *route = find(visit->path);

	if (visit->method == METHOD_OPTIONS && (route || !strcmp(visit->path, "*")))
		tell_options(out);
	else if (!route)
		problem_write(PROBLEM_NOT_FOUND, NULL, out);
	else
		route->answer(routes, visit, out);
	if (!strncmp(visit->path, API_PREFIX, strlen(API_PREFIX)))
		reply_add_header(out, "Access-Control-Allow-Origin", "*");
}
