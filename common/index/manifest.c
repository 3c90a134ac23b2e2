/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/manifest.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/scope.h"
#include "index/file_mark.h"
#include "index/manifest_text.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MANIFEST_NAME "manifest"
#define FRESH_NAME    "manifest.new"

/* Only appended to, if written at all: what was sealed of them stays as it is. */
static const char *const appended[] = {"dictionary", "forms", "pattern", "store"};
/* Neither data nor kept: the engine's lock. */
static const char engine_lock[] = "flintlock";
/* Where files are, below the folder. */
static const char *const folders[] = {"", "engine/"};

static bool is_appended(const char *name)
{
	for (size_t i = 0; i < sizeof(appended) / sizeof(*appended); i++) {
		if (strcmp(name, appended[i]) == 0)
			return true;
	}
	return false;
}

static char *path_in(const char *folder, const char *name)
{
	SCOPED(buf_release) struct buf path = {0};

	buf_add_format(&path, "%s/%s", folder, name);
	return buf_take(&path).bytes;
}

static bool refuse(const char *path, struct error *err)
{
	return error_set(err, ERROR_SYSTEM, "%s: %s", path, strerror(errno));
}

static void file_number_close(const int *file)
{
	if (*file >= 0)
		close(*file);
}

static void folder_close(DIR **folder)
{
	if (*folder)
		closedir(*folder);
}

/* Reads up to a block; *got less than length is the end of the file. */
static bool read_block(int file, char *block, uint64_t offset, size_t length, size_t *got)
{
	*got = 0;
	while (*got < length) {
		ssize_t count =
			pread(file, block + *got, length - *got, (off_t)(offset + *got));

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return false;
		if (count == 0)
			break;
		*got += (size_t)count;
	}
	return true;
}

/* The digest of the block of a file of size bytes with a number. */
static bool digest_block(
	int file, uint64_t size, size_t number, char *block, struct digest *out)
{
	uint64_t offset = (uint64_t)number * MANIFEST_BLOCK_BYTES;
	uint64_t left = size - offset;
	size_t length = left < MANIFEST_BLOCK_BYTES ? (size_t)left : MANIFEST_BLOCK_BYTES;
	size_t got;

	if (!read_block(file, block, offset, length, &got))
		return false;
	*out = digest_of(block, got);
	return true;
}

/* The digests of the blocks of a file from the one numbered first on. */
static bool digest_blocks(const char *path, size_t first,
	const struct manifest_file *file, char *block, struct error *err)
{
	SCOPED(file_number_close) int number = open(path, O_RDONLY | O_CLOEXEC);

	if (number < 0)
		return refuse(path, err);
	for (size_t i = first; i < manifest_blocks(file->size); i++) {
		if (!digest_block(number, file->size, i, block, &file->blocks[i]))
			return refuse(path, err);
	}
	return true;
}

static int compare_names(const void *a, const void *b)
{
	const struct manifest_file *left = a;
	const struct manifest_file *right = b;

	return strcmp(left->name, right->name);
}

/* Adds the regular files of one folder, without their digests. */
static bool list_files(
	const char *folder, const char *below, struct manifest *out, struct error *err)
{
	SCOPED(string_free) char *place = path_in(folder, below);
	SCOPED(folder_close) DIR *stream = opendir(place);
	const struct dirent *item;

	if (!stream)
		return refuse(place, err);
	while ((item = readdir(stream))) {
		SCOPED(buf_release) struct buf name = {0};
		struct stat status;

		buf_add_format(&name, "%s%s", below, item->d_name);
		if (fstatat(dirfd(stream), item->d_name, &status, AT_SYMLINK_NOFOLLOW))
			return refuse(place, err);
		if (S_ISREG(status.st_mode) && strcmp(item->d_name, engine_lock) != 0
			&& strncmp(item->d_name, MANIFEST_NAME, strlen(MANIFEST_NAME))
				!= 0)
			manifest_add(out, buf_string(&name), (uint64_t)status.st_size)
				->mark = file_mark_of(&status);
	}
	return true;
}

