/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "workers/pdf.h"

#include "base/scope.h"
#include "sources/item.h"
#include "workers/child.h"
#include "workers/page_process.h"
#include "workers/pdf_worker.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	CHUNK = 1 << 16,
	DAY_LENGTH = 10,   /* YYYY-MM-DD */
	TITLE_MAX = 300,   /* bytes */
	LETTERS_LEAST = 3, /* with less a page is a picture */
};

void pdf_release(struct pdf *pdf)
{
	buf_release(&pdf->text);
	buf_release(&pdf->title);
	buf_release(&pdf->day);
}

static void close_descriptor(const int *file)
{
	if (*file >= 0)
		close(*file);
}

static void end_child(struct child *child)
{
	child_stop(child);
}

static bool write_all(int file, const char *bytes, size_t length)
{
	while (length) {
		ssize_t put = write(file, bytes, length);

		if (put < 0 && errno != EINTR)
			return false;
		bytes += put > 0 ? put : 0;
		length -= put > 0 ? (size_t)put : 0;
	}
	return lseek(file, 0, SEEK_SET) == 0;
}

/* A file in memory, since pdftotext reads the end first. */
static bool keep_bytes(const char *bytes, size_t length, int *out, struct error *err)
{
	int file = memfd_create("page", MFD_CLOEXEC);

	if (file < 0 || !write_all(file, bytes, length)) {
		error_set(err, ERROR_SYSTEM, "%s", strerror(errno));
		close_descriptor(&file);
		return false;
	}
	*out = file;
	return true;
}

/* All that the child says, in time. */
static bool read_output(struct child *child, struct buf *out, struct error *err)
{
	uint64_t end = page_process_clock_ms() + PDF_WALL_MS;
	size_t got = 1;

	while (got) {
		uint64_t now = page_process_clock_ms();

		child->wait_ms = now < end ? end - now : 0;
		buf_reserve(out, CHUNK);
		if (!child_read(child, out->bytes + out->length, CHUNK, &got, err))
			return error_set(err, ERROR_INVALID,
				"pdftotext took more than %d s to read it",
				PDF_WALL_MS / 1000);
		out->length += got;
		out->bytes[out->length] = '\0';
		if (out->length > ITEM_SIZE_MAX)
			return error_set(err, ERROR_INVALID,
				"gives more than %d MB of text", ITEM_SIZE_MAX >> 20);
	}
	return true;
}

static bool tell_status(int status, struct error *err)
{
	if (WIFSIGNALED(status))
		return !child_tell(status, err);
	switch (WEXITSTATUS(status)) {
	case 0:
		return true;
	case PDF_WORKER_MISSING:
		return error_set(err, ERROR_SYSTEM,
			"reading PDF needs pdftotext: install the package "
			"poppler-utils");
	case 3:
		return error_set(
			err, ERROR_INVALID, "its author forbids taking text out of it");
	default:
		return error_set(err, ERROR_INVALID,
			"pdftotext cannot read it: it is damaged or encrypted");
	}
}

static bool convert(const char *bytes, size_t length, struct buf *out, struct error *err)
{
	char name[] = "regio-indexer";
	char command[] = PDF_WORKER_COMMAND;
	char *const words[] = {name, command, NULL};
	SCOPED(close_descriptor) int file = -1;
	SCOPED(end_child) struct child child = {0};

	return keep_bytes(bytes, length, &file, err)
		&& child_start(&child, words, file, PDF_WALL_MS, err)
		&& read_output(&child, out, err) && tell_status(child_wait(&child), err);
}

/* Undoes the four references that pdftotext writes. */
static void add_unescaped(const char *text, size_t length, struct buf *out)
{
	static const struct {
		const char *reference;
		const char *letter;
	} references[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}};

	for (size_t at = 0; at < length;) {
		const char *letter = NULL;
		size_t used = 1;

		for (size_t i = 0; i < 4 && text[at] == '&' && !letter; i++) {
			used = strlen(references[i].reference);
			if (length - at >= used
				&& memcmp(text + at, references[i].reference, used) == 0)
				letter = references[i].letter;
		}
		used = letter ? used : 1;
		buf_add(out, letter ? letter : text + at, 1);
		at += used;
	}
}

