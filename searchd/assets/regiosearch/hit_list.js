/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * hit_list: what was found, and the way through it.
 *
 * @module
 */
import { make, marked, webAddress } from "./markup.js";
import { dateText, wordsOf } from "./texts.js";

/** @typedef {import("./client.js").Hit} Hit */
/** @typedef {import("./texts.js").Tongue} Tongue */

const CITIES = 3; // of a hit that are told
const PAGES_AROUND = 2; // numbers left and right of the page on show

/**
 * @param {Hit} hit
 * @param {Tongue} tongue
 * @param {(field: string, value: string) => string} label
 */
function facts(hit, tongue, label) {
	const url = webAddress(hit.url);
	const known = [hit.type && label("type", hit.type),
		hit.date ? dateText(hit.date, tongue) : wordsOf(tongue).undated,
		url && new URL(url).host, hit.cities.slice(0, CITIES).map((city) => label("city", city)).join(", ")];

	return make("p", { class: "facts", part: "facts" },
		...known.flatMap((text) => text ? [make("span", {}, text)] : []));
}

/**
 * @param {Hit} hit
 * @param {Tongue} tongue
 * @param {(field: string, value: string) => string} label
 * @param {string} address for a hit that has none of its own
 */
function item(hit, tongue, label, address) {
	const href = webAddress(hit.url) ?? address;
	const lang = hit.language ?? undefined;
	const title = hit.title_marked ? marked(hit.title_marked) : hit.title || hit.id;

	return make("li", { part: "hit" }, make("article", {},
		make("h3", { lang, part: "title" }, make("a", { href }, title)),
		facts(hit, tongue, label),
		hit.snippet ? make("p", { lang, class: "snippet", part: "snippet" }, marked(hit.snippet)) : undefined));
}

/**
 * @param {import("./client.js").Answer} answer
 * @param {Tongue} tongue
 * @param {(id: string) => string} addressOf where the service tells of a document
 */
export function hitItems({ hits, facets }, tongue, addressOf) {
	const label = (/** @type {string} */ field, /** @type {string} */ value) =>
		facets[field]?.find((one) => one.value === value)?.label ?? value;

	return hits.map((hit) => item(hit, tongue, label, addressOf(hit.id)));
}

/**
 * @param {number} here from 1
 * @param {number} last
 * @param {Tongue} tongue
 * @param {(page: number) => void} go
 */
export function paging(here, last, tongue, go) {
	const words = wordsOf(tongue);
	const button = (/** @type {number} */ page, /** @type {string} */ text, label = text) =>
		make("li", {}, make("button", { type: "button", "aria-label": label,
			"aria-current": text !== label && page === here ? "page" : undefined,
			onclick: () => go(page) }, text));
	const numbers = [];

	for (let page = Math.max(1, here - PAGES_AROUND); page <= Math.min(last, here + PAGES_AROUND); page++)
		numbers.push(button(page, String(page), `${words.page} ${page}`));
	return make("nav", { class: "paging", part: "paging", "aria-label": words.pages }, make("ul", {},
		here > 1 ? button(here - 1, words.previous) : undefined,
		...numbers,
		here < last ? button(here + 1, words.next) : undefined));
}
