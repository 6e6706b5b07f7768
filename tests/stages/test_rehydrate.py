"""Texts that come back from files: what is equal afterwards, what is said of the rest, and what a later run adds."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from stages.island import BELL, CHESS, DAY, SEALS, SOURCES, clean, issued, packed, sources, tree
from stages.rehydrated import ended, rows, same_tables, tables

from pressmark.contracts.package import Package
from pressmark.contracts.tables import table
from pressmark.errors import PackageError, PressmarkError
from pressmark.records.hashing import content_root
from pressmark.stages.rehydrate import rehydrate
from pressmark.stages.release import release
from pressmark.stages.validate import validate

HARBOUR = Path(__file__).resolve().parents[2] / "datapackages/sources/harbour-press"
CONFIG = SOURCES / "pressmark.toml"
TEXT_GONE = {"withdrawals.csv": f"article_id,date,reason,scope,replaced_by,note\n{BELL},2026-11-02,error,text,,\n"}
RECORD_GONE = {"withdrawals.csv": f"article_id,date,reason,scope,replaced_by,note\n{BELL},2026-11-02,error,record,,\n"}


@pytest.fixture(scope="module")
def dry(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns the folder of a release of the island without any text."""
    return issued(package, tmp_path_factory.mktemp("dry"), profile="metadata").folder


@pytest.mark.parametrize("format", ["csv", "parquet", "jsonl"])
def test_what_was_dried_comes_back_equal(package: Package, dry: Path, tmp_path: Path, format: str) -> None:
    found = rehydrate(dry, SOURCES, to=tmp_path / "to", format=format, created=DAY)
    assert ended(found) == {"identical": 7}
    assert found.equal
    assert content_root(tables(found.package)) == content_root(tables(package))
    assert same_tables(tables(package), tables(found.package)) == []
    assert validate(found.package.folder).passed()


def test_the_sample_comes_back_as_its_release_with_texts(tmp_path: Path) -> None:
    package = packed(tmp_path / "package", HARBOUR, name="harbour-press")
    options = {"report": clean(package), "issued": DAY}
    dried = release(package.folder, to=tmp_path / "meta", profile="metadata", **options).package
    mixed = release(package.folder, to=tmp_path / "mixed", **options).package
    found = rehydrate(dried.folder, HARBOUR, to=tmp_path / "to", created=DAY)
    assert ended(found) == {"identical": 36}
    assert found.buried == 2
    assert content_root(tables(found.package)) == mixed.descriptor["articles:contentRoot"]
    ids = found.package.scan("articles").select("article_id")
    held = {name: scan for name, scan in tables(package).items() if name == "articles" or table(name).of_article}
    shown = {name: scan.join(ids, on="article_id", how="semi") for name, scan in held.items()}
    back = tables(found.package)
    assert same_tables({**back, **shown, "permissions": package.scan("permissions")}, back) == []
    assert validate(found.package.folder).passed()
    shutil.copyfile(HARBOUR / "pressmark.toml", found.package.folder / "pressmark.toml")
    again = release(found.package.folder, to=tmp_path / "again", report=clean(found.package), issued=DAY)
    assert again.package.descriptor["articles:contentRoot"] == mixed.descriptor["articles:contentRoot"]


def test_names_places_and_copies_of_files_are_nothing(dry: Path, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "a/b").mkdir(parents=True)
    for number, path in enumerate(sorted(SOURCES.iterdir())):
        if path.name != CONFIG.name:
            shutil.copyfile(path, folder / f"a/b/{number}.data")
            shutil.copyfile(path, folder / f"{number}.copy")
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.write(SOURCES / "seals.html", "deep/seals.html")
    found = rehydrate(dry, folder, to=tmp_path / "to", created=DAY)
    assert ended(found) == {"identical": 7}
    assert found.equal


def test_a_page_in_a_web_archive_is_the_page(dry: Path, tmp_path: Path) -> None:
    page = (SOURCES / "seals.html").read_bytes()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:5f1f4f7e-0000-4000-8000-000000000001>\r\n"
        "WARC-Date: 2024-05-22T08:00:00Z\r\nWARC-Target-URI: https://lantern.example.org/2024/seals\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    (tmp_path / "seals.warc").write_bytes(head.encode() + block + b"\r\n\r\n")
    found = rehydrate(dry, tmp_path / "seals.warc", to=tmp_path / "to")
    assert ended(found) == {"identical": 1, "missing": 6}
    row = rows(found.package)[SEALS]
    assert (row["from"], row["locator"]) == ("seals.warc", "urn:uuid:5f1f4f7e-0000-4000-8000-000000000001")
    assert row["retrieved"].startswith("2024-05-22")


EXCERPTS = 'excerpts = true\njurisdiction = "DE"\nexcerpts_basis = "quotation"'
EDITS = {
    "bell.md": {"Its clapper had": "Its  clapper had"},
    "seals.html": {"Three grey seals": "Thirty grey seals", "in its left flipper": "on its flipper"},
}


