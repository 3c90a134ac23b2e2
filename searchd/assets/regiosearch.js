/* SPDX-License-Identifier: GPL-2.0-or-later */
/**
 * What a web page of any origin needs to search with a regio-searchd: a client
 * without any dependency, and an element that is a whole search.
 *
 *     <script type="module" src="https://search.example/regiosearch.js"></script>
 *     <regio-search lang="en" facets="city cluster year"></regio-search>
 *
 *     import { Regiosearch } from "https://search.example/regiosearch.js";
 *     const answer = await new Regiosearch().search({ q: "harbour", city: ["Rostock"] });
 *
 * @module
 */
export { Regiosearch, RegiosearchError } from "./regiosearch/client.js";
export { RegioSearchElement } from "./regiosearch/element.js";
export { marked, plain } from "./regiosearch/markup.js";
