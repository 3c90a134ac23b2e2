/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/tags.h"

#include "base/embed.h"
#include "pages/cues.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

EMBEDDED(element_names);

/* Sorted by name. */
static const struct tag tags[] = {
	{"a", HTML_LINK, 0},
	{"address", HTML_BLOCK, 0},
	{"article", HTML_BLOCK, HTML_ARTICLE},
	{"aside", HTML_CHROME, 0},
	{"audio", HTML_SKIP, 0},
	{"blockquote", HTML_PARAGRAPH, 0},
	{"body", HTML_BLOCK, 0},
	{"br", HTML_BREAK, 0},
	{"button", HTML_CHROME, 0},
	{"canvas", HTML_SKIP, 0},
	{"caption", HTML_PARAGRAPH, 0},
	{"center", HTML_BLOCK, 0},
	{"dd", HTML_VALUE, 0},
	{"details", HTML_BLOCK, 0},
	{"dialog", HTML_CHROME, 0},
	{"dir", HTML_LIST, 0},
	{"div", HTML_BLOCK, 0},
	{"dl", HTML_LIST, 0},
	{"dt", HTML_LABEL, 0},
	{"embed", HTML_SKIP, 0},
	{"fieldset", HTML_CHROME, 0},
	{"figcaption", HTML_CHROME, 0},
	{"figure", HTML_CHROME, 0},
	{"footer", HTML_CHROME, 0},
	{"form", HTML_CHROME, 0},
	{"frameset", HTML_BLOCK, 0},
	{"h1", HTML_HEADING, 0},
	{"h2", HTML_HEADING, 0},
	{"h3", HTML_HEADING, 0},
	{"h4", HTML_HEADING, 0},
	{"h5", HTML_HEADING, 0},
	{"h6", HTML_HEADING, 0},
	{"head", HTML_BLOCK, 0},
	{"header", HTML_HEADER, 0},
	{"hgroup", HTML_BLOCK, 0},
	{"hr", HTML_BREAK, 0},
	{"html", HTML_BLOCK, 0},
	{"iframe", HTML_SKIP, 0},
	{"label", HTML_CHROME, 0},
	{"legend", HTML_BLOCK, 0},
	{"li", HTML_ITEM, 0},
	{"main", HTML_BLOCK, HTML_BODY},
	{"map", HTML_SKIP, 0},
	{"menu", HTML_CHROME, 0},
	{"nav", HTML_CHROME, 0},
	{"noframes", HTML_SKIP, 0},
	{"noscript", HTML_SKIP, 0},
	{"object", HTML_SKIP, 0},
	{"ol", HTML_LIST, 0},
	{"optgroup", HTML_SKIP, 0},
	{"option", HTML_SKIP, 0},
	{"p", HTML_PARAGRAPH, 0},
	{"pre", HTML_PARAGRAPH, 0},
	{"script", HTML_SKIP, 0},
	{"section", HTML_BLOCK, 0},
	{"select", HTML_SKIP, 0},
	{"style", HTML_SKIP, 0},
	{"summary", HTML_PARAGRAPH, 0},
	{"svg", HTML_SKIP, 0},
	{"table", HTML_TABLE, 0},
	{"tbody", HTML_BLOCK, 0},
	{"td", HTML_CELL, 0},
	{"template", HTML_SKIP, 0},
	{"textarea", HTML_SKIP, 0},
	{"tfoot", HTML_BLOCK, 0},
	{"th", HTML_CELL, 0},
	{"thead", HTML_BLOCK, 0},
	{"title", HTML_SKIP, 0},
	{"tr", HTML_ROW, 0},
	{"ul", HTML_LIST, 0},
	{"video", HTML_SKIP, 0},
};

struct meta_name {
	const char *name;
	enum html_fact fact;
};

