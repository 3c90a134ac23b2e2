// SPDX-License-Identifier: GPL-2.0-or-later
// A run says what the engine would have said of the same documents: each term,
// list, length, value and bound, and the engine's own check finds nothing.
#include "index/run_writer.hh"

#include <xapian.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

// The engine's check gives an object back as one of another size.
extern "C" const char *__asan_default_options() // NOLINT: the name is not ours
{
	return "new_delete_type_mismatch=0";
}

static const uint32_t many = 9000; // lists and values of several chunks
static const uint32_t removed = 4321;

static bool is_same(bool same, const std::string &what)
{
	if (!same)
		std::cout << what << " differs\n";
	return same;
}

template <class Document> static void fill(uint32_t number, Document &document)
{
	document.add_term("in all", number % 200 + 1);
	document.add_term(
		"one of " + std::to_string(number % 7), number % 3 ? 1 : 200000);
	document.add_term(std::string(245, 'x'), 1);
	for (uint32_t i = 0; i < (number == 5 ? 3000 : 0); i++) // a tag of many parts
		document.add_term("long " + std::to_string(i * 7919), 126 + i % 3);
	document.add_value(7, std::to_string(number * 31 % 1000));
	if (number % 3 == 0)
		document.add_value(0, "third");
	document.add_boolean_term("Q" + std::to_string(number));
	if (number % 11 == 0)
		document.add_boolean_term("in all");
	if (number % 100 == 0)
		document.add_boolean_term(
			std::string("Qa\0b", 4) + std::to_string(number));
}

static bool same_lists(const Xapian::Database &run, const Xapian::Database &ours)
{
	bool same = true;

	for (auto term = ours.allterms_begin(); term != ours.allterms_end(); ++term) {
		auto other = run.postlist_begin(*term);
		auto end = run.postlist_end(*term);

		for (auto one = ours.postlist_begin(*term);
			one != ours.postlist_end(*term); ++one, ++other) {
			if (other == end || *one != *other
				|| one.get_wdf() != other.get_wdf()
				|| one.get_doclength() != other.get_doclength())
				return is_same(false, "the list of " + *term);
		}
		same = is_same(other == end
				       && run.get_termfreq(*term)
					       == ours.get_termfreq(*term)
				       && run.get_collection_freq(*term)
					       == ours.get_collection_freq(*term),
			       "the frequency of " + *term)
			&& same;
	}
	return same;
}

static bool same_documents(const Xapian::Database &run, const Xapian::Database &ours)
{
	for (auto one = ours.postlist_begin(""); one != ours.postlist_end(""); ++one) {
		if (run.get_document(*one).serialise()
			!= ours.get_document(*one).serialise())
			return is_same(false, "document " + std::to_string(*one));
	}
	return true;
}

static bool same_values(const Xapian::Database &run, const Xapian::Database &ours)
{
	bool same = true;

	for (Xapian::valueno slot : {0U, 1U, 7U}) {
		same = is_same(run.get_value_freq(slot) == ours.get_value_freq(slot)
				       && run.get_value_lower_bound(slot)
					       == ours.get_value_lower_bound(slot)
				       && run.get_value_upper_bound(slot)
					       == ours.get_value_upper_bound(slot),
			       "a range of values")
			&& same;
	}
	return same;
}

static bool same_facts(const Xapian::Database &run, const Xapian::Database &ours)
{
	return is_same(run.get_doccount() == ours.get_doccount()
			&& run.get_lastdocid() == ours.get_lastdocid()
			&& run.get_total_length() == ours.get_total_length()
			&& run.get_doclength_lower_bound()
				== ours.get_doclength_lower_bound()
			&& run.get_doclength_upper_bound()
				== ours.get_doclength_upper_bound(),
		"what is said of all documents");
}

int main()
{
	char folder[] = "/tmp/regio-test-XXXXXX";
	run_writer writer;
	bool same = mkdtemp(folder);
	std::string path = std::string(folder) + "/run";
	Xapian::WritableDatabase ours(
		std::string(folder) + "/ours", Xapian::DB_CREATE | Xapian::DB_NO_SYNC);

	for (uint32_t number = 1; number <= many; number++) {
		Xapian::Document document;

		fill(number, document);
		ours.add_document(document);
		writer.add_document();
		fill(number, writer);
		same = same && writer.get(number).serialise() == document.serialise();
	}
	ours.delete_document(removed);
	ours.commit();
	writer.remove(removed);
	writer.write(path);
	Xapian::Database run(path);
	same = is_same(same, "a document before it is written") && same_facts(run, ours)
		&& same_lists(run, ours) && same_lists(ours, run)
		&& same_documents(run, ours) && same_values(run, ours)
		&& is_same(Xapian::Database::check(path, 0, nullptr) == 0, "the check");
	std::filesystem::remove_all(folder);
	std::cout << (same ? "a run says what the engine would say\n" : "");
	return same ? 0 : 1;
}
