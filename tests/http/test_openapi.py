#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""/openapi.json is true: its examples are asked, and all answers are checked against
its schemas; and it is good style, as a public linter sees it."""
import itertools
import json
import os
import subprocess
import unittest
import urllib.parse
from pathlib import Path

import jsonschema

from fixture import Daemon, Served

LINTER = Path(__file__).resolve().parents[2] / "build" / "npm" / "node_modules" / ".bin" / "redocly"
WRONG = {"integer": "x", "array": "", "string": "none-such"}


class Described(Served):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.document = json.loads(cls.daemon.get("/openapi.json"))

    def resolve(self, item):
        while "$ref" in item:
            found = self.document
            for key in item["$ref"].removeprefix("#/").split("/"):
                found = found[key]
            item = {**found, **{k: v for k, v in item.items() if k != "$ref"}}
        return item

    def operations(self):
        for path, methods in self.document["paths"].items():
            self.assertEqual(set(methods), {"get"})
            operation = methods["get"]
            yield path, operation, [self.resolve(p) for p in operation.get("parameters", ())]

    def check(self, answer, operation):
        """The answer is one that is described, in form, headers and content."""
        self.assertIn(str(answer.status), operation["responses"])
        response = self.resolve(operation["responses"][str(answer.status)])
        for name, header in response.get("headers", {}).items():
            schema = self.resolve(header)["schema"]
            value = answer.headers[name]
            if value is not None:
                self.valid(int(value) if schema.get("type") == "integer" else value, schema)
        if "content" not in response:
            self.assertEqual(answer.body, b"")
            return
        kind = answer.headers["Content-Type"].split(";")[0]
        self.assertIn(kind, response["content"])
        self.valid(answer.json() if "json" in kind else answer.text(), response["content"][kind]["schema"])

    def valid(self, value, schema):
        jsonschema.Draft202012Validator(
            {**schema, "components": self.document["components"]},
            format_checker=jsonschema.FormatChecker()).validate(value)

    @staticmethod
    def pairs(parameter, value):
        values = value if isinstance(value, list) else [value]
        return [(parameter["name"], v) for v in values]

    def fill(self, path, parameters):
        for parameter in parameters:
            if parameter["in"] == "path":
                path = path.replace("{%s}" % parameter["name"], urllib.parse.quote(parameter["example"]))
        return path, [p for p in parameters if p["in"] == "query"]

    def least(self, path, parameters):
        """The address with no more parameters than it needs."""
        path, queries = self.fill(path, parameters)
        needed = {p["name"]: p["example"] for p in queries if p.get("required")}
        return path + "?" * bool(needed) + urllib.parse.urlencode(needed)

    def test_every_example_of_a_parameter_is_valid_and_answered_as_described(self):
        for path, operation, parameters in self.operations():
            for parameter in parameters:
                self.valid(parameter["example"], parameter["schema"])
            path, queries = self.fill(path, parameters)
            needed = [query for query in queries if query.get("required")]
            free = [query for query in queries if not query.get("required")]
            choices = [needed + chosen for chosen in (
                [], *[[query] for query in free], free,
                *map(list, itertools.combinations(free, 2)))]
            for chosen in choices:
                asked = [pair for p in chosen for pair in self.pairs(p, p["example"])]
                with self.subTest(path, asked=asked):
                    answer = self.ask(path, asked)
                    self.assertEqual(answer.status, 200, answer.body)
                    self.check(answer, operation)

    def test_every_operation_says_304_if_it_has_a_tag(self):
        for path, operation, parameters in self.operations():
            path = self.least(path, parameters)
            tag = self.ask(path).headers["ETag"]
            self.assertEqual(tag is not None, "304" in operation["responses"], path)
            if tag:
                self.check(self.ask(path, headers={"If-None-Match": tag}), operation)

    def test_wrong_values_are_problems_as_described(self):
        for path, operation, parameters in self.operations():
            path, queries = self.fill(path, parameters)
            for query in queries:
                schema = self.resolve(query["schema"])
                if query["name"] in ("q", "cursor", "prefix"):
                    continue
                value = WRONG[schema["type"]]
                if path == "/" and not value:
                    continue  # forms send fields that are left blank
                with self.subTest(path, name=query["name"]):
                    answer = self.ask(path, [(query["name"], value)])
                    self.assertEqual(answer.status, 400)
                    self.check(answer, operation)
            if "400" in operation["responses"]:
                answer = self.ask(path, {"none-such": "1"})
                self.assertEqual(answer.status, 400)
                self.check(answer, operation)

    def test_wrong_methods_are_problems_as_described(self):
        for path, operation, parameters in self.operations():
            answer = self.ask(self.fill(path, parameters)[0], method="DELETE")
            self.assertEqual(answer.status, 405)
            self.check(answer, operation)

    def test_examples_of_problems_are_what_is_sent(self):
        self.valid(self.ask("/livez", method="DELETE").json(), {"const": self.example("MethodNotAllowed")})
        self.valid(self.ask("/api/v1/search?limit=x").json(), {"const": self.example("BadRequest")})

    def example(self, name):
        return self.document["components"]["responses"][name]["content"]["application/problem+json"]["example"]

    def test_every_parameter_of_a_search_is_described(self):
        detail = self.ask("/api/v1/search?none-such=1").json()["detail"]
        known = set(detail.partition("known are: ")[2].split(", "))
        told = {p["name"] for path, _, parameters in self.operations() for p in parameters
                if path == "/api/v1/search"}
        self.assertEqual(known, told)

    def test_what_is_taken_is_described_and_nothing_else(self):
        """Some also take what a search takes, so that its address will do."""
        examples = {p["name"]: p for _, _, parameters in self.operations()
                    for p in parameters if p["in"] == "query"}
        for path, operation, parameters in self.operations():
            if "400" not in operation["responses"]:
                continue
            own = {p["name"]: p for p in parameters}
            told = set(own) | set(operation.get("x-also-taken", ()))
            for name, parameter in {**examples, **own}.items():
                if parameter["in"] == "path":
                    continue
                address = self.least(path, [p for p in parameters if p["name"] != name])
                answer = self.ask(address + "?&"["?" in address] + urllib.parse.urlencode(
                    self.pairs(parameter, parameter["example"])))
                with self.subTest(path, name=name):
                    self.assertEqual(answer.status == 200, name in told)

    @unittest.skipUnless(LINTER.exists(), "redocly is not there: setup/npm.sh installs it")
    def test_a_linter_finds_no_error(self):
        file = Path(self.daemon.folder.name) / "openapi.json"
        file.write_text(json.dumps(self.document))
        done = subprocess.run([LINTER, "lint", file], capture_output=True, text=True, timeout=120, check=False,
                              env={**os.environ, "REDOCLY_TELEMETRY": "off", "CI": "true"})
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


class Unready(unittest.TestCase):
    def test_without_an_index_the_problem_is_as_described(self):
        daemon = self.enterContext(Daemon())
        daemon.start()
        helper = Described("check")
        helper.daemon = daemon
        helper.document = json.loads(daemon.get("/openapi.json"))
        for path, operation, parameters in helper.operations():
            if "503" in operation["responses"]:
                answer = helper.ask(helper.least(path, parameters))
                self.assertEqual(answer.status, 503, path)
                helper.check(answer, operation)


if __name__ == "__main__":
    unittest.main()
