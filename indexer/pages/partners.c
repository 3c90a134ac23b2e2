/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/partners.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "pages/cues.h"
#include "pages/document.h"
#include "pages/fact_sheet.h"
#include "pages/fact_words.h"
#include "pages/facts.h"
#include "pages/wording.h"
#include "vocabulary/places.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	NAME_LEAST = 2, /* bytes */
	NAME_MOST = 200,
	LINE_MOST = 120, /* of a partner in a list that has lost its marks */
	PARTNERS_MOST = 200,
	MARK_MOST = 4, /* of a row's number or short sign: LP, PP12 */
};

static const char lead_role[] = "lead";
static const char partner_role[] = "partner";
static const char associated_role[] = "associated";
static const char beneficiary_role[] = "beneficiary";
static const char observer_role[] = "observer";

/* Bytes of document.text. */
struct range {
	size_t start, end;
};

struct reader {
	const struct wording *wording;
	const struct document *document;
	const struct fact_sheet *sheet;
	const char *text, *low;
	struct facts *out;
};

static struct range trim(const struct reader *reader, struct range range)
{
	while (range.start < range.end && strchr(" \t-,;:", reader->text[range.start]))
		range.start++;
	while (range.end > range.start && strchr(" \t,;:", reader->text[range.end - 1]))
		range.end--;
	return range;
}

static const char *role_of_label(enum fact_label label)
{
	switch (label) {
	case FACT_LEAD:
		return lead_role;
	case FACT_ASSOCIATED:
		return associated_role;
	case FACT_BENEFICIARY:
		return beneficiary_role;
	case FACT_OBSERVER:
		return observer_role;
	case FACT_PARTNERS:
		return partner_role;
	default:
		return NULL;
	}
}

/* The role that all of a few words say; or NULL. */
static const char *role_of_words(const struct reader *reader, struct range range)
{
	const struct cue *cue = range.end > range.start
		? cues_whole(reader->wording->fact_words, reader->low + range.start,
			range.end - range.start)
		: NULL;

	if (!cue)
		return NULL;
	return cue->class == FACT_WORD_LEAD          ? lead_role
		: cue->class == FACT_WORD_ASSOCIATED ? associated_role
		: cue->class == FACT_WORD_OBSERVER   ? observer_role
						     : NULL;
}

/* "Lead Partner: City of Pilsen" */
static struct range cut_role_before(
	const struct reader *reader, struct range range, const char **role)
{
	const char *colon =
		memchr(reader->low + range.start, ':', range.end - range.start);
	size_t length = colon ? (size_t)(colon - reader->low) - range.start : 0;
	const struct cue *cue = length ? cues_whole(reader->wording->fact_labels,
					reader->low + range.start, length)
				       : NULL;
	const char *found = cue ? role_of_label((enum fact_label)cue->class) : NULL;

	if (!found)
		return range;
	*role = found == partner_role ? *role : found;
	range.start += length + 1;
	return trim(reader, range);
}

/* "City of Pilsen (lead)", "City of Pilsen, Lead Partner" */
static struct range cut_role_behind(
	const struct reader *reader, struct range range, const char **role)
{
	size_t at = range.end;
	const char *found;

	while (at > range.start && !strchr("(,", reader->text[at - 1]))
		at--;
	if (at == range.start)
		return range;
	size_t close = reader->text[range.end - 1] == ')' ? 1 : 0;

	found = role_of_words(reader, (struct range){at, range.end - close});
	if (!found)
		return range;
	*role = found;
	range.end = at - 1;
	return trim(reader, range);
}

static bool has_letter(const struct reader *reader, struct range range)
{
	for (size_t i = range.start; i < range.end; i++) {
		if (cues_is_word(reader->low, range.end, i)
			&& !isdigit((unsigned char)reader->low[i]))
			return true;
	}
	return false;
}

static struct fact_partner *find(
	const struct reader *reader, const char *name, size_t length)
{
	for (size_t i = 0; i < reader->out->listed_count; i++) {
		struct fact_partner *partner = &reader->out->partners[i];

		if (strlen(partner->name) == length
			&& strncasecmp(partner->name, name, length) == 0)
			return partner;
	}
	return NULL;
}

