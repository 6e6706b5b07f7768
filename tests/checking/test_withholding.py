"""No report quotes words that the profile of their article withholds, whatever is wrong with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from rules.test_cases import changed
from rules.written import CLEAN, Shape, spoil, write, write_sources

from pressmark.contracts.documents import json_values
from pressmark.model.report import Report
from pressmark.records.nest import Rows, frames_of, nest
from pressmark.registry import Shelf
from pressmark.stages.validate import validate

REPORTERS = Shelf("reporter", "pressmark.reporters")
# In no word of which a report has any business; the last is of an article that was withdrawn.
CANARIES = {name: f"zq{name}xj" for name in ("lede", "text", "term", "grant", "anchor", "excerpt", "address", "title")}

_LEDE, _TEXT = CLEAN["tables"]["texts"][0]["lede"], CLEAN["tables"]["texts"][0]["text"]
PLANTED: Mapping[str, list[dict[str, Any]]] = {
    "articles": [{"match": {}, "set": {"release_profile": "metadata", "license": None, "permission_id": None}}],
    "texts": [
        {
            "match": {},
            "set": {
                "lede": f"{CANARIES['lede']} {_LEDE}",
                "text": f"{CANARIES['text']} {_TEXT} Write to {CANARIES['address']}@courier.example.",
            },
        }
    ],
    "excerpts": [{"match": {}, "set": {"text": f"{CANARIES['excerpt']} and more"}}],
    "statements": [{"match": {"slot": "disclaimer"}, "set": {"verbatim": f"You may not {CANARIES['term']}."}}],
    "permissions": [{"match": {}, "set": {"text": f"You may {CANARIES['grant']}."}}],
    "links": [{"like": {"position": 1}, "add": {"position": 4, "role": "body", "anchor": CANARIES["anchor"]}}],
}
TEXT, TERM = CANARIES["text"], CANARIES["term"]
SECRET = "-----BEGIN RSA PRIVATE " + "KEY-----"


def texts(**cells: str | None) -> dict[str, list[dict[str, Any]]]:
    """Returns the change that sets cells of `texts`."""
    return {"texts": [{"match": {}, "set": cells}]}


def statements(**cells: str | None) -> dict[str, list[dict[str, Any]]]:
    """Returns the change that sets cells of the disclaimer."""
    return {"statements": [{"match": {"slot": "disclaimer"}, "set": cells}]}


# What else is wrong with the words, and a rule that finds it.
BROKEN: Mapping[str, tuple[dict[str, list[dict[str, Any]]], str]] = {
    "hash and counts": ({}, "private-address-printed"),
    "mojibake": (texts(text=f"{TEXT} Ã©tÃ© â€™ \ufffd"), "text-unreadable"),
    "not normal": (texts(text=f"{TEXT}\te\u0301 \r\n  two"), "measures-differ"),
    "a single word": (texts(lede=None, text=TEXT), "measures-differ"),
    "nothing": (texts(lede="", text=""), "measures-differ"),
    "a secret": (texts(text=f"{TEXT} {SECRET} {TEXT}"), "secret-printed"),
    "cut off": (texts(text=f"{TEXT} {_TEXT} [Read more]"), "measures-differ"),
    "a term in the text": (
        {**texts(text=f"{TEXT}\n\n{TERM} is said here.\n\n{TEXT}"), **statements(verbatim=f"{TERM} is said here.")},
        "boilerplate-in-text",
    ),
    "a malformed place": (statements(verbatim=f"{TERM}\n{SECRET}", locator="nowhere"), "secret-printed"),
    "no such slot": (statements(slot=None, verbatim=TERM), "value-missing"),
    "an unknown permission": (statements(verbatim=TERM, permission_id="LicenseRef-Z"), "key-dangling"),
    "a link that names another": (
        {"links": [{"like": {"position": 1}, "add": {"position": 5, "role": "body", "anchor": f"https://{TERM}.example/"}}]},
        "measures-differ",
    ),
    "two articles of one text": (
        {
            "articles": [{"like": {}, "add": {"article_id": "ex-1111111111111111"}}],
            "texts": [{"like": {}, "add": {"article_id": "ex-1111111111111111"}}],
        },
        "counts-add-up",
    ),
    "withdrawn": (
        {"articles": [{"match": {}, "set": {"record_status": "withdrawn", "title": f"\t{CANARIES['title']}\ufffd"}}]},
        "value-malformed",
    ),
}  # fmt: skip


def planted(change: Mapping[str, list[dict[str, Any]]]) -> Rows:
    """Returns the clean rows with the canaries in them, and then changed."""
    return changed(changed(CLEAN["tables"], PLANTED), change)


def canaries(report: Report) -> set[str]:
    """Returns the canaries that a rendering of a report shows, or that stand in the report itself."""
    shown = [REPORTERS[name].render(report, "note") for name in REPORTERS]
    assert len(shown) >= 2
    everything = "\n".join([*shown, json.dumps(asdict(report), ensure_ascii=False)])
    return {canary for canary in CANARIES.values() if canary in everything.casefold()}


@pytest.mark.parametrize("name", BROKEN)
def test_no_report_quotes_what_is_withheld(name: str, tmp_path: Path) -> None:
    change, rule = BROKEN[name]
    write(Shape(), planted(change), "release", tmp_path / "lighthouses")
    report = validate(tmp_path / "lighthouses")
    failed = {outcome.rule for outcome in report.outcomes if outcome.outcome == "failed"}
    assert rule in failed, sorted(failed)
    assert canaries(report) == set()


def test_no_report_quotes_the_source_that_a_statement_differs_from(tmp_path: Path) -> None:
    write(Shape(), planted({}), "package", tmp_path / "lighthouses")
    sources = write_sources({"lighthouse.txt": f"{TEXT} " * 300}, tmp_path / "sources")
    report = validate(tmp_path / "lighthouses", sources=sources)
    assert {outcome.rule for outcome in report.outcomes if outcome.outcome == "failed"} >= {"statement-unlike-source"}
    assert canaries(report) == set()


# What was done to the file of texts after it was written.
FILES: Mapping[str, str] = {
    "no header": f'"{TEXT}","{TEXT}","{TEXT}"\r\n',
    "another header": f"article_id,lede,{TEXT}\r\nx,y,z\r\n",
    "a column more": f"article_id,lede,text,{TEXT}\r\nx,y,z,{TEXT}\r\n",
    "a cell more": f"article_id,lede,text\r\nex-83699c7186ae78cb,{TEXT},{TEXT},{TEXT}\r\n",
    "a quote": f'article_id,lede,text\r\nex-83699c7186ae78cb,"{TEXT}\r\n',
    "no text at all": TEXT,
}


@pytest.mark.parametrize("name", FILES)
def test_no_report_quotes_a_file_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    write(Shape(), planted({}), "package", tmp_path / "lighthouses")
    spoil(Shape(files={"data/texts.csv": FILES[name]}), tmp_path / "lighthouses")
    report = validate(tmp_path / "lighthouses")
    assert not report.passed()
    assert canaries(report) == set()


def test_no_report_quotes_contributed_records(tmp_path: Path) -> None:
    lines = [f"{TEXT} {TERM}", json.dumps([TEXT])]
    for number, (change, _) in enumerate(BROKEN.values()):
        rows = planted(change)
        (record, *_) = nest(frames_of({name: found for name, found in rows.items() if found}))
        whole = json.dumps(json_values({**record, "article_id": f"ex-{number:016x}"}))
        lines += [whole, whole[:-1]]
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    report = validate(path)
    assert report.articles == len(lines)
    assert report.count("error") > len(BROKEN)
    assert canaries(report) == set()
