/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "exports/robots.h"

#include "exports/sitemap.h"

#include <string.h>

/* That of the service on its host: "" unless it shares the host with others. */
static const char *path_of(const char *site)
{
	const char *path = strchr(strstr(site, "://") + 3, '/');

	return path ? path : "";
}

static bool goes_on(const char *path)
{
	size_t length = strlen(path);

	return length > 1 && path[length - 1] == '/';
}

static void add_rule(struct buf *out, const char *prefix, const struct robots_rule *rule)
{
	static const char *const ends[][2] = {
		[ROBOTS_BARE] = {"?", "*?"},
		[ROBOTS_NONE] = {"", ""},
	};

	if (rule->welcome != ROBOTS_ALL)
		buf_add_format(out, "Disallow: %s%s%s\n", prefix, rule->path,
			ends[rule->welcome][goes_on(rule->path)]);
}

void robots_answer(const struct robots_rule *rules, size_t count,
	const struct visit *visit, struct reply *out)
{
	const char *prefix = path_of(visit->site);

	reply_begin(out, 200, "text/plain; charset=utf-8");
	buf_add_string(&out->body, "User-agent: *\n");
	for (size_t i = 0; i < count; i++)
		add_rule(&out->body, prefix, &rules[i]);
	buf_add_format(&out->body, "\nSitemap: %s" SITEMAP_PATH "\n", visit->site);
	reply_tag_body(out);
	reply_add_header(out, "Cache-Control", "public, max-age=86400");
}
