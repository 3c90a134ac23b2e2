/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/scope.h"
#include "pages/site_frame.h"
#include "pages/wording.h"
#include "unit.h"

#include <string.h>

#define OWN \
	"Ein Satz, den nur diese Seite hat, und der so lang ist, dass er als Text gilt. "
#define OWN_TEXT (OWN OWN OWN OWN)
#define SLOGAN   "Wir bewegen die Region am Fluss, gemeinsam und an jedem Tag des Jahres."

static void add_line(struct document *document, const char *line)
{
	enum block_kind kind =
		strlen(line) < 40 && !strchr(line, '.') ? BLOCK_HEADING : BLOCK_TEXT;

	document_add_block(document, kind, line, strlen(line));
}

static void write_page(struct document *document, const char *const *lines)
{
	for (; *lines; lines++)
		add_line(document, *lines);
}

/* The frame of pages that have these lines, and text of their own. */
static void find_frame(const char *const *lines, size_t pages, struct block_hashes *out)
{
	SCOPED(block_hashes_release) struct block_hashes all = {0};

	for (size_t i = 0; i < pages; i++) {
		SCOPED(document_release) struct document page = {0};
		SCOPED(block_hashes_release) struct block_hashes hashes = {0};
		char own[] = "Absatz A";

		own[7] = (char)('A' + i);
		add_line(&page, own);
		write_page(&page, lines);
		site_frame_add_page(&page, BOILERPLATE_MARKED, &hashes);
		block_hashes_settle(&hashes);
		for (size_t k = 0; k < hashes.count; k++)
			block_hashes_add(&all, hashes.hashes[k]);
	}
	site_frame_find(&all, pages, out);
}

/* The text of a page with these lines on a site whose pages have those. */
static void sift(const char *const *site, size_t pages, const char *const *lines,
	struct document *out)
{
	SCOPED(block_hashes_release) struct block_hashes hashes = {0};
	struct wording wording;

	find_frame(site, pages, &hashes);
	wording_open(&wording);
	write_page(out, lines);
	site_frame_drop(&(struct site_frame){hashes.hashes, hashes.count}, &wording,
		BOILERPLATE_MARKED, NULL, out);
	wording_close(&wording);
}

static bool has(const struct document *document, const char *line)
{
	return strstr(buf_string(&document->text), line) != NULL;
}

static void what_many_pages_have_goes(void **state)
{
	static const char *const site[] = {SLOGAN, NULL};
	static const char *const page[] = {OWN_TEXT, SLOGAN, OWN, NULL};
	SCOPED(document_release) struct document document = {0};
	SCOPED(document_release) struct document other = {0};

	(void)state;
	sift(site, 4, page, &document);
	assert_false(has(&document, SLOGAN));
	assert_string_equal(document.dropped[0], SLOGAN);
	sift(site, 3, page, &other);
	assert_true(has(&other, SLOGAN));
}

static void labels_and_what_they_head_stay(void **state)
{
	static const char *const site[] = {
		"Laufzeit: 2007 bis 2010.", "Projektpartner", "Stadt Wehlen", NULL};
	static const char *const page[] = {OWN_TEXT, "Laufzeit: 2007 bis 2010.",
		"Projektpartner", "Hof am Wehr GbR", NULL};
	SCOPED(document_release) struct document document = {0};

	(void)state;
	sift(site, 8, page, &document);
	assert_true(has(&document, "Laufzeit"));
	assert_true(has(&document, "Projektpartner"));
}

static void a_page_of_nothing_else_keeps_its_text(void **state)
{
	static const char *const site[] = {SLOGAN, OWN_TEXT, NULL};
	SCOPED(document_release) struct document document = {0};

	(void)state;
	sift(site, 8, site, &document);
	assert_true(has(&document, SLOGAN));
	assert_int_equal(document.dropped_count, 0);
}

static void a_heading_is_not_the_entry_of_a_menu(void **state)
{
	static const char *const site[] = {"Deich bei Wehlen wird erneuert.", NULL};
	SCOPED(block_hashes_release) struct block_hashes hashes = {0};

	(void)state;
	find_frame(site, 8, &hashes);
	struct site_frame frame = {hashes.hashes, hashes.count};

	assert_int_equal(
		site_frame_share(&frame, SITE_BLOCK_TEXT, site[0], strlen(site[0])),
		SITE_SHARE_MOST);
	assert_int_equal(
		site_frame_share(&frame, SITE_BLOCK_HEADING, site[0], strlen(site[0])),
		SITE_SHARE_FEW);
}

static void names_of_sites_are_known_from_titles(void **state)
{
	SCOPED(block_hashes_release) struct block_hashes all = {0};
	SCOPED(block_hashes_release) struct block_hashes hashes = {0};
	static const char *const titles[] = {"Deich - Region am Fluss",
		"Wehr - Region am Fluss", "Hof | Region am Fluss",
		"Furt - Region am Fluss"};
	static const char name[] = "Region am Fluss";

	(void)state;
	for (size_t i = 0; i < 4; i++)
		site_frame_add_title(titles[i], &all);
	site_frame_find(&all, 4, &hashes);
	struct site_frame frame = {hashes.hashes, hashes.count};

	assert_true(site_frame_is_own_title(&frame, titles[1], "Wehr", 4));
	assert_false(site_frame_is_own_title(&frame, titles[1], name, strlen(name)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_many_pages_have_goes),
		cmocka_unit_test(labels_and_what_they_head_stay),
		cmocka_unit_test(a_page_of_nothing_else_keeps_its_text),
		cmocka_unit_test(a_heading_is_not_the_entry_of_a_menu),
		cmocka_unit_test(names_of_sites_are_known_from_titles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
