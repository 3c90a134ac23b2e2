/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger/departures.h"

#include "base/scope.h"
#include "index/record.h"
#include "ledger/arrivals.h"
#include "ledger/batch.h"
#include "ledger/ledger.h"
#include "ledger/record_stream.h"

/* The new id of the page, if its bytes came under another one. Empty: they did not. */
static bool find_target(const struct departures *departures, struct record_part id,
	struct buf *out, struct error *err)
{
	struct ledger_key owner;
	struct digest content;
	bool found;

	if (!departures->arrivals->contents.count)
		return true;
	if (!ledger_owner_in(departures->from, digest_of(id.bytes, id.length), &found,
		    &owner, err))
		return false;
	if (!found)
		return true;
	if (!ledger_content_in(departures->from, &owner, &found, &content, err))
		return false;
	if (found)
		arrivals_take(departures->arrivals, content, out);
	return true;
}

static bool tell_if_gone(const struct departures *departures, const char *record,
	size_t size, size_t *moved, struct error *err)
{
	struct record_part id = record_find(record, size, RECORD_ID);
	SCOPED(buf_release) struct buf target = {0};
	bool known;

	if (!batch_has(departures->to, id.bytes, id.length, &known, err))
		return false;
	if (known)
		return true;
	if (!find_target(departures, id, &target, err))
		return false;
	*moved += target.length > 0;
	return batch_tell_gone(departures->to,
		target.length ? CHANGE_MOVED : CHANGE_VANISHED, buf_string(&target),
		record, size, err);
}

bool departures_tell(
	const struct departures *departures, size_t *moved, struct error *err)
{
	SCOPED(record_stream_close) struct record_stream *stream = NULL;
	const char *record;
	size_t size;

	if (!record_stream_open(departures->from_path, &stream, err))
		return false;
	for (*moved = 0;;) {
		if (!record_stream_next(stream, &record, &size, err))
			return false;
		if (!record)
			return true;
		if (!tell_if_gone(departures, record, size, moved, err))
			return false;
	}
}
