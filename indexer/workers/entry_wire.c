/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers/entry_wire.h"

#include "entries/record_check.h"
#include "text/unicode.h"

#include <string.h>

enum {
	ID_MAX = 64 * 1024, /* bytes: a long path with every byte coded */
	TERM_MAX = 245,     /* bytes, as the engine takes */
	DATE_MAX = 10,
};

/* Whoever adds to an entry sends that too. */
_Static_assert(sizeof(struct entry)
		== (4 + FIELD_FILTER_COUNT) * sizeof(struct buf)
			+ sizeof(struct string_table) + sizeof(struct entry_sketch)
			+ 3 * sizeof(size_t),
	"entry_wire knows all that an entry has");

static void add_buf(struct buf *out, const struct buf *part)
{
	wire_add_bytes(out, buf_string(part), part->length);
}

void entry_wire_add(struct buf *out, const struct entry *entry)
{
	const struct string_table *terms = &entry->terms;

	buf_reserve(out,
		entry->words.length + entry->record.length + terms->length
			+ 16 * terms->count);
	add_buf(out, &entry->id);
	wire_add_number(out, (uint32_t)terms->count);
	for (uint32_t i = 0; i < terms->count; i++) {
		wire_add_number(out, entry->counts[i]);
		wire_add_string(out, string_table_get(terms, i));
	}
	for (int i = 0; i < FIELD_FILTER_COUNT; i++)
		add_buf(out, &entry->values[i]);
	add_buf(out, &entry->date);
	add_buf(out, &entry->words);
	add_buf(out, &entry->record);
	wire_add_bytes(out, (const char *)&entry->sketch, sizeof(entry->sketch));
	wire_add_number(out, entry->length);
	wire_add_number(out, entry->flags);
}

/* Takes bytes over that are at most so many. */
static bool read_buf(struct wire *wire, size_t most, struct buf *out)
{
	size_t length;
	const char *bytes = wire_bytes(wire, &length);

	if (!bytes || length > most)
		return false;
	buf_add(out, bytes, length);
	return true;
}

static bool read_text(struct wire *wire, size_t most, struct buf *out)
{
	return read_buf(wire, most, out) && unicode_valid(out->bytes, out->length);
}

static bool read_terms(struct wire *wire, struct entry *out)
{
	uint32_t count = wire_number(wire);

	for (uint32_t i = 0; i < count; i++) {
		uint32_t weight = wire_number(wire);
		size_t length;
		const char *term = wire_bytes(wire, &length);

		if (!term || !length || length > TERM_MAX || !weight
			|| !unicode_valid(term, length))
			return false;
		/* one that comes twice counts twice */
		entry_take_term(out, term, length, weight);
	}
	return !wire->broken;
}

static bool read_values(struct wire *wire, struct entry *out)
{
	for (int i = 0; i < FIELD_FILTER_COUNT; i++) {
		if (!read_text(wire, wire->length, &out->values[i]))
			return false;
	}
	return true;
}

static bool read_date(struct wire *wire, struct buf *out)
{
	return read_buf(wire, DATE_MAX, out)
		&& strspn(out->bytes, "0123456789-") == out->length;
}

static bool read_sketch(struct wire *wire, struct entry_sketch *out)
{
	size_t length;
	const char *bytes = wire_bytes(wire, &length);

	if (!bytes || length != sizeof(*out))
		return false;
	memcpy(out, bytes, length);
	return true;
}

bool entry_wire_read(struct wire *wire, struct entry *out)
{
	entry_clear(out);
	if (!read_text(wire, ID_MAX, &out->id) || !out->id.length
		|| !read_terms(wire, out) || !read_values(wire, out)
		|| !read_date(wire, &out->date)
		|| !read_buf(wire, wire->length, &out->words)
		|| !read_buf(wire, wire->length, &out->record)
		|| !read_sketch(wire, &out->sketch))
		return false;
	out->length = wire_number(wire);
	out->flags = wire_number(wire) & ENTRY_MIXED;
	return !wire->broken && words_are_sound(&out->words)
		&& record_is_sound(&out->record, &out->id);
}
