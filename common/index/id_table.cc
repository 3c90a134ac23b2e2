/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/id_table.hh"

static constexpr size_t places_least = 1024;

/* That of the id, or the free one it may have. */
size_t id_table::place_of(struct digest id) const
{
	size_t at = id.low & (places.size() - 1);

	while (!places[at].is_free() && !digest_equal(places[at].id, id))
		at = (at + 1) & (places.size() - 1);
	return at;
}

document_at id_table::find(const std::string &id) const
{
	return places.empty() ? document_at()
			      : places[place_of(digest_of(id.data(), id.size()))].at;
}

void id_table::grow()
{
	std::vector<place> old(places.empty() ? places_least : 2 * places.size());

	old.swap(places);
	for (const place &one : old) {
		if (!one.is_free())
			places[place_of(one.id)] = one;
	}
}

void id_table::set(const std::string &id, document_at at)
{
	struct digest digest = digest_of(id.data(), id.size());

	if (4 * (used + 1) > 3 * places.size())
		grow();
	place &one = places[place_of(digest)];
	used += one.is_free();
	there -= one.at.number != 0;
	there += at.number != 0;
	one.id = digest;
	one.at = at;
}
