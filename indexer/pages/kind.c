/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/kind.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "pages/kind_rules.h"
#include "pages/kind_signs.h"
#include "pages/sentences.h"
#include "pages/wording.h"

#include <stdlib.h>
#include <string.h>

enum {
	TOLD_MOST = 3,   /* reasons in the evidence */
	SAID_MOST = 160, /* bytes of what an address or a title says */
};

static const double told_least = 0.3; /* weight of a reason worth telling */

struct reason {
	enum kind_sign sign;
	double weight; /* for the type found, against the mean of the others */
};

static enum page_type best_type(
	const struct kind_rules *rules, const struct kind_signs *signs)
{
	double scores[PAGE_TYPE_COUNT] = {0};
	int best = PAGE_OTHER;

	for (int sign = 0; sign < KIND_SIGN_COUNT; sign++) {
		for (int type = 0; type < PAGE_TYPE_COUNT; type++)
			scores[type] +=
				signs->found[sign].strength * rules->weights[sign][type];
	}
	for (int type = 0; type < PAGE_TYPE_COUNT; type++) {
		if (scores[type] > scores[best])
			best = type;
	}
	return (enum page_type)best;
}

static double weight_for(const double *weights, enum page_type type)
{
	double others = 0;

	for (int other = 0; other < PAGE_TYPE_COUNT; other++)
		others += other == (int)type ? 0 : weights[other];
	return weights[type] - others / (PAGE_TYPE_COUNT - 1);
}

static int by_weight(const void *left, const void *right)
{
	double a = ((const struct reason *)left)->weight;
	double b = ((const struct reason *)right)->weight;

	return (a < b) - (a > b);
}

/* The signs that are there, those that spoke most for the type first. */
static size_t weigh(const struct kind_rules *rules, const struct kind_signs *signs,
	enum page_type type, struct reason *out)
{
	size_t count = 0;

	for (int sign = 0; sign < KIND_BASE; sign++) {
		double strength = signs->found[sign].strength;

		if (strength > 0)
			out[count++] = (struct reason){(enum kind_sign)sign,
				strength * weight_for(rules->weights[sign], type)};
	}
	qsort(out, count, sizeof(*out), by_weight);
	return count;
}

/* Cut between characters. */
static size_t cut(const char *text, size_t length)
{
	if (length <= SAID_MOST)
		return length;
	length = SAID_MOST;
	while (length && ((unsigned char)text[length] & 0xc0) == 0x80)
		length--;
	return length;
}

/* The sentence a sign was found in, or what was said outside the text. */
static void add_words(
	const struct document *document, const struct kind_found *found, struct buf *out)
{
	if (found->start < found->end) {
		struct sentence sentence =
			sentences_around(document, found->start, found->end);

		buf_add(out, document->text.bytes + sentence.start,
			sentence.end - sentence.start);
	} else if (found->said) {
		buf_add(out, found->said, cut(found->said, found->said_length));
	}
}

static void quote(
	const struct document *document, const struct kind_found *found, struct buf *out)
{
	SCOPED(buf_release) struct buf words = {0};

	add_words(document, found, &words);
	if (!words.length || (out->length && strstr(out->bytes, words.bytes)))
		return;
	buf_add_string(out, ": ");
	buf_add(out, words.bytes, words.length);
}

static char *tell(const struct kind_rules *rules, const struct kind_signs *signs,
	const struct document *document, const struct reason *reasons, size_t count)
{
	SCOPED(buf_release) struct buf told = {0};

	for (size_t i = 0; i < count && i < TOLD_MOST; i++) {
		enum kind_sign sign = reasons[i].sign;

		if (reasons[i].weight < told_least)
			break;
		SCOPED(buf_release) struct buf line = buf_take(&told);

		if (line.length)
			buf_add_string(&line, "; ");
		buf_add(&line, rules->sayings[sign], rules->saying_lengths[sign]);
		quote(document, &signs->found[sign], &line);
		told = buf_take(&line);
	}
	return told.length ? alloc_string(told.bytes)
			   : alloc_string("nothing speaks for another type");
}

void kind_find(const struct wording *wording, const struct declared *declared,
	struct document *document)
{
	SCOPED(buf_release) struct buf words = {0};
	struct kind_signs signs;
	struct reason reasons[KIND_SIGN_COUNT];

	if (!document->block_count)
		return;
	kind_signs_read(wording, declared, document, &signs);
	document->type = best_type(wording->kinds, &signs);
	size_t count = weigh(wording->kinds, &signs, document->type, reasons);

	document->type_evidence = tell(wording->kinds, &signs, document, reasons, count);
	if (count && reasons[0].weight >= told_least)
		add_words(document, &signs.found[reasons[0].sign], &words);
	document->type_words = words.length ? buf_take(&words).bytes : NULL;
	for (size_t i = 0; i < count; i++)
		document_add_type_sign(document, kind_rules_name(reasons[i].sign),
			signs.found[reasons[i].sign].strength, reasons[i].weight);
}
