/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ledger: what an index knows of its sources: each file as it was when last
 * read, and the file each document came from. It is kept as notes of the
 * index, in the same batches as the documents.
 *
 *	file:SOURCE:FILE:SIZE:MTIME:WHAT   content, path, and id or reasons
 *	id:ID                              SOURCE and FILE of the document's owner
 *	line:FILE:ID:CONTENT:STAMP         the id (ledger_lines.h)
 *	source:SOURCE                      its name (ledger_view.h)
 *
 * Capitals are digests or hexadecimal numbers; an owner's are a struct ledger_key in
 * the machine's byte order, like the sketches, for there is one a document. What an unchanged file needs is
 * in the keys (ledger_key.h), which are read in one sorted pass.
 */
#ifndef INDEXER_LEDGER_LEDGER_H
#define INDEXER_LEDGER_LEDGER_H

#include "base/buf.h"
#include "base/digest.h"
#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct batch;
struct ledger;

/* Which file of which source. */
struct ledger_key {
	struct digest source, file;
};

struct ledger_key ledger_key_of(struct digest source, const char *path, size_t length);

enum ledger_state {
	LEDGER_PAGE,    /* one document */
	LEDGER_LINES,   /* any number of documents */
	LEDGER_REFUSED, /* none, and why */
	LEDGER_KEPT,    /* the file is gone, its document stays and says so */
	LEDGER_REMOVED, /* its one document was removed by hand: removals.h */
};

struct ledger_file {
	uint64_t size; /* size and mtime 0: to be read again, whatever they are */
	uint64_t mtime_ns;
	enum ledger_state state;
	struct digest id; /* of the document, if it has just one */
	uint64_t frame;   /* of its site: survey_mark() when it was read */
	uint64_t stamp;   /* of what besides its bytes says how it is read: config.h */
	uint32_t day;     /* it last changed, as sitemaps_day() said then */
	uint32_t documents, refusals; /* of LEDGER_LINES */
};

/* What is not needed as long as the file does not change. */
struct ledger_details {
	struct digest content; /* of the bytes of a page */
	const char *path;      /* below the source, NUL-terminated */
	const char *text;      /* the id, or reasons, each ending with a newline */
	size_t length;
};

/* The batch must outlive the ledger. */
bool ledger_open(struct batch *batch, struct ledger **out, struct error *err);
void ledger_close(struct ledger **ledger);

/* Says that this run will visit the source. */
void ledger_expect(struct ledger *ledger, struct digest source);

bool ledger_expects(const struct ledger *ledger, struct digest source);

/* Whether anything is noted of the file by now. */
bool ledger_has(struct ledger *ledger, const struct ledger_key *key, bool *out,
	struct error *err);

/* How many files the source was known to have when the ledger was opened. */
size_t ledger_count(const struct ledger *ledger, struct digest source);

/* The file as it is known; valid as long as the ledger. NULL: it is new. */
const struct ledger_file *ledger_find(
	const struct ledger *ledger, const struct ledger_key *key);

/* The same, and that it is still there and this run has come to it. */
const struct ledger_file *ledger_visit(
	struct ledger *ledger, const struct ledger_key *key);

/* Forgets what was visited of the source: its walk begins anew. */
void ledger_restart(struct ledger *ledger, struct digest source);

/*
 * The next known file of the source that was not visited; *cursor begins at 0.
 * NULL: no more.
 */
const struct ledger_file *ledger_next_vanished(const struct ledger *ledger,
	struct digest source, size_t *cursor, struct ledger_key *key);

/* Reads the details of a known file; they point into *bytes. */
bool ledger_details_of(struct ledger *ledger, const struct ledger_key *key,
	const struct ledger_file *file, struct buf *bytes, struct ledger_details *out,
	struct error *err);

/* Puts what is known now in place of what was known before (NULL: nothing). */
bool ledger_put(struct ledger *ledger, const struct ledger_key *key,
	const struct ledger_file *before, const struct ledger_file *after,
	const struct ledger_details *details, struct error *err);
bool ledger_forget(struct ledger *ledger, const struct ledger_key *key,
	const struct ledger_file *before, struct error *err);

/* Notes what the source is called, for those who read the ledger. */
bool ledger_name_source(
	struct ledger *ledger, struct digest source, const char *name, struct error *err);

/* What the value of a file's note says; it points into *bytes. False: it is damaged. */
bool ledger_parse_details(const struct buf *bytes, struct ledger_details *out);

enum ledger_claim {
	LEDGER_GRANTED, /* no document had the id */
	LEDGER_OWNED,   /* the file has it already */
	LEDGER_MOVED,   /* from a file that this run has not come to yet */
	LEDGER_TAKEN,   /* by a file that keeps it: *owner gets its path */
};

/* Asks for the id of a document for the file. */
bool ledger_claim_id(struct ledger *ledger, const struct ledger_key *key, const char *id,
	size_t length, enum ledger_claim *out, struct buf *owner, struct error *err);

/* The file that has the id. *found is false: none has. */
bool ledger_owner(struct ledger *ledger, struct digest id, bool *found,
	struct ledger_key *out, struct error *err);

/* The same, of what a generation has noted that no ledger is open for. */
bool ledger_owner_in(struct batch *batch, struct digest id, bool *found,
	struct ledger_key *out, struct error *err);

/* The content of the page that a generation has noted of the file. *found is false: none. */
bool ledger_content_in(struct batch *batch, const struct ledger_key *key, bool *found,
	struct digest *out, struct error *err);

/* Gives the id back. *out: whether it was the file's, so that its document goes. */
bool ledger_give_up_id(struct ledger *ledger, const struct ledger_key *key,
	const char *id, size_t length, bool *out, struct error *err);

#endif
