/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config_note.h"

#include "base/buf.h"
#include "base/scope.h"
#include "batch.h"
#include "config.h"
#include "run_report.h"

#include <string.h>

bool config_note_write(const struct config *config, struct batch *batch,
	struct run_report *report, struct error *err)
{
	SCOPED(buf_release) struct buf noted = {0};
	SCOPED(buf_release) struct buf wanted = {0};

	additions_write(&config->additions, &wanted);
	if (!batch_noted(batch, ADDITIONS_NOTE, &noted, err))
		return false;
	if (strcmp(buf_string(&noted), buf_string(&wanted)) == 0)
		return true;
	if (!wanted.length)
		run_report_tell(report,
			"the index had places, clusters or words of a configuration; "
			"without them in this run they are dropped");
	return batch_note(batch, ADDITIONS_NOTE, buf_string(&wanted), wanted.length, err);
}
