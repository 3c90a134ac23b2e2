/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "revision/holdings.h"

const char *holdings_words(struct holdings holdings, uint32_t document, size_t *size)
{
	return records_words(holdings.records, &holdings.columns->places[document], size);
}

void holdings_record(struct holdings holdings, uint32_t document,
	struct unpacker *unpacker, struct buf *out)
{
	struct error reason = {0};

	if (!records_read(holdings.records, &holdings.columns->places[document], unpacker,
		    out, &reason))
		buf_clear(out);
}