def test_other_markup_is_taken_and_another_text_is_not(dry: Path, tmp_path: Path) -> None:
    folder = sources(tmp_path / "in", EDITS)
    (folder / "chess.md").unlink()
    found = rehydrate(dry, folder, to=tmp_path / "to", created=DAY)
    assert ended(found) == {"identical": 4, "other-markup": 1, "changed": 1, "missing": 1}
    row = rows(found.package)
    assert (row[BELL]["outcome"], row[BELL]["from"]) == ("other-markup", "bell.md")
    assert (row[SEALS]["outcome"], row[SEALS]["distance"], row[SEALS]["basis"]) == ("changed", "0.0098", "length")
    assert (row[CHESS]["outcome"], row[CHESS]["reason"]) == ("missing", "no source holds it")
    held = found.package.scan("texts").collect()["article_id"].to_list()
    assert BELL in held
    assert SEALS not in held
    assert found.package.scan("articles").collect().height == 7
    assert validate(found.package.folder).passed()
    assert "Thirty" not in "".join(path.read_text("utf-8") for path in found.package.folder.rglob("*.csv"))
    apart = rehydrate(dry, folder, to=tmp_path / "to", created=DAY, changed=True)
    kept = pl.read_csv(apart.package.folder / "rehydration/changed/texts.csv")
    assert kept["article_id"].to_list() == [SEALS]
    assert kept["text"][0].startswith("Thirty grey seals")
    assert SEALS not in apart.package.scan("texts").collect()["article_id"].to_list()
    assert validate(apart.package.folder).passed()


def test_paragraphs_that_are_parted_otherwise_are_measured_anew(dry: Path, tmp_path: Path) -> None:
    words = "left flipper, and the retired"
    folder = sources(tmp_path / "in", {"seals.html": {words: "left flipper, and the</p><p>retired"}})
    found = rehydrate(dry, folder / "seals.html", to=tmp_path / "to")
    assert rows(found.package)[SEALS]["outcome"] == "other-markup"
    assert not found.equal
    assert validate(found.package.folder).passed()
    better = rehydrate(dry, SOURCES / "seals.html", to=tmp_path / "to")
    assert rows(better.package)[SEALS]["outcome"] == "identical"
    assert better.equal


def test_the_same_bytes_read_otherwise_are_told_from_changed_ones(tmp_path: Path) -> None:
    package = packed(tmp_path / "package", SOURCES / "bell.md", config=CONFIG, converter="front-matter")
    dried = issued(package, tmp_path / "releases", profile="metadata").folder
    found = rehydrate(dried, SOURCES / "bell.md", to=tmp_path / "to")
    (row,) = rows(found.package).values()
    assert row["outcome"] == "other-converter"
    assert row["reason"] == "read by front-matter 1.0.0 then, and by print-view 1.0.0 now"
    assert 0 < float(row["distance"]) < 1
    assert found.package.scan("texts").collect().is_empty()
    same = rehydrate(dried, SOURCES / "bell.md", to=tmp_path / "same", converter="front-matter")
    assert ended(same) == {"identical": 1}


def test_an_excerpt_tells_more_of_a_distance_than_a_length(tmp_path: Path) -> None:
    quoting = {"pressmark.toml": {"[release]": f"[release]\n{EXCERPTS}"}}
    package = packed(tmp_path / "package", sources(tmp_path / "in", quoting))
    dried = issued(package, tmp_path / "releases", profile="excerpt").package
    excerpts = dried.scan("excerpts").collect()
    assert SEALS in excerpts["article_id"].to_list()
    folder = sources(tmp_path / "other", EDITS)
    found = rehydrate(dried.folder, folder, to=tmp_path / "to")
    row = rows(found.package)[SEALS]
    assert (row["outcome"], row["basis"]) == ("changed", "excerpt")
    assert 0 < float(row["distance"]) <= 1
    assert found.package.scan("excerpts").collect()["article_id"].to_list() == [SEALS]
    assert validate(found.package.folder).passed()


def test_what_the_release_shows_needs_no_source(dataset: Path, tmp_path: Path) -> None:
    found = rehydrate(dataset, SOURCES, to=tmp_path / "to", created=DAY)
    assert ended(found) == {"complete": 2, "identical": 5}
    assert found.package.scan("texts").collect().height == 7
    assert {row["reason"] for row in rows(found.package).values() if row["outcome"] == "complete"} == {
        "the release holds its text"
    }


def test_what_was_withdrawn_stays_withdrawn(tmp_path: Path) -> None:
    for number, (ledger, withdrawn, buried) in enumerate(((TEXT_GONE, 1, 0), (RECORD_GONE, 0, 1))):
        folder = tmp_path / str(number)
        package = packed(folder / "package", sources(folder / "in", more=ledger))
        dried = issued(package, folder / "releases", profile="metadata").folder
        found = rehydrate(dried, SOURCES, to=folder / "to", created=DAY)
        assert (found.withdrawn, found.buried) == (withdrawn, buried)
        assert ended(found) == {"identical": 6}
        assert BELL not in found.package.scan("texts").collect()["article_id"].to_list()
        row = rows(found.package).get(BELL)
        assert row is None if buried else row is not None and row["outcome"] == "withdrawn"
        assert validate(found.package.folder).passed()


