/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/namesakes.h"

#include "base/scope.h"
#include "text/compounds.h"
#include "text/lexicon.h"

#include <stdbool.h>
#include <string.h>

enum { NESTED_MAX = 2 }; /* compounds in compounds */

void namesakes_release(struct namesakes *namesakes)
{
	buf_release(&namesakes->own);
	buf_release(&namesakes->other);
}

static bool is_singular(const char *word, size_t length)
{
	const struct lexicon_entry *entry = lexicon_find(word, length);

	return entry && (entry->flags & LEXICON_SINGULAR);
}

/* Bytes of the noun that a word is a form of, which it begins with; 0: of none. */
static size_t singular_length(const char *word, size_t length)
{
	static const char *const endings[] = {"n", "s", "e", "en", "es"};
	const struct lexicon_entry *entry = lexicon_find(word, length);
	const struct lexicon_entry *base = entry ? lexicon_base(entry) : NULL;

	if (is_singular(word, length))
		return length;
	if (base && base->length < length
		&& !memcmp(lexicon_word(base), word, base->length)
		&& (base->flags & LEXICON_SINGULAR))
		return base->length;
	for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
		size_t size = strlen(endings[i]);

		if (length > size && !memcmp(word + length - size, endings[i], size)
			&& is_singular(word, length - size))
			return length - size;
	}
	return 0;
}

void namesakes_find(const char *folded, size_t length, struct namesakes *out)
{
	SCOPED(buf_release) struct buf longer = {0};
	size_t own = singular_length(folded, length);

	if (!own)
		return;
	buf_add(&out->own, folded, own);
	buf_add(&longer, folded, own);
	buf_add(&longer, "e", 1);
	if (is_singular(longer.bytes, longer.length))
		buf_add(&out->other, longer.bytes, longer.length);
	else if (folded[own - 1] == 'e' && is_singular(folded, own - 1))
		buf_add(&out->other, folded, own - 1);
}

static bool equals(const struct buf *noun, const char *word, size_t length)
{
	return noun->length == length && !memcmp(noun->bytes, word, length);
}

static enum namesake tell_word(
	const struct namesakes *namesakes, const char *word, size_t length)
{
	size_t singular = singular_length(word, length);

	if (equals(&namesakes->own, word, singular))
		return NAMESAKE_OWN;
	return equals(&namesakes->other, word, singular) ? NAMESAKE_OTHER
							 : NAMESAKE_UNKNOWN;
}

static enum namesake tell(const struct namesakes *namesakes, const char *word,
	size_t length, unsigned depth)
{
	enum namesake told = tell_word(namesakes, word, length);
	struct compound compound;

	if (told != NAMESAKE_UNKNOWN || !depth
		|| !compounds_split(word, length, &compound))
		return told;
	for (size_t i = 0; i < compound.count && told != NAMESAKE_OWN; i++) {
		enum namesake part = tell(namesakes, compound.parts[i].base,
			compound.parts[i].base_length, depth - 1);

		if (part != NAMESAKE_UNKNOWN)
			told = part;
	}
	return told;
}

enum namesake namesakes_tell(
	const struct namesakes *namesakes, const char *folded, size_t length)
{
	return namesakes->other.length ? tell(namesakes, folded, length, NESTED_MAX)
				       : NAMESAKE_UNKNOWN;
}
