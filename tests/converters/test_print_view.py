"""The print view: whole cases as data, and what holds of every one of them."""

from __future__ import annotations

import gc
import hashlib
import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from pressmark.converters import print_view
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.locators import resolve
from pressmark.model.draft import Draft, Leftover, Source
from pressmark.sites.reading import load_description

CASES = sorted((Path(__file__).parent / "cases" / "print-view").iterdir())

ZONES = yaml.safe_load((Path(__file__).parent / "cases" / "print-view-zones.yaml").read_text("utf-8"))


def source_of(place: Path) -> Source:
    data = place.read_bytes()
    return Source(path=place.name, location=place, sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def settings_of(case: Path) -> ConvertSettings:
    return ConvertSettings(sites=tuple(load_description(place) for place in case.glob("site.toml")))


def read(place: Path, settings: ConvertSettings | None = None) -> Draft | Leftover:
    (record,) = print_view.read(source_of(place), settings or ConvertSettings()).records
    return record


def draft_of(place: Path, settings: ConvertSettings | None = None) -> Draft:
    record = read(place, settings)
    assert isinstance(record, Draft)
    return record


def written(folder: Path, data: bytes, name: str = "page.md") -> Path:
    place = folder / name
    place.write_bytes(data)
    return place


def shown(draft: Draft) -> dict[str, Any]:
    """Returns a draft as a reader would note it down: what is absent or in its usual state is left out."""
    plain = {
        name: getattr(draft, name)
        for name in ("title", "lede", "text_completeness", "language", "publisher", "original_publisher", "url",
                     "source_statement", "url_status", "original_url", "original_url_status", "copyright_year",
                     "license_scope", "license_grantor")
    }  # fmt: skip
    usual = {"text_completeness": "unknown", "url_status": "never-printed", "original_url_status": "not-applicable"}
    noted = {name: value for name, value in plain.items() if value not in (None, usual.get(name))}
    noted["text"] = (draft.text or "").split("\n\n")
    noted["agents"] = [f"{agent.role}: {agent.name} ({agent.kind}, {agent.basis})" for agent in draft.agents]
    noted["dates"] = [
        f"{date.role}: {date.edtf} {date.verbatim!r}{' ambiguous' if date.ambiguous else ''}" for date in draft.dates
    ]
    noted["claims"] = [
        f"{claim.claim}: {claim.value}{'' if claim.chosen else ' (not chosen)'}" for claim in draft.claims
    ]
    noted["statements"] = [f"{statement.slot}: {statement.verbatim}" for statement in draft.statements]
    noted["permissions"] = [
        [permission.permission_id, permission.commercial, *(f"{term.kind}: {term.value}" for term in permission.terms)]
        for permission in draft.permissions
    ]
    noted["subjects"] = [f"{subject.scheme}: {subject.label}" for subject in draft.subjects]
    noted["links"] = [f"{link.role} {link.status}: {link.anchor} -> {link.href_verbatim}" for link in draft.links]
    noted["flags"] = [f"{flag.kind}: {flag.value}" for flag in draft.flags]
    return {name: value for name, value in noted.items() if value}


def source_in(case: Path) -> Path:
    return next(place for place in case.iterdir() if place.stem == "source")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_read_as_expected(case: Path) -> None:
    expected = yaml.safe_load((case / "expected.yaml").read_text("utf-8"))
    assert shown(draft_of(source_in(case), settings_of(case))) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_quoted_stands_where_it_is_said_to(case: Path) -> None:
    draft = draft_of(source_in(case), settings_of(case))
    source = source_in(case).read_bytes().decode("utf-8")
    printed = [claim for claim in draft.claims if claim.basis == "printed"]
    for quoted in (*draft.statements, *printed):
        assert resolve(quoted.locator or "", source) == quoted.verbatim


@pytest.mark.parametrize("case", ZONES, ids=[case["says"] for case in ZONES])
def test_zones_end_where_they_should(case: dict[str, Any], tmp_path: Path) -> None:
    found = shown(draft_of(written(tmp_path, case["page"].encode())))
    assert {name: found.get(name) for name in case["reads"]} == case["reads"]


ENCODINGS = {
    "bom": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "bom and crlf": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "utf-16le": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "utf-16be": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "windows-1252": lambda text: text.encode("windows-1252"),
    "no last line end": lambda text: text.rstrip().encode(),
    "blank lines around": lambda text: f"\n\n \n{text}\n\n\t\n".encode(),
    "spaces at line ends": lambda text: text.replace("\n", "  \n").encode(),
}


@pytest.mark.parametrize("case", ["syndicated", "french", "old-layout", "smart-quotes"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_bytes_and_line_ends_change_no_meaning(case: str, encoding: str, tmp_path: Path) -> None:
    folder = next(place for place in CASES if place.name == case)
    source = source_in(folder)
    page = written(tmp_path, ENCODINGS[encoding](source.read_text("utf-8")), source.name)
    assert shown(draft_of(page, settings_of(folder))) == shown(draft_of(source, settings_of(folder)))


@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"\xef\xbb\xbf\n"])
def test_nothing_printed_is_rejected_as_empty(data: bytes, tmp_path: Path) -> None:
    record = read(written(tmp_path, data))
    assert isinstance(record, Leftover)
    assert (record.outcome, record.reason) == ("rejected", "empty")


def test_a_binary_is_rejected_with_its_reason(tmp_path: Path) -> None:
    record = read(written(tmp_path, b"\x7fELF" + bytes(4000)))
    assert isinstance(record, Leftover)
    assert record.reason


def test_a_page_over_the_limit_is_rejected_unread(tmp_path: Path) -> None:
    record = read(written(tmp_path, b"# T\n\nText.\n"), ConvertSettings(max_bytes=5))
    assert isinstance(record, Leftover)
    assert "5 bytes" in record.reason


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if settings_of(case) == ConvertSettings() and case.name != "only-text"],
    ids=lambda case: case.name,
)
def test_a_print_view_is_recognised_by_its_content(case: Path, tmp_path: Path) -> None:
    page = written(tmp_path, source_in(case).read_bytes(), "page.data")
    assert print_view.recognises(source_of(page)) >= 40


