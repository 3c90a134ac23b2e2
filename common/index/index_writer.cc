/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/index_writer.h"

#include "base/digest.h"
#include "base/scope.h"
#include "index/document_id.hh"
#include "index/field.h"
#include "index/guard.hh"
#include "index/manifest.h"
#include "index/packer.h"
#include "index/record.h"
#include "index/run_set.hh"
#include "index/store.h"
#include "index/unpacker.h"
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
	run_set documents;
	struct store *store = nullptr;   /* words and records */
	struct packer *packer = nullptr; /* of records */
	struct pattern *pattern =
		nullptr; /* that they are packed by; nullptr: not open */
	struct unpacker *unpacker = nullptr;
	struct word_writer *words = nullptr;

	explicit index_writer(const char *path)
	    : folder(path), database(folder + "/engine", Xapian::DB_CREATE_OR_OPEN),
	      documents(folder, database)
	{
	}
	index_writer(const index_writer &) = delete;
	index_writer &operator=(const index_writer &) = delete;
	~index_writer()
	{
		store_close(&store);
		packer_close(&packer);
		pattern_close(&pattern);
		unpacker_free(&unpacker);
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

enum readers { READERS_WATCH, READERS_NONE };

static bool open_writer(const char *path, enum readers readers, struct index_writer **out,
	struct error *err)
{
	return manifest_ensure(path, err) && guarded(err, [&] {
		auto writer = std::make_unique<index_writer>(path);
		std::string folder(path);

		if (!check_schema(writer->database, err)
			|| !store_open((folder + "/store").c_str(),
				committed_bytes(writer->database, store_note),
				&writer->store, err)
			|| !word_writer_open(path,
				{committed_bytes(writer->database, dictionary_note),
					committed_bytes(writer->database, forms_note)},
				&writer->words, err)
			|| !packer_open(path, &writer->packer, err)
			|| !pattern_open(path, &writer->pattern, err))
			return false;
		writer->unpacker = unpacker_create();
		if (readers == READERS_NONE)
			writer->documents.recall();
		*out = writer.release();
		return true;
	});
}

bool index_writer_open(const char *path, struct index_writer **out, struct error *err)
{
	return open_writer(path, READERS_WATCH, out, err);
}

bool index_writer_open_unread(
	const char *path, struct index_writer **out, struct error *err)
{
	return open_writer(path, READERS_NONE, out, err);
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
		writer->documents.clean();
		writer->database.begin_transaction(true);
		return true;
	});
}

static void note_bytes(
	Xapian::WritableDatabase &database, const char *note, uint64_t bytes)
{
	database.set_metadata(note, std::to_string(bytes));
}

/* The first records, once there are enough, tell how later ones are packed. */
static bool settle_pattern(struct index_writer *writer, struct error *err)
{
	return packer_settle(writer->packer, err)
		&& (writer->pattern
			|| pattern_open(writer->folder.c_str(), &writer->pattern, err));
}

bool index_writer_commit(struct index_writer *writer, struct error *err)
{
	struct word_bytes words = {};

	if (!word_writer_commit(writer->words, &words, err)
		|| !store_sync(writer->store, err) || !settle_pattern(writer, err))
		return false;
	return guarded(err, [&] {
		note_bytes(writer->database, store_note, store_length(writer->store));
		note_bytes(writer->database, dictionary_note, words.dictionary);
		note_bytes(writer->database, forms_note, words.forms);
		writer->documents.close_run();
		writer->database.commit_transaction();
		return true;
	});
}

