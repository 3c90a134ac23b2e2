/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config/watched_config.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/scope.h"
#include "config/named_source.h"
#include "config/options.h"

#include <string.h>
#include <sys/stat.h>

static bool check_sources(
	const struct options *options, const struct config *config, struct error *err)
{
	struct named_source *sources;
	size_t count;
	bool can_watch = true;

	if (!named_source_list(options, config, &sources, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		can_watch = can_watch && strcmp(sources[i].name, "-") != 0;
	named_source_free(&sources, count);
	return can_watch
		|| error_set(err, ERROR_INVALID, "standard input cannot be watched");
}

static bool take(
	struct watched_config *watched, const struct buf *text, struct error *err)
{
	SCOPED(config_release) struct config config = {0};
	const struct options *options = watched->options;

	if (!config_parse(options->config, buf_string(text), text->length, &config, err)
		|| !check_sources(options, &config, err))
		return false;
	config_release(&watched->config);
	watched->config = config;
	config = (struct config){0};
	return true;
}

bool watched_config_open(
	const struct options *options, struct watched_config *out, struct error *err)
{
	SCOPED(watched_config_release)
	struct watched_config watched = {.options = options};

	if (!options->config) {
		if (!check_sources(options, &watched.config, err))
			return false;
	} else if (!watched_config_refresh(&watched, err)) {
		err->kind = ERROR_INVALID;
		return false;
	}
	*out = watched;
	watched = (struct watched_config){0};
	return true;
}

void watched_config_release(struct watched_config *watched)
{
	config_release(&watched->config);
}

bool watched_config_refresh(struct watched_config *watched, struct error *mistake)
{
	SCOPED(buf_release) struct buf text = {0};
	struct digest digest;

	if (!watched->options->config)
		return true;
	if (!file_read(watched->options->config, &text, mistake))
		return false;
	digest = digest_of(buf_string(&text), text.length);
	if (digest_equal(digest, watched->seen))
		return true;
	watched->seen = digest;
	return take(watched, &text, mistake);
}

void watched_config_forget_mistake(struct watched_config *watched)
{
	watched->seen = (struct digest){0};
}

const struct config *watched_config_get(const struct watched_config *watched)
{
	return &watched->config;
}

struct digest watched_config_state(const struct watched_config *watched)
{
	struct stat status;
	uint64_t parts[3] = {0};

	if (watched->options->config && stat(watched->options->config, &status) == 0) {
		parts[0] = (uint64_t)status.st_size;
		parts[1] = (uint64_t)status.st_mtim.tv_sec;
		parts[2] = (uint64_t)status.st_mtim.tv_nsec;
	}
	return digest_of(parts, sizeof(parts));
}
