"""Web pages as data: each case is a page and what must be read from it; then hostile pages and trafilatura's memory."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from pressmark.converters import html
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.faithful import unfaithful
from pressmark.evidence.locators import resolve
from pressmark.model.draft import Draft, Leftover, Source
from pressmark.pages.linked_data import load

CASES = sorted((Path(__file__).parent / "cases/html").iterdir())
SETTINGS = ConvertSettings()
SENTENCE = (
    "The ferry sails at six in the morning, and whoever wants a seat has to be at the quay a little before that. "
)


def source_of(path: Path) -> Source:
    data = path.read_bytes()
    return Source(path.name, path, hashlib.sha256(data).hexdigest(), len(data))


def read(folder: Path, data: bytes, settings: ConvertSettings = SETTINGS) -> Draft | Leftover:
    path = folder / "page.html"
    path.write_bytes(data)
    (record,) = html.read(source_of(path), settings).records
    return record


def case_of(folder: Path) -> Draft:
    (record,) = html.read(source_of(folder / "source.html"), SETTINGS).records
    assert isinstance(record, Draft)
    return record


def summary(draft: Draft) -> dict[str, Any]:
    """What the cases speak of, in plain values."""
    authors = [agent for agent in draft.agents if agent.role == "author"]
    dates = {dated.role: dated for dated in draft.dates}
    published = dates.get("published")
    chosen = {claim.claim: claim.value for claim in draft.claims if claim.chosen}
    return {
        **{name: getattr(draft, name) for name in Draft.__slots__},
        **{name: chosen.get(name) for name in ("license", "tdm_reservation", "tdm_policy")},
        "statements_of_bylines": [found.verbatim for found in draft.statements if found.slot == "byline"],
        "authors": [agent.name for agent in authors],
        "kinds": [agent.kind for agent in authors],
        "identifiers": [agent.identifier for agent in authors],
        "parties": [f"{agent.role}: {agent.name} ({agent.kind}, {agent.basis})" for agent in draft.agents],
        "holders": [agent.name for agent in draft.agents if agent.role == "rights_holder"],
        "published": published and published.edtf,
        "published_basis": published and published.basis,
        "rivals": published and published.rivals,
        "modified": dates["modified"].edtf if "modified" in dates else None,
        "retrieved": dates["retrieved"].edtf if "retrieved" in dates else None,
        "subjects": [[subject.scheme, subject.label] for subject in draft.subjects],
    }


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_case_is_read_as_expected(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    draft = case_of(folder)
    begins = expected.pop("text_begins", "")
    found = summary(draft)
    assert {name: found[name] for name in expected} == expected
    assert (draft.text or "").startswith(begins)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_every_wording_is_where_it_is_said_to_be(folder: Path) -> None:
    text = (folder / "source.html").read_text("utf-8")
    draft = case_of(folder)
    evidence = [*draft.statements, *(claim for claim in draft.claims if claim.locator)]
    assert evidence
    assert [found for found in evidence if resolve(found.locator or "", text) != found.verbatim] == []


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_lede_and_text_do_not_overlap(folder: Path) -> None:
    draft = case_of(folder)
    assert draft.lede is None or draft.lede not in (draft.text or "")


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_page_is_recognised(folder: Path) -> None:
    assert html.recognises(source_of(folder / "source.html")) >= 90


def test_the_sixth_reading_of_a_page_equals_the_first(tmp_path: Path) -> None:
    page = f"<html><head><title>Six</title></head><body><article><p>{SENTENCE * 4}</p></article></body></html>".encode()
    assert len({getattr(read(tmp_path, page), "text", None) for _ in range(6)}) == 1


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "empty"), (b" \n ", "empty"), (b"<html><body></body></html>", "neither a title nor an article text")],
)
def test_a_page_without_an_article_is_rejected(tmp_path: Path, data: bytes, reason: str) -> None:
    record = read(tmp_path, data)
    assert isinstance(record, Leftover)
    assert (record.outcome, record.reason) == ("rejected", reason)


def test_a_page_over_the_limit_is_rejected_unread(tmp_path: Path) -> None:
    record = read(tmp_path, b"<html>" + b"x" * 100, ConvertSettings(max_bytes=50))
    assert record == Leftover(
        locator="char=0,",
        outcome="rejected",
        reason="larger than 50 bytes",
        sha256=hashlib.sha256(b"<html>" + b"x" * 100).hexdigest(),
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_the_encoding_is_told_from_the_bytes(tmp_path: Path, encoding: str) -> None:
    text = (
        f"<html><head><meta charset='iso-8859-1'><title>Zoë’s ferry</title></head><body><p>{SENTENCE}</p></body></html>"
    )
    record = read(tmp_path, text.encode(encoding))
    assert isinstance(record, Draft)
    assert record.title == "Zoë’s ferry"


HOSTILE = {
    "deep elements": "<div>" * 20_000 + SENTENCE,
    "wide table": f"<table><tr><td colspan='99999999' rowspan='99999999'>{SENTENCE * 5}</td></tr></table>",
    "many rows": "<table>" + "<tr><td>1</td><td>2</td></tr>" * 20_000 + "</table>",
    "deep linked data": f'<script type="application/ld+json">{"[" * 50_000}</script>',
    "wide linked data": f'<script type="application/ld+json">[{"{}," * 50_000}{{}}]</script>',
    "linked data in a circle": '<script type="application/ld+json">{"@id": "a", "@graph": [{"@id": "a"}]}</script>',
    "numbers for names": '<script type="application/ld+json">{"@type": "Article", "author": [1], "name": {}}</script>',
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_page_neither_breaks_nor_hangs(tmp_path: Path, body: str) -> None:
    record = read(tmp_path, f"<html><head><title>Hostile</title></head><body>{body}</body></html>".encode())
    assert getattr(record, "title", None) == "Hostile"


@pytest.mark.parametrize(
    ("script", "headline", "mended"),
    [
        ('{"headline": "plain"}', "plain", False),
        ('<!-- {"headline": "commented"} -->', "commented", True),
        ('//<![CDATA[\n{"headline": "wrapped"}\n//]]>', "wrapped", True),
        ('{"headline": "one, two,", }', "one, two,", True),
        ('{"headline": "a\nline"}', "a\nline", True),
        (r'{"headline": "it\'s"}', r"it\'s", True),
        ('{"headline": \'in "single" quotes\'}', 'in "single" quotes', True),
        ('{"headline": "a // b" // a comment, and // another\n}', "a // b", True),
        ('{\n"headline": "a "quoted" word"\n}', 'a "quoted" word', True),
    ],
)
def test_linked_data_is_mended(script: str, headline: str, mended: bool) -> None:
    assert load(script) == ({"headline": headline}, mended)


@pytest.mark.parametrize("script", ["", "{", '{"a": "b" "c"}', "var x = 1"])
def test_linked_data_beyond_mending_is_left_alone(script: str) -> None:
    assert load(script)[0] is None


def test_a_picture_within_a_saved_page_does_not_end_it(tmp_path: Path) -> None:
    """libxml2 leaves out all that stands below an attribute of more than ten million bytes."""
    small = (CASES[0].parent / "saved-with-single-file/source.html").read_text("utf-8")
    picture = f'<article><img src="data:image/png;base64,{"A" * 10_500_000}">'
    one, other = read(tmp_path, small.encode()), read(tmp_path, small.replace("<article>", picture).encode())
    assert isinstance(one, Draft)
    assert isinstance(other, Draft)
    assert (other.title, other.text) == (one.title, one.text)
    printed = [(found.slot, found.verbatim, found.locator) for found in other.statements]
    assert printed
    assert list(unfaithful(printed, (tmp_path / "page.html").read_bytes())) == []
