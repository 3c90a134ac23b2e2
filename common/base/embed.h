/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * embed: tables compiled into the program by cmake's embed(). They are mapped
 * from the program file, live as long as it runs, and end with a NUL byte that
 * does not count.
 */
#ifndef BASE_EMBED_H
#define BASE_EMBED_H

#include <stddef.h>

#define EMBEDDED(name)        extern const char name##_begin[], name##_end[]
#define EMBEDDED_LENGTH(name) ((size_t)(name##_end - name##_begin))

#endif
