/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/fact_sheet.h"

#include "base/alloc.h"
#include "base/embed.h"
#include "pages/cues.h"
#include "pages/wording.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

EMBEDDED(fact_fields);

static const char *const classes[] = {"programme", "funder", "budget", "funding", "grant",
	"rate", "own", "partners", "associated", "lead", "beneficiary", "observer",
	"countries", "acronym", "homepage"};

enum {
	LABEL_MOST = 64,   /* bytes */
	SHAPE_MOST = 48,   /* of a label that no table knows */
	LINE_MOST = 400,   /* of a line that may have several fields */
	SHORT_MOST = 160,  /* of a value below its label */
	FIELD_MOST = 2000, /* of a label and its value */
};

/* Where a value in the next block may be waited for. */
enum wait { WAIT_NOT, WAIT_VALUE, WAIT_LIST };

struct reader {
	const struct cues *labels;
	const struct document *document;
	struct fact_sheet *out;
	size_t block;
	enum wait wait;
};

struct cues *fact_sheet_open_labels(void)
{
	return cues_open(fact_fields_begin, fact_fields_end, classes, FACT_LABEL_COUNT);
}

void fact_sheet_release(struct fact_sheet *sheet)
{
	free(sheet->fields);
	buf_release(&sheet->low);
	*sheet = (struct fact_sheet){0};
}

static void put(struct reader *reader, struct fact_field field)
{
	struct fact_sheet *out = reader->out;

	field.block = reader->block;
	out->fields =
		alloc_grow(out->fields, out->count, &out->room, sizeof(*out->fields));
	out->fields[out->count++] = field;
}

static void trim(const char *text, size_t *start, size_t *end)
{
	while (*start < *end && strchr(" \t", text[*start]))
		++*start;
	while (*end > *start && strchr(" \t", text[*end - 1]))
		--*end;
}

/* The label without its number (Partner 2) and what stands in brackets. */
static enum fact_label label_of(
	const struct cues *labels, const char *low, size_t start, size_t end)
{
	const struct cue *cue = cues_whole(labels, low + start, end - start);
	const char *bracket = memchr(low + start, '(', end - start);

	if (cue)
		return (enum fact_label)cue->class;
	if (bracket)
		end = (size_t)(bracket - low);
	while (end > start
		&& (isdigit((unsigned char)low[end - 1]) || low[end - 1] == ' '))
		end--;
	for (size_t i = start; !bracket && i + 4 < end; i++) {
		if (memcmp(low + i, " in ", 4) == 0)
			end = i;
	}
	cue = end > start ? cues_whole(labels, low + start, end - start) : NULL;
	return cue ? (enum fact_label)cue->class : FACT_OTHER;
}

/* The colon that ends a label: not that of an address, a time or a proportion. */
static size_t find_colon(const char *low, size_t start, size_t end)
{
	size_t stop = end - start > LABEL_MOST ? start + LABEL_MOST : end;

	for (size_t i = start; i < stop; i++) {
		if (low[i] != ':')
			continue;
		if (i + 1 == end || low[i + 1] == ' ' || low[i + 1] == '\xc2')
			return i;
		/* Partner:innen, https://, 10:30; but Budget:5 Mio. */
		if (isdigit((unsigned char)low[i + 1])
			&& !isdigit((unsigned char)low[i - (i > start)]))
			return i;
	}
	return SIZE_MAX;
}

static bool begins_as_sum(const char *low, size_t at, size_t end)
{
	static const char *const fronts[] = {"€", "eur ", "ca. ", "rund "};

	if (at < end && isdigit((unsigned char)low[at]))
		return true;
	for (size_t i = 0; i < sizeof(fronts) / sizeof(fronts[0]); i++) {
		size_t length = strlen(fronts[i]);

		if (end - at > length && memcmp(low + at, fronts[i], length) == 0)
			return true;
	}
	return false;
}

/* "Gesamtbudget 1.200.000 €": a row of a table that has lost its lines. */
static bool put_row_without_colon(struct reader *reader, size_t start, size_t end)
{
	const char *low = reader->out->low.bytes;
	const struct cue *cue = cues_at(reader->labels, low, end, start);
	size_t value;

	if (!cue || cue->class < FACT_BUDGET || cue->class > FACT_RATE)
		return false;
	value = start + cue->length;
	while (value < end && low[value] == ' ')
		value++;
	if (!begins_as_sum(low, value, end))
		return false;
	put(reader,
		(struct fact_field){.label = (enum fact_label)cue->class,
			.start = start,
			.value = value,
			.end = end});
	return true;
}

