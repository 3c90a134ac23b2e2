/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Random pages and random queries: what the matcher finds is what reading
 * every page would find. A query is written and answered in one walk.
 */
#include "dice.h"
#include "searchd/small_search.h"

enum { PAGES = 60, WORDS_A_PAGE = 20, CORPORA = 6, QUERIES = 150, DEPTH_MAX = 2 };

/* Each line is one idea; its spellings mean the same to the index. */
static const char *const ideas[][3] = {
	{"Stadt", "Städte", "Staedte"},
	{"Förderung", "förderungen", "FÖRDERUNG"},
	{"Projekt", "Projekte", "Projekten"},
	{"Hafen", "Häfen", "Häfen"},
	{"Netzwerk", "Netzwerke", "netzwerken"},
	{"Leipzig", "LEIPZIG", "leipzig"},
	{"Rostock", "Rostocks", "rostock"},
	{"Energie", "Energien", "energie"},
	{"Wasser", "Wassers", "wasser"},
	{"Straße", "Strasse", "STRASSE"},
	{"Region", "Regionen", "region"},
	{"Forschung", "Forschungen", "forschung"},
	{"Handwerk", "Handwerks", "handwerk"},
	{"Messe", "Messen", "messen"},
	{"2007", "2007", "2007"},
	{"co2", "CO2", "Co2"},
	{"Verkehr", "Verkehrs", "verkehr"},
	{"Umwelt", "umwelt", "UMWELT"},
	{"Zukunft", "zukunft", "Zukunft"},
	{"Raum", "Räume", "Räumen"},
	{"Plan", "Pläne", "Plänen"},
	{"Partner", "Partnern", "partner"},
	{"Brücke", "Brücken", "brücke"},
	{"Kultur", "Kulturen", "kultur"},
	{"Bahn", "Bahnen", "bahnen"},
	{"Museum", "museum", "Museums"},
	{"Gebäude", "Gebäuden", "Gebaeude"},
	{"Wald", "Wälder", "Wäldern"},
	{"Fluss", "Fluß", "fluss"},
	{"Kredit", "Kredite", "Krediten"},
};

static const char *const cities[] = {"Leipzig", "Gdańsk", "Plzeň", "Varna"};

struct page {
	unsigned words[WORDS_A_PAGE];
	unsigned title;
	int block_end;   /* words before it are the first block */
	unsigned cities; /* bits */
	unsigned year;
};

struct world {
	uint64_t seed;
	struct small_index index;
	struct page pages[PAGES];
};

static const char *spelling(struct world *world, unsigned idea)
{
	return ideas[idea][dice_roll(&world->seed, COUNT(ideas[idea]))];
}

static void invent_page(struct world *world, struct page *page)
{
	page->title = dice_roll(&world->seed, COUNT(ideas));
	page->block_end = (int)dice_roll(&world->seed, WORDS_A_PAGE);
	page->cities = dice_roll(&world->seed, 1U << COUNT(cities));
	page->year = 2000 + dice_roll(&world->seed, 6);
	for (int i = 0; i < WORDS_A_PAGE; i++) {
		/* some words are much rarer than others */
		unsigned common = 1 + dice_roll(&world->seed, COUNT(ideas));

		page->words[i] = dice_roll(&world->seed, common);
	}
}

static void put_page(struct world *world, int number)
{
	const struct page *page = &world->pages[number];
	SCOPED(buf_release) struct buf text = {0};
	SCOPED(buf_release) struct buf values = {0};
	char id[16];
	char year[16];

	for (int i = 0; i < WORDS_A_PAGE; i++)
		buf_add_format(&text, "%s%s", spelling(world, page->words[i]),
			i + 1 == page->block_end ? "\n" : ", ");
	for (size_t i = 0; i < COUNT(cities); i++) {
		if (page->cities >> i & 1)
			buf_add_format(
				&values, "%s%s", values.length ? "\t" : "", cities[i]);
	}
	snprintf(id, sizeof(id), "%d", number);
	snprintf(year, sizeof(year), "%u", page->year);
	small_index_put(&world->index,
		&(struct small_page){id, spelling(world, page->title), text.bytes,
			LANGUAGE_DE, NULL,
			{[FIELD_CITY] = values.bytes, [FIELD_YEAR] = year}});
}

static void make_world(struct world *world, uint64_t seed)
{
	world->seed = seed;
	small_index_make(&world->index);
	for (int i = 0; i < PAGES; i++) {
		invent_page(world, &world->pages[i]);
		put_page(world, i);
	}
	/* gaps among the document numbers */
	for (int i = 0; i < PAGES; i += 7) {
		invent_page(world, &world->pages[i]);
		put_page(world, i);
	}
	small_index_load(&world->index);
}

static void write_or(struct world *world, int depth, struct buf *query, bool *hits);

static void write_word(struct world *world, struct buf *query, bool *hits)
{
	unsigned idea = dice_roll(&world->seed, COUNT(ideas));

	buf_add_string(query, spelling(world, idea));
	for (int p = 0; p < PAGES; p++) {
		hits[p] = world->pages[p].title == idea;
		for (int i = 0; i < WORDS_A_PAGE; i++)
			hits[p] = hits[p] || world->pages[p].words[i] == idea;
	}
}

static void write_title(struct world *world, struct buf *query, bool *hits)
{
	unsigned idea = dice_roll(&world->seed, COUNT(ideas));

	buf_add_format(query, "%s:%s", dice_roll(&world->seed, 2) ? "title" : "Titel",
		spelling(world, idea));
	for (int p = 0; p < PAGES; p++)
		hits[p] = world->pages[p].title == idea;
}

