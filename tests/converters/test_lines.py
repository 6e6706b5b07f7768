"""A document a line, and nothing about it: all of it is read, and none of the rest is made up."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pressmark.converters import lines
from pressmark.converters.base import ConvertSettings
from pressmark.model.draft import Draft, Leftover, Source
from pressmark.stages._recognition import recognise
from pressmark.stages.convert import convert
from pressmark.stages.validate import validate

LEE = Path(__file__).resolve().parents[3] / "shared/cases/lee-corpus/lee_background.txt"
TEXT = "The ferry went out at noon.\n\n  A kite rose above the quay. \nThe ferry went out at noon.\n"
MISSING = {"title-missing", "author-missing", "published-missing", "publisher-missing", "notice-missing"}


def read(place: Path, data: bytes, settings: ConvertSettings | None = None) -> list[Draft | Leftover]:
    place.write_bytes(data)
    source = Source(place.name, place, hashlib.sha256(data).hexdigest(), len(data))
    return list(lines.read(source, settings or ConvertSettings()).records)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_each_line_is_a_document(tmp_path: Path, encoding: str, end: str) -> None:
    text = TEXT.replace("\n", end).replace("kite", "kite – “red”")
    records = read(tmp_path / "corpus.txt", text.encode(encoding))
    assert [(record.locator, getattr(record, "text", None)) for record in records] == [
        ("row=1", "The ferry went out at noon."),
        ("row=2", "A kite – “red” rose above the quay."),
        ("row=3", "The ferry went out at noon."),
    ]


def test_nothing_else_is_known(tmp_path: Path) -> None:
    record = read(tmp_path / "corpus.txt", TEXT.encode())[0]
    known = {"source_sha256", "locator", "text", "language"}
    assert isinstance(record, Draft)
    empty = Draft(source_sha256="")
    assert {name for name in Draft.__slots__ if getattr(record, name) != getattr(empty, name)} <= known


@pytest.mark.parametrize(
    ("data", "reason"), [(b"", "empty"), (b" \n\n", "empty"), (bytes(500), "is binary and no text")]
)
def test_what_holds_no_line_is_rejected(tmp_path: Path, data: bytes, reason: str) -> None:
    (record,) = read(tmp_path / "corpus.txt", data)
    assert isinstance(record, Leftover)
    assert (record.outcome, record.reason) == ("rejected", reason)


def test_a_line_beyond_the_limit_is_rejected_alone(tmp_path: Path) -> None:
    records = read(tmp_path / "corpus.txt", b"short\n" + b"long " * 20 + b"\n", ConvertSettings(max_bytes=50))
    assert [type(record) for record in records] == [Draft, Leftover]


LONG = ("The ferry went out at noon, and a kite rose above the quay. " * 9).strip()


@pytest.mark.parametrize(
    ("text", "converter"),
    [
        pytest.param(TEXT, "print-view", id="short"),
        pytest.param("\n".join([LONG] * 20) + "\n", "lines", id="long"),
        pytest.param("\n".join([LONG] * 400), "lines", id="more-than-the-head"),
        pytest.param("\n".join([LONG] * 19), "print-view", id="few"),
        pytest.param("\n\n".join([LONG] * 30), "print-view", id="paragraphs"),
        pytest.param("\n".join(["A heading", *[LONG] * 30]), "print-view", id="heading"),
        pytest.param("\n".join([LONG[:300]] * 30), "print-view", id="short-paragraphs"),
        pytest.param("\n".join([f"# {LONG}"] * 30), "print-view", id="marked"),
    ],
)
def test_only_lines_of_which_none_is_short_are_taken_for_documents(tmp_path: Path, text: str, converter: str) -> None:
    (tmp_path / "corpus.txt").write_text(text, "utf-8")
    assert recognise(Source("corpus.txt", tmp_path / "corpus.txt", "", len(text))) == converter


def told(corpus: Path, folder: Path) -> tuple[dict[str, int], dict[str, int]]:
    """Returns the counts of a conversion, and how often each rule about what is missing was broken."""
    said = convert(corpus, to=folder / "package", prefix="ln", converter="lines")
    report = validate(said.package.folder)
    outcomes = {outcome.rule: outcome for outcome in report.outcomes}
    found = {rule: outcomes[rule].errors + outcomes[rule].warnings + outcomes[rule].notes for rule in MISSING}
    assert [finding for finding in report.findings if finding.severity == "error"] == []
    return said.counts, found


def test_a_corpus_is_converted_and_all_is_reported_missing(tmp_path: Path) -> None:
    (tmp_path / "corpus.txt").write_text(TEXT, "utf-8")
    counts, found = told(tmp_path / "corpus.txt", tmp_path)
    assert (counts["articles"], counts["duplicates"]) == (2, 1)
    assert found == dict.fromkeys(MISSING, 2)


@pytest.mark.skipif(not LEE.is_file(), reason="../shared/cases/lee-corpus is not here")
def test_a_real_corpus_is_read_whole_and_nothing_is_made_up(tmp_path: Path) -> None:
    counts, found = told(LEE, tmp_path)
    assert (counts["records"], counts["articles"]) == (75, 75)
    assert found == dict.fromkeys(MISSING, 75)