static void put(struct reader *reader, struct range range, const char *role)
{
	struct facts *out = reader->out;
	size_t length = range.end - range.start;

	if (length < NAME_LEAST || length > NAME_MOST || !has_letter(reader, range)
		|| out->listed_count >= PARTNERS_MOST
		|| find(reader, reader->text + range.start, length))
		return;
	out->partners = alloc_grow(out->partners, out->listed_count, &out->listed_room,
		sizeof(*out->partners));
	out->partners[out->listed_count++] = (struct fact_partner){
		.name = alloc_copy(reader->text + range.start, length), .role = role};
}

static void put_item(struct reader *reader, struct range range, const char *role)
{
	range = trim(reader, range);
	if (range.start == range.end)
		return;
	range = cut_role_before(reader, range, &role);
	if (range.start == range.end)
		return;
	put(reader, cut_role_behind(reader, range, &role), role);
}

/* A row's cells: the first that is more than a sign is the name, another the role. */
static void put_row(struct reader *reader, struct range range, const char *role)
{
	struct range name = {0};
	size_t start = range.start;

	for (size_t i = range.start; i <= range.end; i++) {
		bool bar = i < range.end
			&& (reader->text[i] == '|'
				|| (reader->text[i] == ':'
					&& reader->text[i + 1] == ' '));

		if (i < range.end && !bar)
			continue;
		struct range cell = trim(reader, (struct range){start, i});
		const char *said = role_of_words(reader, cell);

		start = i + 1;
		if (said)
			role = said;
		else if (!name.end && cell.end - cell.start > MARK_MOST)
			name = cell;
	}
	if (name.end)
		put_item(reader, name, role);
}

static bool names_an_organisation(const struct reader *reader, struct range range)
{
	return fact_words_has(reader->wording->fact_words, FACT_WORD_ORGANISATION,
		reader->low + range.start, range.end - range.start);
}

/* The label with which a block begins; FACT_LABEL_COUNT: none that is known. */
static enum fact_label label_at(const struct reader *reader, size_t block)
{
	size_t start = reader->document->blocks[block].start;

	for (size_t i = 0; i < reader->sheet->count; i++) {
		const struct fact_field *field = &reader->sheet->fields[i];

		if (field->start == start && field->label < FACT_LABEL_COUNT)
			return field->label;
	}
	return FACT_LABEL_COUNT;
}

static struct range range_of(const struct reader *reader, size_t block)
{
	return (struct range){reader->document->blocks[block].start,
		reader->document->blocks[block].end};
}

static bool is_line_of_a_partner(const struct reader *reader, size_t block)
{
	struct range range = range_of(reader, block);
	enum fact_label label = label_at(reader, block);

	return range.end - range.start <= LINE_MOST
		&& !strchr(".!?:", reader->text[range.end - 1])
		&& (label == FACT_LEAD || label == FACT_LABEL_COUNT)
		&& (label == FACT_LEAD || names_an_organisation(reader, range));
}

/* A list that has lost its marks must have two lines at least that name somebody. */
static void put_lines(struct reader *reader, size_t block, const char *role)
{
	size_t count = reader->document->block_count;
	size_t end = block;

	while (end < count && is_line_of_a_partner(reader, end))
		end++;
	for (size_t i = block; end - block > 1 && i < end; i++)
		put_item(reader, range_of(reader, i), role);
}

/* The list that begins at a block; a line that announces it may come first. */
static void put_list(struct reader *reader, size_t block, const char *role)
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
		put_item(reader, range_of(reader, block), role);
	if (block > first)
		return;
	for (; block < count && blocks[block].kind == BLOCK_ROW
		&& label_at(reader, block) == FACT_LABEL_COUNT;
		block++)
		put_row(reader, range_of(reader, block), role);
	if (block == first)
		put_lines(reader, block, role);
}

/* Behind the next part of a list on one line, outside brackets. */
static size_t part_end(const struct reader *reader, struct range range, char mark)
{
	int depth = 0;

	for (size_t i = range.start; i < range.end; i++) {
		char c = reader->text[i];

		depth += c == '(' ? 1 : c == ')' && depth ? -1 : 0;
		if (!depth && c == mark)
			return i;
	}
	return range.end;
}

/* A name and its department, not two names. */
static bool is_one_name(const struct reader *reader, struct range range)
{
	size_t comma = part_end(reader, range, ',');
	struct range rest = {comma + 1, range.end};

	return comma >= range.end
		|| (part_end(reader, rest, ',') == range.end
			&& !names_an_organisation(reader, rest));
}

