# SPDX-License-Identifier: GPL-2.0-or-later
"""mysql_client: the text protocol of MySQL, as much of it as Sphinx needs: no password, results in rows of text.

After "MySQL Client/Server Protocol" of the MySQL manual (handshake response 41, COM_QUERY).
"""
import socket
import struct

CAPABILITIES = 0x00000001 | 0x00000200 | 0x00008000 | 0x00020000  # long password, protocol 41, secure, several results
MORE_RESULTS = 0x0008
QUERY = b"\x03"


class MysqlError(Exception):
    pass


class MysqlClient:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.file = self.socket.makefile("rb")
        self.packet()  # the greeting
        self.send(struct.pack("<IIB23x", CAPABILITIES, 1 << 24, 33) + b"bench\0\0", 1)
        self.packet()

    def send(self, payload, number=0):
        self.socket.sendall(len(payload).to_bytes(3, "little") + bytes([number]) + payload)

    def packet(self):
        length = int.from_bytes(self.file.read(4)[:3], "little")
        payload = self.file.read(length)
        if payload[:1] == b"\xff":
            raise MysqlError(payload[9:].decode(errors="replace"))
        return payload

    def query(self, statement):
        """All results of a statement, each a list of rows of texts."""
        self.send(QUERY + statement.encode())
        results, more = [], True
        while more:
            columns = self.packet()[0]
            if not columns:  # OK without rows
                return results
            for _ in range(columns + 1):  # their descriptions, and an end
                self.packet()
            rows = []
            while not self.is_end(payload := self.packet()):
                rows.append(self.row(payload))
            results.append(rows)
            more = struct.unpack_from("<H", payload, 3)[0] & MORE_RESULTS
        return results

    @staticmethod
    def is_end(payload):
        return payload[:1] == b"\xfe" and len(payload) < 9

    @staticmethod
    def row(payload):
        values, at = [], 0
        while at < len(payload):
            length, at = payload[at], at + 1
            if length == 0xFB:  # NULL
                length = 0
            elif length > 0xFB:
                width = {0xFC: 2, 0xFD: 3, 0xFE: 8}[length]
                length, at = int.from_bytes(payload[at:at + width], "little"), at + width
            values.append(payload[at:at + length].decode(errors="replace"))
            at += length
        return values

    def close(self):
        self.file.close()
        self.socket.close()