static bool read_manifest(const char *folder, struct manifest *out, struct error *err)
{
	SCOPED(string_free) char *path = path_in(folder, MANIFEST_NAME);
	SCOPED(buf_release) struct buf text = {0};

	if (!file_read(path, &text, err))
		return error_set(err, ERROR_CORRUPT,
			"%s has no manifest; rebuild the index", folder);
	return manifest_parse(buf_string(&text), text.length, out, err);
}

static bool put_manifest(
	const char *folder, const struct manifest *manifest, struct error *err)
{
	SCOPED(string_free) char *path = path_in(folder, MANIFEST_NAME);
	SCOPED(buf_release) struct buf text = {0};

	manifest_write(manifest, &text);
	return file_replace(path, text.bytes, text.length, err);
}

void manifest_findings_release(struct manifest_findings *findings)
{
	buf_release(&findings->faults);
	*findings = (struct manifest_findings){0};
}

static void add_fault(struct manifest_findings *findings, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void add_fault(struct manifest_findings *findings, const char *format, ...)
{
	char text[sizeof(((struct error *)NULL)->text)];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	buf_add(&findings->faults, text, strlen(text) + 1);
	findings->fault_count++;
}

enum extent {
	EXTENT_ALL,
	EXTENT_VOUCHED_ANEW, /* without the blocks whose digests the next seal keeps */
};

struct comparison {
	const char *folder;
	enum extent extent;
	const int *stop; /* as soon as it is not 0; NULL: never */
	char *block;     /* room for one */
	struct manifest_findings *out;
};

static bool is_stopped(const struct comparison *comparison)
{
	return comparison->stop && __atomic_load_n(comparison->stop, __ATOMIC_RELAXED);
}

static void compare_blocks(const struct comparison *comparison, const char *path,
	const struct manifest_file *sealed, size_t first)
{
	SCOPED(file_number_close) int number = open(path, O_RDONLY | O_CLOEXEC);
	struct manifest_findings *out = comparison->out;
	struct digest now;

	for (size_t i = first; i < manifest_blocks(sealed->size); i++) {
		if (is_stopped(comparison))
			return;
		if (number < 0
			|| !digest_block(
				number, sealed->size, i, comparison->block, &now)) {
			add_fault(out, "%s: %s", path, strerror(errno));
			return;
		}
		if (!digest_equal(now, sealed->blocks[i]))
			add_fault(out, "%s is damaged between bytes %zu and %zu",
				sealed->name, i * MANIFEST_BLOCK_BYTES,
				(i + 1) * MANIFEST_BLOCK_BYTES - 1);
	}
}

/* Compares what a file is now, from a block on, with what was sealed of it. */
static void compare_file(const struct comparison *comparison,
	const struct manifest_file *sealed, size_t first)
{
	SCOPED(string_free) char *path = path_in(comparison->folder, sealed->name);
	struct manifest_findings *out = comparison->out;
	struct stat status;

	out->files++;
	if (stat(path, &status)) {
		add_fault(out, "%s is missing", sealed->name);
		return;
	}
	if ((uint64_t)status.st_size < sealed->size
		|| ((uint64_t)status.st_size > sealed->size
			&& out->state == MANIFEST_SEALED))
		add_fault(out, "%s has %jd bytes instead of %" PRIu64, sealed->name,
			(intmax_t)status.st_size, sealed->size);
	out->bytes += sealed->size;
	compare_blocks(comparison, path, sealed, first);
}

static void compare_files(
	const struct comparison *comparison, const struct manifest *manifest)
{
	comparison->out->state = manifest->state;
	for (size_t i = 0; i < manifest->count; i++) {
		const struct manifest_file *file = &manifest->files[i];
		bool kept = is_appended(file->name);
		size_t whole = (size_t)(file->size / MANIFEST_BLOCK_BYTES);

		if (manifest->state == MANIFEST_SEALED || kept)
			compare_file(comparison, file,
				kept && comparison->extent == EXTENT_VOUCHED_ANEW ? whole
										  : 0);
	}
}

static bool is_folder(const char *path)
{
	struct stat status;

	return !stat(path, &status) && S_ISDIR(status.st_mode);
}

static bool check(const char *folder, enum extent extent, const int *stop,
	struct manifest_findings *out, struct error *err)
{
	SCOPED(manifest_findings_release) struct manifest_findings findings = {0};
	SCOPED(string_free) char *block = alloc_zeroed(1, MANIFEST_BLOCK_BYTES);
	SCOPED(manifest_release) struct manifest manifest = {0};
	SCOPED(manifest_release) struct manifest after = {0};
	SCOPED(buf_release) struct buf before_text = {0};
	SCOPED(buf_release) struct buf after_text = {0};
	const struct comparison comparison = {folder, extent, stop, block, &findings};
	struct error reason = {0};

	if (!is_folder(folder))
		return error_set(err, ERROR_MISSING, "there is no %s", folder);
	if (!read_manifest(folder, &manifest, &reason)) {
		add_fault(&findings, "%s", reason.text);
	} else {
		compare_files(&comparison, &manifest);
		manifest_write(&manifest, &before_text);
		if (read_manifest(folder, &after, &reason))
			manifest_write(&after, &after_text);
		if (findings.fault_count
			&& strcmp(buf_string(&before_text), buf_string(&after_text)) != 0)
			return error_set(
				err, ERROR_BUSY, "%s was written meanwhile", folder);
	}
	if (is_stopped(&comparison))
		return error_set(err, ERROR_BUSY, "the comparison was stopped");
	*out = findings;
	findings = (struct manifest_findings){0};
	return true;
}

bool manifest_check(const char *folder, struct manifest_findings *out, struct error *err)
{
	return check(folder, EXTENT_ALL, NULL, out, err);
}

bool manifest_check_until(const char *folder, const int *stop,
	struct manifest_findings *out, struct error *err)
{
	return check(folder, EXTENT_ALL, stop, out, err);
}

static bool fits(const char *folder, const struct manifest_file *file)
{
	SCOPED(string_free) char *path = path_in(folder, file->name);

	return file->mark.inode && file_mark_fits(path, file->size, file->mark);
}

bool manifest_untouched(const char *folder)
{
	SCOPED(manifest_release) struct manifest manifest = {0};
	struct error none = {0};

	if (!read_manifest(folder, &manifest, &none) || manifest.state != MANIFEST_SEALED
		|| !manifest.count)
		return false;
	for (size_t i = 0; i < manifest.count; i++) {
		if (!fits(folder, &manifest.files[i]))
			return false;
	}
	return true;
}

bool manifest_state_of(const char *folder, enum manifest_state *out, struct error *err)
{
	SCOPED(manifest_release) struct manifest manifest = {0};

	if (!read_manifest(folder, &manifest, err))
		return false;
	*out = manifest.state;
	return true;
}

/* What of a file changes with it, the manifest included. */
static void add_traces(const char *folder, const char *below, struct buf *out)
{
	SCOPED(string_free) char *place = path_in(folder, below);
	SCOPED(folder_close) DIR *stream = opendir(place);
	const struct dirent *item;
	struct stat status;

	while (stream && (item = readdir(stream))) {
		if (fstatat(dirfd(stream), item->d_name, &status, AT_SYMLINK_NOFOLLOW)
			|| !S_ISREG(status.st_mode))
			continue;
		buf_add_format(out, "%s %ju %jd %jd\n", item->d_name,
			(uintmax_t)status.st_ino, (intmax_t)status.st_size,
			(intmax_t)file_mark_of(&status).changed_ns);
	}
}

uint64_t manifest_stamp(const char *folder)
{
	SCOPED(buf_release) struct buf traces = {0};

	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++)
		add_traces(folder, folders[i], &traces);
	return digest_of(buf_string(&traces), traces.length).low;
}

