/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/guard.hh"

#include <xapian.h>

#include <cstdlib>
#include <exception>
#include <new>
#include <system_error>

bool error_from_exception(struct error *err) noexcept
{
	try {
		throw;
	} catch (const Xapian::DatabaseModifiedError &e) {
		return error_set(
			err, ERROR_BUSY, "index changed: %s", e.get_msg().c_str());
	} catch (const Xapian::DatabaseLockError &e) {
		return error_set(
			err, ERROR_BUSY, "index locked: %s", e.get_msg().c_str());
	} catch (const Xapian::DatabaseVersionError &e) {
		return error_set(
			err, ERROR_CORRUPT, "index format: %s", e.get_msg().c_str());
	} catch (const Xapian::DatabaseOpeningError &e) {
		return error_set(err, ERROR_MISSING, "%s", e.get_msg().c_str());
	} catch (const Xapian::DatabaseError &e) {
		/* with the system's own reason (disk full, no permission) it is no damage */
		if (e.get_error_string())
			return error_set(err, ERROR_SYSTEM, "%s: %s", e.get_msg().c_str(),
				e.get_error_string());
		return error_set(err, ERROR_CORRUPT, "%s", e.get_msg().c_str());
	} catch (const Xapian::Error &e) {
		return error_set(
			err, ERROR_BUG, "%s: %s", e.get_type(), e.get_msg().c_str());
	} catch (const std::bad_alloc &) {
		std::abort(); /* as base/alloc does */
	} catch (const std::system_error &e) {
		return error_set(err, ERROR_SYSTEM, "%s", e.what());
	} catch (const std::exception &e) {
		return error_set(err, ERROR_BUG, "%s", e.what());
	} catch (...) {
		return error_set(err, ERROR_BUG, "unknown exception");
	}
}
