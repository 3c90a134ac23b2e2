/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "sources/archive.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "sources/inflow.h"

#include <archive.h>
#include <archive_entry.h>
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 1 << 16 };

struct archive_pages {
	struct archive *archive;
	int file;
	struct inflow *inflow; /* of gzip; NULL: it is not, and file is read */
	struct error reason;   /* why reading the file failed, if it did */
	uint64_t given, taken; /* bytes of members; of file */
	unsigned long number;
	struct buf name, bytes;
	bool ended;
	char chunk[CHUNK];
};

static la_ssize_t read_inflated(struct archive_pages *pages)
{
	size_t length = 0;

	if (inflow_read(pages->inflow, pages->chunk, CHUNK, &length, &pages->reason))
		return (la_ssize_t)length;
	/* what came before it is whole */
	if (length)
		return (la_ssize_t)length;
	archive_set_error(pages->archive, EINVAL, "%s", pages->reason.text);
	return -1;
}

static la_ssize_t read_some(struct archive *archive, void *context, const void **out)
{
	struct archive_pages *pages = context;
	ssize_t length;

	*out = pages->chunk;
	if (pages->inflow)
		return read_inflated(pages);
	do {
		length = read(pages->file, pages->chunk, sizeof(pages->chunk));
	} while (length < 0 && errno == EINTR);
	if (length >= 0) {
		pages->taken += (uint64_t)length;
		return length;
	}
	error_set(&pages->reason, ERROR_SYSTEM, "%s", strerror(errno));
	archive_set_error(archive, errno, "%s", pages->reason.text);
	return -1;
}

static la_int64_t seek_to(
	struct archive *archive, void *context, la_int64_t offset, int whence)
{
	const struct archive_pages *pages = context;
	off_t at = lseek(pages->file, offset, whence);

	(void)archive;
	return at < 0 ? ARCHIVE_FATAL : at;
}

void archive_close(struct archive_pages **pages)
{
	if (*pages) {
		archive_read_free((*pages)->archive);
		inflow_close(&(*pages)->inflow);
		if ((*pages)->file >= 0)
			close((*pages)->file);
		buf_release(&(*pages)->name);
		buf_release(&(*pages)->bytes);
	}
	free(*pages);
	*pages = NULL;
}

/* Our own inflating checks sums and sizes, and does it once. */
static bool open_inflow(struct archive_pages *pages, struct error *err)
{
	unsigned char mark[2] = {0};
	ssize_t length = read(pages->file, mark, sizeof(mark));

	if (length < 0 || lseek(pages->file, 0, SEEK_SET))
		return error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
	if (mark[0] != 0x1f || mark[1] != 0x8b)
		return true;
	pages->inflow = inflow_open(pages->file);
	pages->file = -1;
	return true;
}

bool archive_open(int file, struct archive_pages **out, struct error *err)
{
	SCOPED(archive_close)
	struct archive_pages *pages = alloc_zeroed(1, sizeof(*pages));

	pages->file = file;
	pages->archive = archive_read_new();
	if (!pages->archive)
		return error_set(err, ERROR_SYSTEM, "libarchive: out of memory");
	if (!open_inflow(pages, err))
		return false;
	archive_read_support_format_tar(pages->archive);
	if (!pages->inflow) {
		archive_read_support_format_zip(pages->archive);
		archive_read_set_seek_callback(pages->archive, seek_to);
	}
	archive_read_set_read_callback(pages->archive, read_some);
	archive_read_set_callback_data(pages->archive, pages);
	*out = TAKE(pages);
	return true;
}

/* Bytes of the file that were read. */
static uint64_t taken_of(const struct archive_pages *pages)
{
	return pages->inflow ? inflow_offset(pages->inflow) : pages->taken;
}

