"""Exports of data bases, of sites and of browsers as data: each case is a file, and what must be read from it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from converters.gathered import CASES, CONVERTERS, source_of

from pressmark.converters.base import ConvertSettings
from pressmark.evidence.faithful import Witness, is_of_table
from pressmark.model.draft import Draft, Leftover
from pressmark.stages._reading import read_here
from pressmark.stages.convert import convert
from pressmark.stages.validate import validate

EXPORTS = ("email", "factiva", "ghost", "medium", "mhtml", "nexis", "proquest", "sgml-news", "substack")
FOLDERS = [
    pytest.param(name, folder, id=f"{name}-{folder.name}")
    for name in EXPORTS
    for folder in sorted((CASES / name).iterdir())
]
SETTINGS = ConvertSettings()


def place_in(folder: Path) -> Path:
    (place,) = (each for each in folder.iterdir() if each.stem != "expected")
    return place


def summary(draft: Draft) -> dict[str, Any]:
    """What the cases speak of, in plain values."""
    dates = {dated.role: dated for dated in draft.dates}
    shown: dict[str, Any] = {name: getattr(draft, name) for name in Draft.__slots__}
    shown |= {role: dated.edtf for role, dated in dates.items()}
    shown |= {f"{role}s": [] for role in ("author", "editor", "rights_holder", "translator")}
    for agent in draft.agents:
        shown.setdefault(f"{agent.role}s", []).append(agent.name)
    shown["printed"] = {found.slot: found.verbatim for found in draft.statements}
    shown["claimed"] = {claim.claim: claim.value for claim in draft.claims if claim.chosen}
    shown["rivals"] = [f"{claim.claim}: {claim.value}" for claim in draft.claims if not claim.chosen]
    shown["subjects"] = [f"{subject.scheme}: {subject.label}" for subject in draft.subjects]
    return shown


@pytest.mark.parametrize(("name", "folder"), FOLDERS)
def test_a_case_is_read_as_expected(name: str, folder: Path) -> None:
    expected = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))
    source = source_of(place_in(folder))
    records = list(read_here(source, CONVERTERS[name], SETTINGS).records)
    drafts = [record for record in records if isinstance(record, Draft)]
    assert [draft.locator for draft in drafts] == [wanted.get("locator") for wanted in expected["articles"]]
    for draft, wanted in zip(drafts, expected["articles"], strict=True):
        shown = summary(draft)
        assert {field: shown.get(field) for field in wanted} == wanted
    left = [[each.locator, each.outcome, each.reason] for each in records if isinstance(each, Leftover)]
    assert left == expected.get("leftovers", [])


@pytest.mark.parametrize(("name", "folder"), FOLDERS)
def test_every_wording_is_where_it_is_said_to_be(name: str, folder: Path) -> None:
    source = source_of(place_in(folder))
    for record in CONVERTERS[name].read(source, SETTINGS).records:
        if isinstance(record, Draft):
            printed = [(found.slot, found.verbatim, found.locator) for found in record.statements]
            assert printed or name == "substack"  # its words lie in several members of one file
            places = [place for place in printed if not is_of_table(place[2])]
            assert list(Witness(record.origin or source.read_bytes()).unfaithful(places)) == []


@pytest.mark.parametrize(("name", "folder"), FOLDERS)
def test_a_file_that_breaks_off_breaks_nothing(name: str, folder: Path, tmp_path: Path) -> None:
    whole = place_in(folder).read_bytes()
    for share in (3, 2):
        place = tmp_path / f"{share}{place_in(folder).suffix}"
        place.write_bytes(whole[: len(whole) * (share - 1) // share])
        left = [
            each
            for each in read_here(source_of(place), CONVERTERS[name], SETTINGS).records
            if isinstance(each, Leftover)
        ]
        assert [each.reason for each in left if each.reason.startswith("the converter failed")] == []


def test_a_saved_page_that_breaks_off_is_partial(tmp_path: Path) -> None:
    whole = place_in(CASES / "mhtml/internet-explorer").read_bytes()
    (tmp_path / "a.mht").write_bytes(whole[: whole.index(b"Erst gegen")])
    (draft,) = CONVERTERS["mhtml"].read(source_of(tmp_path / "a.mht"), SETTINGS).records
    assert isinstance(draft, Draft)
    assert draft.text_completeness == "partial"
    assert summary(draft)["claimed"]["completeness"] == "partial"


def test_what_is_kept_of_all_exports_stands_in_their_sources(tmp_path: Path) -> None:
    for name in EXPORTS:
        for folder in (CASES / name).iterdir():
            place = place_in(folder)
            (tmp_path / "in" / name / folder.name).mkdir(parents=True)
            shutil.copy(place, tmp_path / "in" / name / folder.name / place.name)
    conversion = convert(tmp_path / "in", to=tmp_path / "out", name="exports", prefix="ex")
    receipts = conversion.package.scan("sources").select("path", "converter").collect().rows()
    assert [path for path, converter in receipts if converter and converter != path.split("/")[0]] == []
    report = validate(tmp_path / "out", sources=tmp_path / "in")
    assert [finding for finding in report.findings if finding.severity == "error"] == []
