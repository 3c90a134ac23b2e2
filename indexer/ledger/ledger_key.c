/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger/ledger_key.h"

#include "base/scope.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct ledger_key ledger_key_of(struct digest source, const char *path, size_t length)
{
	SCOPED(buf_release) struct buf name = {0};

	buf_add(&name, (const char *)&source, sizeof(source));
	buf_add(&name, path, length);
	return (struct ledger_key){source, digest_of(name.bytes, name.length)};
}

void ledger_key_write_head(const struct ledger_key *key, char out[LEDGER_KEY_HEAD + 1])
{
	char source[DIGEST_LETTERS + 1];
	char file[DIGEST_LETTERS + 1];

	digest_write(key->source, source);
	digest_write(key->file, file);
	snprintf(out, LEDGER_KEY_HEAD + 1, "file:%s:%s:", source, file);
}

/* Of the others nothing is read that a stamp could stand for. */
static bool can_be_read(enum ledger_state state)
{
	return state == LEDGER_PAGE || state == LEDGER_LINES || state == LEDGER_REFUSED;
}

void ledger_key_write(const struct ledger_key *key, const struct ledger_file *file,
	char out[LEDGER_KEY_MAX])
{
	char id[DIGEST_LETTERS + 1];
	size_t length;
	size_t used;

	ledger_key_write_head(key, out);
	length = LEDGER_KEY_HEAD
		+ (size_t)snprintf(out + LEDGER_KEY_HEAD,
			LEDGER_KEY_MAX - LEDGER_KEY_HEAD, "%" PRIx64 ":%" PRIx64 ":",
			file->size, file->mtime_ns);
	out += length;
	length = LEDGER_KEY_MAX - length;
	switch (file->state) {
	case LEDGER_PAGE:
		digest_write(file->id, id);
		snprintf(out, length, "=%s:%" PRIx64, id, file->frame);
		break;
	case LEDGER_LINES:
		snprintf(out, length, "*%" PRIx32 ":%" PRIx32, file->documents,
			file->refusals);
		break;
	case LEDGER_REFUSED:
		snprintf(out, length, "!");
		break;
	case LEDGER_KEPT:
		digest_write(file->id, id);
		snprintf(out, length, "~%s", id);
		break;
	case LEDGER_REMOVED:
		digest_write(file->id, id);
		snprintf(out, length, "-%s", id);
		break;
	}
	if ((!file->stamp && !file->day) || !can_be_read(file->state))
		return;
	used = strlen(out);
	snprintf(out + used, length - used,
		file->day ? ":%" PRIx64 ":%" PRIx32 : ":%" PRIx64, file->stamp,
		file->day);
}

/* The number behind the next colon, 0 if there is none; *text moves behind it. */
static uint64_t parse_next(const char **text)
{
	const char *colon = strchr(*text, ':');

	*text = colon ? colon + 1 : *text + strlen(*text);
	return colon ? strtoull(*text, NULL, 16) : 0;
}

/* Reads a hexadecimal number and the colon behind it. */
static bool parse_number(const char **text, uint64_t *out)
{
	char *end;

	*out = strtoull(*text, &end, 16);
	if (end == *text || *end != ':')
		return false;
	*text = end + 1;
	return true;
}

static bool parse_lines(const char *text, struct ledger_file *out)
{
	uint64_t documents;

	if (!parse_number(&text, &documents))
		return false;
	out->state = LEDGER_LINES;
	out->documents = (uint32_t)documents;
	out->refusals = (uint32_t)strtoul(text, NULL, 16);
	out->stamp = parse_next(&text);
	return true;
}

static bool parse_page(const char *text, struct ledger_file *out)
{
	const char *rest = text + DIGEST_LETTERS;

	if (!digest_parse(text, &out->id))
		return false;
	out->frame = parse_next(&rest);
	out->stamp = parse_next(&rest);
	out->day = (uint32_t)parse_next(&rest);
	return true;
}

static bool parse_what(const char *text, struct ledger_file *out)
{
	if (*text == '=' || *text == '-' || *text == '~') {
		out->state = *text == '=' ? LEDGER_PAGE
			: *text == '~'    ? LEDGER_KEPT
					  : LEDGER_REMOVED;
		return parse_page(text + 1, out);
	}
	if (*text == '*')
		return parse_lines(text + 1, out);
	if (*text != '!')
		return false;
	out->state = LEDGER_REFUSED;
	out->stamp = parse_next(&text);
	return true;
}

bool ledger_key_parse(
	const char *text, size_t length, struct ledger_key *key, struct ledger_file *out)
{
	const char *rest = text + LEDGER_KEY_HEAD;

	*out = (struct ledger_file){0};
	return length > LEDGER_KEY_HEAD && digest_parse(text + 5, &key->source)
		&& digest_parse(text + 5 + DIGEST_LETTERS + 1, &key->file)
		&& parse_number(&rest, &out->size) && parse_number(&rest, &out->mtime_ns)
		&& parse_what(rest, out);
}
