/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "dice.h"
#include "searchd/small_index.h"

#include <string.h>

#define STORY                                                                     \
	"Der alte Hafen von Rostock wird bis zum Herbst umgebaut, damit wieder "  \
	"Fähren dort anlegen können, wo sie es vor dem Krieg taten.\n"          \
	"Die Stadt zahlt ein Drittel, das Land den Rest, und für die Kräne am " \
	"Kai sucht die Verwaltung noch jemanden, der sie pflegt und zeigt.\n"     \
	"Im Speicher daneben entstehen Werkstätten für junge Betriebe."

#define LEAD                                                                     \
	"Der alte Hafen von Rostock wird bis zum Herbst umgebaut, damit wieder " \
	"Fähren dort anlegen können, wo sie es vor dem Krieg taten."

/* One page of a test; what is not said is as in the first lines. */
struct made_page {
	const char *id, *title, *text;
	const char *canonical; /* id of the page it names as its own address */
	const char *year, *type;
};

static struct small_index small;

/* Asks for the sketch of an address without building a page of it. */
static uint64_t address_of(const char *id)
{
	SCOPED(entry_release) struct entry entry = {0};
	const struct small_page page = {
		.id = id, .text = "Hafen", .language = LANGUAGE_DE};

	small_index_build(&small, &page, &entry);
	return entry.sketch.address;
}

static void put(const struct made_page *made)
{
	SCOPED(entry_release) struct entry entry = {0};
	struct small_page page = {.id = made->id,
		.title = made->title,
		.text = made->text,
		.language = LANGUAGE_DE};

	page.values[FIELD_YEAR] = made->year;
	page.values[FIELD_TYPE] = made->type;
	small_index_build(&small, &page, &entry);
	if (made->canonical)
		entry.sketch.canonical = address_of(made->canonical);
	must(index_writer_put(small.writer, &entry, &err));
}

static void must_find(const char *id, uint32_t *out)
{
	struct index_reader *reader = snapshot_borrow(small.snapshot);

	must(index_reader_find(reader, id, strlen(id), out, &err));
	snapshot_give_back(small.snapshot, reader);
}

/* The ids of the group of a page, the standing one first, parted by blanks. */
static void group_of(const char *id, struct buf *out)
{
	const uint32_t *members;
	uint32_t document = 0;
	size_t count;

	buf_clear(out);
	must_find(id, &document);
	members = duplicates_of(&small.snapshot->duplicates, document, &count);
	for (size_t i = 0; i < count; i++) {
		struct record_part part = small_index_id(small.snapshot, members[i]);

		buf_add_format(out, "%s%.*s", i ? " " : "", (int)part.length, part.bytes);
	}
}

static void assert_group(const char *id, const char *expected)
{
	SCOPED(buf_release) struct buf group = {0};

	group_of(id, &group);
	assert_string_equal(buf_string(&group), expected);
}

/* An index of just these pages. */
static void load(const struct made_page *pages, size_t count)
{
	small_index_make(&small);
	for (size_t i = 0; i < count; i++)
		put(&pages[i]);
	small_index_load(&small);
}

#define LOAD(pages) load(pages, COUNT(pages))

static void assert_one_page(const struct made_page *a, const struct made_page *b)
{
	const struct made_page pages[] = {*a, *b};
	size_t groups;

	LOAD(pages);
	groups = small.snapshot->duplicates.group_count;
	small_index_release(&small);
	if (!groups)
		fail_msg("%s and %s are one page", a->id, b->id);
}

static void assert_two_pages(const struct made_page *a, const struct made_page *b)
{
	const struct made_page pages[] = {*a, *b};
	size_t groups;

	LOAD(pages);
	groups = small.snapshot->duplicates.group_count;
	small_index_release(&small);
	if (groups)
		fail_msg("%s and %s are two pages", a->id, b->id);
}

static const struct made_page article = {
	.id = "a.example/hafen.html", .title = "Hafen im Wandel", .text = STORY};

