"""A folder with one of everything, packed and nested, in one command: each is read, and the receipt adds up."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import polars as pl
import pytest
from converters.crawled import CRAWL, packed, page
from converters.gathered import CASES, CONVERTERS, sources_of

from pressmark.stages.convert import Conversion, convert
from pressmark.stages.validate import validate

WITH_CASES = [name for name in CONVERTERS if (CASES / name).is_dir()]
OUTCOMES = ["articles", "duplicates", "rejected", "skipped"]


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return gzip.compress(out.getvalue(), mtime=0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One case of every converter as a file, and another where there is one, in archives of archives."""
    made = tmp_path_factory.mktemp("everything") / "inputs"
    inner: dict[str, bytes] = {}
    for name in WITH_CASES:
        first, *others = sources_of(name)
        place = made / name / first.name
        place.parent.mkdir(parents=True)
        place.write_bytes(first.read_bytes())
        inner |= {f"{name}/{place.name}": place.read_bytes() for place in others[:1]}
    tar = tarred({f"{name}": data for name, data in inner.items()})
    crawl = packed([*CRAWL, b"".join(CRAWL[1:2]).replace(b"first", b"other")])
    (made / "nested.zip").write_bytes(
        zipped({"in/inner.tar.gz": tar, "crawl.warc.gz": crawl, "broken.tar.gz": tar[:-30]})
    )
    (made / "packed.html.gz").write_bytes(gzip.compress(page("packed")))
    (made / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (made / "empty.txt").write_bytes(b"")
    return made


@pytest.fixture(scope="module")
def conversion(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Conversion:
    return convert(folder, to=tmp_path_factory.mktemp("packages") / "everything", prefix="ev")


def test_every_converter_has_read_something(conversion: Conversion) -> None:
    sources = conversion.package.scan("sources").collect()
    assert set(sources["converter"].drop_nulls()) >= set(WITH_CASES)
    nested = sources.filter(pl.col("path").str.starts_with("nested.zip!/in/inner.tar.gz!/"))
    assert nested.height == sum(len(sources_of(name)) > 1 for name in WITH_CASES)


def test_the_receipt_adds_up(conversion: Conversion) -> None:
    sources = conversion.package.scan("sources").collect()
    assert sources.filter(pl.sum_horizontal(OUTCOMES) != pl.col("records")).height == 0
    assert {name: sources[name].sum() for name in ["records", *OUTCOMES]} == conversion.counts
    assert conversion.package.scan("articles").collect().height == conversion.counts["articles"]
    left = conversion.package.scan("source_records").collect().height
    assert left == sum(conversion.counts[name] for name in OUTCOMES[1:])


def test_every_statement_is_found_again(folder: Path, conversion: Conversion) -> None:
    report = validate(conversion.package.folder, sources=folder)
    outcomes = {found.rule: found.outcome for found in report.outcomes}
    assert (outcomes["counts-add-up"], outcomes["statement-unlike-source"]) == ("passed", "passed")


def test_the_number_of_workers_changes_nothing(folder: Path, conversion: Conversion, tmp_path: Path) -> None:
    other = convert(folder, to=tmp_path / "everything", prefix="ev", workers=2)
    assert other.counts == conversion.counts
    for name in ("articles", "sources", "source_records", "statements"):
        assert other.package.scan(name).collect().equals(conversion.package.scan(name).collect())
