/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "ledger/ledger.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "ledger/batch.h"
#include "ledger/digest_table.h"
#include "ledger/ledger_key.h"

#include <stdlib.h>
#include <string.h>

struct known {
	struct ledger_file file;
	struct ledger_key key;
	bool visited;
	bool gone; /* forgotten in this run */
};

struct ledger {
	struct batch *batch;
	struct digest_table names; /* of a file: its number in files */
	struct known *files;
	size_t count, room;
	struct digest *expected; /* sources of this run */
	size_t expected_count, expected_room;
};

static void add_known(struct ledger *ledger, const struct known *known)
{
	size_t before = ledger->names.count;
	size_t number = digest_table_add(&ledger->names, known->key.file);

	if (number < before)
		return;
	ledger->files = alloc_grow(
		ledger->files, ledger->count, &ledger->room, sizeof(*ledger->files));
	ledger->files[ledger->count++] = *known;
}

bool ledger_open(struct batch *batch, struct ledger **out, struct error *err)
{
	SCOPED(ledger_close) struct ledger *ledger = alloc_zeroed(1, sizeof(*ledger));
	SCOPED(buf_release) struct buf keys = {0};

	ledger->batch = batch;
	if (!batch_note_keys(batch, "file:", &keys, err))
		return false;
	for (size_t at = 0; at < keys.length;) {
		size_t length = strlen(keys.bytes + at);
		struct known known = {0};

		if (!ledger_key_parse(keys.bytes + at, length, &known.key, &known.file))
			return error_set(err, ERROR_CORRUPT,
				"the index's notes on its sources are damaged; rebuild "
				"it");
		add_known(ledger, &known);
		at += length + 1;
	}
	*out = TAKE(ledger);
	return true;
}

void ledger_close(struct ledger **ledger)
{
	if (*ledger) {
		digest_table_release(&(*ledger)->names);
		free((*ledger)->files);
		free((*ledger)->expected);
	}
	free(*ledger);
	*ledger = NULL;
}

void ledger_expect(struct ledger *ledger, struct digest source)
{
	ledger->expected = alloc_grow(ledger->expected, ledger->expected_count,
		&ledger->expected_room, sizeof(*ledger->expected));
	ledger->expected[ledger->expected_count++] = source;
}

size_t ledger_count(const struct ledger *ledger, struct digest source)
{
	size_t files = 0;

	for (size_t i = 0; i < ledger->count; i++)
		files += digest_equal(ledger->files[i].key.source, source);
	return files;
}

static struct known *find_known(const struct ledger *ledger, struct digest file)
{
	uint32_t number = digest_table_find(&ledger->names, file);

	if (number == DIGEST_TABLE_NONE || ledger->files[number].gone)
		return NULL;
	return &ledger->files[number];
}

const struct ledger_file *ledger_find(
	const struct ledger *ledger, const struct ledger_key *key)
{
	const struct known *known = find_known(ledger, key->file);

	return known ? &known->file : NULL;
}

const struct ledger_file *ledger_visit(
	struct ledger *ledger, const struct ledger_key *key)
{
	struct known *known = find_known(ledger, key->file);

	if (!known)
		return NULL;
	known->visited = true;
	return &known->file;
}

void ledger_restart(struct ledger *ledger, struct digest source)
{
	for (size_t i = 0; i < ledger->count; i++) {
		if (digest_equal(ledger->files[i].key.source, source))
			ledger->files[i].visited = false;
	}
}

const struct ledger_file *ledger_next_vanished(const struct ledger *ledger,
	struct digest source, size_t *cursor, struct ledger_key *key)
{
	while (*cursor < ledger->count) {
		const struct known *known = &ledger->files[(*cursor)++];

		if (known->visited || known->gone
			|| !digest_equal(known->key.source, source))
			continue;
		*key = known->key;
		return &known->file;
	}
	return NULL;
}

bool ledger_parse_details(const struct buf *bytes, struct ledger_details *out)
{
	size_t path_end;

	if (bytes->length <= DIGEST_LETTERS || !digest_parse(bytes->bytes, &out->content))
		return false;
	out->path = bytes->bytes + DIGEST_LETTERS;
	path_end = DIGEST_LETTERS + strlen(out->path) + 1;
	if (path_end > bytes->length)
		path_end = bytes->length;
	out->text = bytes->bytes + path_end;
	out->length = bytes->length - path_end;
	return true;
}

bool ledger_details_of(struct ledger *ledger, const struct ledger_key *key,
	const struct ledger_file *file, struct buf *bytes, struct ledger_details *out,
	struct error *err)
{
	char name[LEDGER_KEY_MAX];

