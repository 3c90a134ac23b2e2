/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/access_log.h"

#include "base/scope.h"

#include <time.h>

/* So that no client can write a line, or a field, of its own. */
static void add_escaped(struct buf *out, const char *text)
{
	for (const char *c = text ? text : "-"; *c; c++) {
		unsigned char byte = (unsigned char)*c;

		if (byte < ' ' || byte >= 0x7f)
			buf_add_format(out, "\\x%02x", byte);
		else if (byte == '"' || byte == '\\')
			buf_add_format(out, "\\%c", byte);
		else
			buf_add(out, c, 1);
	}
}

static void add_time(struct buf *out)
{
	time_t now = time(NULL);
	char text[64];
	struct tm local;

	localtime_r(&now, &local);
	strftime(text, sizeof(text), "[%d/%b/%Y:%H:%M:%S %z]", &local);
	buf_add_string(out, text);
}

void access_log_write(struct log_file *log, const struct access_log_entry *entry)
{
	SCOPED(buf_release) struct buf line = {0};

	buf_add_format(&line, "%s - - ", entry->address ? entry->address : "-");
	add_time(&line);
	buf_add_string(&line, " \"");
	add_escaped(&line, entry->method);
	buf_add_string(&line, " ");
	add_escaped(&line, entry->target);
	buf_add_string(&line, " ");
	add_escaped(&line, entry->version);
	buf_add_format(&line, "\" %u %zu \"", entry->status, entry->bytes);
	add_escaped(&line, entry->referer);
	buf_add_string(&line, "\" \"");
	add_escaped(&line, entry->user_agent);
	buf_add_string(&line, "\"\n");
	log_file_write(log, &line);
}
