/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "matching/verdicts.h"

#include "base/scope.h"
#include "index/posting_cache.h"

#include <stdlib.h>
#include <string.h>

/* A question on its way, or the memory of an earlier one, all bits 0. */
struct question {
	struct verdict verdict;
	struct buf key;             /* in the cache */
	struct shared_list *before; /* what the bits were set by; NULL: nothing */
};

struct verdicts {
	struct posting_cache *cache;
	struct question **questions; /* the first count are asked in this request */
	size_t count, made, room;
	size_t words; /* of 64 documents, that a verdict has room for */
};

struct verdicts *verdicts_create(void)
{
	return alloc_zeroed(1, sizeof(struct verdicts));
}

static void question_free(struct question *question)
{
	free(question->verdict.known);
	free(question->verdict.found_out);
	buf_release(&question->key);
	free(question);
}

/* The bits have room for so many documents and no more. */
static void forget_questions(struct verdicts *verdicts)
{
	for (size_t i = 0; i < verdicts->made; i++)
		question_free(verdicts->questions[i]);
	verdicts->made = 0;
}

void verdicts_free(struct verdicts **verdicts)
{
	if (*verdicts) {
		forget_questions(*verdicts);
		free((*verdicts)->questions);
	}
	free(*verdicts);
	*verdicts = NULL;
}

void verdicts_begin(struct verdicts *verdicts, const struct snapshot *snapshot)
{
	size_t words = snapshot->columns.cell_count / 64 + 1;

	if (words > verdicts->words) {
		forget_questions(verdicts);
		verdicts->words = words;
	}
	verdicts->cache = snapshot->postings;
}

static struct posting_key key_of(const struct question *question)
{
	return (struct posting_key){question->key.bytes, question->key.length};
}

static int by_number(const void *a, const void *b)
{
	uint32_t first = *(const uint32_t *)a;
	uint32_t second = *(const uint32_t *)b;

	return (first > second) - (first < second);
}

/* As they are if the question was asked once. */
static bool is_ascending(const uint32_t *documents, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		if (documents[i - 1] >= documents[i])
			return false;
	}
	return true;
}

/* What the request found out, as a list. */
static struct shared_list *list_of(struct verdict *verdict)
{
	size_t count = verdict->found_out_count;
	struct shared_list *list = shared_list_create(count);

	if (!is_ascending(verdict->found_out, count))
		qsort(verdict->found_out, count, sizeof(*verdict->found_out), by_number);
	for (size_t i = 0; i < count; i++)
		shared_list_add(list, verdict->found_out[i],
			verdict_get(verdict, verdict->found_out[i]));
	return list;
}

/* Adds it to what is kept by now, which may be more than it began with. */
static void keep(struct verdicts *verdicts, struct question *question)
{
	struct verdict *verdict = &question->verdict;
	SCOPED(shared_list_let_go) struct shared_list *news = list_of(verdict);
	SCOPED(shared_list_let_go)
	struct shared_list *kept = posting_cache_find(verdicts->cache, key_of(question));
	SCOPED(shared_list_let_go) struct shared_list *all = NULL;

	if (kept)
		all = shared_list_change(kept,
			&(struct document_set){
				verdict->found_out, verdict->found_out_count},
			news);
	posting_cache_keep(verdicts->cache, key_of(question), all ? all : news);
}

static void clear_bits(struct verdict *verdict, const uint32_t *documents, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		verdict->known[documents[i] / 64] = 0;
		verdict->yes[documents[i] / 64] = 0;
	}
}

static void end_question(struct verdicts *verdicts, struct question *question)
{
	struct verdict *verdict = &question->verdict;

	if (verdict->found_out_count)
		keep(verdicts, question);
	clear_bits(verdict, verdict->found_out, verdict->found_out_count);
	if (question->before)
		clear_bits(verdict, question->before->documents, question->before->count);
	verdict->found_out_count = 0;
	shared_list_let_go(&question->before);
	buf_clear(&question->key);
}

void verdicts_end(struct verdicts *verdicts)
{
	for (size_t i = 0; i < verdicts->count; i++)
		end_question(verdicts, verdicts->questions[i]);
	verdicts->count = 0;
	verdicts->cache = NULL;
}

static struct question *next_question(struct verdicts *verdicts)
{
	struct question *made;

	if (verdicts->count < verdicts->made)
		return verdicts->questions[verdicts->count++];
	verdicts->questions = alloc_grow(verdicts->questions, verdicts->made,
		&verdicts->room, sizeof(struct question *));
	made = alloc_zeroed(1, sizeof(*made));
	made->verdict.known = alloc_zeroed(2 * verdicts->words, sizeof(uint64_t));
	made->verdict.yes = made->verdict.known + verdicts->words;
	verdicts->questions[verdicts->made++] = made;
	verdicts->count++;
	return made;
}

static void set_bits(struct verdict *verdict, const struct shared_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		uint32_t document = list->documents[i];

		verdict->known[document / 64] |= 1ULL << (document % 64);
		verdict->yes[document / 64] |= (uint64_t)list->counts[i]
			<< (document % 64);
	}
}

static struct question *find_asked(
	const struct verdicts *verdicts, const char *key, size_t length)
{
	for (size_t i = 0; i < verdicts->count; i++) {
		struct question *asked = verdicts->questions[i];

		if (asked->key.length == length + 1
			&& !memcmp(asked->key.bytes + 1, key, length))
			return asked;
	}
	return NULL;
}

struct verdict *verdicts_of(struct verdicts *verdicts, const char *key, size_t length)
{
	static const char other = POSTING_KEY_OTHER;
	struct question *question = find_asked(verdicts, key, length);

	if (question)
		return &question->verdict;
	question = next_question(verdicts);
	buf_add(&question->key, &other, 1);
	buf_add(&question->key, key, length);
	question->before = posting_cache_find(verdicts->cache, key_of(question));
	if (question->before)
		set_bits(&question->verdict, question->before);
	return &question->verdict;
}
