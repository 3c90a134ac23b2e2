/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/json_ld.h"

#include "text/unicode.h"

#include <ctype.h>
#include <string.h>

enum { DEPTH_MAX = 24 }; /* objects and arrays in each other */

static const char *const key_names[JSON_LD_KEY_COUNT] = {"@type", "headline",
	"description", "datePublished", "dateModified", "author", "url"};

/* How much a thing of that type is the page; what is not here is not. */
static const struct {
	const char *type;
	int rank;
} ranks[] = {
	{"NewsArticle", 5},
	{"Article", 5},
	{"BlogPosting", 5},
	{"ReportageNewsArticle", 5},
	{"AnalysisNewsArticle", 5},
	{"ScholarlyArticle", 5},
	{"TechArticle", 5},
	{"Report", 5},
	{"Event", 4},
	{"Project", 4},
	{"ResearchProject", 4},
	{"FundingScheme", 4},
	{"Dataset", 4},
	{"CreativeWork", 3},
	{"WebPage", 2},
	{"AboutPage", 2},
	{"ItemPage", 2},
	{"ProfilePage", 2},
	{"CollectionPage", 2},
};

struct span {
	const char *bytes;
	size_t length;
};

/* An object or array that is open. */
struct level {
	bool object;
	bool own;    /* it may be the page: no publisher, comment ... */
	bool person; /* an author */
	int rank;
	struct span key; /* that was read last */
	struct span name;
	struct span values[JSON_LD_KEY_COUNT];
	struct buf authors;
};

struct scan {
	const char *at, *end;
	struct level levels[DEPTH_MAX];
	size_t depth;
	size_t beyond; /* open ones that are too deep */
	struct json_ld *out;
};

void json_ld_release(struct json_ld *entity)
{
	for (int i = 0; i < JSON_LD_KEY_COUNT; i++)
		buf_release(&entity->values[i]);
	*entity = (struct json_ld){0};
}

static bool is_key(struct span key, const char *name)
{
	return key.length == strlen(name) && memcmp(key.bytes, name, key.length) == 0;
}

static int rank_of(struct span type)
{
	for (size_t i = 0; i < sizeof(ranks) / sizeof(ranks[0]); i++) {
		if (is_key(type, ranks[i].type))
			return ranks[i].rank;
	}
	return 0;
}

/* The string that begins behind the quote at scan->at. */
static struct span read_string(struct scan *scan)
{
	const char *start = ++scan->at;

	while (scan->at < scan->end && *scan->at != '"')
		scan->at += *scan->at == '\\' && scan->at + 1 < scan->end ? 2 : 1;
	struct span string = {start, (size_t)(scan->at - start)};

	scan->at += scan->at < scan->end;
	return string;
}

static bool is_before_colon(const struct scan *scan)
{
	const char *at = scan->at;

	while (at < scan->end && isspace((unsigned char)*at))
		at++;
	return at < scan->end && *at == ':';
}

/* The innermost object that is open; NULL: none. */
static struct level *owner(struct scan *scan)
{
	for (size_t i = scan->depth; i-- > 0;) {
		if (scan->levels[i].object)
			return &scan->levels[i];
	}
	return NULL;
}

static void add_author(struct level *level, struct span name)
{
	if (!name.length)
		return;
	if (level->authors.length)
		buf_add_string(&level->authors, ", ");
	buf_add(&level->authors, name.bytes, name.length);
}

static void take_value(struct scan *scan, struct span value)
{
	struct level *level = owner(scan);

	if (!level)
		return;
	if (is_key(level->key, "name"))
		level->name = value;
	if (is_key(level->key, "@type") && rank_of(value) > level->rank)
		level->rank = rank_of(value);
	if (is_key(level->key, "author"))
		add_author(level, value);
	for (int i = 0; i < JSON_LD_KEY_COUNT; i++) {
		if (!level->values[i].length && is_key(level->key, key_names[i]))
			level->values[i] = value;
	}
}

static void open_level(struct scan *scan, char bracket)
{
	struct level *above = owner(scan);

	if (scan->depth == DEPTH_MAX || scan->beyond) {
		scan->beyond++;
		return;
	}
	scan->levels[scan->depth++] = (struct level){
		.object = bracket == '{',
		.own = !above
			|| (above->own
				&& (is_key(above->key, "@graph")
					|| is_key(above->key, "mainEntity"))),
		.person = above && is_key(above->key, "author"),
	};
}

