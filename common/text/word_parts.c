/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/word_parts.h"

#include "text/gender.h"

#define PART_FAMILY "P"

bool word_parts_split(const struct word_memory *memory, const struct lexicon_entry *entry,
	struct compound *out)
{
	const struct buf *folded = &memory->folded;
	const struct buf *variant = &memory->variant;

	if (compounds_split_found(entry, buf_string(folded), folded->length, out))
		return true;
	return variant->length && compounds_split(variant->bytes, variant->length, out);
}

void word_parts_add_one(const struct word_draft *draft, const struct compound_part *part)
{
	word_shelf_add(draft->shelf, draft->word, PART_FAMILY,
		word_draft_stem_of_part(draft->memory, part), TERM_PART);
}

static void add_word_as_part(const struct word_draft *draft, const struct buf *word)
{
	word_shelf_add(draft->shelf, draft->word, PART_FAMILY,
		word_draft_stem_in_german(
			draft->memory, word_draft_find_entry(word), word),
		TERM_PART);
}

/* The name of men for that of women, as a part. */
static void add_masculine_part(const struct word_draft *draft, const struct buf *word)
{
	struct word_memory *memory = draft->memory;

	if (gender_masculine(word, &memory->other))
		add_word_as_part(draft, &memory->other);
}

/* Streuobst|wiesen has Obst as well. */
static void add_nested_parts(
	const struct word_draft *draft, const struct compound_part *part)
{
	struct compound nested;

	if (!compounds_split_found(part->entry, part->base, part->base_length, &nested))
		return;
	for (size_t i = 0; i < nested.count; i++)
		word_parts_add_one(draft, &nested.parts[i]);
}

static void add_parts_of(const struct word_draft *draft, const struct compound *compound)
{
	struct buf *base = &draft->memory->part;

	for (size_t i = 0; i < compound->count; i++) {
		const struct compound_part *part = &compound->parts[i];

		word_parts_add_one(draft, part);
		add_nested_parts(draft, part);
		if (part->base[part->base_length - 1] != 'n') /* neither -in nor -innen */
			continue;
		buf_clear(base);
		buf_add(base, part->base, part->base_length);
		add_masculine_part(draft, base);
	}
}

void word_parts_add(const struct word_draft *draft)
{
	struct word_memory *memory = draft->memory;
	struct compound compound;

	if (draft->dialect == DIALECT_QUERY) {
		if (memory->variant.length)
			add_word_as_part(draft, &memory->variant);
		add_word_as_part(draft, &memory->folded);
		add_masculine_part(draft, &memory->folded);
		return;
	}
	if (word_parts_split(memory, draft->entry, &compound))
		add_parts_of(draft, &compound);
	if (gender_masculine(&memory->folded, &memory->other)
		&& compounds_split(memory->other.bytes, memory->other.length, &compound))
		add_parts_of(draft, &compound);
}
