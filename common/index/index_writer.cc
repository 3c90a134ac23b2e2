/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/index_writer.h"

#include "base/digest.h"
#include "base/scope.h"
#include "index/document_id.hh"
#include "index/field.h"
#include "index/guard.hh"
#include "index/manifest.h"
#include "index/record.h"
#include "index/store.h"
#include "index/word_writer.h"

#include <xapian.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

static const char schema_note[] = "schema";
static const char store_note[] = "store_bytes";
static const char forms_note[] = "forms_bytes";
static const char dictionary_note[] = "dictionary_bytes";
static const std::string callers_notes = NOTE_PREFIX;

struct index_writer {
	std::string folder;
	bool vouched = false;
	Xapian::WritableDatabase database;
	struct store *store = nullptr; /* words and records */
	struct word_writer *words = nullptr;

	index_writer() = default;
	index_writer(const index_writer &) = delete;
	index_writer &operator=(const index_writer &) = delete;
	~index_writer()
	{
		store_close(&store);
		word_writer_close(&words);
	}
};

/* A new database gets our schema; an old one must have it. */
static bool check_schema(Xapian::WritableDatabase &database, struct error *err)
{
	std::string schema = database.get_metadata(schema_note);

	if (schema.empty() && database.get_doccount() == 0) {
		database.begin_transaction(true);
		database.set_metadata(schema_note, INDEX_SCHEMA);
		database.commit_transaction();
		return true;
	}
	return schema == INDEX_SCHEMA
		? true
		: error_set(err, ERROR_CORRUPT,
			"this index is of another version; make it anew with: "
			"regio-indexer rebuild INDEX SOURCE...");
}

static uint64_t committed_bytes(const Xapian::Database &database, const char *note)
{
	std::string bytes = database.get_metadata(note);

	return bytes.empty() ? 0 : std::stoull(bytes);
}

bool index_writer_open(const char *path, struct index_writer **out, struct error *err)
{
	return manifest_prepare(path, err) && guarded(err, [&] {
		auto writer = std::make_unique<index_writer>();
		std::string folder(path);

		writer->folder = folder;
		writer->database = Xapian::WritableDatabase(
			folder + "/engine", Xapian::DB_CREATE_OR_OPEN);
		if (!check_schema(writer->database, err)
			|| !store_open((folder + "/store").c_str(),
				committed_bytes(writer->database, store_note),
				&writer->store, err)
			|| !word_writer_open(path,
				{committed_bytes(writer->database, dictionary_note),
					committed_bytes(writer->database, forms_note)},
				&writer->words, err))
			return false;
		*out = writer.release();
		return true;
	});
}

void index_writer_close(struct index_writer **writer)
{
	delete *writer;
	*writer = nullptr;
}

bool index_writer_vouch(struct index_writer *writer, struct error *err)
{
	writer->vouched = writer->vouched
		|| (manifest_compare(writer->folder.c_str(), err)
			&& store_cut(writer->store, err)
			&& word_writer_cut(writer->words, err));
	return writer->vouched;
}

bool index_writer_begin(struct index_writer *writer, struct error *err)
{
	if (!index_writer_vouch(writer, err)
		|| !manifest_break(writer->folder.c_str(), err))
		return false;
	return guarded(err, [&] {
		writer->database.begin_transaction(true);
		return true;
	});
}

static void note_bytes(
	Xapian::WritableDatabase &database, const char *note, uint64_t bytes)
{
	database.set_metadata(note, std::to_string(bytes));
}

bool index_writer_commit(struct index_writer *writer, struct error *err)
{
	struct word_bytes words = {};

	if (!word_writer_commit(writer->words, &words, err)
		|| !store_sync(writer->store, err))
		return false;
	return guarded(err, [&] {
		note_bytes(writer->database, store_note, store_length(writer->store));
		note_bytes(writer->database, dictionary_note, words.dictionary);
		note_bytes(writer->database, forms_note, words.forms);
		writer->database.commit_transaction();
		return true;
	});
}

