/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * manifest: tells whether the files of a generation are, byte for byte, what
 * the indexer left behind. While it is written the manifest is open and vouches
 * only for what is never written again (the pattern, the beginnings of store, dictionary
 * and forms);
 * when a run has ended it is sealed and vouches for every byte. The digests
 * (XXH3, 128 bits) find every accident, not an adversary. One writer a folder;
 * any number of processes may check.
 */
#ifndef INDEX_MANIFEST_H
#define INDEX_MANIFEST_H

#include "base/buf.h"
#include "base/error.h"

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum manifest_state {
	MANIFEST_OPEN,   /* being written, or its writer did not come to its end */
	MANIFEST_SEALED, /* every byte is vouched for */
};

struct manifest_findings {
	enum manifest_state state;
	uint32_t files; /* looked at */
	uint64_t bytes;
	struct buf faults; /* a sentence each, with a NUL; empty: as it was left */
	uint32_t fault_count;
};

void manifest_findings_release(struct manifest_findings *findings);

/*
 * Compares the files in the folder with its manifest. Damage is no error but a
 * fault, also of the manifest itself. ERROR_BUSY: the generation was written to
 * meanwhile; ERROR_MISSING: there is no such folder. The caller releases *out.
 */
bool manifest_check(const char *folder, struct manifest_findings *out, struct error *err);

/* The same; ERROR_BUSY also as soon as *stop, which another thread may set, is not 0. */
bool manifest_check_until(const char *folder, const int *stop,
	struct manifest_findings *out, struct error *err);

/*
 * Whether the files of a sealed generation were left alone since it was sealed,
 * as their marks tell (file_mark.h), without reading them: what the disk itself
 * lost is not seen.
 */
bool manifest_untouched(const char *folder);

/* The state its manifest tells. ERROR_CORRUPT: it is missing or damaged. */
bool manifest_state_of(const char *folder, enum manifest_state *out, struct error *err);

/* Another number when a file in the folder was written, replaced or deleted. */
uint64_t manifest_stamp(const char *folder);

/* Before a writer opens the folder: gives it an open manifest if it has none. */
bool manifest_ensure(const char *folder, struct error *err);

/*
 * ERROR_CORRUPT: something is damaged that the next seal would vouch for. That is
 * the engine's files, and where marks tell of writes, all files.
 */
bool manifest_compare(const char *folder, struct error *err);

/* After that, before the first byte is written: the manifest is open, on disk. */
bool manifest_break(const char *folder, struct error *err);

/* When all is on disk: reads every file and seals. */
bool manifest_seal(const char *folder, struct error *err);

#ifdef __cplusplus
}
#endif

#endif
