/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tools/lexicon_file.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"
#include "text/lexicon.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static uint16_t units(double cost)
{
	return cost < LEXICON_NEVER / LEXICON_COST_UNIT
		? (uint16_t)(cost * LEXICON_COST_UNIT)
		: LEXICON_NEVER;
}

static uint8_t flags_of(const struct lexicon_fact *fact)
{
	unsigned flags = 0;

	if (fact->kinds)
		flags |= LEXICON_WORD;
	if (fact->kinds & KIND_NOUN)
		flags |= LEXICON_NOUN;
	if (fact->kinds & KIND_NAME)
		flags |= LEXICON_NAME;
	if (fact->kinds & KIND_SINGULAR)
		flags |= LEXICON_SINGULAR;
	if (fact->roles & ROLE_PARTICLE)
		flags |= LEXICON_PARTICLE;
	if (fact->roles & ROLE_ENDING)
		flags |= LEXICON_ENDING;
	if (fact->roles & ROLE_VERB_STEM)
		flags |= LEXICON_VERB_STEM;
	if (fact->roles & ROLE_PARTICIPLE)
		flags |= LEXICON_PARTICIPLE;
	return (uint8_t)flags;
}

/* What is written of a form. */
static struct lexicon_entry entry_of(const struct lexicon_fact *fact)
{
	return (struct lexicon_entry){
		.modifier_cost = units(fact->modifier_cost),
		.head_cost = units(fact->head_cost),
		.flags = flags_of(fact),
	};
}

static bool is_kept(const struct lexicon_entry *entry)
{
	return entry->flags || entry->modifier_cost != LEXICON_NEVER;
}

/* Everything as it will stand in the file. */
struct output {
	struct lexicon_entry *entries;
	uint32_t *numbers; /* form -> entry + 1 */
	uint32_t *slots;
	struct buf bytes;
	struct lexicon_head head;
};

static void gather_entries(const struct lexicon_forms *forms, struct output *out)
{
	for (uint32_t i = 0; i < forms->table.count; i++) {
		const char *word = string_table_get(&forms->table, i);
		struct lexicon_entry entry = entry_of(&forms->facts[i]);

		if (!is_kept(&entry))
			continue;
		entry.start = (uint32_t)out->bytes.length;
		entry.length = (uint8_t)strlen(word);
		buf_add_string(&out->bytes, word);
		out->entries[out->head.entry_count++] = entry;
		out->numbers[i] = out->head.entry_count;
	}
}

static void link_bases(const struct lexicon_forms *forms, struct output *out)
{
	for (uint32_t i = 0; i < forms->table.count; i++) {
		uint32_t lemma = forms->facts[i].lemma;

		if (out->numbers[i])
			out->entries[out->numbers[i] - 1].base =
				lemma && out->numbers[lemma - 1]
				? out->numbers[lemma - 1] - 1
				: out->numbers[i] - 1;
	}
}

static void fill_slots(struct output *out)
{
	assert(out->head.entry_count < LEXICON_NUMBER_MASK);
	out->head.slot_count = 1;
	while (out->head.slot_count < out->head.entry_count * 2)
		out->head.slot_count *= 2;
	out->slots = alloc_zeroed(out->head.slot_count, sizeof(*out->slots));
	for (uint32_t i = 0; i < out->head.entry_count; i++) {
		const struct lexicon_entry *entry = &out->entries[i];
		uint32_t hash =
			lexicon_hash(out->bytes.bytes + entry->start, entry->length);
		uint32_t slot = hash & (out->head.slot_count - 1);

		while (out->slots[slot])
			slot = (slot + 1) & (out->head.slot_count - 1);
		out->slots[slot] = (hash & ~LEXICON_NUMBER_MASK) | (i + 1);
	}
}

static bool write_output(const struct output *out, const char *path, struct error *err)
{
	SCOPED(file_close) FILE *file = fopen(path, "wb");

	if (!file || fwrite(&out->head, sizeof(out->head), 1, file) != 1
		|| fwrite(out->slots, sizeof(*out->slots), out->head.slot_count, file)
			!= out->head.slot_count
		|| fwrite(out->entries, sizeof(*out->entries), out->head.entry_count,
			   file)
			!= out->head.entry_count
		|| fwrite(out->bytes.bytes, 1, out->bytes.length, file)
			!= out->bytes.length
		|| fflush(file))
		return error_set(err, ERROR_SYSTEM, "cannot write %s", path);
	return true;
}

bool lexicon_file_write(
	const struct lexicon_forms *forms, const char *path, struct error *err)
{
	struct output out = {.head = {.magic = LEXICON_MAGIC}};
	bool written;

	out.entries = alloc_zeroed(forms->table.count, sizeof(*out.entries));
	out.numbers = alloc_zeroed(forms->table.count, sizeof(*out.numbers));
	gather_entries(forms, &out);
	link_bases(forms, &out);
	fill_slots(&out);
	out.head.byte_count = (uint32_t)out.bytes.length;
	written = write_output(&out, path, err);
	free(out.entries);
	free(out.numbers);
	free(out.slots);
	buf_release(&out.bytes);
	return written;
}
