/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/index_reader.h"

#include "index/document_id.hh"
#include "index/field.h"
#include "index/guard.hh"

#include <xapian.h>

#define XXH_INLINE_ALL
#include <memory>
#include <string>
#include <xxhash.h>

struct index_reader {
	Xapian::Database database;
};

struct postings {
	Xapian::PostingIterator next, end;
	uint32_t count;
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
		auto reader = std::make_unique<index_reader>(
			index_reader{Xapian::Database(std::string(path) + "/engine")});

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

bool index_reader_facts(
	struct index_reader *reader, struct index_facts *out, struct error *err)
{
	return guarded(err, [&] {
		std::string uuid = reader->database.get_uuid();
		std::string forms = reader->database.get_metadata("forms_bytes");

		*out = {reader->database.get_doccount(), reader->database.get_lastdocid(),
			reader->database.get_revision(),
			XXH3_64bits(uuid.data(), uuid.size()),
			forms.empty() ? 0 : std::stoull(forms)};
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

bool postings_open(struct index_reader *reader, const char *term, struct postings **out,
	struct error *err)
{
	return guarded(err, [&] {
		*out = new postings{reader->database.postlist_begin(term),
			reader->database.postlist_end(term),
			reader->database.get_termfreq(term)};
		return true;
	});
}

void postings_close(struct postings **postings)
{
	delete *postings;
	*postings = nullptr;
}

uint32_t postings_count(const struct postings *postings)
{
	return postings->count;
}

bool postings_read(struct postings *postings, uint32_t *documents, uint32_t *weights,
	size_t room, size_t *count, struct error *err)
{
	return guarded(err, [&] {
		size_t read = 0;

		for (; read < room && postings->next != postings->end; ++postings->next) {
			documents[read] = *postings->next;
			weights[read++] = postings->next.get_wdf();
		}
		*count = read;
		return true;
	});
}

bool postings_read_among(struct postings *postings, const uint32_t *documents,
	size_t count, uint32_t *weights, struct error *err)
{
	return guarded(err, [&] {
		for (size_t i = 0; i < count; i++) {
			if (postings->next != postings->end)
				postings->next.skip_to(documents[i]);
			weights[i] = postings->next != postings->end
					&& *postings->next == documents[i]
				? postings->next.get_wdf()
				: 0;
		}
		return true;
	});
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
