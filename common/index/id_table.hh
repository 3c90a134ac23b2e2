/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * id_table: where the documents of a generation are that is made in runs. 24
 * bytes a document, at most three quarters of the table full.
 */
#ifndef INDEX_ID_TABLE_HH
#define INDEX_ID_TABLE_HH

#include "base/digest.h"

#include <cstdint>
#include <string>
#include <vector>

struct document_at {
	uint32_t run = 0;    /* 0: the engine */
	uint32_t number = 0; /* in it; 0: there is no such document */
};

class id_table
{
      public:
	/* The document with the id, as document_id_term() writes it. */
	document_at find(const std::string &id) const;

	/* Number 0: there is none any more. */
	void set(const std::string &id, document_at at);

	/* Documents that there are. */
	uint32_t count() const
	{
		return there;
	}

      private:
	struct place {
		struct digest id = {0, 0};
		struct document_at at;
		bool is_free() const
		{
			return !id.high && !id.low;
		}
	};

	size_t place_of(struct digest id) const;
	void grow();

	std::vector<place> places; /* a power of two of them */
	size_t used = 0;
	uint32_t there = 0;
};

#endif
