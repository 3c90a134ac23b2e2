// SPDX-License-Identifier: GPL-2.0-or-later
import assert from "node:assert/strict";
import { test } from "node:test";

import { parts, plain, webAddress } from "../../searchd/assets/regiosearch/markup.js";

test("marks are parts, all else is text", () => {
	assert.deepEqual(parts("a <mark>b</mark> c"),
		[{ text: "a ", marked: false }, { text: "b", marked: true }, { text: " c", marked: false }]);
	assert.deepEqual(parts(""), []);
});

test("entities become characters, once", () => {
	assert.equal(plain("&lt;b&gt; &amp;amp; &quot;&#39;&#x27;&#228; &unknown; &"), "<b> &amp; \"''ä &unknown; &");
	assert.equal(plain("&#1114112;"), "&#1114112;");
});

test("tags other than marks stay text", () => {
	for (const html of ["<b>x</b>", "<mark class=x>y", "<MARK>y</MARK>", "<mark >y", "<script>y</script>"])
		assert.deepEqual(parts(html), [{ text: html, marked: false }]);
});

test("marks that are not closed or not opened harm nobody", () => {
	assert.deepEqual(parts("</mark>a<mark>b<mark>c"), [{ text: "a", marked: false },
		{ text: "b", marked: true }, { text: "c", marked: true }]);
});

test("only addresses of the web are links", () => {
	assert.equal(webAddress("https://a.example/"), "https://a.example/");
	for (const url of [null, "", "javascript:alert(1)", " https://a.example/", "data:text/html,x", "/a"])
		assert.equal(webAddress(url), undefined);
});
