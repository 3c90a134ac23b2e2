/* SPDX-License-Identifier: GPL-2.0-or-later */
/* kind_rules: what signs on a page say of its type, and how much: the tables. */
#ifndef INDEXER_PAGES_KIND_RULES_H
#define INDEXER_PAGES_KIND_RULES_H

#include "vocabulary/kinds.h"

#include <stddef.h>

/* In the order of the names in kind_rules.c. */
enum kind_sign {
	/* Wording; the phrases of each are in kind_cues.tsv. */
	KIND_REPORTED,
	KIND_SPOKEN,
	KIND_RECENT,
	KIND_PRESS,
	KIND_PROJECT,
	KIND_COURSE,
	KIND_FUNDED,
	KIND_NETWORK,
	KIND_MEMBERS,
	KIND_UNION,
	KIND_PROGRAMME,
	KIND_ADVICE,
	KIND_FORMAL,
	KIND_OPINION,
	KIND_CONTACT,
	KIND_ABOUT,
	KIND_WORDING_COUNT,

	/* The same in the title, by the type it speaks for. */
	KIND_TITLE_OTHER = KIND_WORDING_COUNT,
	KIND_TITLE_PROJECT,
	KIND_TITLE_NETWORK,
	KIND_TITLE_NEWS,

	/* The word above the headline, by the type it announces. */
	KIND_KICKER_OTHER,
	KIND_KICKER_PROJECT,
	KIND_KICKER_NETWORK,
	KIND_KICKER_NEWS,

	/* The folders of the address, by the type they are named for. */
	KIND_PATH_OTHER,
	KIND_PATH_PROJECT,
	KIND_PATH_NETWORK,
	KIND_PATH_NEWS,
	KIND_PATH_YEAR,

	KIND_RUNTIME_LABEL, /* Laufzeit: */
	KIND_SHEET_LABELS,  /* Gesamtbudget:, Projektpartner: */
	KIND_MEMBER_LABELS, /* Mitglieder:, Gegründet: */
	KIND_DAY_SHOWN,     /* a day of publication in the text */
	KIND_DAY_DECLARED,  /* in the markup or the address */
	KIND_DAY_REVISED,   /* only that of the last change */
	KIND_EVENT_DAY,
	KIND_SPAN, /* a beginning or an end in the text */
	KIND_NEWS_ARTICLE,
	KIND_ARTICLE,
	KIND_SERVICE,   /* a recipe, a product, a job ... */
	KIND_QUOTED,    /* somebody's words in quotation marks */
	KIND_QUESTIONS, /* headings that ask */
	KIND_TERMS,     /* terms and what they mean */
	KIND_BASE,      /* on every page */
	KIND_SIGN_COUNT
};

struct cues;

struct kind_rules {
	struct cues *wording; /* class: enum kind_sign */
	struct cues *paths;   /* class: enum page_type */
	double weights[KIND_SIGN_COUNT][PAGE_TYPE_COUNT];
	const char *sayings[KIND_SIGN_COUNT]; /* in the table, not NUL-terminated */
	size_t saying_lengths[KIND_SIGN_COUNT];
};

/* Never changed once open: any number of threads may read it. */
struct kind_rules *kind_rules_open(void);
void kind_rules_close(struct kind_rules **rules);

const char *kind_rules_name(enum kind_sign sign);

#endif
