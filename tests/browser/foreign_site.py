# SPDX-License-Identifier: GPL-2.0-or-later
"""The site of a stranger: another origin than the daemon's, with pages that
name the daemon as the examples do."""
import http.server
import mimetypes
import threading
from pathlib import Path
from urllib.parse import urlsplit

NAMED = "http://127.0.0.1:8080"  # how the examples call the daemon
ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
NODE_MODULES = ROOT / "build" / "npm" / "node_modules"


class ForeignSite:
    """with ForeignSite(daemon.url, {"/": "<!doctype html>..."}) as site: site.url"""

    def __init__(self, daemon_url, pages=()):
        self.daemon_url = daemon_url
        self.pages = dict(pages)

    def __enter__(self):
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                kind, body = site.find(urlsplit(self.path).path)
                self.send_response(200 if body is not None else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")

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

    def find(self, path):
        """Content type and bytes; a page first, then an example, then a package's file."""
        if path in self.pages:
            return "text/html; charset=utf-8", self.named(self.pages[path])
        _, modules, inside = path.partition("/node_modules/")
        file = NODE_MODULES / inside if modules else EXAMPLES / path.lstrip("/")
        if not file.is_file():
            return "text/plain", b"" if path == "/favicon.ico" else None
        kind = mimetypes.guess_type(file.name)[0]
        return f"{kind}; charset=utf-8", file.read_bytes() if modules else self.named(file.read_text())

    def named(self, text):
        return text.replace(NAMED, self.daemon_url).encode()
