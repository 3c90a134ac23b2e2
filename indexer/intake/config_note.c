/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "intake/config_note.h"

#include "base/buf.h"
#include "base/scope.h"
#include "config/config.h"
#include "ledger/batch.h"
#include "reports/run_report.h"

#include <string.h>

/* Words of an index are analysed in one way: pages with others would not be found. */
static bool check_analysis(const struct config *config, struct batch *batch,
	const struct buf *noted, struct error *err)
{
	SCOPED(additions_release) struct additions before = {0};
	enum analysis_depth wanted = config->additions.analysis;
	uint32_t documents;

	if (!batch_documents(batch, &documents, err)
		|| !additions_parse(buf_string(noted), noted->length, &before, err))
		return false;
	return !documents || before.analysis == wanted
		|| error_set(err, ERROR_INVALID,
			"the words of this index are analysed with \"analysis = %s\", and now it "
			"is %s; say the same in the configuration, or rebuild the index",
			analysis_depth_name(before.analysis),
			analysis_depth_name(wanted));
}

bool config_note_write(const struct config *config, struct batch *batch,
	struct run_report *report, struct error *err)
{
	SCOPED(buf_release) struct buf noted = {0};
	SCOPED(buf_release) struct buf wanted = {0};

	additions_write(&config->additions, &wanted);
	if (!batch_noted(batch, ADDITIONS_NOTE, &noted, err)
		|| !check_analysis(config, batch, &noted, err))
		return false;
	if (strcmp(buf_string(&noted), buf_string(&wanted)) == 0)
		return true;
	if (!wanted.length)
		run_report_tell(report,
			"the index had places, clusters or words of a configuration; "
			"without them in this run they are dropped");
	return batch_note(batch, ADDITIONS_NOTE, buf_string(&wanted), wanted.length, err);
}
