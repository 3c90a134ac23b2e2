/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * own_tables: the tables with what the maintainer of an index added to them.
 * They cost much more to open than to keep, and hardly ever change, so snapshots
 * share them: counted, and closed when the last holder lets go. Any thread.
 */
#ifndef SEARCHD_SNAPSHOT_OWN_TABLES_H
#define SEARCHD_SNAPSHOT_OWN_TABLES_H

#include "base/error.h"

struct index_reader;
struct own_tables;
struct tables;

/*
 * *out stays NULL if the index adds nothing, and is known if that has the same.
 * ERROR_CORRUPT: what it adds is damaged. ERROR_BUSY: the index moved on.
 */
bool own_tables_load(struct index_reader *reader, struct own_tables *known,
	struct own_tables **out, struct error *err);
void own_tables_let_go(struct own_tables **own);

const struct tables *own_tables_get(const struct own_tables *own);

#endif