static bool follows(const struct page *page, unsigned first, unsigned second)
{
	for (int i = 0; i + 1 < WORDS_A_PAGE; i++) {
		if (i + 1 != page->block_end && page->words[i] == first
			&& page->words[i + 1] == second)
			return true;
	}
	return false;
}

static void write_phrase(struct world *world, struct buf *query, bool *hits)
{
	const struct page *page = &world->pages[dice_roll(&world->seed, PAGES)];
	unsigned at = dice_roll(&world->seed, WORDS_A_PAGE - 1);
	unsigned first = page->words[at];
	unsigned second = page->words[at + 1];

	buf_add_format(query, "%s%s %s%s", dice_roll(&world->seed, 2) ? "„" : "\"",
		spelling(world, first), spelling(world, second),
		dice_roll(&world->seed, 2) ? "“" : "\"");
	for (int p = 0; p < PAGES; p++)
		hits[p] = follows(&world->pages[p], first, second);
}

static void write_city(struct world *world, struct buf *query, bool *hits)
{
	static const char *const typed[] = {"leipzig", "Gdansk", "PLZEŇ", "Варна"};
	unsigned city = dice_roll(&world->seed, COUNT(cities));

	buf_add_format(query, "%s:%s", dice_roll(&world->seed, 2) ? "city" : "Ort",
		dice_roll(&world->seed, 2) ? cities[city] : typed[city]);
	for (int p = 0; p < PAGES; p++)
		hits[p] = world->pages[p].cities >> city & 1;
}

static void write_years(struct world *world, struct buf *query, bool *hits)
{
	unsigned from = 2000 + dice_roll(&world->seed, 6);
	unsigned to = from + dice_roll(&world->seed, 3);

	if (dice_roll(&world->seed, 3) == 0) {
		buf_add_format(query, "year:%u..", from);
		to = 9999;
	} else {
		buf_add_format(query, "jahr:%u..%u", from, to);
	}
	for (int p = 0; p < PAGES; p++)
		hits[p] = world->pages[p].year >= from && world->pages[p].year <= to;
}

static void write_operand(struct world *world, int depth, struct buf *query, bool *hits)
{
	static void (*const leaves[])(struct world *, struct buf *, bool *) = {write_word,
		write_word, write_word, write_phrase, write_title, write_city,
		write_years};
	unsigned leaf = dice_roll(&world->seed, COUNT(leaves) + 2);

	if (leaf < COUNT(leaves)) {
		leaves[leaf](world, query, hits);
	} else if (depth < DEPTH_MAX) {
		buf_add_string(query, "(");
		write_or(world, depth + 1, query, hits);
		buf_add_string(query, ")");
	} else {
		write_word(world, query, hits);
	}
}

static void write_and(struct world *world, int depth, struct buf *query, bool *hits)
{
	static const char *const joints[] = {" ", " ", " AND ", " UND "};
	static const char *const nots[] = {"-", "NOT ", "NICHT "};
	unsigned operands = 1 + dice_roll(&world->seed, 3);

	memset(hits, true, PAGES);
	for (unsigned i = 0; i < operands; i++) {
		bool mine[PAGES];
		bool unwanted = dice_roll(&world->seed, 4) == 0;

		if (i)
			buf_add_string(
				query, joints[dice_roll(&world->seed, COUNT(joints))]);
		if (unwanted)
			buf_add_string(query, nots[dice_roll(&world->seed, COUNT(nots))]);
		write_operand(world, depth, query, mine);
		for (int p = 0; p < PAGES; p++)
			hits[p] = hits[p] && mine[p] != unwanted;
	}
}

static void write_or(struct world *world, int depth, struct buf *query, bool *hits)
{
	unsigned operands = 1 + dice_roll(&world->seed, 2);

	memset(hits, false, PAGES);
	for (unsigned i = 0; i < operands; i++) {
		bool mine[PAGES];

		if (i)
			buf_add_string(
				query, dice_roll(&world->seed, 2) ? " OR " : " ODER ");
		write_and(world, depth, query, mine);
		for (int p = 0; p < PAGES; p++)
			hits[p] = hits[p] || mine[p];
	}
}

static void check_query(struct world *world, const struct buf *text, const bool *wanted)
{
	SCOPED(matches_release)
	struct matches found = small_search(&world->index, buf_string(text));
	bool hits[PAGES] = {false};

	for (size_t i = 0; i < found.count; i++) {
		assert_true(!i || found.documents[i] > found.documents[i - 1]);
		assert_true(found.scores[i] >= 0);
		hits[atoi(small_index_id(world->index.snapshot, found.documents[i])
				  .bytes)] = true;
	}
	for (int p = 0; p < PAGES; p++) {
		if (hits[p] != wanted[p])
			fail_msg("%s page %d with: %s", hits[p] ? "found" : "missed", p,
				buf_string(text));
	}
}

static void queries_find_what_reading_every_page_finds(void **state)
{
	(void)state;
	for (uint64_t corpus = 1; corpus <= CORPORA; corpus++) {
		struct world world = {0};

		make_world(&world, corpus * 7919);
		for (int i = 0; i < QUERIES; i++) {
			SCOPED(buf_release) struct buf query = {0};
			bool wanted[PAGES];

			write_or(&world, 0, &query, wanted);
			check_query(&world, &query, wanted);
		}
		small_index_release(&world.index);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(queries_find_what_reading_every_page_finds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
