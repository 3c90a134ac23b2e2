/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/packer.h"

#include "base/alloc.h"
#include "base/scope.h"
#include "index/pattern.h"
#include "index/unpacker.h"

#define ZSTD_STATIC_LINKING_ONLY /* for parameters of our own */
#include <stdlib.h>
#include <zstd.h>

enum {
	LEVEL = 5,         /* of records before there is a pattern */
	SAMPLES_MIN = 500, /* fewer pages make a small index, whose size bothers nobody */
	SAMPLES_MAX = 1500,
	SAMPLE_BYTES_MAX = 16 * 1024, /* of one record */
};

struct packer {
	char *folder;
	ZSTD_CCtx *context;
	ZSTD_CDict *pattern; /* NULL: none yet */
	struct buf samples;
	size_t sizes[SAMPLES_MAX];
	uint32_t sample_count;
};

/*
 * Tables that hold what the pattern has and no more: they are looked up at random, and
 * what does not fit the processor's cache is waited for. Beside level 5 that takes an
 * eighth less time and makes records as small; level 4 takes a third less than this and
 * makes them 4 % larger.
 */
static void use_pattern(struct packer *packer, const struct buf *pattern)
{
	const ZSTD_compressionParameters parameters = {.windowLog = 18,
		.chainLog = 18,
		.hashLog = 18,
		.searchLog = 4,
		.minMatch = 5,
		.strategy = ZSTD_greedy};

	if (pattern->length)
		packer->pattern = ZSTD_createCDict_advanced(pattern->bytes,
			pattern->length, ZSTD_dlm_byCopy, ZSTD_dct_auto, parameters,
			ZSTD_defaultCMem);
}

bool packer_open(const char *folder, struct packer **out, struct error *err)
{
	SCOPED(packer_close) struct packer *packer = alloc_zeroed(1, sizeof(*packer));
	SCOPED(buf_release) struct buf pattern = {0};

	packer->folder = alloc_string(folder);
	packer->context = ZSTD_createCCtx();
	if (!packer->context)
		return error_set(err, ERROR_SYSTEM, "out of memory");
	if (!pattern_read(folder, &pattern, err))
		return false;
	use_pattern(packer, &pattern);
	*out = TAKE(packer);
	return true;
}

void packer_close(struct packer **packer)
{
	if (*packer) {
		ZSTD_freeCCtx((*packer)->context);
		ZSTD_freeCDict((*packer)->pattern);
		buf_release(&(*packer)->samples);
		free((*packer)->folder);
	}
	free(*packer);
	*packer = NULL;
}

static void keep_sample(struct packer *packer, const char *record, size_t size)
{
	size_t kept = size < SAMPLE_BYTES_MAX ? size : SAMPLE_BYTES_MAX;

	if (packer->pattern || packer->sample_count == SAMPLES_MAX)
		return;
	packer->sizes[packer->sample_count++] = kept;
	buf_add(&packer->samples, record, kept);
}

void packer_pack(struct packer *packer, const char *record, size_t size, struct buf *out)
{
	char kind = packer->pattern ? UNPACKER_BY_PATTERN : UNPACKER_ALONE;
	size_t start = out->length;
	size_t room = ZSTD_compressBound(size);
	size_t length;

	keep_sample(packer, record, size);
	buf_reserve(out, start + 1 + room);
	length = packer->pattern
		? ZSTD_compress_usingCDict(packer->context, out->bytes + start + 1, room,
			record, size, packer->pattern)
		: ZSTD_compressCCtx(packer->context, out->bytes + start + 1, room, record,
			size, LEVEL);
	if (ZSTD_isError(length) || length >= size) {
		kind = UNPACKER_AS_IS;
		buf_add(out, &kind, 1);
		buf_add(out, record, size);
		return;
	}
	out->bytes[start] = kind;
	out->length = start + 1 + length;
}

bool packer_has_samples(const struct packer *packer)
{
	return !packer->pattern && packer->sample_count == SAMPLES_MAX;
}

bool packer_settle(struct packer *packer, struct error *err)
{
	SCOPED(buf_release) struct buf pattern = {0};

	if (packer->pattern || packer->sample_count < SAMPLES_MIN)
		return true;
	pattern_learn(
		packer->samples.bytes, packer->sizes, packer->sample_count, &pattern);
	packer->sample_count = 0;
	buf_release(&packer->samples);
	if (!pattern.length)
		return true;
	if (!pattern_write(packer->folder, &pattern, err))
		return false;
	use_pattern(packer, &pattern);
	return true;
}
