"""Texts with front matter as data: each case is a file and what must be read of it; then hostile and real ones."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.converters import front_matter, html, print_view
from pressmark.converters._front_matter.headers import read_header
from pressmark.converters._front_matter.meanings import by_meaning
from pressmark.converters._front_matter.pieces import pieces, plain_name
from pressmark.converters.base import ConvertSettings
from pressmark.errors import SourceError
from pressmark.evidence.locators import resolve
from pressmark.model.draft import Draft, Leftover, Source
from pressmark.stages._recognition import recognise

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases/front-matter").iterdir())
PELICAN = HERE.parents[2] / "shared/cases/pelican-content"


def source_of(place: Path) -> Source:
    data = place.read_bytes()
    return Source(place.name, place, hashlib.sha256(data).hexdigest(), len(data))


def case_of(folder: Path) -> tuple[Path, dict[str, Any]]:
    (place,) = (found for found in folder.iterdir() if found.name != "expected.yaml")
    return place, yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))


def record_of(place: Path, settings: ConvertSettings | None = None) -> Draft | Leftover:
    (record,) = front_matter.read(source_of(place), settings or ConvertSettings()).records
    return record


def read(folder: Path, text: str, name: str = "post.md") -> Draft | Leftover:
    (folder / name).write_text(text, "utf-8")
    return record_of(folder / name)


def shown(record: Draft | Leftover) -> dict[str, Any]:
    """Returns a record as a case notes it down."""
    if isinstance(record, Leftover):
        return {"leftover": f"{record.outcome}, {record.reason}"}
    agents = [agent for agent in record.agents if agent.role == "author"]
    return {
        **{name: getattr(record, name) for name in Draft.__slots__},
        "authors": [f"{agent.name} ({agent.kind}) {agent.identifier or ''}".strip() for agent in agents],
        "holders": [agent.name for agent in record.agents if agent.role == "rights_holder"],
        "dates": [f"{d.role}: {d.edtf} {d.verbatim!r} {d.basis}, {d.rivals} rivals" for d in record.dates],
        "subjects": [f"{subject.scheme}: {subject.label}" for subject in record.subjects],
        "statements": [f"{statement.slot}: {statement.verbatim}" for statement in record.statements],
        "claims": [f"{claim.claim}: {claim.value}{'' if claim.chosen else ' (rival)'}" for claim in record.claims],
        "links": [f"{link.anchor}: {link.href_verbatim} ({link.status})" for link in record.links],
    }


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_case_is_read_as_expected(folder: Path) -> None:
    place, expected = case_of(folder)
    recognised = expected.pop("recognised")
    found = shown(record_of(place))
    assert {name: found.get(name) for name in expected} == expected
    assert front_matter.recognises(source_of(place)) == recognised
    assert recognise(source_of(place)) == "front-matter"


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_every_wording_is_where_it_is_said_to_be(folder: Path) -> None:
    place, _ = case_of(folder)
    record = record_of(place)
    if isinstance(record, Draft):
        text = place.read_text("utf-8")
        evidence = [*record.statements, *(claim for claim in record.claims if claim.locator)]
        assert evidence
        assert [found for found in evidence if resolve(found.locator or "", text) != found.verbatim] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# Title\n\nBy Ann Lee\n\nThe River Post, May 4, 2019\n\nText.\n"),
        ("a.md", "---\n\n# A rule above\n\nText.\n"),
        ("a.md", "Title\n=====\n\nBy Ann Lee\n\nText.\n"),
        ("a.txt", "Source: The River Post\n\nText.\n"),
        ("a.txt", "Once: upon a time\nthere was a ferry.\n"),
        ("a.jsonl", '{"title": "A"}\n{"title": "B"}\n'),
        ("a.json", '{"title": "A"}\n'),
        ("a.cff", "cff-version: 1.2.0\ntitle: A\nauthors:\n  - name: B\n"),
        ("a.html", "<!DOCTYPE html><title>T</title>"),
        ("a.csv", "title,text\nA,B\n"),
        ("a.md", ""),
    ],
)
def test_other_texts_have_no_front_matter(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert front_matter.recognises(source_of(tmp_path / name)) == 0


@pytest.mark.parametrize("folder", sorted((HERE / "cases/print-view").iterdir()), ids=lambda folder: folder.name)
def test_print_views_stay_print_views(folder: Path) -> None:
    for place in folder.glob("source.*"):
        source = source_of(place)
        assert front_matter.recognises(source) < print_view.recognises(source)


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize(
    "header",
    [
        BOMB,
        "loop: &loop [*loop]\n",
        f"deep: {'[' * 5000}{']' * 5000}\n",
        "x: !!python/object/apply:os.system ['true']\ntitle: [\n",
        "- a list\n",
        "\x00: y\n",
    ],
    ids=["bomb", "loop", "deep", "tag", "list", "control"],
)
def test_a_hostile_header_costs_one_text(tmp_path: Path, header: str) -> None:
    record = read(tmp_path, f"---\n{header}---\nText.\n")
    assert isinstance(record, Leftover)
    assert record.outcome == "rejected"
    assert record.reason.startswith("the header is ") or record.reason == "is binary and no text"


def test_no_tag_makes_an_object(tmp_path: Path) -> None:
    record = read(tmp_path, "---\ntitle: !!python/name:os.system A Title\n---\nText.\n")
    assert shown(record)["title"] == "A Title"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ann Lee and Tom Okafor", ["Ann Lee", "Tom Okafor"]),
        ('"Ann Lee <ann@river.example.org>"', ["Ann Lee"]),
        ("\n  - name: Ann Lee\n  - name: Tom Okafor", ["Ann Lee", "Tom Okafor"]),
        ("\n  ann:\n    name: Ann Lee\n  tom:\n    display_name: Tom Okafor", ["Ann Lee", "Tom Okafor"]),
        ('["Lee, Ann", Tom Okafor]', ["Lee, Ann", "Tom Okafor"]),
        ("", []),
    ],
)
def test_authors_come_in_every_shape(tmp_path: Path, author: str, names: list[str]) -> None:
    record = read(tmp_path, f"---\ntitle: T\nauthor: {author}\n---\nText.\n")
    assert isinstance(record, Draft)
    assert [agent.name for agent in record.agents if agent.role == "author"] == names


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_header_is_read_or_refused(text: str) -> None:
    for sign in ("---", "+++"):
        try:
            header = read_header(f"{sign}\n{text}\n{sign}\nText.")
        except SourceError:
            continue
        source = f"{sign}\n{text}\n{sign}\nText."
        for value in header.fields.values() if header else ():
            for piece in pieces(value):
                assert piece.start is None or source[piece.start : piece.end] == piece.text


def pairs() -> list[tuple[str, str, str]]:
    if not PELICAN.is_dir():
        return []
    expected = json.loads((PELICAN / "expected.json").read_text("utf-8"))
    names = ("title", "date", "modified", "author", "authors", "category", "tags")
    return [
        (name, key, value)
        for name, case in expected.items()
        for key, value in case["metadata_pairs_in_order"]
        if key.lower() in names
    ]


def declared(name: str) -> dict[str, list[str]]:
    """Returns what a text declares by meaning: its header's values, also of what is skipped as a draft."""
    header = read_header((PELICAN / "items" / name).read_text("utf-8"))
    assert header is not None
    return {
        meaning: [piece.text for value in values for piece in pieces(value)]
        for meaning, values in by_meaning(header.fields).items()
    }


