/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/index_reader.h"

#include "base/alloc.h"
#include "index/document_id.hh"
#include "index/field.h"
#include "index/guard.hh"
#include "index/posting_cache.h"

#include <xapian.h>

#define XXH_INLINE_ALL
#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <xxhash.h>

struct index_reader {
	Xapian::Database database;
	posting_cache *known;
	struct term_sums sums;

	explicit index_reader(const std::string &path)
	    : database(path), known(posting_cache_create(INDEX_READER_KEPT_BYTES)), sums{}
	{
	}
	index_reader(const index_reader &) = delete;
	index_reader &operator=(const index_reader &) = delete;
	~index_reader()
	{
		posting_cache_free(&known);
		term_sums_release(&sums);
	}
};

struct value_stream {
	Xapian::ValueIterator next, end;
	std::string value;
};

struct note_stream {
	Xapian::TermIterator next, end;
	std::string key;
};

bool index_reader_open(const char *path, struct index_reader **out, struct error *err)
{
	return guarded(err, [&] {
		auto reader =
			std::make_unique<index_reader>(std::string(path) + "/engine");

		if (reader->database.get_metadata("schema") != INDEX_SCHEMA)
			return error_set(err, ERROR_CORRUPT,
				"this index is of another version; make it anew with: "
				"regio-indexer rebuild INDEX SOURCE...");
		*out = reader.release();
		return true;
	});
}

void index_reader_close(struct index_reader **reader)
{
	delete *reader;
	*reader = nullptr;
}

static uint64_t noted_bytes(const struct index_reader *reader, const char *note)
{
	std::string bytes = reader->database.get_metadata(note);

	return bytes.empty() ? 0 : std::stoull(bytes);
}

bool index_reader_facts(
	struct index_reader *reader, struct index_facts *out, struct error *err)
{
	return guarded(err, [&] {
		std::string uuid = reader->database.get_uuid();

		*out = {reader->database.get_doccount(), reader->database.get_lastdocid(),
			reader->database.get_revision(),
			XXH3_64bits(uuid.data(), uuid.size()),
			noted_bytes(reader, "dictionary_bytes"),
			noted_bytes(reader, "forms_bytes")};
		return true;
	});
}

bool index_reader_find(struct index_reader *reader, const char *id, size_t length,
	uint32_t *out, struct error *err)
{
	return guarded(err, [&] {
		std::string term = document_id_term(id, length);
		Xapian::PostingIterator found = reader->database.postlist_begin(term);

		if (found == reader->database.postlist_end(term))
			return error_set(err, ERROR_MISSING, "no document has this id");
		*out = *found;
		return true;
	});
}

namespace
{

/* To step to a candidate costs about as much as to read so many postings. */
constexpr uint64_t step_cost = 8;

struct freed {
	void operator()(void *block) const
	{
		free(block);
	}
};

template <class Item> std::unique_ptr<Item, freed> room_for(size_t count)
{
	return std::unique_ptr<Item, freed>(
		static_cast<Item *>(alloc_resize(nullptr, count, sizeof(Item))));
}

/* Arrays of postings being made. */
struct posting_arrays {
	std::unique_ptr<uint32_t, freed> documents;
	std::unique_ptr<uint16_t, freed> counts;
	size_t room, count = 0;

	explicit posting_arrays(size_t size)
	    : documents(room_for<uint32_t>(size)), counts(room_for<uint16_t>(size)),
	      room(size)
	{
	}

	void add(uint32_t document, uint32_t weight)
	{
		documents.get()[count] = document;
		counts.get()[count++] = static_cast<uint16_t>(
			std::min<uint32_t>(weight, POSTING_COUNT_MAX));
	}
};

known_term *know(struct index_reader *reader, const char *term)
{
	known_term *known = posting_cache_find(reader->known, term);

	return known ? known
		     : posting_cache_add(
			     reader->known, term, reader->database.get_termfreq(term));
}

/* For a list that the cache has not taken: both arrays in one block. */
void give_away(const posting_arrays &arrays, struct posting_list *out)
{
	size_t documents_bytes = arrays.count * sizeof(uint32_t);
	char *block = static_cast<char *>(
		alloc_resize(nullptr, arrays.count, sizeof(uint32_t) + sizeof(uint16_t)));

	memcpy(block, arrays.documents.get(), documents_bytes);
	memcpy(block + documents_bytes, arrays.counts.get(),
		arrays.count * sizeof(uint16_t));
	*out = {reinterpret_cast<const uint32_t *>(block),
		reinterpret_cast<const uint16_t *>(block + documents_bytes), arrays.count,
		block};
}

posting_arrays decode(struct index_reader *reader, const char *term, uint32_t frequency)
{
	posting_arrays arrays(frequency);
	Xapian::PostingIterator end = reader->database.postlist_end(term);

	for (auto i = reader->database.postlist_begin(term);
		i != end && arrays.count < arrays.room; ++i)
		arrays.add(*i, i.get_wdf());
	return arrays;
}

/* What is not kept yet is kept, if there is room. */
void read_postings(struct index_reader *reader, const char *term, known_term *known,
	struct posting_list *out)
{
	*out = {known->documents, known->counts, known->frequency, nullptr};
	if (known->documents || !known->frequency)
		return;

	posting_arrays arrays = decode(reader, term, known->frequency);

