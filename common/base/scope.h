/* SPDX-License-Identifier: GPL-2.0-or-later */
/* scope: what a block acquires is released when the block ends. */
#ifndef BASE_SCOPE_H
#define BASE_SCOPE_H

#include <stdio.h>
#include <stdlib.h>

/*
 * Runs release(&variable) when the variable goes out of scope:
 *	SCOPED(buf_release) struct buf page = {0};
 */
#define SCOPED(release) __attribute__((cleanup(release)))

/* Hands a pointer over: yields it and leaves NULL behind. */
#define TAKE(pointer)                                  \
	__extension__({                                \
		__typeof__(pointer) taken = (pointer); \
		(pointer) = NULL;                      \
		taken;                                 \
	})

static inline void file_close(FILE **file)
{
	if (*file)
		fclose(*file);
	*file = NULL;
}

static inline void string_free(char **string)
{
	free(*string);
	*string = NULL;
}

#endif
