/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * suggestions: what a box offers while somebody types: words and titles, and values that
 * are to become filters once they are chosen.
 *
 * @module
 */

/** @typedef {import("./client.js").Suggestion} Suggestion */

const TYPING_MS = 150;

/**
 * What stands in the box when it is chosen.
 * @param {Suggestion} suggestion
 */
function completed({ text, query, filter }) {
	return filter && query ? `${query} ${text}` : text;
}

export class Suggestions {
	/** @type {Map<string, Suggestion>} last first, by what stands in the box when it is chosen;
	 *     of those that look the same the service's first one counts */
	#offered = new Map();
	#typing = 0;
	#box;
	#list;
	#ask;

	/**
	 * @param {HTMLInputElement} box that somebody types into
	 * @param {HTMLDataListElement} list of that box
	 * @param {(text: string) => Promise<{suggestions: Suggestion[]}>} ask the service
	 */
	constructor(box, list, ask) {
		this.#box = box;
		this.#list = list;
		this.#ask = ask;
		box.addEventListener("input", () => this.#typed());
	}

	/** As what the text in the box was suggested; undefined: it was typed. */
	get chosen() {
		return this.#offered.get(this.#box.value.trim());
	}

	#typed() {
		clearTimeout(this.#typing);
		if (this.chosen)
			return; // what was chosen stays what it was suggested as
		this.#typing = window.setTimeout(() => this.#renew(), TYPING_MS);
	}

	async #renew() {
		try {
			const { suggestions } = await this.#ask(this.#box.value.trim());

			this.#offered = new Map(suggestions.toReversed().map((one) => [completed(one), one]));
		} catch {
			this.#offered.clear(); // one can search without
		}
		this.#list.replaceChildren(...[...this.#offered.keys()].toReversed().map((one) => new Option(one)));
	}
}
