/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake/survey.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "ledger/batch.h"
#include "ledger/digest_table.h"
#include "sources/item.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	KEY_MAX = 200,
	/* behind "sample:" or "frame:": two digests, each with a colon */
	NAMES_LENGTH = 2 * (DIGEST_LETTERS + 1),
	READABLE = 1, /* before the hashes in a note of a sample */
};

static const char sample_head[] = "sample:";
static const char frame_head[] = "frame:";

struct sample {
	struct digest id;
	uint64_t size, mtime_ns;
	bool noted; /* its hashes are, as the page is now */
};

struct site {
	struct sample *samples; /* ascending by id */
	size_t count, room;
	bool changed;              /* other samples than those its frame is from */
	uint64_t mark;             /* of the frame */
	struct block_hashes frame; /* read when it is wanted; empty: not yet */
};

struct survey {
	struct batch *batch;
	struct digest source;
	struct digest_table names; /* of a site: its number */
	struct site *sites;
	size_t count, room;
	struct buf known; /* keys of the samples that are noted, each with a NUL */
};

static void site_release(struct site *site)
{
	free(site->samples);
	block_hashes_release(&site->frame);
}

void survey_close(struct survey **survey)
{
	if (*survey) {
		for (size_t i = 0; i < (*survey)->count; i++)
			site_release(&(*survey)->sites[i]);
		free((*survey)->sites);
		digest_table_release(&(*survey)->names);
		buf_release(&(*survey)->known);
	}
	free(*survey);
	*survey = NULL;
}

/* A folder of a mirror is called by its host's name. */
static struct digest site_name(const struct item *item)
{
	const char *path = buf_string(&item->path);
	const char *slash = strchr(path, '/');
	size_t length = slash ? (size_t)(slash - path) : 0;

	if (item->url.length && !memchr(path, '.', length)) {
		const char *host = strstr(item->url.bytes, "://");

		host = host ? host + 3 : item->url.bytes;
		return digest_of(host, strcspn(host, "/"));
	}
	return digest_of(path, length);
}

static struct site *add_site(struct survey *survey, struct digest name)
{
	size_t number = digest_table_add(&survey->names, name);

	if (number == survey->count) {
		survey->sites = alloc_grow(survey->sites, survey->count, &survey->room,
			sizeof(*survey->sites));
		survey->sites[survey->count++] = (struct site){0};
	}
	return &survey->sites[number];
}

static struct site *find_site(const struct survey *survey, struct digest name)
{
	uint32_t number = digest_table_find(&survey->names, name);

	return number == DIGEST_TABLE_NONE ? NULL : &survey->sites[number];
}

static int compare_ids(struct digest a, struct digest b)
{
	if (a.high != b.high)
		return a.high < b.high ? -1 : 1;
	return (a.low > b.low) - (a.low < b.low);
}

static struct sample *find_sample(const struct site *site, struct digest id)
{
	for (size_t i = 0; i < site->count; i++) {
		if (digest_equal(site->samples[i].id, id))
			return &site->samples[i];
	}
	return NULL;
}

static struct digest id_of(const struct item *item)
{
	const struct buf *id = item_id(item);

	return digest_of(id->bytes, id->length);
}

static void add_sample(struct site *site, struct sample sample)
{
	size_t at = site->count;

	if (at == SURVEY_SAMPLE && compare_ids(sample.id, site->samples[at - 1].id) >= 0)
		return;
	if (find_sample(site, sample.id))
		return;
	if (at == SURVEY_SAMPLE)
		at = --site->count;
	site->samples = alloc_grow(
		site->samples, site->count, &site->room, sizeof(*site->samples));
	for (; at && compare_ids(sample.id, site->samples[at - 1].id) < 0; at--)
		site->samples[at] = site->samples[at - 1];
	site->samples[at] = sample;
	site->count++;
}

void survey_offer(struct survey *survey, const struct item *item)
{
	if (!item_is_page(item->format))
		return;
	add_sample(add_site(survey, site_name(item)),
		(struct sample){.id = id_of(item),
			.size = item->size,
			.mtime_ns = item->mtime_ns});
}