bool manifest_ensure(const char *folder, struct error *err)
{
	SCOPED(string_free) char *path = path_in(folder, MANIFEST_NAME);
	const struct manifest none = {.state = MANIFEST_OPEN};

	return access(path, F_OK) == 0 || put_manifest(folder, &none, err);
}

bool manifest_compare(const char *folder, struct error *err)
{
	SCOPED(manifest_findings_release) struct manifest_findings findings = {0};

	/* Digests are kept with the marks of who wrote last: that may not be we. */
	if (!check(folder, manifest_untouched(folder) ? EXTENT_VOUCHED_ANEW : EXTENT_ALL,
		    NULL, &findings, err))
		return false;
	if (!findings.fault_count)
		return true;
	return error_set(err, ERROR_CORRUPT, "%s is damaged: %s; rebuild the index",
		folder, findings.faults.bytes);
}

bool manifest_break(const char *folder, struct error *err)
{
	SCOPED(manifest_release) struct manifest manifest = {0};

	if (!read_manifest(folder, &manifest, err))
		return false;
	if (manifest.state == MANIFEST_OPEN)
		return true;
	manifest.state = MANIFEST_OPEN;
	return put_manifest(folder, &manifest, err);
}

/* Blocks that were sealed of what is only appended to need not be read again. */
static size_t take_over(const struct manifest *before, struct manifest_file *file)
{
	const struct manifest_file *old = manifest_find(before, file->name);
	size_t whole;

	if (!old || !is_appended(file->name) || old->size > file->size)
		return 0;
	whole = (size_t)(old->size / MANIFEST_BLOCK_BYTES);
	for (size_t i = 0; i < whole; i++)
		file->blocks[i] = old->blocks[i];
	return whole;
}

