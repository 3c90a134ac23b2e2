/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/partner_items.h"

#include "base/alloc.h"
#include "pages/cues.h"
#include "pages/fact_words.h"
#include "pages/facts.h"
#include "pages/wording.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
	NAME_LEAST = 2, /* bytes */
	STOP_FROM = 60, /* where a full stop ends a sentence, not e. V. */
	PARTNERS_MOST = 200,
	NESTED_LEAST = 2, /* commas of a list in a list */
	MARK_MOST = 4,    /* bytes of a row's number or short sign: LP, PP12 */
};

static const char lead_role[] = "lead";
static const char partner_role[] = "partner";
static const char associated_role[] = "associated";
static const char beneficiary_role[] = "beneficiary";
static const char observer_role[] = "observer";

struct partner_range partner_items_trim(
	const struct partner_reader *reader, struct partner_range range)
{
	while (range.start < range.end && strchr(" \t-,;:", reader->text[range.start]))
		range.start++;
	while (range.end > range.start && strchr(" \t,;:", reader->text[range.end - 1]))
		range.end--;
	return range;
}

const char *partner_items_role(enum fact_label label)
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
static const char *role_of_words(
	const struct partner_reader *reader, struct partner_range range)
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
static struct partner_range cut_role_before(const struct partner_reader *reader,
	struct partner_range range, const char **role)
{
	const char *colon =
		memchr(reader->low + range.start, ':', range.end - range.start);
	size_t length = colon ? (size_t)(colon - reader->low) - range.start : 0;
	const struct cue *cue = length ? cues_whole(reader->wording->fact_labels,
					reader->low + range.start, length)
				       : NULL;
	const char *found = cue ? partner_items_role((enum fact_label)cue->class) : NULL;

	if (!found)
		return range;
	*role = found == partner_role ? *role : found;
	range.start += length + 1;
	return partner_items_trim(reader, range);
}

/* "City of Pilsen (lead)", "City of Pilsen, Lead Partner" */
static struct partner_range cut_role_behind(const struct partner_reader *reader,
	struct partner_range range, const char **role)
{
	size_t at = range.end;
	const char *found;

	while (at > range.start && !strchr("(,", reader->text[at - 1]))
		at--;
	if (at == range.start)
		return range;
	size_t close = reader->text[range.end - 1] == ')' ? 1 : 0;

	found = role_of_words(reader, (struct partner_range){at, range.end - close});
	if (!found)
		return range;
	*role = found;
	range.end = at - 1;
	return partner_items_trim(reader, range);
}

static bool has_letter(const struct partner_reader *reader, struct partner_range range)
{
	for (size_t i = range.start; i < range.end; i++) {
		if (cues_is_word(reader->low, range.end, i)
			&& !isdigit((unsigned char)reader->low[i]))
			return true;
	}
	return false;
}

static struct fact_partner *find(
	const struct partner_reader *reader, const char *name, size_t length)
{
	for (size_t i = 0; i < reader->out->listed_count; i++) {
		struct fact_partner *partner = &reader->out->partners[i];

		if (strlen(partner->name) == length
			&& strncasecmp(partner->name, name, length) == 0)
			return partner;
	}
	return NULL;
}

/* The head of a table (Projektpartner), or how many there are (fourteen). */
static bool names_nobody(const struct partner_reader *reader, struct partner_range range)
{
	const struct wording *wording = reader->wording;
	const struct cue *label = cues_whole(
		wording->fact_labels, reader->low + range.start, range.end - range.start);
	const struct cue *word = cues_whole(
		wording->fact_words, reader->low + range.start, range.end - range.start);

	return (label && partner_items_role((enum fact_label)label->class))
		|| (word && word->class == FACT_WORD_NUMBER);
}

static void put(
	struct partner_reader *reader, struct partner_range range, const char *role)
{
	struct facts *out = reader->out;
	size_t length = range.end - range.start;

	if (length > STOP_FROM && reader->text[range.end - 1] == '.')
		return;
	if (length < NAME_LEAST || length > PARTNER_NAME_MOST
		|| !has_letter(reader, range) || names_nobody(reader, range)
		|| out->listed_count >= PARTNERS_MOST
		|| find(reader, reader->text + range.start, length))
		return;
	out->partners = alloc_grow(out->partners, out->listed_count, &out->listed_room,
		sizeof(*out->partners));
	out->partners[out->listed_count++] = (struct fact_partner){
		.name = alloc_copy(reader->text + range.start, length), .role = role};
}

void partner_items_add(
	struct partner_reader *reader, struct partner_range range, const char *role)
{
	range = partner_items_trim(reader, range);
	if (range.start == range.end)
		return;
	range = cut_role_before(reader, range, &role);
	if (range.start == range.end)
		return;
	range = cut_role_behind(reader, range, &role);
	put(reader, range, role);
}

/* A row's cells: the first that is more than a sign is the name, another the role. */
void partner_items_add_row(
	struct partner_reader *reader, struct partner_range range, const char *role)
{
	struct partner_range name = {0};
	size_t start = range.start;

	for (size_t i = range.start; i <= range.end; i++) {
		bool bar = i < range.end
			&& (reader->text[i] == '|'
				|| (reader->text[i] == ':'
					&& reader->text[i + 1] == ' '));

		if (i < range.end && !bar)
			continue;
		struct partner_range cell =
			partner_items_trim(reader, (struct partner_range){start, i});
		const char *said = role_of_words(reader, cell);

		start = i + 1;
		if (said)
			role = said;
		else if (!name.end && cell.end - cell.start > MARK_MOST)
			name = cell;
	}
	if (name.end)
		partner_items_add(reader, name, role);
}

bool partner_items_name_organisation(
	const struct partner_reader *reader, struct partner_range range)
{
	return fact_words_has(reader->wording->fact_words, FACT_WORD_ORGANISATION,
		reader->low + range.start, range.end - range.start);
}

/* Behind the next part of a list on one line, outside brackets. */
static size_t part_end(
	const struct partner_reader *reader, struct partner_range range, char mark)
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
static bool is_one_name(const struct partner_reader *reader, struct partner_range range)
{
	size_t comma = part_end(reader, range, ',');
	struct partner_range rest = {comma + 1, range.end};

	return comma >= range.end
		|| (part_end(reader, rest, ',') == range.end
			&& !partner_items_name_organisation(reader, rest));
}

/* "Stadt Riesa und Stadt Torgau" at the end of a list. */
static void put_joined(
	struct partner_reader *reader, struct partner_range range, const char *role)
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
			partner_items_add(reader,
				(struct partner_range){range.start, match.start}, role);
			partner_items_add(reader,
				(struct partner_range){match.end + 1, range.end}, role);
			return;
		}
	}
	partner_items_add(reader, range, role);
}

/* Outside brackets. */
static size_t count_marks(
	const struct partner_reader *reader, struct partner_range range, char mark)
{
	size_t count = 0;

	while ((range.start = part_end(reader, range, mark) + 1) <= range.end)
		count++;
	return count;
}

/* Cities between commas may stand between the semicolons of a list. */
static void put_part(
	struct partner_reader *reader, struct partner_range range, const char *role)
{
	bool nested = count_marks(reader, range, ',') >= NESTED_LEAST;

	while (range.start < range.end) {
		size_t end = nested ? part_end(reader, range, ',') : range.end;

		partner_items_add(reader, (struct partner_range){range.start, end}, role);
		range.start = end + 1;
	}
}

void partner_items_add_line(
	struct partner_reader *reader, struct partner_range range, const char *role)
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
			put_part(reader, (struct partner_range){range.start, end}, role);
		range.start = end + 1;
	}
}
