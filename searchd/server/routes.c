/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/routes.h"

#include "answers/searcher_pool.h"
#include "api/document_endpoint.h"
#include "api/facets_endpoint.h"
#include "api/metrics_endpoint.h"
#include "api/ready_endpoint.h"
#include "api/search_endpoint.h"
#include "api/suggest_endpoint.h"
#include "api/words_endpoint.h"
#include "base/alloc.h"
#include "base/scope.h"
#include "exports/export.h"
#include "exports/feed.h"
#include "exports/opensearch.h"
#include "exports/robots.h"
#include "exports/sitemap.h"
#include "http/answer_cache.h"
#include "http/asset.h"
#include "http/metrics.h"
#include "http/problem.h"
#include "http/quality.h"
#include "http/representation.h"
#include "pages/about_page.h"
#include "pages/document_page.h"
#include "pages/problem_page.h"
#include "pages/search_page.h"
#include "server/empty_log.h"
#include "snapshot/shelf.h"
#include "writing/site_address.h"

#include <stdlib.h>
#include <string.h>

#define API_PREFIX "/api/"
#define METHODS    "GET, HEAD, OPTIONS"

struct routes {
	struct shelf *shelf;
	struct searcher_pool *searchers;
	struct answer_cache *answers;
	struct asset_set assets;
	struct routes_watchers watchers;
	const char *public_url; /* NULL: what the client calls us */
};

static const char *style_version(const struct routes *routes)
{
	return asset_find(&routes->assets, ASSET_STYLE)->version;
}

static void answer_page(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	const struct search_page page = {
		routes->shelf, routes->searchers, style_version(routes)};

	search_page_answer(&page, visit, out);
}

static struct search_endpoint search_endpoint(struct routes *routes)
{
	return (struct search_endpoint){
		routes->shelf, routes->searchers, routes->answers};
}

static bool answer_search_at_once(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	const struct search_endpoint endpoint = search_endpoint(routes);

	if (!search_endpoint_answer_at_once(&endpoint, visit, out))
		return false;
	if (out->status == 200)
		metrics_add(routes->watchers.metrics, METRICS_CACHE_HITS, 1);
	return true;
}

static void answer_search(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	const struct search_endpoint endpoint = search_endpoint(routes);

	search_endpoint_answer(&endpoint, visit, out);
	metrics_add(routes->watchers.metrics, METRICS_CACHE_MISSES, 1);
}

static void answer_facets(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	facets_endpoint_answer(routes->searchers, visit, out);
}

static void answer_suggest(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	const struct suggest_endpoint endpoint = {routes->shelf, routes->searchers};

	suggest_endpoint_answer(&endpoint, visit, out);
}

static void answer_words(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	const struct words_endpoint endpoint = {routes->shelf, routes->searchers};

	words_endpoint_answer(&endpoint, visit, out);
}

static void answer_document_page(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	document_page_answer(routes->searchers, visit, style_version(routes), out);
}

static void answer_about(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	about_page_answer(routes->shelf, visit, style_version(routes), out);
}

static void answer_document(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	document_endpoint_answer(routes->searchers, visit, out);
}

static void answer_export(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	export_answer(routes->searchers, visit, out);
}

static void answer_feed(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	feed_answer(routes->searchers, visit, out);
}

static void answer_sitemap(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	sitemap_answer(routes->searchers, visit, out);
}

static void answer_opensearch(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	(void)routes;
	opensearch_answer(visit, out);
}

static void answer_robots(
	struct routes *routes, const struct visit *visit, struct reply *out);

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
	(void)visit;
	ready_endpoint_answer(routes->shelf, out);
}

static void answer_metrics(
	struct routes *routes, const struct visit *visit, struct reply *out);

static void answer_problem(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	enum problem problem = problem_page_answer(visit, style_version(routes), out);

	if (problem)
		problem_write(problem, NULL, out);
}

static void answer_asset(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	const struct asset *asset = asset_find(&routes->assets, visit->path);

	if (asset)
		asset_answer(asset, visit, out);
	else
		problem_write(PROBLEM_NOT_FOUND, NULL, out);
}

