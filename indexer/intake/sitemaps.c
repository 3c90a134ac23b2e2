/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake/sitemaps.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "intake/changed_days.h"
#include "intake/sitemap_said.h"
#include "ledger/batch.h"
#include "sources/site_key.h"
#include "sources/source.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

enum {
	KEY_MAX = 200,
	DAY_MIN = 19900000, /* the web's; clocks that stand begin earlier */
};

static const char key_head[] = "sitemap:";

/* A file that is a sitemap, or is one if another names it. */
struct candidate {
	char *path;
	struct buf host; /* it was copied from; empty: unknown */
	uint64_t size, mtime_ns;
	bool wanted;
	struct buf reason; /* why it is refused, if it is */
};

struct sitemaps {
	struct batch *batch;
	struct digest source;
	uint32_t tomorrow;
	struct digest_table names; /* of a candidate's address: its number */
	struct candidate *candidates;
	size_t count, room;
	uint32_t *queue; /* of candidates that are wanted */
	size_t wanted, queue_room;
	struct changed_days days;
	struct digest_table offered; /* paths */
	struct buf known;            /* keys of notes, each with a NUL */
	struct digest_table in_use;  /* those that stay */
	struct buf host, path;       /* room that is used again */
	bool differ;                 /* from what they may have said before */
};

/* The day after that moment: by then it has begun everywhere. */
static uint32_t day_after(time_t moment)
{
	time_t later = moment + (time_t)24 * 3600;
	struct tm day;

	gmtime_r(&later, &day);
	return (uint32_t)((day.tm_year + 1900) * 10000 + (day.tm_mon + 1) * 100
		+ day.tm_mday);
}

struct sitemaps *sitemaps_open(struct batch *batch, struct digest source)
{
	struct sitemaps *sitemaps = alloc_zeroed(1, sizeof(*sitemaps));

	sitemaps->batch = batch;
	sitemaps->source = source;
	sitemaps->tomorrow = day_after(time(NULL));
	return sitemaps;
}

static void release(struct sitemaps *sitemaps)
{
	for (size_t i = 0; i < sitemaps->count; i++) {
		free(sitemaps->candidates[i].path);
		buf_release(&sitemaps->candidates[i].host);
		buf_release(&sitemaps->candidates[i].reason);
	}
	free(sitemaps->candidates);
	free(sitemaps->queue);
	digest_table_release(&sitemaps->names);
	digest_table_release(&sitemaps->offered);
	digest_table_release(&sitemaps->in_use);
	changed_days_release(&sitemaps->days);
	buf_release(&sitemaps->known);
	buf_release(&sitemaps->host);
	buf_release(&sitemaps->path);
}

void sitemaps_close(struct sitemaps **sitemaps)
{
	if (*sitemaps)
		release(*sitemaps);
	free(*sitemaps);
	*sitemaps = NULL;
}

/* The digest of the item's address, or of its path where it has none. */
static bool name_item(
	struct sitemaps *sitemaps, const struct item *item, struct digest *out)
{
	SCOPED(buf_release) struct buf below = {0};
	const char *address = item_url(item);

	if (!address) {
		buf_add_string(&below, "/");
		buf_add_string(&below, buf_string(&item->path));
		address = below.bytes;
	}
	if (!site_key_read(address, strlen(address), &sitemaps->host, &sitemaps->path))
		return false;
	*out = site_key_digest(&sitemaps->host, &sitemaps->path);
	return true;
}

static void want(struct sitemaps *sitemaps, uint32_t number)
{
	if (sitemaps->candidates[number].wanted)
		return;
	sitemaps->candidates[number].wanted = true;
	sitemaps->queue = alloc_grow(sitemaps->queue, sitemaps->wanted,
		&sitemaps->queue_room, sizeof(*sitemaps->queue));
	sitemaps->queue[sitemaps->wanted++] = number;
}

static bool is_xml(const struct item *item)
{
	const struct buf *path = &item->path;

	return item->format == ITEM_FEED && path->length > 4
		&& strcasecmp(path->bytes + path->length - 4, ".xml") == 0;
}

/* Its number; none: another file has the address. */
static uint32_t add_candidate(
	struct sitemaps *sitemaps, struct digest name, const struct item *item)
{
	uint32_t number = digest_table_add(&sitemaps->names, name);

	if (number < sitemaps->count)
		return DIGEST_TABLE_NONE;
	sitemaps->candidates = alloc_grow(sitemaps->candidates, sitemaps->count,
		&sitemaps->room, sizeof(*sitemaps->candidates));
	sitemaps->candidates[sitemaps->count++] = (struct candidate){
		.path = alloc_string(buf_string(&item->path)),
		.size = item->size,
		.mtime_ns = item->mtime_ns,
	};
	buf_add_string(&sitemaps->candidates[number].host, buf_string(&sitemaps->host));
	return number;
}

