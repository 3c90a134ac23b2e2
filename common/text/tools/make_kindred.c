/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * make_kindred: compiles the kindred of words.
 * usage: make_kindred DE-EN OUTPUT
 *
 * DE-EN is Debian's trans-de-en (Frank Richter, GPL-2+). Its groups, parted by
 * |, list the forms of a verb or a noun's plural behind the word itself, each
 * in the place of its alternative; English verbs have their forms in braces.
 * Words that share translations are kin by meaning (pivoting: Bannard and
 * Callison-Burch, 2005): by how likely the way from one to the other over the
 * other language is. Of those, the ones that begin alike are derived.
 */
#include "base/alloc.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/scope.h"
#include "base/string_table.h"
#include "text/kindred.h"
#include "text/stems.h"
#include "text/unicode.h"
#include "tools/dictionary.h"
#include "tools/kindred_links.h"

#include <stdlib.h>
#include <string.h>

enum {
	ENDING_MAX = 3, /* letters a plural's stem may differ in */
	PLURAL_LETTERS_MAX =
		4,         /* the same of English words as they are: mouse and mice */
	SHORT_KEY_MAX = 6, /* bytes of a verb's form that may be another word */
};

/* Words that stand for what a verb takes, or with its forms. */
static const char *const fillers[] = {"to", "sich", "etw.", "jdn.", "jdm.", "jd.", "jds.",
	"jdn./etw.", "jdm./etw.", "etw./jdn.", "sth.", "sb.", "sb./sth.", "sth./sb.",
	"sb.'s", "oneself", "ich", "du", "er", "wir", "ihr", "er/sie", "er/sie/es",
	"ich/er", "ich/er/sie", "ich/er/sie/es", "hat/hatte", "ist/war", "hat", "ist",
	"I/he/she", "he/she", "has/had"};

/* An alternative that is one word, or nothing. */
struct word {
	struct buf text; /* folded; empty: nothing */
	uint32_t stem;   /* number; if there is a text */
	bool is_verb, is_noun, is_plural;
};

struct group {
	struct word words[DICTIONARY_ALTERNATIVES_MAX];
	size_t count;
};

struct kindred {
	struct stems *stems[LANGUAGE_COUNT];
	struct string_table keys;          /* language's letter and stem */
	struct kindred_links translations; /* both ways */
	struct kindred_links kin;
	struct kindred_links verb_forms;
	struct string_table nouns; /* stems */
};

static bool is_filler(const char *word, size_t length)
{
	for (size_t i = 0; i < sizeof(fillers) / sizeof(*fillers); i++) {
		if (strlen(fillers[i]) == length && !memcmp(fillers[i], word, length))
			return true;
	}
	return false;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
		|| (unsigned char)c >= 0x80;
}

static bool is_word(const struct buf *word)
{
	for (size_t i = 0; i < word->length; i++) {
		if (!is_letter(word->bytes[i]))
			return false;
	}
	return true;
}

/* Writes the only word of a text folded; nothing if there are more or others. */
static void read_only_word(const char *text, size_t length, struct buf *out)
{
	size_t words = 0;

	for (size_t i = 0; i < length; i++) {
		size_t start = i;

		while (i < length && text[i] != ' ')
			i++;
		if (i == start || is_filler(text + start, i - start))
			continue;
		words++;
		unicode_fold(text + start, i - start, out);
	}
	if (words != 1 || !is_word(out))
		buf_clear(out);
}

static uint32_t stem_of(
	struct kindred *kindred, enum language language, const struct buf *word)
{
	SCOPED(buf_release) struct buf key = {0};

	buf_add(&key, language == LANGUAGE_EN ? "E" : "D", 1);
	buf_add_string(
		&key, stems_stem(kindred->stems[language], word->bytes, word->length));
	return string_table_add(&kindred->keys, key.bytes, key.length);
}

static void read_word(struct kindred *kindred, enum language language,
	struct dictionary_piece piece, struct word *out)
{
	SCOPED(buf_release) struct buf bare = {0};

