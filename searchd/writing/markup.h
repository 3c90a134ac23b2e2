/* SPDX-License-Identifier: GPL-2.0-or-later */
/* markup: the only way text gets onto a page. Each name says the place it fits. */
#ifndef SEARCHD_WRITING_MARKUP_H
#define SEARCHD_WRITING_MARKUP_H

#include "base/buf.h"

#include <stdbool.h>

void markup_raw(struct buf *page, const char *trusted); /* as is */
void markup_text(struct buf *page, const char *text);   /* between tags */
void markup_text_length(struct buf *page, const char *text, size_t length);
void markup_attribute(struct buf *page, const char *text);   /* between double quotes */
void markup_query_value(struct buf *page, const char *text); /* after ?name= in a link */

/* Only these are made links: javascript: and its like are text. */
bool markup_is_web_address(const char *url);

#endif
