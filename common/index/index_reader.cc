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
#include <vector>
#include <xxhash.h>

namespace
{

struct let_go {
	void operator()(shared_list *list) const
	{
		shared_list_let_go(&list);
	}
};

using held_list = std::unique_ptr<shared_list, let_go>;

} // namespace

struct index_reader {
	Xapian::Database database;
	posting_cache *kept;         /* whoever lends it owns it; NULL: none */
	std::vector<held_list> held; /* what was given out since the last rest */
	struct term_sums sums;

	explicit index_reader(const std::string &path)
	    : database(path), kept(nullptr), sums{}
	{
	}
	index_reader(const index_reader &) = delete;
	index_reader &operator=(const index_reader &) = delete;
	~index_reader()
	{
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

posting_key key_of(const char *term)
{
	return {term, strlen(term)};
}

uint32_t frequency_of(struct index_reader *reader, const char *term)
{
	uint32_t frequency = 0;

	if (reader->kept
		&& posting_cache_frequency(reader->kept, key_of(term), &frequency))
		return frequency;
	frequency = reader->database.get_termfreq(term);
	if (reader->kept)
		posting_cache_note(reader->kept, key_of(term), frequency);
	return frequency;
}

/* The list that is kept, NULL if none is. */
const shared_list *find_kept(struct index_reader *reader, const char *term)
{
	shared_list *found =
		reader->kept ? posting_cache_find(reader->kept, key_of(term)) : nullptr;

	if (found)
		reader->held.emplace_back(found);
	return found;
}

const shared_list *decode(struct index_reader *reader, const char *term)
{
	size_t room = frequency_of(reader, term);
	held_list list(shared_list_create(room));
	Xapian::PostingIterator end = reader->database.postlist_end(term);

	for (auto i = reader->database.postlist_begin(term);
		i != end && list->count < room; ++i)
		shared_list_add(list.get(), *i, i.get_wdf());
	if (reader->kept)
		posting_cache_keep(reader->kept, key_of(term), list.get());
	reader->held.push_back(std::move(list));
	return reader->held.back().get();
}

/* For a list that is nobody else's: both arrays in one block. */
void give_away(const shared_list *list, struct posting_list *out)
{
	size_t documents_bytes = list->count * sizeof(uint32_t);
	char *block = static_cast<char *>(
		alloc_resize(nullptr, list->count, sizeof(uint32_t) + sizeof(uint16_t)));

	memcpy(block, list->documents, documents_bytes);
	memcpy(block + documents_bytes, list->counts, list->count * sizeof(uint16_t));
	*out = {reinterpret_cast<const uint32_t *>(block),
		reinterpret_cast<const uint16_t *>(block + documents_bytes), list->count,
		block};
}

held_list pick(const shared_list *list, const uint32_t *documents, size_t count)
{
	held_list picked(shared_list_create(count));
	size_t at = 0;

	for (size_t i = 0; i < count && at < list->count; i++) {
		at = shared_list_seek(list, at, documents[i]);
		if (at < list->count && list->documents[at] == documents[i])
			shared_list_add(picked.get(), documents[i], list->counts[at]);
	}
	return picked;
}

held_list step_through(struct index_reader *reader, const char *term,
	const uint32_t *documents, size_t count)
{
	held_list picked(shared_list_create(count));
	Xapian::PostingIterator next = reader->database.postlist_begin(term);
	Xapian::PostingIterator end = reader->database.postlist_end(term);

	for (size_t i = 0; i < count && next != end; i++) {
		next.skip_to(documents[i]);
		if (next != end && *next == documents[i])
			shared_list_add(picked.get(), documents[i], next.get_wdf());
	}
	return picked;
}

void list_terms(const Xapian::Database &database, uint32_t document, struct buf *terms,
	struct buf *counts)
{
	Xapian::TermIterator end = database.termlist_end(document);

	for (auto i = database.termlist_begin(document); i != end; ++i) {
		std::string term = *i;
		uint32_t count = i.get_wdf();

		if (strlen(term.c_str()) != term.size())
			continue;
		buf_add(terms, term.c_str(), term.size() + 1);
		buf_add(counts, reinterpret_cast<const char *>(&count), sizeof(count));
	}
}

/* Whether so many steps are worth it, or were until now. */
bool is_stepped(struct index_reader *reader, const char *term, size_t steps)
{
	uint64_t cost = steps * step_cost;

	if (reader->kept)
		cost = posting_cache_trouble(reader->kept, key_of(term), cost);
	return cost <= frequency_of(reader, term);
}

} // namespace

void index_reader_keep_in(struct index_reader *reader, struct posting_cache *cache)
{
	reader->kept = cache;
}

bool index_reader_frequency(
	struct index_reader *reader, const char *term, uint32_t *out, struct error *err)
{
	return guarded(err, [&] {
		*out = frequency_of(reader, term);
		return true;
	});
}

bool index_reader_postings(struct index_reader *reader, const char *term,
	struct posting_list *out, struct error *err)
{
	return guarded(err, [&] {
		const shared_list *list = find_kept(reader, term);

		if (!list)
			list = decode(reader, term);
		*out = {list->documents, list->counts, list->count, nullptr};
		return true;
	});
}

bool index_reader_postings_among(struct index_reader *reader, const char *term,
	const uint32_t *documents, size_t count, struct posting_list *out,
	struct error *err)
{
	return guarded(err, [&] {
		const shared_list *list = find_kept(reader, term);
		held_list picked;

		*out = {};
		if (!list && !frequency_of(reader, term))
			return true;
		if (!list && !is_stepped(reader, term, count))
			list = decode(reader, term);
		picked = list ? pick(list, documents, count)
			      : step_through(reader, term, documents, count);
		give_away(picked.get(), out);
		return true;
	});
}

bool index_reader_document_terms(struct index_reader *reader, uint32_t document,
	struct buf *terms, struct buf *counts, struct error *err)
{
	return guarded(err, [&] {
		try {
			list_terms(reader->database, document, terms, counts);
		} catch (const Xapian::DocNotFoundError &) {
			/* it has none */
		}
		return true;
	});
}

void index_reader_rest(struct index_reader *reader)
{
	reader->held.clear();
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
