/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers/member_wire.h"

#include "text/unicode.h"
#include "workers/wire.h"

#include <string.h>

static void write_message(
	enum member_word word, const struct member *member, struct buf *out)
{
	wire_begin(out);
	buf_reserve(out, member->length + 8192);
	wire_add_number(out, word);
	wire_add_number(out, (uint32_t)member->number);
	wire_add_number(out, member->format);
	wire_add_string(out, member->name);
	wire_add_string(out, member->encoding);
	wire_add_string(out, member->reason.text);
	wire_add_bytes(out, member->bytes ? member->bytes : "", member->length);
	wire_end(out);
}

void member_wire_write(const struct member *member, struct buf *out)
{
	static const enum member_word words[] = {
		[MEMBER_PAGE] = MEMBER_WORD_PAGE,
		[MEMBER_REFUSED] = MEMBER_WORD_REFUSED,
		[MEMBER_CUT] = MEMBER_WORD_CUT,
	};

	write_message(words[member->kind], member, out);
}

void member_wire_write_line(
	unsigned long number, const char *line, size_t length, struct buf *out)
{
	struct member member = {.number = number, .bytes = line, .length = length};

	write_message(MEMBER_WORD_LINE, &member, out);
}

void member_wire_write_end(struct buf *out)
{
	static const struct member nothing = {0};

	write_message(MEMBER_WORD_END, &nothing, out);
}

void member_wire_write_failure(const struct error *reason, struct buf *out)
{
	struct member member = {.reason = *reason};

	write_message(MEMBER_WORD_FAILED, &member, out);
}

/* One line of text; bytes that are not are questioned. */
static void set_reason(const char *text, struct error *out)
{
	error_set(out, ERROR_INVALID, "%s", text);
	for (char *at = out->text; *at; at++) {
		if ((unsigned char)*at < ' ')
			*at = '?';
	}
	if (unicode_valid(out->text, strlen(out->text)))
		return;
	for (char *at = out->text; *at; at++) {
		if ((unsigned char)*at >= 0x80)
			*at = '?';
	}
}

bool member_wire_parse(const char *bytes, size_t length, enum member_word *word,
	struct member *out, struct digest *content)
{
	struct wire wire = {.bytes = bytes, .length = length};
	struct member member = {0};
	const char *reason;
	size_t begin;

	*word = (enum member_word)wire_number(&wire);
	member.number = wire_number(&wire);
	begin = wire.at;
	member.format = (enum item_format)wire_number(&wire);
	member.name = wire_string(&wire);
	member.encoding = wire_string(&wire);
	reason = wire_string(&wire);
	member.bytes = wire_bytes(&wire, &member.length);
	if (!wire_is_done(&wire) || !member.bytes || !reason || *word > MEMBER_WORD_END
		|| !item_is_page(member.format))
		return false;
	if (*word == MEMBER_WORD_PAGE
		&& (!member.name || !*member.name
			|| strlen(member.name) > MEMBER_NAME_MAX))
		return false;
	set_reason(reason, &member.reason);
	*content = digest_of(bytes + begin, length - begin);
	*out = member;
	return true;
}
