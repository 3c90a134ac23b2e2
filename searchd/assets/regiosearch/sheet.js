/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * sheet: how the element looks. It takes font and colours from the page around
 * it; a page changes more by the custom properties on :host, or by ::part().
 *
 * @module
 */

const STYLE = `
:host {
	--accent: var(--regio-accent, LinkText);
	--on-accent: var(--regio-on-accent, Canvas);
	--quiet: var(--regio-quiet, color-mix(in srgb, currentColor 80%, transparent));
	--line: var(--regio-line, color-mix(in srgb, currentColor 25%, transparent));
	--edge: var(--regio-edge, color-mix(in srgb, currentColor 60%, transparent));
	--field: var(--regio-field, transparent);
	--mark: var(--regio-mark, Mark);
	--on-mark: var(--regio-on-mark, MarkText);
	--radius: var(--regio-radius, 0.4rem);
	--gap: var(--regio-gap, 1.5rem);
	display: block;
	container-type: inline-size;
	font-family: var(--regio-font, inherit);
	line-height: 1.5;
	overflow-wrap: break-word;
}
:host([hidden]), [hidden] { display: none !important; }
*, *::before, *::after { box-sizing: border-box; }
h2, h3, p, ul, ol, fieldset { margin: 0; padding: 0; border: 0; }
ul, ol { list-style: none; }
h2, h3 { font-size: 1.05em; line-height: 1.35; }
a { color: var(--accent); }
mark { background: var(--mark); color: var(--on-mark); border-radius: 0.15em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
[tabindex="-1"]:focus { outline: none; }
.unseen {
	position: absolute; width: 1px; height: 1px; margin: -1px;
	overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
button, input, select {
	min-height: 2.5em; padding: 0 0.8em; border: 1px solid var(--edge);
	border-radius: var(--radius); background: var(--field); color: inherit; font: inherit;
}
::placeholder { color: var(--quiet); opacity: 1; }
select option { background: Canvas; color: CanvasText; }
button { cursor: pointer; }
button.main, button[aria-current] {
	border-color: var(--accent); background: var(--accent); color: var(--on-accent);
}
button.text {
	min-height: 1.75em; padding: 0; border: 0; background: none;
	color: var(--accent); text-decoration: underline;
}
form { display: flex; flex-wrap: wrap; gap: 0.4rem; margin-bottom: 1rem; }
form label { width: 100%; }
form input { flex: 1 1 12rem; min-width: 0; }
.columns { display: grid; gap: var(--gap); grid-template-columns: minmax(0, 1fr); }
.unfold { width: 100%; text-align: start; }
.unfold::after { content: "+" / ""; float: inline-end; }
.open .unfold::after { content: "−" / ""; }
.panel { display: grid; gap: 1rem; }
.columns:not(.open) > div > .panel { display: none; }
@container (min-width: 44rem) {
	.columns { grid-template-columns: minmax(11rem, 1fr) minmax(0, 3fr); }
	.unfold { display: none; }
	.columns:not(.open) > div > .panel { display: grid; }
}
legend { padding: 0; font-weight: 600; }
fieldset label { display: flex; align-items: center; gap: 0.5em; min-height: 1.75em; cursor: pointer; }
fieldset input[type=checkbox] { flex: none; width: 1.05em; min-height: 1.05em; margin: 0; accent-color: var(--accent); }
fieldset input[type=search] { width: 100%; min-height: 2em; margin: 0.2em 0; }
.name { flex: 1; min-width: 0; }
.count, .facts, .help { color: var(--quiet); font-size: 0.9em; }
.count { font-variant-numeric: tabular-nums; }
.bar { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.5rem 1rem; }
.chosen { display: flex; flex-wrap: wrap; gap: 0.4rem; margin-top: 0.6rem; }
.chosen button { min-height: 1.9em; font-size: 0.9em; }
.hits { transition: opacity 0.15s; }
[aria-busy=true] .hits { opacity: 0.55; }
.hits > li { padding: 0.9rem 0; border-bottom: 1px solid var(--line); }
.facts > * + *::before { content: " · "; }
.note { padding: 0.7rem 1rem; margin: 0.7rem 0; border-inline-start: 4px solid var(--accent); }
.note > * + * { margin-top: 0.4rem; }
.paging ul { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.35rem; margin-top: 1rem; }
.paging button { min-width: 2.5em; }
@media (prefers-reduced-motion: reduce) { .hits { transition: none; } }
@media (forced-colors: active) { button[aria-current] { outline: 2px solid; } }
`;

/** A sheet of one's own is allowed where a page's policy forbids styles in the markup. */
export const sheet = new CSSStyleSheet();

sheet.replaceSync(STYLE);
