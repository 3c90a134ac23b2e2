/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * texts: what the element says, in German and English.
 *
 * @module
 */

const WORDS = {
	de: {
		query: "Wonach suchen Sie?",
		submit: "Suchen",
		filters: "Eingrenzen",
		chosen: "Gewählt",
		drop: "aufheben",
		clear: "Alles aufheben",
		more: "weitere",
		fewer: "Weniger zeigen",
		inFacet: "Suchen in",
		noValue: "Nichts beginnt so.",
		order: "Reihenfolge",
		relevance: "Passendste",
		newest: "Neueste",
		oldest: "Älteste",
		results: "Ergebnisse",
		one: "Seite gefunden",
		many: "Seiten gefunden",
		none: "Keine Seite gefunden",
		searching: "Die Suche läuft …",
		relaxed: "Keine Seite enthält alle Suchwörter. Diese enthalten einige davon.",
		meant: "Meinten Sie",
		helpFewer: "Suchen Sie mit weniger oder allgemeineren Wörtern.",
		helpSpelling: "Prüfen Sie die Schreibweise.",
		helpFilters: "Ohne Eingrenzung suchen",
		withoutWord: "Suchen ohne",
		withoutFilter: "Nicht eingrenzen nach",
		wordsAlone: "Nur die Wörter suchen:",
		open: "„",
		close: "“",
		undated: "ohne Datum",
		pages: "Seiten der Ergebnisliste",
		page: "Seite",
		previous: "Zurück",
		next: "Weiter",
		failed: "Die Suche antwortet nicht",
		unreachable: "Der Suchdienst ist gerade nicht zu erreichen.",
		late: "Der Suchdienst braucht zu lange für eine Antwort.",
		busy: "Der Suchdienst ist gerade nicht bereit. Bitte versuchen Sie es gleich noch einmal.",
		refused: "Der Suchdienst versteht diese Anfrage nicht.",
		broken: "Im Suchdienst ist ein Fehler aufgetreten.",
		again: "Noch einmal versuchen",
	},
	en: {
		query: "What are you looking for?",
		submit: "Search",
		filters: "Narrow down",
		chosen: "Chosen",
		drop: "remove",
		clear: "Clear all",
		more: "more",
		fewer: "Show fewer",
		inFacet: "Search in",
		noValue: "Nothing begins like this.",
		order: "Order",
		relevance: "Best match",
		newest: "Newest",
		oldest: "Oldest",
		results: "Results",
		one: "page found",
		many: "pages found",
		none: "No page found",
		searching: "Searching …",
		relaxed: "No page has all of the words. These have some of them.",
		meant: "Did you mean",
		helpFewer: "Search for fewer or more general words.",
		helpSpelling: "Check the spelling.",
		helpFilters: "Search without narrowing down",
		withoutWord: "Search without",
		withoutFilter: "Do not narrow down by",
		wordsAlone: "Search for the words alone:",
		open: "“",
		close: "”",
		undated: "undated",
		pages: "Pages of results",
		page: "Page",
		previous: "Previous",
		next: "Next",
		failed: "The search does not answer",
		unreachable: "The search service cannot be reached just now.",
		late: "The search service takes too long to answer.",
		busy: "The search service is not ready just now. Please try again in a moment.",
		refused: "The search service does not understand this request.",
		broken: "Something went wrong in the search service.",
		again: "Try again",
	},
};

/** @type {Record<Tongue, Record<string, string>>} */
const FIELDS = {
	de: { city: "Stadt", cluster: "Branche", year: "Jahr", type: "Art der Seite",
		language: "Sprache", programme: "Programm", country: "Land", running: "Laufzeit" },
	en: { city: "City", cluster: "Sector", year: "Year", type: "Type of page",
		language: "Language", programme: "Programme", country: "Country", running: "Running in" },
};

/** @typedef {"de" | "en"} Tongue */
/** @typedef {typeof WORDS.en} Words */

/**
 * German for German, English for all else.
 * @param {string | null | undefined} tag such as "de-AT"
 * @returns {Tongue}
 */
export function tongueOf(tag) {
	return /^de\b/i.test(tag ?? "") ? "de" : "en";
}

/**
 * @param {Tongue} tongue
 * @returns {Words}
 */
export function wordsOf(tongue) {
	return WORDS[tongue];
}

/**
 * @param {string} field
 * @param {Tongue} tongue
 */
export function fieldName(field, tongue) {
	return FIELDS[tongue][field] ?? field;
}

/**
 * @param {number} number
 * @param {Tongue} tongue
 */
export function number(number, tongue) {
	return new Intl.NumberFormat(tongue).format(number);
}

/**
 * A date as far as it is known: a year, a month, or a day.
 * @param {string} date
 * @param {Tongue} tongue
 */
export function dateText(date, tongue) {
	const [year, month, day] = date.split("-");
	const known = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));

	if (Number.isNaN(known.getTime()))
		return date;
	return new Intl.DateTimeFormat(tongue === "de" ? "de" : "en-GB", {
		year: "numeric", month: month ? "long" : undefined, day: day ? "numeric" : undefined,
		timeZone: "UTC" }).format(known);
}

/**
 * What the count of an answer says aloud.
 * @param {number} total
 * @param {Tongue} tongue
 */
export function countText(total, tongue) {
	const { one, many, none } = WORDS[tongue];

	return total ? `${number(total, tongue)} ${total === 1 ? one : many}` : none;
}
