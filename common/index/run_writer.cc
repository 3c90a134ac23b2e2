/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/run_writer.hh"

#include "index/glass_chunks.hh"
#include "index/glass_version.hh"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <filesystem>
#include <future>

static constexpr unsigned compress_from = 18; /* bytes, as the engine's own tables */

bool run_writer::fits_engine()
{
	return Xapian::major_version() == 1 && Xapian::minor_version() == 4;
}

run_writer::~run_writer()
{
	string_table_release(&terms);
}

uint32_t run_writer::add_document()
{
	documents.push_back({postings.size(), 0, 0, false});
	return count();
}

void run_writer::add_term(std::string_view term, uint32_t count)
{
	postings.push_back({string_table_add(&terms, term.data(), term.size()), count});
	documents.back().length += count;
}

void run_writer::add_terms(const struct string_table &added, const uint32_t *counts)
{
	for (uint32_t begin = 0; begin < added.count; begin += STRING_TABLE_GROUP) {
		size_t count = std::min<size_t>(added.count - begin, STRING_TABLE_GROUP);
		string_piece group[STRING_TABLE_GROUP];
		uint32_t numbers[STRING_TABLE_GROUP];

		for (uint32_t i = 0; i < count; i++) {
			const char *term = string_table_get(&added, begin + i);

			group[i] = {term, std::strlen(term)};
		}
		string_table_add_group(&terms, group, count, numbers);
		for (uint32_t i = 0; i < count; i++) {
			postings.push_back({numbers[i], counts[begin + i]});
			documents.back().length += counts[begin + i];
		}
	}
}

void run_writer::add_boolean_term(std::string_view term)
{
	uint32_t number = string_table_add(&terms, term.data(), term.size());
	auto begin = postings.begin()
		+ static_cast<std::ptrdiff_t>(documents.back().first_posting);
	bool is_known = std::any_of(begin, postings.end(),
		[number](const posting &one) { return one.term == number; });

	if (!is_known)
		postings.push_back({number, 0});
}

void run_writer::add_value(uint32_t slot, std::string_view bytes)
{
	assert(slot < SLOTS_MOST);
	values[slot].push_back({count(), std::string(bytes)});
	documents.back().slots |= 1U << slot;
}

void run_writer::remove(uint32_t number)
{
	documents[number - 1].removed = true;
}

size_t run_writer::postings_end(uint32_t number) const
{
	return number < count() ? at(number + 1).first_posting : postings.size();
}

std::string_view run_writer::term(uint32_t number) const
{
	size_t end = number + 1 < terms.count ? terms.starts[number + 1] : terms.length;

	return {terms.bytes + terms.starts[number], end - terms.starts[number] - 1};
}

Xapian::Document run_writer::get(uint32_t number) const
{
	Xapian::Document out;

	for (size_t i = at(number).first_posting; i < postings_end(number); i++)
		out.add_term(std::string(term(postings[i].term)), postings[i].count);
	for (const auto &[slot, of_slot] : values) {
		auto found = std::lower_bound(of_slot.begin(), of_slot.end(), number,
			[](const value &one, uint32_t wanted) {
				return one.document < wanted;
			});

		if (found != of_slot.end() && found->document == number)
			out.add_value(slot, found->bytes);
	}
	return out;
}

/* A number that sorts as the term's first bytes do, without a look at the term. */
static uint64_t beginning(std::string_view term)
{
	uint64_t number = 0;

	for (size_t i = 0; i < sizeof(number); i++)
		number = number << 8
			| (i < term.size() ? static_cast<unsigned char>(term[i]) : 0);
	return number;
}

void run_writer::sort_terms()
{
	std::vector<std::pair<uint64_t, uint32_t>> begun(terms.count);

	sorted.resize(terms.count);
	ranks.resize(terms.count);
	for (uint32_t i = 0; i < terms.count; i++)
		begun[i] = {beginning(term(i)), i};
	std::sort(begun.begin(), begun.end(), [&](const auto &a, const auto &b) {
		return a.first != b.first ? a.first < b.first
					  : term(a.second) < term(b.second);
	});
	for (uint32_t i = 0; i < terms.count; i++) {
		sorted[i] = begun[i].second;
		ranks[sorted[i]] = i;
	}
}

