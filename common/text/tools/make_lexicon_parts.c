/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * make_lexicon_parts: parts and stems the lexicon's own words, so that no program
 * has to do it again.
 * usage: make_lexicon_parts OUTPUT
 *
 * It has the lexicon of make_lexicon in it and writes the same one with parts and
 * stems.
 */
#include "base/alloc.h"
#include "base/embed.h"
#include "base/scope.h"
#include "text/lexicon.h"
#include "text/parting.h"
#include "text/stems.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

EMBEDDED(lexicon);

struct output {
	struct lexicon_head head;
	struct lexicon_entry *entries;
	struct lexicon_part *parts;
	size_t part_room;
};

static void release(struct output *output)
{
	free(output->entries);
	free(output->parts);
}

static void add_parts(
	struct output *out, struct lexicon_entry *entry, const struct parted *parted)
{
	entry->parts = (out->head.part_count + 1) & LEXICON_PARTS_MAX;
	for (size_t i = 0; i < parted->count; i++) {
		const struct parted_part *part = &parted->parts[i];

		out->parts = alloc_grow(out->parts, out->head.part_count, &out->part_room,
			sizeof(*out->parts));
		out->parts[out->head.part_count++] = (struct lexicon_part){
			.base = (uint32_t)(part->base - lexicon_entry_at(0))
				& LEXICON_NUMBER_MASK,
			.end = part->end & 0x7FU,
			.is_last = i + 1 == parted->count,
		};
	}
}

/* Bytes of the word that the stem has; 0: the stem has others. */
static size_t stem_length(
	const struct lexicon_entry *entry, const char *stem, struct buf *tried)
{
	struct lexicon_entry trial = *entry;

	for (trial.stem = trial.length; trial.stem; trial.stem--) {
		if (lexicon_stem(&trial, tried) && !strcmp(tried->bytes, stem))
			return trial.stem;
	}
	return 0;
}

static void part_and_stem(struct output *out, struct stems *stems)
{
	SCOPED(buf_release) struct buf tried = {0};
	uint32_t count = out->head.entry_count;

	out->entries = alloc_zeroed(count, sizeof(*out->entries));
	memcpy(out->entries, lexicon_entry_at(0), count * sizeof(*out->entries));
	for (uint32_t i = 0; i < count; i++) {
		const struct lexicon_entry *entry = lexicon_entry_at(i);
		const char *word = lexicon_word(entry);
		const char *stem = stems_stem(stems, word, entry->length);
		struct parted parted;

		out->entries[i].stem = stem_length(entry, stem, &tried) & 0xFFU;
		if (parting_find(entry, word, entry->length, &parted))
			add_parts(out, &out->entries[i], &parted);
	}
}

static bool write_all(const void *items, size_t size, size_t count, FILE *file)
{
	return fwrite(items, size, count, file) == count;
}

/* What stands between the head and the entries stays as it is, and the bytes. */
static bool write_output(const struct output *out, const char *path)
{
	SCOPED(file_close) FILE *file = fopen(path, "wb");
	const char *behind_head = lexicon_begin + sizeof(out->head);
	const char *entries = (const char *)lexicon_entry_at(0);

	return file && write_all(&out->head, sizeof(out->head), 1, file)
		&& write_all(behind_head, 1, (size_t)(entries - behind_head), file)
		&& write_all(
			out->entries, sizeof(*out->entries), out->head.entry_count, file)
		&& write_all(out->parts, sizeof(*out->parts), out->head.part_count, file)
		&& write_all(
			lexicon_end - out->head.byte_count, 1, out->head.byte_count, file)
		&& !fflush(file);
}

int main(int argument_count, char **arguments)
{
	SCOPED(release) struct output out = {0};
	SCOPED(stems_close) struct stems *stems = NULL;
	struct error err = {0};

	if (argument_count != 2) {
		fprintf(stderr, "usage: make_lexicon_parts OUTPUT\n");
		return 2;
	}
	memcpy(&out.head, lexicon_begin, sizeof(out.head));
	if (!stems_open("de", &stems, &err)) {
		fprintf(stderr, "make_lexicon_parts: %s\n", err.text);
		return 1;
	}
	part_and_stem(&out, stems);
	if (!write_output(&out, arguments[1])) {
		fprintf(stderr, "make_lexicon_parts: cannot write %s\n", arguments[1]);
		return 1;
	}
	return 0;
}