	ledger_key_write(key, file, name);
	buf_clear(bytes);
	if (!batch_noted(ledger->batch, name, bytes, err))
		return false;
	return ledger_parse_details(bytes, out)
		? true
		: error_set(err, ERROR_CORRUPT,
			"the index's notes on its sources are damaged; rebuild it");
}

bool ledger_name_source(
	struct ledger *ledger, struct digest source, const char *name, struct error *err)
{
	SCOPED(buf_release) struct buf known = {0};
	char letters[DIGEST_LETTERS + 1];
	char key[LEDGER_KEY_MAX];

	digest_write(source, letters);
	snprintf(key, sizeof(key), "source:%s", letters);
	if (!batch_noted(ledger->batch, key, &known, err))
		return false;
	return strcmp(buf_string(&known), name) == 0
		|| batch_note(ledger->batch, key, name, strlen(name), err);
}

static bool delete_note(struct ledger *ledger, const char *key, struct error *err)
{
	return batch_note(ledger->batch, key, "", 0, err);
}

bool ledger_put(struct ledger *ledger, const struct ledger_key *key,
	const struct ledger_file *before, const struct ledger_file *after,
	const struct ledger_details *details, struct error *err)
{
	SCOPED(buf_release) struct buf value = {0};
	struct known *known = find_known(ledger, key->file);
	char old_name[LEDGER_KEY_MAX] = "";
	char name[LEDGER_KEY_MAX];
	char content[DIGEST_LETTERS + 1];

	ledger_key_write(key, after, name);
	if (before)
		ledger_key_write(key, before, old_name);
	if (*old_name && strcmp(name, old_name) != 0
		&& !delete_note(ledger, old_name, err))
		return false;
	digest_write(details->content, content);
	buf_add_string(&value, content);
	buf_add(&value, details->path, strlen(details->path) + 1);
	buf_add(&value, details->text, details->length);
	if (known)
		known->file = *after;
	return batch_note(ledger->batch, name, value.bytes, value.length, err);
}

bool ledger_forget(struct ledger *ledger, const struct ledger_key *key,
	const struct ledger_file *before, struct error *err)
{
	struct known *known = find_known(ledger, key->file);
	char name[LEDGER_KEY_MAX];

	ledger_key_write(key, before, name);
	if (known)
		known->gone = true;
	return delete_note(ledger, name, err);
}

bool ledger_expects(const struct ledger *ledger, struct digest source)
{
	for (size_t i = 0; i < ledger->expected_count; i++) {
		if (digest_equal(ledger->expected[i], source))
			return true;
	}
	return false;
}

/* Deletes the note that ties the id to a line of the file. */
static bool forget_line(
	struct ledger *ledger, struct digest file, struct digest id, struct error *err)
{
	SCOPED(buf_release) struct buf keys = {0};
	char prefix[LEDGER_KEY_MAX];
	char letters[2][DIGEST_LETTERS + 1];

	digest_write(file, letters[0]);
	digest_write(id, letters[1]);
	snprintf(prefix, sizeof(prefix), "line:%s:%s:", letters[0], letters[1]);
	if (!batch_note_keys(ledger->batch, prefix, &keys, err))
		return false;
	for (size_t at = 0; at < keys.length; at += strlen(keys.bytes + at) + 1) {
		if (!delete_note(ledger, keys.bytes + at, err))
			return false;
	}
	return true;
}

/* The file loses a document and must be read when the run comes to it. */
static bool take_from(
	struct ledger *ledger, struct known *known, struct digest id, struct error *err)
{
	SCOPED(buf_release) struct buf bytes = {0};
	struct ledger_file before = known->file;
	struct ledger_details details = {.path = "", .text = ""};

	if (before.state != LEDGER_LINES)
		return ledger_forget(ledger, &known->key, &before, err);
	known->file.size = 0;
	known->file.mtime_ns = 0;
	known->file.documents -= known->file.documents > 0;
	return ledger_details_of(ledger, &known->key, &before, &bytes, &details, err)
		&& ledger_put(ledger, &known->key, &before, &known->file, &details, err)
		&& forget_line(ledger, known->key.file, id, err);
}

/* The path of a file in the ledger; nothing is added if it is not there. */
static bool find_path(struct ledger *ledger, const struct ledger_key *key,
	struct buf *out, struct error *err)
{
	SCOPED(buf_release) struct buf keys = {0};
	SCOPED(buf_release) struct buf bytes = {0};
	char head[LEDGER_KEY_HEAD + 1];

	ledger_key_write_head(key, head);
	if (!batch_note_keys(ledger->batch, head, &keys, err))
		return false;
	if (!keys.length)
		return true;
	if (!batch_noted(ledger->batch, keys.bytes, &bytes, err))
		return false;
	if (bytes.length > DIGEST_LETTERS)
		buf_add_string(out, bytes.bytes + DIGEST_LETTERS);
	return true;
}

