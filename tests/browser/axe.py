# SPDX-License-Identifier: GPL-2.0-or-later
"""What axe-core has to say of the page on show, by the rules of WCAG 2.2 A and AA."""
import unittest

from browser.foreign_site import NODE_MODULES

AXE = NODE_MODULES / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def need():
    """Skips the test if axe-core is not there."""
    if not AXE.is_file():
        raise unittest.SkipTest("axe-core is not there: setup/npm.sh installs it")


def violations(chrome, looks_inside=False):
    """A line for each; looks_inside: it must have looked into an element, too."""
    chrome.run(AXE.read_text(encoding="utf-8"))
    return chrome.run_async("""
        const { violations, passes } = await axe.run(document,
            { runOnly: { type: "tag", values: arguments[0] } });
        const nodes = passes.flatMap(pass => pass.nodes);
        if (!nodes.length || (arguments[1] && !nodes.some(({ target }) => Array.isArray(target[0]))))
            return ["nothing was looked at"];
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`);""",
                            WCAG, looks_inside)
