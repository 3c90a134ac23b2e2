/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * state: what a visitor asks for, and how an address tells it.
 *
 * @module
 */

const HITS_MAX = 10000; // how far the service goes through a list by offset

/**
 * What is left of a range without one of its years: 2005..2008 without 2006
 * is 2005 and 2007..2008.
 * @param {string} range "FROM..TO", either of which may be missing; else no range
 * @param {string} year
 * @returns {string[]}
 */
function without(range, year) {
	const [, from, to] = /^(\d*)\.\.(\d*)$/.exec(range) ?? [];
	const gone = Number(year);

	if (from === undefined || !(gone >= Number(from)) || !(gone <= Number(to || Infinity)))
		return [range];
	return [[from, String(gone - 1)], [String(gone + 1), to]].flatMap(([first, last]) => {
		if (first && last && first >= last)
			return first === last ? [first] : [];
		return [`${first}..${last}`];
	});
}

/** A search of one visitor: never changed, but followed by another. */
export class SearchState {
	/**
	 * @param {object} [is]
	 * @param {string} [is.q]
	 * @param {string} [is.sort] "": by relevance
	 * @param {number} [is.page] from 1
	 * @param {Record<string, readonly string[]>} [is.filters] the values of each field
	 */
	constructor({ q = "", sort = "", page = 1, filters = {} } = {}) {
		this.q = q;
		this.sort = sort;
		this.page = page;
		this.filters = filters;
	}

	/**
	 * The same search but for what is told; it begins at the first page.
	 * @param {{q?: string, sort?: string, page?: number, filters?: Record<string, readonly string[]>}} changes
	 */
	with(changes) {
		return new SearchState({ ...this, page: 1, ...changes });
	}

	/**
	 * With the value chosen, or not any more.
	 * @param {string} field
	 * @param {string} value
	 */
	toggled(field, value) {
		const there = this.filters[field] ?? [];
		const left = there.flatMap((one) => one === value ? [] : without(one, value));
		const values = left.join() === there.join() ? [...there, value] : left;

		return this.with({ filters: { ...this.filters, [field]: values } });
	}

	/** How many values are chosen. */
	get chosen() {
		return Object.values(this.filters).reduce((sum, values) => sum + values.length, 0);
	}

	/**
	 * The same search with values as the service spells them: who asked for
	 * Danzig sees Gdańsk ticked, and can let it go. Ranges stay as they are.
	 * @param {Record<string, {value: string, selected?: boolean}[]>} facets of its answer
	 */
	spelledAs(facets) {
		/** @type {Record<string, readonly string[]>} */
		const filters = {};

		for (const [field, values] of Object.entries(this.filters)) {
			const ranges = values.filter((value) => value.includes(".."));
			const selected = (facets[field] ?? []).filter((value) => value.selected);

			filters[field] = !values.length || ranges.length || !selected.length
				? values : selected.map(({ value }) => value);
		}
		return new SearchState({ ...this, filters });
	}

	/**
	 * @param {number} perPage
	 * @returns {import("./client.js").Parameters}
	 */
	parameters(perPage) {
		return { q: this.q, sort: this.sort, ...this.filters, limit: perPage,
			offset: (Math.min(this.page, lastPage(HITS_MAX, perPage)) - 1) * perPage };
	}

	/**
	 * The address's query with this search in it; what others have in it stays.
	 * @param {URLSearchParams} query
	 * @param {readonly string[]} fields
	 * @param {string} prefix before each name
	 */
	written(query, fields, prefix) {
		const out = new URLSearchParams(query);
		/** @type {Record<string, readonly string[]>} */
		const is = { q: [this.q], sort: [this.sort], page: this.page > 1 ? [String(this.page)] : [] };

		for (const field of fields)
			is[field] = this.filters[field] ?? [];
		for (const [name, values] of Object.entries(is)) {
			out.delete(prefix + name);
			for (const value of values.filter(Boolean))
				out.append(prefix + name, value);
		}
		return out;
	}

	/**
	 * @param {URLSearchParams} query
	 * @param {readonly string[]} fields
	 * @param {string} prefix before each name
	 */
	static read(query, fields, prefix) {
		const page = Number(query.get(`${prefix}page`));

		return new SearchState({ q: query.get(`${prefix}q`) ?? "", sort: query.get(`${prefix}sort`) ?? "",
			page: Number.isInteger(page) && page > 0 ? page : 1,
			filters: Object.fromEntries(fields.map((field) => [field, query.getAll(prefix + field)])) });
	}
}

/**
 * The last page that can be shown.
 * @param {number} total
 * @param {number} perPage
 */
export function lastPage(total, perPage) {
	return Math.max(1, Math.min(Math.ceil(total / perPage), Math.floor(HITS_MAX / perPage)));
}
