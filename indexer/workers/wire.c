/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers/wire.h"

#include <assert.h>
#include <string.h>

static const uint32_t no_string = UINT32_MAX;

void wire_begin(struct buf *out)
{
	uint32_t length = 0;

	buf_clear(out);
	buf_add(out, (const char *)&length, sizeof(length));
}

void wire_end(struct buf *out)
{
	uint32_t length = (uint32_t)(out->length - WIRE_HEAD);

	assert(out->length - WIRE_HEAD < UINT32_MAX);
	memcpy(out->bytes, &length, sizeof(length));
}

size_t wire_length(const char *head)
{
	uint32_t length;

	memcpy(&length, head, sizeof(length));
	return length;
}

void wire_add_number(struct buf *out, uint32_t number)
{
	buf_add(out, (const char *)&number, sizeof(number));
}

void wire_add_bytes(struct buf *out, const char *bytes, size_t length)
{
	uint32_t number = (uint32_t)length;
	char *to;

	buf_reserve(out, sizeof(number) + length + 1);
	to = out->bytes + out->length;
	memcpy(to, &number, sizeof(number));
	memcpy(to + sizeof(number), bytes, length);
	out->length += sizeof(number) + length + 1;
	out->bytes[out->length - 1] = '\0';
	out->bytes[out->length] = '\0';
}

void wire_add_string(struct buf *out, const char *string)
{
	if (string)
		wire_add_bytes(out, string, strlen(string));
	else
		wire_add_number(out, no_string);
}

uint32_t wire_number(struct wire *wire)
{
	uint32_t number;

	if (wire->broken || wire->length - wire->at < sizeof(number)) {
		wire->broken = true;
		return 0;
	}
	memcpy(&number, wire->bytes + wire->at, sizeof(number));
	wire->at += sizeof(number);
	return number;
}

const char *wire_bytes(struct wire *wire, size_t *length)
{
	uint32_t count = wire_number(wire);
	const char *bytes = wire->bytes + wire->at;

	*length = 0;
	if (wire->broken || count == no_string)
		return NULL;
	if (wire->length - wire->at <= count || bytes[count]) {
		wire->broken = true;
		return NULL;
	}
	wire->at += (size_t)count + 1;
	*length = count;
	return bytes;
}

const char *wire_string(struct wire *wire)
{
	size_t length;
	const char *string = wire_bytes(wire, &length);

	if (!string || strlen(string) == length)
		return string;
	wire->broken = true;
	return NULL;
}

bool wire_is_done(const struct wire *wire)
{
	return !wire->broken && wire->at == wire->length;
}
