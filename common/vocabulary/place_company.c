/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/place_company.h"

#include <math.h>
#include <string.h>

enum {
	NEAR_KM = 80,
	COMPANY_LEAST = 3,
	COUNTRIES_LEAST = 3,
};

void place_company_add(struct place_company *company, const struct place *place)
{
	for (size_t i = 0; i < company->count; i++)
		if (company->places[i] == place)
			return;
	if (company->count < PLACE_COMPANY_MAX)
		company->places[company->count++] = place;
}

/* On a plane that touches the earth there: good enough for neighbours. */
double place_company_distance_km(const struct place *a, const struct place *b)
{
	double north = (a->latitude - b->latitude) * 111.2;
	double east =
		(a->longitude - b->longitude) * 111.2 * cos(a->latitude * M_PI / 180);

	return hypot(north, east);
}

/* The size in powers of ten, and what the neighbours add. */
static double likelihood(const struct place_company *company, const struct place *place)
{
	double score = log10(place->population + 10.0);
	double nearest = INFINITY;
	size_t compatriots = 0;

	for (size_t i = 0; i < company->count; i++) {
		nearest = fmin(
			nearest, place_company_distance_km(place, company->places[i]));
		compatriots += !strcmp(place->country, company->places[i]->country);
	}
	if (company->count)
		score += 0.5 * (double)compatriots / (double)company->count;
	if (nearest < NEAR_KM)
		score += nearest < 40 ? 1.2 : 0.5;
	return score;
}

bool place_company_is_near(const struct place_company *company, const struct place *place)
{
	for (size_t i = 0; i < company->count; i++)
		if (company->places[i] != place
			&& place_company_distance_km(place, company->places[i]) < NEAR_KM)
			return true;
	return false;
}

bool place_company_suits(const struct place_company *company, const struct place *place)
{
	size_t near = 0;
	size_t countries = 0;

	for (size_t i = 0; i < company->count; i++) {
		bool seen = false;

		near += place_company_distance_km(place, company->places[i]) < NEAR_KM;
		for (size_t j = 0; j < i && !seen; j++)
			seen = !strcmp(
				company->places[j]->country, company->places[i]->country);
		countries += !seen;
	}
	return company->count >= COMPANY_LEAST && (near || countries >= COUNTRIES_LEAST);
}

const struct place *place_company_choose(const struct place_company *company,
	const struct places *places, const struct place_name *name)
{
	const struct place *best = &places->items[name->place];
	double best_score = likelihood(company, best);

	while ((name = place_names_alike(&places->names, name))) {
		const struct place *place = &places->items[name->place];
		double score = likelihood(company, place);

		if (score > best_score) {
			best_score = score;
			best = place;
		}
	}
	return best;
}
