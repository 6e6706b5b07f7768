"""Bytes are decoded by what they are, before what is said of them; and what was lost is counted."""

from __future__ import annotations

import codecs
import json
import re
from pathlib import Path

import pytest
import webencodings
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pressmark.errors import SourceError
from pressmark.evidence.encodings import Decoded, decode, html_declarations

FEEDS = Path(__file__).resolve().parents[3] / "shared" / "cases" / "encodings-feedparser"
RUSSIAN = "Министр заявил во вторник, что правительство опубликует доклад на следующей неделе. "
JAPANESE = "日本の政府は火曜日に報告書を発表すると述べた。"

# bytes, what is declared, and what comes of it: text, encoding, byte order mark, signs put in
DECODED: dict[str, tuple[bytes, list[str], tuple[str, str, bool, int]]] = {
    "nothing": (b"", [], ("", "utf-8", False, 0)),
    "ASCII": (b"plain", [], ("plain", "utf-8", False, 0)),
    "ASCII, whatever is declared": (b"plain", ["koi8-r"], ("plain", "utf-8", False, 0)),
    "UTF-8": ("naïve – “so”".encode(), [], ("naïve – “so”", "utf-8", False, 0)),
    "UTF-8, declared as another": ("naïve".encode(), ["iso-8859-1"], ("naïve", "utf-8", False, 0)),
    "UTF-8 with a mark": (b"\xef\xbb\xbfn\xc3\xa4", [], ("nä", "utf-8", True, 0)),
    "a mark, whatever is declared": (b"\xef\xbb\xbfn\xc3\xa4", ["koi8-r"], ("nä", "utf-8", True, 0)),
    "two marks": (b"\xef\xbb\xbf\xef\xbb\xbfa", [], ("\ufeffa", "utf-8", True, 0)),
    "a sign of replacement that was printed": ("a\ufffdb".encode(), [], ("a\ufffdb", "utf-8", False, 0)),
    "UTF-16LE with a mark": (b"\xff\xfea\0\xe4\0", [], ("aä", "utf-16le", True, 0)),
    "UTF-16BE with a mark": (b"\xfe\xff\0a\0\xe4", [], ("aä", "utf-16be", True, 0)),
    "UTF-32LE with a mark": ("aä".encode("utf-32"), [], ("aä", "utf-32le", True, 0)),
    "UTF-16LE without a mark": ("Hello, world".encode("utf-16-le"), [], ("Hello, world", "utf-16le", False, 0)),
    "UTF-16BE without a mark": ("Hello, world".encode("utf-16-be"), [], ("Hello, world", "utf-16be", False, 0)),
    "UTF-32LE without a mark": ("Hello, wörld".encode("utf-32-le"), [], ("Hello, wörld", "utf-32le", False, 0)),
    "UTF-32BE without a mark": ("Hello, wörld".encode("utf-32-be"), [], ("Hello, wörld", "utf-32be", False, 0)),
    "half a pair": (b"\xff\xfea\0b", [], ("a\ufffd", "utf-16le", True, 1)),
    "Latin 1 is windows-1252": (b"\x93caf\xe9\x94", ["iso-8859-1"], ("“café”", "windows-1252", False, 0)),
    "declared": (RUSSIAN.encode("koi8-r"), ["koi8-r"], (RUSSIAN, "koi8-r", False, 0)),
    "declared by another name": (RUSSIAN.encode("cp1251"), ["cp1251"], (RUSSIAN, "windows-1251", False, 0)),
    "declared with a slip": (RUSSIAN.encode("cp1251"), ["windows_1251"], (RUSSIAN, "windows-1251", False, 0)),
    "of two bytes": (JAPANESE.encode("shift_jis"), ["Shift_JIS"], (JAPANESE, "shift_jis", False, 0)),
    "of two bytes, unread as UTF-8": (JAPANESE.encode("euc-jp"), ["utf-8", "euc-jp"], (JAPANESE, "euc-jp", False, 0)),
    "escapes and ASCII": (JAPANESE.encode("iso2022_jp"), [], (JAPANESE, "iso-2022-jp", False, 0)),
    "escapes of a terminal": (b"\x1b$~ plain", [], ("\x1b$~ plain", "utf-8", False, 0)),
    "no encoding of the Web": ("Ça".encode("cp850"), ["cp850"], ("Ça", "cp850", False, 0)),
    "a made-up encoding": (b"caf\xe9", ["x-none", ""], ("café", "windows-1252", False, 0)),
    "no encoding of texts": (
        b"caf\xe9",
        ["base64", "rot13", "utf-7", "idna", "unicode_escape"],
        ("café", "windows-1252", False, 0),
    ),
    "UTF-16 declared in ASCII": (
        b'<meta charset="utf-16">caf\xe9!',
        ["utf-16"],
        ('<meta charset="utf-16">café!', "windows-1252", False, 0),
    ),
    "EBCDIC declared in ASCII": (b"charset=cp037 caf\xe9", ["cp037"], ("charset=cp037 café", "windows-1252", False, 0)),
    "detected": (RUSSIAN.encode("cp1251") * 5, [], (RUSSIAN * 5, "windows-1251", False, 0)),
    "UTF-8, cut at its end": (
        "Grüße aus Köln, schöne Grüße".encode() + b"\xc3",
        [],
        ("Grüße aus Köln, schöne Grüße\ufffd", "utf-8", False, 1),
    ),
    "bytes that the code page has not": (b"a\x81", [], ("a\ufffd", "windows-1252", False, 1)),
}