@pytest.mark.parametrize(
    ("name", "data", "confidence"),
    [
        ("a.txt", b"Some words.\nAnd more.\n", 10),
        ("a.csv", b"title,text\nOne,Words.\n", 0),
        ("a.html", b"<!DOCTYPE html><title>T</title><p>By Ann Lee", 0),
        ("a.jsonl", b'{"title": "T"}\n', 0),
        ("a.txt", b"\x7fELF" + bytes(4000), 0),
        ("a.txt", b"", 10),
    ],
)
def test_other_content_is_not_taken_for_one(name: str, data: bytes, confidence: int, tmp_path: Path) -> None:
    assert print_view.recognises(source_of(written(tmp_path, data, name))) == confidence


LONG = {
    "paragraphs": "The ferry went out and came back.\n\n",
    "one line": "The ferry went out and came back. ",
    "stars": "*a ",
    "brackets": "[a](",
    "lines": "By Ann Lee\n",
    "footer lines": "Copyright © Ann Lee, 2016\n\n",
    "labels": "Theme: [Kites](#), [Wind](#)\n\n",
    "dates": "The River Post, May 4, 2019\n\n",
}


@pytest.mark.parametrize("kind", LONG)
def test_the_very_long_is_read_in_proportion(kind: str, tmp_path: Path) -> None:
    """Four times as much takes no more than nine times as long: it is sixteen where time grows with the square."""

    def seconds(size: int) -> float:
        body = LONG[kind] * (size // len(LONG[kind]))
        page = written(tmp_path, f"# Long\n\nBy Ann Lee\n\n{body}\n\nSource: Coast Wire\n".encode())
        # The collector walks all that other tests have left behind, which is no part of what is measured.
        gc.disable()
        try:
            started = time.process_time()
            draft = draft_of(page)
            taken = time.process_time() - started
        finally:
            gc.enable()
        assert draft.title == "Long"
        return taken

    short, long = (min(seconds(size), seconds(size)) for size in (30_000, 120_000))
    assert long < 9 * max(short, 0.02)


def test_an_unknown_permission_is_known_by_its_hash_only(tmp_path: Path) -> None:
    wording = "Disclaimer: You are free to copy this page on Tuesdays."
    page = written(tmp_path, f"# T\n\nBy Ann Lee\n\nText here.\n\nSource: Coast Wire\n\n{wording}\n".encode())
    (permission,) = draft_of(page).permissions
    digest = hashlib.sha256(wording.encode()).hexdigest()[:12]
    assert (permission.permission_id, permission.terms) == (f"LicenseRef-permission-{digest}", ())


def test_a_disclaimer_that_permits_nothing_is_no_permission(tmp_path: Path) -> None:
    page = written(tmp_path, b"# T\n\nText.\n\nSource: Coast Wire\n\nDisclaimer: We were not there ourselves.\n")
    draft = draft_of(page)
    assert [statement.slot for statement in draft.statements] == ["title", "source_statement", "disclaimer"]
    assert draft.permissions == ()


def test_the_collection_says_how_numeric_dates_are_read(tmp_path: Path) -> None:
    page = written(tmp_path, b"# T\n\nPublished: 3/4/2015\n\nText.\n")
    read_as = {order: draft_of(page, ConvertSettings(date_order=order)).dates[0].edtf for order in ("dmy", "mdy")}
    assert read_as == {"dmy": "2015-04-03", "mdy": "2015-03-04"}


def test_a_date_that_is_not_understood_stays_as_printed(tmp_path: Path) -> None:
    page = written(tmp_path, b"# T\n\nPublished: the 3rd of Frostmonth\n\nText.\n")
    (date,) = draft_of(page).dates
    assert (date.edtf, date.verbatim) == (None, "the 3rd of Frostmonth")
