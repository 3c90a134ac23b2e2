/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool error_set(struct error *err, enum error_kind kind, const char *format, ...)
{
	va_list args;

	err->kind = kind;
	va_start(args, format);
	vsnprintf(err->text, sizeof(err->text), format, args);
	va_end(args);
	return false;
}

bool error_at(struct error *err, const char *where)
{
	char told[sizeof(err->text)];

	memcpy(told, err->text, sizeof(told));
	snprintf(err->text, sizeof(err->text), "%.100s: %.150s", where, told);
	return false;
}
