// SPDX-License-Identifier: GPL-2.0-or-later
/* What the adapter asks the service for; answers are looked at in the browser. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { regiosearchClient } from "../../examples/instantsearch/adapter.js";
import { Regiosearch } from "../../searchd/assets/regiosearch/client.js";

const VALUE = { value: "-x", label: "<X>", count: 1 };
const ANSWER = { total: 10005, took_ms: 0.2, facets: { city: [VALUE], year: [] },
	hits: [{ id: "1", title: null, snippet: "a &amp; <mark>b</mark>" }] };

/** A client that notes what it is asked for. */
function noting() {
	const real = new Regiosearch("http://service.example/");
	const asked = [];

	return { asked, pageUrl: (parameters) => real.pageUrl(parameters),
		search: async (parameters) => (asked.push(parameters), ANSWER),
		facetValues: async (...all) => (asked.push(all), { values: [VALUE] }) };
}

async function asks(params, indexName = "r") {
	const client = noting();

	await regiosearchClient(client).search([{ indexName, params }]);
	return client.asked[0];
}

async function refuses(params, why) {
	await assert.rejects(asks(params), why);
}

test("words, pages and order", async () => {
	const { q, limit, offset, sort } = await asks({ query: "hafen", page: 2, hitsPerPage: 30 }, "r:newest");

	assert.deepEqual([q, limit, offset, sort], ["hafen", 30, 60, "newest"]);
	assert.equal((await asks({ hitsPerPage: 1000 })).limit, 100);
});

test("values of a facet, also one that begins with a minus", async () => {
	const { city, cluster } = await asks({ facetFilters: [["city:Rostock", "city:\\-x:y"], "cluster:energy"] });

	assert.deepEqual([city, cluster], [["Rostock", "-x:y"], ["energy"]]);
});

test("numbers are a range of years", async () => {
	for (const [filters, range] of [[["year>=2005", "year<=2008"], "2005..2008"], [["year>2005"], "2006.."],
		[[["year<2005"]], "..2004"], [["year=2005"], "2005..2005"]])
		assert.deepEqual((await asks({ numericFilters: filters })).year, [range]);
});

test("what the service cannot do is said", async () => {
	await refuses({ facetFilters: ["city:A", "city:B"] }, /operator "or"/);
	await refuses({ facetFilters: ["city:-A"] }, /cannot/);
	await refuses({ facetFilters: [["city:A", "year:2005"]] }, /cannot/);
	await refuses({ numericFilters: ["budget>5"] }, /cannot/);
	await refuses({ filters: "city:A" }, /cannot/);
});

test("a refined list's own request is answered by the first", async () => {
	const client = noting();
	const first = { query: "a", hitsPerPage: 10, facets: ["city", "year"], facetFilters: [["city:A"], ["year:2005"]] };
	const own = { query: "a", hitsPerPage: 0, facets: "city", facetFilters: [["year:2005"]] };
	const other = { query: "a", hitsPerPage: 0, facets: "city", facetFilters: [] };

	await regiosearchClient(client).search([first, own, other].map((params) => ({ indexName: "r", params })));
	assert.equal(client.asked.length, 2);
});

test("an answer is what widgets take", async () => {
	const { results: [result] } = await regiosearchClient(noting()).search([{ indexName: "r",
		params: { hitsPerPage: 30, facets: ["city"], highlightPreTag: "[", highlightPostTag: "]" } }]);

	assert.deepEqual([result.nbHits, result.nbPages, result.facets], [10005, 333, { city: { "-x": 1 } }]);
	assert.deepEqual([result.hits[0].objectID, result.hits[0].title], ["1", "1"]);
	assert.equal(result.hits[0]._snippetResult.snippet.value, "a & [b]");
});

test("labels are text in a list, and escaped where HTML is wanted", async () => {
	const adapter = regiosearchClient(noting());
	const [{ facetHits: [found] }] = await adapter.searchForFacetValues([{ indexName: "r",
		params: { facetName: "city", facetQuery: "x", maxFacetHits: 5, facetFilters: [["year:2005"]] } }]);
	const [listed, searched] = adapter.labels("city")(
		[{ value: "\\-x", label: "-x" }, { ...found, value: "\\-x", label: "-x" }]);

	assert.deepEqual([listed.label, listed.highlighted], ["<X>", "<X>"]);
	assert.deepEqual([searched.label, searched.highlighted], ["<X>", "&lt;X&gt;"]);
});

test("an answer about values that is overtaken gives way to the newer one", async () => {
	const waiting = [];
	const adapter = regiosearchClient({ ...noting(),
		facetValues: (field, prefix) => new Promise((resolve) => waiting.push(() =>
			resolve({ values: [{ ...VALUE, value: prefix }] }))) });
	const ask = (facetQuery) => adapter.searchForFacetValues([{ indexName: "r",
		params: { facetName: "city", facetQuery } }]);
	const answers = [ask("k"), ask("ki")];

	waiting[1]();
	await answers[1];
	waiting[0]();
	for (const [{ facetHits: [found] }] of await Promise.all(answers))
		assert.equal(found.value, "ki");
});
