/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * run_merge: makes one engine of many. Throws what the engine throws, and
 * Xapian::DatabaseError with the system's reason.
 */
#ifndef INDEX_RUN_MERGE_HH
#define INDEX_RUN_MERGE_HH

#include <string>
#include <vector>

/* Where a generation's runs are, and what is made of them until it is whole. */
std::string run_folder(const std::string &generation);

/* Has all files of the folder, and the folder, on disk. */
void run_sync(const std::string &folder);

/*
 * The documents of the engines in these folders, in this order and numbered
 * anew, as one engine in the folder out, which there is not; in work, which
 * there is, are some meanwhile. So many files are open at a time as 256 need.
 */
void run_merge(const std::vector<std::string> &engines, const std::string &work,
	const std::string &out);

#endif
