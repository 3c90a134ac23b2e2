/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "help/effort.h"

struct effort {
	uint64_t postings;
	uint64_t matches; /* at most */
};

static uint64_t least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static bool add_terms(struct index_reader *reader, const struct query *word,
	struct effort *out, struct error *err)
{
	if (word->mark == MARK_STAR)
		out->postings += EFFORT_WILDCARD;
	for (size_t i = 0; i < word->term_count; i++) {
		bool is_read = word->terms[i].reach == TERM_WRITTEN;
		uint32_t count;

		if (!index_reader_frequency(reader, word->terms[i].term, &count, err))
			return false;
		out->postings += (uint64_t)count * (is_read ? EFFORT_DOCUMENT : 1);
		out->matches += count;
	}
	return true;
}

static bool is_read(enum query_kind kind)
{
	return kind == QUERY_PHRASE || kind == QUERY_NEAR || kind == QUERY_PROXIMITY;
}

static bool is_leaf(enum query_kind kind)
{
	return kind == QUERY_ALL || kind == QUERY_FACET || kind == QUERY_STATE;
}

/* Whose documents have all children, wherever: those of the rarest at most. */
static bool wants_all(enum query_kind kind)
{
	return kind == QUERY_AND || is_read(kind);
}

static bool find(struct index_reader *reader, uint32_t documents,
	const struct query *query, struct effort *out, struct error *err)
{
	uint64_t rarest = documents;

	*out = (struct effort){0};
	if (is_leaf(query->kind))
		*out = (struct effort){documents, documents};
	if (!add_terms(reader, query, out, err))
		return false;
	for (size_t i = 0; i < query->child_count; i++) {
		struct effort child;

		if (!find(reader, documents, query->children[i], &child, err))
			return false;
		out->postings += child.postings;
		out->matches += child.matches;
		if (query->children[i]->need == QUERY_REQUIRED)
			rarest = least(rarest, child.matches);
	}
	out->matches = least(out->matches, wants_all(query->kind) ? rarest : documents);
	if (is_read(query->kind))
		out->postings += out->matches * EFFORT_DOCUMENT;
	return true;
}

bool effort_find(struct index_reader *reader, uint32_t documents,
	const struct query *query, uint64_t *out, struct error *err)
{
	struct effort effort;

	if (!find(reader, documents, query, &effort, err))
		return false;
	*out = effort.postings;
	return true;
}
