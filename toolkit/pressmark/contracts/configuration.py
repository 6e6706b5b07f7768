"""Reads what a collection's owner decided: `pressmark.toml`, `reviews.csv` and `withdrawals.csv`.

What is missing stays missing; a key that nobody knows is an error that names the nearest one.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pressmark.contracts.documents import Break, breaks, schema
from pressmark.contracts.tables import table
from pressmark.errors import ConfigurationError, nearest
from pressmark.model.draft import Claim
from pressmark.rights.gate import Policy

CONFIGURATION = "pressmark.toml"
REVIEWS = "reviews.csv"
WITHDRAWALS = "withdrawals.csv"
REQUIRED_TO_RELEASE = ("title", "description", "creators", "publisher", "license", "homepage", "contact")

_PARTS = ("dataset", "release", "convert", "validate")
_REVIEW_COLUMNS = ("article_id", "claim", "value", "reviewer", "reviewed_on", "note")
_WITHDRAWAL_COLUMNS = ("article_id", "date", "reason", "scope", "replaced_by", "note")


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """One line of `withdrawals.csv`; `note` stays private."""

    article_id: str
    date: date
    reason: str
    scope: str
    replaced_by: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """The configuration of a collection, as read; `folder` is where the paths in it begin."""

    folder: Path
    dataset: Mapping[str, Any] = field(default_factory=_nothing)
    release: Mapping[str, Any] = field(default_factory=_nothing)
    convert: Mapping[str, Any] = field(default_factory=_nothing)
    validate: Mapping[str, Any] = field(default_factory=_nothing)
    reviews: Mapping[str, tuple[Claim, ...]] = field(default_factory=_nothing)
    withdrawals: Mapping[str, Withdrawal] = field(default_factory=_nothing)

    @property
    def policy(self) -> Policy:
        """Returns what the operator said of releases; what is not said opens nothing."""
        names = ("commercial", "purpose", "audience", "jurisdiction", "excerpts", "excerpts_basis", "features")
        said = {name: self.release[name] for name in names if name in self.release}
        return Policy(
            **said, public_domain_jurisdictions=frozenset(self.release.get("public_domain_jurisdictions", ()))
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """Returns the keys of `[dataset]` that a release needs and the configuration does not give."""
        return tuple(f"dataset.{name}" for name in REQUIRED_TO_RELEASE if not self.dataset.get(name))


def read_configuration(path: Path | None, folder: Path) -> Configuration:
    """Returns the configuration at `path`, or in `folder` where there is one, with the ledgers beside it.

    Raises:
        ConfigurationError: naming the file, the key or line, and the remedy.
    """
    found = path or folder / CONFIGURATION
    if path is not None and not path.is_file():
        raise ConfigurationError("does not exist", where=str(path), remedy="check the path given with --config")
    home = found.parent
    values = _toml(found) if found.is_file() else {}
    return Configuration(
        folder=home,
        **{name: MappingProxyType(values.get(name, {})) for name in _PARTS},
        reviews=MappingProxyType(_reviews(home / REVIEWS)),
        withdrawals=MappingProxyType({found.article_id: found for found in _withdrawals(home / WITHDRAWALS)}),
    )


def _toml(path: Path) -> dict[str, Any]:
    try:
        values: dict[str, Any] = _plain(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise ConfigurationError(f"is not TOML: {broken}", where=path.name) from None
    for found in breaks("configuration", values):
        raise _configuration_error(path.name, values, found)
    return values


def _plain(value: Any) -> Any:
    """Returns a TOML value as JSON has it: a day as its string."""
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date | time) else value


def _configuration_error(name: str, values: Any, found: Break) -> ConfigurationError:
    where = ".".join(str(part + 1 if isinstance(part, int) else part) for part in found.path)
    if found.keyword != "additionalProperties":
        remedy = f"one of {', '.join(map(str, found.limit))}" if found.keyword == "enum" else None
        return ConfigurationError(found.message, where=f"{name}: {where}", remedy=remedy)
    part: Mapping[str, Any] = schema("configuration")
    for step in found.path:
        values = values[step]
        part = part["items"] if isinstance(step, int) else part["properties"][step]
    known = list(part["properties"])
    wrong = next(key for key in values if key not in known)
    near = nearest(wrong, known)
    remedy = f"did you mean {near!r}?" if near else f"the keys here are {', '.join(known)}"
    return ConfigurationError(f"unknown key {wrong!r}", where=f"{name}: {where}" if where else name, remedy=remedy)


def _reviews(path: Path) -> dict[str, tuple[Claim, ...]]:
    reviews: dict[str, tuple[Claim, ...]] = {}
    for where, row in _rows(path, _REVIEW_COLUMNS):
        for needed in ("article_id", "claim", "reviewer", "reviewed_on"):
            if not row[needed]:
                raise ConfigurationError(f"has no {needed}", where=where, remedy="a review names who decided, and when")
        claim = Claim(
            claim=row["claim"],
            value=row["value"] or None,
            basis="curated",
            reviewer=row["reviewer"],
            reviewed_on=_day(row["reviewed_on"], where),
            note=row["note"] or None,
        )
        reviews[row["article_id"]] = (*reviews.get(row["article_id"], ()), claim)
    return reviews


def _withdrawals(path: Path) -> Iterator[Withdrawal]:
    for where, row in _rows(path, _WITHDRAWAL_COLUMNS):
        for name in ("reason", "scope"):
            allowed = table("tombstones")[name].enum
            if row[name] not in allowed:
                raise ConfigurationError(
                    f"{row[name]!r} is no {name}", where=where, remedy=f"one of {', '.join(allowed)}"
                )
        yield Withdrawal(
            article_id=row["article_id"],
            date=_day(row["date"], where),
            reason=row["reason"],
            scope=row["scope"],
            replaced_by=row["replaced_by"] or None,
            note=row["note"] or None,
        )


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream, restval="")
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            raise ConfigurationError(
                f"lacks the column {missing[0]!r}", where=path.name, remedy=f"columns: {', '.join(columns)}"
            )
        for row in reader:
            yield f"{path.name} line {reader.line_num}", row


def _day(value: str, where: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ConfigurationError(f"{value!r} is no day", where=where, remedy="write yyyy-mm-dd") from None
