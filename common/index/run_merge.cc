/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/run_merge.hh"

#include <xapian.h>

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

namespace fs = std::filesystem;

/* Each has two or three files open; a process may commonly have 1,024. */
static constexpr size_t engines_most = 256;

/* Of the engine: with its usual 8 kB a document more in fifty fits into no block. */
static constexpr int block_bytes = 32768;

std::string run_folder(const std::string &generation)
{
	return generation + "/runs";
}

static void sync_path(const std::string &path)
{
	int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
	bool synced = file >= 0 && !fsync(file);
	int reason = errno;

	if (file >= 0)
		close(file);
	if (!synced)
		throw Xapian::DatabaseError(path, reason);
}

void run_sync(const std::string &folder)
{
	for (const auto &file : fs::directory_iterator(folder)) {
		if (file.is_regular_file())
			sync_path(file.path());
	}
	sync_path(folder);
}

static void merge_few(const std::vector<std::string> &engines, const std::string &out)
{
	Xapian::Database all;

	for (const std::string &path : engines)
		all.add_database(Xapian::Database(path));
	all.compact(out, 0, block_bytes);
}

void run_merge(const std::vector<std::string> &engines, const std::string &work,
	const std::string &out)
{
	std::vector<std::string> left = engines;

	for (unsigned pass = 0; left.size() > engines_most; pass++) {
		std::vector<std::string> groups;
		std::vector<std::string> group;

		for (size_t i = 0; i < left.size(); i++) {
			group.push_back(left[i]);
			if (group.size() < engines_most && i + 1 < left.size())
				continue;
			groups.push_back(work + "/group-" + std::to_string(pass) + "-"
				+ std::to_string(groups.size()));
			fs::remove_all(groups.back());
			merge_few(group, groups.back());
			group.clear();
		}
		left = groups;
	}
	fs::remove_all(out);
	merge_few(left, out);
}