/* Marks of what was written since the files were listed tell nothing. */
static void drop_marks(const char *folder, const struct manifest *manifest)
{
	for (size_t i = 0; i < manifest->count; i++) {
		if (!fits(folder, &manifest->files[i]))
			manifest->files[i].mark = (struct file_mark){0};
	}
}

/* Makes the marks such that every later write would change them. */
static void settle_marks(const char *folder, const struct manifest *manifest)
{
	SCOPED(string_free) char *fresh = path_in(folder, FRESH_NAME);
	int64_t latest_ns = 0;

	for (size_t i = 0; i < manifest->count; i++) {
		if (manifest->files[i].mark.changed_ns > latest_ns)
			latest_ns = manifest->files[i].mark.changed_ns;
	}
	if (file_mark_wait(fresh, latest_ns)) {
		drop_marks(folder, manifest);
		return;
	}
	for (size_t i = 0; i < manifest->count; i++)
		manifest->files[i].mark = (struct file_mark){0};
}

bool manifest_seal(const char *folder, struct error *err)
{
	SCOPED(manifest_release) struct manifest before = {0};
	SCOPED(manifest_release) struct manifest manifest = {.state = MANIFEST_SEALED};
	SCOPED(string_free) char *block = alloc_zeroed(1, MANIFEST_BLOCK_BYTES);

	if (!read_manifest(folder, &before, err))
		return false;
	for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		if (!list_files(folder, folders[i], &manifest, err))
			return false;
	}
	if (manifest.count)
		qsort(manifest.files, manifest.count, sizeof(*manifest.files),
			compare_names);
	settle_marks(folder, &manifest);
	for (size_t i = 0; i < manifest.count; i++) {
		struct manifest_file *file = &manifest.files[i];
		SCOPED(string_free) char *path = path_in(folder, file->name);

		if (!digest_blocks(path, take_over(&before, file), file, block, err))
			return false;
	}
	drop_marks(folder, &manifest);
	return put_manifest(folder, &manifest, err);
}
