/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * records: what readers see of a generation's store: the records of its
 * documents, by the places that the engine's values tell. Any revision's places
 * will do that the store was opened after.
 */
#ifndef INDEX_RECORDS_H
#define INDEX_RECORDS_H

#include "base/buf.h"
#include "base/error.h"
#include "index/entry.h"
#include "index/store.h"
#include "index/unpacker.h"

#ifdef __cplusplus
extern "C" {
#endif

/* {0} is closed. Any number of threads may read. */
struct records {
	struct store_map store;
	struct pattern *pattern;
};

/* path is the generation's folder. */
bool records_open(const char *path, struct records *out, struct error *err);
void records_close(struct records *records);

/* The words at the place; size 0 if there are none. They live as long as the records. */
const char *records_words(
	const struct records *records, const struct entry_place *place, size_t *size);

/* The packed record at the place, which records_read() unpacks; size 0: there is none. */
const char *records_packed(
	const struct records *records, const struct entry_place *place, size_t *size);

/*
 * The record at the place replaces what is in *out: nothing if the place is empty.
 * ERROR_CORRUPT: there is no such record; *out is empty.
 */
bool records_read(const struct records *records, const struct entry_place *place,
	struct unpacker *unpacker, struct buf *out, struct error *err);

#ifdef __cplusplus
}
#endif

#endif