static void the_same_text_elsewhere_is_one_page(void **state)
{
	static const struct made_page others[] = {
		{.id = "b.example/1.html", .title = "Hafen im Wandel", .text = STORY},
		{.id = "b.example/print.html",
			.title = "Druckansicht: Hafen im Wandel",
			.text = "Druckansicht\n" STORY "\nSeite 1 von 1"},
		{.id = "b.example/presse.html",
			.title = "Pressemitteilung Nr. 41",
			.text = "Presse 2011\nPressemitteilung Nr. 41\nHafen im Wandel\n" STORY
				"\nTelefon 04221 99"},
		{.id = "b.example/umlaut.html",
			.title = "Hafen im Wandel",
			.text = "Hafen im Wandel\n" STORY "\nBild: Kran im Abendlicht"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(others); i++)
		assert_one_page(&article, &others[i]);
}

static void a_teaser_is_one_page_with_its_article(void **state)
{
	const struct made_page teaser = {.id = "a.example/aktuelles/1",
		.title = "Hafen im Wandel",
		.text = LEAD "\nweiterlesen"};
	const struct made_page other = {.id = "a.example/aktuelles/2",
		.title = "Aktuelles aus Rostock",
		.text = LEAD "\nweiterlesen"};
	const struct made_page dated = {.id = "a.example/aktuelles/3",
		.title = "Hafen im Wandel",
		.text = LEAD "\n4. Mai 2015"};

	(void)state;
	assert_one_page(&article, &teaser);
	assert_two_pages(&article, &other);
	assert_two_pages(&article, &dated);
}

static void other_subjects_in_the_same_words_are_two(void **state)
{
	static const struct made_page pairs[][2] = {
		{{.id = "a.example/1", .title = "CITY-REGIO", .text = STORY},
			{.id = "a.example/2", .title = "CITY-REGIO II", .text = STORY}},
		{{.id = "a.example/3", .title = "Hafen Kiel", .text = STORY},
			{.id = "a.example/4", .title = "Hafen Wismar", .text = STORY}},
		{{.id = "a.example/5",
			 .title = "Sprechtag",
			 .text = LEAD
			 "\nBeginn ist am 4. Mai um 10 Uhr im Rathaus.\n" STORY},
			{.id = "a.example/6",
				.title = "Sprechtag",
				.text = LEAD
				"\nBeginn ist am 8. Juni um 10 Uhr im Rathaus.\n" STORY}},
		{{.id = "a.example/7", .title = "Hafen", .text = STORY, .year = "2007"},
			{.id = "a.example/8",
				.title = "Hafen",
				.text = STORY,
				.year = "2009"}},
		{{.id = "a.example/9",
			 .title = "Hafen",
			 .text = STORY,
			 .year = "2007",
			 .type = "project"},
			{.id = "a.example/10",
				.title = "Hafen",
				.text = STORY,
				.year = "2007\t2008",
				.type = "project"}},
		{{.id = "page-1", .title = "Hafen", .text = STORY},
			{.id = "page-2", .title = "Hafen", .text = STORY}},
		{{.id = "a.example/11", .title = "Hafen", .text = "Folge 1 der Reihe."},
			{.id = "b.example/11",
				.title = "Hafen",
				.text = "Folge 1 der Reihe."}},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(pairs); i++)
		assert_two_pages(&pairs[i][0], &pairs[i][1]);
}

static void shared_paragraphs_make_no_duplicate(void **state)
{
	const struct made_page other = {.id = "b.example/3",
		.title = "Hafen im Wandel",
		.text = "Bauern bei Leipzig erzeugen Energie aus Mist und verkaufen den "
			"Strom an eine Molkerei, die ihn im Winter gut brauchen kann.\n" LEAD
			"\nIm Vogtland werden Gardinen gewebt, die bis nach Korea gehen, "
			"und die Weber haben so viel zu tun wie lange nicht."};

	(void)state;
	assert_two_pages(&article, &other);
}

static void one_address_needs_less_of_a_text(void **state)
{
	const struct made_page pages[] = {
		{.id = "http://www.a.example/kurz/", .text = "Folge 1 der Reihe."},
		{.id = "https://a.example/kurz", .text = "Folge 1 der Reihe."},
		{.id = "https://a.example/lang", .text = "Etwas ganz anderes."},
		{.id = "https://a.example/lang/index.html", .text = STORY},
	};

	(void)state;
	LOAD(pages);
	assert_group("https://a.example/kurz",
		"https://a.example/kurz http://www.a.example/kurz/");
	assert_group("https://a.example/lang", "");
	small_index_release(&small);
}

/* By name, no teaser, no print view, https, length, id. */
static void the_best_page_stands_for_its_group(void **state)
{
	static const struct made_page order[] = {
		{.id = "https://z.example/named",
			.title = "Hafen im Wandel",
			.text = STORY},
		{.id = "https://a.example/x",
			.title = "Hafen im Wandel",
			.text = STORY "\nmehr"},
		{.id = "https://a.example/y", .title = "Hafen im Wandel", .text = STORY},
		{.id = "https://b.example/y", .title = "Hafen im Wandel", .text = STORY},
		{.id = "http://a.example/z", .title = "Hafen im Wandel", .text = STORY},
		{.id = "https://a.example/print/v",
			.title = "Hafen im Wandel",
			.text = STORY},
		{.id = "https://a.example/teaser",
			.title = "Hafen im Wandel",
			.text = LEAD,
			.canonical = "https://z.example/named"},
	};
	SCOPED(buf_release) struct buf expected = {0};
	struct made_page shuffled[COUNT(order)];
	uint64_t seed = 1848;

	(void)state;
	for (size_t i = 0; i < COUNT(order); i++)
		buf_add_format(&expected, "%s%s", i ? " " : "", order[i].id);
	for (int round = 0; round < 10; round++) {
		memcpy(shuffled, order, sizeof(order));
		for (size_t i = COUNT(order) - 1; i; i--) {
			size_t other = dice_roll(&seed, (uint32_t)i + 1);
			struct made_page swapped = shuffled[i];

			shuffled[i] = shuffled[other];
			shuffled[other] = swapped;
		}
		LOAD(shuffled);
		assert_group("http://a.example/z", expected.bytes);
		small_index_release(&small);
	}
}

static void another_stands_where_the_first_is_gone(void **state)
{
	const struct made_page pages[] = {
		{.id = "https://a.example/x", .title = "Hafen im Wandel", .text = STORY},
		{.id = "http://a.example/y", .title = "Hafen im Wandel", .text = STORY},
		{.id = "http://a.example/z", .title = "Hafen im Wandel", .text = STORY},
	};

	(void)state;
	LOAD(pages);
	assert_group("http://a.example/z",
		"https://a.example/x http://a.example/y http://a.example/z");
	must(index_writer_remove(small.writer, pages[0].id, strlen(pages[0].id), &err));
	small_index_load(&small);
	assert_group("http://a.example/z", "http://a.example/y http://a.example/z");
	must(index_writer_remove(small.writer, pages[1].id, strlen(pages[1].id), &err));
	small_index_load(&small);
	assert_group("http://a.example/z", "");
	small_index_release(&small);
}

static void many_copies_are_one_group(void **state)
{
	(void)state;
	small_index_make(&small);
	for (int i = 0; i < 300; i++) {
		SCOPED(buf_release) struct buf id = {0};
		SCOPED(buf_release) struct buf text = {0};

		buf_add_format(&id, "a.example/%d.html", i);
		buf_add_format(&text, "%s%s", STORY, i % 3 ? "" : "\nweiter");
		put(&(struct made_page){
			.id = id.bytes, .title = "Hafen im Wandel", .text = text.bytes});
	}
	small_index_load(&small);
	assert_int_equal(small.snapshot->duplicates.group_count, 1);
	assert_int_equal(small.snapshot->duplicates.member_count, 300);
	small_index_release(&small);
}

enum { LONG_PARAGRAPHS = 15, LONG_WORDS = 20 };

/* A long text of words that a seed chooses. */
static void write_long(uint64_t seed, struct buf *out)
{
	for (int i = 0; i < LONG_PARAGRAPHS; i++) {
		for (int word = 0; word < LONG_WORDS; word++)
			buf_add_format(out, "wort%c%c ", 'a' + dice_roll(&seed, 20),
				'a' + dice_roll(&seed, 20));
		buf_add_string(out, "\n");
	}
}

static void add_numbered(const char *pattern, int number, struct buf *out)
{
	for (; *pattern; pattern++) {
		if (*pattern == '#')
			buf_add_format(out, "%d", number);
		else
			buf_add(out, pattern, 1);
	}
}

/* An index of pages of one long text; # in title and beginning is the page. */
static void load_series(int pages, const char *title_pattern, const char *beginning)
{
	small_index_make(&small);
	for (int i = 0; i < pages; i++) {
		SCOPED(buf_release) struct buf id = {0};
		SCOPED(buf_release) struct buf title = {0};
		SCOPED(buf_release) struct buf text = {0};

		buf_add_format(&id, "a.example/%d.html", i);
		add_numbered(title_pattern, i, &title);
		add_numbered(beginning, i, &text);
		write_long(1849, &text);
		put(&(struct made_page){
			.id = id.bytes, .title = title.bytes, .text = text.bytes});
	}
	small_index_load(&small);
}

/* What it costs to load them. */
static struct duplicates_cost cost_of_series(
	int pages, const char *title_pattern, const char *beginning)
{
	struct duplicates_cost cost;

	load_series(pages, title_pattern, beginning);
	cost = small.snapshot->duplicates.cost;
	small_index_release(&small);
	return cost;
}

enum { SERIES = 60, READ_MAX = 3 * SERIES, SOUGHT_MAX = 100 * SERIES };

static void titles_of_one_text_are_compared_without_it(void **state)
{
	struct duplicates_cost cost = cost_of_series(SERIES, "Band #", "");

	(void)state;
	assert_in_range(cost.records_read, SERIES, READ_MAX);
	assert_int_equal(cost.runs_sought, 0);
}

/* Of a series, each page is read once or twice, and only what differs is looked at. */
static void pages_of_a_series_cost_no_square(void **state)
{
	struct duplicates_cost cost =
		cost_of_series(SERIES, "Kalender #", "Woche # im Kalender\n");

	(void)state;
	assert_in_range(cost.records_read, SERIES, READ_MAX);
	assert_in_range(cost.runs_sought, SERIES, SOUGHT_MAX);
}

/* Of a commit, only what changed is compared, and comes to the same. */
static void what_stays_is_not_compared_again(void **state)
{
	const struct made_page copy = {
		.id = "b.example/1", .title = "Hafen", .text = STORY};
	struct made_page moved = article;

	(void)state;
	load_series(SERIES, "Kalender #", "Woche # im Kalender\n");
	put(&article);
	small_index_follow(&small);
	assert_int_equal(small.snapshot->duplicates.cost.records_read, 0);
	put(&copy);
	small_index_follow(&small);
	assert_in_range(small.snapshot->duplicates.cost.records_read, 1, 8);
	assert_group(copy.id, "a.example/hafen.html b.example/1");
	moved.year = "2009";
	put(&moved);
	small_index_follow(&small);
	assert_group(copy.id, "a.example/hafen.html b.example/1");
	moved.title = "Kutter im Wandel";
	moved.text = STORY "\nKutter";
	put(&moved);
	small_index_follow(&small);
	assert_in_range(small.snapshot->duplicates.cost.records_read, 1, 8);
	moved.text = "Etwas ganz anderes.";
	put(&moved);
	small_index_follow(&small);
	assert_group(copy.id, "");
	small_index_release(&small);
}

static void the_ids_of_copies_are_read_once(void **state)
{
	struct duplicates_cost cost = cost_of_series(SERIES, "Kalender", "");

	(void)state;
	assert_in_range(cost.records_read, SERIES, READ_MAX);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_text_elsewhere_is_one_page),
		cmocka_unit_test(a_teaser_is_one_page_with_its_article),
		cmocka_unit_test(other_subjects_in_the_same_words_are_two),
		cmocka_unit_test(shared_paragraphs_make_no_duplicate),
		cmocka_unit_test(one_address_needs_less_of_a_text),
		cmocka_unit_test(the_best_page_stands_for_its_group),
		cmocka_unit_test(another_stands_where_the_first_is_gone),
		cmocka_unit_test(many_copies_are_one_group),
		cmocka_unit_test(titles_of_one_text_are_compared_without_it),
		cmocka_unit_test(pages_of_a_series_cost_no_square),
		cmocka_unit_test(what_stays_is_not_compared_again),
		cmocka_unit_test(the_ids_of_copies_are_read_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
