"""Reads the public sets of annotated news pages into one shape, so that one loop scores them all.

The sets lie beside the repository (`../shared/cases`) and never in it: the texts belong to their publishers.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HTMLParser, document_fromstring

CASES = Path(__file__).resolve().parents[1] / "../shared/cases"
LABELS = Path(__file__).resolve().with_name("html_labels.csv")
_BETWEEN_AUTHORS = re.compile(r", | und ")
_LEAD = re.compile(r"^\W*(?:by|von|par|por)\b:?\s+", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r",\s+|\s+(?:and|und|et|avec|y|&)\s+|[()]")
SETS = ("article-extraction-benchmark", "trafilatura-eval", "fundus", "htmldate-eval", "newspaper4k", "readability")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What annotators say of a page; None means that the set does not judge the field.

    Of `titles`, `publishers` and `languages` any one is right, and of `authors` any one list of names.
    """

    titles: tuple[str, ...] | None = None
    days: frozenset[date] | None = None
    authors: tuple[tuple[str, ...], ...] | None = None
    publishers: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None
    license: bool | None = None
    body: str | None = None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a set: its bytes as they were kept, and what is expected of it.

    `half` is told by the host alone, so that all pages of a site fall into one: causes are looked for in half `a`, and
    half `b` shows whether what was mended holds for sites that nobody looked at.
    """

    group: str
    name: str
    half: str
    data: bytes
    expected: Expected
    url: str | None = None


def read_set(name: str) -> Iterator[Page]:
    """Yields the pages of one set in the order of their names."""
    folder = CASES / name
    if name == "readability":
        yield from _readability(folder)
        return
    labels = _labels(name)
    answers = json.loads((folder / "expected.json").read_text("utf-8"))
    for key in sorted(answers):
        group = f"{name} ({answers[key]['set']})" if "set" in answers[key] else name
        data = gzip.decompress((folder / "html" / key).read_bytes())
        expected = replace(_READERS[name](answers[key]), **labels.get(key, {}))
        url = answers[key].get("url")
        yield Page(group, key, _half(url or key), data, expected, url)


def _labels(name: str) -> dict[str, dict[str, Any]]:
    """Returns what `html_labels.csv` says of the pages of a set whose own annotators left a field out."""
    with LABELS.open(encoding="utf-8", newline="") as rows:
        return {
            row["case"].rpartition("/")[2]: _label(row) for row in csv.DictReader(rows) if row["case"].startswith(name)
        }


def _label(row: Mapping[str, str]) -> dict[str, Any]:
    """Returns the fields that a row judges: ` // ` parts what is as right, `; ` authors, and `-` is nobody."""
    said = {name: cell.split(" // ") for name, cell in row.items() if name != "case" and cell}
    fields: dict[str, Any] = {
        "titles": tuple(said.get("title", ())),
        "authors": tuple(() if names == "-" else tuple(names.split("; ")) for names in said.get("authors", ())),
        "days": frozenset(map(date.fromisoformat, said.get("published", ()))),
        "publishers": tuple(said.get("publisher", ())),
        "languages": tuple(said.get("language", ())),
    }
    return {name: value for name, value in fields.items() if value}


def _half(url: str) -> str:
    host = (urlsplit(url).hostname or url).removeprefix("www.")
    return "ab"[hashlib.sha256(host.encode()).digest()[0] & 1]


def _readability(folder: Path) -> Iterator[Page]:
    """Yields the pages whose answers are a cleaned page and a file of metadata; none tells its address."""
    for case in sorted(path.parent for path in folder.glob("*/source.html.gz")):
        said = json.loads((case / "expected-metadata.json").read_text("utf-8"))
        cleaned = gzip.decompress((case / "expected.html.gz").read_bytes())
        root = document_fromstring(cleaned, parser=HTMLParser(encoding="utf-8"))
        moment = said.get("publishedTime")
        expected = Expected(
            days=_days_of(datetime.fromisoformat(moment)) if moment else None,
            authors=_names(said.get("byline")),
            body="\n".join(map(str, root.itertext())),
        )
        yield Page(
            folder.name, case.name, _half(case.name), gzip.decompress((case / "source.html.gz").read_bytes()), expected
        )


def _names(byline: str | None) -> tuple[tuple[str, ...]] | None:
    """Returns the names of a byline that is given as it is printed."""
    parts = _BETWEEN_NAMES.split(_LEAD.sub("", byline)) if byline else ()
    names = tuple(part for part in parts if part.strip())
    return (names,) if names else None


def _aeb(answer: Mapping[str, Any]) -> Expected:
    return Expected(body=answer["articleBody"])


def _trafilatura(answer: Mapping[str, Any]) -> Expected:
    return Expected(
        titles=_title(answer),
        days=_day(answer.get("gold_date")),
        authors=_authors(answer.get("author")),
        license=None if answer.get("license") is None else bool(answer["license"]),
        wanted=tuple(answer.get("with") or ()),
        unwanted=tuple(answer.get("without") or ()),
    )


def _htmldate(answer: Mapping[str, Any]) -> Expected:
    return Expected(days=_day(answer["date"]))


def _fundus(answer: Mapping[str, Any]) -> Expected:
    body = answer.get("body") or {}
    parts = list(body.get("summary") or ())
    for section in body.get("sections") or ():
        parts += [*section["headline"], *section["paragraphs"]]
    moment = answer.get("publishing_date")
    return Expected(
        titles=_title(answer),
        days=_days_of(datetime.fromisoformat(moment)) if moment else None,
        authors=(tuple(answer.get("authors") or ()),),
        body="\n".join(parts) or None,
    )


def _newspaper(answer: Mapping[str, Any]) -> Expected:
    moment = answer.get("publish_date")
    return Expected(
        titles=_title(answer),
        days=_days_of(datetime.fromisoformat(moment)) if moment else None,
        body=answer.get("text_txt_file") or answer.get("text") or None,
    )


def _day(day: str | None) -> frozenset[date] | None:
    """Returns the annotated day; an annotation that no calendar has (one is known) judges nothing."""
    try:
        return frozenset({date.fromisoformat(day)}) if day else None
    except ValueError:
        return None


def _days_of(moment: datetime) -> frozenset[date]:
    return frozenset({moment.date(), moment.astimezone(UTC).date() if moment.tzinfo else moment.date()})


def _title(answer: Mapping[str, Any]) -> tuple[str] | None:
    return (answer["title"],) if answer.get("title") else None


def _authors(value: str | list[str] | None) -> tuple[tuple[str, ...]] | None:
    if value is None or isinstance(value, list):
        return None if value is None else (tuple(value),)
    return (tuple(name for name in _BETWEEN_AUTHORS.split(value) if name.strip()),)


_READERS = {
    "article-extraction-benchmark": _aeb,
    "trafilatura-eval": _trafilatura,
    "fundus": _fundus,
    "htmldate-eval": _htmldate,
    "newspaper4k": _newspaper,
}