bool index_writer_seal(struct index_writer *writer, struct error *err)
{
	enum manifest_state state = MANIFEST_OPEN;

	if (!manifest_state_of(writer->folder.c_str(), &state, err))
		return false;
	return state == MANIFEST_SEALED
		|| (index_writer_vouch(writer, err)
			&& manifest_seal(writer->folder.c_str(), err));
}

static void add_terms(const struct entry *entry, Xapian::Document &document)
{
	for (uint32_t i = 0; i < entry->terms.count; i++)
		document.add_term(string_table_get(&entry->terms, i), entry->counts[i]);
}

static void add_values(const struct entry *entry, Xapian::Document &document)
{
	for (unsigned i = 0; i < FIELD_FACET_COUNT; i++) {
		const struct buf *values = &entry->values[i];

		if (values->length)
			document.add_value(i, std::string(values->bytes, values->length));
	}
	if (entry->date.length)
		document.add_value(
			SLOT_DATE, std::string(entry->date.bytes, entry->date.length));
	if (entry->sketch.words)
		document.add_value(SLOT_SKETCH,
			std::string(reinterpret_cast<const char *>(&entry->sketch),
				sizeof(entry->sketch)));
}

/* The document with the id; 0: there is none. */
static Xapian::docid find_document(struct index_writer *writer, const std::string &id)
{
	Xapian::PostingIterator found = writer->database.postlist_begin(id);

	return found == writer->database.postlist_end(id) ? 0 : *found;
}

/* False: it has no place in the store. */
static bool place_of(const Xapian::Document &document, struct entry_place &out)
{
	std::string value = document.get_value(SLOT_PLACE);

	if (value.size() != sizeof(out))
		return false;
	std::memcpy(&out, value.data(), sizeof(out));
	return true;
}

static bool read_bytes(struct index_writer *writer, uint64_t offset, uint32_t size,
	struct buf *out, struct error *err)
{
	std::vector<char> bytes(size);

	if (!store_read(writer->store, offset, bytes.data(), bytes.size(), err))
		return false;
	buf_add(out, bytes.data(), bytes.size());
	return true;
}

static bool read_words(struct index_writer *writer, const struct entry_place &place,
	struct buf *out, struct error *err)
{
	return read_bytes(writer, place.offset, place.words_bytes, out, err);
}

static bool read_record(struct index_writer *writer, const struct entry_place &place,
	struct buf *out, struct error *err)
{
	return read_bytes(
		writer, place.offset + place.words_bytes, place.size_bytes, out, err);
}

/* Appends what is stored of a document and notes where. */
static bool append(struct index_writer *writer, const struct buf *words,
	const struct buf *record, struct entry_place &place, struct error *err)
{
	uint64_t second = 0;

	place.words_bytes = static_cast<uint32_t>(words->length);
	place.size_bytes = static_cast<uint32_t>(record->length);
	return store_append(writer->store, buf_string(words), words->length,
		       &place.offset, err)
		&& store_append(
			writer->store, buf_string(record), record->length, &second, err);
}

/* Counts the words of the document with the id out, if there is one: *out, or 0. */
static bool count_out(struct index_writer *writer, const std::string &id,
	Xapian::docid *out, struct error *err)
{
	SCOPED(buf_release) struct buf words = {};
	struct entry_place place = {};

	*out = find_document(writer, id);
	if (!*out || !place_of(writer->database.get_document(*out), place))
		return true;
	if (!read_words(writer, place, &words, err))
		return false;
	return word_writer_subtract(writer->words, &words, err);
}

static std::string place_value(const struct entry_place &place)
{
	return std::string(reinterpret_cast<const char *>(&place), sizeof(place));
}

bool index_writer_put(
	struct index_writer *writer, const struct entry *entry, struct error *err)
{
	SCOPED(buf_release) struct buf words = {};
	struct entry_place place = {};

	place.length = entry->length;
	place.order = digest_of(entry->id.bytes, entry->id.length).low;
	if (!word_writer_add(writer->words, &entry->words, &words, err)
		|| !append(writer, &words, &entry->record, place, err))
		return false;
	return guarded(err, [&] {
		Xapian::Document document;
		std::string id = document_id_term(entry->id.bytes, entry->id.length);
		Xapian::docid known = 0;

		if (!count_out(writer, id, &known, err))
			return false;
		add_terms(entry, document);
		add_values(entry, document);
		document.add_value(SLOT_PLACE, place_value(place));
		document.add_boolean_term(id);
		if (known)
			writer->database.replace_document(known, document);
		else
			writer->database.add_document(document);
		return true;
	});
}