@pytest.mark.parametrize("case", DECODED)
def test_bytes_are_decoded(case: str) -> None:
    data, declared, expected = DECODED[case]
    text, encoding, bom, replaced = expected
    assert decode(data, declared) == Decoded(text, encoding, bom=bom, replaced=replaced)


BINARY = {
    "zeros": bytes(100),
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01",
    "numbers": bytes(range(4)) * 50,
    "EBCDIC": '<?xml version="1.0"?><a>Ø</a>'.encode("cp037"),
}


@pytest.mark.parametrize("case", BINARY)
def test_what_is_no_text_is_refused(case: str) -> None:
    with pytest.raises(SourceError, match=r"binary|EBCDIC"):
        decode(BINARY[case])


LABELS = ["utf-8", "iso-8859-1", "windows-1250", "koi8-r", "cp850", "macintosh", "iso-8859-7", "x-none", "ascii", ""]
DOUBLED = ["big5", "gbk", "gb18030", "shift_jis", "euc-jp", "euc-kr"]
WIDER = {"big5": "cp950", "gbk": "gb18030", "euc-jp": "euc_jis_2004"}


@given(st.binary(), st.lists(st.sampled_from([*LABELS, *DOUBLED]), max_size=3))
@settings(max_examples=300, deadline=None)
@example("naïve".encode("cp850"), ["cp850"])
@example(b"\xef\xbb\xbf\xff", [])
@example(b"\xa2\xcc", ["big5"])
@example(b"\x87\x90", ["shift_jis"])
@example(b"\xa3\xe1", ["big5"])
def test_no_byte_is_lost_without_being_counted(data: bytes, declared: list[str]) -> None:
    try:
        found = decode(data, declared)
    except SourceError:
        return
    codec = codec_of(found)
    mark = codec.encode("\ufeff")[0] if found.bom else b""
    assert data.startswith(mark)
    if found.replaced:
        assert found.replaced <= found.text.count("\ufffd")
    else:
        again = mark + codec.encode(found.text, "strict")[0]
        # Two pairs of bytes can stand for one sign; no byte is left over all the same.
        assert again == data or (found.encoding in DOUBLED and len(again) == len(data))
        assert codec.decode(again[len(mark) :], "strict")[0] == found.text


def codec_of(found: Decoded) -> codecs.CodecInfo:
    known = webencodings.lookup(found.encoding)
    if known is None:
        return codecs.lookup(found.encoding.replace("utf-32", "utf-32-"))
    try:
        known.codec_info.encode(found.text, "strict")
    except UnicodeEncodeError:
        return codecs.lookup(WIDER.get(found.encoding, known.codec_info.name))
    return known.codec_info


@pytest.mark.parametrize("name", DOUBLED)
def test_every_pair_of_bytes_is_read_as_the_sign_that_it_stands_for(name: str) -> None:
    codec = webencodings.lookup(name).codec_info
    read = 0
    for pair in (bytes((lead, trail)) for lead in range(0x81, 0xFF) for trail in range(0x40, 0xFF)):
        try:
            sign = codec.decode(pair, "strict")[0]
            pair.decode("utf-8")
        except UnicodeDecodeError as failure:
            if failure.encoding != "utf-8":
                continue
            assert decode(pair, [name]) == Decoded(sign, name, bom=False, replaced=0)
            read += 1
    assert read > 6_000


