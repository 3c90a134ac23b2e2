/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/partners.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "pages/cues.h"
#include "pages/document.h"
#include "pages/fact_sheet.h"
#include "pages/fact_words.h"
#include "pages/facts.h"
#include "pages/partner_items.h"
#include "pages/wording.h"
#include "vocabulary/places.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	LINE_MOST = 120,  /* bytes of a partner in a list that has lost its marks */
	NAMES_MOST = 400, /* of all of them in one line */
};

/* The label with which a block begins; FACT_LABEL_COUNT: none that is known. */
static enum fact_label label_at(const struct partner_reader *reader, size_t block)
{
	size_t start = reader->document->blocks[block].start;

	for (size_t i = 0; i < reader->sheet->count; i++) {
		const struct fact_field *field = &reader->sheet->fields[i];

		if (field->start == start && field->label < FACT_LABEL_COUNT)
			return field->label;
	}
	return FACT_LABEL_COUNT;
}

static struct partner_range range_of(const struct partner_reader *reader, size_t block)
{
	return (struct partner_range){reader->document->blocks[block].start,
		reader->document->blocks[block].end};
}

static bool is_line_of_a_partner(const struct partner_reader *reader, size_t block)
{
	struct partner_range range = range_of(reader, block);
	enum fact_label label = label_at(reader, block);

	return range.end - range.start <= LINE_MOST
		&& !strchr(".!?:", reader->text[range.end - 1])
		&& (label == FACT_LEAD || label == FACT_LABEL_COUNT)
		&& (label == FACT_LEAD || partner_items_name_organisation(reader, range));
}

/* A list that has lost its marks must have two lines at least that name somebody. */
static bool put_lines(struct partner_reader *reader, size_t block, const char *role)
{
	size_t count = reader->document->block_count;
	size_t end = block;

	while (end < count && is_line_of_a_partner(reader, end))
		end++;
	for (size_t i = block; end - block > 1 && i < end; i++)
		partner_items_add(reader, range_of(reader, i), role);
	return end - block > 1;
}

/* "Stadt Riesa, Hafen Torgau GmbH", all in the line below their label. */
static void put_one_line(struct partner_reader *reader, size_t block, const char *role)
{
	const struct block *blocks = reader->document->blocks;
	struct partner_range range;

	if (block >= reader->document->block_count || blocks[block].kind != BLOCK_TEXT
		|| label_at(reader, block) != FACT_LABEL_COUNT)
		return;
	range = range_of(reader, block);
	if (range.end - range.start > NAMES_MOST
		|| strchr(".!?:", reader->text[range.end - 1])
		|| !partner_items_name_organisation(reader, range)
		|| !memchr(reader->text + range.start, ',', range.end - range.start))
		return;
	partner_items_add_line(reader, range, role);
}

/* The list that begins at a block; a line that announces it may come first. */
static void put_list(struct partner_reader *reader, size_t block, const char *role)
{
	const struct block *blocks = reader->document->blocks;
	size_t count = reader->document->block_count;
	size_t first = block;

	if (block + 1 < count && blocks[block].kind == BLOCK_TEXT
		&& blocks[block + 1].kind == BLOCK_ITEM
		&& label_at(reader, block) == FACT_LABEL_COUNT
		&& reader->text[blocks[block].end - 1] == ':')
		first = ++block;
	for (; block < count && blocks[block].kind == BLOCK_ITEM; block++)
		partner_items_add(reader, range_of(reader, block), role);
	if (block > first)
		return;
	for (; block < count && blocks[block].kind == BLOCK_ROW
		&& label_at(reader, block) == FACT_LABEL_COUNT;
		block++)
		partner_items_add_row(reader, range_of(reader, block), role);
	if (block == first && !put_lines(reader, block, role))
		put_one_line(reader, block, role);
}

static void read_field(struct partner_reader *reader, const struct fact_field *field)
{
	const char *role = partner_items_role(field->label);
	const struct block *blocks = reader->document->blocks;
	size_t next = field->block + 1;
	bool counted = field->value < field->end
		&& isdigit((unsigned char)reader->text[field->value]);

	if (field->value == field->end) {
		put_list(reader, next, role);
		return;
	}
	if (!counted)
		partner_items_add_line(
			reader, (struct partner_range){field->value, field->end}, role);
	else if (next < reader->document->block_count && blocks[next].kind == BLOCK_ITEM)
		put_list(reader, next, role);
	/* further values of one label */
	for (; !counted && blocks[field->block].kind == BLOCK_ROW
		&& next < reader->document->block_count && blocks[next].kind == BLOCK_ROW
		&& label_at(reader, next) == FACT_LABEL_COUNT
		&& !memchr(reader->text + blocks[next].start, ':',
			blocks[next].end - blocks[next].start);
		next++)
		partner_items_add(reader, range_of(reader, next), role);
}

