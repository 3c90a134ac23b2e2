/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "answers/explanation.h"
#include "query/relaxation.h"
#include "ranking/page_language.h"
#include "ranking/ranking.h"
#include "searchd/small_search.h"

#include <math.h>

enum { PAGES = 8 };

static struct small_index small;
static struct index_reader *reader;

static void put(const char *id, const char *title, const char *text, const char *language)
{
	const struct small_page page = {id, title, text, language_of_code(language), NULL,
		{[FIELD_LANGUAGE] = language}};

	small_index_put(&small, &page);
}

static int make(void **state)
{
	(void)state;
	small_index_make(&small);
	put("a", "Hafen", "Der Hafen von Rostock.\nDie Häfen wachsen.", "de");
	put("b", NULL, "Wirtschaftsförderung im Kreis Rostock.", "de");
	put("c", NULL, "Die Förderung einer Wirtschaft am Hafen.", "de");
	put("d", "Raum", "Wasserstoffprojekte im ländlichen Raum.", "de");
	put("e", NULL, "Hydrogen projects in rural areas, and a port.", "en");
	put("f", "City-Regio", "Messe und Hafenbahn der Wirtschaftsförderer.", "de");
	put("g", NULL, "Wirtschaft.\nViel später kommt erst die Förderung.", "de");
	put("h", NULL, "Nichts von alledem.", "de");
	small_index_load(&small);
	reader = snapshot_borrow(small.snapshot);
	return 0;
}

static int release(void **state)
{
	(void)state;
	snapshot_give_back(small.snapshot, reader);
	small_index_release(&small);
	return 0;
}

/* What a query finds, and why. */
struct explained {
	struct parsed_query query;
	struct matches matches;
	struct explanation explanations[PAGES];
};

static void explained_release(struct explained *explained)
{
	for (size_t i = 0; i < explained->matches.count; i++)
		explanation_release(&explained->explanations[i]);
	matches_release(&explained->matches);
	parsed_query_release(&explained->query);
}

static void parse(const char *typed, struct explained *out)
{
	must(query_parse(&(struct query_context){small.analyzer, reader,
				 small.snapshot->words, NULL, CHOICE_OFF},
		typed, strlen(typed), CHOICE_ON, &out->query, &err));
}

/* A page by itself is explained as beside others: what all pages tell is known. */
static void is_alike_alone(const struct matcher *matcher, const struct explained *all)
{
	for (size_t i = 0; i < all->matches.count; i++) {
		const struct explanation *beside = &all->explanations[i];
		SCOPED(explanation_release)
		struct explanation alone = {
			.document = beside->document, .rescored = beside->rescored};

		must(explanation_find(
			matcher, all->query.tree, all->query.language, &alone, 1, &err));
		assert_true(fabs(alone.first_stage - beside->first_stage) < 1e-5);
		assert_true(fabs(alone.carried - beside->carried) < 1e-6);
		assert_int_equal(alone.count, beside->count);
	}
}

/* Scores as a search does, all but the last page looked at closely. */
static void run(struct explained *out)
{
	SCOPED(some_weights_release) struct some_weights weights = {0};
	const struct matcher matcher = {.snapshot = small.snapshot,
		.reader = reader,
		.tables = &small.tables,
		.weights = &weights};
	const uint32_t best[] = {0, 1, 2, 3, 4, 5, 6, 7};
	size_t close;

	must(matcher_find(&matcher, out->query.tree, &out->matches, &err));
	close = out->matches.count ? out->matches.count - 1 : 0;
	page_language_prefer(
		&small.snapshot->columns, out->query.language, &out->matches);
	must(rescoring_apply(
		&matcher, out->query.tree, &out->matches, best, close, &err));
	for (size_t i = 0; i < out->matches.count; i++) {
		out->explanations[i].document = out->matches.documents[i];
		out->explanations[i].rescored = i < close;
	}
	must(explanation_find(&matcher, out->query.tree, out->query.language,
		out->explanations, out->matches.count, &err));
	is_alike_alone(&matcher, out);
}

static void assert_adds_up(const char *typed, const struct explained *explained)
{
	for (size_t i = 0; i < explained->matches.count; i++) {
		const struct explanation *explanation = &explained->explanations[i];
		double score = (double)explained->matches.scores[i];
		double first = 0;
		double bonus = 0;

		for (size_t w = 0; w < explanation->count; w++) {
			first += explanation->words[w].score;
			bonus += explanation->words[w].seen.bonus;
		}
		if (fabs(first + bonus - score) > 1e-5
			|| fabs(first - explanation->first_stage) > 1e-5
			|| (bonus > 0 && !explanation->rescored))
			fail_msg("%s, page %u: %f and %f are not %f", typed,
				explained->matches.documents[i], first, bonus, score);
	}
}

