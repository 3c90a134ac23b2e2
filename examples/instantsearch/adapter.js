/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * adapter: lets the widgets of InstantSearch ask a regio-searchd.
 *
 *     const searchClient = regiosearchClient(new Regiosearch("https://search.example/"));
 *     const search = instantsearch({ indexName: "regiosearch", searchClient });
 *
 * Widgets ask for attributes "city", "cluster", "year", "type" and "language"; hits have
 * the fields of the service's hits, "title" and "snippet" highlighted. An index named
 * "regiosearch:newest" or ":oldest" is in that order. Counts of a facet never obey its own
 * filter, so that a list with operator "or" needs no requests of its own. What the service
 * cannot do is said by an error instead of a wrong answer: values of one facet that must
 * all be there, values that must not be there, and filters as text.
 *
 * The form of requests and answers: Algolia, "Search API", multiple queries and
 * search for facet values.
 *
 * @module
 */

/** @typedef {import("../../searchd/assets/regiosearch/client.js").Regiosearch} Regiosearch */
/** @typedef {import("../../searchd/assets/regiosearch/client.js").Answer} Answer */
/** @typedef {import("../../searchd/assets/regiosearch/client.js").FacetValue} FacetValue */
/** @typedef {import("../../searchd/assets/regiosearch/client.js").Hit} Hit */
/** @typedef {import("../../searchd/assets/regiosearch/client.js").Parameters} Query */

/**
 * @typedef {object} Params
 * @property {string} [query]
 * @property {number} [page] from 0
 * @property {number} [hitsPerPage]
 * @property {string | string[]} [facets]
 * @property {number} [maxValuesPerFacet]
 * @property {string | (string | string[])[]} [facetFilters]
 * @property {string | (string | string[])[]} [numericFilters]
 * @property {string} [filters]
 * @property {string} [highlightPreTag]
 * @property {string} [highlightPostTag]
 * @property {string} [facetName]
 * @property {string} [facetQuery]
 * @property {number} [maxFacetHits]
 */

/** @typedef {{indexName: string, params?: Params}} Request */
/** @typedef {{value: string, label: string, highlighted?: string, isFound?: boolean}} Item */

const HITS_PER_PAGE = 20; // what InstantSearch takes for granted
const HITS_MAX = 10000;
const LIMIT_MAX = 100;
const FACET_LIMIT_MAX = 1000;
const FACETS = ["city", "cluster", "year", "type", "language"];

/** @param {string} what */
function unsupported(what) {
	return new Error(`Regiosearch cannot do this: ${what}`);
}

/**
 * "city:Rostock" and "year>=2005", each in a group of those of which one will do.
 * @param {Params["facetFilters"]} filters
 * @returns {string[][]}
 */
function groups(filters) {
	return (Array.isArray(filters) ? filters : filters ? [filters] : [])
		.map((group) => Array.isArray(group) ? group : [group])
		.filter((group) => group.length);
}

/**
 * InstantSearch puts a backslash before a value that begins with a minus.
 * @param {string} value
 */
function unescapedValue(value) {
	return value.replace(/^\\-/, "-");
}

/**
 * @param {Params["facetFilters"]} filters
 * @returns {Record<string, string[]>}
 */
function chosenValues(filters) {
	/** @type {Record<string, string[]>} */
	const chosen = {};

	for (const group of groups(filters)) {
		const pairs = group.map((filter) => /^([^:]+):(-?)(.*)$/s.exec(filter) ?? []);
		const [field = ""] = pairs.map(([, name]) => name);

		if (pairs.some(([, name, not]) => name !== field || not))
			throw unsupported(`the filter ${group.join(" or ")}`);
		if (chosen[field])
			throw unsupported(`several values of ${field} at once; give its list the operator "or"`);
		chosen[field] = pairs.map(([, , , value = ""]) => unescapedValue(value));
	}
	return chosen;
}

/**
 * The years between numeric filters, as one range.
 * @param {Params["numericFilters"]} filters
 */
function yearRange(filters) {
	let from = -Infinity;
	let to = Infinity;

	for (const group of groups(filters)) {
		const [, field, operator = "", number] = /^(\w+)\s*(<=|>=|<|>|=)\s*(-?\d+)$/.exec(group[0] ?? "") ?? [];
		const year = Number(number);

		if (group.length > 1 || field !== "year")
			throw unsupported(`the filter ${group.join(" or ")}`);
		if (operator !== "<" && operator !== "<=")
			from = Math.max(from, operator === ">" ? year + 1 : year);
		if (operator !== ">" && operator !== ">=")
			to = Math.min(to, operator === "<" ? year - 1 : year);
	}
	return from === -Infinity && to === Infinity ? []
		: [`${from === -Infinity ? "" : from}..${to === Infinity ? "" : to}`];
}

/**
 * Words and filters of a request, as the service wants them.
 * @param {Params} params
 * @returns {Query}
 */
function queryOf(params) {
	const { year = [], ...chosen } = chosenValues(params.facetFilters);

	if (params.filters)
		throw unsupported("filters as text");
	return { q: params.query, ...chosen, year: [...year, ...yearRange(params.numericFilters)] };
}

/**
 * Escaped HTML with <mark> as text with InstantSearch's marks, which escapes it itself.
 * @param {string} html
 * @param {Params} params
 */
