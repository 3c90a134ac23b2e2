# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages made to hurt who reads them. hostile_pages() gives for each a name, its bytes,
and the marker, the word at its end by which it is found unless it is refused; None
if there is no telling what is text."""
import gzip
import io
import random
import zipfile

TEXT = ("Im Hafen von Rostock wird ein neues Terminal gebaut, das die Region mit den "
        "Häfen der Ostsee verbindet. Die Arbeiten sollen zwei Jahre dauern. ")


def marker(number):
    """A word that nothing else has."""
    letters = ""
    for _ in range(4):
        number, digit = divmod(number, 20)
        letters += "bdfghjklmnprstvwxzqc"[digit] + "aeiou"[digit % 5]
    return "Zy" + letters


def last_words(word):
    return (f"<p>{TEXT}Der letzte Satz der Seite nennt das Wort {word}, und mit ihm "
            "endet sie.</p>")


def page(inside, word, head=""):
    return (f"<!DOCTYPE html><html lang=de><head><meta charset=utf-8><title>Seite</title>{head}"
            f"</head><body><h1>Vom Hafen</h1><p>{TEXT}</p>{inside}"
            f"{last_words(word)}</body></html>")


def deep(word):
    for depth in (255, 257, 9000, 10_001, 200_000):
        yield page("<div>" * depth, word())
    for tag in ("span", "b", "font", "blockquote", "ul><li", "table><tr><td", "a href=x", "p",
                "form", "select", "h1", "section", "svg", "math", "button", "object"):
        for depth in (300, 3000):
            yield page(f"<{tag}>" * depth, word())
    yield page("<table>" * 5000, word())
    yield page("<div>" * 3000 + "</div>" * 3000, word())
    yield page("</div>" * 50_000, word())


def wide(word):
    for count in (255, 257, 100_000):
        names = " ".join(f"a{i}=1" for i in range(count))
        yield page(f"<p {names}>x</p>", word())
    for count in (300, 50_000):
        yield page("<p " + " ".join(f'b{i}="{i}"' for i in range(count)), word())
        yield page("<p " + "".join(f"c{i}='{i}'" for i in range(count)) + ">", word())
    yield page(f'<p title="{"x" * 2_000_000}">', word())
    yield page(f"<p {'y' * 2_000_000}>", word())
    yield page(f"<{'z' * 1_000_000}>", word())
    yield page(f'<p class="{"cookie " * 100_000}">', word())
    yield page(f'<p style="{"display:none;" * 50_000}">', word())


def large(word):
    yield page("<p>" + TEXT * 150_000 + "</p>", word())  # more than may be
    yield page("<p>" + TEXT * 8_000 + "</p>", word())
    yield page("<!--" + "x" * 20_000_000 + "-->", word())
    yield page("<!--" + "x -- > " * 500_000 + "-->", word())
    yield page("<script>" + "if (a<b) c(); " * 200_000 + "</script>", word())
    yield page("<br>" * 500_000, word())
    yield page("<table><tr><td>x</td></tr></table>" * 20_000, word())
    yield page("<table>" * 20_000, word())
    yield page("<td>" * 100_000, word())
    yield page("<li>" * 100_000, word())
    yield page("<p>x" * 50_000, word())
    yield page("<h2>Kopf</h2>" * 20_000, word())
    yield page("<a href='/a'>mehr</a> " * 50_000, word())
    yield page('<img src="a" alt="Bild">' * 50_000, word())
    yield page("<td colspan=99999999 rowspan=99999999>x", word())
    yield page("", word(), head="<meta name=a content=b>" * 50_000)
    yield page("", word(), head=f"<title>{'T' * 1_000_000}</title>")
    yield page("", word(), head=f"<title>{TEXT * 5_000}</title>")
    yield page(f"<h1>{TEXT * 5_000}</h1>", word())
    yield page("", word(), head='<script type="application/ld+json">' + '[' * 100_000
               + "</script>")
    yield page("", word(), head='<script type="application/ld+json">' + '{"a":' * 50_000
               + "</script>")


def wordy(word):
    for unit, count in (("x", 1_000_000), ("ü", 300_000), ("a\u0301", 100_000),
                        ("\u0301", 100_000), ("7", 1_000_000), ("-", 500_000), ("a-", 200_000),
                        ("Hafen", 100_000), ("1.1.2001 ", 50_000), ("Leipzig ", 50_000),
                        ("Leipzig, ", 50_000), ("2001-2007 ", 50_000), ("1.000.000 € ", 20_000),
                        ("http://a.example/", 50_000), ("Akteur:innen", 20_000),
                        ("Laufzeit: ", 50_000), ("\u200b", 100_000), ("\u202e", 100_000),
                        ("\U0001f600", 50_000), ("漢", 200_000), ("ﷺ", 20_000), (".", 300_000),
                        ("\n", 300_000), ("\t", 300_000), ("„", 100_000), ("(", 100_000),
                        ("Donaudampfschifffahrtsgesellschaft", 20_000), ("\x7f", 10_000)):
        yield page(f"<p>{unit * count}</p>", word())


def unclosed(word):
    opened = ["<!--", "<script>", "<style>", "<title>", "<textarea>", "<noscript>", "<template>",
              "<iframe>", "<select>", "<select><option>", "<xmp>", "<plaintext>", "<noframes>",
              "<svg>", "<math>", "<svg><script>", "<table>", "<table><tr>", "<a href='", '<p title="',
              "<p title=", "<p", "<", "</", "</p", "<!", "<!x", "<?php", "<?xml version='1.0'",
              "<![CDATA[", "<!DOCTYPE [", "&", "&#", "&#x", "&amp", "<!--[if IE]>", "<!-->",
              "<!--->", "<!-- --!>", "<button>", "<object>", "<video>", "<head>", "<nav>",
              "<aside>", "<footer>", "<form>", "<div hidden>", "<p style='display:none'>",
              "<script type='application/ld+json'>", "<frameset>", "<html>", "<body hidden>"]
    for start in opened:
        yield page(start, word())
        yield page(f"<div>{start}</div>", word())
        yield page(f"<p>Text {start} Text</p>", word())


def encoded(word):
    for label in ("utf-7", "utf-16", "utf-16be", "utf-32", "unbekannt", "ebcdic-cp-us", "x" * 5000,
                  "latin1", "ascii", "koi8-r", "shift_jis", "gb2312", "iso-2022-jp", "hz-gb-2312",
                  "replacement", "x-user-defined", "", "'", "utf-8;charset=utf-16"):
        text = page("", word()).replace("charset=utf-8", f'charset="{label}"')
        yield text.encode()
        yield text.encode("cp1252")
    for codec in ("utf-16", "utf-16le", "utf-16be", "utf-32", "utf-7"):
        yield page("", word()).encode(codec)
        yield page("", word()).encode(codec)[:-1]
    for junk in (b"\xff", b"\xc3", b"\xf0\x9f", b"\xed\xa0\x80", b"\xc0\x80", b"\xf8\x88\x80\x80\x80",
                 b"\x80" * 1000, b"\xef\xbb\xbf", b"\xfe\xff", b"\0", b"\0" * 10, b"\x1b$B",
                 "Größe".encode("cp1252") * 100, "Größe".encode("utf-16le") * 100):
        start, _, end = page("<i></i>", word()).encode().partition(b"<i></i>")
        yield start + b"<p>" + junk + b" ja" + end
        yield start + b"<p>" + junk + end
        if junk != b"\xfe\xff":  # it would be a page of Chinese
            yield junk + start + end
        yield start + b"<p title='" + junk + b"'" + end
        yield start + b"<" + junk + b">" + end
        yield start + end[:-20] + junk


def entities(word):
    for text in ("&#xD800;", "&#xDFFF;&#xD800;", "&#0;", "&#x110000;", "&#99999999999999999999;",
                 "&#-1;", "&#xFFFE;", "&#x1b;", "&#128;", "&nix;", "&" + "x" * 100_000 + ";",
                 "&#" + "9" * 100_000 + ";", "&NotEqualTilde;", "&amp;lt;script&amp;gt;"):
        yield page(f"<p>{text}</p>", word())
        yield page(f"<p title='{text}'>{text * 50}</p>", word())
    yield page("&amp;" * 200_000, word())
    yield page("&amp" * 200_000, word())
    yield page("&" * 200_000, word())
    yield page("&lt;" * 200_000, word())
    yield page("<" * 200_000, word())
    yield page("<a" * 100_000, word())
    yield page("<!" * 100_000, word())
    yield page("<?" * 100_000, word())
    yield page("</" * 100_000, word())
    yield page("<!--" * 100_000, word())
    yield page("<![CDATA[" * 50_000, word())
    laughs = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 12))
    yield f'<!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]>' + page("&l11;", word())
    yield '<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + page("&f;", word())
    yield '<?xml version="1.0"?><!DOCTYPE h SYSTEM "http://127.0.0.1:1/x.dtd">' + page("", word())


def binary(chance):
    yield bytes(range(256)) * 50
    yield b"\x89PNG\r\n\x1a\n" + chance.randbytes(5000)
    yield b"%PDF-1.4\n" + chance.randbytes(5000)
    yield gzip.compress(b"<p>" + b"0" * 10_000_000)
    yield gzip.compress(gzip.compress(b"0" * 10_000_000))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.html", "0" * 10_000_000)
    yield archive.getvalue()
    yield b"\x7fELF" + chance.randbytes(1000)
    yield b""
    yield b" \n\t" * 10_000
    yield b"\xef\xbb\xbf"
    yield b"\xff\xfe"
    yield b"\0" * 100_000
    for size in (1, 10, 100, 1000, 10_000, 100_000):
        yield chance.randbytes(size)
        yield b"<html><body><p>" + chance.randbytes(size)


def soup(chance):
    """Tags and texts as they come."""
    tags = ["div", "p", "span", "table", "tr", "td", "ul", "li", "a", "h1", "h2", "b", "form",
            "nav", "section", "article", "dl", "dt", "dd", "pre", "title", "select", "svg"]
    for _ in range(150):
        inside = ""
        for _ in range(chance.randrange(5, 400)):
            tag = chance.choice(tags)
            inside += chance.choice([f"<{tag}>", f"</{tag}>", f"<{tag} id='nav'>", "<br>", TEXT,
                                     "&nbsp;", "<", ">", "<!-- a -->", "-->", "<hr/>",
                                     f"<{tag}/>", "2007", "'", '"', "<p title='"])
        yield page(inside, "Ende")


def broken(chance, real, count):
    """Real markup with some bytes changed, taken out or doubled, or cut."""
    for _ in range(count):
        text = bytearray(chance.choice(real))
        for _ in range(chance.choice((1, 3, 30, 300))):
            at = chance.randrange(len(text))
            change = chance.randrange(3)
            if change == 0:
                text[at] = chance.choice((chance.randrange(256), *b"<>&\"'/!-="))
            elif change == 1:
                del text[at:at + chance.randrange(1, 20)]
            else:
                text[at:at] = text[at:at + chance.randrange(1, 60)]
            text = text or bytearray(b"<")
        yield bytes(text)
    for _ in range(count // 3):
        text = chance.choice(real)
        yield text[:chance.randrange(len(text))]


def hostile_pages(real, count):
    """real: bytes of good pages."""
    chance = random.Random(7)
    made = []
    words = []

    def word():
        words.append(marker(len(words)))
        return words[-1]

    for kind in (deep, wide, large, wordy, unclosed, encoded, entities):
        for text in kind(word):
            name = f"{kind.__name__}{len(made):04}.html"
            made.append((name, text if isinstance(text, bytes)
                         else text.encode("utf-8", "surrogatepass"), words[-1]))
    for text in soup(chance):
        made.append((f"soup{len(made):04}.html", text.encode(), None))
    for text in binary(chance):
        made.append((f"binary{len(made):04}.html", text, None))
    for text in broken(chance, real, max(0, (count - len(made)) * 3 // 4 + 1)):
        made.append((f"broken{len(made):04}.html", text, None))
    return made
