/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sources/source_state.h"

#include "base/scope.h"
#include "sources/source.h"

#include <inttypes.h>

/* Each file goes into the digest of those before it. */
static void add(struct digest *state, const char *bytes, size_t length)
{
	SCOPED(buf_release) struct buf both = {0};

	buf_add(&both, (const char *)state, sizeof(*state));
	buf_add(&both, bytes, length);
	*state = digest_of(both.bytes, both.length);
}

struct digest source_state(const char *path, size_t *files)
{
	SCOPED(source_close) struct source *source = NULL;
	SCOPED(item_release) struct item item = {0};
	SCOPED(buf_release) struct buf line = {0};
	struct digest state = {0};
	struct error reason = {0};
	enum source_step step;

	*files = 0;
	if (!source_open(path, NULL, &source, &reason)) {
		add(&state, reason.text, sizeof(reason.text));
		return state;
	}
	while ((step = source_next(source, &item, &reason)) != SOURCE_END) {
		*files += step == SOURCE_ITEM;
		buf_clear(&line);
		buf_add_format(&line, "%d %" PRIu64 " %" PRIu64 " ", (int)step, item.size,
			item.mtime_ns);
		buf_add(&line, buf_string(&item.path), item.path.length);
		add(&state, line.bytes, line.length);
	}
	return state;
}
