/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * element: <regio-search>, a search box with facets, results and pages for
 * anybody's page. Attributes:
 *
 *     base       the service's address; without: where this module came from
 *     lang       de or en; without: the language of the page around
 *     facets     which ones, in which order: "city cluster year type language"
 *     per-page   hits of a page, 1 to 100; 10 without
 *     within     filters for all searches, as in an address: "cluster=energy&type=project"
 *     url-state  the page's address tells the search, so that it can be kept and
 *                the back button works; a value stands before each parameter's name
 *
 * It tells its page of "regio-answer" and "regio-error" events, with what the
 * client gave as detail.
 *
 * @module
 */
import { Regiosearch, RegiosearchError } from "./client.js";
import { FacetGroup, LISTED } from "./facet_group.js";
import { hitItems, paging } from "./hit_list.js";
import { make } from "./markup.js";
import { notes } from "./notes.js";
import { sheet } from "./sheet.js";
import { SearchState, lastPage } from "./state.js";
import { Suggestions } from "./suggestions.js";
import { countText, tongueOf, wordsOf } from "./texts.js";

/** @typedef {import("./client.js").Answer} Answer */

const FACETS = "city cluster year type language";
const SLOW_MS = 400; // from when on a visitor is told that something goes on
const SUGGESTIONS = 8;

/** @param {unknown} error */
function isOutdated(error) {
	return error instanceof DOMException && error.name === "AbortError";
}

export class RegioSearchElement extends HTMLElement {
	static observedAttributes = ["base", "lang", "facets", "per-page", "within", "url-state"];

	#client = new Regiosearch();
	#state = new SearchState();
	/** @type {Map<string, FacetGroup>} */
	#groups = new Map();
	/** @type {import("./client.js").Parameters} */
	#within = {};
	#tongue = tongueOf("de");
	#perPage = 10;
	#slow = 0;
	#isOn = false; // a new element hears of its attributes before it is told to begin
	#parts;
	#suggestions;

