/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "pages/wording.h"

#include "pages/amounts.h"
#include "pages/boilerplate.h"
#include "pages/cues.h"
#include "pages/datelines.h"
#include "pages/dates.h"
#include "pages/dating.h"
#include "pages/fact_sheet.h"
#include "pages/fact_words.h"
#include "pages/kind_rules.h"
#include "pages/labels.h"
#include "pages/sector_mentions.h"
#include "pages/tags.h"

void wording_open(struct wording *out)
{
	*out = (struct wording){
		.names = tags_open_names(),
		.phrases = boilerplate_open_phrases(),
		.meanings = dating_open_meanings(),
		.datelines = datelines_open_cues(),
		.kinds = kind_rules_open(),
		.sectors = sector_mentions_open_words(),
		.labels = labels_open(),
		.amounts = amounts_open_words(),
		.fact_labels = fact_sheet_open_labels(),
		.fact_words = fact_words_open(),
		.dates = dates_open(),
	};
}

void wording_close(struct wording *wording)
{
	cues_close(&wording->names);
	cues_close(&wording->phrases);
	cues_close(&wording->meanings);
	cues_close(&wording->datelines);
	kind_rules_close(&wording->kinds);
	cues_close(&wording->sectors);
	labels_close(&wording->labels);
	cues_close(&wording->amounts);
	cues_close(&wording->fact_labels);
	cues_close(&wording->fact_words);
	dates_close(&wording->dates);
}
