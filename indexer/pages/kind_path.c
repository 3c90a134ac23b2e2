/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/kind_path.h"

#include "base/scope.h"
#include "pages/cues.h"

#include <string.h>

enum { NAME_MOST = 80 }; /* bytes; longer names are headlines */

/* Behind scheme and host, where there are some. */
static const char *path_of(const char *address)
{
	const char *host = strstr(address, "://");

	if (!host)
		return address;
	host += 3;
	return host + strcspn(host, "/");
}

static bool is_year(const char *name, size_t length)
{
	return length == 4 && strspn(name, "0123456789") >= 4
		&& (memcmp(name, "19", 2) == 0 || memcmp(name, "20", 2) == 0);
}

static void put(
	struct kind_signs *signs, enum kind_sign sign, const char *name, size_t length)
{
	struct kind_found *found = &signs->found[sign];

	found->strength = 1;
	found->said = name;
	found->said_length = length;
}

/* The whole name, else its last word: aktuelle-meldungen, eu_projekte. */
static const struct cue *type_of(const struct kind_rules *rules, const struct buf *name)
{
	const struct cue *cue = cues_whole(rules->paths, name->bytes, name->length);
	size_t last = name->length;

	while (!cue && last > 0 && !strchr("-_+", name->bytes[last - 1]))
		last--;
	return cue || last == 0
		? cue
		: cues_whole(rules->paths, name->bytes + last, name->length - last);
}

static void read_folder(const struct kind_rules *rules, const char *name, size_t length,
	struct kind_signs *signs)
{
	SCOPED(buf_release) struct buf low = {0};

	if (!length || length > NAME_MOST || memchr(name, '.', length))
		return;
	if (is_year(name, length)) {
		put(signs, KIND_PATH_YEAR, name, length);
		return;
	}
	cues_lower(name, length, &low);
	const struct cue *cue = type_of(rules, &low);

	if (cue)
		put(signs, (enum kind_sign)(KIND_PATH_OTHER + cue->class), name, length);
}

/* impressum.html; of longer names no word can be trusted. */
static void read_file(const struct kind_rules *rules, const char *name, size_t length,
	struct kind_signs *signs)
{
	SCOPED(buf_release) struct buf low = {0};
	const char *dot = memchr(name, '.', length);

	length = dot ? (size_t)(dot - name) : length;
	if (!length || length > NAME_MOST)
		return;
	cues_lower(name, length, &low);
	const struct cue *cue = cues_whole(rules->paths, low.bytes, low.length);

	if (cue)
		put(signs, (enum kind_sign)(KIND_PATH_OTHER + cue->class), name, length);
}

void kind_path_read(
	const struct kind_rules *rules, const char *path, struct kind_signs *signs)
{
	const char *at = path_of(path);

	for (;;) {
		size_t length = strcspn(at, "/?#;");

		if (at[length] != '/') {
			read_file(rules, at, length, signs);
			return;
		}
		read_folder(rules, at, length, signs);
		at += length + 1;
	}
}
