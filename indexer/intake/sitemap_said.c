/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake/sitemap_said.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "sources/item.h"
#include "sources/site_key.h"
#include "sources/source.h"
#include "workers/members.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A page or a sitemap in a note; of a sitemap the day is sitemap_day_mark. */
struct noted {
	struct digest name;
	uint64_t day;
};

static const uint64_t sitemap_day_mark = UINT64_MAX;

struct reading {
	struct sitemap_said *said;
	const struct buf *host; /* empty: of the first address */
	struct buf first;
	struct buf address_host, path; /* room that is used again */
};

static void reading_release(struct reading *reading)
{
	buf_release(&reading->first);
	buf_release(&reading->address_host);
	buf_release(&reading->path);
}

void sitemap_said_release(struct sitemap_said *said)
{
	buf_release(&said->reason);
	free(said->pages);
	free(said->more);
	*said = (struct sitemap_said){0};
}

static void add_page(struct sitemap_said *said, struct digest page, uint32_t day)
{
	said->pages =
		alloc_grow(said->pages, said->count, &said->room, sizeof(*said->pages));
	said->pages[said->count++] = (struct changed_day){.page = page, .day = day};
}

static void add_more(struct sitemap_said *said, struct digest name)
{
	said->more = alloc_grow(
		said->more, said->more_count, &said->more_room, sizeof(*said->more));
	said->more[said->more_count++] = name;
}

/* The digest of an address of the host; false: it is another's. */
static bool name_address(
	struct reading *reading, const char *address, size_t length, struct digest *out)
{
	static const struct buf nobody = {0};
	struct buf *host = &reading->address_host;
	const struct buf *wanted =
		reading->host->length ? reading->host : &reading->first;

	if (!site_key_read(address, length, host, &reading->path) || !host->length)
		return false;
	if (!wanted->length)
		buf_add(&reading->first, host->bytes, host->length);
	if (wanted->length != host->length
		|| memcmp(wanted->bytes, host->bytes, host->length) != 0)
		return false;
	*out = site_key_digest(reading->host->length ? host : &nobody, &reading->path);
	return true;
}

/* "P 20070424 https://www.example.org/": see unpack_worker.h. */
static void read_line(struct reading *reading, const char *line, size_t length)
{
	const char *day = memchr(line, ' ', length);
	const char *address =
		day ? memchr(day + 1, ' ', (size_t)(line + length - day - 1)) : NULL;
	struct digest name;

	if (!address)
		return;
	address++;
	if (!name_address(reading, address, (size_t)(line + length - address), &name))
		return;
	uint32_t number = (uint32_t)strtoul(day, NULL, 10);

	if (*line == 'M')
		add_more(reading->said, name);
	else if (number)
		add_page(reading->said, name, number);
}

static void read_lines(struct reading *reading, const char *bytes, size_t length)
{
	const char *end = bytes + length;

	while (bytes < end) {
		const char *stop = memchr(bytes, '\n', (size_t)(end - bytes));

		stop = stop ? stop : end;
		read_line(reading, bytes, (size_t)(stop - bytes));
		bytes = stop + 1;
	}
}

static void refuse(struct sitemap_said *said, const struct error *reason)
{
	buf_clear(&said->reason);
	buf_add_string(&said->reason, reason->text);
}

/* What breaks the process that reads it is refused as what is damaged is. */
static bool read_members(
	struct members *members, struct reading *reading, struct error *err)
{
	struct members_one one;
	struct error reason = {0};
	bool more = true;

	while (members_next(members, &one, &more, &reason)) {
		if (!more)
			return true;
		if (one.kind == MEMBERS_LINE)
			read_lines(reading, one.bytes, one.length);
		else
			refuse(reading->said, &one.reason);
	}
	if (reason.kind != ERROR_INVALID)
		return error_set(err, reason.kind, "%s", reason.text);
	refuse(reading->said, &reason);
	return true;
}

static void close_descriptor(const int *file)
{
	if (*file >= 0)
		close(*file);
}

bool sitemap_said_read(struct source *source, struct item *item, const struct buf *host,
	struct sitemap_said *out, struct error *err)
{
	SCOPED(members_close) struct members *members = NULL;
	SCOPED(reading_release) struct reading reading = {.said = out, .host = host};
	SCOPED(close_descriptor) int watched = -1;
	int file;

	item->format = ITEM_SITEMAP;
	if (!source_open_below(source, item, &file, err))
		return false;
	watched = fcntl(file, F_DUPFD_CLOEXEC, 0);
	if (!members_open(source, item, file, &members, err)
		|| !read_members(members, &reading, err))
		return false;
	if (item->mtime_ns)
		source_settle(item, watched);
	return true;
}

/* The reason with its NUL, and what was noted: never empty. */
void sitemap_said_write(const struct sitemap_said *said, struct buf *note)
{
	buf_add(note, buf_string(&said->reason), said->reason.length + 1);
	for (size_t i = 0; i < said->count; i++) {
		struct noted noted = {said->pages[i].page, said->pages[i].day};

		buf_add(note, (const char *)&noted, sizeof(noted));
	}
	for (size_t i = 0; i < said->more_count; i++) {
		struct noted noted = {said->more[i], sitemap_day_mark};

		buf_add(note, (const char *)&noted, sizeof(noted));
	}
}

bool sitemap_said_parse(const struct buf *note, struct sitemap_said *out)
{
	const char *end = note->length ? memchr(note->bytes, 0, note->length) : NULL;
	size_t at = end ? (size_t)(end - note->bytes) + 1 : 0;
	struct noted noted;

	if (!end || (note->length - at) % sizeof(noted))
		return false;
	buf_add(&out->reason, note->bytes, at - 1);
	for (; at < note->length; at += sizeof(noted)) {
		memcpy(&noted, note->bytes + at, sizeof(noted));
		if (noted.day == sitemap_day_mark)
			add_more(out, noted.name);
		else
			add_page(out, noted.name, (uint32_t)noted.day);
	}
	return true;
}
