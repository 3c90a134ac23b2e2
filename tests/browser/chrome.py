# SPDX-License-Identifier: GPL-2.0-or-later
"""Drives a real Chromium by the WebDriver protocol (W3C), with nothing but
the standard library: Debian's chromium and chromium-driver."""
import base64
import json
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the protocol's name for a reference
SHADOW = "shadow-6066-11e4-a52e-4f735466cecf"
OPTIONS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
           "--disable-background-networking", "--disable-component-update", "--disable-sync",
           "--disable-dev-shm-usage", "--window-size=1280,1000"]


def available():
    return bool(shutil.which("chromium") and shutil.which("chromedriver"))


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Chrome:
    """with Chrome() as chrome: chrome.open(url); chrome.text("h1")"""

    def __init__(self, *options, within=None):
        """within: a selector of an element in whose shadow tree selectors are looked up."""
        self.options = [*OPTIONS, *options]
        self.within = within

    def __enter__(self):
        try:
            return self._begin()
        except BaseException:
            self._end()
            raise

    def _begin(self):
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        self.profile = tempfile.TemporaryDirectory(prefix="regio-chrome-", ignore_cleanup_errors=True)
        self.driver = subprocess.Popen(["chromedriver", f"--port={port}"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait_for_driver()
        wanted = {"browserName": "chrome", "goog:chromeOptions": {
            "binary": shutil.which("chromium"),
            "args": [*self.options, f"--user-data-dir={self.profile.name}"]}}
        session = self._call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.base += f"/session/{session['sessionId']}"
        return self

    def __exit__(self, *_):
        try:
            self._call("DELETE", "")
        finally:
            self._end()

    def _end(self):
        self.driver.terminate()
        self.driver.wait(timeout=20)
        self.profile.cleanup()

    def _wait_for_driver(self):
        for _ in range(100):
            try:
                if self._call("GET", "/status")["ready"]:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise RuntimeError("chromedriver does not answer")

    def _call(self, method, path, body=None):
        request = urllib.request.Request(
            self.base + path, method=method,
            data=json.dumps(body or {}).encode() if method == "POST" else None,
            headers={"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def open(self, url):
        self._call("POST", "/url", {"url": url})

    def url(self):
        return self._call("GET", "/url")

    def title(self):
        return self._call("GET", "/title")

    def find(self, selector):
        """References to all elements that match a CSS selector."""
        tree = self._shadow_tree(self.within) if self.within else ""
        return self._find(tree, selector)

    def _find(self, tree, selector):
        found = self._call("POST", f"{tree}/elements", {"using": "css selector", "value": selector})
        return [element[ELEMENT] for element in found]

    def _shadow_tree(self, host):
        root = self._call("GET", f"/element/{self._find('', host)[0]}/shadow")
        return f"/shadow/{root[SHADOW]}"

    def text(self, selector):
        """The visible text of the first match."""
        return self._call("GET", f"/element/{self.find(selector)[0]}/text")

    def texts(self, selector):
        return [self._call("GET", f"/element/{element}/text") for element in self.find(selector)]

    def click(self, selector):
        self._call("POST", f"/element/{self.find(selector)[0]}/click")

    def type(self, selector, text):
        """Types into the first match; "\\ue007" is the Enter key."""
        self._call("POST", f"/element/{self.find(selector)[0]}/value", {"text": text})

    def run(self, script, *arguments):
        """The value that a JavaScript function body returns."""
        return self._call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def run_async(self, script, *arguments):
        """The same of a body that may wait."""
        body = ("const done = arguments[arguments.length - 1];"
                f"(async () => {{ {script} }})().then(done, (error) => done(`failed: ${{error}}`));")
        return self._call("POST", "/execute/async", {"script": body, "args": list(arguments)})

    def wait_until(self, script, *arguments, seconds=15):
        """Until the script returns something; what it returned, or nothing in that time."""
        deadline = time.monotonic() + seconds
        while not (value := self.run(script, *arguments)) and time.monotonic() < deadline:
            time.sleep(0.03)
        return value

    def press(self, *keys):
        """Presses keys on whatever has the focus."""
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._call("POST", "/actions",
                   {"actions": [{"type": "key", "id": "keyboard", "actions": actions}]})

    def log(self):
        """What the browser complained of since it was last asked."""
        return self._call("POST", "/se/log", {"type": "browser"})

    def resize(self, width, height):
        self._call("POST", "/window/rect", {"width": width, "height": height})

    def screenshot(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self._call("GET", "/screenshot")))
