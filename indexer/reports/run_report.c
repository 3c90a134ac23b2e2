/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "reports/run_report.h"

#include "base/json.h"
#include "base/scope.h"
#include "reports/shown.h"

#define SHOW_EVERY_S 0.2
#define LOG_EVERY_S  60.0

enum { TIME_MAX = 64, LINE_MAX = 192 };

void run_report_begin(struct run_report *report, enum run_report_voice voice)
{
	*report = (struct run_report){.voice = voice};
	clock_gettime(CLOCK_MONOTONIC, &report->start);
	report->shown = report->start;
}

void run_report_release(struct run_report *report)
{
	buf_release(&report->refusals);
	*report = (struct run_report){0};
}

static double seconds_between(const struct timespec *start, const struct timespec *end)
{
	return (double)(end->tv_sec - start->tv_sec)
		+ (double)(end->tv_nsec - start->tv_nsec) / 1e9;
}

static double seconds_since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return seconds_between(start, &now);
}

static void clear_line(struct run_report *report)
{
	if (report->shown_width)
		fprintf(stderr, "\r%*s\r", report->shown_width, "");
	report->shown_width = 0;
}

void run_report_refuse(struct run_report *report, const char *source, const char *reason)
{
	SCOPED(buf_release) struct buf name = {0};
	SCOPED(buf_release) struct buf why = {0};

	shown_add(source, &name);
	shown_add(reason, &why);
	report->refused++;
	json_object_begin(&report->refusals);
	json_key(&report->refusals, "source");
	json_text(&report->refusals, buf_string(&name));
	json_key(&report->refusals, "reason");
	json_text(&report->refusals, buf_string(&why));
	json_object_end(&report->refusals);
	if (report->voice == RUN_REPORT_SILENT)
		return;
	clear_line(report);
	fprintf(stderr, "refused %s: %s\n", buf_string(&name), buf_string(&why));
}

void run_report_tell(struct run_report *report, const char *sentence)
{
	if (report->voice == RUN_REPORT_SILENT)
		return;
	clear_line(report);
	fprintf(stderr, "%s\n", sentence);
}

/* As hours, minutes and seconds, the larger two of those that count. */
static void write_left(double seconds, char out[TIME_MAX])
{
	unsigned long left = (unsigned long)seconds;

	if (left >= 3600)
		snprintf(out, TIME_MAX, "%lu h %lu min", left / 3600, left / 60 % 60);
	else if (left >= 60)
		snprintf(out, TIME_MAX, "%lu min %lu s", left / 60, left % 60);
	else
		snprintf(out, TIME_MAX, "%lu s", left);
}

/* Pages so far, how fast, and, if it is known how many there are, how long still. */
static void write_progress(
	const struct run_report *report, const struct timespec *now, char out[LINE_MAX])
{
	unsigned long pages =
		report->added + report->changed + report->unchanged + report->refused;
	double rate = (double)pages / seconds_between(&report->start, now);
	char left[TIME_MAX];

	if (report->expected <= pages || !pages) {
		snprintf(out, LINE_MAX, "%lu pages, %.0f a second", pages, rate);
		return;
	}
	write_left((double)(report->expected - pages) / rate, left);
	snprintf(out, LINE_MAX, "%lu of %lu pages, %.0f a second, %s left", pages,
		report->expected, rate, left);
}

void run_report_progress(struct run_report *report)
{
	double every_s =
		report->voice == RUN_REPORT_TERMINAL ? SHOW_EVERY_S : LOG_EVERY_S;
	struct timespec now;
	char line[LINE_MAX];

	if (report->voice == RUN_REPORT_SILENT)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (seconds_between(&report->shown, &now) < every_s)
		return;
	report->shown = now;
	write_progress(report, &now, line);
	if (report->voice == RUN_REPORT_LOUD) {
		fprintf(stderr, "%s\n", line);
		return;
	}
	clear_line(report);
	report->shown_width = fprintf(stderr, "%s", line);
}

static void write_json(const struct run_report *report, const struct run_result *result,
	struct buf *json)
{
	const struct {
		const char *key;
		unsigned long count;
	} counts[] = {
		{"added", report->added},
		{"changed", report->changed},
		{"unchanged", report->unchanged},
		{"removed", report->removed},
		{"moved", report->moved},
		{"kept_vanished", report->kept},
		{"documents", result->documents},
		{"generation", result->generation},
		{"kept_out", result->kept_out},
	};

	json_object_begin(json);
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
		json_key(json, counts[i].key);
		json_integer(json, (long long)counts[i].count);
	}
	json_key(json, "refused");
	json_array_begin(json);
	buf_add(json, buf_string(&report->refusals), report->refusals.length);
	json_array_end(json);
	json_key(json, "seconds");
	json_number(json, seconds_since(&report->start));
	if (result->dry) {
		json_key(json, "dry_run");
		json_bool(json, true);
	}
	json_object_end(json);
	buf_add(json, "\n", 1);
}

void run_report_end(struct run_report *report, const struct run_result *result,
	enum run_report_form form, FILE *out)
{
	SCOPED(buf_release) struct buf json = {0};

	if (report->voice == RUN_REPORT_TERMINAL)
		clear_line(report);
	if (form == RUN_REPORT_JSON) {
		write_json(report, result, &json);
		fwrite(json.bytes, 1, json.length, out);
		return;
	}
	fprintf(out, "%s%lu added, %lu changed, %lu unchanged, %lu removed",
		result->dry ? "Would be: " : "", report->added, report->changed,
		report->unchanged, report->removed);
	if (report->moved)
		fprintf(out, " (%lu of them moved)", report->moved);
	if (report->kept)
		fprintf(out, ", %lu vanished and kept", report->kept);
	fprintf(out, ", %lu refused; %lu documents in generation %u (%.1f s)\n",
		report->refused, result->documents, result->generation,
		seconds_since(&report->start));
}
