/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * run_set: where a writer's documents are: in the engine, or, as long as nobody
 * reads the generation, in runs. A run is a small engine below runs/ that one
 * batch writes (run_writer.hh) and that is then only read: writing many and
 * merging them costs a fraction of putting all into one, and leaves no gaps. The engine
 * notes in its own commit how many runs there are and which of their documents
 * are no more; others are rubbish. Throws what the engine throws; one thread.
 */
#ifndef INDEX_RUN_SET_HH
#define INDEX_RUN_SET_HH

#include "index/id_table.hh"
#include "index/run_writer.hh"

#include <xapian.h>

#include <map>
#include <set>
#include <string>

class run_set
{
      public:
	/*
	 * In place: the documents are in the engine. Otherwise new ones go to runs
	 * until merge(), unless the engine has documents. Both must outlive this.
	 */
	run_set(const std::string &path, Xapian::WritableDatabase &database);
	void recall();

	/* Before a batch: what no batch finished goes. */
	void clean();

	document_at find(const std::string &id);
	Xapian::Document get(document_at at);
	void put(document_at known, const std::string &id,
		const Xapian::Document &document);

	/* The same; fill(document) adds what it has to either kind of document. */
	template <class Fill>
	void put_filled(document_at known, const std::string &id, Fill fill)
	{
		if (in_runs) {
			fill(next(known, id));
			return;
		}
		Xapian::Document document;
		fill(document);
		put(known, id, document);
	}

	void remove(document_at known, const std::string &id);
	uint32_t count();

	/* Has the batch's run on disk and noted, before the engine's commit. */
	void close_run();

	/*
	 * Makes one engine of all runs, on disk, in place of the one there was.
	 * Between batches.
	 */
	void merge();

      private:
	std::string run_path(uint32_t run) const;
	void recall_run(uint32_t run);
	run_writer &next(document_at known, const std::string &id);
	void write_run();
	void forget(document_at at);
	void note_buried();
	void delete_buried();
	void forget_runs(const std::string &path) const;
	void take_in(const std::string &merged);

	std::string folder;
	Xapian::WritableDatabase &engine;
	bool in_runs = false;
	uint32_t closed = 0;   /* runs, numbered from 1 */
	run_writer open;       /* the next one */
	uint32_t read_run = 0; /* closed, and open for reading */
	Xapian::Database read;
	id_table ids;
	std::map<uint32_t, std::set<uint32_t>> buried; /* documents of closed runs */
	std::set<uint32_t> dug;                        /* runs, in this batch */
};

#endif