static bool is_person(const struct partner_reader *reader, struct partner_range range)
{
	const struct cue *cue =
		cues_at(reader->wording->fact_words, reader->low, range.end, range.start);

	return cue && cue->class == FACT_WORD_PERSON;
}

/* The listed partner whose name begins with the other's, or the other way round. */
static struct fact_partner *find_like(
	const struct partner_reader *reader, const char *name, size_t length)
{
	for (size_t i = 0; i < reader->out->listed_count; i++) {
		struct fact_partner *partner = &reader->out->partners[i];
		size_t other = strlen(partner->name);
		size_t least = other < length ? other : length;

		if (strncasecmp(partner->name, name, least) == 0)
			return partner;
	}
	return NULL;
}

static void put_first(
	struct partner_reader *reader, struct partner_range range, const char *role)
{
	struct facts *out = reader->out;
	size_t before = out->listed_count;

	partner_items_add(reader, range, role);
	if (out->listed_count == before)
		return;
	struct fact_partner last = out->partners[before];

	memmove(out->partners + 1, out->partners, before * sizeof(*out->partners));
	out->partners[0] = last;
}

/* Who leads, or carries the project, may be named outside the list. */
static void read_leader(struct partner_reader *reader, const struct fact_field *field)
{
	struct partner_range range = partner_items_trim(
		reader, (struct partner_range){field->value, field->end});
	struct fact_partner *listed;

	if (range.start >= range.end || range.end - range.start > PARTNER_NAME_MOST
		|| is_person(reader, range))
		return;
	listed = find_like(reader, reader->text + range.start, range.end - range.start);
	if (!listed)
		put_first(reader, range, partner_items_role(field->label));
	else if (field->label == FACT_LEAD)
		listed->role = partner_items_role(FACT_LEAD);
}

/* What stands behind the last comma, if it is a city's name: its seat. */
static const struct place *find_seat(const struct places *places, const char *name)
{
	const char *comma = strrchr(name, ',');

	if (!comma || comma[1] != ' ' || islower((unsigned char)comma[2]))
		return NULL;
	return places_find(places, comma + 2);
}

/* Of several places in a name the last one counts. */
static void find_places(const struct places *places, struct facts *out)
{
	SCOPED(buf_release) struct buf names = {0};
	SCOPED(place_mentions_release) struct place_mentions mentions = {0};
	size_t next = 0;
	size_t end = 0;

	for (size_t i = 0; i < out->listed_count; i++)
		buf_add_format(&names, "%s\n", out->partners[i].name);
	if (!names.length)
		return;
	places_mentioned(places, names.bytes, names.length, &mentions);
	for (size_t i = 0; i < out->listed_count; i++) {
		const struct place *place = NULL;
		const struct place *seat = find_seat(places, out->partners[i].name);

		end += strlen(out->partners[i].name) + 1;
		for (; next < mentions.count && mentions.items[next].start < end; next++)
			place = mentions.items[next].place;
		place = seat ? seat : place;
		if (place)
			out->partners[i].place = alloc_string(place->value);
	}
}

void partners_read(const struct wording *wording, const struct places *places,
	const struct document *document, const struct fact_sheet *sheet,
	struct facts *out)
{
	struct partner_reader reader = {
		.wording = wording,
		.document = document,
		.sheet = sheet,
		.text = buf_string(&document->text),
		.low = buf_string(&sheet->low),
		.out = out,
	};

	for (size_t i = 0; i < sheet->count; i++) {
		enum fact_label label = sheet->fields[i].label;

		if (label == FACT_PARTNERS || label == FACT_ASSOCIATED
			|| label == FACT_OBSERVER)
			read_field(&reader, &sheet->fields[i]);
	}
	for (size_t i = 0; i < sheet->count; i++) {
		enum fact_label label = sheet->fields[i].label;

		if (label == FACT_LEAD || label == FACT_BENEFICIARY)
			read_leader(&reader, &sheet->fields[i]);
	}
	find_places(places, out);
}
