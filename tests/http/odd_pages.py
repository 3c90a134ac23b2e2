# SPDX-License-Identifier: GPL-2.0-or-later
"""odd_pages: documents whose titles, addresses and ids mean something to the formats they are told in."""
from fixture import page

TITLES = [
    # what BibTeX and TeX take for their own
    "{", "}", "{}", "}{", "Eine } Klammer \\zu viel_und #noch ~eine^ $", "\\", "x\\", "\\\\", "\\textbf{fett}",
    "\\%", "{\\\"o}", "\\begin{document}", "$\\alpha$", "H$_2$O, x^{2}", "100 % & mehr #1 a_b ~ ^ $x$", "a~b",
    "-- Hafen -- und --- Meer ---", "- Hafen", "``Zitat''", "''''", "`a' ``b", "?` !`", "<<a>> ,,b``", "a, b; c",
    "Hafen and Meer", "and", "and others", "@article{böse,", "title = {x},",
    "% Anmerkung", "\"ganz\" und \"", "'", "`",
    # ends of lines and other blanks
    "Zwei\nZeilen", "Zwei\r\nZeilen", "\tEingerückt", "  am  Rand  ", "Festes\u00a0Leerzeichen",
    "Zeile\u2028Zeile", "Absatz\u2029Absatz", "\ufeffMarke", "Weiche\u00adTrennung", "Null\u200bbreit",
    # RIS
    "ER  - ", "TY  - BOOK", "TI  - x", "-1\r\nER  - \r\nTY  - BOOK",
    # tables
    "=HYPERLINK(\"https://bad.example\")", "+49 30 1", "@heim", "-1", "a;b,c\t\"d\"", "'=1",
    # HTML
    "<b>fett</b>", "<script>", "a < b > c", "&amp; &lt; &", "%41 a%20b +",
    # scripts
    "מרחב הים הבלטי (Ostsee) 12", "مرحبا بالعالم", "\u202eumgekehrt\u202c", "Привет, мир", "港湾の開発",
    "Łódź, Øresund, ẞ, ﬁ",
    "😀 Hafen 👩‍👩‍👧 🇩🇪", "𝔘 \U0010fffd", "İstanbul x\u0301\u0323",
    # long, short, numbers
    "Ü" * 2000, "12345", "2007", "0", "7 %", "", "   ", "-", "?",
]
ADDRESSES = [
    "https://region.example/a_b?x={1}&y=%20#z", "https://region.example/ä  ö/%C3%A4", "https://region.example/a--b---c''",
    "https://region.example/~x/$1,2;3", "https://region.example/?q=\"a\"|<b>^`\\", "https://region.example/[x]#_-",
    "https://region.example/" + "x" * 1500, None, "javascript:alert(1)",
]
IDS = ["oai:region@7", "a b", "größe", "a,b;c=d", "{x}", "100%", "=1", "-1", "@x", "x\\y", "dir/file.html"]
ODD = [page(f"title-{i}", title, "Ein Hafen mit Titel.", years=[2000 + i % 20])
       for i, title in enumerate(TITLES)] + [
    page(f"address-{i}", f"Adresse {i}", "Ein Hafen mit Adresse.", url=url, date=f"20{10 + i}-0{1 + i % 9}")
    for i, url in enumerate(ADDRESSES)] + [
    {"id": name, "title": f"Nur eine Kennung: {name}", "body": "Ein Hafen ohne Adresse."} for name in IDS]
