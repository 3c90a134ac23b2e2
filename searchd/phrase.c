/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "phrase.h"

#include "base/scope.h"
#include "word_stream.h"

#include <stdbool.h>

static bool stands_at(
	const struct query *phrase, const struct word_stream *stream, size_t at)
{
	for (size_t i = 0; i < phrase->child_count; i++) {
		if (!(word_stream_terms_at(stream, at + i) >> i & 1))
			return false;
	}
	return true;
}

static bool has_phrase(const struct query *phrase, const struct word_stream *stream)
{
	for (size_t at = 0; at + phrase->child_count <= stream->count; at++) {
		if (stands_at(phrase, stream, at))
			return true;
	}
	return false;
}

/* Whether all words stand among the ones from at on, as many as the window has. */
static bool stand_within(const struct query *phrase, const struct word_stream *stream,
	size_t at, size_t window)
{
	size_t end = at + window < stream->count ? at + window : stream->count;
	uint64_t wanted = (1ULL << phrase->child_count) - 1;

	for (size_t i = at; i < end && wanted; i++) {
		if (!word_stream_at(stream, i)) /* a block ends */
			return false;
		wanted &= ~word_stream_terms_at(stream, i);
	}
	return !wanted;
}

/* Only a window that begins with one of the words can be the first. */
static bool has_near(
	const struct query *phrase, const struct word_stream *stream, size_t window)
{
	for (size_t at = 0; at < stream->count; at++) {
		if (word_stream_terms_at(stream, at)
			&& stand_within(phrase, stream, at, window))
			return true;
	}
	return false;
}

static void collect_words(const struct query *phrase, struct word_set *out)
{
	for (size_t i = 0; i < phrase->child_count; i++)
		word_set_add_terms(out, phrase->children[i], (unsigned)i, 0);
	word_set_ready(out);
}

/* window 0: one behind the other */
static void filter(const struct snapshot *snapshot, const struct query *phrase,
	size_t window, struct matches *matches)
{
	SCOPED(word_stream_release) struct word_stream stream = {0};
	SCOPED(word_set_release) struct word_set words = {0};
	size_t kept = 0;

	collect_words(phrase, &words);
	for (size_t i = 0; i < matches->count; i++) {
		size_t size;
		const char *bytes =
			snapshot_words(snapshot, matches->documents[i], &size);

		if (!word_stream_read(&stream, bytes, size, &words, NULL)
			|| !(window ? has_near(phrase, &stream, window)
				    : has_phrase(phrase, &stream)))
			continue;
		matches->documents[kept] = matches->documents[i];
		matches->scores[kept++] = matches->scores[i];
	}
	matches->count = kept;
}

void phrase_filter(const struct snapshot *snapshot, const struct query *phrase,
	struct matches *matches)
{
	filter(snapshot, phrase, 0, matches);
}

void phrase_filter_near(const struct snapshot *snapshot, const struct query *words,
	size_t window, struct matches *matches)
{
	filter(snapshot, words, window, matches);
}

/* How many entries of the stream the title has; it comes first, and so do they. */
static size_t title_entries(const struct word_stream *stream)
{
	size_t entries = 0;

	for (size_t at = 0; at < stream->count; at++) {
		uint16_t entry = word_stream_at(stream, at);

		if (!entry)
			break;
		entries = entry > entries ? entry : entries;
	}
	return entries < stream->entry_count ? entries : stream->entry_count;
}

static bool has_form(const struct query *word, const struct word_stream *stream)
{
	size_t count =
		word->field == FIELD_TITLE ? title_entries(stream) : stream->entry_count;

	for (size_t i = 0; i < count; i++) {
		if (stream->forms[i])
			return true;
	}
	return false;
}

void phrase_filter_forms(const struct snapshot *snapshot, const struct query *word,
	struct matches *matches)
{
	SCOPED(word_stream_release) struct word_stream stream = {0};
	SCOPED(word_set_release) struct word_set terms = {0};
	SCOPED(word_set_release) struct word_set forms = {0};
	size_t kept = 0;

	word_set_add_terms(&terms, word, 0, 0);
	word_set_ready(&terms);
	for (size_t i = 0; i < word->form_count; i++)
		word_set_add(&forms, word->forms[i], 0);
	word_set_ready(&forms);
	for (size_t i = 0; i < matches->count; i++) {
		size_t size;
		const char *bytes =
			snapshot_words(snapshot, matches->documents[i], &size);

		if (!word_stream_read(&stream, bytes, size, &terms, &forms)
			|| !has_form(word, &stream))
			continue;
		matches->documents[kept] = matches->documents[i];
		matches->scores[kept++] = matches->scores[i];
	}
	matches->count = kept;
}
