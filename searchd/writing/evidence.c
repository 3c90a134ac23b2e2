/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "writing/evidence.h"

#include "base/alloc.h"
#include "index/record.h"

#include <jansson.h>
#include <stdlib.h>

struct evidence {
	json_t *root; /* NULL: there is none */
};

struct evidence *evidence_read(const char *record, size_t size)
{
	struct evidence *evidence = alloc_zeroed(1, sizeof(*evidence));
	struct record_part part = record_find(record, size, RECORD_EVIDENCE);

	if (part.length)
		evidence->root = json_loadb(part.bytes, part.length, 0, NULL);
	return evidence;
}

void evidence_free(struct evidence **evidence)
{
	if (*evidence)
		json_decref((*evidence)->root);
	free(*evidence);
	*evidence = NULL;
}

static json_t *fact_of(const struct evidence *evidence, const char *fact)
{
	return json_object_get(json_object_get(evidence->root, "facts"), fact);
}

const char *evidence_text(const struct evidence *evidence, const char *fact)
{
	const char *text = json_string_value(fact_of(evidence, fact));

	return text && *text ? text : NULL;
}

double evidence_number(const struct evidence *evidence, const char *fact)
{
	return json_number_value(fact_of(evidence, fact));
}

bool evidence_partner(
	const struct evidence *evidence, size_t number, struct evidence_partner *out)
{
	const json_t *partner = json_array_get(fact_of(evidence, "partners"), number);

	if (!partner)
		return false;
	out->name = json_string_value(json_object_get(partner, "name"));
	out->role = json_string_value(json_object_get(partner, "role"));
	out->place = json_string_value(json_object_get(partner, "place"));
	return true;
}

void evidence_add_json(const struct evidence *evidence, const char *key, struct buf *out)
{
	const json_t *value = json_object_get(evidence->root, key);
	char *text = value ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;

	buf_add_string(out, text ? text : "null");
	free(text);
}
