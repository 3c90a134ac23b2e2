/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * notes: what there is to say of an answer but its hits, and other searches
 * that would find more.
 *
 * @module
 */
import { make, marked } from "./markup.js";
import { fieldName, number, wordsOf } from "./texts.js";

/** @typedef {import("./client.js").Answer} Answer */
/** @typedef {import("./client.js").Relaxation} Relaxation */
/** @typedef {import("./state.js").SearchState} SearchState */
/** @typedef {import("./texts.js").Tongue} Tongue */

/**
 * @param {string | Node} text
 * @param {() => void} onclick
 */
function button(text, onclick) {
	return make("button", { type: "button", class: "text", onclick }, text);
}

/**
 * @param {Relaxation} offer
 * @param {Tongue} tongue
 */
function offerText({ query, without_word: word, without_filters: fields, total }, tongue) {
	const words = wordsOf(tongue);
	const names = fields.map((field) => fieldName(field, tongue)).join(", ");
	let text = `${words.wordsAlone} ${query}`;

	if (word)
		text = `${words.withoutWord} ${words.open}${word}${words.close}`;
	else if (names)
		text = `${words.withoutFilter} ${names}`;
	return `${text} (${number(total, tongue)})`;
}

/**
 * @param {SearchState} state
 * @param {Relaxation} offer
 */
function relaxed(state, { query, without_filters: fields }) {
	const kept = Object.entries(state.filters).filter(([field]) => !fields.includes(field));

	return state.with({ q: query, filters: Object.fromEntries(kept) });
}

/**
 * What may help who found nothing.
 * @param {Answer} answer
 * @param {SearchState} state
 * @param {Tongue} tongue
 * @param {(state: SearchState) => void} go
 */
function help({ rescue }, state, tongue, go) {
	const words = wordsOf(tongue);
	const offers = (rescue?.relaxations ?? []).map((offer) =>
		button(offerText(offer, tongue), () => go(relaxed(state, offer))));

	if (!offers.length && state.chosen)
		offers.push(button(words.helpFilters, () => go(state.with({ filters: {} }))));
	return [words.helpSpelling, words.helpFewer, ...offers];
}

/**
 * @param {Answer} answer
 * @param {SearchState} state that was answered
 * @param {Tongue} tongue
 * @param {(state: SearchState) => void} go to another search
 */
export function notes(answer, state, tongue, go) {
	const { query, total, suggestion, suggested } = answer;
	const words = wordsOf(tongue);
	const lines = [];

	if (suggestion && suggested) {
		lines.push(make("span", {}, `${words.meant} `,
			button(marked(suggestion), () => go(state.with({ q: suggested.query }))), "?"));
	}
	if (query.relaxed && total)
		lines.push(words.relaxed);
	if (!total)
		lines.push(...help(answer, state, tongue, go));
	return lines.length
		? [make("div", { class: "note" }, ...lines.map((line) => make("p", {}, line)))] : [];
}
