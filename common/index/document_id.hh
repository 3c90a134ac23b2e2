/* SPDX-License-Identifier: GPL-2.0-or-later */
/* document_id: the term that names a document by its id. */
#ifndef INDEX_DOCUMENT_ID_HH
#define INDEX_DOCUMENT_ID_HH

#include <cstddef>
#include <string>

/*
 * The engine refuses terms over 245 bytes, and counts a NUL twice: a longer id
 * is cut and ends with a 128-bit hash of the whole.
 */
std::string document_id_term(const char *id, size_t length);

#endif
