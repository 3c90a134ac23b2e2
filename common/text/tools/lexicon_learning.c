/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tools/lexicon_learning.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "text/lexicon.h"
#include "text/stems.h"

#include <math.h>
#include <string.h>

enum {
	TRAINED_LETTERS_MIN = 7, /* of a noun that is looked at for parts */
	ROUNDS = 5,
	LONG_LETTERS = 8, /* a part as long as this is hardly there by chance */
};

/*
 * How often a part is taken to have been seen before it was: the longer, the
 * surer that a word that is found in another is meant. By letters.
 */
static const double part_prior[LONG_LETTERS + 1] = {
	0, 0, 0, 0, 0.05, 0.15, 0.3, 0.5, 0.6};
/* How often it must have been seen, prior included, to count at all. */
static const double free_least[LONG_LETTERS + 1] = {9, 9, 9, 2, 0.5, 0.1, 0.1, 0.1, 0.1};
/* The same of forms that are no words by themselves: Schul-. */
static const double bound_least[LONG_LETTERS + 1] = {9, 9, 9, 3, 1.5, 1, 0.8, 0.6, 0.6};
static const double particle_share = 0.001;
/*
 * A part that has parts itself counts less, since they are better told. As a
 * beginning it mostly is a word of its own right: Wasserstoff|projekt.
 */
static const double compound_modifier_share = 0.3;
static const double compound_head_share = 0.02;

/* One way to part a noun. */
struct split {
	uint32_t noun, modifier, head;
	double share;
};

struct splits {
	struct split *items;
	size_t count, room;
};

struct learning {
	struct lexicon_forms *forms;
	uint32_t *stems; /* one a form; inflections share one */
	double *nouns;   /* how many a stem has */
	double *ends;    /* how many words the nouns of a stem end */
	uint32_t *inner; /* first part of a noun that is a compound, + 1 */
	struct splits splits;
	double modifiers, heads; /* sums over all forms */
};

static size_t length_class(const char *word)
{
	size_t letters = lexicon_forms_letters(word, strlen(word));

	return letters < LONG_LETTERS ? letters : LONG_LETTERS;
}

static bool may_begin(const struct lexicon_fact *fact)
{
	return fact->lemma && !(fact->roles & (ROLE_BEGINNING | ROLE_PARTICLE));
}

static bool may_end(const struct lexicon_fact *fact)
{
	/* a place ends no compound, unless a word is spelled like it */
	return (fact->kinds & KIND_NOUN) && !(fact->roles & ROLE_ENDING)
		&& (!(fact->kinds & KIND_NAME) || fact->kinds & KIND_FORM);
}

/* Such-ende is a participle, no compound. */
static bool is_participle(const struct lexicon_fact *modifier, const char *head)
{
	return (modifier->roles & (ROLE_PARTICIPLE | ROLE_VERB_STEM))
		&& !strncmp(head, "end", 3);
}

static void find_splits(struct learning *learning, uint32_t noun)
{
	const struct lexicon_forms *forms = learning->forms;
	struct splits *out = &learning->splits;
	const char *word = string_table_get(&forms->table, noun);
	size_t length = strlen(word);

	if (lexicon_forms_letters(word, length) < TRAINED_LETTERS_MIN)
		return;
	for (size_t i = LEXICON_FORM_LETTERS_MIN; i + LEXICON_FORM_LETTERS_MIN <= length;
		i++) {
		const struct lexicon_fact *modifier = lexicon_forms_find(forms, word, i);
		const struct lexicon_fact *head =
			lexicon_forms_find(forms, word + i, length - i);

		if (!modifier || !head || !may_begin(modifier) || !may_end(head)
			|| is_participle(modifier, word + i))
			continue;
		out->items = alloc_grow(
			out->items, out->count, &out->room, sizeof(*out->items));
		out->items[out->count++] =
			(struct split){noun, (uint32_t)(modifier - forms->facts),
				(uint32_t)(head - forms->facts), 1};
	}
}

