"""The difference of two releases end to end: the number, the changelog, the table of changes, and the relations."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package as Frictionless
from stages.island import BELL, CHESS, DAY, LADDER, NAME, SEALS, WITHDRAWALS, Edits, issued, packed, sources, tree

from pressmark.contracts.package import Package, open_package
from pressmark.errors import ReleaseError
from pressmark.files import read_manifest
from pressmark.stages.diff import diff
from pressmark.stages.load import load
from pressmark.stages.validate import validate

Descriptor = dict[str, Any]


def next_release(
    dataset: Path, folder: Path, edits: Edits, more: dict[str, str] | None = None, **options: Any
) -> Package:
    """Releases changed sources after version 1.0.0, and returns the new release."""
    releases = Path(shutil.copytree(dataset, folder / "releases" / NAME)).parent
    form = options.pop("format", "csv")
    package = packed(folder / "package", sources(folder / "in", edits, more), previous=dataset / "1.0.0", format=form)
    return issued(package, releases, **options).package


def changes(release: Package) -> list[dict[str, str]]:
    """Returns the rows of a release's table of changes."""
    with (release.folder / "changes.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def newest_entry(release: Package) -> str:
    """Returns what the changelog says of this version, as it reads."""
    text = (release.folder / "CHANGELOG.md").read_text("utf-8")
    return text.split("\n## [")[1].replace("\\", "")


SHUT = f"{WITHDRAWALS}{BELL},2026-11-02,rights-holder-request,text,,\n"
GONE = f"{WITHDRAWALS}{LADDER},2026-11-02,privacy,record,,\n"
REVIEWED = (
    "article_id,claim,value,reviewer,reviewed_on,note\n"
    f"{CHESS},license,CC-BY-4.0,Edda Morland,2026-11-01,\n{CHESS},grantor_is_holder,yes,Edda Morland,2026-11-01,\n"
)
NEW = {"id": "9", "title": "Lamp Oil Arrives", "publisher": "The Skerry Lantern", "language": "en"}
MORE = json.dumps({**NEW, "published": "2024-02-10", "url": "https://lantern.example.org/oil", "text": "Oil came."})

# What was changed; the version after 1.0.0; kinds of change in the table; words of the changelog's entry.
CASES: tuple[tuple[str, Edits, dict[str, str], str, set[str], tuple[str, ...]], ...] = (
    (
        "an article is withdrawn",
        {},
        {"withdrawals.csv": GONE},
        "2.0.0",
        {"article-removed"},
        (f"1 article (privacy): `{LADDER}`", "1 article is gone", "### Removed"),
    ),
    (
        "a text is withdrawn",
        {},
        {"withdrawals.csv": SHUT},
        "2.0.0",
        {"shows-less"},
        ("### Rights", f"less than before: `{BELL}`", "check whether you may keep the words"),
    ),
    (
        "a licence is confirmed by a reviewer",
        {},
        {"reviews.csv": REVIEWED},
        "1.1.0",
        {"rights-wider", "shows-more"},
        ("### Rights", f"more than before; decided by Edda Morland: `{CHESS}`", "used more freely"),
    ),
    (
        "a text is corrected",
        {"seals.html": {"Three grey": "Four grey"}},
        {},
        "1.1.0",
        {"text-corrected", "follows"},
        ("the earlier hash is kept", SEALS, "Ids that you stored still work. The text of 1 article was corrected."),
    ),
    (
        "an author is corrected",
        {"seals.html": {"Maude Kerjean": "Maud Kerjean"}},
        {},
        "1.1.0",
        {"value-corrected"},
        ("1 article with a corrected author", "Queries by author give other results (1 article)."),
    ),
    (
        "a label is corrected",
        {"bell.md": {"[Harbour]": "[Harbour life]"}},
        {},
        "1.0.1",
        {"detail-corrected"},
        ("1 article with corrected subjects", "subjects differ"),
    ),
    (
        "an article is new",
        {},
        {"more.jsonl": MORE},
        "1.1.0",
        {"article-added"},
        ("### Added", "1 article: `sk-", "1 article is new"),
    ),
    (
        "the dataset is described anew",
        {"pressmark.toml": {"on an island": "from an island"}},
        {},
        "1.0.1",
        {"dataset-described"},
        ("The description of the dataset: description",),
    ),
    (
        "the descriptions are under another licence",
        {"pressmark.toml": {'"CC0-1.0"': '"CC-BY-4.0"'}},
        {},
        "2.0.0",
        {"license-changed"},
        ("### Rights", "another licence now: CC-BY-4.0", "Read the new licence"),
    ),
)


@pytest.mark.parametrize(
    ("edits", "more", "number", "kinds", "words"), [pytest.param(*case[1:], id=case[0]) for case in CASES]
)
def test_a_release_says_what_changed(
    edits: Edits,
    more: dict[str, str],
    number: str,
    kinds: set[str],
    words: tuple[str, ...],
    dataset: Path,
    tmp_path: Path,
) -> None:
    after = next_release(dataset, tmp_path, edits, more)
    assert after.descriptor["version"] == number
    assert kinds <= {row["change"] for row in changes(after)}
    said = newest_entry(after)
    assert [word for word in words if word not in said] == []
    assert read_manifest(after.folder).keys() >= {"changes.csv"}
    assert load(after.folder).version == number
    assert validate(after.folder, today=DAY).passed()
    assert diff(dataset / "1.0.0", after.folder).step == {"1": "patch", "0": "minor"}.get(
        number[-1] if number[0] == "1" else "", "major"
    )


def test_other_programs_read_a_release_with_a_table_of_changes(dataset: Path, tmp_path: Path) -> None:
    after = next_release(dataset, tmp_path, {"seals.html": {"Three grey": "Four grey"}})
    assert Frictionless(str(after.folder / "datapackage.json")).validate().valid
    assert not [entry for entry in after.descriptor["resources"] if entry["name"] == "changes"]


def test_the_table_of_changes_holds_hashes_and_no_values(dataset: Path, tmp_path: Path) -> None:
    after = next_release(dataset, tmp_path, {"seals.html": {"Three grey": "Four grey"}}, {"withdrawals.csv": GONE})
    text = (after.folder / "changes.csv").read_text("utf-8")
    assert text.splitlines()[0] == "article_id,table,key,field,change,step,old_hash,new_hash"
    assert "grey" not in text
    assert "Ladder" not in text
    assert all(len(row[side]) in (0, 64) for row in changes(after) for side in ("old_hash", "new_hash"))
    gone = [row for row in changes(after) if row["article_id"] == LADDER and row["table"] == "articles"]
    assert [(row["change"], row["step"], row["new_hash"]) for row in gone] == [("article-removed", "major", "")]


def test_equal_changes_give_equal_bytes(dataset: Path, tmp_path: Path) -> None:
    edits = {"seals.html": {"Three grey": "Four grey"}}
    first, again = (next_release(dataset, tmp_path / name, edits, {"withdrawals.csv": GONE}) for name in "ab")
    assert tree(first.folder) == tree(again.folder)


def test_the_first_release_has_no_table_of_changes(dataset: Path) -> None:
    assert not (dataset / "1.0.0" / "changes.csv").exists()
    assert "articles:previous" not in open_package(dataset / "1.0.0").descriptor


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_the_same_records_in_another_form_are_a_patch(form: str, dataset: Path, tmp_path: Path) -> None:
    after = next_release(dataset, tmp_path, {}, format=form)
    assert after.descriptor["version"] == "1.0.1"
    assert (
        after.descriptor["articles:contentRoot"] == open_package(dataset / "1.0.0").descriptor["articles:contentRoot"]
    )
    assert {row["change"] for row in changes(after)} == {"serialised"}
    assert f"csv to {form}" in newest_entry(after)


def earlier(dataset: Path, folder: Path, edit: Callable[[Descriptor], object]) -> Path:
    """Returns a copy of version 1.0.0 whose descriptor said something else."""
    copy = Path(shutil.copytree(dataset / "1.0.0", folder / "earlier" / "1.0.0"))
    said = json.loads((copy / "datapackage.json").read_text("utf-8"))
    edit(said)
    (copy / "datapackage.json").write_text(json.dumps(said), "utf-8")
    return copy


def fields(said: Descriptor, name: str) -> list[dict[str, Any]]:
    """Returns the columns of a table in a descriptor."""
    found: list[dict[str, Any]] = next(e for e in said["resources"] if e["name"] == name)["schema"]["fields"]
    return found


def enum(said: Descriptor) -> list[str]:
    """Returns the roles of agents in a descriptor."""
    found: list[str] = fields(said, "agents")[1]["constraints"]["enum"]
    return found


# What the descriptor of the release before said; the version that follows; the kind of change.
DESCRIPTORS: tuple[tuple[str, Callable[[Descriptor], object], str, str], ...] = (
    ("another norm", lambda said: said.update({"articles:normVersion": "norm-v0"}), "2.0.0", "norm-changed"),
    ("another contract", lambda said: said.update({"articles:contract": "0.9"}), "2.0.0", "contract-changed"),
    ("another toolkit", lambda said: said.update({"articles:toolkit": "pressmark 0.0.1"}), "1.0.1", "toolkit-changed"),
    ("another name", lambda said: said.update(name="skerry"), "2.0.0", "dataset-renamed"),
    ("a column less", lambda said: fields(said, "subjects").pop(), "2.0.0", "column-added"),
    (
        "a column more",
        lambda said: fields(said, "links").append({"name": "x", "type": "string"}),
        "2.0.0",
        "column-removed",
    ),
    ("another order", lambda said: fields(said, "articles").reverse(), "2.0.0", "columns-reordered"),
    ("another type", lambda said: fields(said, "links")[1].update(type="string"), "2.0.0", "type-changed"),
    ("a wider enum", lambda said: enum(said).append("critic"), "2.0.0", "constraint-tightened"),
    ("a narrower enum", lambda said: enum(said).pop(), "1.1.0", "constraint-loosened"),
)


@pytest.mark.parametrize(("edit", "number", "kind"), [pytest.param(*case[1:], id=case[0]) for case in DESCRIPTORS])
def test_what_the_descriptor_said_before_counts(
    edit: Callable[[Descriptor], object], number: str, kind: str, dataset: Path, package: Package, tmp_path: Path
) -> None:
    after = issued(package, tmp_path / "releases", previous=earlier(dataset, tmp_path, edit)).package
    assert after.descriptor["version"] == number
    assert kind in {row["change"] for row in changes(after)}


def test_a_smaller_step_is_refused_with_the_rows_that_ask_for_more(dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError) as refused:
        next_release(dataset, tmp_path, {}, {"withdrawals.csv": GONE}, version="1.1.0")
    said = str(refused.value)
    assert f"articles {LADDER} (article-removed)" in said
    assert "a major step to 2.0.0 or later" in said
    with pytest.raises(ReleaseError) as refused:
        next_release(dataset, tmp_path / "b", {"seals.html": {"Three grey": "Four grey"}}, version="1.0.1")
    assert f"articles {SEALS} text_sha256 (text-corrected)" in str(refused.value)
    assert "grey" not in str(refused.value)


def test_a_pre_release_becomes_final_as_it_is(dataset: Path, package: Package, tmp_path: Path) -> None:
    first = issued(package, tmp_path, version="1.0.0-rc.1").package
    final = issued(package, tmp_path, version="1.0.0", previous=first.folder).package
    assert final.descriptor["articles:previous"]["version"] == "1.0.0-rc.1"
    with pytest.raises(ReleaseError, match="nothing has changed"):
        issued(package, tmp_path, version="1.0.0-rc.2", previous=first.folder)


def test_a_release_names_the_one_before_it(dataset: Path, tmp_path: Path) -> None:
    doi = "https://doi.org/10.5072/lantern.1"
    before = earlier(dataset, tmp_path, lambda said: said.update(id=doi))
    package = packed(tmp_path / "package", sources(tmp_path / "in", {}, {"more.jsonl": MORE}), previous=before)
    after = issued(package, tmp_path / "releases", previous=before).package
    assert after.descriptor["articles:previous"]["id"] == doi
    related = json.loads((after.folder / "datacite.json").read_text("utf-8"))["relatedIdentifiers"]
    wanted = {
        "relatedIdentifier": "10.5072/lantern.1",
        "relatedIdentifierType": "DOI",
        "relationType": "IsNewVersionOf",
    }
    assert wanted in related
    assert "[changes.csv](changes.csv)" in (after.folder / "README.md").read_text("utf-8")
    listed = next_release(dataset, tmp_path / "listed", {}, {"more.jsonl": MORE}).descriptor["articles:previous"]
    index = json.loads((dataset / "index.json").read_text("utf-8"))["versions"][0]
    assert listed == {"version": "1.0.0", "contentRoot": index["content_root"], "swhid": index["swhid"]}