/* What programs name files by themselves. */
static bool is_made_up(const char *title, size_t length)
{
	static const char *const begins[] = {"untitled", "unbenannt", "microsoft word",
		"microsoft powerpoint", "powerpoint-", "document1", "dokument1",
		"slide 1", "folie 1", "kein folientitel"};
	static const char *const ends[] = {".doc", ".docx", ".odt", ".rtf", ".indd",
		".qxd", ".qxp", ".pdf", ".ppt", ".pptx", ".xls", ".xlsx", ".cdr", ".fm",
		".p65", ".tmp", ".dvi", ".ps"};

	for (size_t i = 0; i < sizeof(begins) / sizeof(*begins); i++) {
		if (strncasecmp(title, begins[i], strlen(begins[i])) == 0)
			return true;
	}
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		size_t end = strlen(ends[i]);

		if (length >= end && strcasecmp(title + length - end, ends[i]) == 0)
			return true;
	}
	return false;
}

static bool is_day(const char *text)
{
	static const char form[] = "0000-00-00";

	for (size_t i = 0; i < DAY_LENGTH; i++) {
		if (form[i] == '0' ? !isdigit((unsigned char)text[i])
				   : text[i] != form[i])
			return false;
	}
	return true;
}

static void read_head(const char *head, size_t length, struct pdf *out)
{
	static const char made[] = "<meta name=\"CreationDate\" content=\"";
	const char *title = memmem(head, length, "<title>", 7);
	const char *end = title
		? memmem(title, (size_t)(head + length - title), "</title>", 8)
		: NULL;
	const char *day = memmem(head, length, made, strlen(made));

	if (end)
		add_unescaped(title + 7, (size_t)(end - title - 7), &out->title);
	if (is_made_up(buf_string(&out->title), out->title.length)
		|| out->title.length > TITLE_MAX)
		buf_clear(&out->title);
	day = day ? day + strlen(made) : NULL;
	if (day && head + length - day > DAY_LENGTH && is_day(day))
		buf_add(&out->day, day, DAY_LENGTH);
}

/* Pages end with a form feed: there ends a paragraph too. */
static void add_text(const char *text, size_t length, struct buf *out)
{
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\f')
			buf_add(out, "\n\n", 2);
		else if ((unsigned char)text[i] >= ' ' || text[i] == '\n')
			buf_add(out, text + i, 1);
	}
}

static bool has_text(const struct buf *text)
{
	int letters = 0;

	for (size_t i = 0; i < text->length && letters < LETTERS_LEAST; i++) {
		unsigned char c = (unsigned char)text->bytes[i];

		letters += isalpha(c) || c >= 0x80;
	}
	return letters >= LETTERS_LEAST;
}

bool pdf_read(const char *bytes, size_t length, struct pdf *out, struct error *err)
{
	static const char begin[] = "<pre>\n";
	static const char end[] = "</pre>\n</body>\n</html>\n";
	SCOPED(buf_release) struct buf html = {0};
	const char *text;
	size_t left;

	pdf_release(out);
	*out = (struct pdf){0};
	if (!convert(bytes, length, &html, err))
		return false;
	text = memmem(buf_string(&html), html.length, begin, strlen(begin));
	if (!text)
		return error_set(err, ERROR_INVALID, "pdftotext said nothing of it");
	read_head(html.bytes, (size_t)(text - html.bytes), out);
	text += strlen(begin);
	left = (size_t)(html.bytes + html.length - text);
	if (left >= strlen(end) && strcmp(text + left - strlen(end), end) == 0)
		left -= strlen(end);
	add_text(text, left, &out->text);
	return has_text(&out->text)
		|| error_set(err, ERROR_INVALID, "no text is in it, as if scanned");
}

void pdf_set_page(const struct pdf *pdf, struct page *page)
{
	page->format = PAGE_PLAIN;
	page->encoding = "utf-8";
	page->bytes = buf_string(&pdf->text);
	page->length = pdf->text.length;
	page->title = pdf->title.length ? pdf->title.bytes : NULL;
	page->changed = pdf->day.length ? pdf->day.bytes : NULL;
	page->changed_evidence = "CreationDate of the PDF";
}
