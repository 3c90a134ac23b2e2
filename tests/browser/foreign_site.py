# SPDX-License-Identifier: GPL-2.0-or-later
"""The site of a stranger: another origin than the daemon's, with pages that
name the daemon as the examples do."""
import contextlib
import http.server
import json
import mimetypes
import threading
from pathlib import Path
from urllib.parse import urlsplit

NAMED = "http://127.0.0.1:8080"  # how the examples call the daemon
ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
NODE_MODULES = ROOT / "build" / "npm" / "node_modules"


class ForeignSite:
    """with ForeignSite(daemon.url, {"/": "<!doctype html>..."}) as site: site.url

    service: what answers below /service/ in place of the daemon: for each path a
    function that returns a status and an object."""

    def __init__(self, daemon_url, pages=(), service=()):
        self.daemon_url = daemon_url
        self.pages = dict(pages)
        self.service = dict(service)

    def __enter__(self):
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                status, kind, body = site.answer(urlsplit(self.path).path)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with contextlib.suppress(ConnectionError):  # who asked may have lost interest
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def answer(self, path):
        """Status, content type and bytes."""
        _, ours, asked = path.partition("/service")
        if ours and asked in self.service:
            status, told = self.service[asked]()
            return status, "application/json", json.dumps(told).encode()
        if path in self.pages:
            return 200, "text/html; charset=utf-8", self.named(self.pages[path])
        return self.file(path)

    def file(self, path):
        """Of an example, or of a package."""
        _, modules, inside = path.partition("/node_modules/")
        file = NODE_MODULES / inside if modules else EXAMPLES / path.lstrip("/")
        if not file.is_file():
            return 200 if path == "/favicon.ico" else 404, "text/plain", b""
        kind = mimetypes.guess_type(file.name)[0]
        return 200, f"{kind}; charset=utf-8", \
            file.read_bytes() if modules else self.named(file.read_text(encoding="utf-8"))

    def named(self, text):
        return text.replace(NAMED, self.daemon_url).encode()
