/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/index_check.h"

#include "index/guard.hh"

#include <xapian.h>

#include <sstream>
#include <string>

#ifdef __SANITIZE_ADDRESS__
/* Xapian 1.4.22 frees what its check allocated under another size; harmless. */
extern "C" const char *__asan_default_options()
{
	return "new_delete_type_mismatch=0";
}
#endif

bool index_check(const char *folder, struct error *err)
{
	return guarded(err, [&] {
		std::ostringstream told;
		size_t faults = Xapian::Database::check(
			std::string(folder) + "/engine", 0, &told);

		return faults ? error_set(err, ERROR_CORRUPT,
			       "the engine finds %zu faults in %s/engine", faults, folder)
			      : true;
	});
}
