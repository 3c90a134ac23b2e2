/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "text/language_model.h"

#include <string.h>

size_t language_model_pad(const char *word, size_t length, char *out)
{
	if (length > LANGUAGE_MODEL_WORD_MAX)
		length = LANGUAGE_MODEL_WORD_MAX;
	out[0] = ' ';
	memcpy(out + 1, word, length);
	out[length + 1] = ' ';
	return length + 2;
}
