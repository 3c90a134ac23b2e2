/* SPDX-License-Identifier: GPL-2.0-or-later */
/* xml: text for XML 1.0, in which most control characters cannot be told at all. */
#ifndef SEARCHD_WRITING_XML_H
#define SEARCHD_WRITING_XML_H

#include "base/buf.h"

/* Appends valid UTF-8, escaped for elements and attributes; what XML cannot have is left out. */
void xml_text(struct buf *out, const char *text, size_t length);
void xml_string(struct buf *out, const char *text);

/* Appends <name>text</name>. */
void xml_element(struct buf *out, const char *name, const char *text);

#endif
