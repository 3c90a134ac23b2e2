/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tools/lexicon_forms.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"
#include "text/lexicon.h"

#include <math.h>
#include <string.h>

static const double modifier_count_min = 1.5;
static const double head_count_min = 2;

/* Endings that are words too, but in compounds are only endings. */
static const char *const endings[] = {"schaft", "schaften", "heit", "heiten", "keit",
	"keiten", "ung", "ungen", "tum", "tums", "nis", "nisse", "ling", "linge", "lein",
	"chen", "innen", "rin", "rinnen", "inn", "ern", "end", "isch", "lich", "ion",
	"ionen", "tion", "tät", "ismus", "ist", "isten", "ant", "ierung", "ierungen",
	"ler", "erei", "los", "bar", "sam", "haft", "reich", "arm", "sen", "ten", "gen",
	"ser", "ger", "den", "der", "die", "das", "ter", "ner", "len", "lern", "men",
	"eren", "ihre", "eines", "einen", "einer", "eins", "sch", "res", "tes", "nen",
	"ren", "erin", "ste", "igen", "igkeit"};

static bool is_ending(const char *word)
{
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		if (!strcmp(endings[i], word))
			return true;
	}
	return false;
}

bool lexicon_may_end(const struct lexicon *lexicon, uint32_t form)
{
	const char *word = string_table_get(&lexicon->forms, form);

	return (lexicon->facts[form].kinds & NOUN) && !is_ending(word);
}

/* What is written of a form; *kept tells whether it is worth it. */
static struct lexicon_entry entry_of(const struct lexicon *lexicon, uint32_t form,
	double modifiers, double heads, bool *kept)
{
	const struct fact *fact = &lexicon->facts[form];
	struct lexicon_entry entry = {
		.modifier_cost = LEXICON_NEVER, .head_cost = LEXICON_NEVER};

	if (fact->lemma && fact->modifiers >= modifier_count_min)
		entry.modifier_cost =
			(uint16_t)(-log(fact->modifiers / modifiers) * LEXICON_COST_UNIT);
	if (lexicon_may_end(lexicon, form) && fact->heads >= head_count_min)
		entry.head_cost =
			(uint16_t)(-log(fact->heads / heads) * LEXICON_COST_UNIT);
	if (fact->kinds)
		entry.flags = LEXICON_WORD;
	*kept = fact->kinds || entry.modifier_cost != LEXICON_NEVER;
	return entry;
}

/* Everything as it will stand in the file. */
struct output {
	struct lexicon_entry *entries;
	uint32_t *numbers; /* form -> entry + 1 */
	uint32_t *slots;
	struct buf bytes;
	struct lexicon_head head;
};

static void gather_entries(const struct lexicon *lexicon, struct output *out)
{
	double modifiers = 0;
	double heads = 0;

	for (size_t i = 0; i < lexicon->forms.count; i++) {
		modifiers += lexicon->facts[i].modifiers;
		heads += lexicon->facts[i].heads;
	}
	for (uint32_t i = 0; i < lexicon->forms.count; i++) {
		const char *word = string_table_get(&lexicon->forms, i);
		bool kept = false;
		struct lexicon_entry entry =
			entry_of(lexicon, i, modifiers, heads, &kept);

		if (!kept)
			continue;
		entry.start = (uint32_t)out->bytes.length;
		entry.length = (uint8_t)strlen(word);
		buf_add_string(&out->bytes, word);
		out->entries[out->head.entry_count++] = entry;
		out->numbers[i] = out->head.entry_count;
	}
}

static void link_bases(const struct lexicon *lexicon, struct output *out)
{
	for (uint32_t i = 0; i < lexicon->forms.count; i++) {
		uint32_t lemma = lexicon->facts[i].lemma;

		if (out->numbers[i])
			out->entries[out->numbers[i] - 1].base =
				lemma && out->numbers[lemma - 1]
				? out->numbers[lemma - 1] - 1
				: out->numbers[i] - 1;
	}
}

static void fill_slots(struct output *out)
{
	out->head.slot_count = 1;
	while (out->head.slot_count < out->head.entry_count * 2)
		out->head.slot_count *= 2;
	out->slots = alloc_zeroed(out->head.slot_count, sizeof(*out->slots));
	for (uint32_t i = 0; i < out->head.entry_count; i++) {
		const struct lexicon_entry *entry = &out->entries[i];
		uint32_t slot =
			lexicon_hash(out->bytes.bytes + entry->start, entry->length)
			& (out->head.slot_count - 1);

		while (out->slots[slot])
			slot = (slot + 1) & (out->head.slot_count - 1);
		out->slots[slot] = i + 1;
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

bool lexicon_write(const struct lexicon *lexicon, const char *path, struct error *err)
{
	struct output out = {.head = {.magic = LEXICON_MAGIC}};
	bool written;

	out.entries = alloc_zeroed(lexicon->forms.count, sizeof(*out.entries));
	out.numbers = alloc_zeroed(lexicon->forms.count, sizeof(*out.numbers));
	gather_entries(lexicon, &out);
	link_bases(lexicon, &out);
	fill_slots(&out);
	out.head.byte_count = (uint32_t)out.bytes.length;
	written = write_output(&out, path, err);
	free(out.entries);
	free(out.numbers);
	free(out.slots);
	buf_release(&out.bytes);
	return written;
}