function highlighted(html, { highlightPreTag = "<em>", highlightPostTag = "</em>" }) {
	const value = html.replace(/&(amp|lt|gt|quot|#39|#x27);|<(\/?)mark>/gi, (_, entity, end) =>
		entity ? { amp: "&", lt: "<", gt: ">", quot: "\"" }[/** @type {string} */ (entity)] ?? "'"
			: end ? highlightPostTag : highlightPreTag);

	return { value, matchLevel: html.includes("<mark>") ? "full" : "none", matchedWords: [] };
}

/** @param {string} text */
function escaped(text) {
	return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

/**
 * @param {Hit} hit
 * @param {Params} params
 */
function hitOf(hit, params) {
	const title = hit.title ?? hit.id;

	return { ...hit, title, objectID: hit.id,
		_highlightResult: { title: highlighted(hit.title_marked ?? escaped(title), params) },
		_snippetResult: { snippet: highlighted(hit.snippet, params) } };
}

/**
 * @param {FacetValue[]} values
 * @returns {Record<string, number>}
 */
function counts(values) {
	return Object.fromEntries(values.map(({ value, count }) => [value, count]));
}

/** @param {Params} params */
function facetsOf({ facets = [] }) {
	const wanted = Array.isArray(facets) ? facets : [facets];

	return wanted.includes("*") ? FACETS : wanted;
}

/**
 * @param {Request} request
 * @param {Answer} answer
 */
function resultOf({ indexName, params = {} }, answer) {
	const { page = 0, hitsPerPage = HITS_PER_PAGE } = params;
	const years = (answer.facets.year ?? []).filter(({ count }) => count)
		.map(({ value }) => Number(value));
	const perPage = Math.min(hitsPerPage, LIMIT_MAX);

	return { index: indexName, query: params.query ?? "", params: "", page, hitsPerPage: perPage,
		hits: hitsPerPage ? answer.hits.map((hit) => hitOf(hit, params)) : [],
		nbHits: answer.total, exhaustiveNbHits: true, exhaustiveFacetsCount: true,
		nbPages: perPage
			? Math.min(Math.ceil(answer.total / perPage), Math.floor(HITS_MAX / perPage)) : 0,
		facets: Object.fromEntries(facetsOf(params)
			.map((field) => [field, counts(answer.facets[field] ?? [])])),
		facets_stats: years.length
			? { year: { min: Math.min(...years), max: Math.max(...years) } } : {},
		processingTimeMS: Math.ceil(answer.took_ms) };
}

/**
 * @param {Regiosearch} regiosearch
 * @param {object} [options]
 * @param {Query} [options.parameters] of every search, such as {ui: "de", cluster: "energy"}
 */
export function regiosearchClient(regiosearch, { parameters = {} } = {}) {
	/** @type {Map<string, Map<string, string>>} what people read for the values of each field */
	const labels = new Map();

	/** @type {Map<string, Promise<object>>} the newest that was asked of the values of each field */
	const newest = new Map();

	/**
	 * @param {string} field
	 * @param {FacetValue[]} values
	 */
	function learn(field, values) {
		const known = labels.get(field) ?? new Map();

		labels.set(field, known);
		for (const { value, label } of values)
			known.set(value, label);
	}

	/** @param {Request} request */
	async function ask({ indexName, params = {} }) {
		const { page = 0, hitsPerPage = HITS_PER_PAGE, maxValuesPerFacet = 10 } = params;
		const limit = Math.min(hitsPerPage, LIMIT_MAX);
		const answer = await regiosearch.search({ ...queryOf(params), ...parameters,
			sort: indexName.split(":")[1], limit, offset: page * limit,
			facet_limit: Math.min(maxValuesPerFacet, FACET_LIMIT_MAX) });

		for (const [field, values] of Object.entries(answer.facets))
			learn(field, values);
		return answer;
	}

	/**
	 * A list's own request asks for the same as the first one, but without its own
	 * filter: the counts are in the first answer.
	 * @param {Request} request
	 * @param {Request} first
	 */
	function isAnsweredBy(request, first) {
		const [field = "", ...others] = facetsOf(request.params ?? {});
		const rest = (/** @type {Request} */ { indexName, params = {} }) =>
			indexName + regiosearch.pageUrl({ ...queryOf(params), [field]: null });

		return request.params?.hitsPerPage === 0 && !others.length && rest(request) === rest(first);
	}

	/** @param {NonNullable<Request["params"]>} params */
	async function valuesFound(params) {
		const { facetName = "", facetQuery = "", maxFacetHits = 10 } = params;
		const { values } = await regiosearch.facetValues(facetName, facetQuery,
			{ ...queryOf({ ...params, facets: undefined }), ...parameters, limit: maxFacetHits });

		learn(facetName, values);
		return { exhaustiveFacetsCount: true, processingTimeMS: 1,
			facetHits: values.map(({ value, count }) =>
				({ value, count, highlighted: value, isFound: true })) };
	}

	return {
		/** @param {Request[]} requests */
		async search(requests) {
			/** @type {{request: Request, answer: Promise<Answer>}[]} */
			const asked = [];

			return { results: await Promise.all(requests.map(async (request) => {
				const known = asked.find((one) => isAnsweredBy(request, one.request));
				const answer = known?.answer ?? ask(request);

				asked.push({ request, answer });
				return resultOf(request, await answer);
			})) };
		},

		/**
		 * Widgets show what comes last: an answer that is overtaken gives way to the newer one.
		 * @param {Request[]} requests
		 */
		searchForFacetValues(requests) {
			return Promise.all(requests.map(async ({ params = {} }) => {
				const { facetName = "" } = params;
				const own = valuesFound(params);

				newest.set(facetName, own);
				await own;
				return newest.get(facetName);
			}));
		},

		/**
		 * What a widget takes as transformItems, so that people read labels, not values.
		 * @param {string} field
		 */
		labels(field) {
			return (/** @type {Item[]} */ items) => items.map((item) => {
				const label = labels.get(field)?.get(unescapedValue(item.value)) ?? item.label;

				// What was found in a list is shown as HTML, what is listed as text.
				return { ...item, label, highlighted: item.isFound ? escaped(label) : label };
			});
		},
	};
}
