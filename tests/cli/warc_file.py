# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes WARC files for tests, whole ones and broken ones."""
import gzip


def response(body, status="200 OK", kind="text/html; charset=utf-8", head="", length=True):
    """An HTTP response."""
    body = body if isinstance(body, bytes) else body.encode()
    size = f"Content-Length: {len(body)}\r\n" if length else ""
    kind = f"Content-Type: {kind}\r\n" if kind else ""
    return f"HTTP/1.1 {status}\r\n{kind}{size}{head}\r\n".encode() + body


def chunked(body, size=50):
    parts = [body[i:i + size] for i in range(0, len(body), size)] + [b""]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


def record(target, block, kind="response", length=None, head="",
           block_type="application/http; msgtype=response"):
    target = f"WARC-Target-URI: {target}\r\n" if target else ""
    return (f"WARC/1.0\r\nWARC-Type: {kind}\r\n{target}"
            f"WARC-Date: 2007-04-24T10:00:00Z\r\nContent-Type: {block_type}\r\n{head}"
            f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
            ).encode() + block + b"\r\n\r\n"


def packed(*records):
    """Each record a gzip member of its own."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