/* "sample:SOURCE:" or "frame:SOURCE:", and with the site "SITE:". */
static size_t write_head(const struct survey *survey, const char *head,
	const struct digest *site, char out[KEY_MAX])
{
	char letters[2][DIGEST_LETTERS + 1];

	digest_write(survey->source, letters[0]);
	if (!site)
		return (size_t)snprintf(out, KEY_MAX, "%s%s:", head, letters[0]);
	digest_write(*site, letters[1]);
	return (size_t)snprintf(out, KEY_MAX, "%s%s:%s:", head, letters[0], letters[1]);
}

static void write_sample_key(const struct survey *survey, struct digest site,
	const struct sample *sample, char out[KEY_MAX])
{
	size_t length = write_head(survey, sample_head, &site, out);
	char id[DIGEST_LETTERS + 1];

	digest_write(sample->id, id);
	snprintf(out + length, KEY_MAX - length, "%s:%" PRIx64 ":%" PRIx64, id,
		sample->size, sample->mtime_ns);
}

static void write_frame_key(
	const struct survey *survey, struct digest site, uint64_t mark, char out[KEY_MAX])
{
	size_t length = write_head(survey, frame_head, &site, out);

	snprintf(out + length, KEY_MAX - length, "%" PRIx64, mark);
}

static bool parse_site(const char *key, size_t head, struct digest *out)
{
	return strlen(key) > head + NAMES_LENGTH
		&& digest_parse(key + head + DIGEST_LETTERS + 1, out);
}

static bool is_damaged(struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		"the index's notes on its sites are damaged; rebuild it");
}

static bool load_frames(struct survey *survey, struct error *err)
{
	SCOPED(buf_release) struct buf keys = {0};
	size_t head = strlen(frame_head);
	char prefix[KEY_MAX];
	struct digest site;

	write_head(survey, frame_head, NULL, prefix);
	if (!batch_note_keys(survey->batch, prefix, &keys, err))
		return false;
	for (size_t at = 0; at < keys.length; at += strlen(keys.bytes + at) + 1) {
		const char *key = keys.bytes + at;

		if (!parse_site(key, head, &site))
			return is_damaged(err);
		add_site(survey, site)->mark =
			strtoull(key + head + NAMES_LENGTH, NULL, 16);
	}
	return true;
}

bool survey_open(
	struct batch *batch, struct digest source, struct survey **out, struct error *err)
{
	SCOPED(survey_close) struct survey *survey = alloc_zeroed(1, sizeof(*survey));
	char prefix[KEY_MAX];

	survey->batch = batch;
	survey->source = source;
	write_head(survey, sample_head, NULL, prefix);
	if (!load_frames(survey, err)
		|| !batch_note_keys(batch, prefix, &survey->known, err))
		return false;
	*out = TAKE(survey);
	return true;
}

/* Takes a sample that is still one for noted; the note of another goes. */
static bool recall(struct survey *survey, const char *key, struct error *err)
{
	size_t head = strlen(sample_head);
	struct digest name;
	struct digest id;

	if (!parse_site(key, head, &name)
		|| !digest_parse(key + head + NAMES_LENGTH, &id))
		return is_damaged(err);
	struct site *site = add_site(survey, name);
	struct sample *sample = find_sample(site, id);
	char now[KEY_MAX];

	if (sample && sample->mtime_ns) {
		write_sample_key(survey, name, sample, now);
		sample->noted = strcmp(now, key) == 0;
	}
	if (sample && sample->noted)
		return true;
	site->changed = true;
	return batch_note(survey->batch, key, "", 0, err);
}

bool survey_choose(struct survey *survey, size_t *out, struct error *err)
{
	SCOPED(buf_release) struct buf known = buf_take(&survey->known);
	size_t wanted = 0;

	for (size_t at = 0; at < known.length; at += strlen(known.bytes + at) + 1) {
		if (!recall(survey, known.bytes + at, err))
			return false;
	}
	for (size_t i = 0; i < survey->count; i++) {
		struct site *site = &survey->sites[i];

		for (size_t k = 0; k < site->count; k++)
			wanted += !site->samples[k].noted;
		site->changed |= site->count == 0 && site->mark;
	}
	*out = wanted;
	return true;
}

bool survey_is_settled(const struct survey *survey)
{
	for (size_t i = 0; i < survey->count; i++) {
		if (survey->sites[i].changed)
			return false;
	}
	return true;
}