static bool refuse(struct member *out, enum member_kind kind, const char *name,
	const char *reason, uint64_t at)
{
	out->kind = kind;
	out->format = ITEM_HTML;
	error_set(&out->reason, ERROR_INVALID, "%.150s%s: %s (at byte %llu)", name,
		*name ? "" : "a member", reason, (unsigned long long)at);
	return true;
}

/* Nothing more can be had. */
static bool cut(struct archive_pages *pages, const char *reason, struct member *out)
{
	pages->ended = true;
	return refuse(out, MEMBER_CUT, buf_string(&pages->name), reason, taken_of(pages));
}

static const char *damage_of(struct archive_pages *pages)
{
	const char *text = archive_error_string(pages->archive);

	return text ? text : "damaged";
}

/* Names as programs on other systems write them: "./a//b" is a/b. */
static void set_name(struct buf *out, const char *name)
{
	buf_clear(out);
	while (*name) {
		size_t length = strcspn(name, "/");

		if (length && !(length == 1 && *name == '.')) {
			if (out->length)
				buf_add(out, "/", 1);
			buf_add(out, name, length);
		}
		name += length + (name[length] == '/');
	}
}

static bool leads_out(const char *name)
{
	if (*name == '/' || *name == '\\'
		|| (isalpha((unsigned char)*name) && name[1] == ':'))
		return true;
	while (*name) {
		size_t length = strcspn(name, "/\\");

		if (length == 2 && name[0] == '.' && name[1] == '.')
			return true;
		name += length + (name[length] != '\0');
	}
	return false;
}

/* What systems put beside pages, and pages that are hidden. */
static bool is_hidden(const char *name)
{
	const char *slash = strrchr(name, '/');

	return strncmp(name, "__MACOSX/", 9) == 0 || (slash ? slash[1] : *name) == '.';
}

/* Why the member is not taken though it is there; NULL: nothing is to be said. */
static const char *find_fault(struct archive_entry *entry, const char *name,
	const char *raw, enum item_format format)
{
	if (leads_out(raw))
		return "its name leads out of the archive";
	if (archive_entry_hardlink(entry) || archive_entry_filetype(entry) == AE_IFLNK)
		return "a link";
	if (archive_entry_filetype(entry) != AE_IFREG)
		return "a device or the like";
	if (strlen(name) > MEMBER_NAME_MAX)
		return "its name is too long";
	if (item_is_many(format))
		return "an archive inside an archive";
	if (archive_entry_is_encrypted(entry))
		return "encrypted";
	return NULL;
}

enum content { CONTENT_WHOLE, CONTENT_DAMAGED, CONTENT_LARGE, CONTENT_CUT };

/* Against bombs: of one member, and of all together. */
static const char *find_bomb(
	const struct archive_pages *pages, uint64_t member, uint64_t taken_before)
{
	uint64_t taken = taken_of(pages);

	/* what is read ahead in a chunk counts for the next member as well */
	if (member > INFLOW_RATIO_FREE
		&& member / INFLOW_RATIO_MAX > taken - taken_before + CHUNK)
		return "it inflates to more than 200 times its size";
	if (pages->given > INFLOW_INFLATED_MAX
		&& pages->given / INFLOW_TIMES_FREE > taken)
		return "the archive inflates to more than 1 GB in all";
	return NULL;
}

/* Reads the member to its end, and keeps it if it is a page. */
static enum content read_content(struct archive_pages *pages, bool keep, const char **why)
{
	uint64_t before = taken_of(pages);
	uint64_t end = 0;
	const void *block;
	size_t length;
	la_int64_t offset;
	int state;