/* "Stadt Riesa und Stadt Torgau" at the end of a list. */
static void put_joined(struct reader *reader, struct range range, const char *role)
{
	const struct cues *words = reader->wording->fact_words;
	struct cue_match match;
	size_t offset = range.start;

	while (cues_next(words, reader->low, range.end, &offset, &match)) {
		const struct cue *next =
			match.cue->class == FACT_WORD_JOIN && match.end + 1 < range.end
			? cues_at(words, reader->low, range.end, match.end + 1)
			: NULL;

		if (next && next->class == FACT_WORD_ORGANISATION) {
			put_item(reader, (struct range){range.start, match.start}, role);
			put_item(reader, (struct range){match.end + 1, range.end}, role);
			return;
		}
	}
	put_item(reader, range, role);
}

static void put_inline(struct reader *reader, struct range range, const char *role)
{
	char mark = memchr(reader->text + range.start, ';', range.end - range.start)
		? ';'
		: ',';

	if (mark == ',' && is_one_name(reader, range)) {
		put_joined(reader, range, role);
		return;
	}
	while (range.start < range.end) {
		size_t end = part_end(reader, range, mark);

		if (end == range.end)
			put_joined(reader, range, role);
		else
			put_item(reader, (struct range){range.start, end}, role);
		range.start = end + 1;
	}
}

static void read_field(struct reader *reader, const struct fact_field *field)
{
	const char *role = role_of_label(field->label);
	const struct block *blocks = reader->document->blocks;
	size_t next = field->block + 1;
	bool counted = field->value < field->end
		&& isdigit((unsigned char)reader->text[field->value]);

	if (field->value == field->end) {
		put_list(reader, next, role);
		return;
	}
	if (!counted)
		put_inline(reader, (struct range){field->value, field->end}, role);
	else if (next < reader->document->block_count && blocks[next].kind == BLOCK_ITEM)
		put_list(reader, next, role);
	/* further values of one label */
	for (; !counted && blocks[field->block].kind == BLOCK_ROW
		&& next < reader->document->block_count && blocks[next].kind == BLOCK_ROW
		&& label_at(reader, next) == FACT_LABEL_COUNT
		&& !memchr(reader->text + blocks[next].start, ':',
			blocks[next].end - blocks[next].start);
		next++)
		put_item(reader, range_of(reader, next), role);
}

static bool is_person(const struct reader *reader, struct range range)
{
	const struct cue *cue =
		cues_at(reader->wording->fact_words, reader->low, range.end, range.start);

	return cue && cue->class == FACT_WORD_PERSON;
}

/* The listed partner whose name begins with the other's, or the other way round. */
static struct fact_partner *find_like(
	const struct reader *reader, const char *name, size_t length)
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

static void put_first(struct reader *reader, struct range range, const char *role)
{
	struct facts *out = reader->out;
	size_t before = out->listed_count;

	put_item(reader, range, role);
	if (out->listed_count == before)
		return;
	struct fact_partner last = out->partners[before];

	memmove(out->partners + 1, out->partners, before * sizeof(*out->partners));
	out->partners[0] = last;
}

/* Who leads, or carries the project, may be named outside the list. */
static void read_leader(struct reader *reader, const struct fact_field *field)
{
	struct range range = trim(reader, (struct range){field->value, field->end});
	struct fact_partner *listed;

	if (range.start >= range.end || range.end - range.start > NAME_MOST
		|| is_person(reader, range))
		return;
	listed = find_like(reader, reader->text + range.start, range.end - range.start);
	if (!listed)
		put_first(reader, range, role_of_label(field->label));
	else if (field->label == FACT_LEAD)
		listed->role = lead_role;
}

/* Of several places in a name the last is its seat: University of Leipzig, Grimma. */
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

		end += strlen(out->partners[i].name) + 1;
		for (; next < mentions.count && mentions.items[next].start < end; next++)
			place = mentions.items[next].place;
		if (place)
			out->partners[i].place = alloc_string(place->value);
	}
}

void partners_read(const struct wording *wording, const struct places *places,
	const struct document *document, const struct fact_sheet *sheet,
	struct facts *out)
{
	struct reader reader = {
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
