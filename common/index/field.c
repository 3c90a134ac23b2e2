/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/field.h"

const struct field_info fields[FIELD_COUNT] = {
	[FIELD_CITY] = {"city", NULL, 0, FIELD_OF_NAMES},
	[FIELD_CLUSTER] = {"cluster", NULL, 0, FIELD_OF_NAMES},
	[FIELD_YEAR] = {"year", NULL, 0, FIELD_OF_YEARS},
	[FIELD_TYPE] = {"type", NULL, 0, FIELD_OF_NAMES},
	[FIELD_LANGUAGE] = {"language", NULL, 0, FIELD_OF_NAMES},
	[FIELD_PROGRAMME] = {"programme", NULL, 0, FIELD_OF_NAMES},
	[FIELD_COUNTRY] = {"country", NULL, 0, FIELD_OF_NAMES},
	[FIELD_RUNNING] = {"running", NULL, 0, FIELD_OF_YEARS},
	[FIELD_BUDGET] = {"budget", NULL, 0, FIELD_OF_AMOUNTS},
	[FIELD_TITLE] = {"title", "S", 4, FIELD_OF_WORDS},
	[FIELD_BODY] = {"body", "", 1, FIELD_OF_WORDS},
};
