/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "words/typed_marks.h"

#include "base/scope.h"
#include "text/latin.h"
#include "text/spelling.h"
#include "words/likeness.h"

#include <string.h>

static bool is_ascii(const struct buf *text)
{
	for (size_t i = 0; i < text->length; i++) {
		if ((unsigned char)text->bytes[i] >= 0x80)
			return false;
	}
	return true;
}

static void spell_out(const char *folded, size_t length, struct buf *out)
{
	SCOPED(buf_release) struct buf word = {0};
	SCOPED(buf_release) struct buf umlauts = {0};
	const struct buf *spelled = &word;

	buf_add(&word, folded, length);
	if (spelling_spell_out_umlauts(&word, &umlauts))
		spelled = &umlauts;
	if (is_ascii(spelled))
		buf_add(out, buf_string(spelled), spelled->length);
	else
		latin_ascii(spelled->bytes, spelled->length, out);
}

void typed_marks_read(const struct buf *folded, struct typed_marks *out)
{
	SCOPED(buf_release) struct buf bare = {0};

	likeness_bare(folded->bytes, folded->length, &bare);
	out->any = strcmp(buf_string(&bare), buf_string(folded)) != 0;
	spell_out(folded->bytes, folded->length, &out->spelled);
}

bool typed_marks_fit(const struct typed_marks *marks, const char *folded)
{
	SCOPED(buf_release) struct buf spelled = {0};

	if (!marks->any)
		return true;
	spell_out(folded, strlen(folded), &spelled);
	return !strncmp(
		buf_string(&spelled), buf_string(&marks->spelled), marks->spelled.length);
}

void typed_marks_release(struct typed_marks *marks)
{
	buf_release(&marks->spelled);
}