bool index_writer_remove(
	struct index_writer *writer, const char *id, size_t length, struct error *err)
{
	return guarded(err, [&] {
		std::string term = document_id_term(id, length);
		Xapian::docid known = 0;

		if (!count_out(writer, term, &known, err))
			return false;
		if (known)
			writer->database.delete_document(known);
		return true;
	});
}

bool index_writer_find(struct index_writer *writer, const char *id, size_t length,
	struct buf *record, bool *found, struct error *err)
{
	return guarded(err, [&] {
		Xapian::docid document =
			find_document(writer, document_id_term(id, length));
		struct entry_place place = {};

		*found = document != 0;
		return !document
			|| !place_of(writer->database.get_document(document), place)
			|| read_record(writer, place, record, err);
	});
}

bool index_writer_mark(struct index_writer *writer, const char *id, size_t length,
	enum record_tag tag, const char *text, struct error *err)
{
	return guarded(err, [&] {
		SCOPED(buf_release) struct buf words = {};
		SCOPED(buf_release) struct buf record = {};
		Xapian::docid number =
			find_document(writer, document_id_term(id, length));
		struct entry_place place = {};

		if (!number)
			return true;
		Xapian::Document document = writer->database.get_document(number);

		if (!place_of(document, place))
			return true;
		record_add(&record, tag, text, std::strlen(text));
		if (!read_words(writer, place, &words, err)
			|| !read_record(writer, place, &record, err)
			|| !append(writer, &words, &record, place, err))
			return false;
		document.add_value(SLOT_PLACE, place_value(place));
		writer->database.replace_document(number, document);
		return true;
	});
}

bool index_writer_take(struct index_writer *writer, struct index_writer *from,
	const char *id, size_t length, struct error *err)
{
	return guarded(err, [&] {
		SCOPED(buf_release) struct buf words_there = {};
		SCOPED(buf_release) struct buf words = {};
		SCOPED(buf_release) struct buf record = {};
		Xapian::docid number = find_document(from, document_id_term(id, length));
		struct entry_place place = {};

		if (!number)
			return true;
		Xapian::Document document = from->database.get_document(number);

		if (!place_of(document, place))
			return true;
		if (!read_words(from, place, &words_there, err)
			|| !word_writer_take(
				writer->words, from->words, &words_there, &words, err)
			|| !read_record(from, place, &record, err)
			|| !append(writer, &words, &record, place, err))
			return false;
		document.add_value(SLOT_PLACE, place_value(place));
		writer->database.add_document(document);
		return true;
	});
}

bool index_writer_note(struct index_writer *writer, const char *key, const char *value,
	size_t length, struct error *err)
{
	return guarded(err, [&] {
		writer->database.set_metadata(
			callers_notes + key, std::string(value, length));
		return true;
	});
}

bool index_writer_noted(
	struct index_writer *writer, const char *key, struct buf *out, struct error *err)
{
	return guarded(err, [&] {
		std::string value = writer->database.get_metadata(callers_notes + key);

		buf_add(out, value.data(), value.size());
		return true;
	});
}

bool index_writer_note_keys(struct index_writer *writer, const char *prefix,
	struct buf *out, struct error *err)
{
	return guarded(err, [&] {
		std::string begin = callers_notes + prefix;
		auto end = writer->database.metadata_keys_end(begin);

		for (auto i = writer->database.metadata_keys_begin(begin); i != end;
			++i) {
			std::string key = *i;

			buf_add(out, key.c_str() + callers_notes.size(),
				key.size() + 1 - callers_notes.size());
		}
		return true;
	});
}

bool index_writer_documents(struct index_writer *writer, uint32_t *out, struct error *err)
{
	return guarded(err, [&] {
		*out = writer->database.get_doccount();
		return true;
	});
}