	if (arrays.count == known->frequency
		&& posting_cache_keep(reader->known, known, arrays.documents.get(),
			arrays.counts.get())) {
		*out = {arrays.documents.release(), arrays.counts.release(), arrays.count,
			nullptr};
		return;
	}
	give_away(arrays, out);
}

/* The first place from at on, whose document is not below the given one. */
size_t gallop(const uint32_t *documents, size_t count, size_t at, uint32_t document)
{
	size_t step = 1;

	while (at + step < count && documents[at + step] < document)
		step *= 2;
	return static_cast<size_t>(
		std::lower_bound(documents + at + step / 2,
			documents + (at + step < count ? at + step : count), document)
		- documents);
}

posting_arrays pick(
	const struct posting_list &list, const uint32_t *documents, size_t count)
{
	posting_arrays picked(count);
	size_t at = 0;

	for (size_t i = 0; i < count && at < list.count; i++) {
		at = gallop(list.documents, list.count, at, documents[i]);
		if (at < list.count && list.documents[at] == documents[i])
			picked.add(documents[i], list.counts[at]);
	}
	return picked;
}

posting_arrays step_through(struct index_reader *reader, const char *term,
	const uint32_t *documents, size_t count)
{
	posting_arrays picked(count);
	Xapian::PostingIterator next = reader->database.postlist_begin(term);
	Xapian::PostingIterator end = reader->database.postlist_end(term);

	for (size_t i = 0; i < count && next != end; i++) {
		next.skip_to(documents[i]);
		if (next != end && *next == documents[i])
			picked.add(documents[i], next.get_wdf());
	}
	return picked;
}

} // namespace

bool index_reader_frequency(
	struct index_reader *reader, const char *term, uint32_t *out, struct error *err)
{
	return guarded(err, [&] {
		*out = know(reader, term)->frequency;
		return true;
	});
}

bool index_reader_postings(struct index_reader *reader, const char *term,
	struct posting_list *out, struct error *err)
{
	return guarded(err, [&] {
		read_postings(reader, term, know(reader, term), out);
		return true;
	});
}

bool index_reader_postings_among(struct index_reader *reader, const char *term,
	const uint32_t *documents, size_t count, struct posting_list *out,
	struct error *err)
{
	return guarded(err, [&] {
		known_term *known = know(reader, term);
		struct posting_list all = {};

		*out = {};
		if (!known->frequency)
			return true;
		known->trouble += count * step_cost;
		if (!known->documents && known->trouble <= known->frequency) {
			give_away(step_through(reader, term, documents, count), out);
			return true;
		}
		known->trouble = 0;
		read_postings(reader, term, known, &all);
		give_away(pick(all, documents, count), out);
		posting_list_release(&all);
		return true;
	});
}

void index_reader_rest(struct index_reader *reader)
{
	posting_cache_trim(reader->known);
}

struct term_sums *index_reader_sums(struct index_reader *reader)
{
	return &reader->sums;
}

bool value_stream_open(struct index_reader *reader, unsigned slot,
	struct value_stream **out, struct error *err)
{
	return guarded(err, [&] {
		*out = new value_stream{reader->database.valuestream_begin(slot),
			reader->database.valuestream_end(slot), {}};
		return true;
	});
}

void value_stream_close(struct value_stream **stream)
{
	delete *stream;
	*stream = nullptr;
}

bool value_stream_next(struct value_stream *stream, uint32_t *document,
	const char **bytes, size_t *length, struct error *err)
{
	return guarded(err, [&] {
		if (stream->next == stream->end) {
			*document = 0;
			return true;
		}
		stream->value = *stream->next;
		*document = stream->next.get_docid();
		*bytes = stream->value.data();
		*length = stream->value.size();
		++stream->next;
		return true;
	});
}

bool index_reader_value(struct index_reader *reader, uint32_t document, unsigned slot,
	struct buf *out, struct error *err)
{
	return guarded(err, [&] {
		std::string value =
			reader->database.get_document(document).get_value(slot);

		buf_add(out, value.data(), value.size());
		return true;
	});
}

bool index_reader_terms(struct index_reader *reader, const char *prefix, size_t max,
	struct buf *out, size_t *count, struct error *err)
{
	return guarded(err, [&] {
		auto end = reader->database.allterms_end(prefix);
		size_t found = 0;

		for (auto i = reader->database.allterms_begin(prefix);
			found < max && i != end; ++i, ++found)
			buf_add(out, (*i).c_str(), (*i).size() + 1);
		*count = found;
		return true;
	});
}

bool note_stream_open(struct index_reader *reader, const char *prefix,
	struct note_stream **out, struct error *err)
{
	return guarded(err, [&] {
		std::string begin = std::string(NOTE_PREFIX) + prefix;

		*out = new note_stream{reader->database.metadata_keys_begin(begin),
			reader->database.metadata_keys_end(begin), {}};
		return true;
	});
}

void note_stream_close(struct note_stream **stream)
{
	delete *stream;
	*stream = nullptr;
}

bool note_stream_next(struct note_stream *stream, const char **key, struct error *err)
{
	return guarded(err, [&] {
		*key = nullptr;
		if (stream->next == stream->end)
			return true;
		stream->key = *stream->next;
		++stream->next;
		*key = stream->key.c_str() + sizeof(NOTE_PREFIX) - 1;
		return true;
	});
}

bool index_reader_noted(
	struct index_reader *reader, const char *key, struct buf *out, struct error *err)
{
	return guarded(err, [&] {
		std::string value =
			reader->database.get_metadata(std::string(NOTE_PREFIX) + key);

		buf_add(out, value.data(), value.size());
		return true;
	});
}
