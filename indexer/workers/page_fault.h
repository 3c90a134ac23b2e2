/* SPDX-License-Identifier: GPL-2.0-or-later */
/* page_fault: faults on demand, in builds with tests only. */
#ifndef INDEXER_WORKERS_PAGE_FAULT_H
#define INDEXER_WORKERS_PAGE_FAULT_H

#include <stddef.h>

/*
 * With REGIO_PAGE_FAULTS in the environment a page that holds "fault:crash",
 * "fault:hang", "fault:spin", "fault:memory", "fault:leave" or "fault:lie" makes
 * the worker do so. Without REGIO_TESTS it does nothing.
 */
void page_fault_provoke(const char *bytes, size_t length);

#endif
