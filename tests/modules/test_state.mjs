// SPDX-License-Identifier: GPL-2.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";

import { SearchState, lastPage } from "../../searchd/assets/regiosearch/state.js";

const FIELDS = ["city", "year"];
const years = (...year) => new SearchState({ filters: { year } });
const toggled = (state, year) => state.toggled("year", year).filters.year;

test("a value is chosen, and let go again", () => {
	const chosen = new SearchState({ q: "hafen", page: 3 }).toggled("city", "Kiel");

	assert.deepEqual(chosen, new SearchState({ q: "hafen", filters: { city: ["Kiel"] } }));
	assert.deepEqual(chosen.toggled("city", "Kiel").filters.city, []);
	assert.deepEqual(chosen.toggled("city", "Kiel").chosen, 0);
});

test("a year leaves its range on either side of it", () => {
	assert.deepEqual(toggled(years("2005..2008"), "2006"), ["2005", "2007..2008"]);
	assert.deepEqual(toggled(years("2005..2008"), "2005"), ["2006..2008"]);
	assert.deepEqual(toggled(years("2005..2006"), "2006"), ["2005"]);
	assert.deepEqual(toggled(years("2005..2005"), "2005"), []);
	assert.deepEqual(toggled(years("..2008"), "2000"), ["..1999", "2001..2008"]);
	assert.deepEqual(toggled(years("2005.."), "2007"), ["2005..2006", "2008.."]);
	assert.deepEqual(toggled(years("2001", "2005..2006"), "2005"), ["2001", "2006"]);
});

test("a year beside a range is added to it", () => {
	assert.deepEqual(toggled(years("2005..2008"), "2012"), ["2005..2008", "2012"]);
	assert.deepEqual(toggled(years("A..B"), "2012"), ["A..B", "2012"]);
});

test("an address tells the search, and keeps what is not ours", () => {
	const state = new SearchState({ q: "ä & b", sort: "newest", page: 2,
		filters: { city: ["Kiel", "Gdańsk"], year: ["2005..2008"] } });
	const query = state.written(new URLSearchParams("x=1&q=old&city=Old"), FIELDS, "");

	assert.equal(query.get("x"), "1");
	assert.deepEqual(query.getAll("city"), ["Kiel", "Gdańsk"]);
	assert.deepEqual(SearchState.read(new URLSearchParams(query.toString()), FIELDS, ""), state);
});

test("the first search leaves no trace in an address", () => {
	assert.equal(new SearchState().written(new URLSearchParams("s-q=a&q=b"), FIELDS, "s-").toString(), "q=b");
});

test("a page that is none is the first one", () => {
	for (const page of ["0", "-1", "1.5", "x", ""])
		assert.equal(SearchState.read(new URLSearchParams({ page }), FIELDS, "").page, 1, page);
});

test("a search is asked for no farther than the service goes", () => {
	assert.equal(new SearchState({ page: 3 }).parameters(10).offset, 20);
	assert.equal(new SearchState({ page: 1e9 }).parameters(30).offset, 332 * 30);
	assert.equal(lastPage(0, 10), 1);
	assert.equal(lastPage(21, 10), 3);
	assert.equal(lastPage(1e9, 30), 333);
});

test("values are spelled as the service spells them, ranges as they were typed", () => {
	const facets = { city: [{ value: "Gdańsk", selected: true }, { value: "Kiel", selected: false }],
		year: [{ value: "2005", selected: true }] };
	const { filters } = new SearchState({ filters: { city: ["Danzig"], year: ["2004..2005"], type: ["x"] } })
		.spelledAs(facets);

	assert.deepEqual(filters, { city: ["Gdańsk"], year: ["2004..2005"], type: ["x"] });
});
