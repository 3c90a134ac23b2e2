/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/cues.h"

#include "base/alloc.h"
#include "base/letter_filter.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 512 };

/* Where phrases that begin alike are looked through: small, and side by side. */
struct entry {
	uint32_t head; /* the first letters */
	uint32_t mask; /* all bits of as many letters as the phrase has */
	uint32_t item;
};

struct cues {
	struct cue *items;
	struct entry *entries; /* by slot, the longest first */
	size_t count, room;
	uint32_t first[SLOTS + 1]; /* entry of a slot */
	struct letter_filter beginnings;
};

/* Two letters are enough to spread tables of a few hundred phrases. */
static unsigned slot_of(const char *text)
{
	return ((unsigned)(unsigned char)text[0] * 31 + (unsigned char)text[1]) % SLOTS;
}

static uint32_t head_of(const char *text, size_t length)
{
	uint32_t head = 0;

	if (length >= sizeof(head))
		memcpy(&head, text, sizeof(head));
	else
		memcpy(&head, text, length);
	return head;
}

/* Behind a phrase of two letters anything may follow. */
static void admit_phrase(struct cues *cues, const char *phrase, size_t length)
{
	char letters[] = {phrase[0], phrase[1], 0};

	if (length > 2)
		letter_filter_add(&cues->beginnings, phrase, length);
	for (int third = 0; length <= 2 && third < 256; third++) {
		letters[2] = (char)third;
		letter_filter_add(&cues->beginnings, letters, sizeof(letters));
	}
}

static int class_of(
	const char *name, size_t length, const char *const *classes, int class_count)
{
	for (int i = 0; i < class_count; i++) {
		if (strlen(classes[i]) == length && memcmp(classes[i], name, length) == 0)
			return i;
	}
	assert(!"a class of the table is not known");
	return 0;
}

static void add_line(struct cues *cues, const char *line, const char *end,
	const char *const *classes, int class_count)
{
	const char *tab = memchr(line, '\t', (size_t)(end - line));
	const char *second = tab ? memchr(tab + 1, '\t', (size_t)(end - tab - 1)) : NULL;

	if (*line == '#' || !second || end - second < 3)
		return;
	struct cue cue = {
		.phrase = second + 1,
		.length = (size_t)(end - second - 1),
		.weight = strtod(tab + 1, NULL),
		.class = class_of(line, (size_t)(tab - line), classes, class_count),
	};
	if (cue.phrase[cue.length - 1] == '*') {
		cue.length--;
		cue.open_end = true;
	}
	admit_phrase(cues, cue.phrase, cue.length);
	cues->items =
		alloc_grow(cues->items, cues->count, &cues->room, sizeof(*cues->items));
	cues->items[cues->count++] = cue;
}

/* Of two that are equally long, the later one in the table comes first. */
static int by_slot(const void *a, const void *b, void *context)
{
	const struct cues *cues = context;
	const struct entry *left = a;
	const struct entry *right = b;
	const struct cue *one = &cues->items[left->item];
	const struct cue *other = &cues->items[right->item];
	unsigned slot = slot_of(one->phrase);
	unsigned other_slot = slot_of(other->phrase);

	if (slot != other_slot)
		return slot < other_slot ? -1 : 1;
	if (one->length != other->length)
		return one->length > other->length ? -1 : 1;
	return left->item > right->item ? -1 : left->item < right->item;
}

static void sort_entries(struct cues *cues)
{
	cues->entries = alloc_zeroed(cues->count, sizeof(*cues->entries));
	for (size_t i = 0; i < cues->count; i++) {
		const struct cue *cue = &cues->items[i];

		cues->entries[i] = (struct entry){
			.head = head_of(cue->phrase, cue->length),
			.mask = head_of("\xFF\xFF\xFF\xFF", cue->length),
			.item = (uint32_t)i,
		};
		cues->first[slot_of(cue->phrase) + 1]++;
	}
	for (size_t slot = 0; slot < SLOTS; slot++)
		cues->first[slot + 1] += cues->first[slot];
	if (cues->count)
		qsort_r(cues->entries, cues->count, sizeof(*cues->entries), by_slot,
			cues);
}

struct cues *cues_open(
	const char *begin, const char *end, const char *const *classes, int class_count)
{
	struct cues *cues = alloc_zeroed(1, sizeof(*cues));

	while (begin < end) {
		const char *newline = memchr(begin, '\n', (size_t)(end - begin));
		const char *stop = newline ? newline : end;

		if (stop > begin)
			add_line(cues, begin, stop, classes, class_count);
		begin = stop + 1;
	}
	sort_entries(cues);
	return cues;
}

void cues_close(struct cues **cues)
{
	if (*cues) {
		free((*cues)->items);
		free((*cues)->entries);
	}
	free(*cues);
	*cues = NULL;
}