bool survey_wants(const struct survey *survey, const struct item *item)
{
	if (!item_is_page(item->format))
		return false;
	const struct site *site = find_site(survey, site_name(item));
	const struct sample *sample = site ? find_sample(site, id_of(item)) : NULL;

	return sample && !sample->noted;
}

bool survey_add(struct survey *survey, const struct item *item,
	const struct block_hashes *blocks, struct error *err)
{
	SCOPED(buf_release) struct buf value = {0};
	struct digest name = site_name(item);
	struct site *site = find_site(survey, name);
	struct sample *sample = find_sample(site, id_of(item));
	char key[KEY_MAX];

	sample->noted = true;
	sample->size = item->size;
	sample->mtime_ns = item->mtime_ns;
	site->changed = true;
	write_sample_key(survey, name, sample, key);
	buf_add(&value, (const char[]){READABLE}, 1);
	if (blocks->count)
		buf_add(&value, (const char *)blocks->hashes,
			blocks->count * sizeof(*blocks->hashes));
	return batch_note(survey->batch, key, value.bytes, value.length, err);
}

/* All blocks of the site's samples; *pages: how many have any. */
static bool read_samples(struct survey *survey, struct digest name,
	struct block_hashes *out, size_t *pages, struct error *err)
{
	SCOPED(buf_release) struct buf note = {0};
	const struct site *site = find_site(survey, name);
	char key[KEY_MAX];

	for (size_t i = 0; i < site->count; i++) {
		if (!site->samples[i].noted)
			continue;
		write_sample_key(survey, name, &site->samples[i], key);
		buf_clear(&note);
		if (!batch_noted(survey->batch, key, &note, err))
			return false;
		if (note.length <= 1)
			continue;
		block_hashes_add_bytes(note.bytes + 1, note.length - 1, out);
		++*pages;
	}
	return true;
}

static bool put_frame(
	struct survey *survey, struct digest name, struct site *site, struct error *err)
{
	const struct block_hashes *frame = &site->frame;
	size_t size = frame->count * sizeof(*frame->hashes);
	uint64_t mark = frame->count ? digest_of(frame->hashes, size).low : 0;
	uint64_t before = site->mark;
	char key[KEY_MAX];

	if (mark == before)
		return true;
	site->mark = mark;
	if (before) {
		write_frame_key(survey, name, before, key);
		if (!batch_note(survey->batch, key, "", 0, err))
			return false;
	}
	write_frame_key(survey, name, mark, key);
	return !mark
		|| batch_note(survey->batch, key, (const char *)frame->hashes, size, err);
}

bool survey_settle(struct survey *survey, struct error *err)
{
	for (size_t i = 0; i < survey->count; i++) {
		SCOPED(block_hashes_release) struct block_hashes all = {0};
		struct site *site = &survey->sites[i];
		struct digest name = survey->names.digests[i];
		size_t pages = 0;

		if (!site->changed)
			continue;
		if (!read_samples(survey, name, &all, &pages, err))
			return false;
		block_hashes_release(&site->frame);
		site_frame_find(&all, pages, &site->frame);
		if (!put_frame(survey, name, site, err))
			return false;
	}
	return true;
}

uint64_t survey_mark(const struct survey *survey, const struct item *item)
{
	const struct site *site = find_site(survey, site_name(item));

	return site ? site->mark : 0;
}

uint64_t survey_mark_of_all(const struct survey *survey)
{
	uint64_t mark = 0;

	for (size_t i = 0; i < survey->count; i++) {
		uint64_t frame = survey->sites[i].mark;

		if (frame)
			mark ^= digest_of(&frame, sizeof(frame)).low;
	}
	return mark;
}

bool survey_frame(struct survey *survey, const struct item *item, struct site_frame *out,
	struct error *err)
{
	SCOPED(buf_release) struct buf note = {0};
	struct digest name = site_name(item);
	struct site *site = find_site(survey, name);
	char key[KEY_MAX];

	*out = (struct site_frame){0};
	if (!site || !site->mark)
		return true;
	if (!site->frame.count) {
		write_frame_key(survey, name, site->mark, key);
		if (!batch_noted(survey->batch, key, &note, err))
			return false;
		block_hashes_add_bytes(note.bytes, note.length, &site->frame);
	}
	*out = (struct site_frame){site->frame.hashes, site->frame.count};
	return true;
}
