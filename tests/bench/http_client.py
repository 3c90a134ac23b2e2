# SPDX-License-Identifier: GPL-2.0-or-later
"""http_client: one connection that is kept, and as little of our own time on it as can be."""
import select
import socket
import time


class HttpClient:
    def __init__(self, host, port):
        self.address, self.host = (host, port), f"{host}:{port}"
        self.connect()

    def connect(self):
        self.socket = socket.create_connection(self.address, timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, target):
        """Seconds from the request to the last byte of the answer, and its body."""
        request = f"GET {target} HTTP/1.1\r\nHost: {self.host}\r\nConnection: keep-alive\r\n\r\n".encode()
        if self.was_closed():
            self.close()
            self.connect()
        start = time.perf_counter()
        self.socket.sendall(request)
        head, body = self.receive()
        seconds = time.perf_counter() - start
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"{target}: {head.splitlines()[0].decode()} {body[:300]!r}")
        return seconds, body

    def was_closed(self):
        """Servers close a connection that waits too long, as ours does while others are asked."""
        return bool(select.select([self.socket], [], [], 0)[0])

    def receive(self):
        received = b""
        while b"\r\n\r\n" not in received:
            received += self.more()
        head, _, body = received.partition(b"\r\n\r\n")
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
        if fields.get(b"transfer-encoding") == b"chunked":
            return head, self.unchunked(body)
        parts, missing = [body], int(fields[b"content-length"]) - len(body)
        while missing > 0:
            parts.append(self.more())
            missing -= len(parts[-1])
        return head, b"".join(parts)

    def unchunked(self, received):
        parts = []
        while True:
            while b"\r\n" not in received:
                received += self.more()
            size, _, received = received.partition(b"\r\n")
            size = int(size, 16)
            while len(received) < size + 2:
                received += self.more()
            if not size:
                return b"".join(parts)
            parts.append(received[:size])
            received = received[size + 2:]

    def more(self):
        received = self.socket.recv(1 << 20)
        if not received:
            raise ConnectionError("the server has closed the connection")
        return received

    def close(self):
        self.socket.close()
