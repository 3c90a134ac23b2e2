/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "machine.h"

#include "base/file.h"
#include "base/scope.h"

#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

unsigned machine_processors(void)
{
	cpu_set_t set;

	return sched_getaffinity(0, sizeof(set), &set) ? 1 : (unsigned)CPU_COUNT(&set);
}

/* SIZE_MAX: it may take all. */
static size_t container_limit(void)
{
	SCOPED(file_close) FILE *file = fopen("/sys/fs/cgroup/memory.max", "r");
	size_t limit = 0;

	return file && fscanf(file, "%zu", &limit) == 1 ? limit : SIZE_MAX;
}

size_t machine_memory(void)
{
	size_t memory = (size_t)sysconf(_SC_PHYS_PAGES) * (size_t)sysconf(_SC_PAGESIZE);
	size_t limit = container_limit();

	return limit < memory ? limit : memory;
}