static void write_id_key(struct digest id, char out[LEDGER_KEY_MAX])
{
	char letters[DIGEST_LETTERS + 1];

	digest_write(id, letters);
	snprintf(out, LEDGER_KEY_MAX, "id:%s", letters);
}

/* The owner an id's note names; false: nobody. */
static bool parse_owner(const struct buf *note, struct ledger_key *out)
{
	if (note->length != sizeof(*out))
		return false;
	memcpy(out, note->bytes, sizeof(*out));
	return true;
}

static bool contest(struct ledger *ledger, const struct ledger_key *owner,
	struct digest id, enum ledger_claim *out, struct buf *path, struct error *err)
{
	struct known *known = find_known(ledger, owner->file);

	if (known && !known->visited && ledger_expects(ledger, owner->source)) {
		*out = LEDGER_MOVED;
		return take_from(ledger, known, id, err);
	}
	buf_clear(path);
	if (!find_path(ledger, owner, path, err))
		return false;
	*out = path->length ? LEDGER_TAKEN : LEDGER_MOVED;
	return true;
}

bool ledger_claim_id(struct ledger *ledger, const struct ledger_key *key, const char *id,
	size_t length, enum ledger_claim *out, struct buf *owner, struct error *err)
{
	SCOPED(buf_release) struct buf note = {0};
	struct digest digest = digest_of(id, length);
	struct ledger_key holder;
	enum ledger_claim claim = LEDGER_GRANTED;
	char name[LEDGER_KEY_MAX];

	write_id_key(digest, name);
	if (!batch_noted(ledger->batch, name, &note, err))
		return false;
	if (parse_owner(&note, &holder)) {
		if (digest_equal(holder.file, key->file))
			claim = LEDGER_OWNED;
		else if (!contest(ledger, &holder, digest, &claim, owner, err))
			return false;
	}
	*out = claim;
	if (claim == LEDGER_OWNED || claim == LEDGER_TAKEN)
		return true;
	return batch_note(ledger->batch, name, (const char *)key, sizeof(*key), err);
}

bool ledger_owner_in(struct batch *batch, struct digest id, bool *found,
	struct ledger_key *out, struct error *err)
{
	SCOPED(buf_release) struct buf note = {0};
	char name[LEDGER_KEY_MAX];

	write_id_key(id, name);
	if (!batch_noted(batch, name, &note, err))
		return false;
	*found = parse_owner(&note, out);
	return true;
}

bool ledger_content_in(struct batch *batch, const struct ledger_key *key, bool *found,
	struct digest *out, struct error *err)
{
	SCOPED(buf_release) struct buf keys = {0};
	SCOPED(buf_release) struct buf bytes = {0};
	char head[LEDGER_KEY_HEAD + 1];
	struct ledger_details details;
	struct ledger_file file;
	struct ledger_key same;

	ledger_key_write_head(key, head);
	if (!batch_note_keys(batch, head, &keys, err))
		return false;
	*found = keys.length
		&& ledger_key_parse(keys.bytes, strlen(keys.bytes), &same, &file)
		&& file.state == LEDGER_PAGE;
	if (!*found)
		return true;
	if (!batch_noted(batch, keys.bytes, &bytes, err))
		return false;
	*found = ledger_parse_details(&bytes, &details);
	if (*found)
		*out = details.content;
	return true;
}

bool ledger_owner(struct ledger *ledger, struct digest id, bool *found,
	struct ledger_key *out, struct error *err)
{
	return ledger_owner_in(ledger->batch, id, found, out, err);
}

bool ledger_has(
	struct ledger *ledger, const struct ledger_key *key, bool *out, struct error *err)
{
	SCOPED(buf_release) struct buf keys = {0};
	char head[LEDGER_KEY_HEAD + 1];

	ledger_key_write_head(key, head);
	if (!batch_note_keys(ledger->batch, head, &keys, err))
		return false;
	*out = keys.length > 0;
	return true;
}

bool ledger_give_up_id(struct ledger *ledger, const struct ledger_key *key,
	const char *id, size_t length, bool *out, struct error *err)
{
	SCOPED(buf_release) struct buf note = {0};
	struct ledger_key holder;
	char name[LEDGER_KEY_MAX];

	write_id_key(digest_of(id, length), name);
	if (!batch_noted(ledger->batch, name, &note, err))
		return false;
	*out = parse_owner(&note, &holder) && digest_equal(holder.file, key->file);
	return *out ? delete_note(ledger, name, err) : true;
}