	buf_reserve(&bare, piece.length);
	bare.length = dictionary_strip(piece.start, piece.length, bare.bytes);
	read_only_word(bare.bytes, bare.length, &out->text);
	out->is_verb = memmem(piece.start, piece.length, "{v", 2) != NULL;
	out->is_noun = memmem(piece.start, piece.length, "{m}", 3)
		|| memmem(piece.start, piece.length, "{f}", 3)
		|| memmem(piece.start, piece.length, "{n}", 3);
	out->is_plural = memmem(piece.start, piece.length, "{pl", 3) != NULL;
	if (out->text.length)
		out->stem = stem_of(kindred, language, &out->text);
}

static void group_release(struct group *group)
{
	for (size_t i = 0; i < group->count; i++)
		buf_release(&group->words[i].text);
	group->count = 0;
}

static void read_group(struct kindred *kindred, enum language language,
	struct dictionary_piece piece, struct group *out)
{
	struct dictionary_piece alternatives[DICTIONARY_ALTERNATIVES_MAX];

	out->count =
		dictionary_part(piece, ';', alternatives, DICTIONARY_ALTERNATIVES_MAX);
	for (size_t i = 0; i < out->count; i++) {
		out->words[i] = (struct word){0};
		read_word(kindred, language, alternatives[i], &out->words[i]);
	}
}

static void add_form(struct kindred_links *forms, uint32_t form, uint32_t word)
{
	if (form != word)
		kindred_links_add(
			forms, (struct kindred_link){form, word, 1, KINSHIP_FORM});
}

/* to win {won; won}: the forms of the word before the braces. */
static void read_braces(struct kindred *kindred, struct dictionary_piece piece)
{
	struct dictionary_piece forms[DICTIONARY_ALTERNATIVES_MAX];
	SCOPED(buf_release) struct buf word = {0};
	const char *open = memchr(piece.start, '{', piece.length);
	const char *close = memchr(piece.start, '}', piece.length);
	size_t count;

	if (!open || !close || close < open || !memchr(open, ';', (size_t)(close - open)))
		return;
	read_only_word(piece.start, (size_t)(open - piece.start), &word);
	count = dictionary_part(
		(struct dictionary_piece){open + 1, (size_t)(close - open - 1)}, ';',
		forms, DICTIONARY_ALTERNATIVES_MAX);
	for (size_t i = 0; word.length && i < count; i++) {
		SCOPED(buf_release) struct buf form = {0};

		read_only_word(forms[i].start, forms[i].length, &form);
		if (form.length)
			add_form(&kindred->kin, stem_of(kindred, LANGUAGE_EN, &form),
				stem_of(kindred, LANGUAGE_EN, &word));
	}
}

/* Whether a word of a later group looks like a form of the first group's. */
static bool is_form(const struct kindred *kindred, const struct word *word,
	const struct word *form, bool is_plural)
{
	const char *stem = string_table_get(&kindred->keys, word->stem) + 1;
	const char *other = string_table_get(&kindred->keys, form->stem) + 1;
	size_t common = kindred_links_common(stem, other);

	if (word->is_verb)
		return common > 0 || !strncmp(other, "ge", 2);
	return is_plural && common >= 2 && common + ENDING_MAX >= strlen(stem)
		&& common + ENDING_MAX >= strlen(other);
}

static void link_forms(
	struct kindred *kindred, const struct group *first, const struct group *later)
{
	for (size_t i = 0; i < first->count && i < later->count; i++) {
		const struct word *word = &first->words[i];
		const struct word *form = &later->words[i];

		if (word->text.length && form->text.length
			&& is_form(kindred, word, form, form->is_plural))
			add_form(word->is_verb ? &kindred->verb_forms : &kindred->kin,
				form->stem, word->stem);
	}
}

static bool is_english_plural(const struct word *word, const struct word *form)
{
	size_t common = kindred_links_common(word->text.bytes, form->text.bytes);

	return common > 0 && common + PLURAL_LETTERS_MAX >= word->text.length
		&& common + PLURAL_LETTERS_MAX >= form->text.length;
}

