/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * client: asks a regio-searchd, from a browser or any program that has fetch().
 * It knows addresses and answers, nothing of pages.
 *
 * @module
 */

/**
 * Parameters as regio-searchd(8) tells them. What is null, undefined or empty
 * is left out; of a list, each value is sent.
 * @typedef {Record<string, string | number | readonly (string | number)[] | null | undefined>} Parameters
 */

/**
 * @typedef {object} FacetValue
 * @property {string} value what a filter takes; stays as it is
 * @property {string} label what people read, in their language
 * @property {number} count
 * @property {boolean} [selected]
 */

/**
 * @typedef {object} Hit
 * @property {string} id
 * @property {string | null} url
 * @property {string | null} title plain text
 * @property {string | null} [title_marked] escaped HTML with <mark> only; null: nothing to mark
 * @property {string | null} type
 * @property {string | null} language
 * @property {string | null} date YYYY, YYYY-MM or YYYY-MM-DD
 * @property {number[]} years
 * @property {string[]} cities
 * @property {string[]} clusters
 * @property {string} snippet escaped HTML with <mark> only
 * @property {number} score
 */

/**
 * A search that finds something where this one found nothing.
 * @typedef {object} Relaxation
 * @property {string} query
 * @property {string} without_word "": none was left out
 * @property {string[]} without_filters fields
 * @property {number} total
 */

/**
 * @typedef {object} Answer
 * @property {{text: string, relaxed: boolean, cut?: boolean,
 *     translations: {from: string, to: string[]}[]}} query
 * @property {number} total
 * @property {number} offset
 * @property {number} limit
 * @property {string | null} next_cursor
 * @property {Hit[]} hits
 * @property {Record<string, FacetValue[]>} facets
 * @property {Record<string, number>} missing
 * @property {string | null} suggestion escaped HTML with <mark> only
 * @property {{query: string, total: number} | null} [suggested]
 * @property {{relaxations: Relaxation[]} | null} [rescue]
 * @property {number} took_ms
 * @property {{generation: number, revision?: number, documents: number}} index
 * @property {string} [permalink] repeats this search in this generation
 */

/**
 * @typedef {object} Suggestion
 * @property {string} text
 * @property {string} kind
 * @property {number} count
 * @property {string} [query] the words to search for; of a value those before it
 * @property {Record<string, string> | null} [filter] what a value adds to the filters
 */

/**
 * @typedef {object} Options
 * @property {AbortSignal} [signal] ends the request, which then rejects with its reason
 * @property {string} [lane] a new request ends the one before it of the same lane,
 *     which then rejects with an AbortError
 */

const TIMEOUT_MS = 20000; // the service itself closes a request after 15 s
const FACET_LIMIT_MAX = 1000;
const HERE = new URL("..", import.meta.url);

/** What went wrong, with the fields of the problem (RFC 9457) that the service told. */
export class RegiosearchError extends Error {
	/**
	 * @param {Record<string, unknown>} problem
	 * @param {{retryAfter?: number | null, cause?: unknown}} [more]
	 */
	constructor(problem, { retryAfter = null, cause } = {}) {
		const text = (/** @type {string} */ name) => String(problem[name] ?? "");

		super(text("detail") || text("title"), { cause });
		this.name = "RegiosearchError";
		/** Says which kind it is; "unreachable", "timeout" and "unreadable" are the client's own. */
		this.type = text("type");
		this.title = text("title");
		this.detail = text("detail");
		this.instance = text("instance");
		/** Of HTTP; 0 if there was no answer. */
		this.status = Number(problem.status ?? 0);
		/** Seconds to wait before trying again; null if that does not help. */
		this.retryAfter = retryAfter;
		/** All that the service told. */
		this.problem = problem;
	}
}

/**
 * @param {Parameters} parameters
 * @returns {URLSearchParams}
 */
