/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/manifest_text.h"

#include "base/alloc.h"
#include "base/scope.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_LINE "regiosearch manifest 1\n"
#define END_WORD   "end "

enum {
	DIGEST_LINE = DIGEST_LETTERS + 1,
	END_LINE = sizeof(END_WORD) - 1 + DIGEST_LINE,
};

static const char *const state_lines[] = {
	[MANIFEST_OPEN] = "state open\n",
	[MANIFEST_SEALED] = "state sealed\n",
};

void manifest_release(struct manifest *manifest)
{
	for (size_t i = 0; i < manifest->count; i++) {
		free(manifest->files[i].name);
		free(manifest->files[i].blocks);
	}
	free(manifest->files);
	*manifest = (struct manifest){0};
}

size_t manifest_blocks(uint64_t size)
{
	return (size_t)((size + MANIFEST_BLOCK_BYTES - 1) / MANIFEST_BLOCK_BYTES);
}

struct manifest_file *manifest_add(
	struct manifest *manifest, const char *name, uint64_t size)
{
	struct manifest_file *file;

	manifest->files = alloc_resize(
		manifest->files, manifest->count + 1, sizeof(*manifest->files));
	file = &manifest->files[manifest->count++];
	*file = (struct manifest_file){.name = alloc_string(name),
		.size = size,
		.blocks = alloc_zeroed(manifest_blocks(size) + 1, sizeof(struct digest))};
	return file;
}

const struct manifest_file *manifest_find(
	const struct manifest *manifest, const char *name)
{
	for (size_t i = 0; i < manifest->count; i++) {
		if (strcmp(manifest->files[i].name, name) == 0)
			return &manifest->files[i];
	}
	return NULL;
}

static void write_digest(struct digest digest, struct buf *out)
{
	char letters[DIGEST_LETTERS + 1];

	digest_write(digest, letters);
	buf_add_format(out, "%s\n", letters);
}

void manifest_write(const struct manifest *manifest, struct buf *out)
{
	buf_clear(out);
	buf_add_string(out, FIRST_LINE);
	buf_add_string(out, state_lines[manifest->state]);
	for (size_t i = 0; i < manifest->count; i++) {
		const struct manifest_file *file = &manifest->files[i];

		buf_add_format(out, "file %s %" PRIu64 " %" PRIu64 " %" PRId64 "\n",
			file->name, file->size, file->mark.inode, file->mark.changed_ns);
		for (size_t j = 0; j < manifest_blocks(file->size); j++)
			write_digest(file->blocks[j], out);
	}
	buf_add_string(out, END_WORD);
	write_digest(digest_of(out->bytes, out->length - strlen(END_WORD)), out);
}

/* Whether the last line fits all before it; *end is where that line begins. */
static bool has_true_end(const char *text, size_t length, const char **end)
{
	SCOPED(buf_release) struct buf line = {0};

	if (length < END_LINE)
		return false;
	*end = text + length - END_LINE;
	buf_add_string(&line, END_WORD);
	write_digest(digest_of(text, (size_t)(*end - text)), &line);
	return memcmp(*end, line.bytes, END_LINE) == 0;
}

/* Takes the word off the front of the text. */
static bool take_word(const char **text, const char *word)
{
	size_t length = strlen(word);

	if (strncmp(*text, word, length) != 0)
		return false;
	*text += length;
	return true;
}

static bool take_file(const char **text, const char *end, struct manifest *out)
{
	const char *name = *text;
	const char *space = memchr(name, ' ', (size_t)(end - name));
	SCOPED(buf_release) struct buf known = {0};
	struct file_mark mark = {0};
	struct manifest_file *file;
	uint64_t size;
	char *rest;

	if (!space)
		return false;
	size = strtoull(space + 1, &rest, 10);
	if (*rest == ' ') { /* a manifest of before there were marks has none */
		mark.inode = strtoull(rest, &rest, 10);
		mark.changed_ns = strtoll(rest, &rest, 10);
	}
	if (*rest != '\n' || (uint64_t)(end - rest) < manifest_blocks(size) * DIGEST_LINE)
		return false;
	buf_add(&known, name, (size_t)(space - name));
	file = manifest_add(out, buf_string(&known), size);
	file->mark = mark;
	*text = rest + 1;
	for (size_t i = 0; i < manifest_blocks(size); i++, *text += DIGEST_LINE) {
		if (!digest_parse(*text, &file->blocks[i]))
			return false;
	}
	return true;
}

static bool take_lines(const char *text, const char *end, struct manifest *out)
{
	if (!take_word(&text, FIRST_LINE))
		return false;
	if (take_word(&text, state_lines[MANIFEST_SEALED]))
		out->state = MANIFEST_SEALED;
	else if (take_word(&text, state_lines[MANIFEST_OPEN]))
		out->state = MANIFEST_OPEN;
	else
		return false;
	while (text < end) {
		if (!take_word(&text, "file ") || !take_file(&text, end, out))
			return false;
	}
	return true;
}

bool manifest_parse(
	const char *text, size_t length, struct manifest *out, struct error *err)
{
	SCOPED(manifest_release) struct manifest manifest = {0};
	const char *end;

	if (!has_true_end(text, length, &end) || !take_lines(text, end, &manifest))
		return error_set(err, ERROR_CORRUPT, "the manifest is damaged");
	*out = manifest;
	manifest = (struct manifest){0};
	return true;
}