/* mouse and mice, as Maus and Mäuse {pl} say. */
static void link_plurals(struct kindred *kindred, const struct group *german,
	const struct group *first, const struct group *later)
{
	if (!german->count || !german->words[0].is_plural
		|| (first->count != 1 && first->count != later->count))
		return;
	for (size_t i = 0; i < later->count; i++) {
		const struct word *word = &first->words[first->count == 1 ? 0 : i];
		const struct word *form = &later->words[i];

		if (word->text.length && form->text.length
			&& is_english_plural(word, form))
			add_form(&kindred->kin, form->stem, word->stem);
	}
}

static void note_nouns(struct kindred *kindred, const struct group *group)
{
	for (size_t i = 0; i < group->count; i++) {
		const struct word *word = &group->words[i];
		const char *stem;

		if (!word->is_noun || !word->text.length)
			continue;
		stem = string_table_get(&kindred->keys, word->stem);
		string_table_add(&kindred->nouns, stem, strlen(stem));
	}
}

/*
 * wand is a form of winden, but a Wand is a noun first; a participle, which is
 * longer, seldom is another word.
 */
static void add_verb_forms(struct kindred *kindred)
{
	for (size_t i = 0; i < kindred->verb_forms.count; i++) {
		const struct kindred_link *link = &kindred->verb_forms.items[i];
		const char *form = string_table_get(&kindred->keys, link->from);
		size_t length = strlen(form);

		if (length > SHORT_KEY_MAX || !strncmp(form + 1, "ge", 2)
			|| string_table_find(&kindred->nouns, form, length)
				== STRING_TABLE_NONE)
			kindred_links_add(&kindred->kin, *link);
	}
}

/* Every alternative of one side translates every one of the other. */
static void link_translations(
	struct kindred *kindred, const struct group *german, const struct group *english)
{
	for (size_t i = 0; i < german->count; i++) {
		for (size_t k = 0; k < english->count; k++) {
			uint32_t de = german->words[i].stem;
			uint32_t en = english->words[k].stem;

			if (!german->words[i].text.length
				|| !english->words[k].text.length)
				continue;
			kindred_links_add(&kindred->translations,
				(struct kindred_link){de, en, 1, KINSHIP_SYNONYM});
			kindred_links_add(&kindred->translations,
				(struct kindred_link){en, de, 1, KINSHIP_SYNONYM});
		}
	}
}

static void read_groups(struct kindred *kindred, const struct dictionary_entry *entry)
{
	struct group first = {0};
	struct group first_english = {0};

	for (size_t i = 0; i < entry->count; i++) {
		struct group german;
		struct group english;

		read_group(kindred, LANGUAGE_DE, entry->german[i], &german);
		read_group(kindred, LANGUAGE_EN, entry->english[i], &english);
		link_translations(kindred, &german, &english);
		link_forms(kindred, &first, &german);
		link_plurals(kindred, &german, &first_english, &english);
		if (i == 0) {
			note_nouns(kindred, &german);
			first = german;
			first_english = english;
			continue;
		}
		group_release(&german);
		group_release(&english);
	}
	group_release(&first);
	group_release(&first_english);
}

static void read_all_braces(struct kindred *kindred, struct dictionary_piece group)
{
	struct dictionary_piece alternatives[DICTIONARY_ALTERNATIVES_MAX];
	size_t count =
		dictionary_part(group, ';', alternatives, DICTIONARY_ALTERNATIVES_MAX);

	for (size_t i = 0; i < count; i++)
		read_braces(kindred, alternatives[i]);
}

static void read_line(struct kindred *kindred, struct dictionary_piece line)
{
	struct dictionary_entry entry;

	if (!dictionary_read_entry(line, &entry))
		return;
	read_groups(kindred, &entry);
	for (size_t i = 0; i < entry.count; i++)
		read_all_braces(kindred, entry.english[i]);
}

static bool write_all(FILE *file, const void *items, size_t size, size_t count)
{
	return fwrite(items, size, count, file) == count;
}

struct named_key {
	const char *name;
	uint32_t number;
};

static int by_name(const void *a, const void *b)
{
	return strcmp(
		((const struct named_key *)a)->name, ((const struct named_key *)b)->name);
}

