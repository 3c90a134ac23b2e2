/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "api/ready_endpoint.h"

#include "base/json.h"
#include "http/problem.h"
#include "snapshot/shelf.h"

void ready_endpoint_answer(struct shelf *shelf, struct reply *out)
{
	struct snapshot *snapshot = NULL;
	struct error err = {0};
	unsigned passed_over;

	if (!shelf_take(shelf, &snapshot, &err)) {
		problem_write_error(&err, out);
		return;
	}
	reply_begin(out, 200, "application/json; charset=utf-8");
	json_object_begin(&out->body);
	json_key(&out->body, "status");
	json_text(&out->body, "ready");
	json_key(&out->body, "generation");
	json_integer(&out->body, snapshot->generation);
	json_key(&out->body, "documents");
	json_integer(&out->body, snapshot->documents);
	if (shelf_passed_over(shelf, &passed_over, &err)) {
		json_key(&out->body, "not_served");
		json_object_begin(&out->body);
		json_key(&out->body, "generation");
		json_integer(&out->body, passed_over);
		json_key(&out->body, "reason");
		json_text(&out->body, err.text);
		json_object_end(&out->body);
	}
	json_object_end(&out->body);
	buf_add_string(&out->body, "\n");
	reply_add_header(out, "Cache-Control", "no-store");
	shelf_give_back(shelf, &snapshot);
}
