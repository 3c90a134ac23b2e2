/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/sums.h"

#include "pages/amounts.h"
#include "pages/cues.h"
#include "pages/wording.h"

#include <ctype.h>
#include <string.h>

enum {
	BARE_LEAST = 1000, /* a sum without a currency */
	YEAR_LEAST = 1900,
	YEAR_MOST = 2100,
	NAME_MOST = 60, /* bytes of a country's name */
	COUNT_MOST = 100000,
};

struct reader {
	const struct wording *wording;
	const char *low;
	const struct fact_field *field;
	struct sums *out;
	size_t behind;   /* the last sum */
	size_t rate_end; /* of the rate */
	bool is_void;    /* two currencies were added up */
};

static bool is_year(const struct amount *amount)
{
	return !amount->is_large && amount->value >= YEAR_LEAST
		&& amount->value <= YEAR_MOST;
}

/* A sum that says no currency is all of the value, or written as sums are. */
static bool is_sum(const struct reader *reader, const struct amount *amount)
{
	if (amount->kind != AMOUNT_BARE)
		return amount->kind == AMOUNT_MONEY;
	return amount->value >= BARE_LEAST && !is_year(amount)
		&& (amount->is_large
			|| (amount->start == reader->field->value
				&& amount->end == reader->field->end));
}

static bool has_word(
	const struct reader *reader, enum fact_word word, size_t start, size_t end)
{
	return start < end
		&& fact_words_has(reader->wording->fact_words, word, reader->low + start,
			end - start);
}

/* Whether the words say that what follows is the funders' part. */
static bool is_funded_part(const struct reader *reader, size_t start, size_t end)
{
	struct cue_match match;
	size_t offset = start;

	if (!has_word(reader, FACT_WORD_PART, start, end)
		&& !has_word(reader, FACT_WORD_KNOWN, start, end))
		return false;
	while (cues_next(
		reader->wording->fact_labels, reader->low, end, &offset, &match)) {
		if (match.cue->class == FACT_OWN)
			return false;
	}
	return true;
}

static bool is_budget(const struct reader *reader)
{
	return reader->field->label == FACT_BUDGET;
}

static void put_first(struct reader *reader, const struct amount *amount)
{
	if (is_budget(reader))
		reader->out->budget = amount->value;
	else
		reader->out->grant = amount->value;
	memcpy(reader->out->currency, amount->currency, sizeof(amount->currency));
}

/* 85 % of 1.2 million: not the funders' part but what it is a part of. */
static bool is_base(const struct reader *reader, size_t start)
{
	return reader->field->label != FACT_BUDGET && reader->out->rate > 0
		&& !reader->behind && reader->rate_end < start
		&& has_word(reader, FACT_WORD_BASE, reader->rate_end, start);
}

static void put_sum(struct reader *reader, const struct amount *amount)
{
	struct sums *out = reader->out;
	bool same = !amount->currency[0] || strcmp(amount->currency, out->currency) == 0;

	bool added = reader->behind && !same
		&& has_word(reader, FACT_WORD_JOIN, reader->behind, amount->start);
	bool better = !same && strcmp(amount->currency, "EUR") == 0 && !(out->grant > 0);

	if (added)
		reader->is_void = true;
	else if (!reader->behind || better)
		put_first(reader, amount);
	else if (same && is_budget(reader) && !(out->grant > 0)
		&& is_funded_part(reader, reader->behind, amount->start))
		out->grant = amount->value;
	reader->behind = amount->end;
}

static bool is_rate(const struct reader *reader, const struct amount *amount)
{
	size_t start = reader->behind ? reader->behind : reader->field->value;

	if (amount->kind != AMOUNT_PERCENT || amount->value <= 0 || amount->value > 100)
		return false;
	if (reader->field->label != FACT_BUDGET)
		return !reader->behind || start == reader->behind;
	return is_funded_part(reader, start, reader->field->end);
}

/* 75 or 0.75, where only a rate is asked for. */
static double bare_rate(const struct amount *amount)
{
	if (amount->kind != AMOUNT_BARE || amount->value <= 0 || amount->value > 100)
		return 0;
	return amount->value <= 1 ? amount->value : amount->value / 100;
}

void sums_read(const struct wording *wording, const char *low,
	const struct fact_field *field, struct sums *out)
{
	struct reader reader = {
		.wording = wording, .low = low, .field = field, .out = out};
	size_t offset = field->value;
	struct amount amount;

	*out = (struct sums){0};
	while (amounts_next(wording->amounts, low, field->end, &offset, &amount)) {
		if (!(out->rate > 0) && is_rate(&reader, &amount)) {
			out->rate = amount.value / 100;
			reader.rate_end = amount.end;
		} else if (field->label == FACT_RATE)
			out->rate = out->rate > 0 ? out->rate : bare_rate(&amount);
		else if (is_sum(&reader, &amount) && !is_base(&reader, amount.start))
			put_sum(&reader, &amount);
	}
	if (reader.is_void)
		*out = (struct sums){.rate = out->rate};
}

static bool is_count(const struct amount *amount)
{
	return amount->kind == AMOUNT_BARE && !amount->is_large && amount->value >= 1
		&& amount->value <= COUNT_MOST && !is_year(amount);
}

int sums_count_first(
	const struct cues *amounts, const char *low, const struct fact_field *field)
{
	size_t offset = field->value;
	struct amount amount;

	if (!amounts_next(amounts, low, field->end, &offset, &amount)
		|| !is_count(&amount))
		return 0;
	for (size_t i = field->value; i < amount.start; i++) {
		if (low[i] != '(' && low[i] != ' ')
			return 0;
	}
	/* 2. Projektphase */
	return amount.end < field->end && low[amount.end] == '.' ? 0 : (int)amount.value;
}

int sums_count_of(const struct cues *amounts, const struct cues *words,
	enum fact_word word, const char *low, const struct fact_field *field)
{
	size_t offset = field->value;
	struct amount amount;

	while (amounts_next(amounts, low, field->end, &offset, &amount)) {
		const struct cue *cue = amount.end + 1 < field->end
			? cues_at(words, low, field->end, amount.end + 1)
			: NULL;

		if (is_count(&amount) && cue && cue->class == (int)word)
			return (int)amount.value;
	}
	return 0;
}

/* The length of what parts two names: a comma, semicolon, or the word and. */
static size_t mark_length(const struct reader *reader, size_t at)
{
	const struct cue *cue;

	if (strchr(",;/&", reader->low[at]))
		return 1;
	if (reader->low[at] != ' ')
		return 0;
	cue = cues_at(
		reader->wording->fact_words, reader->low, reader->field->end, at + 1);
	return cue && cue->class == FACT_WORD_JOIN ? cue->length + 1 : 0;
}

int sums_count_names(
	const struct wording *wording, const char *low, const struct fact_field *field)
{
	struct reader reader = {.wording = wording, .low = low, .field = field};
	int count = sums_count_first(wording->amounts, low, field);
	size_t letters = 0;
	size_t mark;

	if (count)
		return count;
	for (size_t i = field->value; i < field->end; i += mark ? mark : 1) {
		mark = mark_length(&reader, i);
		if (!mark) {
			letters += cues_is_word(low, field->end, i);
			continue;
		}
		count += letters > 0;
		letters = 0;
	}
	count += letters > 0;
	/* a sentence is no list of countries */
	return field->end - field->value > (size_t)count * NAME_MOST
			|| (field->end > field->value && low[field->end - 1] == '.')
		? 0
		: count;
}
