/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "inspect.h"

#include "base/scope.h"
#include "config.h"
#include "inspect_json.h"
#include "inspect_text.h"
#include "options.h"
#include "page_pool.h"
#include "run_report.h"
#include "sources/json_lines.h"
#include "sources/source.h"

#include <string.h>

void inspect_show(const struct document *document, const struct page_tables *tables,
	enum inspect_form form, struct buf *out)
{
	if (form == INSPECT_JSON)
		inspect_json_add(document, tables, out);
	else
		inspect_text_add(document, tables->places, out);
}

/* The page, or the first line; job points into bytes and item. */
static bool read_first_line(struct source *source, struct item *item, struct buf *bytes,
	struct page_job *job, struct error *err)
{
	SCOPED(json_lines_close) struct json_lines *lines = NULL;
	struct json_line line;
	bool more;
	int file;

	if (!source_open_item(source, item, &file, err))
		return false;
	lines = json_lines_open(file);
	if (!json_lines_next(lines, &line, &more, err))
		return false;
	if (!more || line.too_long)
		return error_set(err, ERROR_INVALID,
			more ? "its first line is too long" : "empty");
	buf_add(bytes, line.bytes, line.length);
	job->kind = PAGE_JOB_LINE;
	return true;
}

/* A folder of a mirror: www.example.org. */
static bool is_host(const char *name, size_t length)
{
	const char *dot = memrchr(name, '.', length);
	size_t last = dot ? (size_t)(name + length - dot - 1) : 0;

	if (last < 2 || *name == '.')
		return false;
	for (size_t i = 1; i <= last; i++) {
		if ((unsigned)(dot[i] | 0x20) - 'a' >= 26)
			return false;
	}
	return true;
}

/*
 * The path that a page would have in a run over the folder it comes from: from
 * the host's folder on if there is one, else as typed; nothing is known of what
 * the folders of an absolute path mean.
 */
static const char *path_below(const char *typed)
{
	const char *from = *typed == '/' ? strrchr(typed, '/') + 1 : typed;

	for (const char *slash, *at = typed; (slash = strchr(at, '/')); at = slash + 1) {
		if (is_host(at, (size_t)(slash - at)))
			from = at;
	}
	return from;
}

static bool read_page(struct source *source, struct item *item, struct buf *bytes,
	struct page_job *job, struct error *err)
{
	job->kind = PAGE_JOB_PAGE;
	job->id = buf_string(item_id(item));
	job->page = (struct page){
		.url = item->url.length ? item->url.bytes : NULL,
		.format = item->format == ITEM_HTML ? PAGE_HTML : PAGE_PLAIN,
	};
	return source_read(source, item, bytes, err);
}

static bool read_job(const char *typed, struct source *source, struct item *item,
	struct buf *bytes, struct page_job *job, struct error *err)
{
	if (source_kind_of(source) == SOURCE_FOLDER)
		return error_set(err, ERROR_INVALID, "a folder; name one of its files");
	if (source_next(source, item, err) != SOURCE_ITEM)
		return false;
	if (!(item->format == ITEM_LINES ? read_first_line : read_page)(
		    source, item, bytes, job, err))
		return false;
	job->page.path = path_below(typed);
	job->page.bytes = buf_string(bytes);
	job->page.length = bytes->length;
	return true;
}

static bool understand(const struct page_job *job, const struct config *config,
	struct buf *text, struct error *reason, struct error *err)
{
	SCOPED(page_pool_close) struct page_pool *pool = page_pool_open(1);

	if (config->text.length)
		page_pool_configure(pool, config->text.bytes, config->text.length);
	return page_pool_wait_shown(pool, page_pool_start(pool, job), text, reason, err);
}

bool inspect_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err)
{
	SCOPED(run_report_release) struct run_report report = {0};
	SCOPED(source_close) struct source *source = NULL;
	SCOPED(item_release) struct item item = {0};
	SCOPED(buf_release) struct buf bytes = {0};
	SCOPED(buf_release) struct buf text = {0};
	struct page_job job = {.wanted = options->json ? PAGE_JOB_JSON : PAGE_JOB_TEXT};
	SCOPED(config_release) struct config config = {0};
	struct error reason = {0};

	if (options->config && !config_read(options->config, &config, err))
		return false;
	if (source_open(options->operands[0], options->base_url, &source, &reason)
		&& read_job(options->operands[0], source, &item, &bytes, &job, &reason)
		&& !understand(&job, &config, &text, &reason, err))
		return false;
	if (reason.kind) {
		run_report_begin(&report, RUN_REPORT_LOUD);
		run_report_refuse(&report, options->operands[0], reason.text);
		*refused = 1;
	}
	fwrite(buf_string(&text), 1, text.length, out);
	return true;
}