/* The occurrences of each term, by the documents' numbers. */
void run_writer::invert()
{
	std::vector<size_t> next;

	starts.assign(terms.count + 1, 0);
	for (uint32_t number = 1; number <= count(); number++) {
		for (size_t i = at(number).first_posting;
			!at(number).removed && i < postings_end(number); i++)
			starts[ranks[postings[i].term] + 1]++;
	}
	for (size_t i = 1; i < starts.size(); i++)
		starts[i] += starts[i - 1];
	next = starts;
	occurrences.resize(starts.back());
	for (uint32_t number = 1; number <= count(); number++) {
		for (size_t i = at(number).first_posting;
			!at(number).removed && i < postings_end(number); i++)
			occurrences[next[ranks[postings[i].term]]++] = {
				number, postings[i].count};
	}
}

/* How many documents have a value in each slot, and the least and the greatest. */
void run_writer::write_value_ranges(glass_table &table) const
{
	for (const auto &[slot, of_slot] : values) {
		const std::string *least = nullptr;
		const std::string *most = nullptr;
		std::string key("\0\xd0", 2);
		std::string tag;
		uint64_t there = 0;

		for (const value &one : of_slot) {
			if (at(one.document).removed)
				continue;
			there++;
			if (!least || one.bytes < *least)
				least = &one.bytes;
			if (!most || one.bytes > *most)
				most = &one.bytes;
		}
		if (!there)
			continue;
		if (slot)
			key += static_cast<char>(slot);
		glass_add_number(tag, there);
		glass_add_number(tag, least->size());
		tag += *least;
		if (*most != *least)
			tag += *most;
		table.add(key, tag);
	}
}

/* Of a slot's values the documents and bytes, in chunks. */
void run_writer::write_slot(
	glass_table &table, uint32_t slot, const std::vector<value> &of_slot) const
{
	uint32_t before = 0;
	std::string key;
	std::string tag;

	for (const value &one : of_slot) {
		if (at(one.document).removed)
			continue;
		if (tag.empty()) {
			key.assign("\0\xd8", 2);
			glass_add_number(key, slot);
			glass_add_document(key, one.document);
		} else {
			glass_add_number(tag, one.document - before - 1);
		}
		before = one.document;
		glass_add_number(tag, one.bytes.size());
		tag += one.bytes;
		if (tag.size() >= glass_chunks::BYTES) {
			table.add(key, tag);
			tag.clear();
		}
	}
	if (!tag.empty())
		table.add(key, tag);
}

void run_writer::write_lengths(glass_table &table) const
{
	std::string key("\0\xe0", 2);
	glass_chunks lengths(table, key, key, std::string(2, '\0'));
	bool is_any = false;

	for (uint32_t number = 1; number <= count(); number++) {
		if (at(number).removed)
			continue;
		lengths.add(number, at(number).length);
		is_any = true;
	}
	if (is_any)
		lengths.write('1');
}

/* So that keys sort as the terms do, whatever follows. */
static std::string term_key(std::string_view term)
{
	std::string key;

	for (char c : term) {
		key += c;
		if (!c)
			key += '\xff';
	}
	return key;
}

void run_writer::write_term(glass_table &table, uint32_t rank) const
{
	std::string key = term_key(term(sorted[rank]));
	uint64_t sum = 0;
	std::string head;

	if (starts[rank] == starts[rank + 1])
		return;
	for (size_t i = starts[rank]; i < starts[rank + 1]; i++)
		sum += occurrences[i].count;
	glass_add_number(head, starts[rank + 1] - starts[rank]);
	glass_add_number(head, sum);
	glass_chunks list(table, key, key + '\0', head);
	for (size_t i = starts[rank]; i < starts[rank + 1]; i++)
		list.add(occurrences[i].document, occurrences[i].count);
	list.write('1');
}

static size_t shared_length(std::string_view a, std::string_view b)
{
	size_t most = std::min(a.size(), b.size());
	size_t length = 0;

	while (length < most && a[length] == b[length])
		length++;
	return length;
}

/* The tag of the document's terms: each but the first without what it shares. */
std::string run_writer::terms_of(uint32_t number) const
{
	std::vector<std::pair<uint32_t, uint32_t>> of_document;
	std::string_view before;
	std::string tag;

	for (size_t i = at(number).first_posting; i < postings_end(number); i++)
		of_document.emplace_back(ranks[postings[i].term], postings[i].count);
	if (of_document.empty())
		return tag;
	std::sort(of_document.begin(), of_document.end());
	glass_add_number(tag, at(number).length);
	glass_add_number(tag, of_document.size());
	for (const auto &[rank, count] : of_document) {
		std::string_view now = term(sorted[rank]);
		bool is_first = rank == of_document[0].first;
		size_t shared = shared_length(before, now);
		/* if it fits, both the count and what is shared are in one byte */
		size_t packed = count < 0x7f ? (count + 1) * (before.size() + 1) + shared
					     : SIZE_MAX;
		bool is_packed = !is_first && packed <= 0xff;

		if (!is_first)
			tag += static_cast<char>(is_packed ? packed : shared);
		tag += static_cast<char>(now.size() - shared);
		tag += now.substr(shared);
		if (!is_packed)
			glass_add_number(tag, count);
		before = now;
	}
	return tag;
}

