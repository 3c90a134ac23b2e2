/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * make_lexicon_parts: parts the lexicon's own compounds, so that no program has
 * to do it again.
 * usage: make_lexicon_parts OUTPUT
 *
 * It has the lexicon of make_lexicon in it and writes the same one with parts.
 */
#include "base/alloc.h"
#include "base/embed.h"
#include "base/scope.h"
#include "text/lexicon.h"
#include "text/parting.h"

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
	entry->parts = out->head.part_count + 1;
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

static void part_all(struct output *out)
{
	uint32_t count = out->head.entry_count;

	out->entries = alloc_zeroed(count, sizeof(*out->entries));
	memcpy(out->entries, lexicon_entry_at(0), count * sizeof(*out->entries));
	for (uint32_t i = 0; i < count; i++) {
		const struct lexicon_entry *entry = lexicon_entry_at(i);
		struct parted parted;

		if (parting_find(lexicon_word(entry), entry->length, &parted))
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

	if (argument_count != 2) {
		fprintf(stderr, "usage: make_lexicon_parts OUTPUT\n");
		return 2;
	}
	memcpy(&out.head, lexicon_begin, sizeof(out.head));
	part_all(&out);
	if (!write_output(&out, arguments[1])) {
		fprintf(stderr, "make_lexicon_parts: cannot write %s\n", arguments[1]);
		return 1;
	}
	return 0;
}
