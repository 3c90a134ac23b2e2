/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ranking/length_norms.h"

#include "base/alloc.h"
#include "ranking/ranking.h"

float *length_norms_make(const struct columns *columns, uint32_t documents)
{
	float *norms = alloc_resize(NULL, columns->cell_count, sizeof(*norms));
	double mean = (double)columns->total_length / (documents ? documents : 1) + 1e-9;

	for (uint32_t i = 0; i < columns->cell_count; i++) {
		double relative = columns->places[i].length / mean;

		if (relative < BM25_LENGTH_MIN)
			relative = BM25_LENGTH_MIN;
		norms[i] = (float)(BM25_K1 * (1 - BM25_B + BM25_B * relative));
	}
	return norms;
}
