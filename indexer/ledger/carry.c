/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger/carry.h"

#include "base/scope.h"
#include "index/record.h"
#include "ledger/batch.h"
#include "ledger/ledger.h"
#include "ledger/ledger_key.h"
#include "ledger/ledger_lines.h"
#include "ledger/record_stream.h"

#include <string.h>

static bool refuse_damage(struct error *err)
{
	return error_set(err, ERROR_CORRUPT,
		"the old generation's notes on its sources are damaged");
}

/* What the old generation noted of the file; an empty key: nothing. */
static bool find_file(const struct carry *carry, const struct ledger_key *owner,
	struct buf *keys, struct error *err)
{
	char letters[2][DIGEST_LETTERS + 1];
	SCOPED(buf_release) struct buf prefix = {0};

	digest_write(owner->source, letters[0]);
	digest_write(owner->file, letters[1]);
	buf_add_format(&prefix, "file:%s:%s:", letters[0], letters[1]);
	return batch_note_keys(carry->from, buf_string(&prefix), keys, err);
}

/* The file, as one that is to be read if it is there again. */
static bool note_file(const struct carry *carry, const struct ledger_key *owner,
	const char *key, struct ledger_file *file, struct error *err)
{
	SCOPED(buf_release) struct buf bytes = {0};
	struct ledger_details details;
	struct ledger_key same;
	bool known;

	if (!ledger_has(carry->ledger, owner, &known, err))
		return false;
	if (!ledger_key_parse(key, strlen(key), &same, file)
		|| !batch_noted(carry->from, key, &bytes, err)
		|| !ledger_parse_details(&bytes, &details))
		return refuse_damage(err);
	if (known)
		return true;
	file->size = 0;
	file->mtime_ns = 0;
	file->refusals = 0;
	if (file->state == LEDGER_LINES) {
		file->documents = 1;
		details.length = 0;
	}
	return ledger_put(carry->ledger, owner, NULL, file, &details, err);
}

static bool note(const struct carry *carry, const struct ledger_key *owner,
	const struct buf *id, struct error *err)
{
	SCOPED(buf_release) struct buf keys = {0};
	SCOPED(buf_release) struct buf nobody = {0};
	enum ledger_claim claim;
	struct ledger_file file;

	if (!find_file(carry, owner, &keys, err))
		return false;
	if (!keys.length)
		return refuse_damage(err);
	return note_file(carry, owner, keys.bytes, &file, err)
		&& ledger_claim_id(
			carry->ledger, owner, id->bytes, id->length, &claim, &nobody, err)
		&& (file.state != LEDGER_LINES
			|| ledger_lines_note_kept(
				carry->to, owner->file, id->bytes, id->length, err));
}

static bool carry_one(const struct carry *carry, const struct buf *id, struct error *err)
{
	struct digest digest = digest_of(id->bytes, id->length);
	struct ledger_key owner;
	bool known;
	bool owned;

	if (!batch_has(carry->to, id->bytes, id->length, &known, err)
		|| !ledger_owner_in(carry->from, digest, &owned, &owner, err))
		return false;
	if (known || !owned || !ledger_expects(carry->ledger, owner.source))
		return true;
	return note(carry, &owner, id, err)
		&& batch_take(carry->to, carry->from, id->bytes, id->length, err)
		&& batch_rest(carry->to, err);
}

bool carry_kept(const struct carry *carry, struct error *err)
{
	SCOPED(record_stream_close) struct record_stream *stream = NULL;
	const char *record;
	size_t size;

	if (!record_stream_open(carry->from_path, &stream, err))
		return false;
	for (;;) {
		SCOPED(buf_release) struct buf id = {0};
		struct record_part part;

		if (!record_stream_next(stream, &record, &size, err))
			return false;
		if (!record)
			return true;
		if (!record_find(record, size, RECORD_VANISHED).length)
			continue;
		part = record_find(record, size, RECORD_ID);
		buf_add(&id, part.bytes, part.length);
		if (!carry_one(carry, &id, err))
			return false;
	}
}
