/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tools/lexicon_sources.h"

#include "base/scope.h"
#include "text/unicode.h"
#include "tools/dictionary.h"

#include <string.h>

enum { NAME_LETTERS_MIN = 7, GERMAN_COLUMN = 2 /* of places.tsv */ };

/* The next line of text from *offset on. */
static bool next_line(
	const struct buf *text, size_t *offset, const char **line, size_t *length)
{
	const char *newline;

	if (*offset >= text->length)
		return false;
	*line = text->bytes + *offset;
	newline = memchr(*line, '\n', text->length - *offset);
	*length = newline ? (size_t)(newline - *line) : text->length - *offset;
	*offset += *length + 1;
	return true;
}

static bool is_word(const char *word, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)word[i];

		if (c < 0x80 && !(c >= 'A' && c <= 'Z') && !(c >= 'a' && c <= 'z'))
			return false;
	}
	return length > 0 && length <= LEXICON_FORM_BYTES_MAX;
}

static struct lexicon_fact *add_word(
	struct lexicon_forms *forms, const char *word, size_t length, unsigned kinds)
{
	SCOPED(buf_release) struct buf folded = {0};
	uint32_t number;

	unicode_fold(word, length, &folded);
	number = lexicon_forms_add(forms, folded.bytes, folded.length);
	forms->facts[number].kinds |= (uint8_t)kinds;
	return &forms->facts[number];
}

static bool is_capital(const char *word, size_t length)
{
	return (*word >= 'A' && *word <= 'Z')
		|| (length > 1 && (unsigned char)word[0] == 0xC3
			&& (unsigned char)word[1] < 0x9F);
}

/* stem and each of the inflections as names. */
static void add_inflected(struct lexicon_forms *forms, const char *stem, size_t length,
	const char *const *inflections)
{
	SCOPED(buf_release) struct buf form = {0};

	unicode_fold(stem, length, &form);
	length = form.length;
	for (; *inflections; inflections++) {
		form.length = length;
		buf_add_string(&form, *inflections);
		add_word(forms, form.bytes, form.length, KIND_NAME);
	}
}

/* Bergen is a word of the dictionary, not only a place. */
static bool is_word_too(
	const struct lexicon_forms *forms, const char *name, size_t length)
{
	SCOPED(buf_release) struct buf folded = {0};
	const struct lexicon_fact *fact;

	unicode_fold(name, length, &folded);
	fact = lexicon_forms_find(forms, folded.bytes, folded.length);
	return fact && (fact->kinds & (KIND_LISTED | KIND_NAME)) == KIND_LISTED;
}

/* A name, and those who live there: they stay whole. */
static void add_name(struct lexicon_forms *forms, const char *name, size_t length)
{
	static const char *const residents[] = {
		"s", "er", "ers", "ern", "erin", "erinnen", NULL};
	static const char *const residents_of_e[] = {
		"s", "r", "rs", "rn", "rin", "rinnen", NULL};
	static const char *const residents_of_stadt[] = {
		"städter", "städters", "städtern", "städterin", "städterinnen", NULL};
	static const char *const residents_of_land[] = {
		"länder", "länders", "ländern", "länderin", "länderinnen", NULL};
	size_t letters = lexicon_forms_letters(name, length);

	if (letters < NAME_LETTERS_MIN || !is_word(name, length)
		|| !is_capital(name, length) || is_word_too(forms, name, length))
		return;
	add_word(forms, name, length, KIND_NOUN | KIND_NAME);
	add_inflected(forms, name, length,
		name[length - 1] == 'e' ? residents_of_e : residents);
	if (lexicon_forms_ends_with(name, length, "stadt"))
		add_inflected(forms, name, length - strlen("stadt"), residents_of_stadt);
	if (lexicon_forms_ends_with(name, length, "land"))
		add_inflected(forms, name, length - strlen("land"), residents_of_land);
}

static bool contains(const char *text, size_t length, const char *what)
{
	return memmem(text, length, what, strlen(what));
}

static unsigned kinds_of(const char *entry, size_t length)
{
	enum { NOUN = KIND_NOUN | KIND_LISTED };
	static const struct {
		const char *tag;
		unsigned kinds;
	} tags[] = {{"{m", NOUN | KIND_SINGULAR}, {"{f", NOUN | KIND_SINGULAR},
		{"{n", NOUN | KIND_SINGULAR}, {"{pl", NOUN}, {"{v", KIND_VERB},
		{"{adj", KIND_ADJECTIVE}, {"{adv", KIND_ADJECTIVE}};

	for (size_t i = 0; i < sizeof(tags) / sizeof(*tags); i++) {
		if (contains(entry, length, tags[i].tag))
			return tags[i].kinds;
	}
	return 0;
}

/*
 * Kaiserslautern {n} (Stadt in Deutschland), Salzburg {n} (Bundesland) [geogr.];
 * names of places are neuter.
 */
static bool is_place(const char *entry, size_t length)
{
	if (contains(entry, length, "{m") || contains(entry, length, "{f")
		|| contains(entry, length, "{pl"))
		return false;
	return contains(entry, length, "(Stadt in")
		|| (contains(entry, length, "[geogr.]") && contains(entry, length, "("));
}

static bool is_lower(const char *word, size_t length)
{
	return length > 0 && *word >= 'a' && *word <= 'z';
}

/*
 * One alternative of a group: Wirtschaftsförderung {f} [econ.]. The verbs and
 * the adjectives of a group share one tag: kreativ; schöpferisch {adj}.
 */