void sitemaps_offer(
	struct sitemaps *sitemaps, const struct source *source, const struct item *item)
{
	SCOPED(item_release) struct item named = {.format = ITEM_SITEMAP};
	struct digest name;
	uint32_t number;

	if (item->format != ITEM_SITEMAP && !is_xml(item))
		return;
	digest_table_add(
		&sitemaps->offered, digest_of(item->path.bytes, item->path.length));
	buf_add_string(&named.path, buf_string(&item->path));
	source_name(source, &named);
	if (!name_item(sitemaps, &named, &name))
		return;
	number = add_candidate(sitemaps, name, item);
	if (number != DIGEST_TABLE_NONE && item->format == ITEM_SITEMAP)
		want(sitemaps, number);
}

/* "sitemap:SOURCE:", and of a file "FILE:". */
static size_t write_head(
	const struct sitemaps *sitemaps, const char *path, char out[KEY_MAX])
{
	char letters[2][DIGEST_LETTERS + 1];

	digest_write(sitemaps->source, letters[0]);
	if (!path)
		return (size_t)snprintf(out, KEY_MAX, "%s%s:", key_head, letters[0]);
	digest_write(digest_of(path, strlen(path)), letters[1]);
	return (size_t)snprintf(
		out, KEY_MAX, "%s%s:%s:", key_head, letters[0], letters[1]);
}

static void write_key(const struct sitemaps *sitemaps, const struct candidate *candidate,
	char out[KEY_MAX])
{
	size_t length = write_head(sitemaps, candidate->path, out);

	snprintf(out + length, KEY_MAX - length, "%" PRIx64 ":%" PRIx64, candidate->size,
		candidate->mtime_ns);
}

static bool is_damaged(struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		"the index's notes on its sitemaps are damaged; rebuild it");
}

/* What the note of that key says. *found is false: there is none. */
static bool recall(struct sitemaps *sitemaps, const char *key, struct sitemap_said *out,
	bool *found, struct error *err)
{
	SCOPED(buf_release) struct buf note = {0};

	if (!batch_noted(sitemaps->batch, key, &note, err))
		return false;
	*found = note.length > 0;
	if (!*found)
		return true;
	digest_table_add(&sitemaps->in_use, digest_of(key, strlen(key)));
	return sitemap_said_parse(&note, out) || is_damaged(err);
}

/* The file cannot be read this time: what it said before holds. */
static bool recall_older(struct sitemaps *sitemaps, const struct candidate *candidate,
	struct sitemap_said *out, struct error *err)
{
	const struct buf *known = &sitemaps->known;
	char head[KEY_MAX];
	size_t length = write_head(sitemaps, candidate->path, head);
	bool found = false;

	for (size_t at = 0; at < known->length && !found;
		at += strlen(known->bytes + at) + 1) {
		if (strncmp(known->bytes + at, head, length) == 0
			&& !recall(sitemaps, known->bytes + at, out, &found, err))
			return false;
	}
	return true;
}

static bool read_anew(struct sitemaps *sitemaps, struct source *source,
	struct candidate *candidate, struct sitemap_said *out, struct error *err)
{
	SCOPED(item_release) struct item item = {0};
	SCOPED(buf_release) struct buf note = {0};
	struct error reason = {0};
	char key[KEY_MAX];

	buf_add_string(&item.path, candidate->path);
	if (!sitemap_said_read(source, &item, &candidate->host, out, &reason)) {
		sitemap_said_release(out);
		if (!recall_older(sitemaps, candidate, out, err))
			return false;
		buf_clear(&out->reason);
		buf_add_string(&out->reason, reason.text);
		return true;
	}
	sitemaps->differ = true;
	candidate->size = item.size;
	candidate->mtime_ns = item.mtime_ns;
	write_key(sitemaps, candidate, key);
	digest_table_add(&sitemaps->in_use, digest_of(key, strlen(key)));
	sitemap_said_write(out, &note);
	return batch_note(sitemaps->batch, key, note.bytes, note.length, err);
}

static void believe(
	struct sitemaps *sitemaps, const struct sitemap_said *said, uint32_t number)
{
	uint32_t common = changed_days_common(said->pages, said->count);
	uint32_t written =
		day_after((time_t)(sitemaps->candidates[number].mtime_ns / 1000000000U));

