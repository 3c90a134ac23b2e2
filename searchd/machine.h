/* SPDX-License-Identifier: GPL-2.0-or-later */
/* machine: what the program may use of the machine or container it runs on. */
#ifndef SEARCHD_MACHINE_H
#define SEARCHD_MACHINE_H

#include <stddef.h>

/* Processors we may run on, which may be fewer than there are; at least 1. */
unsigned machine_processors(void);

/* Bytes of memory: of the machine or, if that is less, what the container may take. */
size_t machine_memory(void);

#endif