/* Whether the pages of other sites may read what is there. */
enum reading { READING_OURS, READING_ANYONES };

static const struct route {
	const char *path; /* one that ends with / goes on as it likes, but for the page */
	void (*answer)(struct routes *, const struct visit *, struct reply *);
	enum reading reading;
	enum robots_welcome crawlers;
	bool needs_index; /* and so takes its time */
	/* answers if that takes none; NULL: it always does */
	bool (*answer_at_once)(struct routes *, const struct visit *, struct reply *);
} table[] = {
	{"/", answer_page, READING_OURS, ROBOTS_BARE, true, NULL},
	{API_PREFIX "v1/search", answer_search, READING_ANYONES, ROBOTS_NONE, true,
		answer_search_at_once},
	{FACETS_ENDPOINT_PATH, answer_facets, READING_ANYONES, ROBOTS_NONE, true, NULL},
	{SUGGEST_ENDPOINT_PATH, answer_suggest, READING_ANYONES, ROBOTS_NONE, true, NULL},
	{WORDS_ENDPOINT_PATH, answer_words, READING_ANYONES, ROBOTS_NONE, true, NULL},
	{DOCUMENT_ENDPOINT_PATH, answer_document, READING_ANYONES, ROBOTS_NONE, true,
		NULL},
	{DOCUMENT_PAGE_PATH, answer_document_page, READING_OURS, ROBOTS_BARE, true, NULL},
	{ABOUT_PAGE_PATH, answer_about, READING_OURS, ROBOTS_ALL, false, NULL},
	{"/export", answer_export, READING_ANYONES, ROBOTS_NONE, true, NULL},
	{"/feed.atom", answer_feed, READING_ANYONES, ROBOTS_BARE, true, NULL},
	{SITEMAP_PATH, answer_sitemap, READING_ANYONES, ROBOTS_ALL, true, NULL},
	{SITEMAP_PART_PATH, answer_sitemap, READING_ANYONES, ROBOTS_ALL, true, NULL},
	{ROBOTS_PATH, answer_robots, READING_OURS, ROBOTS_ALL, false, NULL},
	{"/opensearch.xml", answer_opensearch, READING_ANYONES, ROBOTS_ALL, false, NULL},
	{PROBLEM_PAGE_PATH, answer_problem, READING_OURS, ROBOTS_ALL, false, NULL},
	{"/livez", answer_livez, READING_OURS, ROBOTS_NONE, false, NULL},
	/* tells if there is one */
	{"/readyz", answer_readyz, READING_OURS, ROBOTS_NONE, false, NULL},
	{"/metrics", answer_metrics, READING_OURS, ROBOTS_NONE, false, NULL},
	{"/openapi.json", answer_asset, READING_ANYONES, ROBOTS_ALL, false, NULL},
	{ASSET_STYLE, answer_asset, READING_ANYONES, ROBOTS_ALL, false, NULL},
	{ASSET_ICON, answer_asset, READING_ANYONES, ROBOTS_ALL, false, NULL},
	{"/regiosearch.js", answer_asset, READING_ANYONES, ROBOTS_ALL, false, NULL},
	{"/regiosearch/", answer_asset, READING_ANYONES, ROBOTS_ALL, false, NULL},
};

enum { ROUTES = sizeof(table) / sizeof(table[0]) };

static void answer_metrics(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	const char *names[ROUTES + 1];
	const struct metrics_endpoint endpoint = {
		routes->shelf, routes->answers, routes->watchers.metrics, names};

	(void)visit;
	for (size_t i = 0; i < ROUTES; i++)
		names[i] = table[i].path;
	names[ROUTES] = "other";
	metrics_endpoint_answer(&endpoint, out);
}

static void answer_robots(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	struct robots_rule rules[ROUTES];

	(void)routes;
	for (size_t i = 0; i < ROUTES; i++)
		rules[i] = (struct robots_rule){table[i].path, table[i].crawlers};
	robots_answer(rules, ROUTES, visit, out);
}

static bool leads_to(const struct route *route, const char *path)
{
	size_t length = strlen(route->path);

	if (length > 1 && route->path[length - 1] == '/')
		return !strncmp(route->path, path, length);
	return !strcmp(route->path, path);
}

