/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/run_set.hh"

#include "index/field.h"
#include "index/run_merge.hh"

#include <filesystem>
#include <iterator>
#include <sstream>
#include <vector>

namespace fs = std::filesystem;

/* Of the engine's own notes. */
static const char runs_note[] = "runs";
static const std::string buried_note = "buried:";

run_set::run_set(const std::string &path, Xapian::WritableDatabase &database)
    : folder(path), engine(database)
{
}

std::string run_set::run_path(uint32_t run) const
{
	return run_folder(folder) + "/" + std::to_string(run);
}

/* The documents of a closed run, without those that are no more. */
void run_set::recall_run(uint32_t run)
{
	Xapian::Database documents(run_path(run));
	std::istringstream numbers(
		engine.get_metadata(buried_note + std::to_string(run)));
	std::set<uint32_t> gone{std::istream_iterator<uint32_t>(numbers), {}};
	auto end = documents.allterms_end(ID_PREFIX);

	for (auto id = documents.allterms_begin(ID_PREFIX); id != end; ++id) {
		uint32_t number = *documents.postlist_begin(*id);

		if (!gone.count(number))
			ids.set(*id, {run, number});
	}
	if (!gone.empty())
		buried[run] = gone;
}

void run_set::recall()
{
	std::string count = engine.get_metadata(runs_note);

	if (!run_writer::fits_engine() && !count.empty())
		throw Xapian::FeatureUnavailableError(
			"another version of the engine began this generation");
	in_runs = run_writer::fits_engine() && engine.get_doccount() == 0;
	closed = in_runs && !count.empty() ? static_cast<uint32_t>(std::stoul(count)) : 0;
	for (uint32_t run = 1; run <= closed; run++)
		recall_run(run);
}

void run_set::clean()
{
	if (!closed)
		fs::remove_all(run_folder(folder));
	for (uint32_t run = closed + 1; fs::remove_all(run_path(run)); run++)
		;
}

document_at run_set::find(const std::string &id)
{
	if (in_runs)
		return ids.find(id);
	Xapian::PostingIterator found = engine.postlist_begin(id);
	return {0, found == engine.postlist_end(id) ? 0 : *found};
}

Xapian::Document run_set::get(document_at at)
{
	if (!at.run)
		return engine.get_document(at.number);
	if (at.run > closed)
		return open.get(at.number);
	if (read_run != at.run) {
		read = Xapian::Database(run_path(at.run));
		read_run = at.run;
	}
	return read.get_document(at.number);
}

/* The document is no more. */
void run_set::forget(document_at at)
{
	if (at.run > closed) {
		open.remove(at.number);
		return;
	}
	buried[at.run].insert(at.number);
	dug.insert(at.run);
}

run_writer &run_set::next(document_at known, const std::string &id)
{
	if (known.number)
		forget(known);
	if (open.count() == run_writer::DOCUMENTS_MOST)
		write_run();
	ids.set(id, {closed + 1, open.add_document()});
	return open;
}

static void copy(const Xapian::Document &from, run_writer &to)
{
	for (auto i = from.termlist_begin(); i != from.termlist_end(); ++i)
		to.add_term(*i, i.get_wdf());
	for (auto i = from.values_begin(); i != from.values_end(); ++i)
		to.add_value(i.get_valueno(), *i);
}

void run_set::put(
	document_at known, const std::string &id, const Xapian::Document &document)
{
	if (in_runs)
		copy(document, next(known, id));
	else if (known.number)
		engine.replace_document(known.number, document);
	else
		engine.add_document(document);
}

void run_set::remove(document_at known, const std::string &id)
{
	if (!in_runs) {
		engine.delete_document(known.number);
		return;
	}
	forget(known);
	ids.set(id, {});
}

uint32_t run_set::count()
{
	return in_runs ? ids.count() : engine.get_doccount();
}

void run_set::note_buried()
{
	for (uint32_t run : dug) {
		std::string numbers;

		for (uint32_t number : buried[run])
			numbers += std::to_string(number) + " ";
		engine.set_metadata(buried_note + std::to_string(run), numbers);
	}
	dug.clear();
}

void run_set::write_run()
{
	std::string path = run_path(closed + 1);

	open.write(path);
	run_sync(path);
	closed++;
}

void run_set::close_run()
{
	note_buried();
	if (!open.count())
		return;
	write_run();
	run_sync(run_folder(folder));
	engine.set_metadata(runs_note, std::to_string(closed));
}

/* A merge that did not come to its end may have been here before. */
static bool has_document(const Xapian::Database &run, uint32_t number)
{
	try {
		run.get_doclength(number);
		return true;
	} catch (const Xapian::DocNotFoundError &) {
		return false;
	}
}

void run_set::delete_buried()
{
	for (const auto &of_run : buried) {
		Xapian::WritableDatabase run(run_path(of_run.first), Xapian::DB_OPEN);
		std::string none;

		run.begin_transaction(true);
		for (uint32_t number : of_run.second) {
			if (has_document(run, number))
				run.delete_document(number);
		}
		run.commit_transaction();
	}
}

/* What the engine noted of runs is of no engine without them. */
void run_set::forget_runs(const std::string &path) const
{
	Xapian::WritableDatabase merged(path, Xapian::DB_OPEN);

	merged.begin_transaction(true);
	merged.set_metadata(runs_note, "");
	for (const auto &of_run : buried)
		merged.set_metadata(buried_note + std::to_string(of_run.first), "");
	merged.commit_transaction();
}

/*
 * The engine is away for a moment: a generation that lost it then is begun anew,
 * as its notes are not there.
 */
void run_set::take_in(const std::string &merged)
{
	std::string place = folder + "/engine";

	run_sync(merged);
	engine.close();
	fs::rename(place, run_folder(folder) + "/engine");
	fs::rename(merged, place);
	run_sync(folder);
	engine = Xapian::WritableDatabase(place, Xapian::DB_OPEN);
}

void run_set::merge()
{
	std::vector<std::string> engines = {folder + "/engine"};
	std::string merged = run_folder(folder) + "/merged";

	if (!in_runs || !closed)
		return;
	delete_buried();
	for (uint32_t run = 1; run <= closed; run++)
		engines.push_back(run_path(run));
	run_merge(engines, run_folder(folder), merged);
	forget_runs(merged);
	take_in(merged);
	in_runs = false;
	closed = 0;
	read_run = 0;
	read = Xapian::Database();
	ids = id_table();
	buried.clear();
	clean();
}
