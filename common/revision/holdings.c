/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/holdings.h"

void holdings_record(struct holdings holdings, uint32_t document,
	struct unpacker *unpacker, struct buf *out)
{
	struct error reason = {0};

	if (!records_read(holdings.records, &holdings.columns->places[document], unpacker,
		    out, &reason))
		buf_clear(out);
}
