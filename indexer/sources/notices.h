/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * notices: the kernel's word that something below some folders changed
 * (inotify(7)), new folders included. It may miss changes made by other
 * machines on network file systems and what is mounted, and it has limits:
 * notices_gap() tells whether all folders are watched. {.file = -1} is closed.
 * One thread.
 */
#ifndef INDEXER_SOURCES_NOTICES_H
#define INDEXER_SOURCES_NOTICES_H

#include <stdbool.h>
#include <stddef.h>

struct notices {
	int file; /* to poll(2) for reading; -1: there are none to be had */
	struct watched *watched; /* by the number of the watch */
	size_t count, room;
	char **names; /* of single entries of folders, absolute paths */
	size_t name_count, name_room;
	int gap; /* errno of the first folder that could not be watched */
};

void notices_open(struct notices *notices);
void notices_close(struct notices *notices);

/*
 * Watches a file, or a folder and all below it, also for its being replaced
 * or renamed; one that is not there, for its coming.
 */
void notices_add(struct notices *notices, const char *path);

/*
 * Why changes of some folders will not be noticed: an errno, of which
 * notices_tell_gap() makes words. 0: all will be.
 */
int notices_gap(const struct notices *notices);
const char *notices_tell_gap(int gap);

/*
 * Reads what there is without waiting. True: a page, a folder or what was added
 * changed, or so much did that the kernel lost count.
 */
bool notices_read(struct notices *notices);

#endif