static const char *const typed_queries[] = {"Hafen", "der Hafen in Rostock",
	"Hafen OR Messe", "(Hafen Rostock) OR Wirtschaft", "Wirtschaftsförderung",
	"Förderung der Wirtschaft", "Hafen -Messe", "\"der Hafen von Rostock\"",
	"hydrogen projects", "ländlicher Raum", "rural areas", "City-Regio",
	"title:Hafen", "Wirtschafts*", "Wasserstoffprojekte im ländlichen Raum",
	"der die", "language:de Hafen", "-Hafen"};

static void the_words_add_up_to_the_score(void **state)
{
	size_t pages = 0;

	(void)state;
	for (size_t i = 0; i < COUNT(typed_queries); i++) {
		SCOPED(explained_release) struct explained explained = {0};

		parse(typed_queries[i], &explained);
		run(&explained);
		assert_adds_up(typed_queries[i], &explained);
		pages += explained.matches.count;
	}
	assert_true(pages > COUNT(typed_queries));
}

static void the_words_of_a_relaxed_query_add_up(void **state)
{
	static const enum relaxation relaxations[] = {RELAX_WORDS, RELAX_PHRASES};
	size_t carried = 0;

	(void)state;
	for (size_t i = 0; i < 2 * COUNT(typed_queries); i++) {
		const char *typed = typed_queries[i / 2];
		SCOPED(explained_release) struct explained explained = {0};

		parse(typed, &explained);
		if (!relaxation_applies(explained.query.tree))
			continue;
		relaxation_apply(&explained.query.tree, relaxations[i % 2]);
		run(&explained);
		assert_adds_up(typed, &explained);
		for (size_t e = 0; e < explained.matches.count; e++)
			carried += explained.explanations[e].carried > 0;
	}
	assert_true(carried > 0);
}

/* The words that a page is explained by, with the factor of each. */
static void explains(const char *typed, uint32_t page, const char *wanted)
{
	SCOPED(explained_release) struct explained explained = {0};
	SCOPED(buf_release) struct buf words = {0};

	parse(typed, &explained);
	run(&explained);
	for (size_t i = 0; i < explained.matches.count; i++) {
		const struct explanation *explanation = &explained.explanations[i];

		for (size_t w = 0;
			explanation->document == page && w < explanation->count; w++) {
			struct typed_bytes bytes = explanation->words[w].seen.word->typed;

			buf_add_format(&words, "%s%.*s %g", words.length ? ", " : "",
				(int)(bytes.end - bytes.start), typed + bytes.start,
				explanation->words[w].factor);
		}
	}
	if (strcmp(buf_string(&words), wanted) != 0)
		fail_msg("'%s': %s, not %s", typed, buf_string(&words), wanted);
}

static void what_did_not_match_brings_nothing(void **state)
{
	(void)state;
	explains("Hafen OR Messe", 1, "Hafen 1");
	explains("(Hafen Rostock) OR Wirtschaft", 3, "Hafen 0, Wirtschaft 1");
	explains("Hafen -Messe", 1, "Hafen 1");
	explains("-Hafen", 8, "");
}

static void parts_that_stand_near_each_other_count_by_their_weight(void **state)
{
	(void)state;
	explains("Wirtschaftsförderung", 2,
		"Wirtschaftsförderung 1, Wirtschafts 0.5, förderung 0.5");
	explains("Wirtschaftsförderung", 3, "Wirtschafts 0.5, förderung 0.5");
}

static void a_page_in_the_other_language_counts_less(void **state)
{
	SCOPED(explained_release) struct explained explained = {0};

	(void)state;
	parse("Wasserstoffprojekte im ländlichen Raum", &explained);
	relaxation_apply(&explained.query.tree, RELAX_WORDS);
	run(&explained);
	assert_int_equal(explained.matches.documents[1], 5);
	assert_true(explained.explanations[0].language == 1);
	assert_true(
		fabs(explained.explanations[1].language - WEIGHT_OTHER_LANGUAGE) < 1e-6);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_words_add_up_to_the_score),
		cmocka_unit_test(the_words_of_a_relaxed_query_add_up),
		cmocka_unit_test(what_did_not_match_brings_nothing),
		cmocka_unit_test(parts_that_stand_near_each_other_count_by_their_weight),
		cmocka_unit_test(a_page_in_the_other_language_counts_less),
	};

	return cmocka_run_group_tests(tests, make, release);
}
