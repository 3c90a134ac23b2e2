/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "vocabulary/kinds.h"

#include "vocabulary/tokens.h"

#include <stddef.h>
#include <string.h>

static const struct {
	const char *name, *label_de, *label_en;
	const char *also; /* other spellings, folded, each between blanks */
} types[] = {
	[PAGE_OTHER] = {"other", "Sonstiges", "Other",
		" sonstige sonstiges andere others "},
	[PAGE_PROJECT] = {"project", "Projekt", "Project", " projekt projekte projects "},
	[PAGE_NETWORK] = {"network", "Netzwerk", "Network",
		" netzwerk netzwerke networks "},
	[PAGE_NEWS] = {"news", "Nachricht", "News",
		" nachricht nachrichten neuigkeit neuigkeiten meldung meldungen "},
};

static const char *const date_kinds[] = {
	[DATE_PUBLISHED] = "published",
	[DATE_UPDATED] = "updated",
	[DATE_EVENT] = "event",
	[DATE_START] = "start",
	[DATE_END] = "end",
	[DATE_FOUNDED] = "founded",
	[DATE_PLAN] = "plan",
	[DATE_MENTIONED] = "mentioned",
};

const char *page_type_name(enum page_type type)
{
	return types[type].name;
}

const char *page_type_label(enum page_type type, const char *language)
{
	return !strcmp(language, "de") ? types[type].label_de : types[type].label_en;
}

bool page_type_find(const char *spelling, enum page_type *out)
{
	char key[TOKEN_MAX + 3] = " "; /* between blanks, as in the table */
	size_t length = tokens_fold(spelling, strlen(spelling), key + 1);

	if (!length || strchr(spelling, ' '))
		return false;
	for (size_t i = 0; i < PAGE_TYPE_COUNT; i++) {
		if (!strncmp(types[i].name, key + 1, length) && !types[i].name[length]) {
			*out = (enum page_type)i;
			return true;
		}
	}
	key[length + 1] = ' ';
	for (size_t i = 0; i < PAGE_TYPE_COUNT; i++) {
		if (strstr(types[i].also, key)) {
			*out = (enum page_type)i;
			return true;
		}
	}
	return false;
}

const char *date_kind_name(enum date_kind kind)
{
	return date_kinds[kind];
}