/* The keys by name; *ranks tells the place of each. */
static struct named_key *sort_keys(const struct string_table *keys, uint32_t **ranks)
{
	struct named_key *sorted = alloc_zeroed(keys->count, sizeof(*sorted));

	for (uint32_t i = 0; i < keys->count; i++)
		sorted[i] = (struct named_key){string_table_get(keys, i), i};
	qsort(sorted, keys->count, sizeof(*sorted), by_name);
	*ranks = alloc_zeroed(keys->count, sizeof(**ranks));
	for (uint32_t i = 0; i < keys->count; i++)
		(*ranks)[sorted[i].number] = i;
	return sorted;
}

static bool write_file(const struct kindred *kindred, const struct kindred_key *keys,
	const struct kindred_item *items, const char *path)
{
	SCOPED(file_close) FILE *file = fopen(path, "wb");
	const struct kindred_head head = {(uint32_t)kindred->keys.count,
		(uint32_t)kindred->kin.count, (uint32_t)kindred->keys.length};

	return file && write_all(file, &head, sizeof(head), 1)
		&& write_all(file, keys, sizeof(*keys), head.key_count)
		&& write_all(file, items, sizeof(*items), head.item_count)
		&& write_all(file, kindred->keys.bytes, 1, head.byte_count)
		&& !fflush(file);
}

static bool write_kindred(
	const struct kindred *kindred, const char *path, struct error *err)
{
	const struct kindred_links *kin = &kindred->kin;
	uint32_t *ranks = NULL;
	struct named_key *sorted = sort_keys(&kindred->keys, &ranks);
	uint32_t *starts = kindred_links_index(kin, kindred->keys.count);
	struct kindred_key *keys = alloc_zeroed(kindred->keys.count, sizeof(*keys));
	struct kindred_item *items = alloc_zeroed(kin->count, sizeof(*items));
	uint32_t count = 0;
	bool written;

	for (uint32_t i = 0; i < kindred->keys.count; i++) {
		uint32_t key = sorted[i].number;

		keys[i] = (struct kindred_key){kindred->keys.starts[key], count,
			(uint16_t)strlen(sorted[i].name),
			(uint16_t)(starts[key + 1] - starts[key])};
		for (uint32_t k = starts[key]; k < starts[key + 1]; k++)
			items[count++] = (struct kindred_item){
				ranks[kin->items[k].to] & KINDRED_KEY_MAX,
				kin->items[k].kinship & 3U};
	}
	written = write_file(kindred, keys, items, path);
	free(ranks);
	free(sorted);
	free(starts);
	free(keys);
	free(items);
	return written ? true : error_set(err, ERROR_SYSTEM, "cannot write %s", path);
}

static bool make(const char *dictionary, const char *output, struct error *err)
{
	SCOPED(buf_release) struct buf entries = {0};
	struct kindred kindred = {0};
	struct dictionary_piece line;
	size_t offset = 0;
	bool made;

	if (!file_read(dictionary, &entries, err)
		|| !stems_open("de", &kindred.stems[LANGUAGE_DE], err)
		|| !stems_open("en", &kindred.stems[LANGUAGE_EN], err))
		return false;
	while (dictionary_next_line(&entries, &offset, &line))
		read_line(&kindred, line);
	add_verb_forms(&kindred);
	kindred_links_close_forms(&kindred.kin, kindred.keys.count);
	kindred_links_pivot(&kindred.translations, &kindred.keys, &kindred.kin);
	made = write_kindred(&kindred, output, err);
	for (int i = 0; i < LANGUAGE_COUNT; i++)
		stems_close(&kindred.stems[i]);
	string_table_release(&kindred.keys);
	free(kindred.translations.items);
	free(kindred.kin.items);
	free(kindred.verb_forms.items);
	string_table_release(&kindred.nouns);
	return made;
}

int main(int argument_count, char **arguments)
{
	struct error err = {0};

	if (argument_count != 3) {
		fprintf(stderr, "usage: make_kindred DE-EN OUTPUT\n");
		return 2;
	}
	if (!make(arguments[1], arguments[2], &err)) {
		fprintf(stderr, "make_kindred: %s\n", err.text);
		return 1;
	}
	return 0;
}