static double whole_share(const struct learning *learning, uint32_t noun)
{
	const char *word = string_table_get(&learning->forms->table, noun);

	return exp(-LEXICON_WHOLE_COST
		- LEXICON_LETTER_COST
			* (double)lexicon_forms_letters(word, strlen(word)));
}

/* The inflections of a noun count as one. */
static double weight_of(const struct learning *learning, uint32_t noun)
{
	return 1 / learning->nouns[learning->stems[noun]];
}

/* The splits of one noun, which lie side by side, by the counts so far. */
static void share(const struct learning *learning, struct split *splits, size_t count)
{
	double weight = weight_of(learning, splits->noun);
	double sum = whole_share(learning, splits->noun);

	for (size_t i = 0; i < count; i++) {
		splits[i].share = learning->forms->facts[splits[i].modifier].modifiers
			/ learning->modifiers
			* learning->ends[learning->stems[splits[i].head]]
			/ learning->heads;
		sum += splits[i].share;
	}
	for (size_t i = 0; i < count; i++)
		splits[i].share *= weight / sum;
}

/* Before anything was counted. */
static void share_evenly(
	const struct learning *learning, struct split *splits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		splits[i].share = weight_of(learning, splits->noun) / (double)(count + 1);
}

static size_t end_of_noun(const struct splits *splits, size_t i)
{
	uint32_t noun = splits->items[i].noun;

	while (i < splits->count && splits->items[i].noun == noun)
		i++;
	return i;
}

static void count_parts(struct learning *learning)
{
	struct lexicon_fact *facts = learning->forms->facts;

	learning->modifiers = learning->heads = 0;
	for (size_t i = 0; i < learning->forms->table.count; i++)
		facts[i].modifiers = learning->ends[i] = 0;
	for (size_t i = 0; i < learning->splits.count; i++) {
		const struct split *split = &learning->splits.items[i];

		facts[split->modifier].modifiers += split->share;
		learning->ends[learning->stems[split->head]] += split->share;
		learning->modifiers += split->share;
		learning->heads += split->share;
	}
}

static void learn(struct learning *learning)
{
	struct splits *splits = &learning->splits;

	for (int round = 0; round <= ROUNDS; round++) {
		for (size_t i = 0, end; i < splits->count; i = end) {
			end = end_of_noun(splits, i);
			if (round == 0)
				share_evenly(learning, splits->items + i, end - i);
			else
				share(learning, splits->items + i, end - i);
		}
		count_parts(learning);
	}
}

static bool is_compound(
	const struct lexicon_forms *forms, const struct lexicon_fact *fact)
{
	return fact->roles & ROLE_COMPOUND
		|| (fact->lemma && forms->facts[fact->lemma - 1].roles & ROLE_COMPOUND);
}

/* Of a part that was seen so often, among all that were seen. */
static double cost_of(double seen, double least, double all)
{
	return seen < least || seen <= 0 ? INFINITY : -log(seen / all);
}

static double modifier_cost(
	const struct learning *learning, const struct lexicon_fact *fact, size_t letters)
{
	bool is_free = fact->kinds & (KIND_NOUN | KIND_ADJECTIVE)
		|| fact->roles & (ROLE_LINKED | ROLE_MODIFIER);
	double least = is_free ? free_least[letters] : bound_least[letters];
	double prior = is_free ? part_prior[letters] : 0;

	if (fact->roles & ROLE_PARTICLE)
		return -log(particle_share);
	if (fact->roles & ROLE_BEGINNING || !fact->lemma)
		return INFINITY;
	if (is_compound(learning->forms, fact))
		return cost_of(fact->modifiers, least, learning->modifiers)
			- log(compound_modifier_share);
	return cost_of(fact->modifiers + prior, least, learning->modifiers);
}

static double head_cost(const struct learning *learning, uint32_t form, size_t letters)
{
	const struct lexicon_fact *fact = &learning->forms->facts[form];
	double seen = learning->ends[learning->stems[form]];

	if (!may_end(fact))
		return INFINITY;
	if (is_compound(learning->forms, fact))
		return cost_of(seen, free_least[letters], learning->heads)
			- log(compound_head_share);
	return cost_of(seen + part_prior[letters], free_least[letters], learning->heads);
}