size_t routes_count(void)
{
	return ROUTES + 1;
}

size_t routes_number(const char *path)
{
	size_t number = 0;

	while (number < ROUTES && !leads_to(&table[number], path))
		number++;
	return number;
}

static const struct route *find(const char *path)
{
	size_t number = routes_number(path);

	return number < ROUTES ? &table[number] : NULL;
}

static bool is_api(const char *path)
{
	return !strncmp(path, API_PREFIX, strlen(API_PREFIX));
}

static bool is_anyones(const char *path)
{
	const struct route *route = find(path);

	return is_api(path) || (route && route->reading == READING_ANYONES);
}

static void tell_options(const char *path, struct reply *out)
{
	reply_begin(out, 204, NULL);
	reply_add_header(out, "Allow", METHODS);
	if (!is_anyones(path))
		return;
	reply_add_header(out, "Access-Control-Allow-Methods", METHODS);
	reply_add_header(out, "Access-Control-Allow-Headers", "*");
	reply_add_header(out, "Access-Control-Max-Age", "86400");
}

/* A browser that was sent here names it; programs take anything. */
static bool wants_page(const struct visit *visit)
{
	return !is_api(visit->path) && visit->accept
		&& quality_of(visit->accept, "text/html", 0) > 0;
}

/* Tells a problem in the form that who asks for this address can read. */
static void suit(struct routes *routes, const struct visit *visit, struct reply *out)
{
	if (wants_page(visit))
		problem_page_tell(visit, style_version(routes), out);
	if (!is_api(visit->path))
		out->vary |= VARY_ACCEPT;
}

static void finish(struct routes *routes, const struct visit *visit, struct reply *out)
{
	if (out->found == FOUND_NONE) {
		metrics_add(routes->watchers.metrics, METRICS_WITHOUT_HITS, 1);
		if (routes->watchers.empty_log)
			empty_log_write(routes->watchers.empty_log, visit);
	}
	if (out->problem)
		suit(routes, visit, out);
	if (is_anyones(visit->path)) {
		reply_add_header(out, "Access-Control-Allow-Origin", "*");
		reply_add_header(out, "Access-Control-Expose-Headers",
			"Content-Disposition, ETag, Link, Regio-Generation, "
			"Regio-Total, Retry-After");
	}
	representation_choose(visit, out);
}

bool routes_open(struct shelf *shelf, const struct routes_limits *limits,
	const struct routes_watchers *watchers, struct routes **out, struct error *err)
{
	SCOPED(routes_close) struct routes *routes = alloc_zeroed(1, sizeof(*routes));

	routes->shelf = shelf;
	routes->assets = asset_set_load();
	routes->watchers = *watchers;
	routes->public_url = limits->public_url;
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

static void answer_by(const struct route *route, struct routes *routes,
	const struct visit *visit, struct reply *out)
{
	SCOPED(buf_release) struct buf site = {0};
	struct visit here = *visit;

	site_address_write(&site, routes->public_url, visit->host);
	here.site = site.bytes;
	route->answer(routes, &here, out);
}

bool routes_answer_at_once(
	struct routes *routes, const struct visit *visit, struct reply *out)
{
	const struct route *route = find(visit->path);

	if (visit->method == METHOD_OPTIONS && (route || !strcmp(visit->path, "*")))
		tell_options(visit->path, out);
	else if (!route)
		problem_write(PROBLEM_NOT_FOUND, NULL, out);
	else if (!route->needs_index)
		answer_by(route, routes, visit, out);
	else if (!route->answer_at_once || !route->answer_at_once(routes, visit, out))
		return false;
	finish(routes, visit, out);
	return true;
}

void routes_answer(struct routes *routes, const struct visit *visit, struct reply *out)
{
	answer_by(find(visit->path), routes, visit, out);
	finish(routes, visit, out);
}

void routes_refuse(struct routes *routes, const struct visit *visit, enum problem problem,
	struct reply *out)
{
	problem_write(problem, NULL, out);
	finish(routes, visit, out);
}
