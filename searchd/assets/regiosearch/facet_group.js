/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * facet_group: the values of one facet to choose from, and a look into those
 * that are not listed.
 *
 * @module
 */
import { make, rearrange } from "./markup.js";
import { fieldName, number, wordsOf } from "./texts.js";

/** @typedef {import("./client.js").FacetValue} FacetValue */

/** Values asked for; a list this long is taken to be cut. */
export const LISTED = 20;
const SHOWN_FIRST = 6;
const TYPING_MS = 200; // that a pause in typing takes

export class FacetGroup {
	#field;
	#tongue;
	#toggle;
	#find;
	#list;
	#more;
	#box;
	#none;
	/** @type {FacetValue[]} */
	#listed = [];
	/** @type {FacetValue[] | null} what was looked for and found; null: nothing was looked for */
	#found = null;
	/** @type {Map<string, {box: HTMLInputElement, name: HTMLElement, count: HTMLElement, element: HTMLElement}>} */
	#items = new Map();
	#unfolded = false;
	#timer = 0;

	/**
	 * @param {string} field
	 * @param {import("./texts.js").Tongue} tongue
	 * @param {object} does
	 * @param {(field: string, value: string) => void} does.toggle
	 * @param {(field: string, prefix: string) => Promise<FacetValue[] | null>} does.find
	 *     null: outdated or failed
	 */
	constructor(field, tongue, { toggle, find }) {
		const words = wordsOf(tongue);
		const name = fieldName(field, tongue);

		this.#field = field;
		this.#tongue = tongue;
		this.#toggle = toggle;
		this.#find = find;
		this.#list = make("ul", {});
		this.#more = make("button", { type: "button", class: "text", "aria-expanded": "false",
			onclick: () => this.#unfold() });
		this.#box = make("input", { type: "search", autocomplete: "off", hidden: true,
			"aria-label": `${words.inFacet}: ${name}`, placeholder: `${words.inFacet}: ${name}`,
			oninput: () => this.#typed() });
		this.#none = make("p", { class: "help", role: "status" });
		this.element = make("fieldset", { part: "facet", "data-field": field, hidden: true },
			make("legend", {}, name), this.#box, this.#list, this.#none, this.#more);
	}

	/** @param {FacetValue[]} values of a new answer */
	show(values) {
		this.#listed = this.#field === "year" ? values.toReversed() : values;
		if (this.#found)
			this.#typed();
		this.#draw();
	}

	#unfold() {
		this.#unfolded = !this.#unfolded;
		this.#found = null;
		this.#box.value = "";
		this.#draw();
	}

	#typed() {
		clearTimeout(this.#timer);
		this.#timer = window.setTimeout(async () => {
			const prefix = this.#box.value.trim();
			const found = prefix ? await this.#find(this.#field, prefix) : [];

			if (found) {
				this.#found = prefix ? found : null;
				this.#draw();
			}
		}, TYPING_MS);
	}

	#draw() {
		const words = wordsOf(this.#tongue);
		const shown = this.#found ?? this.#listed.filter((value, place) =>
			this.#unfolded || place < SHOWN_FIRST || value.selected);
		const folded = this.#listed.length - shown.length;

		this.element.hidden = !this.#listed.length;
		this.#none.textContent = this.#found?.length === 0 ? words.noValue : "";
		rearrange(this.#list, shown.map((value) => this.#item(value)));
		this.#box.hidden = !this.#unfolded || (!this.#found && this.#listed.length < LISTED);
		this.#more.hidden = !this.#unfolded && folded <= 0;
		this.#more.setAttribute("aria-expanded", String(this.#unfolded));
		this.#more.textContent = this.#unfolded ? words.fewer : `${folded} ${words.more}`;
	}

	/**
	 * The same element for the same value, so that the focus stays.
	 * @param {FacetValue} value
	 */
	#item({ value, label, count, selected }) {
		const item = this.#items.get(value) ?? this.#newItem(value);

		item.box.checked = selected === true;
		item.name.textContent = label;
		item.count.textContent = number(count, this.#tongue);
		this.#items.set(value, item);
		return item.element;
	}

	/** @param {string} value */
	#newItem(value) {
		const box = make("input", { type: "checkbox", value,
			onchange: () => this.#toggle(this.#field, value) });
		const name = make("span", { class: "name" });
		const count = make("span", { class: "count" });

		return { box, name, count, element: make("li", {}, make("label", {}, box, name, count)) };
	}
}
