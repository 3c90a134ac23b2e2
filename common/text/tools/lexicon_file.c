/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tools/lexicon_file.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"
#include "text/lexicon.h"

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
	uint32_t *filter, *slots;
	struct buf bytes;
	struct lexicon_head head;
};

static bool takes_part(const struct lexicon_entry *entry)
{
	return entry->modifier_cost != LEXICON_NEVER || entry->head_cost != LEXICON_NEVER;
}

static void add_entry(
	const struct lexicon_forms *forms, uint32_t form, struct output *out)
{
	const char *word = string_table_get(&forms->table, form);
	struct lexicon_entry entry = entry_of(&forms->facts[form]);

	entry.start = (uint32_t)out->bytes.length & (LEXICON_BYTES_MAX - 1);
	entry.length = (uint8_t)strlen(word);
	buf_add_string(&out->bytes, word);
	out->entries[out->head.entry_count++] = entry;
	out->numbers[form] = out->head.entry_count;
}

/* What takes part in compounds is often asked for: it stands together, before the rest. */
static void gather_entries(const struct lexicon_forms *forms, struct output *out)
{
	for (int rest = 0; rest <= 1; rest++) {
		for (uint32_t i = 0; i < forms->table.count; i++) {
			struct lexicon_entry entry = entry_of(&forms->facts[i]);

			if (is_kept(&entry) && takes_part(&entry) == !rest)
				add_entry(forms, i, out);
		}
	}
}

static void link_bases(const struct lexicon_forms *forms, struct output *out)
{
	for (uint32_t i = 0; i < forms->table.count; i++) {
		uint32_t lemma = forms->facts[i].lemma;
		uint32_t base = out->numbers[i];

		if (!base)
			continue;
		if (lemma && out->numbers[lemma - 1])
			base = out->numbers[lemma - 1];
		out->entries[out->numbers[i] - 1].base = (base - 1) & LEXICON_NUMBER_MASK;
	}
}

static void fill_slots(struct output *out)
{
	uint32_t count = out->head.entry_count / 2 * 3 + 1;

	out->head.slot_count = count;
	out->slots = alloc_zeroed(count, sizeof(*out->slots));
	for (uint32_t i = 0; i < out->head.entry_count; i++) {
		const struct lexicon_entry *entry = &out->entries[i];
		uint32_t hash =
			lexicon_hash(out->bytes.bytes + entry->start, entry->length);
		uint32_t slot = lexicon_slot(hash, count);

		while (out->slots[slot])
			slot = slot + 1 < count ? slot + 1 : 0;
		out->slots[slot] = hash << LEXICON_NUMBER_BITS | (i + 1);
	}
}

static bool has_use(const struct lexicon_entry *entry, enum lexicon_use use)
{
	switch (use) {
	case LEXICON_BEGINS:
		return entry->modifier_cost != LEXICON_NEVER;
	case LEXICON_ENDS:
		return entry->head_cost != LEXICON_NEVER
			|| (entry->flags & LEXICON_ENDING);
	default:
		return entry->flags & LEXICON_VERB_STEM;
	}
}

static void add_uses(struct output *out, const struct lexicon_entry *entry)
{
	uint32_t hash = lexicon_hash(out->bytes.bytes + entry->start, entry->length);

	for (enum lexicon_use use = 0; use < LEXICON_USE_COUNT; use++) {
		uint32_t bit = lexicon_filter_bit(hash, use);

		if (has_use(entry, use))
			out->filter[bit / 32] |= 1U << bit % 32;
	}
}

static void find_cheapest_end(struct output *out)
{
	out->head.cheapest_end = LEXICON_NEVER;
	for (uint32_t i = 0; i < out->head.entry_count; i++) {
		if (out->entries[i].head_cost < out->head.cheapest_end)
			out->head.cheapest_end = out->entries[i].head_cost;
	}
}

static void fill_filter(struct output *out)
{
	out->filter = alloc_zeroed(LEXICON_FILTER_WORDS, sizeof(*out->filter));
	for (uint32_t i = 0; i < out->head.entry_count; i++)
		add_uses(out, &out->entries[i]);
}

static bool write_output(const struct output *out, const char *path, struct error *err)
{
	SCOPED(file_close) FILE *file = fopen(path, "wb");

	if (!file || fwrite(&out->head, sizeof(out->head), 1, file) != 1
		|| fwrite(out->filter, sizeof(*out->filter), LEXICON_FILTER_WORDS, file)
			!= LEXICON_FILTER_WORDS
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
	bool written = false;

	out.entries = alloc_zeroed(forms->table.count, sizeof(*out.entries));
	out.numbers = alloc_zeroed(forms->table.count, sizeof(*out.numbers));
	gather_entries(forms, &out);
	link_bases(forms, &out);
	if (out.head.entry_count < LEXICON_NUMBER_MASK
		&& out.bytes.length < LEXICON_BYTES_MAX) {
		fill_slots(&out);
		fill_filter(&out);
		find_cheapest_end(&out);
		out.head.byte_count = (uint32_t)out.bytes.length;
		written = write_output(&out, path, err);
	} else {
		error_set(err, ERROR_INVALID, "too many words for a lexicon");
	}
	free(out.entries);
	free(out.numbers);
	free(out.filter);
	free(out.slots);
	buf_release(&out.bytes);
	return written;
}
