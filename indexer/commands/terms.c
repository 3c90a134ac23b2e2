/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "commands/terms.h"

#include "base/json.h"
#include "base/scope.h"
#include "config/config.h"
#include "config/options.h"
#include "config/terms_also.h"
#include "text/analyzer.h"
#include "text/unicode.h"

#include <errno.h>
#include <string.h>

static bool read_input(struct buf *out, struct error *err)
{
	char chunk[1 << 14];
	size_t length;

	while ((length = fread(chunk, 1, sizeof(chunk), stdin)) > 0)
		buf_add(out, chunk, length);
	if (ferror(stdin))
		return error_set(
			err, ERROR_SYSTEM, "standard input: %s", strerror(errno));
	return true;
}

static void add_integer(struct buf *json, const char *key, long long number)
{
	json_key(json, key);
	json_integer(json, number);
}

/* Whether the word is the first one at its byte: the parts of City-Regio are not. */
static bool begins(const struct analysis *analysis, size_t word)
{
	return !word || analysis->words[word - 1].start != analysis->words[word].start;
}

/* also NULL: there is no configuration with synonyms or translations. */
static void write_json(const char *text, const struct analysis *analysis,
	const struct terms_also *also, struct buf *json)
{
	json_array_begin(json);
	for (size_t i = 0; i < analysis->word_count; i++) {
		const struct analyzed_word *word = &analysis->words[i];

		json_object_begin(json);
		json_key(json, "text");
		json_string(json, text + word->start, word->end - word->start);
		add_integer(json, "start", word->start);
		add_integer(json, "end", word->end);
		json_key(json, "language");
		json_text(json, language_code((enum language)word->language));
		add_integer(json, "position", word->position);
		json_key(json, "terms");
		json_array_begin(json);
		for (size_t t = 0; t < word->term_count; t++)
			json_text(json, analysis_term(analysis, word->first_term + t));
		json_array_end(json);
		if (also) {
			json_key(json, "also");
			json_array_begin(json);
			if (begins(analysis, i))
				terms_also_write_json(also, word->start, json);
			json_array_end(json);
		}
		json_object_end(json);
	}
	json_array_end(json);
	buf_add(json, "\n", 1);
}

static void write_table(const char *text, const struct analysis *analysis,
	const struct terms_also *also, struct buf *out)
{
	buf_add_string(out, "position  start    end  language  word and terms\n");
	for (size_t i = 0; i < analysis->word_count; i++) {
		const struct analyzed_word *word = &analysis->words[i];

		buf_add_format(out, "%8u %6u %6u  %-8s  ", word->position, word->start,
			word->end, language_code((enum language)word->language));
		buf_add(out, text + word->start, word->end - word->start);
		for (size_t t = 0; t < word->term_count; t++)
			buf_add_format(out, "%s%s", t ? ", " : " -> ",
				analysis_term(analysis, word->first_term + t));
		buf_add_string(out, word->stop ? "  (stop word)\n" : "\n");
		if (also && begins(analysis, i))
			terms_also_write_text(also, word->start, out);
	}
}

bool terms_run(
	const struct options *options, FILE *out, size_t *refused, struct error *err)
{
	SCOPED(analyzer_close) struct analyzer *analyzer = NULL;
	SCOPED(analysis_release) struct analysis analysis = {0};
	SCOPED(buf_release) struct buf input = {0};
	SCOPED(buf_release) struct buf output = {0};
	SCOPED(config_release) struct config config = {0};
	SCOPED(terms_also_close) struct terms_also *also = NULL;
	enum language language = options->language;
	const char *text;

	*refused = 0;
	if ((options->config && !config_read(options->config, &config, err))
		|| !analyzer_open(&analyzer, err) || !read_input(&input, err))
		return false;
	analyzer_use(analyzer, config.additions.analysis);
	text = buf_string(&input);
	if (!unicode_valid(text, input.length)) {
		fprintf(stderr, "refused standard input: it is not UTF-8\n");
		*refused = 1;
		return true;
	}
	if (language == LANGUAGE_UNKNOWN)
		language = language_of_text(text, input.length, LANGUAGE_DE);
	analyzer_analyze(
		analyzer, ANALYZER_PAGE, text, input.length, language, &analysis);
	if (!terms_also_open(
		    &config, analyzer, text, input.length, options->language, &also, err))
		return false;
	if (options->json)
		write_json(text, &analysis, also, &output);
	else
		write_table(text, &analysis, also, &output);
	fwrite(output.bytes, 1, output.length, out);
	return true;
}
