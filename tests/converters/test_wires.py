"""Structured formats as data: each case is a source and what must be read from it; then broken and hostile ones."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pressmark.converters import iptc_7901, jats, newsml, newsml_g2, ninjs, nitf
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.faithful import unfaithful
from pressmark.model.draft import Draft, Leftover, Source
from pressmark.stages._recognition import recognise
from pressmark.stages.convert import convert

HERE = Path(__file__).parent
KINDS = {"iptc-7901": iptc_7901, "jats": jats, "newsml": newsml, "newsml-g2": newsml_g2, "ninjs": ninjs, "nitf": nitf}
CASES = sorted(case for name in KINDS for case in (HERE / "cases" / name).iterdir())
XML = {name: kind for name, kind in KINDS.items() if name not in ("iptc-7901", "ninjs")}
ROOTS = {
    "jats": '<article article-type="a"><front><article-meta>{}</article-meta></front></article>',
    "newsml": "<NewsML><NewsItem>{}</NewsItem></NewsML>",
    "newsml-g2": '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentMeta>{}</contentMeta></newsItem>',
    "nitf": "<nitf><head/><body><body.content>{}</body.content></body></nitf>",
}


def source_of(path: Path) -> Source:
    data = path.read_bytes()
    return Source(path.name, path, hashlib.sha256(data).hexdigest(), len(data))


def source_in(case: Path) -> Path:
    return next(case.glob("source.*"))


def read(path: Path, kind: str) -> list[Draft | Leftover]:
    return list(KINDS[kind].read(source_of(path), ConvertSettings()).records)


def written(folder: Path, data: bytes) -> Path:
    path = folder / "source.data"
    path.write_bytes(data)
    return path


def shown(record: Draft | Leftover) -> dict[str, Any]:
    """Returns a record as a reader would note it down; what is absent or in its usual state is left out."""
    if isinstance(record, Leftover):
        return {record.outcome: record.reason, "at": record.locator}
    usual = {"text_completeness": "unknown", "url_status": "never-printed", "original_url_status": "not-applicable"}
    plain = ("locator", "title", "lede", "text", "text_completeness", "language", "publisher", "original_publisher",
             "url", "url_status", "original_url_status", "copyright_year", "license_scope",
             "license_grantor")  # fmt: skip
    noted = {name: value for name in plain if (value := getattr(record, name)) is not None and value != usual.get(name)}
    noted["agents"] = [
        " ".join(filter(None, [f"{one.role}: {one.name} ({one.kind}, {one.basis})", one.given, one.family,
                               one.identifier]))
        for one in record.agents
    ]  # fmt: skip
    noted["dates"] = [f"{one.role}: {one.edtf} rivals={one.rivals} {one.verbatim!r}" for one in record.dates]
    noted["claims"] = [f"{one.claim}: {one.value}{'' if one.chosen else ' (not chosen)'}" for one in record.claims]
    noted["statements"] = [f"{one.slot} {one.locator}: {one.verbatim}" for one in record.statements]
    noted["permissions"] = [f"{one.permission_id} by {one.grantor}: {one.text}" for one in record.permissions]
    noted["subjects"] = [f"{one.scheme}: {one.label} {one.uri or ''}".strip() for one in record.subjects]
    noted["links"] = [f"{one.status}: {one.anchor} -> {one.href}" for one in record.links]
    return {name: value for name, value in noted.items() if value}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_case_is_read_as_expected(case: Path) -> None:
    expected = yaml.safe_load((case / "expected.yaml").read_text("utf-8"))
    assert [shown(record) for record in read(source_in(case), case.parent.name)] == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_case_is_recognised_by_its_content(case: Path, tmp_path: Path) -> None:
    path = written(tmp_path, source_in(case).read_bytes())
    assert recognise(source_of(path)) == case.parent.name


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_what_is_quoted_stands_where_it_is_said_to(case: Path) -> None:
    source = source_in(case)
    drafts = [record for record in read(source, case.parent.name) if isinstance(record, Draft)]
    printed = [(one.slot, one.verbatim, one.locator) for draft in drafts for one in draft.statements]
    claimed = [
        (one.claim, one.verbatim, one.locator)
        for draft in drafts
        for one in draft.claims
        if one.verbatim is not None and one.locator is not None
    ]
    assert printed
    assert list(unfaithful([*printed, *claimed], source.read_bytes())) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_bytes_change_no_meaning(case: Path, tmp_path: Path) -> None:
    source = source_in(case)
    marked = written(tmp_path, b"\xff\xfe" + source.read_bytes().decode("utf-8").encode("utf-16-le"))
    assert [shown(one) for one in read(marked, case.parent.name)] == [
        shown(one) for one in read(source, case.parent.name)
    ]


def test_all_cases_make_one_package_whose_counts_add_up(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, case in enumerate(CASES):
        (folder / f"{number}.data").write_bytes(source_in(case).read_bytes())
    conversion = convert(folder, to=tmp_path / "package", prefix="wi")
    counts = conversion.counts
    assert counts["records"] == sum(len(read(source_in(case), case.parent.name)) for case in CASES)
    assert counts["records"] == sum(counts[name] for name in ("articles", "duplicates", "rejected", "skipped"))
    claims = conversion.package.scan("claims").collect()
    assert claims.filter(claims["claim"] == "provenance").height == 0


def test_what_is_held_back_is_withheld(tmp_path: Path) -> None:
    source = source_in(HERE / "cases/nitf/embargoed")
    articles = convert(source, to=tmp_path / "package", prefix="wi").package.scan("articles").collect()
    assert articles["release_profile"].to_list() == ["withheld"]


def test_an_item_is_the_same_in_another_envelope(tmp_path: Path) -> None:
    text = source_in(HERE / "cases/newsml-g2/message").read_text("utf-8")
    other = text.replace("<header>", "<!-- again --><header>").replace("10:00:00Z</sent>", "10:05:00Z</sent>")
    first = read(written(tmp_path, text.encode()), "newsml-g2")
    second = read(written(tmp_path, other.encode()), "newsml-g2")
    hashes = [[one.source_sha256 for one in records if isinstance(one, Draft)] for records in (first, second)]
    assert hashes[0] == hashes[1]
    assert len(set(hashes[0])) == 2


@pytest.mark.parametrize("kind", XML)
def test_what_is_broken_is_rejected_with_its_line(kind: str, tmp_path: Path) -> None:
    (record,) = read(written(tmp_path, ROOTS[kind].format("\n<p>").encode()), kind)
    assert isinstance(record, Leftover)
    assert record.outcome == "rejected"
    assert "line 2, column" in record.reason


@pytest.mark.parametrize("kind", XML)
def test_entities_do_not_grow(kind: str, tmp_path: Path) -> None:
    grown = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">{grown}]>{ROOTS[kind].format("&e9;")}'
    (record,) = read(written(tmp_path, bomb.encode()), kind)
    assert isinstance(record, Leftover)
    assert "amplification" in record.reason


@pytest.mark.parametrize("kind", XML)
def test_depth_has_an_end(kind: str, tmp_path: Path) -> None:
    (record,) = read(written(tmp_path, ROOTS[kind].format("<p>" * 50_000).encode()), kind)
    assert isinstance(record, Leftover)
    assert "depth" in record.reason


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("data", [b"", b" \n", b"\x7fELF" + bytes(4000), b"<html><p>No wire.</p></html>", b"[]", b"{}"])
def test_nothing_of_a_kind_is_left_with_a_reason(kind: str, data: bytes, tmp_path: Path) -> None:
    records = read(written(tmp_path, data), kind)
    assert [one.reason != "" for one in records if isinstance(one, Leftover)] == [True]


@pytest.mark.parametrize("kind", KINDS)
def test_a_source_over_the_limit_is_rejected_unread(kind: str, tmp_path: Path) -> None:
    path = written(tmp_path, b"<nitf/>" * 9)
    (record,) = KINDS[kind].read(source_of(path), ConvertSettings(max_bytes=5)).records
    assert isinstance(record, Leftover)
    assert "5 bytes" in record.reason


NOT_OURS = {
    "xhtml": b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head/><body><article>'
    b"<p>Words.</p></article></body></html>",
    "docbook": b"<article><title>T</title><para>Words.</para></article>",
    "rss": b'<rss version="2.0"><channel><item><title>T</title></item></channel></rss>',
    "atom": b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title></entry></feed>',
    "json feed": b'{"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "url": "u"}]}',
    "table": b'{"title": "T", "text": "Words.", "uri": "u"}\n{"title": "U", "text": "More.", "uri": "v"}\n',
    "linked data": b'{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "T", "url": "u"}',
}


@pytest.mark.parametrize("name", NOT_OURS)
def test_other_formats_are_left_to_others(name: str, tmp_path: Path) -> None:
    source = source_of(written(tmp_path, NOT_OURS[name]))
    assert {kind: module.recognises(source) for kind, module in KINDS.items()} == dict.fromkeys(KINDS, 0)


def test_one_prefix_with_two_meanings_still_has_its_places(tmp_path: Path) -> None:
    text = (
        '<a:newsMessage xmlns:a="http://iptc.org/std/nar/2006-10-01/"><a:itemSet>'
        '<b:newsItem xmlns:b="http://iptc.org/std/nar/2006-10-01/" xmlns:a="urn:else" guid="g"><b:contentMeta>'
        "<b:headline>Boats</b:headline><a:x/></b:contentMeta></b:newsItem>"
        '<b:newsItem xmlns:b="http://iptc.org/std/nar/2006-10-01/" guid="h"><b:contentMeta xmlns:b="urn:other">'
        "<b:headline>Nets</b:headline></b:contentMeta></b:newsItem></a:itemSet></a:newsMessage>"
    )
    records = read(written(tmp_path, text.encode()), "newsml-g2")
    drafts = [one for one in records if isinstance(one, Draft)]
    assert [draft.title for draft in drafts] == ["Boats", "Nets"]
    printed = [(one.slot, one.verbatim, one.locator) for draft in drafts for one in draft.statements]
    assert list(unfaithful(printed, text.encode())) == []


NAMES = st.sampled_from(
    "p sec title body.head body.content hedline hl1 byline docdata contrib name surname collab pub-date year month "
    "headline by itemMeta NewsLines HeadLine DataContent inlineXML description".split()
)
TREES = st.recursive(
    st.text(alphabet="ab <&é\n0129", max_size=6).map(lambda text: ("", text, ())),
    lambda inner: st.tuples(NAMES, st.text(alphabet="ab 20é", max_size=4), st.lists(inner, max_size=4)),
    max_leaves=12,
)


def built(tree: tuple[str, str, Any]) -> etree._Element:
    name, text, inner = tree
    element = etree.Element(name or "p")
    element.text = text
    element.extend(built(one) for one in inner)
    return element


@pytest.mark.parametrize("kind", XML)
@settings(deadline=None)  # the first text that is read loads the model of languages
@given(tree=TREES)
def test_whatever_stands_in_it_is_read_or_left(kind: str, tree: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    inner = etree.tostring(built(tree)).decode()
    path = written(tmp_path_factory.mktemp("tree"), ROOTS[kind].format(inner).encode())
    records = read(path, kind)
    assert records
    drafts = [one for one in records if isinstance(one, Draft)]
    printed = [(one.slot, one.verbatim, one.locator) for draft in drafts for one in draft.statements]
    assert list(unfaithful(printed, path.read_bytes())) == []


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "value", "role", "href", "uri", "x/y"]), inner, max_size=3)
    ),
    max_leaves=8,
)
PROPERTIES = (
    "headline headlines byline by authors subject subjects keywords body_html bodies description_text language source "
    "provider infosource copyrightholder copyrightnotice usageterms rightsinfo embargoed pubstatus links place version"
).split()


@settings(deadline=None)
@given(properties=st.dictionaries(st.sampled_from(PROPERTIES), VALUES, max_size=8))
def test_whatever_a_property_holds_is_read_or_left(
    properties: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    item = {"uri": "urn:1", "type": "text", "versioncreated": "2019-05-04T09:00:00Z", **properties}
    path = written(tmp_path_factory.mktemp("item"), json.dumps(item).encode())
    (record,) = read(path, "ninjs")
    printed = [(one.slot, one.verbatim, one.locator) for one in getattr(record, "statements", ())]
    assert list(unfaithful(printed, path.read_bytes())) == []
