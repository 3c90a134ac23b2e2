/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * glass_chunks: a list of documents with a number each, in chunks, as the engine has all
 * such lists: written to a table (glass_table.hh), ascending by document.
 */
#ifndef INDEX_GLASS_CHUNKS_HH
#define INDEX_GLASS_CHUNKS_HH

#include "index/glass_table.hh"

#include <cstdint>
#include <string>
#include <utility>

class glass_chunks
{
      public:
	enum { BYTES = 2000 }; /* and an item more, of a chunk at most */

	/* Key: of the first; stem: of the others, before the document. */
	glass_chunks(glass_table &to, std::string first_key, std::string key_stem,
		std::string first_head)
	    : table(to), key(std::move(first_key)), stem(std::move(key_stem)),
	      head(std::move(first_head))
	{
	}

	void add(uint32_t document, uint32_t number)
	{
		if (body.size() >= BYTES)
			write('0');
		if (!body.empty()) {
			glass_add_number(body, document - last - 1);
		} else {
			first = document;
			if (key.empty()) {
				key = stem;
				glass_add_document(key, document);
			} else {
				glass_add_number(head, document - 1);
			}
		}
		last = document;
		glass_add_number(body, number);
	}

	/* Is_last: '0' or '1'. */
	void write(char is_last)
	{
		head += is_last;
		glass_add_number(head, last - first);
		table.add(key, head + body);
		key.clear();
		head.clear();
		body.clear();
	}

      private:
	glass_table &table;
	std::string key, stem, head, body;
	uint32_t first = 0, last = 0;
};

#endif