static void set_costs(struct learning *learning)
{
	for (uint32_t i = 0; i < learning->forms->table.count; i++) {
		struct lexicon_fact *fact = &learning->forms->facts[i];
		size_t letters =
			length_class(string_table_get(&learning->forms->table, i));

		fact->modifier_cost = modifier_cost(learning, fact, letters);
		fact->head_cost = head_cost(learning, i, letters);
	}
}

/* The likeliest of the splits of one noun; NULL: to leave it whole is likelier. */
static const struct split *likeliest(
	const struct learning *learning, const struct split *splits, size_t count)
{
	const struct split *best = splits;
	double sum = 0;

	for (size_t i = 0; i < count; i++) {
		sum += splits[i].share;
		if (splits[i].share > best->share)
			best = &splits[i];
	}
	return sum > weight_of(learning, splits->noun) / 2 ? best : NULL;
}

/* A noun that is parted itself needs no help to be a part. */
static void mark_compounds(struct learning *learning)
{
	const struct splits *splits = &learning->splits;

	for (size_t i = 0, end; i < splits->count; i = end) {
		const struct split *best;

		end = end_of_noun(splits, i);
		best = likeliest(learning, splits->items + i, end - i);
		if (best) {
			learning->forms->facts[best->noun].roles |= ROLE_COMPOUND;
			learning->inner[best->noun] = best->modifier + 1;
		}
	}
}

/* Who says Landtags-, says -tags- too: it can follow another part. */
static void count_inner_modifiers(struct learning *learning)
{
	const struct lexicon_forms *forms = learning->forms;

	for (uint32_t i = 0; i < forms->table.count; i++) {
		const struct lexicon_fact *fact = &forms->facts[i];
		const char *form = string_table_get(&forms->table, i);
		uint32_t first = fact->lemma ? learning->inner[fact->lemma - 1] : 0;
		struct lexicon_fact *rest;
		size_t seam;

		if (!first || fact->modifiers <= 0)
			continue;
		seam = strlen(string_table_get(&forms->table, first - 1));
		if (seam >= strlen(form))
			continue;
		rest = lexicon_forms_find(forms, form + seam, strlen(form) - seam);
		if (rest && rest->lemma) {
			rest->modifiers += fact->modifiers;
			learning->modifiers += fact->modifiers;
		}
	}
}

static void open_learning(
	struct learning *learning, struct lexicon_forms *forms, struct stems *stems)
{
	SCOPED(string_table_release) struct string_table table = {0};
	size_t count = forms->table.count;

	learning->forms = forms;
	learning->stems = alloc_zeroed(count, sizeof(*learning->stems));
	learning->nouns = alloc_zeroed(count, sizeof(*learning->nouns));
	learning->ends = alloc_zeroed(count, sizeof(*learning->ends));
	learning->inner = alloc_zeroed(count, sizeof(*learning->inner));
	for (uint32_t i = 0; i < count; i++) {
		const char *word = string_table_get(&forms->table, i);
		const char *stem = stems_stem(stems, word, strlen(word));

		learning->stems[i] = string_table_add(&table, stem, strlen(stem));
		if (forms->facts[i].kinds & KIND_NOUN)
			learning->nouns[learning->stems[i]]++;
	}
}

static void close_learning(struct learning *learning)
{
	free(learning->stems);
	free(learning->nouns);
	free(learning->ends);
	free(learning->inner);
	free(learning->splits.items);
	*learning = (struct learning){0};
}

bool lexicon_learning_run(struct lexicon_forms *forms, struct error *err)
{
	SCOPED(close_learning) struct learning learning = {0};
	SCOPED(stems_close) struct stems *stems = NULL;

	if (!stems_open("de", &stems, err))
		return false;
	open_learning(&learning, forms, stems);
	for (uint32_t i = 0; i < forms->table.count; i++) {
		if ((forms->facts[i].kinds & (KIND_NOUN | KIND_NAME)) == KIND_NOUN)
			find_splits(&learning, i);
	}
	learn(&learning);
	mark_compounds(&learning);
	count_inner_modifiers(&learning);
	set_costs(&learning);
	return true;
}
