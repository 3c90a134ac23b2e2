/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hit_json: documents of an answer as JSON. */
#ifndef SEARCHD_API_HIT_JSON_H
#define SEARCHD_API_HIT_JSON_H

#include "answers/explanation.h"
#include "answers/hit.h"
#include "base/buf.h"
#include "index/record.h"
#include "query/request.h"

/* A hit of a list; explanation NULL: nobody asked why it is there, and request is not read. */
void hit_json_write(struct buf *out, const struct request *request, const struct hit *hit,
	const struct explanation *explanation);

/* Inside an object: the first part of a kind, null if the record has none. */
void hit_json_add_part(
	struct buf *out, const char *key, const struct buf *record, enum record_tag tag);

/* Id, address and title; and type, language and date. */
void hit_json_add_identity(struct buf *out, const struct buf *record);
void hit_json_add_kind(struct buf *out, const struct buf *record);

/* All parts of a kind. */
void hit_json_add_parts(
	struct buf *out, const char *key, const struct buf *record, enum record_tag tag);

/* The parts of a kind that are years, as numbers. */
void hit_json_add_years(
	struct buf *out, const char *key, const struct buf *record, enum record_tag tag);

/* What a record has of all filters but type and language. */
void hit_json_add_values(struct buf *out, const struct buf *record);

/* The other documents that are the same page. */
void hit_json_add_duplicates(struct buf *out, const struct hit *hit);

#endif
