# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes small PDF files for tests."""
import zlib


def _hex(text):
    return "<" + ("\ufeff" + text).encode("utf-16-be").hex() + ">"


def pdf(lines, title=None, created=None, packed=False):
    """One page of lines of Latin-1 text; no lines: a page that shows nothing."""
    drawn = "".join("(%s) Tj T*\n" % line.replace("\\", r"\\").replace("(", r"\(")
                    .replace(")", r"\)") for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 50 780 Td\n{drawn}ET".encode("latin-1")
    coding = b""
    if packed:
        stream = zlib.compress(stream)
        coding = b"/Filter /FlateDecode "
    info = (f"/Title {_hex(title)} " if title else "") + (
        f"/CreationDate (D:{created}) " if created else "")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< %s/Length %d >>\nstream\n%s\nendstream" % (coding, len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
        b" /Encoding /WinAnsiEncoding >>",
        b"<< " + info.encode() + b">>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (out + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
            + b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(objects) + 1, len(objects), len(out)))
