/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/collation.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "text/utf16.h"

#include <unicode/ucol.h>

#include <stdlib.h>
#include <string.h>

struct collation {
	UCollator *collator; /* NULL: ICU lacks its data, names go by their bytes */
};

struct collation *collation_open(void)
{
	struct collation *collation = alloc_zeroed(1, sizeof(*collation));
	UErrorCode status = U_ZERO_ERROR;

	collation->collator = ucol_open("de", &status);
	return collation;
}

void collation_close(struct collation **collation)
{
	if (*collation && (*collation)->collator)
		ucol_close((*collation)->collator);
	free(*collation);
	*collation = NULL;
}

void collation_add_key(struct collation *collation, const char *name, struct buf *out)
{
	SCOPED(utf16_release) struct utf16 wide = utf16_from(name, strlen(name));
	UCollator *collator = collation->collator;
	int32_t size;

	if (!collator) {
		buf_add_string(out, name);
		return;
	}
	size = ucol_getSortKey(collator, wide.units, wide.length, NULL, 0);
	buf_reserve(out, (size_t)size);
	ucol_getSortKey(collator, wide.units, wide.length,
		(uint8_t *)out->bytes + out->length, size);
	out->length += (size_t)size - 1; /* the key ends with a NUL */
}
