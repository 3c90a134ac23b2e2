/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "commands/report.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "base/scope.h"
#include "config/options.h"
#include "index/generation.h"
#include "index/index_reader.h"
#include "index/records.h"
#include "ledger/digest_table.h"
#include "ledger/ledger_view.h"
#include "ledger/removals.h"
#include "reports/coverage.h"
#include "reports/coverage_json.h"
#include "reports/coverage_text.h"
#include "revision/columns.h"
#include "revision/duplicate_finder.h"

#include <stdlib.h>
#include <string.h>

/* A writer that commits twice meanwhile makes a reader start over. */
enum { TRIES = 20 };

/* What is read of one revision before its records are: those never change. */
struct revision {
	struct generation generation;
	struct index_reader *reader;
	struct records records;
	struct columns columns;
	struct digest_table sources; /* their numbers in coverage.sources */
	struct coverage coverage;
};

static void revision_release(struct revision *revision)
{
	generation_release(&revision->generation);
	index_reader_close(&revision->reader);
	records_close(&revision->records);
	columns_release(&revision->columns);
	digest_table_release(&revision->sources);
	coverage_release(&revision->coverage);
	*revision = (struct revision){0};
}

static bool add_source(struct revision *revision, struct digest digest,
	struct coverage_source **out, struct error *err)
{
	struct coverage *coverage = &revision->coverage;
	SCOPED(buf_release) struct buf name = {0};
	uint32_t number = digest_table_add(&revision->sources, digest);

	if (number == coverage->source_count) {
		if (!ledger_view_name(revision->reader, digest, &name, err))
			return false;
		coverage->sources = alloc_grow(coverage->sources, number,
			&coverage->source_room, sizeof(*coverage->sources));
		coverage->sources[coverage->source_count++] = (struct coverage_source){
			.name = name.length ? buf_take(&name).bytes : NULL};
	}
	*out = &coverage->sources[number];
	return true;
}

/* "NUMBER REASON\n" each */
static void take_line_refusals(
	struct coverage *coverage, const struct ledger_view_file *file)
{
	for (const char *line = file->reasons; line && *line;) {
		size_t length = strcspn(line, "\n");
		size_t number = strspn(line, "0123456789");
		size_t reason = number + (line[number] == ' ');
		SCOPED(buf_release) struct buf place = {0};

		buf_add_format(&place, "%s:%.*s", file->path, (int)number, line);
		if (reason < length)
			tally_add(&coverage->reasons, line + reason, length - reason,
				place.bytes, place.length);
		line += length + (line[length] == '\n');
	}
}

static void take_file(struct coverage *coverage, struct coverage_source *source,
	const struct ledger_view_file *file)
{
	source->files++;
	switch (file->file.state) {
	case LEDGER_PAGE:
	case LEDGER_KEPT:
		source->documents++;
		break;
	case LEDGER_LINES:
		source->documents += file->file.documents;
		source->refused += file->file.refusals;
		coverage->refused += file->file.refusals;
		take_line_refusals(coverage, file);
		break;
	case LEDGER_REMOVED:
		break;
	case LEDGER_REFUSED:
		source->refused++;
		coverage->refused++;
		tally_add(&coverage->reasons, file->reasons, strlen(file->reasons),
			file->path, strlen(file->path));
		break;
	}
}

static bool read_ledger(struct revision *revision, struct error *err)
{
	SCOPED(ledger_view_close) struct ledger_view *view = NULL;
	const struct ledger_view_file *file;
	struct coverage_source *source;

	if (!ledger_view_open(revision->reader, &view, err))
		return false;
	for (;;) {
		if (!ledger_view_next(view, &file, err))
			return false;
		if (!file)
			return true;
		if (!add_source(revision, file->key.source, &source, err))
			return false;
		take_file(&revision->coverage, source, file);
	}
}

static bool count_removals(struct revision *revision, struct error *err)
{
	SCOPED(note_stream_close) struct note_stream *keys = NULL;
	const char *key;

	if (!note_stream_open(revision->reader, REMOVALS_PREFIX, &keys, err))
		return false;
	for (;;) {
		if (!note_stream_next(keys, &key, err))
			return false;
		if (!key)
			return true;
		revision->coverage.removed++;
	}
}

static bool count_twins(struct revision *revision, struct error *err)
{
	struct holdings holdings = {&revision->columns, &revision->records};
	SCOPED(duplicates_release) struct duplicates duplicates = {0};

	if (!duplicate_finder_run(holdings, revision->reader, NULL, &duplicates, err))
		return false;
	revision->coverage.twins =
		(struct coverage_twins){duplicates.group_count, duplicates.member_count};
	return true;
}

static bool read_revision(const char *index, struct revision *out, struct error *err)
{
	if (!generation_current(index, &out->generation, err)
		|| !index_reader_open(out->generation.path, &out->reader, err))
		return false;
	out->coverage.generation = out->generation.number;
	return columns_load(out->reader, &out->columns, err) && read_ledger(out, err)
		&& count_removals(out, err)
		&& records_open(out->generation.path, &out->records, err)
		&& count_twins(out, err);
}

/* A generation may be deleted, or be written too fast, while it is read. */
static bool read_any_revision(const char *index, struct revision *out, struct error *err)
{
	for (int i = 0; i < TRIES; i++) {
		SCOPED(generation_release) struct generation current = {0};

		revision_release(out);
		*err = (struct error){0};
		if (!generation_current(index, &current, err))
			return false;
		if (read_revision(index, out, err))
			return true;
		if (err->kind != ERROR_BUSY && err->kind != ERROR_MISSING)
			return false;
	}
	return false;
}

static bool read_records(struct revision *revision, struct error *err)
{
	SCOPED(unpacker_free) struct unpacker *unpacker = unpacker_create();
	SCOPED(buf_release) struct buf record = {0};

	for (uint32_t i = 0; i < revision->columns.cell_count; i++) {
		const struct entry_place *place = &revision->columns.places[i];

		if (!place->size_bytes)
			continue;
		if (!records_read(&revision->records, place, unpacker, &record, err))
			return false;
		coverage_add(&revision->coverage, record.bytes, record.length);
	}
	return true;
}

bool report_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err)
{
	SCOPED(revision_release) struct revision revision = {0};
	SCOPED(buf_release) struct buf text = {0};
	const char *index = options->operands[0];

	*refused = 0; /* what an earlier run refused is no failure of this one */
	if (!read_any_revision(index, &revision, err) || !read_records(&revision, err))
		return false;
	if (options->json)
		coverage_json_add(&revision.coverage, &text);
	else
		coverage_text_add(&revision.coverage, index, &text);
	fwrite(text.bytes, 1, text.length, out);
	return true;
}