/* The number of four hexadecimal digits; -1: there are none. */
static int32_t read_hex(struct span text, size_t at)
{
	int32_t code = 0;

	if (at + 4 > text.length)
		return -1;
	for (size_t i = at; i < at + 4; i++) {
		unsigned char c = (unsigned char)text.bytes[i];

		if (!isxdigit(c))
			return -1;
		code = code * 16 + (isdigit(c) ? c - '0' : (tolower)(c) - 'a' + 10);
	}
	return code;
}

/* Behind a \u; yields the bytes that were read. */
static size_t add_escaped(struct span text, size_t at, struct buf *out)
{
	int32_t code = read_hex(text, at);
	size_t read = 4;

	if (code < 0)
		return 0;
	if (code >= 0xd800 && code < 0xdc00 && at + 6 <= text.length
		&& text.bytes[at + 4] == '\\' && text.bytes[at + 5] == 'u') {
		int32_t low = read_hex(text, at + 6);

		if (low >= 0xdc00 && low < 0xe000) {
			code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
			read = 10;
		}
	}
	if (code >= 0x20 && (code < 0xd800 || code >= 0xe000))
		unicode_add(out, (uint32_t)code);
	return read;
}

static void add_unescaped(struct span text, struct buf *out)
{
	for (size_t i = 0; i < text.length; i++) {
		bool escaped = text.bytes[i] == '\\' && i + 1 < text.length;

		i += escaped;
		char c = text.bytes[i];

		if (escaped && c == 'u')
			i += add_escaped(text, i + 1, out);
		else
			buf_add(out, escaped && strchr("nrt", c) ? " " : &c, 1);
	}
}

static void keep(struct level *level, struct json_ld *out)
{
	if (!level->own || level->rank <= out->rank)
		return;
	json_ld_release(out);
	out->rank = level->rank;
	level->values[JSON_LD_AUTHOR] = (struct span){0};
	if (!level->values[JSON_LD_HEADLINE].length)
		level->values[JSON_LD_HEADLINE] = level->name;
	for (int i = 0; i < JSON_LD_KEY_COUNT; i++)
		add_unescaped(level->values[i], &out->values[i]);
	add_unescaped((struct span){buf_string(&level->authors), level->authors.length},
		&out->values[JSON_LD_AUTHOR]);
}

static void close_level(struct scan *scan)
{
	if (scan->beyond) {
		scan->beyond--;
		return;
	}
	if (!scan->depth)
		return;
	struct level *level = &scan->levels[--scan->depth];
	struct level *above = owner(scan);

	if (level->object && level->person && above)
		add_author(above, level->name);
	if (level->object)
		keep(level, scan->out);
	buf_release(&level->authors);
}

static void read_token(struct scan *scan)
{
	switch (*scan->at) {
	case '"': {
		struct span string = read_string(scan);
		struct level *level = scan->beyond ? NULL : owner(scan);

		if (level && is_before_colon(scan))
			level->key = string;
		else if (level)
			take_value(scan, string);
		break;
	}
	case '{':
	case '[':
		open_level(scan, *scan->at);
		scan->at++;
		break;
	case '}':
	case ']':
		close_level(scan);
		scan->at++;
		break;
	default:
		scan->at++;
	}
}

void json_ld_read(const char *json, size_t length, struct json_ld *out)
{
	struct scan scan = {.at = json, .end = json + length, .out = out};

	while (scan.at < scan.end)
		read_token(&scan);
	while (scan.depth || scan.beyond) /* it was cut short */
		close_level(&scan);
}

static const char *skip_to_string(const char *at, const char *end)
{
	bool colon = false;

	while (at < end && (isspace((unsigned char)*at) || *at == ':' || *at == '[')) {
		colon |= *at == ':';
		at++;
	}
	return colon && at < end && *at == '"' ? at + 1 : NULL;
}

static bool add_string(const char *at, const char *end, struct buf *out)
{
	for (; at < end && *at != '"'; at++) {
		if (*at == '\\' && at + 1 < end)
			at++;
		buf_add(out, at, 1);
	}
	return at < end;
}

bool json_ld_find(const char *json, size_t length, const char *key, struct buf *out)
{
	const char *end = json + length;
	size_t key_length = strlen(key);

	for (const char *at = json;
		(at = memmem(at, (size_t)(end - at), key, key_length));
		at += key_length) {
		bool quoted = at > json && at[-1] == '"' && at + key_length < end
			&& at[key_length] == '"';
		const char *value =
			quoted ? skip_to_string(at + key_length + 1, end) : NULL;

		if (value && add_string(value, end, out))
			return true;
	}
	return false;
}
