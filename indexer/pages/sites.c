/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/sites.h"

#include "base/alloc.h"
#include "pages/html.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { HOST_MAX = 253 }; /* bytes; RFC 1035 */

void sites_release(struct sites *sites)
{
	for (size_t i = 0; i < sites->count; i++) {
		free(sites->items[i].host);
		selectors_release(&sites->items[i].selectors);
		buf_release(&sites->items[i].rules);
	}
	free(sites->items);
	*sites = (struct sites){0};
}

static const char *without_www(const char *host, size_t *length)
{
	if (*length <= 4 || strncasecmp(host, "www.", 4) != 0)
		return host;
	*length -= 4;
	return host + 4;
}

static bool is_host(const char *host)
{
	size_t length = strlen(host);

	for (const char *c = host; *c; c++) {
		unsigned char byte = (unsigned char)*c;

		if (!isalnum(byte) && byte != '-' && byte != '.' && byte < 0x80)
			return false;
	}
	return length && length <= HOST_MAX && *host != '.' && *host != '-';
}

static struct site *find_host(const struct sites *sites, const char *host, size_t length)
{
	host = without_www(host, &length);
	for (size_t i = 0; i < sites->count; i++) {
		struct site *site = &sites->items[i];

		if (strlen(site->host) == length
			&& strncasecmp(site->host, host, length) == 0)
			return site;
	}
	return NULL;
}

static void lower(char *host)
{
	for (; *host; host++) {
		if (*host >= 'A' && *host <= 'Z')
			*host = (char)(*host | 0x20);
	}
}

struct site *sites_add(struct sites *sites, const char *host, struct error *err)
{
	size_t length = strlen(host);
	struct site *site;

	if (!is_host(host)) {
		error_set(err, ERROR_INVALID,
			"a site is named by its host alone: [site www.example.org]");
		return NULL;
	}
	site = find_host(sites, host, length);
	if (site)
		return site;
	sites->items = alloc_grow(
		sites->items, sites->count, &sites->room, sizeof(*sites->items));
	site = &sites->items[sites->count++];
	host = without_www(host, &length);
	*site = (struct site){.host = alloc_copy(host, length)};
	lower(site->host);
	return site;
}

bool site_add_rule(
	struct site *site, enum site_rule rule, const char *selector, struct error *err)
{
	unsigned mark = rule == SITE_ARTICLE ? HTML_RULED_ARTICLE : HTML_RULED_DROPPED;

	if (!selectors_add(&site->selectors, selector, mark, err))
		return false;
	buf_add_format(&site->rules, "%u %s\n", mark, selector);
	return true;
}

/* Of scheme://user@host:port/path; false: there is none. */
static bool cut_host(const char *url, const char **host, size_t *length)
{
	const char *start = strstr(url, "://");
	const char *at;
	size_t end;

	if (!start)
		return false;
	start += 3;
	end = strcspn(start, "/?#");
	at = memrchr(start, '@', end);
	if (at) {
		end -= (size_t)(at + 1 - start);
		start = at + 1;
	}
	*host = start;
	*length = strcspn(start, ":") < end ? strcspn(start, ":") : end;
	return true;
}

/* The innermost folder that is named as a host. */
static const struct site *find_folder(const struct sites *sites, const char *path)
{
	const struct site *found = NULL;

	for (const char *slash; (slash = strchr(path, '/')); path = slash + 1) {
		const struct site *site = find_host(sites, path, (size_t)(slash - path));

		found = site ? site : found;
	}
	return found;
}

const struct site *sites_find(
	const struct sites *sites, const char *url, const char *path)
{
	const char *host;
	size_t length;

	if (!sites->count)
		return NULL;
	if (url)
		return cut_host(url, &host, &length) ? find_host(sites, host, length)
						     : NULL;
	return path ? find_folder(sites, path) : NULL;
}