function queryOf(parameters) {
	const query = new URLSearchParams();

	for (const [name, value] of Object.entries(parameters)) {
		for (const one of Array.isArray(value) ? value : [value]) {
			if (one !== null && one !== undefined && one !== "")
				query.append(name, String(one));
		}
	}
	return query;
}

/** @param {Response} response */
async function problemOf(response) {
	const retryAfter = Number(response.headers.get("Retry-After")) || null;
	const about = { title: response.statusText, status: response.status };

	try {
		return new RegiosearchError({ ...about, ...(await response.json()) }, { retryAfter });
	} catch (cause) {
		return new RegiosearchError({ ...about, type: "unreadable",
			detail: `The service answered with status ${response.status}.` }, { retryAfter, cause });
	}
}

/** @param {unknown} cause */
function unreachable(cause) {
	return new RegiosearchError({ type: "unreachable", title: "The service cannot be reached",
		detail: "There was no answer: is the service running, and is its address right?" }, { cause });
}

function late() {
	return new RegiosearchError({ type: "timeout", title: "The service takes too long",
		detail: `There was no answer within ${TIMEOUT_MS / 1000} seconds.` }, { retryAfter: 5 });
}

/**
 * The name without its marks and in small letters: "Gdańsk" is "gdansk".
 * @param {string} text
 */
