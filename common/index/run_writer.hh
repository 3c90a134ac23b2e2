/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * run_writer: gathers documents and writes them as a run (run_set.hh). The engine's
 * own way into a new database goes through maps of maps of strings, which costs
 * more than all else in indexing; here postings are sorted once, when all are
 * there, and the tables of postings and of documents are written by two threads.
 * What is written is only read by the engine's compaction, and is checked by it and
 * by the tests against what the engine itself would have written.
 */
#ifndef INDEX_RUN_WRITER_HH
#define INDEX_RUN_WRITER_HH

#include "base/string_table.h"
#include "index/glass_table.hh"

#include <xapian.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

class run_writer
{
      public:
	enum { DOCUMENTS_MOST = 30000, SLOTS_MOST = 32 };

	/* Whether the engine is one that reads what is written here. Else it is to be used itself. */
	static bool fits_engine();

	run_writer() = default;
	~run_writer();
	run_writer(const run_writer &) = delete;
	run_writer &operator=(const run_writer &) = delete;

	/* Begins a document; its number, counted from 1. */
	uint32_t add_document();

	/*
	 * Of the last document, as Xapian::Document has them: each slot once, each
	 * term once, the boolean ones behind the others, among which they may be.
	 */
	void add_term(std::string_view term, uint32_t count);
	void add_terms(const struct string_table &added, const uint32_t *counts);
	void add_boolean_term(std::string_view term);
	void add_value(uint32_t slot, std::string_view bytes);

	void remove(uint32_t number);
	Xapian::Document get(uint32_t number) const;

	/* Documents begun. */
	uint32_t count() const
	{
		return static_cast<uint32_t>(documents.size());
	}

	/* Writes the folder, not yet on disk, and is empty again. */
	void write(const std::string &folder);

      private:
	struct posting {
		uint32_t term, count;
	};
	struct value {
		uint32_t document;
		std::string bytes;
	};
	struct document {
		size_t first_posting;
		uint32_t length; /* sum of counts */
		uint32_t slots;  /* a bit each */
		bool removed;
	};
	struct occurrence {
		uint32_t document, count;
	};

	const document &at(uint32_t number) const
	{
		return documents[number - 1];
	}
	size_t postings_end(uint32_t number) const;
	std::string_view term(uint32_t number) const;
	void sort_terms();
	void invert();
	void write_value_ranges(glass_table &table) const;
	void write_slot(glass_table &table, uint32_t slot,
		const std::vector<value> &of_slot) const;
	void write_lengths(glass_table &table) const;
	void write_term(glass_table &table, uint32_t rank) const;
	std::string terms_of(uint32_t number) const;
	std::vector<glass_tag> pack_terms(uint32_t first) const;
	std::string write_lists(const std::string &folder);
	std::string write_documents(const std::string &folder) const;
	void write_tables(const std::string &folder);
	std::string statistics() const;
	void clear();

	struct string_table terms = {};
	std::vector<posting> postings;
	std::map<uint32_t, std::vector<value>> values; /* of each slot */
	std::vector<document> documents;
	/* while it is written */
	std::vector<uint32_t> sorted, ranks; /* terms, and of each its place there */
	std::vector<size_t> starts;          /* of the occurrences of each in sorted */
	std::vector<occurrence> occurrences;
};

#endif
