/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * glass_version: the file by which the engine's glass backend knows a database
 * (format of 2016-03-14). Only for runs (run_writer.hh), which have one revision.
 */
#ifndef INDEX_GLASS_VERSION_HH
#define INDEX_GLASS_VERSION_HH

#include <string>

/*
 * said: what glass_table tells of all tables, then of the documents. Throws
 * Xapian::DatabaseError with the system's reason.
 */
void glass_version_write(const std::string &path, const std::string &said);

#endif
