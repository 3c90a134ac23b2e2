/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "facets/budgets.h"

#include "base/alloc.h"

#include <stdlib.h>

static void swap(uint64_t *a, uint64_t *b)
{
	uint64_t kept = *a;

	*a = *b;
	*b = kept;
}

/* Puts what is below the middle one before it; where that now stands. */
static size_t part(uint64_t *numbers, size_t first, size_t last)
{
	size_t at = first;

	swap(&numbers[first + (last - first) / 2], &numbers[last]);
	for (size_t i = first; i < last; i++) {
		if (numbers[i] < numbers[last])
			swap(&numbers[i], &numbers[at++]);
	}
	swap(&numbers[at], &numbers[last]);
	return at;
}

/* Where the run of numbers equal to the one at a place ends: equals need no parting. */
static size_t end_of_equals(uint64_t *numbers, size_t at, size_t last)
{
	size_t end = at + 1;

	for (size_t i = end; i <= last; i++) {
		if (numbers[i] == numbers[at])
			swap(&numbers[i], &numbers[end++]);
	}
	return end;
}

/* Hoare's selection (Algorithm 65, CACM 4, 1961); the numbers change places. */
static uint64_t select_number(uint64_t *numbers, size_t count, size_t wanted)
{
	size_t first = 0;
	size_t last = count - 1;

	while (first < last) {
		size_t at = part(numbers, first, last);
		size_t end = end_of_equals(numbers, at, last);

		if (wanted >= at && wanted < end)
			return numbers[wanted];
		if (wanted < at)
			last = at - 1;
		else
			first = end;
	}
	return numbers[first];
}

void budgets_add_up(
	const struct columns *columns, const struct matches *matches, struct budgets *out)
{
	uint64_t *known = alloc_resize(NULL, matches->count, sizeof(*known));

	*out = (struct budgets){.least = UINT64_MAX};
	for (size_t i = 0; i < matches->count; i++) {
		uint64_t budget = columns->budgets[matches->documents[i]];

		if (!budget)
			continue;
		known[out->documents++] = budget;
		out->sum += budget;
		out->least = budget < out->least ? budget : out->least;
		out->most = budget > out->most ? budget : out->most;
	}
	if (out->documents)
		out->median =
			select_number(known, out->documents, (out->documents - 1) / 2);
	else
		out->least = 0;
	free(known);
}
