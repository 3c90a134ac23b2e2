/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger/arrivals.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"

#include <stdlib.h>

void arrivals_release(struct arrivals *arrivals)
{
	for (size_t i = 0; i < arrivals->contents.count; i++)
		free(arrivals->ids[i]);
	free(arrivals->ids);
	digest_table_release(&arrivals->contents);
	*arrivals = (struct arrivals){0};
}

void arrivals_add(struct arrivals *arrivals, struct digest content, const char *id)
{
	size_t before = arrivals->contents.count;
	SCOPED(buf_release) struct buf copy = {0};

	if (digest_table_add(&arrivals->contents, content) < before)
		return;
	buf_add_string(&copy, id);
	arrivals->ids = alloc_grow(
		arrivals->ids, before, &arrivals->room, sizeof(*arrivals->ids));
	arrivals->ids[before] = buf_take(&copy).bytes;
}

bool arrivals_take(struct arrivals *arrivals, struct digest content, struct buf *id)
{
	uint32_t number = digest_table_find(&arrivals->contents, content);

	if (number == DIGEST_TABLE_NONE || !arrivals->ids[number])
		return false;
	buf_add_string(id, arrivals->ids[number]);
	string_free(&arrivals->ids[number]);
	return true;
}
