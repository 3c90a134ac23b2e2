/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/index_writer.h"

#include "base/digest.h"
#include "base/scope.h"
#include "base/string_table.h"
#include "index/document_id.hh"
#include "index/field.h"
#include "index/forms.h"
#include "index/guard.hh"
#include "index/manifest.h"
#include "index/record.h"
#include "index/run_set.hh"
#include "index/store.h"

#include <xapian.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

static const char schema_note[] = "schema";
static const char store_note[] = "store_bytes";
static const char forms_note[] = "forms_bytes";
static const std::string callers_notes = NOTE_PREFIX;

struct index_writer {
	std::string folder;
	bool vouched = false;
	Xapian::WritableDatabase database;
	run_set documents;
	struct store *store = nullptr;       /* records */
	struct store *forms = nullptr;       /* changes of the words of all pages */
	struct string_table forms_seen = {}; /* in this batch, */
	std::vector<int32_t> form_pages;     /* and how many pages more have each */

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
		store_close(&forms);
		string_table_release(&forms_seen);
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
	return manifest_prepare(path, err) && guarded(err, [&] {
		auto writer = std::make_unique<index_writer>(path);
		std::string folder(path);

		if (!check_schema(writer->database, err)
			|| !store_open((folder + "/store").c_str(),
				committed_bytes(writer->database, store_note),
				&writer->store, err)
			|| !store_open((folder + "/forms").c_str(),
				committed_bytes(writer->database, forms_note),
				&writer->forms, err))
			return false;
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
			&& store_cut(writer->forms, err));
	return writer->vouched;
}

bool index_writer_begin(struct index_writer *writer, struct error *err)
{
	if (!index_writer_vouch(writer, err)
		|| !manifest_break(writer->folder.c_str(), err))
		return false;
	return guarded(err, [&] {
		string_table_clear(&writer->forms_seen);
		writer->form_pages.clear();
		writer->documents.clean();
		writer->database.begin_transaction(true);
		return true;
	});
}

/* Appends what the batch changed to the list of forms. */
static bool append_forms(struct index_writer *writer, struct error *err)
{
	SCOPED(buf_release) struct buf list = {};
	uint64_t offset = 0;

	for (uint32_t i = 0; i < writer->form_pages.size(); i++) {
		const char *form = string_table_get(&writer->forms_seen, i);

		forms_add(&list, form, std::strlen(form), writer->form_pages[i]);
	}
	return store_append(writer->forms, buf_string(&list), list.length, &offset, err);
}

bool index_writer_commit(struct index_writer *writer, struct error *err)
{
	if (!append_forms(writer, err) || !store_sync(writer->forms, err)
		|| !store_sync(writer->store, err))
		return false;
	return guarded(err, [&] {
		writer->database.set_metadata(
			store_note, std::to_string(store_length(writer->store)));
		writer->database.set_metadata(
			forms_note, std::to_string(store_length(writer->forms)));
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

template <class Document>
static void add_terms(const struct entry *entry, Document &document)
{
	for (uint32_t i = 0; i < entry->terms.count; i++)
		document.add_term(string_table_get(&entry->terms, i), entry->counts[i]);
}

template <class Document>
static void add_values(const struct entry *entry, Document &document)
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

enum change { CHANGE_ADDED, CHANGE_REMOVED };

/* Counts the forms of a record in or out. */
static void count_forms(
	struct index_writer *writer, const char *record, size_t size, enum change change)
{
	struct record_part part = record_find(record, size, RECORD_FORMS);
	struct form_change form = {};
	size_t offset = 0;

	while (forms_next(part.bytes, part.length, &offset, &form)) {
		uint32_t number =
			string_table_add(&writer->forms_seen, form.form, form.length);

		if (number == writer->form_pages.size())
			writer->form_pages.push_back(0);
		writer->form_pages[number] +=
			change == CHANGE_ADDED ? form.pages : -form.pages;
	}
}

/* Appends the document's record; nothing if it has none. */
static bool read_record(struct index_writer *writer, document_at document,
	struct buf *out, struct error *err)
{
	std::string value = writer->documents.get(document).get_value(SLOT_PLACE);
	struct entry_place place;

	if (value.size() != sizeof(place))
		return true;
	std::memcpy(&place, value.data(), sizeof(place));
	std::vector<char> record(place.size_bytes);
	if (!store_read(writer->store, place.offset, record.data(), record.size(), err))
		return false;
	buf_add(out, record.data(), record.size());
	return true;
}

/* Counts the forms of the document with the id out, if there is one: *out. */
static bool count_out(struct index_writer *writer, const std::string &id,
	document_at *out, struct error *err)
{
	SCOPED(buf_release) struct buf record = {};
	document_at document = writer->documents.find(id);

	*out = document;
	if (!document.number)
		return true;
	if (!read_record(writer, document, &record, err))
		return false;
	count_forms(writer, buf_string(&record), record.length, CHANGE_REMOVED);
	return true;
}

static std::string place_value(const struct entry_place &place)
{
	return std::string(reinterpret_cast<const char *>(&place), sizeof(place));
}

bool index_writer_put(
	struct index_writer *writer, const struct entry *entry, struct error *err)
{
	struct entry_place place = {0, static_cast<uint32_t>(entry->record.length),
		entry->length, digest_of(entry->id.bytes, entry->id.length).low};

	if (!store_append(writer->store, entry->record.bytes, entry->record.length,
		    &place.offset, err))
		return false;
	return guarded(err, [&] {
		std::string id = document_id_term(entry->id.bytes, entry->id.length);
		document_at known;

		if (!count_out(writer, id, &known, err))
			return false;
		count_forms(
			writer, entry->record.bytes, entry->record.length, CHANGE_ADDED);
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

		*found = document.number != 0;
		return !document.number || read_record(writer, document, record, err);
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
		SCOPED(buf_release) struct buf record = {};
		std::string term = document_id_term(id, length);
		document_at number = writer->documents.find(term);
		struct entry_place place = {};

		if (!number.number)
			return true;
		record_add(&record, tag, text, std::strlen(text));
		if (!read_record(writer, number, &record, err))
			return false;
		Xapian::Document document = writer->documents.get(number);
		std::string value = document.get_value(SLOT_PLACE);

		std::memcpy(&place, value.data(), std::min(value.size(), sizeof(place)));
		place.size_bytes = static_cast<uint32_t>(record.length);
		if (!store_append(writer->store, record.bytes, record.length,
			    &place.offset, err))
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
		SCOPED(buf_release) struct buf record = {};
		std::string term = document_id_term(id, length);
		document_at number = from->documents.find(term);
		struct entry_place place = {};

		if (!number.number || !read_record(from, number, &record, err))
			return !number.number;
		Xapian::Document document = from->documents.get(number);
		std::string value = document.get_value(SLOT_PLACE);

		std::memcpy(&place, value.data(), std::min(value.size(), sizeof(place)));
		if (!store_append(writer->store, record.bytes, record.length,
			    &place.offset, err))
			return false;
		count_forms(writer, buf_string(&record), record.length, CHANGE_ADDED);
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
