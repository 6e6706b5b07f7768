"""Releases end to end: numbered by what changed, written once, and refused where they ought to be."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from stages.island import (
    BELL,
    DAY,
    FERRY,
    LADDER,
    NAME,
    SEALS,
    WITHDRAWALS,
    Edits,
    issued,
    packed,
    sources,
    tree,
)

from pressmark.contracts.package import Package, open_package
from pressmark.errors import PackageError, ReleaseError
from pressmark.files import MANIFEST, listed_files, verify_manifest
from pressmark.records.index import read_index
from pressmark.stages.validate import validate

IDS = {FERRY, LADDER, BELL, SEALS}
BESIDE = (
    "CHANGELOG.md CITATION.cff README.md RIGHTS.md citation.bib citation.json citation.ris citation.txt croissant.json "
    "datacite.json datapackage.json"
).split()


def changed(
    dataset: Path,
    folder: Path,
    edits: Edits,
    more: dict[str, str] | None = None,
    to: Path | None = None,
    **options: Any,
) -> Package:
    """Releases changed sources after version 1.0.0, and returns the new release."""
    releases = to or Path(shutil.copytree(dataset, folder / "releases" / NAME)).parent
    package = packed(folder / "package", sources(folder / "in", edits, more), previous=dataset / "1.0.0")
    return issued(package, releases, **options).package


def versions(release: Package) -> dict[str, int]:
    return dict(release.scan("articles").select("article_id", "record_version").collect().iter_rows())


def tombstones(release: Package) -> list[tuple[Any, ...]]:
    columns = ("article_id", "withdrawn_in", "reason", "scope")
    return list(release.scan("tombstones").select(columns).collect().iter_rows())


def test_a_release_holds_what_its_manifest_says(dataset: Path) -> None:
    folder = dataset / "1.0.0"
    tables = {f"data/{name}.csv" for name in open_package(folder).paths}
    assert set(listed_files(folder)) == {*BESIDE, MANIFEST, *tables}
    verify_manifest(folder)
    assert listed_files(dataset) == sorted(["index.json", *(f"1.0.0/{name}" for name in listed_files(folder))])
    entries = {entry["name"]: entry for entry in open_package(folder).descriptor["resources"]}
    hashes = tree(folder)
    assert {entry["hash"] for entry in entries.values()} == {f"sha256:{hashes[name]}" for name in tables}


def test_the_gate_decides_what_is_shown(dataset: Path) -> None:
    found = open_package(dataset / "1.0.0")
    profiles = dict(found.scan("articles").select("article_id", "release_profile").collect().iter_rows())
    assert {article for article, profile in profiles.items() if profile == "fulltext"} == {BELL, SEALS}
    assert set(found.scan("texts").collect()["article_id"]) == {BELL, SEALS}
    everything = b"".join((dataset / name).read_bytes() for name in listed_files(dataset)).decode()
    assert "nobody has taken the noon boat" not in everything
    assert "after two silent winters" in everything


def test_the_first_version_is_0_1_0(package: Package, tmp_path: Path) -> None:
    released = issued(package, tmp_path)
    assert released.folder == tmp_path / NAME / "0.1.0"
    assert set(versions(released.package).values()) == {1}
    index = read_index(tmp_path / NAME)
    assert index is not None
    (entry,) = index["versions"]
    assert entry["version"] == "0.1.0"
    assert entry["date"] == DAY.isoformat()
    assert entry["content_root"] == released.work.content_root == released.package.descriptor["articles:contentRoot"]
    assert entry["status"] == "current"


NEW = {
    "id": "9",
    "title": "Lamp Oil Arrives",
    "publisher": "The Skerry Lantern",
    "language": "en",
    "published": "2024-02-10",
}
MORE = {
    "more.jsonl": json.dumps(
        {**NEW, "url": "https://lantern.example.org/oil", "text": "The oil came on the noon boat."}
    )
}
LADDER_GONE = {"withdrawals.csv": f"{WITHDRAWALS}{LADDER},2026-11-02,rights-holder-request,record,,Ole asked\n"}
BELL_SHUT = {"withdrawals.csv": f"{WITHDRAWALS}{BELL},2026-11-02,rights-holder-request,text,,\n"}
CLOSED = {
    "bell.md": {
        "This article is licensed under [Creative Commons Attribution 4.0 International]"
        "(https://creativecommons.org/licenses/by/4.0/).": "All rights reserved."
    }
}
# What was changed, the version that 1.0.0 is followed by (docs/versioning.md), and whose record_version is 2.
STEPS: list[tuple[str, Edits, dict[str, str], str, set[str]]] = [
    ("the dataset is described anew", {"pressmark.toml": {"on an island": "from an island"}}, {}, "1.0.1", set()),
    *(
        (f"there is {name}", {"pressmark.toml": {"[release]": f"{line}\n\n[release]"}}, {}, "1.0.1", set[str]())
        for name, line in {
            "funding": 'funding = [{ funder = "Skerry Island Council" }]',
            "a subject": 'subjects = ["islands"]',
            "an identifier of all versions": 'concept_identifier = "https://doi.org/10.5555/skerry"',
        }.items()
    ),
    ("the maker is no person", {"pressmark.toml": {'kind = "person", ': ""}}, {}, "1.0.1", set()),
    ("an article is added", {}, MORE, "1.1.0", set()),
    ("a title is corrected", {"wire.jsonl": {"A Ladder Is Missing": "A Ladder Was Missing"}}, {}, "1.1.0", {LADDER}),
    ("a date is corrected", {"wire.jsonl": {"2023-12-30": "2023-12-31"}}, {}, "1.1.0", {LADDER}),
    ("an author is corrected", {"seals.html": {"Maude Kerjean": "Maud Kerjean"}}, {}, "1.1.0", {SEALS}),
    ("a text is corrected", {"seals.html": {"Three grey": "Four grey"}}, {}, "1.1.0", {SEALS}),
    ("an article leaves the sources", {"bell.md": {}}, {"bell.md": ""}, "2.0.0", set()),
    ("an article is withdrawn", {}, LADDER_GONE, "2.0.0", set()),
    ("a text is withdrawn", {}, BELL_SHUT, "2.0.0", set()),
    ("a licence is taken back", CLOSED, {}, "2.0.0", {BELL}),
]


@pytest.mark.parametrize(("what", "edits", "more", "number", "counted"), STEPS, ids=[case[0] for case in STEPS])
def test_auto_takes_the_step_that_the_change_asks_for(
    what: str, edits: Edits, more: dict[str, str], number: str, counted: set[str], dataset: Path, tmp_path: Path
) -> None:
    after = changed(dataset, tmp_path, edits, more)
    assert after.descriptor["version"] == number
    assert {article for article, version in versions(after).items() if version == 2} == counted
    assert set(versions(after).values()) <= {1, 2}
    before = open_package(dataset / "1.0.0").scan("articles").collect()
    both = before.join(after.scan("articles").collect(), on="article_id", suffix="_after")
    differs = both.filter(pl.col("record_sha256") != pl.col("record_sha256_after"))
    assert set(differs["article_id"]) == counted
    assert tree(tmp_path / "releases" / NAME / "1.0.0") == tree(dataset / "1.0.0")


def test_a_corrected_text_leaves_its_old_hash(dataset: Path, tmp_path: Path) -> None:
    old = open_package(dataset / "1.0.0").scan("articles").filter(article_id=SEALS).collect()["text_sha256"].item()
    after = changed(dataset, tmp_path, {"seals.html": {"Three grey": "Four grey"}})
    prints = after.scan("fingerprints").filter(method="text-sha256-prev").collect()
    assert prints.select("article_id", "value").rows() == [(SEALS, old)]


# The ledger or the sources, and the tombstone that a release leaves.
GRAVES: list[tuple[str, dict[str, str], tuple[str, ...]]] = [
    ("a withdrawn article", LADDER_GONE, (LADDER, "2.0.0", "rights-holder-request", "record")),
    ("a withdrawn text", BELL_SHUT, (BELL, "2.0.0", "rights-holder-request", "text")),
    ("an article that is in the sources no more", {"bell.md": ""}, (BELL, "2.0.0", "under-review", "record")),
]


@pytest.mark.parametrize(("what", "more", "grave"), GRAVES, ids=[case[0] for case in GRAVES])
def test_what_goes_leaves_a_tombstone(
    what: str, more: dict[str, str], grave: tuple[str, ...], dataset: Path, tmp_path: Path
) -> None:
    after = changed(dataset, tmp_path, {}, more)
    article, _, _, scope = grave
    assert tombstones(after) == [grave]
    assert (article in versions(after)) == (scope == "text")
    assert article not in after.scan("texts").collect()["article_id"].to_list()
    assert not list(after.folder.rglob("withdrawals.csv"))
    shown = b"".join(path.read_bytes() for path in after.folder.rglob("*") if path.is_file()).decode()
    assert ("Ole asked" in shown, "The church ladder" in shown) == (False, False)
    assert ("A Ladder Is Missing" in shown) == (article != LADDER)
    assert article != LADDER or validate(after.folder).passed()


def test_a_tombstone_stands_in_every_later_release(dataset: Path, tmp_path: Path) -> None:
    first = changed(dataset, tmp_path, {}, LADDER_GONE)
    later = changed(dataset, tmp_path / "later", {}, {**LADDER_GONE, **MORE}, to=first.folder.parents[1])
    assert later.descriptor["version"] == "2.1.0"
    assert tombstones(later) == tombstones(first)


def test_a_record_version_grows_only_with_its_record(dataset: Path, tmp_path: Path) -> None:
    corrected = {"wire.jsonl": {"A Ladder Is Missing": "A Ladder Was Missing"}}
    first = changed(dataset, tmp_path, corrected)
    second = changed(dataset, tmp_path / "second", corrected, MORE, to=first.folder.parents[1])
    assert second.descriptor["version"] == "1.2.0"
    assert versions(second)[LADDER] == 2
    third = changed(
        dataset, tmp_path / "third", {"wire.jsonl": {"A Ladder Is": "The Ladder Is"}}, MORE, to=first.folder.parents[1]
    )
    assert {version for article, version in versions(third).items() if article != LADDER} == {1}
    assert versions(third)[LADDER] == 3


def test_only_the_index_changes(dataset: Path, tmp_path: Path) -> None:
    after = changed(dataset, tmp_path, {}, MORE).folder
    collection = after.parent
    assert tree(collection / "1.0.0") == tree(dataset / "1.0.0")
    assert sorted(path.name for path in collection.iterdir()) == ["1.0.0", "1.1.0", "index.json"]
    index = read_index(collection)
    old = read_index(dataset)
    assert index is not None
    assert old is not None
    assert index["versions"][0] == old["versions"][0]
    assert [entry["version"] for entry in index["versions"]] == ["1.0.0", "1.1.0"]


def test_a_release_of_a_declared_version(dataset: Path, tmp_path: Path) -> None:
    assert changed(dataset, tmp_path, {}, MORE, version="3.0.0-rc.1").descriptor["version"] == "3.0.0-rc.1"


# The declared version, what is changed, and what the refusal says.
NUMBERS = [
    ("1.0.0", MORE, "1.0.0 does not come after 1.0.0"),
    ("0.9.0", MORE, "0.9.0 does not come after 1.0.0"),
    ("1.0.1", MORE, "1.0.1 is too small a step"),
    ("1.1.0", LADDER_GONE, "1.1.0 is too small a step"),
    ("v2", MORE, "'v2' is no"),
    ("1.0", MORE, "'1.0' is no"),
    ("auto", {}, "nothing has changed"),
    ("1.0.1", {}, "nothing has changed"),
]


@pytest.mark.parametrize(("number", "more", "said"), NUMBERS, ids=[f"{case[0]}: {case[2]}" for case in NUMBERS])
def test_a_wrong_number_is_refused(number: str, more: dict[str, str], said: str, dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError) as refused:
        changed(dataset, tmp_path, {}, more, version=number)
    assert said in str(refused.value)
    assert tree(tmp_path / "releases" / NAME) == tree(dataset)


def test_a_release_is_never_edited(package: Package, dataset: Path, tmp_path: Path) -> None:
    first = Path(shutil.copytree(dataset, tmp_path / NAME))
    elsewhere = issued(package, tmp_path / "elsewhere").folder
    other = packed(tmp_path / "package", sources(tmp_path / "in", more=MORE), previous=elsewhere)
    for again in (package, other):
        with pytest.raises(ReleaseError, match=r"1\.0\.0 does not come after 1\.0\.0"):
            issued(again, tmp_path, version="1.0.0")
        with pytest.raises(PackageError, match=r"1\.0\.0: already exists"):
            issued(again, tmp_path, version="1.0.0", previous=elsewhere)
        assert tree(first) == tree(dataset)


def test_a_chosen_predecessor_is_followed(package: Package, dataset: Path, tmp_path: Path) -> None:
    changed_package = packed(tmp_path / "package", sources(tmp_path / "in", more=MORE), previous=dataset / "1.0.0")
    released = issued(changed_package, tmp_path / "elsewhere", previous=dataset / "1.0.0")
    assert released.work.version == "1.1.0"
    assert [version.version for version in released.work.versions] == ["1.1.0", "1.0.0"]
    changelog = (released.folder / "CHANGELOG.md").read_text("utf-8")
    assert changelog.index("1.1.0") < changelog.index("1.0.0")