bool index_writer_merge(struct index_writer *writer, struct error *err)
{
	return index_writer_vouch(writer, err)
		&& manifest_break(writer->folder.c_str(), err) && guarded(err, [&] {
			   writer->documents.merge();
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

static void add_terms(const struct entry *entry, run_writer &document)
{
	document.add_terms(entry->terms, entry->counts);
}

static void add_terms(const struct entry *entry, Xapian::Document &document)
{
	for (uint32_t i = 0; i < entry->terms.count; i++)
		document.add_term(string_table_get(&entry->terms, i), entry->counts[i]);
}

template <class Document>
static void add_values(const struct entry *entry, Document &document)
{
	for (unsigned i = 0; i < FIELD_FILTER_COUNT; i++) {
		const struct buf *values = &entry->values[i];

		if (values->length)
			document.add_value(i, std::string(values->bytes, values->length));
	}
	if (entry->date.length)
		document.add_value(
			SLOT_DATE, std::string(entry->date.bytes, entry->date.length));
	if (entry->sketch.words && entry->sketch.address)
		document.add_value(SLOT_SKETCH,
			std::string(reinterpret_cast<const char *>(&entry->sketch),
				sizeof(entry->sketch)));
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
	SCOPED(buf_release) struct buf packed = {};

	return read_bytes(writer, place.offset + place.words_bytes, place.size_bytes,
		       &packed, err)
		&& unpacker_unpack(writer->unpacker, writer->pattern, buf_string(&packed),
			packed.length, out, err);
}

/* Appends what is stored of a document and notes where. */
static bool append(struct index_writer *writer, const struct buf *words,
	const struct buf *record, struct entry_place &place, struct error *err)
{
	SCOPED(buf_release) struct buf packed = {};
	uint64_t second = 0;

	packer_pack(writer->packer, buf_string(record), record->length, &packed);
	place.words_bytes = static_cast<uint32_t>(words->length);
	place.size_bytes = static_cast<uint32_t>(packed.length);
	return store_append(writer->store, buf_string(words), words->length,
		       &place.offset, err)
		&& store_append(writer->store, packed.bytes, packed.length, &second, err)
		&& (!packer_has_samples(writer->packer) || settle_pattern(writer, err));
}

/* Counts the words of the document with the id out, if there is one: *out. */
static bool count_out(struct index_writer *writer, const std::string &id,
	document_at *out, struct error *err)
{
	SCOPED(buf_release) struct buf words = {};
	struct entry_place place = {};

	*out = writer->documents.find(id);
	if (!out->number || !place_of(writer->documents.get(*out), place))
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
	place.flags = entry->flags;
	place.order = digest_of(entry->id.bytes, entry->id.length).low;
	if (!word_writer_add(writer->words, &entry->words, &words, err)
		|| !append(writer, &words, &entry->record, place, err))
		return false;
	return guarded(err, [&] {
		std::string id = document_id_term(entry->id.bytes, entry->id.length);
		document_at known;

		if (!count_out(writer, id, &known, err))
			return false;
		writer->documents.put_filled(known, id, [&](auto &document) {
			add_terms(entry, document);
			add_values(entry, document);
			document.add_value(SLOT_PLACE, place_value(place));
			document.add_boolean_term(id);
		});
		return true;
	});
}

bool index_writer_remove(
	struct index_writer *writer, const char *id, size_t length, struct error *err)
{
	return guarded(err, [&] {
		std::string term = document_id_term(id, length);
		document_at known;

		if (!count_out(writer, term, &known, err))
			return false;
		if (known.number)
			writer->documents.remove(known, term);
		return true;
	});
}

bool index_writer_find(struct index_writer *writer, const char *id, size_t length,
	struct buf *record, bool *found, struct error *err)
{
	return guarded(err, [&] {
		document_at document =
			writer->documents.find(document_id_term(id, length));
		struct entry_place place = {};

		*found = document.number != 0;
		return !document.number
			|| !place_of(writer->documents.get(document), place)
			|| read_record(writer, place, record, err);
	});
}

bool index_writer_has(struct index_writer *writer, const char *id, size_t length,
	bool *out, struct error *err)
{
	return guarded(err, [&] {
		*out = writer->documents.find(document_id_term(id, length)).number != 0;
		return true;
	});
}

bool index_writer_mark(struct index_writer *writer, const char *id, size_t length,
	enum record_tag tag, const char *text, struct error *err)
{
	return guarded(err, [&] {
		SCOPED(buf_release) struct buf words = {};
		SCOPED(buf_release) struct buf marked = {};
		SCOPED(buf_release) struct buf record = {};
		std::string term = document_id_term(id, length);
		document_at number = writer->documents.find(term);
		struct entry_place place = {};

		if (!number.number)
			return true;
		Xapian::Document document = writer->documents.get(number);

		if (!place_of(document, place))
			return true;
		if (!read_words(writer, place, &words, err)
			|| !read_record(writer, place, &record, err))
			return false;
		record_add(&marked, tag, text, std::strlen(text));
		if (tag == RECORD_VANISHED)
			place.flags |= ENTRY_VANISHED;
		buf_add(&marked, record.bytes, record.length);
		if (!append(writer, &words, &marked, place, err))
			return false;
		document.add_value(SLOT_PLACE, place_value(place));
		writer->documents.put(number, term, document);
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
		std::string term = document_id_term(id, length);
		document_at number = from->documents.find(term);
		struct entry_place place = {};

		if (!number.number)
			return true;
		Xapian::Document document = from->documents.get(number);

		if (!place_of(document, place))
			return true;
		if (!read_words(from, place, &words_there, err)
			|| !word_writer_take(
				writer->words, from->words, &words_there, &words, err)
			|| !read_record(from, place, &record, err)
			|| !append(writer, &words, &record, place, err))
			return false;
		document.add_value(SLOT_PLACE, place_value(place));
		writer->documents.put({}, term, document);
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
		*out = writer->documents.count();
		return true;
	});
}
