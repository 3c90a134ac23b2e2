/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sheet_text: a document of a few lines, for tests of what a fact sheet says. */
#ifndef TESTS_UNIT_INDEXER_PAGES_SHEET_TEXT_H
#define TESTS_UNIT_INDEXER_PAGES_SHEET_TEXT_H

#include "pages/document.h"
#include "pages/fact_sheet.h"
#include "pages/wording.h"
#include "unit.h"

#include <string.h>

struct sheet_text {
	struct wording wording;
	struct document document;
	struct fact_sheet sheet;
};

static inline void sheet_text_close(struct sheet_text *text)
{
	fact_sheet_release(&text->sheet);
	document_release(&text->document);
	wording_close(&text->wording);
}

/* Each line is a block: "- " begins an item, "| " a row, "# " a heading. */
static inline void sheet_text_open(struct sheet_text *text, const char *lines)
{
	*text = (struct sheet_text){0};
	wording_open(&text->wording);
	while (*lines) {
		static const char marks[] = " #-|"; /* as enum block_kind */
		size_t length = strcspn(lines, "\n");
		const char *mark = lines[1] == ' ' ? strchr(marks, *lines) : NULL;
		size_t skipped = mark && *mark ? 2 : 0;

		document_add_block(&text->document,
			skipped ? (enum block_kind)(mark - marks) : BLOCK_TEXT,
			lines + skipped, length - skipped);
		lines += length + (lines[length] == '\n');
	}
	fact_sheet_read(&text->wording, &text->document, &text->sheet);
}

/* The field's value. */
static inline void sheet_text_is(const struct sheet_text *text, size_t field,
	enum fact_label label, const char *value)
{
	const struct fact_field *found = &text->sheet.fields[field];

	assert_true(field < text->sheet.count);
	assert_int_equal(found->label, label);
	assert_int_equal(found->end - found->value, strlen(value));
	assert_memory_equal(
		text->document.text.bytes + found->value, value, strlen(value));
}

#endif