	#onPopState = () => {
		this.#state = this.#stateOfAddress();
		this.#ask();
	};

	constructor() {
		super();
		this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
		this.#parts = this.#build();
		this.#suggestions = new Suggestions(this.#parts.box, this.#parts.suggestions,
			(text) => this.#client.suggest(text, { ...this.#state.filters, ...this.#within,
				limit: SUGGESTIONS, ui: this.#tongue }, { lane: "suggest" }));
	}

	connectedCallback() {
		this.#isOn = true;
		if (this.hasAttribute("url-state"))
			window.addEventListener("popstate", this.#onPopState);
		this.#begin();
	}

	disconnectedCallback() {
		this.#isOn = false;
		window.removeEventListener("popstate", this.#onPopState);
		this.#client.cancel();
	}

	/**
	 * @param {string} _name
	 * @param {string | null} before
	 * @param {string | null} now
	 */
	attributeChangedCallback(_name, before, now) {
		if (this.#isOn && before !== now) {
			this.disconnectedCallback();
			this.connectedCallback();
		}
	}

	/** What is asked for: q, sort, page and filters. */
	get state() {
		return this.#state;
	}

	/**
	 * Asks for something else, as if the visitor had.
	 * @param {Parameters<SearchState["with"]>[0]} changes
	 */
	search(changes) {
		return this.#go(this.#state.with(changes));
	}

	get #words() {
		return wordsOf(this.#tongue);
	}

	/** What is there for good, before it has any text. */
	#build() {
		const parts = {
			label: make("label", { for: "q" }),
			box: make("input", { id: "q", type: "search", maxlength: 1000, autocomplete: "off",
				enterkeyhint: "search", list: "suggestions", part: "box" }),
			suggestions: make("datalist", { id: "suggestions" }),
			submit: make("button", { class: "main", part: "submit" }),
			unfold: make("button", { type: "button", class: "unfold", "aria-controls": "panel",
				onclick: () => this.#unfold() }),
			filters: make("h2", { class: "unseen" }),
			panel: make("div", { id: "panel", class: "panel", part: "facets" }),
			heading: make("h2", { class: "unseen", tabindex: -1 }),
			status: make("p", { role: "status", part: "status" }),
			orderLabel: make("label", { class: "unseen", for: "order" }),
			order: make("select", { id: "order", part: "order",
				onchange: () => this.#go(this.#state.with({ sort: parts.order.value })) }),
			chosen: make("ul", { class: "chosen", part: "chosen" }),
			error: make("div", { role: "alert", part: "error" }),
			notes: make("div", { part: "notes" }),
			hits: make("ol", { class: "hits", part: "hits" }),
			pages: make("div", {}),
			columns: make("div", { class: "columns" }),
			results: make("div", { class: "results" }),
		};

		parts.results.append(parts.heading,
			make("div", { class: "bar" }, parts.status, make("div", {}, parts.orderLabel, parts.order)),
			parts.chosen, parts.error, parts.notes, parts.hits, parts.pages);
		parts.columns.append(make("div", {}, parts.filters, parts.unfold, parts.panel), parts.results);
		/** @type {ShadowRoot} */ (this.shadowRoot).append(
			make("form", { role: "search", part: "form", onsubmit: (event) => {
				event.preventDefault();
				this.#submit(parts.box.value.trim());
			} }, parts.label, parts.box, parts.suggestions, parts.submit),
			parts.columns);
		return parts;
	}

	/** Begins anew with the attributes as they are. */
	#begin() {
		const within = new URLSearchParams(this.getAttribute("within") ?? "");
		const perPage = Number(this.getAttribute("per-page"));

		this.#client = new Regiosearch(this.getAttribute("base") || undefined);
		this.#within = Object.fromEntries(
			[...within.keys()].map((name) => [name, within.getAll(name)]));
		this.#perPage = perPage >= 1 && perPage <= 100 ? Math.floor(perPage) : 10;
		this.#tongue = tongueOf(/** @type {HTMLElement | null} */ (this.closest("[lang]"))?.lang
			|| navigator.language);
		this.#groups = new Map(this.#facets.filter((field) => !(field in this.#within))
			.map((field) => [field, new FacetGroup(field, this.#tongue, {
				toggle: (facet, value) => this.#go(this.#state.toggled(facet, value)),
				find: (facet, prefix) => this.#findValues(facet, prefix) })]));
		this.#state = this.hasAttribute("url-state") ? this.#stateOfAddress() : this.#state;
		this.#name();
		this.#ask();
	}

	/** Says all that does not depend on an answer. */
	#name() {
		const { label, submit, unfold, filters, panel, heading, orderLabel, order } = this.#parts;
		const words = this.#words;

		label.textContent = words.query;
		submit.textContent = words.submit;
		unfold.textContent = filters.textContent = words.filters;
		unfold.setAttribute("aria-expanded", "false");
		heading.textContent = words.results;
		orderLabel.textContent = words.order;
		order.replaceChildren(new Option(words.relevance, ""), new Option(words.newest, "newest"),
			new Option(words.oldest, "oldest"));
		panel.replaceChildren(...[...this.#groups.values()].map((group) => group.element));
	}

	get #facets() {
		return (this.getAttribute("facets") ?? FACETS).split(/[\s,]+/).filter(Boolean);
	}

	get #prefix() {
		return this.getAttribute("url-state") ?? "";
	}

	#stateOfAddress() {
		return SearchState.read(new URLSearchParams(location.search), this.#facets, this.#prefix);
	}

	/** @returns {import("./client.js").Parameters} */
	get #parameters() {
		return { ...this.#state.parameters(this.#perPage), ...this.#within,
			facet_limit: LISTED, ui: this.#tongue };
	}

	/**
	 * The visitor goes on to another search.
	 * @param {SearchState} state
	 */
	#go(state) {
		this.#state = state;
		if (this.hasAttribute("url-state")) {
			const url = new URL(location.href);

			url.search = state.written(url.searchParams, this.#facets, this.#prefix).toString();
			if (url.href !== location.href)
				history.pushState(history.state, "", url);
		}
		return this.#ask();
	}

	async #ask() {
		const client = this.#client;

		this.#parts.box.value = this.#state.q;
		this.#parts.order.value = this.#state.sort;
		this.#wait(true);
		try {
			this.#show(await client.search(this.#parameters, { lane: "search" }));
		} catch (error) {
			if (isOutdated(error))
				return;
			this.#fail(error);
		}
		this.#wait(false);
	}

	/** @param {boolean} waiting */
	#wait(waiting) {
		clearTimeout(this.#slow);
		this.#parts.results.setAttribute("aria-busy", String(waiting));
		if (waiting) {
			this.#slow = window.setTimeout(() => {
				this.#parts.status.textContent = this.#words.searching;
			}, SLOW_MS);
		}
	}

	/** @param {Answer} answer */
	#show(answer) {
		const { status, error, hits, pages } = this.#parts;
		const last = lastPage(answer.total, this.#perPage);
		const { page } = this.#state;

		this.#state = this.#state.spelledAs(answer.facets);
		for (const [field, group] of this.#groups)
			group.show(answer.facets[field] ?? []);
		status.textContent = countText(answer.total, this.#tongue);
		error.replaceChildren();
		this.#showChosen(answer);
		this.#parts.notes.replaceChildren(
			...notes(answer, this.#state, this.#tongue, (state) => this.#leave(state)));
		hits.start = answer.offset + 1;
		hits.replaceChildren(...hitItems(answer, this.#tongue, (id) => this.#client.documentUrl(id)));
		pages.replaceChildren(...last > 1
			? [paging(page, last, this.#tongue, (to) => this.#turn(to))] : []);
		this.dispatchEvent(new CustomEvent("regio-answer", { bubbles: true, composed: true, detail: answer }));
	}

	/** @param {number} page */
	async #turn(page) {
		await this.#go(this.#state.with({ page }));
		this.#parts.heading.focus();
	}

	/** @param {Answer} answer */
	#showChosen({ facets }) {
		const words = this.#words;
		const label = (/** @type {string} */ field, /** @type {string} */ value) =>
			facets[field]?.find((one) => one.value === value)?.label ?? value.replace("..", "–");
		const buttons = Object.entries(this.#state.filters).flatMap(([field, values]) =>
			values.map((value) => make("li", {}, make("button", { type: "button",
				"aria-label": `${label(field, value)} – ${words.drop}`,
				onclick: () => this.#leave(this.#state.toggled(field, value)) },
			`${label(field, value)} ×`))));

		this.#parts.chosen.hidden = !buttons.length;
		this.#parts.chosen.setAttribute("aria-label", words.chosen);
		if (buttons.length > 1)
			buttons.push(make("li", {}, make("button", { type: "button", class: "text",
				onclick: () => this.#leave(this.#state.with({ filters: {} })) }, words.clear)));
		this.#parts.chosen.replaceChildren(...buttons);
	}

	/**
	 * On, by a button that goes away: the focus must not be lost with it.
	 * @param {SearchState} state
	 */
	async #leave(state) {
		await this.#go(state);
		this.#parts.heading.focus();
	}

	/** @param {unknown} error */
	#fail(error) {
		const { status, hits, pages } = this.#parts;
		const words = this.#words;
		const detail = error instanceof RegiosearchError && error.status ? error.message : "";

		status.textContent = "";
		this.#parts.notes.replaceChildren();
		hits.replaceChildren();
		pages.replaceChildren();
		this.#parts.error.replaceChildren(make("div", { class: "note" },
			make("p", {}, make("strong", {}, words.failed)), make("p", {}, this.#reason(error)),
			detail ? make("p", { class: "help", lang: "en" }, detail) : undefined,
			make("p", {}, make("button", { type: "button", onclick: () => this.#ask() }, words.again))));
		this.dispatchEvent(new CustomEvent("regio-error", { bubbles: true, composed: true, detail: error }));
	}

	/** @param {unknown} error */
	#reason(error) {
		const words = this.#words;

		if (!(error instanceof RegiosearchError))
			return words.broken;
		if (!error.status)
			return error.type === "timeout" ? words.late : words.unreachable;
		if (error.status === 503 || error.status === 429)
			return words.busy;
		return error.status < 500 ? words.refused : words.broken;
	}

	#unfold() {
		const open = this.#parts.columns.classList.toggle("open");

		this.#parts.unfold.setAttribute("aria-expanded", String(open));
	}

	/**
	 * A value that was suggested becomes a filter, all else is searched for.
	 * @param {string} text
	 */
	#submit(text) {
		const { query = "", filter } = this.#suggestions.chosen ?? {};

		if (!filter)
			return this.#go(this.#state.with({ q: text }));
		const filters = Object.fromEntries(Object.entries(filter).map(([field, value]) =>
			[field, [...new Set([...this.#state.filters[field] ?? [], value])]]));

		return this.#go(this.#state.with({ q: query, filters: { ...this.#state.filters, ...filters } }));
	}

	/**
	 * @param {string} field
	 * @param {string} prefix
	 */
	async #findValues(field, prefix) {
		const { limit, offset, facet_limit, sort, ...search } = this.#parameters;

		try {
			const found = await this.#client.facetValues(field, prefix,
				{ ...search, limit: LISTED }, { lane: `facet ${field}` });

			return found.values;
		} catch {
			return null; // what is listed stays
		}
	}
}

if (!customElements.get("regio-search"))
	customElements.define("regio-search", RegioSearchElement);