static const struct meta_name meta_names[] = {
	{"og:title", HTML_OG_TITLE},
	{"twitter:title", HTML_OG_TITLE},
	{"dc.title", HTML_OG_TITLE},
	{"dcterms.title", HTML_OG_TITLE},
	{"citation_title", HTML_OG_TITLE},
	{"og:site_name", HTML_SITE_NAME},
	{"application-name", HTML_SITE_NAME},
	{"og:type", HTML_TYPE},
	{"article:published_time", HTML_PUBLISHED},
	{"article:published", HTML_PUBLISHED},
	{"article.published", HTML_PUBLISHED},
	{"article_date_original", HTML_PUBLISHED},
	{"bt:pubdate", HTML_PUBLISHED},
	{"citation_date", HTML_PUBLISHED},
	{"citation_online_date", HTML_PUBLISHED},
	{"citation_publication_date", HTML_PUBLISHED},
	{"cxenseparse:recs:publishtime", HTML_PUBLISHED},
	{"datecreated", HTML_PUBLISHED},
	{"datepublished", HTML_PUBLISHED},
	{"dc.date.created", HTML_PUBLISHED},
	{"dc.date.issued", HTML_PUBLISHED},
	{"dcterms.created", HTML_PUBLISHED},
	{"dcterms.issued", HTML_PUBLISHED},
	{"og:article:published_time", HTML_PUBLISHED},
	{"og:published_time", HTML_PUBLISHED},
	{"originalpublicationdate", HTML_PUBLISHED},
	{"parsely-pub-date", HTML_PUBLISHED},
	{"pubdate", HTML_PUBLISHED},
	{"publicationdate", HTML_PUBLISHED},
	{"publication_date", HTML_PUBLISHED},
	{"publishdate", HTML_PUBLISHED},
	{"publish-date", HTML_PUBLISHED},
	{"published", HTML_PUBLISHED},
	{"rnews:datepublished", HTML_PUBLISHED},
	{"sailthru.date", HTML_PUBLISHED},
	{"date", HTML_DATE},
	{"date.created", HTML_PUBLISHED},
	{"created", HTML_PUBLISHED},
	{"dc.date", HTML_DATE},
	{"dcterms.date", HTML_DATE},
	{"article:modified_time", HTML_UPDATED},
	{"datemodified", HTML_UPDATED},
	{"dc.date.modified", HTML_UPDATED},
	{"dcterms.modified", HTML_UPDATED},
	{"og:updated_time", HTML_UPDATED},
	{"last-modified", HTML_MODIFIED},
	{"lastmod", HTML_MODIFIED},
	{"description", HTML_DESCRIPTION},
	{"og:description", HTML_SUMMARY},
	{"twitter:description", HTML_SUMMARY},
	{"dc.description", HTML_SUMMARY},
	{"dc.description.abstract", HTML_SUMMARY},
	{"dcterms.description", HTML_SUMMARY},
	{"dcterms.abstract", HTML_SUMMARY},
	{"citation_abstract", HTML_SUMMARY},
	{"author", HTML_AUTHOR},
	{"article:author", HTML_AUTHOR},
	{"dc.creator", HTML_AUTHOR},
	{"dcterms.creator", HTML_AUTHOR},
	{"citation_author", HTML_AUTHOR},
	{"og:url", HTML_ADDRESS},
	{"content-language", HTML_LANGUAGE},
	{"dc.language", HTML_LANGUAGE},
	{"dcterms.language", HTML_LANGUAGE},
	{"citation_language", HTML_LANGUAGE},
	{"og:locale", HTML_LANGUAGE},
	{"revised", HTML_MODIFIED},
};

static int compare_tag(const void *name, const void *tag)
{
	return strcmp(name, ((const struct tag *)tag)->name);
}

const struct tag *tags_find(const char *name)
{
	return bsearch(
		name, tags, sizeof(tags) / sizeof(tags[0]), sizeof(tags[0]), compare_tag);
}

bool tags_find_meta(const char *name, enum html_fact *out)
{
	for (size_t i = 0; i < sizeof(meta_names) / sizeof(meta_names[0]); i++) {
		if (strcasecmp(name, meta_names[i].name) == 0) {
			*out = meta_names[i].fact;
			return true;
		}
	}
	return false;
}

/* In the order of the classes of element_names.tsv. */
static const char *const classes[] = {
	"hard", "chrome", "weak", "content", "facts", "minor"};
static const unsigned class_traits[] = {HTML_NAMED_CHROME | HTML_NAMED_HARD,
	HTML_NAMED_CHROME, HTML_NAMED_WEAK, HTML_NAMED_CONTENT, HTML_NAMED_FACTS,
	HTML_NAMED_MINOR | HTML_NAMED_WEAK};

struct cues *tags_open_names(void)
{
	return cues_open(element_names_begin, element_names_end, classes,
		(int)(sizeof(classes) / sizeof(classes[0])));
}

enum { NAMES_MAX = 255 };

/* shareBar and share_bar are read as the words share bar. */
static size_t split_names(const char *value, char out[NAMES_MAX + 1])
{
	size_t length = 0;
	bool small = false;

	for (; *value && length < NAMES_MAX - 1; value++) {
		unsigned char c = (unsigned char)*value;

		if (isupper(c) && small)
			out[length++] = ' ';
		small = islower(c) || isdigit(c);
		if (isalnum(c))
			out[length++] = (char)(tolower)(c); /* the macro nests deeply */
		else
			out[length++] = c == ' ' ? '/' : ' ';
	}
	out[length] = '\0';
	return length;
}

unsigned tags_traits_of(const struct cues *names, const char *value)
{
	char words[NAMES_MAX + 1];
	size_t length = split_names(value, words);
	size_t offset = 0;
	unsigned traits = 0;
	struct cue_match match;

	while (cues_next(names, words, length, &offset, &match))
		traits |= class_traits[match.cue->class];
	return traits;
}

unsigned tags_traits_of_attribute(
	const struct cues *names, const char *name, const char *value)
{
	if (strcmp(name, "hidden") == 0)
		return HTML_HIDDEN;
	if (!value)
		return 0;
	switch (*name) { /* most attributes say nothing, and are told by a letter */
	case 'c':
	case 'i':
	case 'r':
		if (strcmp(name, "class") == 0 || strcmp(name, "id") == 0
			|| strcmp(name, "role") == 0)
			return tags_traits_of(names, value);
		return strcmp(name, "itemprop") == 0 && strcmp(value, "articleBody") == 0
			? HTML_BODY
			: 0;
	case 'a':
		return strcmp(name, "aria-hidden") == 0 && strcmp(value, "true") == 0
			? HTML_NAMED_WEAK
			: 0;
	case 's':
		return strcmp(name, "style") == 0
				&& (strstr(value, "display:none")
					|| strstr(value, "display: none"))
			? HTML_HIDDEN
			: 0;
	default:
		return 0;
	}
}