DOUBLES = {  # two pairs of bytes, one sign: Big5's own, NEC's and IBM's in Shift_JIS
    "big5": [(b"\xa2\xcc", b"\xa4\x51", "十"), (b"\xa2\xce", b"\xa4\xca", "卅")],
    "shift_jis": [(b"\x87\x90", b"\x81\xe0", "≒"), (b"\xfa\x40", b"\xee\xef", "ⅰ"), (b"\xee\xf9", b"\x81\xca", "￢")],
}


@pytest.mark.parametrize("name", DOUBLES)
def test_two_ways_to_write_a_sign_are_one_text(name: str) -> None:
    for one, other, sign in DOUBLES[name]:
        assert decode(one, [name]).text == decode(other, [name]).text == sign


BEYOND = {"big5": ("歐元€", "cp950"), "gbk": ("欧元€㐀", "gb18030"), "euc-jp": ("第①回㈱", "euc_jis_2004")}


@pytest.mark.parametrize("name", BEYOND)
def test_signs_of_later_standards_do_not_cost_a_page_its_encoding(name: str) -> None:
    text, codec = BEYOND[name]
    assert decode(text.encode(codec), [name]) == Decoded(text, name, bom=False, replaced=0)


# Zeros may be another encoding's, and a first U+FEFF is a mark.
UNICODE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"))


@given(UNICODE, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_text_in_unicode_is_read_back(text: str, codec: str) -> None:
    data = text.encode(codec)
    assert decode(data).text == text
    assert decode(data).replaced == 0


DECLARED: dict[bytes, list[str]] = {
    b'<?xml version="1.0" encoding="ISO-8859-1"?>': ["ISO-8859-1"],
    b"<?xml version='1.0' encoding = 'koi8-r' ?>": ["koi8-r"],
    b'<meta charset="utf-8">': ["utf-8"],
    b"<META CHARSET=windows-1252>": ["windows-1252"],
    b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">': ["iso-8859-2"],
    b'<?xml version="1.0" encoding="utf-8"?><meta charset="koi8-r">': ["utf-8", "koi8-r"],
    b"<p>charset=utf-8</p>": [],
    b"<meta name=description content=x>": [],
    b" " * 9000 + b'<meta charset="utf-8">': [],
    b"": [],
}


@pytest.mark.parametrize("page", DECLARED, ids=lambda page: page[:60].decode())
def test_a_page_declares_its_encoding(page: bytes) -> None:
    assert list(html_declarations(page)) == DECLARED[page]


@given(st.binary())
def test_any_bytes_may_be_asked_for_declarations(data: bytes) -> None:
    assert all(label.isascii() and label for label in html_declarations(b"<meta charset='" + data))


# Encodings whose labels neither the Web nor Python knows.
UNKNOWN = {"ms-arab", "ms-ee", "tcvn5712-1"}


@pytest.mark.skipif(not FEEDS.is_dir(), reason="the feeds of many encodings are not beside the clone")
def test_feeds_of_many_encodings_are_read_or_refused_with_a_reason() -> None:
    expected = json.loads((FEEDS / "expected.json").read_text("utf-8"))
    refused, read = set(), set()
    for path, case in expected.items():
        data = (FEEDS / "feeds" / path).read_bytes()
        labels = list(html_declarations(data))
        try:
            found = decode(data, labels)
        except SourceError:
            refused.add(path)
            continue
        assert found.replaced == 0, path
        title = re.search(r"feed\['title'\] == '(.+?)'", case["expect"] or "")
        if title and not UNKNOWN & set(labels):
            printed = re.search(r"<title>(.*?)</title>", found.text)
            assert printed
            assert printed[1] == title[1].encode().decode("unicode_escape"), path
            read.add(path)
        if encoding := re.search(r"encoding == '(utf-\d+[bl]e|windows-1255)'", case["expect"] or ""):
            assert found.encoding == encoding[1], path
    assert len(read) >= 20
    assert all(re.search(r"ucs-4|utf-32be|ebcdic|cp037|ibm039", path) for path in refused)
