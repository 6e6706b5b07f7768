"""Feeds as data: each case is a feed and what must be read of its entries; then bytes, hostile feeds and sizes."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from pressmark.converters import feed
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.encodings import decode
from pressmark.evidence.locators import Locator
from pressmark.model.draft import Draft, Leftover, Reading, Source

CASES = sorted((Path(__file__).parent / "cases/feed").iterdir())
WELL_FORMED = [folder for folder in CASES if folder.name not in ("broken", "json-feed")]


def source_of(place: Path) -> Source:
    data = place.read_bytes()
    return Source(place.name, place, hashlib.sha256(data).hexdigest(), len(data))


def case_of(folder: Path) -> Path:
    (place,) = folder.glob("source.*")
    return place


def read(place: Path) -> tuple[Reading, list[Draft | Leftover]]:
    reading = feed.read(source_of(place), ConvertSettings())
    return reading, list(reading.records)


def read_bytes(folder: Path, data: bytes) -> tuple[Reading, list[Draft | Leftover]]:
    place = folder / "feed.xml"
    place.write_bytes(data)
    return read(place)


def shown(record: Draft | Leftover) -> Any:
    """Returns a record as a case notes it down."""
    if isinstance(record, Leftover):
        return f"{record.locator} {record.outcome}, {record.reason}"
    chosen = {claim.claim: claim.value for claim in record.claims if claim.chosen}
    return {
        **{name: getattr(record, name) for name in Draft.__slots__},
        "license": chosen.get("license"),
        "agents": [f"{agent.role} {agent.name}" for agent in record.agents],
        "identifiers": [agent.identifier for agent in record.agents if agent.identifier],
        "dates": [f"{date.role} {date.edtf} {date.verbatim!r}" for date in record.dates],
        "subjects": [f"{subject.scheme}: {subject.label}" for subject in record.subjects],
        "statements": [f"{statement.slot} {statement.locator}" for statement in record.statements],
        "rivals": [
            f"{claim.claim}: {claim.value}" + (f" ({claim.note})" if claim.note else "")
            for claim in record.claims
            if not claim.chosen
        ],
    }


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_case_is_read_as_expected(folder: Path) -> None:
    expected = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))["records"]
    found = [
        {name: one[name] for name in wanted}
        if isinstance(one := shown(record), dict) and isinstance(wanted, dict)
        else one
        for record, wanted in zip(read(case_of(folder))[1], expected, strict=True)
    ]
    assert found == expected


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_every_wording_is_where_it_is_said_to_be(folder: Path) -> None:
    place = case_of(folder)
    locator = Locator(decode(place.read_bytes()).text)
    drafts = [record for record in read(place)[1] if isinstance(record, Draft)]
    evidence = [found for draft in drafts for found in (*draft.statements, *draft.claims) if found.locator]
    assert evidence
    assert [found for found in evidence if locator.resolve(found.locator or "") != found.verbatim] == []


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_no_name_and_no_statement_holds_an_address(folder: Path) -> None:
    for draft in (record for record in read(case_of(folder))[1] if isinstance(record, Draft)):
        assert "@" not in "".join(agent.name for agent in draft.agents)
        assert "@" not in "".join(statement.verbatim for statement in draft.statements)
        assert "@" not in "".join(f"{claim.value}{claim.verbatim}" for claim in draft.claims)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_feed_is_recognised(folder: Path) -> None:
    assert feed.recognises(source_of(case_of(folder))) >= 90


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-be", "utf-32-le"])
@pytest.mark.parametrize("folder", WELL_FORMED, ids=lambda folder: folder.name)
def test_another_encoding_changes_no_meaning(folder: Path, encoding: str, tmp_path: Path) -> None:
    place = case_of(folder)
    data = place.read_bytes().decode().encode(encoding)
    reading, records = read_bytes(tmp_path, data)
    assert feed.recognises(source_of(tmp_path / "feed.xml")) >= 90
    assert (reading.encoding or "").replace("-", "").startswith(encoding[:6].replace("-", ""))
    assert list(map(shown, records)) == list(map(shown, read(place)[1]))


@pytest.mark.parametrize(
    "data",
    [
        b"<html><head><title>T</title></head></html>",
        b"<article><front/></article>",
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
        b"<nitf><head/></nitf>",
        b'{"title": "T", "text": "An article."}\n',
        b"channel,title\nrss,T\n",
        b"# <rss> as a title\n",
        b"",
    ],
)
def test_other_content_is_no_feed(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(data)
    assert feed.recognises(source_of(tmp_path / "other")) == 0


def test_an_entry_is_the_same_wherever_it_stands(tmp_path: Path) -> None:
    first, second = (f"<item><title>{name}</title><guid>{name}</guid></item>" for name in ("One", "Two"))
    found = [
        {
            record.source_sha256: record.locator
            for record in read_bytes(tmp_path, data.encode())[1]
            if isinstance(record, Draft)
        }
        for data in (
            f"<rss><channel>{first}{second}</channel></rss>",
            f'<rss xmlns:x="urn:x"><channel><title>T</title>{second}\n  {first}</channel></rss>',
        )
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 2


def test_a_new_comment_makes_no_other_entry(tmp_path: Path) -> None:
    space = "http://purl.org/rss/1.0/modules/slash/"
    item = "<item><title>One</title><slash:comments>{}</slash:comments></item>"
    found = [
        read_bytes(tmp_path, f'<rss xmlns:slash="{space}"><channel>{item.format(count)}</channel></rss>'.encode())[1]
        for count in (1, 2)
    ]
    assert found[0] == found[1]


def titled(title: str) -> str:
    return f"<rss><channel><item><title>{title}</title></item></channel></rss>"


BOMB = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))
HOSTILE = {
    "entities that grow": f'<!DOCTYPE rss [<!ENTITY a0 "ha">{BOMB}]>{titled("&a9;")}',
    "a file from outside": f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>{titled("T &x;")}',
    "deep elements": "<rss><channel><item>" + "<a>" * 50_000 + "</item></channel></rss>",
    "never closed": "<rss><channel><item><title>T" + "<![CDATA[" * 10_000,
    "a null": "<rss><channel><item><title>T\0</title></item></channel></rss>",
    "an address as the document": "http://feed.example/never-fetched.xml",
}


@pytest.mark.parametrize("document", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_feed_neither_breaks_nor_hangs(document: str, tmp_path: Path) -> None:
    start = time.monotonic()
    records = read_bytes(tmp_path, document.encode())[1]
    assert time.monotonic() - start < 20
    assert "root:" not in str(records)
    assert len(str(records)) < 100_000


def test_an_empty_feed_holds_no_record_and_a_broken_one_says_where(tmp_path: Path) -> None:
    assert read_bytes(tmp_path, b"<rss><channel><title>T</title></channel></rss>")[1] == []
    (broken,) = read_bytes(tmp_path, b"<rss><channel>")[1]
    assert isinstance(broken, Leftover)
    assert "line 1" in broken.reason


def test_a_broken_json_feed_says_where(tmp_path: Path) -> None:
    (broken,) = read_bytes(tmp_path, b'{"version": "https://jsonfeed.org/version/1",\n "items": [}')[1]
    assert shown(broken) == "whole rejected, is no JSON (line 2, column 12)"


def test_named_characters_of_html_are_read_although_xml_knows_none(tmp_path: Path) -> None:
    data = b"<rss><channel><item><title>Caf&eacute;&nbsp;am Kai</title></item></channel></rss>"
    assert [shown(record)["title"] for record in read_bytes(tmp_path, data)[1]] == ["Café am Kai"]
