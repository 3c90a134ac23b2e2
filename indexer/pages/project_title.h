/* SPDX-License-Identifier: GPL-2.0-or-later */
/* project_title: the short name that a project's title begins or ends with. */
#ifndef INDEXER_PAGES_PROJECT_TITLE_H
#define INDEXER_PAGES_PROJECT_TITLE_H

/*
 * The acronym in a title, its text: "PORTLINK II", "HYDROMOVE – Busse im Regionalverkehr",
 * "RegioTakt: ...", "Speaking towns (SPEAK)". NULL: it has none, or is all in
 * capitals. The caller frees it.
 */
char *project_title_acronym(const char *text);

#endif
