/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/glass_version.hh"

#include "index/glass_table.hh"

#include <xapian.h>

#include <cerrno>
#include <cstdio>
#include <sys/random.h>

/* What it is, and a number of its own. */
static std::string heading()
{
	std::string out("\x0f\x0dXapian Glass\x04\x6e", 16);
	char identity[16];

	if (getrandom(identity, sizeof(identity), 0) != sizeof(identity))
		throw Xapian::DatabaseError("getrandom", errno);
	out.append(identity, sizeof(identity));
	glass_add_number(out, 1); /* revision */
	return out;
}

static void write_file(const std::string &path, const std::string &bytes)
{
	FILE *file = fopen(path.c_str(), "we");
	bool written = file && fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size()
		&& !fflush(file);
	int reason = errno;

	if (file)
		fclose(file);
	if (!written)
		throw Xapian::DatabaseError(path, reason);
}

void glass_version_write(const std::string &path, const std::string &said)
{
	write_file(path, heading() + said);
}
