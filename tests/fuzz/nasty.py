"""Values that programs have stumbled over: texts, numbers, days, and pieces of file formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

__all__ = ["DAYS", "HOSTILE", "NUMBERS", "PIECES", "TEXTS", "nasty"]

#: Texts that would do something where they were taken for more than text.
HOSTILE = (
    "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]><x/>", "<!--", "-->",
    "<svg onload=alert(1)>", "\"' onmouseover=alert(1) x='", "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "{{ 7 * 7 }}", "{% raw %}", "${7*7}", "%s %(x)s",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///none'>]>", "&y;", "&lt;b&gt;", "&#0;", "`", "\\", "'",
    '"', '=HYPERLINK("http://localhost")', "=1+1", "+1", "-1", "@x", "'=x", "''=x", "|cmd",
    "\u202eabc", "\u2066abc", "\u200f", "\u200bx", "</style>", "</title>", "</textarea>",
    "<a href=x>",
    "<plaintext>", "<base href=//localhost>", "url(//localhost)", "@import '//localhost'", "%0a",
    "[x](javascript:alert(1))", "<script", "<!--<script>", "\u2028", "\x1b[31m", "\x1b]0;x\x07",
)  # fmt: skip

TEXTS = (
    *HOSTILE,
    "\ud800",
    "", " ", "\t", "\n", "\r", "\r\n", "a\rb", "\x00", "\x01", "\x7f", "\x85", "\u0600", "\ufeff",
    "\ufffe", "\uffff", "\U0001ffff", "\ue000", "a" * 300, "ا" * 200, "w " * 60, "word " * 12,
    "العربية", "e\u0301", "\u0301", "İ", "ß", "ﷺ", "👩‍👩‍👧", "𝔘", "\u3000", "\xa0", "..", ".", "/",
    "../../../evil", "con", "a/b", "a;b", "a,b", "a|b", "a=b", "#", "#zzz", "#12345", "#fff", "red",
    "null", "None", "true", "nan", "-", "?", "unknown", "no_data", "present", "before", "others",
    "held", "contested", "side:blue", "blue blue", "[", "]", "{", "}", "[[", '"""', "x:y", "ID",
    "id",
)  # fmt: skip

NUMBERS = (
    "0", "-0", "1", "-1", "2", "0.5", "1e308", "1e309", "-1e309", "5e-324", "NaN", "Infinity",
    "-Infinity", "9" * 400, "180", "-180", "180.1", "179.9", "90", "-90", "90.1", "359.99", "1e7",
    "500000", "٣٣٫٥", "1,5", "1_000", "0x10", "1e5", "65536", "2147483648", "-9223372036854775809",
    "0.0000001", "100000", "33.5", "36.3",
)  # fmt: skip

DAYS = (
    "0001-01-01", "0001-01-05", "9999-12-31", "9999-12-28", "2018-02-29", "2018-13-01",
    "2018-00-10",
    "0000-01-01", "10000-01-01", "-0044-03-15", "2018", "2018-05", "18-05-03", "03/05/2018",
    "5/3/2018", "43223", "43223.5", "-1", "2018-05-03T21:00:00Z", "2018-05-03 24:00", "1439-08-17",
    "17 شعبان 1439", "1397-02-13", "2018-W18-4", "[2018-05-01..2018-05-03]", "..2018-05-01",
    "2018-05-01..", "2018-05-03/..", "2018-05-03~", "[2018-05-01,2018-05-03]", "today",
    "3 May 2018",
    "1582-10-10", "2108-01-01", "1899-12-31", "1900-02-29", "2001-01-02", "2018-05-02",
    "2018-05-03",
    "٢٠١٨-٠٥-٠٣", "2 May 2O18", "2018-04-31", "2001-01-01/2001-01-03", "1e400", "0",
)  # fmt: skip

#: Pieces of formats, by the ending of a file; those of "" are for all texts.
PIECES = {
    "": (",", ";", "\t", "|", '"', "\n", "\r", "\r\n", "\x00", "\ufeff", "=", ":", "'", "\\", "/"),
    ".json": (
        "null", "[]", "{}", "true", "1", '""', "[[", "]]", "[" * 3000, '{"a":' * 900, '"\\ud800"',
        '"\\u0000"', '"\\ufffe"', '"type":"Point"', '"GeometryCollection"', '"LineString"',
        '"MultiPolygon"', '"properties":null', '"geometry":null', "1e999", "NaN", "9" * 400,
        '"coordinates":[]', '"crs":{"type":"name","properties":{"name":"EPSG:2039"}}', "/**/",
    ),
    ".xml": (
        "<x>", "</x>", "<!---->", "<![CDATA[", "]]>", "<?xml?>", "&x;", "&#0;", "&#xFFFE;",
        "<Folder>",
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', "<Polygon/>", "<coordinates/>",
        "<LinearRing>", "</Placemark>",
        "<NetworkLink><Link><href>x.kml</href></Link></NetworkLink>",
        'srsName="EPSG:2039"', "<TimeSpan><begin>0001</begin></TimeSpan>", "<f/>", 't="s"',
        'r="XFD1"',
        'r="A1048576"', "<v>1e9</v>", "<Point>", "<MultiGeometry>", 'xmlns="x"',
    ),
    ".toml": (
        "[x]", "[[x]]", "x = 1", "[" * 100, "a." * 100, '"""', "'''", "1979-05-27T07:32:00Z", "inf",
        "nan", "{}", "[]", "true", "0x7fffffffffffffffff", "#", '"\\ud800"', '"\\u0000"',
        "07:32:00",
        'files = ["table.csv"]', "[columns]", "[holders]", "[places]", 'shape = "wide"', "-1",
        "1e400",
        "holds = 1", 'holds = "next"', "near = 9999999999", "header = 99999", "snap = 1e300",
    ),
}  # fmt: skip


def nasty(random: Random) -> str:
    """Return a text, a number or a day."""
    return random.choice(random.choice((TEXTS, TEXTS, NUMBERS, DAYS)))
