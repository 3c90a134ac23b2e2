/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/document_id.hh"

#include "index/field.h"

#define XXH_INLINE_ALL
#include <cstdio>
#include <xxhash.h>

static constexpr size_t id_bytes_max = 200;

std::string document_id_term(const char *id, size_t length)
{
	std::string term(ID_PREFIX);

	if (length <= id_bytes_max)
		return term.append(id, length);

	XXH128_hash_t hash = XXH3_128bits(id, length);
	char digits[36];

	snprintf(digits, sizeof(digits), "%016llx%016llx",
		static_cast<unsigned long long>(hash.high64),
		static_cast<unsigned long long>(hash.low64));
	return term.append(id, id_bytes_max).append(digits);
}
