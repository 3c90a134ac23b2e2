/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/glass_table.hh"

#include <xapian.h>

#include <cerrno>
#include <cstring>
#include <libdeflate.h>
#include <new>

static constexpr size_t block_bytes = 32768;
static constexpr size_t head_bytes = 11;
static constexpr size_t place_bytes = 2; /* of an item, behind the head */
static constexpr size_t item_most = (block_bytes - head_bytes - 4 * place_bytes) / 4;
static constexpr size_t key_most = 255;
static constexpr unsigned first_flag = 0x20, last_flag = 0x40, compressed_flag = 0x80;
static constexpr int compression_level = 6;
static constexpr unsigned revision = 1;

void glass_add_number(std::string &out, uint64_t number)
{
	for (; number >= 0x80; number >>= 7)
		out += static_cast<char>(number | 0x80);
	out += static_cast<char>(number);
}

static void add_two(std::string &out, size_t number)
{
	out += static_cast<char>(number >> 8);
	out += static_cast<char>(number);
}

static void add_four(std::string &out, size_t number)
{
	add_two(out, number >> 16);
	add_two(out, number);
}

static void set_two(std::vector<unsigned char> &bytes, size_t at, size_t number)
{
	bytes[at] = static_cast<unsigned char>(number >> 8);
	bytes[at + 1] = static_cast<unsigned char>(number);
}

void glass_add_document(std::string &out, uint32_t number)
{
	add_two(out, number);
}

glass_packer::glass_packer(unsigned compress_from)
    : packed_from(compress_from),
      compressor(
	      libdeflate_alloc_compressor(compression_level), libdeflate_free_compressor)
{
	if (!compressor)
		throw std::bad_alloc();
}

glass_tag glass_packer::pack(const std::string &tag)
{
	glass_tag out;

	if (tag.size() <= packed_from)
		return {tag};
	out.bytes.resize(tag.size() - 1);
	out.bytes.resize(libdeflate_deflate_compress(compressor.get(), tag.data(),
		tag.size(), out.bytes.data(), out.bytes.size()));
	out.is_compressed = !out.bytes.empty();
	return out.is_compressed ? out : glass_tag{tag};
}

glass_table::glass_table(const std::string &table_path, unsigned compress_from)
    : path(table_path), compressed_from(compress_from),
      file(fopen(table_path.c_str(), "we"))
{
	if (!file)
		refuse();
	/* each table begins with an item without a key */
	put(0, "", 1, std::string({static_cast<char>(first_flag | last_flag), 0, 0}));
}

glass_table::~glass_table()
{
	if (file)
		fclose(file);
}

void glass_table::refuse() const
{
	throw Xapian::DatabaseError(path, errno);
}

/* Puts an item into the level's last block, or into a new one. */
void glass_table::put(
	unsigned level, std::string_view key, unsigned part, std::string_view item)
{
	if (level == levels.size())
		levels.emplace_back();
	size_t places_end = head_bytes + (levels[level].items + 1) * place_bytes;
	if (levels[level].items && places_end + item.size() > levels[level].begin)
		hand_up(level);
	block &to = levels[level];
	if (!to.items) {
		to.bytes.assign(block_bytes, 0);
		to.begin = block_bytes;
		to.first_key = key;
		to.first_part = part;
	}
	to.begin -= item.size();
	std::memcpy(to.bytes.data() + to.begin, item.data(), item.size());
	set_two(to.bytes, head_bytes + to.items++ * place_bytes, to.begin);
}

/* Writes the level's last block and says where. */
uint32_t glass_table::write(unsigned level)
{
	block &full = levels[level];
	size_t places_end = head_bytes + full.items * place_bytes;

	set_two(full.bytes, 2, revision);
	full.bytes[4] = static_cast<unsigned char>(level);
	set_two(full.bytes, 5, full.begin - places_end);
	set_two(full.bytes, 7, full.begin - places_end);
	set_two(full.bytes, 9, places_end);
	if (fwrite(full.bytes.data(), 1, block_bytes, file) != block_bytes)
		refuse();
	full.items = 0;
	return blocks++;
}

/* The level above gets to know the level's last block, which is written. */
void glass_table::hand_up(unsigned level)
{
	std::string key = levels[level].first_key;
	unsigned part = key.empty() ? 0 : levels[level].first_part;
	std::string item;

	add_four(item, write(level));
	item += static_cast<char>(key.size());
	item += key;
	add_two(item, part);
	put(level + 1, key, part, item);
}

void glass_table::add(std::string_view key, std::string_view tag)
{
	add_parts(key, tag, 0);
}

void glass_table::add(std::string_view key, const glass_tag &tag)
{
	add_parts(key, tag.bytes, tag.is_compressed ? compressed_flag : 0);
}

/* A tag is parted if its item would be too large. */
void glass_table::add_parts(
	std::string_view key, std::string_view tag, unsigned kind_of_all)
{
	size_t room = item_most - 2 - 1 - key.size() - 2;
	unsigned part = 1;
	size_t at = 0;

	if (key.size() > key_most)
		throw Xapian::InvalidArgumentError("a key of the index is too long");
	entries++;
	do {
		std::string_view bytes = tag.substr(at, room);
		std::string item;
		size_t size = 2 + 1 + key.size() + (part > 1 ? 2 : 0) + bytes.size();
		unsigned flags = kind_of_all | (part == 1 ? first_flag : 0)
			| (at + bytes.size() == tag.size() ? last_flag : 0);

		add_two(item, (size - 3) | flags << 8);
		item += static_cast<char>(key.size());
		item += key;
		if (part > 1)
			add_two(item, part);
		item += bytes;
		put(0, key, part++, item);
		at += bytes.size();
	} while (at < tag.size());
}

static void say(uint32_t root, unsigned how, uint64_t entries, unsigned compress_from,
	const std::string &free_blocks, std::string &out)
{
	glass_add_number(out, root);
	glass_add_number(out, how);
	glass_add_number(out, entries);
	glass_add_number(out, block_bytes >> 11);
	glass_add_number(out, compress_from);
	glass_add_number(out, free_blocks.size());
	out += free_blocks;
}

void glass_table::say_none(unsigned compress_from, std::string &out)
{
	say(0, 3, 0, compress_from, "", out);
}

void glass_table::finish(std::string &out)
{
	std::string free_blocks;
	unsigned level = 0;

	for (; level + 1 < levels.size(); level++)
		hand_up(level);
	uint32_t root = write(level);
	if (fflush(file))
		refuse();
	glass_add_number(free_blocks, revision);
	glass_add_number(free_blocks, blocks);
	free_blocks.append(4, '\0');
	say(root, level << 2, entries, compressed_from, free_blocks, out);
}
