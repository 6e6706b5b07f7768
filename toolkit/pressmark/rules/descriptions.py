"""Rules about what the files of a release say of it: that they agree, and that what they count is so."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from pressmark.contracts.package import DESCRIPTOR
from pressmark.evidence.licenses import url_of
from pressmark.rules.base import Problem, Subject, package_rule

_README = "README.md"


@package_rule("package", "error", level="structure", judges="release")
def descriptions_disagree(subject: Subject) -> Iterator[Problem]:
    """Every file that describes the release says the same.

    Why: a repository reads one of them and a search engine another; who made what, under which licence and when, must
    not depend on which.

    Wrong: `CITATION.cff` says 1.0.0, `datapackage.json` 1.1.0.

    Right: title, version, day, creators, licence and checksums are the same in all, rendered from one description.

    Mend: release the package again; do not edit one file by hand.
    """
    told = _of_descriptor(subject.package.descriptor)
    for name, read in _READERS.items():
        path = subject.package.folder / name
        if not path.is_file():
            continue  # a missing file is the manifest's business
        try:
            found = read(path)
        except (ValueError, yaml.YAMLError, LookupError, TypeError, AttributeError):
            yield Problem(message="cannot be read", file=name)
            continue
        for key, value in found.items():
            if value is not None and not _same(key, value, told[key]):
                yield Problem(message=f"says another {key} than {DESCRIPTOR}", file=name, field=key)


def _of_descriptor(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    makers = [party for party in descriptor.get("contributors") or [] if "creator" in (party.get("roles") or [])]
    license: Mapping[str, Any] = next(iter(descriptor.get("licenses") or []), {})
    known = (license.get("name"), license.get("path"), url_of(license.get("name") or ""))
    return {
        "title": descriptor.get("title"),
        "version": descriptor.get("version"),
        "day": str(descriptor.get("created"))[:10],
        "creators": [_forms(party) for party in makers],
        "license": {name for name in known if name},
        "checksum": {entry.get("path"): str(entry.get("hash")) for entry in descriptor["resources"]},
    }


def _forms(party: Mapping[str, Any]) -> tuple[list[str], ...]:
    return _words(party.get("title")), _words(party.get("familyName"), party.get("givenName"))


def _words(*names: str | None) -> list[str]:
    """Returns the words of a name, so that `Lind, Ada` and `Ada Lind` are one."""
    return sorted(re.findall(r"[^\s,]+", " ".join(name for name in names if name)))


def _same(key: str, value: Any, told: Any) -> bool:
    if key == "creators":
        # A format that refuses repeats has a maker once.
        different = [forms for place, forms in enumerate(told) if forms not in told[:place]]
        given = [name for place, name in enumerate(value) if name not in value[:place]]
        return len(given) == len(different) and all(name in forms for name, forms in zip(given, different, strict=True))
    if key == "license":
        return value in told
    if key == "checksum":
        return all(told.get(path) == f"sha256:{sha256}" for path, sha256 in value.items())
    return bool(value == told)


def _cff(path: Path) -> dict[str, Any]:
    document = yaml.safe_load(path.read_text("utf-8"))
    makers = [
        _words(party.get("name"), party.get("family-names"), party.get("given-names")) for party in document["authors"]
    ]
    return {
        "title": document["title"],
        "version": document.get("version"),
        "day": str(document["date-released"]) if "date-released" in document else None,
        "creators": makers,
        "license": document.get("license") or document.get("license-url"),
    }


def _croissant(path: Path) -> dict[str, Any]:
    document = _json(path)
    return {
        "title": document["name"],
        "version": document.get("version"),
        "day": document["datePublished"][:10],
        "creators": [_words(party["name"]) for party in document["creator"]],
        "license": document["license"],
        "checksum": {file["contentUrl"]: file["sha256"] for file in document["distribution"] if "sha256" in file},
    }


def _datacite(path: Path) -> dict[str, Any]:
    document = _json(path)
    return {
        "title": document["titles"][0]["title"],
        "version": document.get("version"),
        "day": next((date["date"] for date in document["dates"] if date["dateType"] == "Issued"), None),
        "creators": [_words(party["name"]) for party in document["creators"]],
        "license": document["rightsList"][0].get("rightsUri"),
    }


def _csl(path: Path) -> dict[str, Any]:
    item = _json(path)[0]
    year, month, day = item["issued"]["date-parts"][0]
    return {
        "title": item["title"],
        "version": item.get("version"),
        "day": f"{year:04}-{month:02}-{day:02}",
        "creators": [_words(party.get("literal"), party.get("family"), party.get("given")) for party in item["author"]],
    }


def _readme(path: Path) -> dict[str, Any]:
    found = re.search(r"^Version (\S+) · (\S+) ·", path.read_text("utf-8"), re.MULTILINE)
    return {"version": found[1], "day": found[2]} if found else {}


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


_READERS: Mapping[str, Callable[[Path], dict[str, Any]]] = {
    "CITATION.cff": _cff,
    "citation.json": _csl,
    "croissant.json": _croissant,
    "datacite.json": _datacite,
    _README: _readme,
}


@package_rule("package", "warning", judges="release")
def counts_not_current(subject: Subject) -> Iterator[Problem]:
    """The counts that a release tells of itself are those of its rows.

    Why: whoever decides by the summary whether to use the dataset must be able to rely on it.

    Wrong: `articles:textRights` counts 10 articles in copyright where 12 are; the README gives a table more rows than
    it has.

    Right: every count, the languages and the period are computed from the rows.

    Mend: release the package again; do not edit counts by hand.
    """
    descriptor, articles = subject.package.descriptor, subject.tables["articles"]
    told = sorted((str(e["statement"]), int(e["articles"])) for e in descriptor.get("articles:textRights") or [])
    statements = articles.select("rights_statement").drop_nulls().group_by("rights_statement").len().collect()
    days = articles.select(first=pl.col("published").min(), last=pl.col("published").max()).collect().row(0)
    period = f"{days[0]}/{days[1]}" if days[0] else None
    languages = articles.select(pl.col("language").drop_nulls().unique().sort()).collect()["language"].to_list()
    current = {
        "articles:textRights": told == sorted(statements.iter_rows()),
        "articles:temporal": descriptor.get("articles:temporal") == period,
        "articles:languages": (descriptor.get("articles:languages") or []) == languages,
    }
    for key, is_current in current.items():
        if not is_current:
            yield Problem(message="is not what the rows say", file=DESCRIPTOR, field=f"/{key}")
    yield from _counts_on_page(subject)


def _counts_on_page(subject: Subject) -> Iterator[Problem]:
    path = subject.package.folder / _README
    text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
    rows = {name: subject.tables[name].select(pl.len()).collect().item() for name in subject.package.paths}
    said = re.search(r"^Version .*? · ([0-9,]+) articles? ·", text, re.MULTILINE)
    if said and _number(said[1]) != rows.get("articles"):
        yield Problem(message="gives another number of articles", file=_README, field="articles")
    for name, count in re.findall(r"\]\(data/(\w+)\.\w+\) \| ([0-9,]+) \|", text):
        if name in rows and _number(count) != rows[name]:
            yield Problem(message=f"gives {name} another number of rows", file=_README, field=name)


def _number(text: str) -> int:
    return int(text.replace(",", ""))
