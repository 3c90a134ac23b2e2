/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config/named_source.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "config/config.h"
#include "config/options.h"
#include "sources/source.h"

#include <stdlib.h>
#include <string.h>

/* What the configuration says of the same place, however it is written there. */
static const char *base_url_of(const struct config *config, const char *name)
{
	SCOPED(string_free) char *path = realpath(name, NULL);

	for (size_t i = 0; path && i < config->source_count; i++) {
		const struct config_source *source = &config->sources[i];
		SCOPED(string_free) char *known = realpath(source->path, NULL);

		if (known && strcmp(known, path) == 0)
			return source->base_url;
	}
	return NULL;
}

bool named_source_list(const struct options *options, const struct config *config,
	struct named_source **out, size_t *count, struct error *err)
{
	size_t typed = (size_t)options->operand_count - 1;
	size_t all = typed ? typed : config->source_count;
	struct named_source *sources;

	if (!all)
		return error_set(err, ERROR_INVALID,
			"no SOURCE, and [sources] of %.120s has none", options->config);
	sources = alloc_zeroed(all, sizeof(*sources));
	for (size_t i = 0; i < all; i++) {
		sources[i].name =
			typed ? options->operands[1 + i] : config->sources[i].path;
		sources[i].base_url = options->base_url;
		if (!sources[i].base_url)
			sources[i].base_url = base_url_of(config, sources[i].name);
	}
	*out = sources;
	*count = all;
	return true;
}

bool named_source_open(struct named_source *named, struct error *err)
{
	const char *path;

	if (!source_open(named->name, named->base_url, &named->source, err))
		return false;
	path = source_path(named->source);
	named->digest = digest_of(path, strlen(path));
	return true;
}

void named_source_free(struct named_source **sources, size_t count)
{
	for (size_t i = 0; i < count; i++)
		source_close(&(*sources)[i].source);
	free(*sources);
	*sources = NULL;
}