function folded(text) {
	return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

export class Regiosearch {
	/** @type {Map<string, AbortController>} */
	#lanes = new Map();
	/** @type {Set<string>} endpoints that this service does not have */
	#absent = new Set();

	/** @param {string | URL} [baseUrl] of the service; by default where this module came from */
	constructor(baseUrl = HERE) {
		this.baseUrl = new URL(baseUrl, globalThis.location?.href);
		if (!this.baseUrl.pathname.endsWith("/"))
			this.baseUrl.pathname += "/";
	}

	/**
	 * @param {Parameters} parameters q, city, year, sort, offset, limit, ...
	 * @param {Options} [options]
	 * @returns {Promise<Answer>}
	 */
	search(parameters, options) {
		return this.#get("api/v1/search", parameters, options);
	}

	/**
	 * What the words could become that somebody is typing; nothing from a service without suggestions.
	 * @param {string} text
	 * @param {Parameters} [parameters] filters and limit
	 * @param {Options} [options]
	 * @returns {Promise<{suggestions: Suggestion[]}>}
	 */
	async suggest(text, parameters = {}, options) {
		const answer = await this.#tryGet("api/v1/suggest", { ...parameters, q: text }, options);

		return answer ?? { suggestions: [] };
	}

	/**
	 * All that is known of a document.
	 * @param {string} id
	 * @param {Options} [options]
	 * @returns {Promise<Record<string, unknown>>}
	 */
	document(id, options) {
		return this.#get(`api/v1/documents/${encodeURIComponent(id)}`, {}, options);
	}

	/**
	 * Documents like this one.
	 * @param {string} id
	 * @param {Parameters} [parameters]
	 * @param {Options} [options]
	 * @returns {Promise<{hits: Hit[]}>}
	 */
	similar(id, parameters = {}, options) {
		return this.#get(`api/v1/documents/${encodeURIComponent(id)}/similar`, parameters, options);
	}

	/**
	 * Values of one facet, counted under the parameters of a search. A service that
	 * cannot look into a facet is asked for its most frequent values.
	 * @param {string} field
	 * @param {string} [prefix] with which a word of the value begins
	 * @param {Parameters} [parameters]
	 * @param {Options} [options]
	 * @returns {Promise<{values: FacetValue[]}>}
	 */
	async facetValues(field, prefix = "", parameters = {}, options) {
		const found = await this.#tryGet(`api/v1/facets/${encodeURIComponent(field)}`,
			{ ...parameters, prefix }, options);

		return found ?? this.#mostFrequent(field, prefix, parameters, options);
	}

	/** Ends all requests that have a lane. */
	cancel() {
		for (const control of this.#lanes.values())
			control.abort();
	}

	/**
	 * Where all hits of a search can be had as a file.
	 * @param {"csv" | "ris" | "bibtex" | "csl" | "jsonl"} format
	 * @param {Parameters} [parameters]
	 */
	exportUrl(format, parameters = {}) {
		return this.url("export", { ...parameters, format });
	}

	/**
	 * The Atom feed of a search.
	 * @param {Parameters} [parameters]
	 */
	feedUrl(parameters = {}) {
		return this.url("feed.atom", parameters);
	}

	/**
	 * The service's own page of a document.
	 * @param {string} id
	 */
	documentUrl(id) {
		return this.url(`document/${encodeURIComponent(id)}`);
	}

	/**
	 * The service's own page of a search.
	 * @param {Parameters} [parameters]
	 */
	pageUrl(parameters = {}) {
		return this.url("", parameters);
	}

	/**
	 * @param {string} path below the service's address
	 * @param {Parameters} [parameters]
	 */
	url(path, parameters = {}) {
		const url = new URL(path, this.baseUrl);

		url.search = queryOf(parameters).toString();
		return url.href;
	}

	/**
	 * @param {string} field
	 * @param {string} prefix
	 * @param {Parameters} parameters
	 * @param {Options} [options]
	 */
	async #mostFrequent(field, prefix, parameters, options) {
		const { limit = 20, ...search } = parameters;
		const { facets } = await this.search(
			{ ...search, limit: 0, facet_limit: FACET_LIMIT_MAX }, options);
		const wanted = folded(prefix);
		const begins = (/** @type {string} */ text) => folded(text).split(/[\s-]+/)
			.some((_, i, words) => words.slice(i).join(" ").startsWith(wanted));

		return { values: (facets[field] ?? [])
			.filter(({ value, label }) => begins(label) || begins(value))
			.slice(0, Number(limit)) };
	}

	/**
	 * The signal that ends a request: the caller's, its lane's, or time.
	 * @param {Options} options
	 */
	#deadline({ signal, lane }) {
		const control = new AbortController();
		const follow = () => control.abort(signal?.reason);
		const timer = setTimeout(() => control.abort(late()), TIMEOUT_MS);
		const done = () => {
			clearTimeout(timer);
			signal?.removeEventListener("abort", follow);
			if (lane !== undefined && this.#lanes.get(lane) === control)
				this.#lanes.delete(lane);
		};

		if (lane !== undefined) {
			this.#lanes.get(lane)?.abort();
			this.#lanes.set(lane, control);
		}
		signal?.addEventListener("abort", follow);
		if (signal?.aborted)
			follow();
		return { signal: control.signal, done };
	}

	/**
	 * @param {string} path
	 * @param {Parameters} parameters
	 * @param {Options} [options]
	 * @returns {Promise<any>} what the service's JSON says
	 */
	async #get(path, parameters, options = {}) {
		const { signal, done } = this.#deadline(options);

		try {
			const response = await fetch(this.url(path, parameters),
				{ signal, credentials: "omit", headers: { Accept: "application/json" } });

			if (!response.ok)
				throw await problemOf(response);
			return await response.json();
		} catch (error) {
			if (signal.aborted)
				throw signal.reason;
			throw error instanceof RegiosearchError ? error : unreachable(error);
		} finally {
			done();
		}
	}

	/**
	 * Undefined from a service that does not have the path, which is asked once.
	 * @param {string} path
	 * @param {Parameters} parameters
	 * @param {Options} [options]
	 * @returns {Promise<any>}
	 */
	async #tryGet(path, parameters, options) {
		if (this.#absent.has(path))
			return undefined;
		try {
			return await this.#get(path, parameters, options);
		} catch (error) {
			if (!(error instanceof RegiosearchError) || error.status !== 404)
				throw error;
			this.#absent.add(path);
			return undefined;
		}
	}
}