@pytest.mark.skipif(not PELICAN.is_dir(), reason="../shared/cases/pelican-content is not here")
def test_the_pairs_of_real_posts_are_read() -> None:
    meanings = {"date": "published", "author": "authors", "tags": "tag"}
    wrong, seen = [], 0
    for name, key, value in pairs():
        seen += 1
        if name.endswith(".html"):
            wrong += [] if value in in_a_page(name).get(plain_name(key), ()) else [(name, key)]
        elif value not in declared(name).get(meanings.get(plain_name(key), plain_name(key)), ()):
            wrong.append((name, key))
    assert seen > 30
    assert wrong == []


def in_a_page(name: str) -> dict[str, list[str]]:
    """Returns what the converter of web pages reads from the meta tags of Pelican's posts in HTML."""
    (record,) = html.read(source_of(PELICAN / "items" / name), ConvertSettings()).records
    assert isinstance(record, Draft)
    dates = {date.role: date.verbatim or "" for date in record.dates}
    labels = {scheme: [s.label for s in record.subjects if s.scheme == scheme] for scheme in ("section", "keyword")}
    return {
        "title": [record.title or ""],
        "author": [agent.name for agent in record.agents if agent.role == "author"],
        "date": [dates.get("published", "")],
        "modified": [dates.get("modified", "")],
        "category": labels["section"],
        "tags": [", ".join(labels["keyword"])],
    }