	for (size_t i = 0; i < said->count; i++) {
		struct changed_day day = said->pages[i];

		day.file = number;
		/* when it was read first, the day may have been in the future */
		sitemaps->differ |= day.day > written;
		if (day.day != common && day.day >= DAY_MIN
			&& day.day <= sitemaps->tomorrow)
			changed_days_add(&sitemaps->days, day);
	}
	for (size_t i = 0; i < said->more_count; i++) {
		uint32_t more = digest_table_find(&sitemaps->names, said->more[i]);

		if (more != DIGEST_TABLE_NONE)
			want(sitemaps, more);
	}
}

static bool take(struct sitemaps *sitemaps, struct source *source, uint32_t number,
	struct error *err)
{
	SCOPED(sitemap_said_release) struct sitemap_said said = {0};
	struct candidate *candidate = &sitemaps->candidates[number];
	bool found = false;
	char key[KEY_MAX];

	if (sitemaps->days.pages.count > SITEMAPS_DAYS_MAX) {
		buf_add_string(&candidate->reason,
			"more addresses than are kept in the sitemaps before it");
		return true;
	}
	write_key(sitemaps, candidate, key);
	if (candidate->mtime_ns && !recall(sitemaps, key, &said, &found, err))
		return false;
	if (!found && !read_anew(sitemaps, source, candidate, &said, err))
		return false;
	buf_add_string(&candidate->reason, buf_string(&said.reason));
	believe(sitemaps, &said, number);
	return true;
}

/* The file whose note has that key was not offered. */
static bool is_out_of_sight(const struct sitemaps *sitemaps, const char *key)
{
	size_t head = sizeof(key_head) - 1 + DIGEST_LETTERS + 1;
	struct digest file;

	return strlen(key) > head && digest_parse(key + head, &file)
		&& digest_table_find(&sitemaps->offered, file) == DIGEST_TABLE_NONE;
}

/* What sitemaps said that may still be there holds. */
static bool recall_hidden(struct sitemaps *sitemaps, struct error *err)
{
	static const char path[] = "a folder that cannot be read";
	SCOPED(item_release) struct item item = {0};
	const struct buf *known = &sitemaps->known;
	uint32_t number;
	bool found;

	buf_add_string(&item.path, path);
	buf_clear(&sitemaps->host);
	number = add_candidate(sitemaps, digest_of(path, strlen(path)), &item);
	for (size_t at = 0; at < known->length; at += strlen(known->bytes + at) + 1) {
		SCOPED(sitemap_said_release) struct sitemap_said said = {0};

		if (!is_out_of_sight(sitemaps, known->bytes + at))
			continue;
		if (!recall(sitemaps, known->bytes + at, &said, &found, err))
			return false;
		believe(sitemaps, &said, number);
	}
	return true;
}

/* Notes of files that are gone or changed go. */
static bool drop_notes(struct sitemaps *sitemaps, struct error *err)
{
	const struct buf *known = &sitemaps->known;

	for (size_t at = 0; at < known->length; at += strlen(known->bytes + at) + 1) {
		const char *key = known->bytes + at;
		struct digest name = digest_of(key, strlen(key));

		if (digest_table_find(&sitemaps->in_use, name) != DIGEST_TABLE_NONE)
			continue;
		sitemaps->differ = true;
		if (!batch_note(sitemaps->batch, key, "", 0, err))
			return false;
	}
	return true;
}

bool sitemaps_settle(struct sitemaps *sitemaps, struct source *source,
	enum sitemaps_sight sight, struct error *err)
{
	char prefix[KEY_MAX];

	write_head(sitemaps, NULL, prefix);
	if (!batch_note_keys(sitemaps->batch, prefix, &sitemaps->known, err)
		|| (sight == SITEMAPS_WITH_GAPS && !recall_hidden(sitemaps, err)))
		return false;
	for (size_t i = 0; i < sitemaps->wanted; i++) {
		if (!take(sitemaps, source, sitemaps->queue[i], err))
			return false;
	}
	return drop_notes(sitemaps, err);
}

bool sitemaps_say_the_same(const struct sitemaps *sitemaps)
{
	return !sitemaps->differ;
}

bool sitemaps_next_refused(const struct sitemaps *sitemaps, size_t *cursor,
	const char **path, const char **reason)
{
	while (*cursor < sitemaps->count) {
		const struct candidate *candidate = &sitemaps->candidates[(*cursor)++];

		if (!candidate->reason.length)
			continue;
		*path = candidate->path;
		*reason = candidate->reason.bytes;
		return true;
	}
	return false;
}

uint32_t sitemaps_day(
	struct sitemaps *sitemaps, const struct item *item, const char **path)
{
	const struct changed_day *day;
	struct digest name;

	if (!sitemaps->days.pages.count || !name_item(sitemaps, item, &name))
		return 0;
	day = changed_days_find(&sitemaps->days, name);
	if (!day)
		return 0;
	*path = sitemaps->candidates[day->file].path;
	return day->day;
}
