/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unit: what every unit test needs, on top of cmocka. */
#ifndef TESTS_UNIT_UNIT_H
#define TESTS_UNIT_UNIT_H

#include "base/error.h"
#include "base/scope.h"

/* cmocka wants these four first. */
// clang-format off
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
// clang-format on

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct error err __attribute__((unused));

/* The call succeeds; otherwise show what it said. */
#define must(call)                                           \
	do {                                                 \
		err = (struct error){0};                     \
		if (!(call))                                 \
			fail_msg("%s: %s", #call, err.text); \
	} while (0)

/* The call fails with this kind and says something. */
#define must_fail(call, expected)                      \
	do {                                           \
		err = (struct error){0};               \
		assert_false(call);                    \
		assert_int_equal(err.kind, expected);  \
		assert_string_not_equal(err.text, ""); \
	} while (0)

#endif