	buf_clear(&pages->bytes);
	while ((state = archive_read_data_block(pages->archive, &block, &length, &offset))
			>= ARCHIVE_WARN
		&& state != ARCHIVE_EOF) {
		if (offset < 0 || (uint64_t)offset < end)
			return CONTENT_DAMAGED;
		end = (uint64_t)offset + length;
		pages->given += length;
		*why = find_bomb(pages, end, before);
		if (*why)
			return CONTENT_CUT;
		if (!keep || end > ITEM_SIZE_MAX) {
			keep = false;
			continue;
		}
		while (pages->bytes.length < (uint64_t)offset) /* a hole */
			buf_add(&pages->bytes, "", 1);
		buf_add(&pages->bytes, block, length);
	}
	if (state == ARCHIVE_EOF)
		return end > ITEM_SIZE_MAX ? CONTENT_LARGE : CONTENT_WHOLE;
	*why = damage_of(pages);
	return state == ARCHIVE_FATAL ? CONTENT_CUT : CONTENT_DAMAGED;
}

/* What the member gives. False: nothing is to be said of it. */
static bool take(
	struct archive_pages *pages, struct archive_entry *entry, struct member *out)
{
	const char *raw = archive_entry_pathname_utf8(entry);
	const char *why = "damaged";
	const char *name;
	const char *fault;
	uint64_t at = taken_of(pages);
	bool is_page;

	raw = raw ? raw : archive_entry_pathname(entry);
	set_name(&pages->name, raw ? raw : "");
	name = buf_string(&pages->name);
	if (archive_entry_filetype(entry) == AE_IFDIR)
		return false;
	if (!raw)
		return refuse(out, MEMBER_REFUSED, name, "its name cannot be read", at);
	is_page = item_find_format(name, &out->format) && !is_hidden(name)
		&& out->format != ITEM_FEED && out->format != ITEM_SITEMAP;
	fault = is_page || leads_out(raw)
		? find_fault(entry, name, raw, is_page ? out->format : ITEM_HTML)
		: NULL;
	switch (read_content(pages, is_page && !fault, &why)) {
	case CONTENT_CUT:
		return cut(pages, why, out);
	case CONTENT_DAMAGED:
		return is_page && refuse(out, MEMBER_REFUSED, name, why, at);
	case CONTENT_LARGE:
		return is_page
			&& refuse(out, MEMBER_REFUSED, name, "larger than 16 MB", at);
	case CONTENT_WHOLE:
		break;
	}
	if (fault)
		return refuse(out, MEMBER_REFUSED, name, fault, at);
	out->kind = MEMBER_PAGE;
	out->name = name;
	out->bytes = buf_string(&pages->bytes);
	out->length = pages->bytes.length;
	return is_page;
}

/* What is damaged may look like the end: the sums behind it tell. */
static bool read_rest(struct archive_pages *pages)
{
	size_t got = 1;

	while (pages->inflow && got) {
		if (!inflow_read(pages->inflow, NULL, CHUNK, &got, &pages->reason))
			return false;
	}
	return true;
}

/* The next header. False: the end, or *out says what stands in the way. */
static bool next_entry(struct archive_pages *pages, struct archive_entry **entry,
	struct member *out, bool *said)
{
	int state = pages->number == 0 ? archive_read_open1(pages->archive) : ARCHIVE_OK;

	if (state >= ARCHIVE_WARN)
		state = archive_read_next_header(pages->archive, entry);
	*out = (struct member){.number = ++pages->number};
	buf_clear(&pages->name);
	if (state == ARCHIVE_EOF && pages->number == 1)
		*said = cut(pages, "nothing is in it", out);
	else if (state == ARCHIVE_EOF && !read_rest(pages))
		*said = cut(pages, pages->reason.text, out);
	else if (state < ARCHIVE_WARN)
		*said = cut(pages, damage_of(pages), out);
	else if (state != ARCHIVE_EOF)
		return true;
	pages->ended = true;
	return false;
}

bool archive_next(
	struct archive_pages *pages, struct member *out, bool *more, struct error *err)
{
	struct archive_entry *entry;
	bool said = false;

	while (!said && !pages->ended) {
		if (next_entry(pages, &entry, out, &said))
			said = take(pages, entry, out);
	}
	if (pages->reason.kind == ERROR_SYSTEM) {
		*err = pages->reason;
		return false;
	}
	*more = said;
	return true;
}
