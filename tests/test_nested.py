"""Archives in archives: read to a bounded depth, within one budget, and refused by name beyond it."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from converters.crawled import CRAWL, packed
from converters.hostile import page, tarred, zipped

from pressmark.archives import Limits, Refused, walk
from pressmark.archives.signatures import kind_of

PAGE = page("inner")


def found_in(tmp_path: Path, name: str, data: bytes, limits: Limits = Limits()) -> dict[str, str | None]:  # noqa: B008
    (tmp_path / name).write_bytes(data)
    found = list(walk([tmp_path / name], tmp_path / "unpacked", limits))
    return {each.path: each.reason if isinstance(each, Refused) else None for each in found}


def tar(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


PACKERS: dict[str, Callable[[str, bytes], bytes]] = {
    "zip": lambda name, data: zipped((name, data)),
    "tar": tar,
    "tar.gz": lambda name, data: gzip.compress(tar(name, data)),
    "tar.bz2": lambda name, data: bz2.compress(tar(name, data)),
    "tar.xz": lambda name, data: lzma.compress(tar(name, data)),
}
SINGLE = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


@pytest.mark.parametrize("outer", PACKERS)
@pytest.mark.parametrize("inner", PACKERS)
def test_archives_of_every_form_are_read_in_each_other(tmp_path: Path, outer: str, inner: str) -> None:
    data = PACKERS[outer](f"b.{inner}", PACKERS[inner]("p.md", PAGE))
    assert found_in(tmp_path, f"a.{outer}", data) == {f"a.{outer}!/b.{inner}!/p.md": None}


@pytest.mark.parametrize("ending", SINGLE)
def test_a_packed_file_is_read_under_its_name_without_the_ending(tmp_path: Path, ending: str) -> None:
    assert found_in(tmp_path, f"p.md.{ending}", SINGLE[ending](PAGE)) == {f"p.md.{ending}!/p.md": None}


def test_zstandard_is_read(tmp_path: Path) -> None:
    # One raw block in one frame, as RFC 8878 lays it out: no window, the size of the content in one byte.
    body = PAGE[:200]
    frame = b"\x28\xb5\x2f\xfd\x20" + bytes([len(body)]) + struct.pack("<I", (len(body) << 3) | 1)[:3] + body
    assert found_in(tmp_path, "p.md.zst", frame) == {"p.md.zst!/p.md": None}
    assert (tmp_path / "unpacked").glob("*/0")


def test_the_content_decides_and_not_the_ending(tmp_path: Path) -> None:
    assert found_in(tmp_path, "a.dat", zipped(("b.txt", tar("p.md", PAGE)))) == {"a.dat!/b.txt!/p.md": None}
    assert found_in(tmp_path, "p.zip", PAGE) == {"p.zip": None}


def test_a_web_archive_in_an_archive_is_a_web_archive(tmp_path: Path) -> None:
    found = found_in(tmp_path, "a.zip", zipped(("crawl.warc.gz", packed(CRAWL[:3]))))
    assert found == {"a.zip!/crawl.warc.gz": None}


def test_the_indexes_of_a_packed_web_archive_are_no_articles(tmp_path: Path) -> None:
    members = [("datapackage.json", b"{}"), ("pages/pages.jsonl", b"{}"), ("archive/a.warc.gz", packed(CRAWL[:3]))]
    found = found_in(tmp_path, "a.wacz", zipped(*members))
    assert found["a.wacz!/archive/a.warc.gz"] is None
    assert found["a.wacz!/pages/pages.jsonl"] == "an index of the web archive beside it"


def deep(levels: int) -> bytes:
    data = PAGE
    for level in range(levels):
        data = zipped((f"{level}.zip" if level else "p.md", data))
    return data


def test_four_archives_in_one_another_are_read_and_a_fifth_is_refused_by_its_name(tmp_path: Path) -> None:
    assert set(found_in(tmp_path, "a.zip", deep(4)).values()) == {None}
    (path, reason), *_ = found_in(tmp_path, "b.zip", deep(5)).items()
    assert path == "b.zip!/4.zip!/3.zip!/2.zip!/1.zip"
    assert reason == "more than 4 archives in archives"


def quine() -> bytes:
    """A gzip file that holds itself, in effect: each level is the same stored block again, to any depth."""
    data = b"end"
    for _ in range(40):
        data = gzip.compress(data)
    return data


def spread(width: int, levels: int) -> bytes:
    """A small archive of many archives of many archives, as 42.zip is, of zeros in the end."""
    data = zipped(*((f"{n}.txt", bytes(1_000_000)) for n in range(width)))
    for _ in range(levels):
        data = zipped(*((f"{n}.zip", data) for n in range(width)))
    return data


def overlapping() -> bytes:
    """A zip whose members all are the same bytes of the file, so that its size says nothing of what it unpacks to."""
    body = zlib.compress(bytes(1_000_000), 9)[2:-4]
    head = struct.pack(
        "<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, zlib.crc32(bytes(1_000_000)), len(body), 1_000_000, 1, 0
    )
    entries = b"".join(
        struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, zlib.crc32(bytes(1_000_000)), len(body),
                    1_000_000, 2, 0, 0, 0, 0, 0, 0) + name.encode()
        for name in (f"{n:02}" for n in range(99))
    )  # fmt: skip
    start = len(head) + 1 + len(body)
    return head + b"a" + body + entries + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 99, 99, len(entries), start, 0)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (quine(), "more than 4 archives in archives"),
        (deep(30), "more than 4 archives in archives"),
        (spread(16, 3), "unpacks to more than"),
        (overlapping(), "broken member"),
        (gzip.compress(gzip.compress(b"x" * 100_000_000)), "unpacks to more than"),
    ],
    ids=["quine", "deep", "spread", "overlapping", "packed twice"],
)
def test_a_bomb_ends_soon_and_is_named(tmp_path: Path, data: bytes, said: str) -> None:
    begun = time.monotonic()
    found = found_in(tmp_path, "bomb.bin", data)
    assert any(said in (reason or "") for reason in found.values()), found
    assert all(path.startswith("bomb.bin") for path in found)
    assert sum(each.stat().st_size for each in (tmp_path / "unpacked").rglob("*") if each.is_file()) < 60_000_000
    assert time.monotonic() - begun < 30


def test_members_are_counted_over_all_archives_in_an_input(tmp_path: Path) -> None:
    inner = zipped(*((f"{n}.md", page(str(n))) for n in range(3)))
    found = found_in(tmp_path, "a.zip", zipped(("b.zip", inner), ("c.zip", inner)), Limits(members=6))
    assert sum(reason is None for reason in found.values()) == 4
    assert found["a.zip!/c.zip!/"] == "more than 6 members; the rest is not read"


def test_bytes_are_counted_over_all_archives_in_an_input(tmp_path: Path) -> None:
    inner = zipped(("a.md", b"x" * 30_000))
    found = found_in(tmp_path, "a.zip", zipped(("b.zip", inner), ("c.zip", inner)), Limits(bytes=40_000))
    assert found == {"a.zip!/b.zip!/a.md": None, "a.zip!/c.zip!/a.md": "unpacks to more than 40000 bytes"}


def test_a_broken_archive_in_an_archive_costs_itself_only(tmp_path: Path) -> None:
    broken = gzip.compress(tar("a.md", PAGE * 400))[:-20]
    found = found_in(tmp_path, "a.zip", zipped(("b.tar.gz", broken), ("c.md", PAGE)))
    assert found["a.zip!/c.md"] is None
    assert any("broken" in (reason or "") for path, reason in found.items() if "b.tar.gz" in path)


DOCUMENTS = {
    "a Word document (DOCX)": (("[Content_Types].xml", b"<a/>"), ("word/document.xml", b"<a/>")),
    "an Excel workbook (XLSX)": (("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", b"<a/>")),
    "an OpenDocument text": (("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")),
    "a book (EPUB)": (("mimetype", b"application/epub+zip"), ("OEBPS/a.xhtml", PAGE)),
    "a Java archive": (("META-INF/MANIFEST.MF", b"Manifest-Version: 1.0"), ("a.class", b"\xca\xfe\xba\xbe")),
}


@pytest.mark.parametrize("said", DOCUMENTS)
def test_a_document_that_is_a_zip_is_one_input_and_no_archive(tmp_path: Path, said: str) -> None:
    assert found_in(tmp_path, "a.bin", zipped(*DOCUMENTS[said])) == {"a.bin": None}
    assert kind_of(tmp_path / "a.bin") == said


def test_a_link_in_an_inner_archive_is_refused(tmp_path: Path) -> None:
    data = zipped(("b.tar.gz", tarred(("link.md", tarfile.SYMTYPE, b""), ("../x.md", tarfile.REGTYPE, PAGE))))
    assert found_in(tmp_path, "a.zip", data) == {
        "a.zip!/b.tar.gz!/link.md": "link or device in an archive",
        "a.zip!/b.tar.gz!/../x.md": "path leaves the archive",
    }


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    made = bytearray(zipped(("a.md", PAGE)))
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    assert zipfile.is_zipfile(io.BytesIO(made))
    assert found_in(tmp_path, "a.zip", bytes(made)) == {"a.zip!/a.md": "encrypted member"}
