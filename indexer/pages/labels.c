/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/labels.h"

#include "base/alloc.h"
#include "base/embed.h"
#include "base/scope.h"
#include "pages/cues.h"

#include <stdlib.h>
#include <string.h>

EMBEDDED(fact_labels);

/* In the order of enum label_class. */
static const char *const classes[] = {"runtime", "start", "end", "published", "updated",
	"event", "founded", "partners", "project", "members", "fact"};

enum { LABEL_MAX = 64 };

struct labels {
	struct cues *cues;
};

struct labels *labels_open(void)
{
	struct labels *labels = alloc_zeroed(1, sizeof(*labels));

	labels->cues =
		cues_open(fact_labels_begin, fact_labels_end, classes, LABEL_COUNT);
	return labels;
}

void labels_close(struct labels **labels)
{
	if (*labels)
		cues_close(&(*labels)->cues);
	free(*labels);
	*labels = NULL;
}

/* Where the label's part of a line ends: at its first colon or bar. */
static size_t label_length(const char *line, size_t length)
{
	for (size_t i = 0; i < length && i < LABEL_MAX; i++) {
		if (line[i] == ':' || line[i] == '|' || line[i] == '\t')
			return i;
	}
	return length;
}

enum label_class labels_find(
	const struct labels *labels, const char *line, size_t length, size_t *end)
{
	size_t stop = label_length(line, length);

	if (stop == 0 || stop > LABEL_MAX)
		return LABEL_NONE;
	SCOPED(buf_release) struct buf low = {0};

	cues_lower(line, stop, &low);
	const struct cue *cue = cues_whole(labels->cues, low.bytes, low.length);

	if (!cue)
		return LABEL_NONE;
	*end = stop < length ? stop + 1 : length;
	return (enum label_class)cue->class;
}

static bool is_project_class(int class)
{
	return class == LABEL_RUNTIME || class == LABEL_PROJECT || class == LABEL_PARTNERS
		|| class == LABEL_START || class == LABEL_END || class == LABEL_MEMBERS;
}

static bool ends_in_colon(const char *text, size_t length, size_t at)
{
	while (at < length && text[at] == ' ')
		at++;
	return at < length && text[at] == ':';
}

unsigned labels_count(const struct labels *labels, const char *text, size_t length)
{
	SCOPED(buf_release) struct buf low = {0};
	size_t offset = 0;
	unsigned count = 0;
	struct cue_match match;

	if (length > LABEL_MAX && !memchr(text, ':', length))
		return 0;
	cues_lower(text, length, &low);
	const struct cue *whole = length && length <= LABEL_MAX
		? cues_whole(labels->cues, low.bytes, low.length)
		: NULL;

	if (whole)
		return is_project_class(whole->class) ? 1 : 0;
	if (!memchr(text, ':', length))
		return 0;
	while (cues_next(labels->cues, low.bytes, low.length, &offset, &match)) {
		if (is_project_class(match.cue->class)
			&& ends_in_colon(low.bytes, low.length, match.end))
			count++;
	}
	return count;
}
