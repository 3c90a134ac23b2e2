/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * markup: elements made of text. Nothing here ever hands a string to a parser
 * of HTML, so no text of a page or of a visitor can become anything but text.
 *
 * @module
 */

/** @type {Record<string, string>} */
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'" };

/** @param {string} escaped */
function unescaped(escaped) {
	return escaped.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi,
		(whole, decimal, hexadecimal, name) => {
			if (name)
				return ENTITIES[name] ?? whole;
			const code = decimal ? parseInt(decimal, 10) : parseInt(hexadecimal, 16);
			return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
		});
}

/**
 * The parts of escaped HTML that has <mark> only, as plain text.
 * @param {string} html
 * @returns {{text: string, marked: boolean}[]}
 */
export function parts(html) {
	let marked = false;

	return html.split(/(<\/?mark>)/).flatMap((part) => {
		if (part === "<mark>" || part === "</mark>") {
			marked = part === "<mark>";
			return [];
		}
		return part ? [{ text: unescaped(part), marked }] : [];
	});
}

/**
 * Escaped HTML with <mark> only as elements: any other tag in it is text.
 * @param {string} html such as a hit's snippet
 */
export function marked(html) {
	const fragment = document.createDocumentFragment();

	for (const part of parts(html))
		fragment.append(part.marked ? make("mark", {}, part.text) : part.text);
	return fragment;
}

/**
 * Escaped HTML with <mark> only as plain text.
 * @param {string} html
 */
export function plain(html) {
	return parts(html).map(({ text }) => text).join("");
}

/**
 * An element with attributes (undefined and false: left out), listeners (on...) and children.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number | boolean | undefined | ((event: Event) => void)>} attributes
 * @param {...(Node | string | undefined)} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function make(name, attributes, ...children) {
	const element = document.createElement(name);

	for (const [attribute, value] of Object.entries(attributes)) {
		if (typeof value === "function")
			element.addEventListener(attribute.slice("on".length), value);
		else if (value !== undefined && value !== false)
			element.setAttribute(attribute, value === true ? "" : String(value));
	}
	element.append(...children.filter((child) => child !== undefined));
	return element;
}

/**
 * The address, if it is one of the web: javascript: and the like lead nowhere.
 * @param {string | null} url
 */
export function webAddress(url) {
	return url && /^https?:\/\//i.test(url) ? url : undefined;
}

/**
 * Makes these the children of the parent. What stays is not touched, so that
 * the focus stays in it.
 * @param {Element} parent
 * @param {Node[]} children
 */
export function rearrange(parent, children) {
	const wanted = new Set(children);

	for (const child of [...parent.childNodes]) {
		if (!wanted.has(child))
			child.remove();
	}
	let next = parent.firstChild;
	for (const child of children) {
		if (child === next)
			next = next.nextSibling;
		else
			parent.insertBefore(child, next);
	}
}
