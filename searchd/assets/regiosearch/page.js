/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * page: makes the box of the service's own pages offer suggestions under the filters that
 * are ticked. All else of these pages works without any script.
 *
 * @module
 */
import { Regiosearch } from "./client.js";
import { make } from "./markup.js";
import { Suggestions } from "./suggestions.js";

const FILTERS = ["city", "cluster", "year", "type", "language", "programme", "country", "running", "budget"];
/** @type {[string, string, string][]} fields of the form for the ends of a range */
const RANGES = [["year", "from", "to"], ["running", "running_from", "running_to"],
	["budget", "budget_from", "budget_to"]];
const SUGGESTIONS = 8;

/**
 * The filters that the form would send.
 * @param {FormData} data
 */
function filtersOf(data) {
	const filters = Object.fromEntries(FILTERS.map((name) => [name, data.getAll(name).map(String)]));

	for (const [name, first, last] of RANGES) {
		if (data.get(first) || data.get(last))
			filters[name]?.push(`${data.get(first) ?? ""}..${data.get(last) ?? ""}`);
	}
	return filters;
}

/**
 * @param {HTMLInputElement} box
 * @param {HTMLFormElement} form
 */
function offer(box, form) {
	const client = new Regiosearch();
	const list = make("datalist", { id: "suggestions" });
	const suggestions = new Suggestions(box, list, (text) => client.suggest(text,
		{ ...filtersOf(new FormData(form)), limit: SUGGESTIONS, ui: document.documentElement.lang },
		{ lane: "suggest" }));

	box.after(list);
	box.setAttribute("list", list.id);
	form.addEventListener("formdata", ({ formData }) => {
		const { query = "", filter } = suggestions.chosen ?? {};

		if (!filter)
			return;
		formData.set("q", query);
		for (const [name, value] of Object.entries(filter)) {
			if (!formData.getAll(name).includes(value))
				formData.append(name, value);
		}
	});
}

const box = document.querySelector("#q");

if (box instanceof HTMLInputElement && box.form)
	offer(box, box.form);
