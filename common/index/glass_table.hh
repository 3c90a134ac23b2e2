/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * glass_table: a file of sorted items as the engine's glass backend reads it
 * (format of 2016-03-14, all of Xapian 1.4), written from its first block to its
 * last. Only for runs (run_writer.hh): the engine itself makes what readers get.
 * Numbers in the format are big-endian.
 */
#ifndef INDEX_GLASS_TABLE_HH
#define INDEX_GLASS_TABLE_HH

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct libdeflate_compressor;

/* A number in seven bits a byte, the lowest first. */
void glass_add_number(std::string &out, uint64_t number);

/* A document's number so that keys sort as the numbers do; below 32,768. */
void glass_add_document(std::string &out, uint32_t number);

/* A tag as a table keeps it. */
struct glass_tag {
	std::string bytes;
	bool is_compressed = false;
};

/* Compresses tags as the engine does. One thread each. */
class glass_packer
{
      public:
	/* Those of more than compress_from bytes, as far as it makes them smaller. */
	explicit glass_packer(unsigned compress_from);

	glass_tag pack(const std::string &tag);

      private:
	unsigned packed_from;
	std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor *)>
		compressor;
};

class glass_table
{
      public:
	/*
	 * Compress_from: as of the packer whose tags it gets; 0: it gets none. Throws
	 * Xapian::DatabaseError with the system's reason, as all do.
	 */
	glass_table(const std::string &path, unsigned compress_from);
	~glass_table();
	glass_table(const glass_table &) = delete;
	glass_table &operator=(const glass_table &) = delete;

	/* In the order of the keys, which are of 1 to 255 bytes. */
	void add(std::string_view key, std::string_view tag);
	void add(std::string_view key, const glass_tag &tag);

	/* Writes the rest. Appends what the engine's own file says of the table. */
	void finish(std::string &out);

	/* What it says of a table that there is not. */
	static void say_none(unsigned compress_from, std::string &out);

      private:
	struct block { /* the last of a level, not yet written */
		std::vector<unsigned char> bytes;
		size_t items = 0;
		size_t begin = 0; /* of the item that was put last */
		std::string first_key;
		unsigned first_part = 0;
	};

	void add_parts(std::string_view key, std::string_view tag, unsigned kind_of_all);
	void put(unsigned level, std::string_view key, unsigned part,
		std::string_view item);
	uint32_t write(unsigned level);
	void hand_up(unsigned level);
	[[noreturn]] void refuse() const;

	std::string path;
	unsigned compressed_from;
	FILE *file;
	std::vector<block> levels;
	uint32_t blocks = 0;
	uint64_t entries = 0;
};

#endif
