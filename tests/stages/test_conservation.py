"""Whatever an input suffers, each of its records is an article or has its reason, and its neighbours lose nothing."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import zipfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from converters.crawled import answer, record
from converters.crawled import page as crawled
from converters.hostile import lines, page, zipped
from fpdf import FPDF

from pressmark.records.receipt import OUTCOMES
from pressmark.stages.convert import Conversion, convert
from pressmark.stages.validate import validate

Left = Mapping[str, int]  # what the records of the faulty input come to
ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def encrypted() -> bytes:
    made = bytearray(zipped(("a.md", page("locked"))))
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    return bytes(made)


def deep() -> bytes:
    data = zipped(("p.md", page("deep")))
    for level in range(5):
        data = zipped((f"{level}.zip", data), (f"{level}.md", page(f"level {level}")))
    return data


def damaged(packed: bytes) -> bytes:
    """Returns a zip in which a bit of the first member is another, so that its checksum does not hold."""
    place = zipfile.ZipFile(io.BytesIO(packed)).infolist()[0].header_offset + 60
    return packed[:place] + bytes([packed[place] ^ 1]) + packed[place + 1 :]


def archive(*blocks: bytes) -> bytes:
    return b"".join(gzip.compress(record(number, answer(block))) for number, block in enumerate(blocks))


def locked_print() -> bytes:
    sheet = FPDF()
    sheet.add_page()
    sheet.set_font("Helvetica")
    sheet.cell(text="The ferry sails at six.")
    sheet.set_encryption(owner_password="one", user_password="other")
    return bytes(sheet.output())


LARGE = page("large") + b"".join(f"It is day {day} of the voyage.\n\n".encode() for day in range(9_000))
ROWS = "title,text\n" + "".join(f"Ferry {n},It sails at {n}.\n" for n in range(5))
ASKING = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///nowhere/at/all">]>'
EXPORT = '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Quay</title>'
LEAF = (
    f'<?xml version="1.0"?>{ASKING}<nitf><body><body.head><hedline><hl1>&b;</hl1></hedline></body.head></body></nitf>'
)

HALF = {"articles": 1, "rejected": 1}

# By fault: the name of the input, its bytes, and what its records come to.
FAULTS: dict[str, tuple[str, bytes, Left]] = {
    "an encrypted archive": ("a.zip", encrypted(), {"skipped": 1}),
    "an archive cut short": ("a.zip", zipped(("a.md", page("cut")))[:-30], {"skipped": 1}),
    "a damaged member": ("a.zip", damaged(zipped(("a.md", LARGE), ("b.md", page("b")))), {"skipped": 1, "articles": 1}),
    "archives too deep": ("a.zip", deep(), {"skipped": 1, "articles": 4}),
    "gzip cut short": ("a.md.gz", gzip.compress(LARGE)[:-200], {"skipped": 1}),
    "gzip with another checksum": ("a.md.gz", gzip.compress(page("a"))[:-8] + bytes(8), {"skipped": 1}),
    "bzip2 cut short": ("a.md.bz2", bz2.compress(LARGE)[:-20], {"skipped": 1}),
    "xz cut short": ("a.md.xz", lzma.compress(LARGE)[:-20], {"skipped": 1}),
    "a web archive cut short": ("a.warc.gz", archive(crawled("one"), crawled("two"))[:-60], HALF),
    "noise in a web archive": ("a.warc", record(1, answer(crawled("three"))) + b"noise\n" * 9, HALF),
    "lines cut short": ("a.jsonl", lines("one", "two").encode()[:-9], HALF),
    "lines nested beyond reading": ("a.jsonl", lines("three").encode() + b"[" * 90_000, HALF),
    "a quotation that never ends": ("a.csv", f'{ROWS}"Ferry,and\n{ROWS}'.encode(), {"articles": 5, "rejected": 1}),
    "an export cut short": ("a.xml", f"{EXPORT}<item><title>Half".encode(), HALF),
    "an entity that asks for a file": ("a.xml", LEAF.encode(), {"rejected": 1}),
    "an encrypted print": ("a.pdf", locked_print(), {"rejected": 1}),
    "a print cut short": ("a.pdf", b"%PDF-1.7\n" + bytes(300), {"rejected": 1}),
    "letters of no encoding": ("a.html", b"\xff\xfe\x00<html", {"skipped": 1}),
}  # fmt: skip
GOOD = {"good.md": page("good"), "z.jsonl": lines("red", "blue").encode()}


def filled(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def counted(conversion: Conversion) -> dict[str, Counter[str]]:
    """Returns what the records of each file of the folder came to, by the receipt; its own sums must hold."""
    found: dict[str, Counter[str]] = {}
    for row in conversion.package.scan("sources").collect().iter_rows(named=True):
        assert row["records"] == sum(row[name] for name in OUTCOMES), row["path"]
        found.setdefault(row["path"].split("!")[0], Counter()).update({name: row[name] for name in OUTCOMES})
    return {name: +counts for name, counts in found.items()}


def conserved(conversion: Conversion) -> None:
    """Asserts that there are as many rows as the receipt says, and a reason for each record that is none."""
    tables = {name: conversion.package.scan(name).collect() for name in ("articles", "source_records")}
    counts = conversion.counts
    assert counts["records"] == sum(counts[name] for name in OUTCOMES)
    assert tables["articles"].height == counts["articles"]
    assert tables["source_records"].height == counts["records"] - counts["articles"]
    assert all(tables["source_records"]["reason"])
    assert sum(map(Counter.total, counted(conversion).values())) == counts["records"]
    report = validate(conversion.package.folder, select=["counts-add-up"])
    assert [found.outcome for found in report.outcomes if found.rule == "counts-add-up"] == ["passed"]


@pytest.mark.parametrize("fault", FAULTS)
def test_every_record_is_accounted_for(fault: str, tmp_path: Path) -> None:
    name, data, left = FAULTS[fault]
    conversion = convert(filled(tmp_path / "in", {name: data, **GOOD}), to=tmp_path / "package")
    conserved(conversion)
    assert counted(conversion) == {name: left, "good.md": {"articles": 1}, "z.jsonl": {"articles": 2}}


def test_all_faults_at_once_come_to_what_each_comes_to(tmp_path: Path) -> None:
    files = {f"{number:02}-{name}": data for number, (name, data, _) in enumerate(FAULTS.values())}
    folder = filled(tmp_path / "in", {**files, **GOOD})
    conversion = convert(folder, to=tmp_path / "package", workers=2)
    conserved(conversion)
    wanted = sum((Counter(left) for _, _, left in FAULTS.values()), Counter(articles=3))
    assert +(Counter(conversion.counts) - Counter(records=conversion.counts["records"])) == wanted


@pytest.mark.skipif(ROOT or os.name == "nt", reason="this user may read every file")
def test_a_file_that_may_not_be_read_is_accounted_for(tmp_path: Path) -> None:
    folder = filled(tmp_path / "in", {"a.md": page("closed"), **GOOD})
    (folder / "a.md").chmod(0)
    conversion = convert(folder, to=tmp_path / "package")
    conserved(conversion)
    assert counted(conversion)["a.md"].total() == 1