@pytest.mark.parametrize(
    ("profile", "outcomes"), [("metadata", {"identical": 6}), ("mixed", {"complete": 1, "identical": 5})]
)
def test_what_a_later_release_withdrew_is_not_rebuilt_from_an_earlier_one(
    package: Package, tmp_path: Path, profile: str, outcomes: dict[str, int]
) -> None:
    first = issued(package, tmp_path / "releases", profile=profile, version="1.0.0").folder
    later = packed(tmp_path / "later", sources(tmp_path / "in", more=RECORD_GONE))
    issued(later, tmp_path / "releases", profile=profile)
    found = rehydrate(first, SOURCES, to=tmp_path / "to")
    assert (found.withdrawn, ended(found)) == (1, outcomes)
    assert found.yanked == f"{BELL} was withdrawn (error)"
    assert rows(found.package)[BELL]["reason"] == "error on 2026-11-02"
    assert BELL not in found.package.scan("texts").collect()["article_id"].to_list()


def test_losses_are_counted_by_source_and_month(dry: Path, tmp_path: Path) -> None:
    found = rehydrate(dry, SOURCES / "seals.html", to=tmp_path / "to")
    lost = found.losses.filter(pl.col("missing") > 0)
    assert found.losses["identical"].sum() == 1
    assert lost["missing"].sum() == 6
    assert found.losses.filter(pl.col("identical") == 1).select("source", "month").row(0) == (
        "The Skerry Lantern",
        "2024-05",
    )
    assert "2024-04" in lost["month"].to_list()


def test_a_later_run_adds_what_it_finds_and_reads_nothing_twice(dry: Path, tmp_path: Path) -> None:
    first, rest, to = sources(tmp_path / "first"), sources(tmp_path / "rest"), tmp_path / "to"
    for name in ("seals.html", "wire.jsonl"):
        (first / name).unlink()
    read: list[int] = []

    def count(_: int, total: int) -> None:
        read.append(total)

    rehydrate(dry, first, to=to, created=DAY, progress=count)
    assert read[-1] == 2
    read.clear()
    rehydrate(dry, first, to=to, created=DAY, progress=count)
    assert read == []
    (rest / "bell.md").write_bytes((rest / "bell.md").read_bytes() + b"\n\n")
    found = rehydrate(dry, rest, to=to, created=DAY, progress=count)
    assert read[-1] == 3
    assert ended(found) == {"identical": 7}
    assert found.equal
    whole = rehydrate(dry, SOURCES, to=tmp_path / "whole", created=DAY)
    assert same_tables(tables(whole.package), tables(found.package)) == []
    assert rows(whole.package) == rows(found.package)


def test_a_run_that_is_stopped_goes_on_to_the_same_bytes(dry: Path, tmp_path: Path) -> None:
    def stop(done: int, _: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    went_on: list[tuple[int, int]] = []
    with pytest.raises(KeyboardInterrupt):
        rehydrate(dry, SOURCES, to=tmp_path / "to", created=DAY, progress=stop)
    assert not (tmp_path / "to").exists()
    rehydrate(dry, SOURCES, to=tmp_path / "to", created=DAY, resumed=lambda *counts: went_on.append(counts))
    assert went_on == [(4, 4)]
    rehydrate(dry, SOURCES, to=tmp_path / "whole", created=DAY, workers=2)
    assert tree(tmp_path / "to") == tree(tmp_path / "whole")


def test_what_cannot_be_trusted_or_replaced_is_refused(package: Package, dry: Path, tmp_path: Path) -> None:
    other = packed(tmp_path / "other", SOURCES / "bell.md", name="other")
    edited = Path(shutil.copytree(dry, tmp_path / "edited"))
    (edited / "data/articles.csv").write_bytes((edited / "data/articles.csv").read_bytes().replace(b"Bell", b"Ball"))
    to = tmp_path / "to"
    cases: Iterator[tuple[Path, Path, str]] = iter(
        [
            (package.folder, to, "no release"),
            (edited, to, "differs from its checksum"),
            (dry, other.folder, "no texts of this release"),
            (dry, dry, "is a release"),
            (dry, SOURCES / "to", "inside a source"),
        ]
    )
    for named, target, said in cases:
        with pytest.raises(PressmarkError, match=said):
            rehydrate(named, SOURCES, to=target)
    rehydrate(dry, SOURCES / "bell.md", to=to)
    texts = to / "data/texts.csv"
    texts.write_bytes(texts.read_bytes().replace(b"clapper", b"Clapper"))
    with pytest.raises(PackageError, match=r"data/texts\.csv: was changed"):
        rehydrate(dry, SOURCES, to=to)
    assert ended(rehydrate(dry, SOURCES, to=to, fresh=True)) == {"identical": 7}
