/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/sitemap_word.h"

#include "text/unicode.h"

#include <stdio.h>
#include <string.h>

void sitemap_word_release(struct sitemap_word *word)
{
	buf_release(&word->evidence);
	*word = (struct sitemap_word){0};
}

/* 20070400 is 2007-04. */
static void write_day(uint32_t day, char out[SITEMAP_WORD_DAY_MAX])
{
	unsigned year = day / 10000 % 10000;
	unsigned month = day / 100 % 100;

	if (!month)
		snprintf(out, SITEMAP_WORD_DAY_MAX, "%04u", year);
	else if (!(day % 100))
		snprintf(out, SITEMAP_WORD_DAY_MAX, "%04u-%02u", year, month);
	else
		snprintf(out, SITEMAP_WORD_DAY_MAX, "%04u-%02u-%02u", year, month,
			day % 100);
}

void sitemap_word_set(
	uint32_t day, const char *path, struct sitemap_word *word, struct page *page)
{
	if (!day || page->changed)
		return;
	write_day(day, word->day);
	buf_clear(&word->evidence);
	buf_add_string(&word->evidence, "lastmod in ");
	buf_add_string(
		&word->evidence, unicode_valid(path, strlen(path)) ? path : "a sitemap");
	page->changed = word->day;
	page->changed_evidence = word->evidence.bytes;
}
