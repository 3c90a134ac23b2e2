# SPDX-License-Identifier: GPL-2.0-or-later
"""Requests no browser sends, byte by byte over plain sockets: what is answered,
and whether the connection stays open."""
import re
import socket
import time
import unittest
import urllib.parse

from fixture import Served

OPEN, CLOSED = "open", "closed"
HOST = b"Host: region.example\r\n"


def get(target=b"/livez", headers=HOST, method=b"GET", version=b"HTTP/1.1"):
    return method + b" " + target + b" " + version + b"\r\n" + headers + b"\r\n"


SMUGGLED = get(b"/api/v1/search?q=smuggled")

# name: bytes sent, statuses that will do, how the connection is left
# (None: either way). Status None: closed without an answer will do too.
REQUESTS = {
    "plain": (get(), [200], OPEN),
    "OPTIONS *": (get(b"*", method=b"OPTIONS"), [204], OPEN),
    "%00 in the path": (get(b"/%00"), [400], CLOSED),
    "%00 behind a good path": (get(b"/livez%00.html"), [400], CLOSED),
    "%00 in a value": (get(b"/api/v1/search?q=a%00b"), [400], CLOSED),
    # the address ends there, as everything behind it agrees
    "raw NUL in the path": (get(b"/li\0vez"), [400, 404], None),
    "raw NUL in a value": (get(b"/api/v1/search?q=a\0b"), [200, 400], None),
    "dots": (get(b"/../../etc/passwd"), [404], OPEN),
    "encoded dots": (get(b"/..%2f..%2fetc%2fpasswd"), [404], OPEN),
    "absolute form": (get(b"http://region.example/livez"), [200], OPEN),
    "absolute form in capitals": (get(b"HTTPS://region.example:443/livez"), [200], OPEN),
    "absolute form without a path": (get(b"http://region.example?q=x", method=b"HEAD"), [200], OPEN),
    "absolute form of nothing": (get(b"http://region.example/nowhere"), [404], OPEN),
    "absolute form with a user": (get(b"http://me@region.example/livez"), [400], CLOSED),
    "absolute form without a host": (get(b"http:///livez"), [400], CLOSED),
    "another scheme": (get(b"ftp://region.example/livez"), [404], OPEN),
    "no Host": (get(headers=b""), [400], CLOSED),
    "two Hosts": (get(headers=HOST + HOST), [400], CLOSED),
    "no host in Host": (get(headers=b"Host: a\"><b>/x\r\n"), [400], CLOSED),
    "an empty Host": (get(headers=b"Host:\r\n"), [200], OPEN),
    "an address in Host": (get(headers=b"Host: [::1]:8080\r\n"), [200], OPEN),
    "two Hosts in two cases": (get(headers=HOST + b"hOST: other.example\r\n"), [400], CLOSED),
    "space in the address": (get(b"/livez x"), [400], CLOSED),
    "tab in the address": (get(b"/livez\tx"), [400], CLOSED),
    "space before the colon": (get(headers=HOST + b"X-Odd : 1\r\n"), [400], CLOSED),
    "hidden length": (get(headers=HOST + b"Content-Length : 3\r\n") + b"abc", [400], CLOSED),
    "empty header name": (get(headers=HOST + b": x\r\n"), [200, 400], None),
    "folded header": (get(headers=HOST + b"X-Long: a\r\n  b\r\n"), [200, 400], None),
    "bare line feeds": (b"GET /livez HTTP/1.1\nHost: region.example\n\n", [200, 400], None),
    "both lengths": (get(headers=HOST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n")
                     + b"0\r\n\r\n" + SMUGGLED, [400], CLOSED),
    "chunked": (get(headers=HOST + b"Transfer-Encoding: chunked\r\n") + b"0\r\n\r\n",
                [400], CLOSED),
    "unknown coding": (get(headers=HOST + b"Transfer-Encoding: xyz\r\n") + SMUGGLED,
                       [400], CLOSED),
    "two lengths": (get(headers=HOST + b"Content-Length: 0\r\nContent-Length: 9\r\n") + SMUGGLED,
                    [400], CLOSED),
    "length 0": (get(headers=HOST + b"Content-Length: 0\r\n"), [400], CLOSED),
    "length -1": (get(headers=HOST + b"Content-Length: -1\r\n"), [400], CLOSED),
    "length +5": (get(headers=HOST + b"Content-Length: +5\r\n") + b"abcde", [400], CLOSED),
    "a body": (get(method=b"POST", headers=HOST + b"Content-Length: 3\r\n") + b"a=b",
               [400], CLOSED),
    "HTTP/9.9": (get(version=b"HTTP/9.9"), [505], CLOSED),
    "HTTP/0.9": (b"GET /livez\r\n\r\n", [400, None], CLOSED),
    "HTTP/1.0": (get(version=b"HTTP/1.0"), [200], CLOSED),
    "HTTP/1.0 without Host": (get(headers=b"", version=b"HTTP/1.0"), [200], CLOSED),
    "HTTP/1.0 with two Hosts": (get(headers=HOST + HOST, version=b"HTTP/1.0"), [400], CLOSED),
    "FOO": (get(method=b"FOO"), [405], CLOSED),
    "TRACE": (get(method=b"TRACE"), [405], CLOSED),
    "CONNECT": (get(b"region.example:443", method=b"CONNECT"), [405], CLOSED),
    "5 KB address": (get(b"/?q=" + b"x" * 5000), [200], OPEN),
    "8 KB address": (get(b"/api/v1/search?q=" + b"x+" * 4087), [200], OPEN),
    "9 KB address": (get(b"/?q=" + b"x" * 9000), [414], CLOSED),
    "129 parameters": (get(b"/?q=x" + b"&year=1" * 128), [414], CLOSED),
    "1000 parameters": (get(b"/?q=x" + b"&year=1" * 999), [414], CLOSED),
    "8000 parameters": (get(b"/?q=x" + b"&" * 7999), [414], CLOSED),
    "12 KB address": (get(b"/?q=" + b"x" * 12000), [414], CLOSED),
    "20 KB address": (get(b"/?q=" + b"x" * 20000), [414], CLOSED),
    "60 KB address": (get(b"/?q=" + b"x" * 60000), [414, None], CLOSED),
    "60 KB header": (get(headers=HOST + b"X: " + b"x" * 60000 + b"\r\n"), [431, None], CLOSED),
    "3,000 headers": (get(headers=HOST + b"".join(b"X-%d: y\r\n" % i for i in range(3000))),
                      [431, None], CLOSED),
    "invalid UTF-8": (get(b"/api/v1/search?q=%ff%fe%C3%28"), [400], OPEN),
    "invalid UTF-8 on the page": (get(b"/?q=%ff%fe%C3%28"), [400], OPEN),
    "invalid UTF-8 in a name": (get(b"/api/v1/search?%ff=1"), [400], OPEN),
    "raw invalid UTF-8": (get(b"/api/v1/search?q=\xff\xfe"), [400], OPEN),
    "bad percent": (get(b"/api/v1/search?q=%zz%4"), [200], OPEN),
    "nothing but separators": (get(b"/api/v1/search?&&&=&"), [200, 400], OPEN),
}


def read_all(connection, seconds):
    """Bytes until the other side closes or is silent; and whether it closed."""
    connection.settimeout(seconds)
    received = b""
    try:
        while chunk := connection.recv(65536):
            received += chunk
    except socket.timeout:
        return received, False
    except ConnectionError:
        pass
    return received, True


def statuses(received):
    """Of the answers one after another, as a client takes them apart."""
    found = []
    while received.startswith(b"HTTP/1."):
        head, _, rest = received.partition(b"\r\n\r\n")
        found.append(int(head.split()[1]))
        length = re.search(rb"\r\ncontent-length: *(\d+)", head, re.IGNORECASE)
        received = rest[int(length[1]) if length else 0:]
    return found


class BadRequests(Served):
    def connect(self):
        address = urllib.parse.urlsplit(self.daemon.url)
        connection = socket.create_connection((address.hostname, address.port), timeout=10)
        self.addCleanup(connection.close)
        return connection

    def send(self, request, seconds=0.4):
        connection = self.connect()
        try:
            connection.sendall(request)
        except ConnectionError:
            pass  # it hung up before we were through
        return read_all(connection, seconds)

    def test_each_is_answered_as_promised(self):
        for name, (request, wanted, ending) in REQUESTS.items():
            with self.subTest(name):
                received, closed = self.send(request)
                found = statuses(received)
                self.assertLessEqual(len(found), 1, "answered twice")
                self.assertIn(found[0] if found else None, wanted)
                if ending:
                    self.assertEqual(CLOSED if closed else OPEN, ending)
        self.assertEqual(self.ask("/livez").status, 200)

    def test_nothing_smuggled_is_ever_answered(self):
        for name, (request, _, _) in REQUESTS.items():
            with self.subTest(name):
                self.assertNotIn(b"smuggled", self.send(request, 0.1)[0])

    def test_refusals_are_problems_with_the_headers_of_every_answer(self):
        for name in ("two Hosts", "chunked", "FOO", "invalid UTF-8", "dots"):
            with self.subTest(name):
                head = self.send(REQUESTS[name][0], 0.2)[0].split(b"\r\n\r\n")[0].lower()
                self.assertIn(b"content-type: application/problem+json", head)
                self.assertIn(b"content-security-policy: default-src 'none'", head)
                self.assertIn(b"x-content-type-options: nosniff", head)

    def test_an_address_that_is_too_long_is_called_so(self):
        for name in ("9 KB address", "12 KB address"):
            body = self.send(REQUESTS[name][0], 0.2)[0].partition(b"\r\n\r\n")[2]
            self.assertIn(b"/problems/address-too-long", body)
            self.assertNotIn(b"Host", body)

    def test_a_long_address_leaves_room_for_the_headers_of_a_browser(self):
        headers = HOST + b"Connection: close\r\n" + b"".join(
            b"X-%d: %s\r\n" % (i, b"y" * 90) for i in range(15))
        self.assertEqual(statuses(self.send(
            get(b"/?q=" + b"%C3%A4+" * 1100 + b"&city=a" * 40, headers), 10)[0]), [200])

    def test_two_requests_at_once_are_answered_in_turn(self):
        received, closed = self.send(get() + get(b"/nowhere") + get(b"/readyz"))
        self.assertEqual(statuses(received), [200, 404, 200])
        self.assertFalse(closed)

    def test_no_body_comes_without_being_asked_for(self):
        tag = self.ask("/style.css").headers["ETag"].encode()
        for target, headers, method in (
                (b"/export?format=csv", HOST, b"HEAD"), (b"/sitemap/1.xml", HOST, b"HEAD"),
                (b"/api/v1/search?q=hafen", HOST, b"HEAD"), (b"/nowhere", HOST, b"HEAD"),
                (b"/livez", HOST, b"OPTIONS"),
                (b"/style.css", HOST + b"If-None-Match: " + tag + b"\r\n", b"GET")):
            with self.subTest(target):
                received, _ = self.send(get(target, headers, method) + get())
                answers = received.split(b"\r\n\r\n")
                self.assertRegex(answers[1], b"^(HTTP/1.1 200 OK\r\n|$)")

    def test_a_request_may_come_in_pieces(self):
        connection = self.connect()
        for byte in get(b"/api/v1/search?q=h%C3%A4fen&limit=0"):
            connection.sendall(bytes([byte]))
        self.assertEqual(statuses(read_all(connection, 0.5)[0]), [200])

    def test_a_tls_hello_does_no_harm(self):
        self.send(bytes.fromhex("16030100a5010000a10303") + bytes(160), 0.3)
        self.assertEqual(self.ask("/livez").status, 200)

    def test_eight_kilobytes_of_header_are_enough_for_anyone(self):
        headers = HOST + b"".join(b"X-%d: %s\r\n" % (i, b"y" * 90) for i in range(80))
        self.assertEqual(statuses(self.send(get(headers=headers))[0]), [200])

    def test_many_who_hang_up_early_do_no_harm(self):
        for _ in range(200):
            connection = self.connect()
            connection.sendall(get(b"/api/v1/search?q=hafen"))
            connection.close()
        self.assertEqual(self.ask("/livez").status, 200)


class SlowClients(Served):
    """One slow test for all deadlines, since they are seconds long."""

    def test_nobody_holds_a_connection_without_a_finished_request(self):
        address = urllib.parse.urlsplit(self.daemon.url)
        place = (address.hostname, address.port)
        started = time.monotonic()
        tricklers = [socket.create_connection(place) for _ in range(100)]
        silent = [socket.create_connection(place) for _ in range(100)]
        idle = socket.create_connection(place)
        try:
            idle.sendall(get())
            for one in tricklers:
                one.sendall(b"GET /livez HTTP/1.1\r\n")
            while time.monotonic() - started < 8:
                time.sleep(1)
                for one in tricklers:
                    one.sendall(b"X-n: y\r\n")
                self.assertEqual(self.ask("/livez").status, 200)
            time.sleep(max(0, started + 11.5 - time.monotonic()))
            for one in tricklers + silent:
                self.assertTrue(read_all(one, 0.05)[1], "still open")
            self.assertFalse(read_all(idle, 0.05)[1], "closed too early")
            time.sleep(max(0, started + 16.5 - time.monotonic()))
            self.assertTrue(read_all(idle, 0.05)[1], "still open")
        finally:
            for one in [*tricklers, *silent, idle]:
                one.close()


if __name__ == "__main__":
    unittest.main()
