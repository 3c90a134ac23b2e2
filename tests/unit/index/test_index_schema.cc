// SPDX-License-Identifier: GPL-2.0-or-later
// An index of another version is refused, never misread: this test writes the
// version itself, which the writer's interface does not allow.
#include "index/index_reader.h"
#include "index/index_writer.h"

#include <xapian.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <string>

static bool is_refusal(bool opened, const struct error &err)
{
	return !opened && err.kind == ERROR_CORRUPT && strstr(err.text, "rebuild");
}

int main()
{
	char path[] = "/tmp/regio-test-XXXXXX";
	struct error err = {};
	struct index_writer *writer = nullptr;
	struct index_reader *reader = nullptr;
	bool refused = false;

	if (!mkdtemp(path) || !index_writer_open(path, &writer, &err))
		return 1;
	index_writer_close(&writer);
	{
		Xapian::WritableDatabase database(
			std::string(path) + "/engine", Xapian::DB_OPEN);
		database.set_metadata("schema", "0");
		database.commit();
	}
	refused = is_refusal(index_writer_open(path, &writer, &err), err);
	refused = is_refusal(index_reader_open(path, &reader, &err), err) && refused;
	std::filesystem::remove_all(path);
	std::cout << (refused ? "an index of another version is refused\n" : err.text);
	return refused ? 0 : 1;
}
