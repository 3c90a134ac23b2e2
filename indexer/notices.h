/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * notices: the kernel's word that something below some folders changed
 * (inotify(7)), new folders included. It may miss changes made by other
 * machines on network file systems, and it has limits: notices_is_complete()
 * tells whether all folders are watched. {.file = -1} is closed. One thread.
 */
#ifndef INDEXER_NOTICES_H
#define INDEXER_NOTICES_H

#include <stdbool.h>
#include <stddef.h>

struct notices {
	int file;     /* to poll(2) for reading; -1: there are none to be had */
	char **paths; /* of each watch, by its number; NULL: none */
	size_t count, room;
	char **names; /* of single files, absolute paths */
	size_t name_count, name_room;
	bool complete;
};

void notices_open(struct notices *notices);
void notices_close(struct notices *notices);

/* Watches a folder and all below it, or a file. */
void notices_add(struct notices *notices, const char *path);

/* Whether every change on this machine will be noticed. */
bool notices_is_complete(const struct notices *notices);

/*
 * Reads what there is without waiting. True: a page or folder changed, or so
 * much did that the kernel lost count.
 */
bool notices_read(struct notices *notices);

#endif
