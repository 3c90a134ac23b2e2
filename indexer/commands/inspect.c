/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "commands/inspect.h"

#include "base/scope.h"
#include "config/config.h"
#include "config/options.h"
#include "intake/inspect_site.h"
#include "pages/sitemap_word.h"
#include "reports/run_report.h"
#include "sources/source.h"
#include "workers/members.h"
#include "workers/page_pool.h"
#include "workers/pdf.h"

#include <string.h>

/* What inspect reads a page from: the job points into the rest. */
struct subject {
	struct source *source;
	struct item item;
	struct buf bytes;
	struct pdf pdf;
	struct members *members;   /* NULL: it is a page */
	struct inspect_site *site; /* NULL: nothing is known of its site */
	struct sitemap_word word;
	struct page_job job;
};

static void subject_release(struct subject *subject)
{
	inspect_site_close(&subject->site);
	members_close(&subject->members);
	source_close(&subject->source);
	item_release(&subject->item);
	buf_release(&subject->bytes);
	pdf_release(&subject->pdf);
	sitemap_word_release(&subject->word);
}

/* The first document of many; one that is refused is passed over. */
static bool read_first(struct subject *subject, struct error *err)
{
	struct members_one one;
	bool more;
	int file;

	if (!source_open_item(subject->source, &subject->item, &file, err)
		|| !members_open(
			subject->source, &subject->item, file, &subject->members, err))
		return false;
	do {
		if (!members_next(subject->members, &one, &more, err))
			return false;
		if (!more)
			return err->kind == ERROR_NONE
				? error_set(err, ERROR_INVALID, "empty")
				: false;
		*err = one.reason;
	} while (one.kind == MEMBERS_REFUSED || one.kind == MEMBERS_CUT);
	*err = (struct error){0};
	return members_make_job(&one, &subject->pdf, &subject->job, err);
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

static bool read_page(struct subject *subject, const char *typed, struct error *err)
{
	struct page_job *job = &subject->job;

	if (!source_read(subject->source, &subject->item, &subject->bytes, err))
		return false;
	job->kind = PAGE_JOB_PAGE;
	job->id = buf_string(item_id(&subject->item));
	job->page = (struct page){
		.url = item_url(&subject->item),
		.path = path_below(typed),
		.format = subject->item.format == ITEM_HTML ? PAGE_HTML : PAGE_PLAIN,
		.bytes = buf_string(&subject->bytes),
		.length = subject->bytes.length,
	};
	if (subject->item.format != ITEM_PDF)
		return true;
	if (!pdf_read(job->page.bytes, job->page.length, &subject->pdf, err))
		return false;
	pdf_set_page(&subject->pdf, &job->page);
	return true;
}

/* As one of the pages of its site. */
static bool place(const struct options *options, struct page_pool *pool,
	struct subject *subject, struct error *err)
{
	struct page_job *job = &subject->job;
	struct inspect_place found;

	if (!inspect_site_open(options, pool, &subject->site, err)
		|| !inspect_site_place(
			subject->site, options->operands[0], &subject->item, &found, err))
		return false;
	job->id = buf_string(item_id(&subject->item));
	job->page.url = item_url(&subject->item);
	job->page.path = buf_string(&subject->item.path);
	job->frame = found.frame;
	job->page.frame = &job->frame;
	sitemap_word_set(found.day, found.sitemap, &subject->word, &job->page);
	return true;
}

static bool read_subject(const struct options *options, struct page_pool *pool,
	struct subject *subject, struct error *err)
{
	const char *typed = options->operands[0];

	if (source_kind_of(subject->source) == SOURCE_FOLDER)
		return error_set(err, ERROR_INVALID, "a folder; name one of its files");
	if (source_next(subject->source, &subject->item, err) != SOURCE_ITEM)
		return false;
	if (item_is_many(subject->item.format))
		return read_first(subject, err);
	return read_page(subject, typed, err)
		&& (!options->site || place(options, pool, subject, err));
}

bool inspect_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err)
{
	SCOPED(run_report_release) struct run_report report = {0};
	SCOPED(page_pool_close) struct page_pool *pool = page_pool_open(options->jobs);
	SCOPED(subject_release) struct subject subject = {0};
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(config_release) struct config config = {0};
	struct error reason = {0};

	if (options->config && !config_read(options->config, &config, err))
		return false;
	if (config.text.length)
		page_pool_configure(pool, config.text.bytes, config.text.length);
	subject.job.wanted = options->json ? PAGE_JOB_JSON : PAGE_JOB_TEXT;
	if (source_open(options->operands[0], options->base_url, &subject.source, &reason)
		&& read_subject(options, pool, &subject, &reason)
		&& !page_pool_wait_shown(
			pool, page_pool_start(pool, &subject.job), &text, &reason, err))
		return false;
	if (reason.kind) {
		run_report_begin(&report, RUN_REPORT_LOUD);
		run_report_refuse(&report, options->operands[0], reason.text);
		*refused = 1;
	}
	fwrite(buf_string(&text), 1, text.length, out);
	return true;
}
