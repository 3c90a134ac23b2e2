/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * guard: the wall between Xapian's exceptions and C. Every function that
 * this folder exports and that can fail runs its body inside guarded().
 */
#ifndef INDEX_GUARD_HH
#define INDEX_GUARD_HH

#include "base/error.h"

/* Call from a catch block only. Returns false. */
bool error_from_exception(struct error *err) noexcept;

template <class Body> bool guarded(struct error *err, Body body) noexcept
{
	try {
		return body();
	} catch (...) {
		return error_from_exception(err);
	}
}

#endif
