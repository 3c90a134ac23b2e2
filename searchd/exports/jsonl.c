/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A document a line, with its whole text, as regio-indexer reads them: what is
 * exported here can be indexed there.
 */
#include "api/hit_json.h"
#include "base/json.h"
#include "base/scope.h"
#include "exports/format.h"
#include "writing/evidence.h"

static void add(const struct format_item *item, struct buf *out)
{
	const struct buf *record = item->record;
	SCOPED(evidence_free)
	struct evidence *evidence = evidence_read(record->bytes, record->length);

	json_object_begin(out);
	hit_json_add_identity(out, record);
	hit_json_add_kind(out, record);
	hit_json_add_years(out, "years", record, RECORD_YEAR);
	hit_json_add_parts(out, "cities", record, RECORD_CITY);
	hit_json_add_parts(out, "clusters", record, RECORD_CLUSTER);
	json_key(out, "facts");
	evidence_add_json(evidence, "facts", out);
	hit_json_add_part(out, "vanished", record, RECORD_VANISHED);
	hit_json_add_part(out, "body", record, RECORD_TEXT);
	json_object_end(out);
	buf_add_string(out, "\n");
}

const struct format jsonl_format = {
	"jsonl", "jsonl", "application/jsonl; charset=utf-8", NULL, add, NULL};
