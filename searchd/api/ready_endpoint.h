/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ready_endpoint: /readyz, whether there is an index to answer from, and which. */
#ifndef SEARCHD_API_READY_ENDPOINT_H
#define SEARCHD_API_READY_ENDPOINT_H

#include "http/reply.h"

struct shelf;

void ready_endpoint_answer(struct shelf *shelf, struct reply *out);

#endif
