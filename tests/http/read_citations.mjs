// SPDX-License-Identifier: GPL-2.0-or-later
// usage: node read_citations.mjs NODE_MODULES FORMAT < citations
// What citation-js reads in a file of citations, as CSL-JSON.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [folder, format] = process.argv.slice(2);
const require = createRequire(folder + "/");
const { Cite, plugins } = require("@citation-js/core");
require("@citation-js/plugin-ris");
require("@citation-js/plugin-bibtex");

const forced = { ris: "@ris/file", bibtex: "@biblatex/text", classic: "@bibtex/text", csl: "@csl/list+object" };
let text = readFileSync(0, "utf8");
if (format === "csl") text = JSON.parse(text);
const read = new Cite(text, { forceType: forced[format], generateGraph: false });
process.stdout.write(JSON.stringify(read.data));