/* Eight letters at a time: no byte below 0x80 carries into the next. */
static void lower_ascii(unsigned char *bytes, size_t length)
{
	static const uint64_t ones = UINT64_C(0x0101010101010101);
	static const uint64_t highs = UINT64_C(0x8080808080808080);
	size_t i = 0;

	for (; i + sizeof(uint64_t) <= length; i += sizeof(uint64_t)) {
		uint64_t word;

		memcpy(&word, bytes + i, sizeof(word));
		uint64_t low = word & ~highs;
		uint64_t from_a = low + ones * (0x80 - 'A');
		uint64_t behind_z = low + ones * (0x80 - 'Z' - 1);
		uint64_t capital = from_a & ~behind_z & ~word & highs;

		word |= capital >> 2;
		memcpy(bytes + i, &word, sizeof(word));
	}
	for (; i < length; i++)
		bytes[i] = (unsigned char)(bytes[i]
			+ ((unsigned)bytes[i] - 'A' < 26 ? 32 : 0));
}

void cues_lower(const char *text, size_t length, struct buf *out)
{
	size_t start = out->length;

	buf_add(out, text, length);
	unsigned char *bytes = (unsigned char *)buf_string(out) + start;

	lower_ascii(bytes, length);
	unsigned char *end = bytes + length;

	for (unsigned char *at = bytes;
		(at = memchr(at, 0xc3, (size_t)(end - at))) && at + 1 < end; at++) {
		if (at[1] >= 0x80 && at[1] <= 0x9e && at[1] != 0x97)
			at[1] = (unsigned char)(at[1] + 0x20);
	}
}

enum byte_class { BYTE_SIGN, BYTE_BEGINS, BYTE_CONTINUES };

/*
 * Asked of nearly every byte of a page: a letter or digit, or the first byte of a
 * letter beyond ASCII; or a later byte of a character.
 */
static enum byte_class class_of_byte(char byte)
{
	static const char classes[] = "0000000000000000"
				      "0000000000000000"
				      "0000000000000000"
				      "1111111111000000"
				      "0111111111111111"
				      "1111111111100000"
				      "0111111111111111"
				      "1111111111100000"
				      "2222222222222222"
				      "2222222222222222"
				      "2222222222222222"
				      "2222222222222222"
				      "0001111111111111"
				      "1111111111111111"
				      "0100000000000000"
				      "0000000000000000";

	return (enum byte_class)(classes[(unsigned char)byte] - '0');
}

static bool begins_word(char byte)
{
	return class_of_byte(byte) == BYTE_BEGINS;
}

bool cues_is_word(const char *text, size_t length, size_t offset)
{
	return offset < length && begins_word(text[offset]);
}

static bool is_phrase(
	const struct cue *cue, const char *text, size_t length, size_t offset)
{
	return cue->length <= length - offset
		&& memcmp(text + offset, cue->phrase, cue->length) == 0
		&& (cue->open_end || !cues_is_word(text, length, offset + cue->length));
}

const struct cue *cues_at(
	const struct cues *cues, const char *text, size_t length, size_t offset)
{
	size_t left = length - offset;

	if (left < 2 || !letter_filter_admits(&cues->beginnings, text + offset, left))
		return NULL;
	uint32_t head = head_of(text + offset, left);
	unsigned slot = slot_of(text + offset);

	for (size_t i = cues->first[slot]; i < cues->first[slot + 1]; i++) {
		const struct entry *entry = &cues->entries[i];

		if ((head & entry->mask) == entry->head
			&& is_phrase(&cues->items[entry->item], text, length, offset))
			return &cues->items[entry->item];
	}
	return NULL;
}

/* Behind the word that begins at offset, and what is between it and the next. */
static size_t next_word(const char *text, size_t length, size_t offset)
{
	while (offset < length && class_of_byte(text[offset]) != BYTE_SIGN)
		offset++;
	while (offset < length && !begins_word(text[offset]))
		offset++;
	return offset;
}

bool cues_next(const struct cues *cues, const char *text, size_t length, size_t *offset,
	struct cue_match *out)
{
	size_t at = *offset;

	while (at < length) {
		const struct cue *cue = cues_at(cues, text, length, at);
		size_t next = next_word(text, length, at);

		if (cue) {
			*out = (struct cue_match){cue, at, at + cue->length};
			*offset = next;
			return true;
		}
		at = next;
	}
	*offset = length;
	return false;
}

const struct cue *cues_whole(const struct cues *cues, const char *text, size_t length)
{
	while (length && strchr(" \t.:!?>|", text[length - 1]))
		length--;
	while (length && strchr(" \t-", *text)) {
		text++;
		length--;
	}
	const struct cue *cue = length ? cues_at(cues, text, length, 0) : NULL;

	return cue && (cue->length == length || cue->open_end) ? cue : NULL;
}
