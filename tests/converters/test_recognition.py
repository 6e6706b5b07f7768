"""Recognition by content: every case of every converter is known as its own, and what nobody reads is named."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from converters.gathered import CASES, CONVERTERS, source_of, sources_of
from converters.hostile import zipped

from pressmark.pages.article import begins_as_page
from pressmark.stages._recognition import recognise, sureness, surest, unrecognised

# Cases that only a configuration or the user can claim for their converter: nothing in them tells.
FORCED: frozenset[str] = frozenset()
MATRIX = [
    pytest.param(converter, place, id=f"{converter}-{place.parent.name}")
    for converter in CONVERTERS
    for place in (sources_of(converter) if (CASES / converter).is_dir() else [])
]


@pytest.mark.parametrize(("converter", "place"), MATRIX)
def test_a_case_is_recognised_as_its_converters(converter: str, place: Path) -> None:
    if f"{converter}/{place.parent.name}" not in FORCED:
        assert recognise(source_of(place)) == converter, sureness(source_of(place))


def test_the_surest_comes_first_and_equals_stand_by_their_names(tmp_path: Path) -> None:
    assert surest({"b": 40, "a": 40, "c": 10}) == "a"
    assert surest({"b": 0, "a": 0}) == ""
    (tmp_path / "a.txt").write_text("By Ann Lee\n\nThe ferry went out.\n")
    sure = sureness(source_of(tmp_path / "a.txt"))
    assert list(sure) == sorted(sure, key=lambda name: (-sure[name], name))
    assert set(sure) == set(CONVERTERS)


NOBODYS = {
    "a PNG image": b"\x89PNG\r\n\x1a\n" + bytes(300),
    "a JPEG image": b"\xff\xd8\xff\xe0" + bytes(300),
    "a GIF image": b"GIF89a" + bytes(300),
    "an SVG image": b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'></svg>",
    "an audio file": b"ID3\x03" + bytes(300),
    "a video": b"\x00\x00\x00\x18ftypmp42" + bytes(300),
    "a font": b"wOF2" + bytes(300),
    "a program": b"\x7fELF\x02\x01" + bytes(300),
    "a Word document (DOCX)": zipped(("[Content_Types].xml", b"<a/>"), ("word/document.xml", b"<a/>")),
    "a book (EPUB)": zipped(("mimetype", b"application/epub+zip"), ("a.xhtml", b"<html/>")),
    "an Office document of the old form (DOC, XLS, PPT)": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(300),
    "a 7z archive": b"7z\xbc\xaf\x27\x1c" + bytes(300),
    "a ZIP archive that cannot be opened": b"PK\x03\x04" + bytes(300),
    "a property list, as Safari saves web archives": b"bplist00" + bytes(300),
    "recorded web traffic (HAR)": b'{\n  "log": {\n    "version": "1.2",\n    "entries": []\n  }\n}',
    "JSON": b'{\n  "type": "FeatureCollection",\n  "features": []\n}',
    "XML, its root is <kml>": b"<?xml version='1.0'?>\n<!-- of a map -->\n<kml xmlns='http://a/'><Document/></kml>",
    "binary": random.Random(3).randbytes(5000),
}


@pytest.mark.parametrize("what", NOBODYS)
def test_what_nobody_reads_is_named(what: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(NOBODYS[what])
    source = source_of(tmp_path / "page.html")
    assert recognise(source) == ""
    assert unrecognised(source) == f"no converter recognises it: {what}"


@pytest.mark.parametrize("data", [b"", b" ", b"\x00", b"\xff\xfe", b"{", b"<", b"PK", b"%PDF", b"\x1f\x8b"])
def test_scraps_break_no_converter(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "scrap").write_bytes(data)
    assert set(sureness(source_of(tmp_path / "scrap"))) == set(CONVERTERS)


def test_many_comments_before_a_root_are_passed_over_once() -> None:
    """Exports of WordPress begin with a page of comments; one reading of them has to do, whatever comes below."""
    comments = b"<!-- This is a WordPress file. -->\n" * 500
    assert begins_as_page(comments + b"<html>")
    assert not begins_as_page(comments + b"<rss version='2.0'>")
    assert not begins_as_page(comments)