/* The slots in which a document has values, each counted from the one before. */
static std::string slots_of(uint32_t slots)
{
	std::string out;
	uint32_t next = 0;

	for (uint32_t slot = 0; slot < run_writer::SLOTS_MOST; slot++) {
		if (slots >> slot & 1) {
			glass_add_number(out, slot - next);
			next = slot + 1;
		}
	}
	return out;
}

std::string run_writer::statistics() const
{
	uint64_t there = 0;
	uint64_t last = 0;
	uint64_t least = 0;
	uint64_t most = 0;
	uint64_t sum = 0;
	uint64_t count_most = 0;
	std::string out;

	for (uint32_t number = 1; number <= count(); number++) {
		uint32_t length = at(number).length;

		if (at(number).removed)
			continue;
		there++;
		last = number;
		sum += length;
		most = std::max<uint64_t>(most, length);
		if (length && (!least || length < least))
			least = length;
	}
	for (const occurrence &one : occurrences)
		count_most = std::max<uint64_t>(count_most, one.count);
	for (uint64_t number : {there, last - there, least, count_most, most - count_most,
		     uint64_t{0}, sum, uint64_t{0}})
		glass_add_number(out, number);
	return out;
}

/* The table of postings; what is to be said of it. */
std::string run_writer::write_lists(const std::string &folder)
{
	glass_table lists(folder + "/postlist.glass", 0);
	std::string said;

	invert();
	write_value_ranges(lists);
	for (const auto &[slot, of_slot] : values)
		write_slot(lists, slot, of_slot);
	write_lengths(lists);
	for (uint32_t rank = 0; rank < terms.count; rank++)
		write_term(lists, rank);
	lists.finish(said);
	return said;
}

/* Of the documents from the first one on. */
std::vector<glass_tag> run_writer::pack_terms(uint32_t first) const
{
	glass_packer packer(compress_from);
	std::vector<glass_tag> out(count() + 1 - first);

	for (uint32_t number = first; number <= count(); number++) {
		if (!at(number).removed)
			out[number - first] = packer.pack(terms_of(number));
	}
	return out;
}

/*
 * The table of what documents have. To pack that is most of what a run costs to write:
 * another thread does it for the second half meanwhile.
 */
std::string run_writer::write_documents(const std::string &folder) const
{
	uint32_t half = count() / 2;
	std::future<std::vector<glass_tag>> packing =
		std::async(std::launch::async, &run_writer::pack_terms, this, half + 1);
	glass_table of_documents(folder + "/termlist.glass", compress_from);
	glass_packer packer(compress_from);
	std::vector<glass_tag> packed;
	std::string said;

	for (uint32_t number = 1; number <= count(); number++) {
		std::string key;

		if (number == half + 1)
			packed = packing.get();
		if (at(number).removed)
			continue;
		glass_add_document(key, number);
		of_documents.add(key,
			number > half ? packed[number - half - 1]
				      : packer.pack(terms_of(number)));
		if (at(number).slots)
			of_documents.add(key + '\0', slots_of(at(number).slots));
	}
	of_documents.finish(said);
	return said;
}

void run_writer::write_tables(const std::string &folder)
{
	std::future<std::string> documents_said = std::async(std::launch::async,
		&run_writer::write_documents, this, std::cref(folder));
	std::string tables = write_lists(folder);

	glass_table::say_none(compress_from, tables); /* data */
	tables += documents_said.get();
	glass_table::say_none(0, tables);             /* positions */
	glass_table::say_none(compress_from, tables); /* spelling */
	glass_table::say_none(compress_from, tables); /* synonyms */
	glass_version_write(folder + "/iamglass", tables + statistics());
}

void run_writer::clear()
{
	string_table_clear(&terms);
	postings.clear();
	values.clear();
	documents.clear();
}

void run_writer::write(const std::string &folder)
{
	std::filesystem::create_directories(folder);
	sort_terms();
	write_tables(folder);
	clear();
}