static enum wait wait_for(const struct reader *reader, enum fact_label label, bool colon)
{
	const struct block *block = &reader->document->blocks[reader->block];

	if (label == FACT_PARTNERS || label == FACT_ASSOCIATED)
		return WAIT_LIST;
	/* a row of a table has its value on its own line or none */
	return !colon && block->kind == BLOCK_ROW ? WAIT_NOT : WAIT_VALUE;
}

static bool put_labelled(struct reader *reader, size_t start, size_t end)
{
	const char *low = reader->out->low.bytes;
	size_t colon = find_colon(low, start, end);
	bool has_colon = colon != SIZE_MAX;
	size_t stop = has_colon ? colon : end;
	enum fact_label label;

	if (stop == start || stop - start > LABEL_MOST)
		return false;
	label = label_of(reader->labels, low, start, stop);
	if (label == FACT_OTHER
		&& (!has_colon || stop - start > SHAPE_MOST || end - start > LINE_MOST
			|| !cues_is_word(low, end, start)))
		return false;
	struct fact_field field = {.label = label,
		.start = start,
		.value = has_colon ? colon + 1 : end,
		.end = end};

	trim(low, &field.value, &field.end);
	put(reader, field);
	reader->wait =
		field.value == field.end ? wait_for(reader, label, has_colon) : WAIT_NOT;
	return true;
}

/* Whether a block reads on as text below a heading, which is then no value. */
static bool is_heading_of_text(const struct reader *reader)
{
	const struct document *document = reader->document;
	const struct block *block = &document->blocks[reader->block];

	return block->kind == BLOCK_HEADING && reader->block + 1 < document->block_count
		&& block[1].end - block[1].start > SHORT_MOST;
}

/* Gives a block to the label before it, if that waits for one. */
static bool take_value(struct reader *reader, size_t start, size_t end)
{
	struct fact_sheet *out = reader->out;
	const struct block *block = &reader->document->blocks[reader->block];
	enum wait wait = reader->wait;

	reader->wait = WAIT_NOT;
	if (wait == WAIT_NOT || !out->count || end - start > SHORT_MOST
		|| is_heading_of_text(reader))
		return false;
	if (wait == WAIT_LIST
		&& (block->kind == BLOCK_ITEM
			|| !isdigit((unsigned char)out->low.bytes[start])))
		return false;
	struct fact_field *field = &out->fields[out->count - 1];

	field->value = start;
	field->end = end;
	field->block = reader->block;
	return true;
}

static void read_part(struct reader *reader, size_t start, size_t end)
{
	trim(reader->out->low.bytes, &start, &end);
	if (start == end)
		return;
	if (end - start <= FIELD_MOST && put_labelled(reader, start, end))
		return;
	if (end - start <= SHORT_MOST && put_row_without_colon(reader, start, end)) {
		reader->wait = WAIT_NOT;
		return;
	}
	if (take_value(reader, start, end) || end - start > SHORT_MOST)
		return;
	put(reader,
		(struct fact_field){.label = FACT_UNNAMED,
			.start = start,
			.value = start,
			.end = end});
}

/* The length of the mark between two fields of one line; 0: none is here. */
static size_t mark_length(const char *low, size_t at, size_t end)
{
	static const char *const marks[] = {" | ", " · ", " • "};

	for (size_t k = 0; low[at] == ' ' && k < sizeof(marks) / sizeof(marks[0]); k++) {
		size_t length = strlen(marks[k]);

		if (end - at > length && memcmp(low + at, marks[k], length) == 0)
			return length;
	}
	return 0;
}

/* Where the next part of a line of several fields ends; *next: behind its mark. */
static size_t part_end(const char *low, size_t start, size_t end, size_t *next)
{
	size_t length = 0;
	size_t at = start;

	while (at < end && !(length = mark_length(low, at, end)))
		at++;
	*next = at + length;
	return at;
}

static void read_block(struct reader *reader)
{
	const struct block *block = &reader->document->blocks[reader->block];
	size_t start = block->start;

	if (block->end - block->start > LINE_MOST) {
		read_part(reader, block->start, block->end);
		return;
	}
	while (start < block->end) {
		size_t next;
		size_t end = part_end(reader->out->low.bytes, start, block->end, &next);

		read_part(reader, start, end);
		start = next;
	}
}

void fact_sheet_read(const struct wording *wording, const struct document *document,
	struct fact_sheet *out)
{
	struct reader reader = {
		.labels = wording->fact_labels, .document = document, .out = out};

	cues_lower(buf_string(&document->text), document->text.length, &out->low);
	for (; reader.block < document->block_count; reader.block++)
		read_block(&reader);
}