static void read_alternative(struct lexicon_forms *forms, const char *entry,
	size_t length, unsigned group_kinds)
{
	char word[4 * LEXICON_FORM_BYTES_MAX];
	unsigned kinds = kinds_of(entry, length);
	size_t kept;

	while (length && *entry == ' ') {
		entry++;
		length--;
	}
	if (is_place(entry, length))
		kinds |= KIND_NOUN | KIND_NAME;
	if (!kinds && is_lower(entry, length))
		kinds = group_kinds & (KIND_VERB | KIND_ADJECTIVE);
	if (!kinds || length > sizeof(word))
		return;
	kept = dictionary_strip(entry, length, word);
	if (is_word(word, kept))
		add_word(forms, word, kept, kinds);
	if (kinds & KIND_NAME)
		add_name(forms, word, kept);
}

/* Where the piece ends that begins at start. */
static size_t piece_end(const char *line, size_t length, size_t start, char separator)
{
	const char *end = memchr(line + start, separator, length - start);

	return end ? (size_t)(end - line) : length;
}

static void read_group(struct lexicon_forms *forms, const char *group, size_t length)
{
	unsigned kinds = kinds_of(group, length);

	for (size_t start = 0, end; start < length; start = end + 1) {
		end = piece_end(group, length, start, ';');
		read_alternative(forms, group + start, end - start, kinds);
	}
}

/* The German side of a line: groups of alternatives. */
static void read_entry(struct lexicon_forms *forms, const char *line, size_t length)
{
	for (size_t start = 0, end; start < length; start = end + 1) {
		end = piece_end(line, length, start, '|');
		read_group(forms, line + start, end - start);
	}
}

void lexicon_sources_read_dictionary(
	struct lexicon_forms *forms, const struct buf *dictionary)
{
	const char *line;
	size_t offset = 0;
	size_t length;

	while (next_line(dictionary, &offset, &line, &length)) {
		const char *parted = memmem(line, length, "::", 2);

		if (*line != '#' && parted)
			read_entry(forms, line, (size_t)(parted - line));
	}
}

void lexicon_sources_read_words(struct lexicon_forms *forms, const struct buf *words)
{
	const char *line;
	size_t offset = 0;
	size_t length;

	while (next_line(words, &offset, &line, &length)) {
		if (is_word(line, length))
			add_word(forms, line, length,
				KIND_FORM | (is_capital(line, length) ? KIND_NOUN : 0U));
	}
}

/* Frankfurt (Oder): each word of it by itself. */
static void add_names(struct lexicon_forms *forms, const char *names, size_t length)
{
	size_t start = 0;

	for (size_t i = 0; i <= length; i++) {
		if (i < length && !strchr(" ()/-", names[i]))
			continue;
		if (i > start)
			add_name(forms, names + start, i - start);
		start = i + 1;
	}
}

void lexicon_sources_read_places(struct lexicon_forms *forms, const struct buf *places)
{
	const char *line;
	size_t offset = 0;
	size_t length;

	while (next_line(places, &offset, &line, &length)) {
		size_t start = 0;

		for (int column = 0; column <= GERMAN_COLUMN && start < length;
			column++) {
			size_t end = piece_end(line, length, start, '\t');

			if (*line != '#' && (column == 0 || column == GERMAN_COLUMN))
				add_names(forms, line + start, end - start);
			start = end + 1;
		}
	}
}

static unsigned role_of(const char *name, size_t length)
{
	static const struct {
		const char *name;
		enum lexicon_role role;
	} roles[] = {{"ending", ROLE_ENDING}, {"suffix", ROLE_SUFFIX},
		{"beginning", ROLE_BEGINNING}, {"particle", ROLE_PARTICLE},
		{"modifier", ROLE_MODIFIER}};

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		if (strlen(roles[i].name) == length
			&& !memcmp(roles[i].name, name, length))
			return roles[i].role;
	}
	return 0;
}

/* -lich, and -liche, -lichen ... */
static void add_suffix(struct lexicon_forms *forms, const char *suffix, size_t length)
{
	static const char *const inflections[] = {
		"", "e", "en", "em", "er", "es", "ern", "n", "s"};
	SCOPED(buf_release) struct buf form = {0};

	for (size_t i = 0; i < sizeof(inflections) / sizeof(*inflections); i++) {
		buf_clear(&form);
		buf_add(&form, suffix, length);
		buf_add_string(&form, inflections[i]);
		add_word(forms, form.bytes, form.length, 0)->roles |= ROLE_ENDING;
	}
}

bool lexicon_sources_read_parts(struct lexicon_forms *forms, const struct buf *parts)
{
	const char *line;
	size_t offset = 0;
	size_t length;
	bool is_first = true;

	while (next_line(parts, &offset, &line, &length)) {
		const char *tab = memchr(line, '\t', length);
		bool is_heading = is_first && tab;
		unsigned role;

		if (*line == '#' || !tab || is_heading) {
			is_first = is_first && !is_heading;
			continue;
		}
		role = role_of(tab + 1, length - (size_t)(tab + 1 - line));
		if (!role)
			return false;
		if (role == ROLE_SUFFIX)
			add_suffix(forms, line, (size_t)(tab - line));
		else
			add_word(forms, line, (size_t)(tab - line), 0)->roles |=
				(uint16_t)role;
	}
	return true;
}
