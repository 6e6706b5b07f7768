"""Reads what a collection's owner decided: `pressmark.toml`, `reviews.csv` and `withdrawals.csv`.

What is missing stays missing; a key that nobody knows is an error that names the nearest one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pressmark.contracts.documents import Break, breaks, schema
from pressmark.contracts.withdrawals import WITHDRAWALS, Withdrawal, ledger_day, ledger_rows, read_withdrawals
from pressmark.errors import ConfigurationError, nearest
from pressmark.model.draft import Claim
from pressmark.rights.gate import Policy
from pressmark.rights.precedence import REVIEWED

__all__ = ["CONFIGURATION", "REVIEWS", "WITHDRAWALS", "Configuration", "Withdrawal", "read_configuration"]

CONFIGURATION = "pressmark.toml"
REVIEWS = "reviews.csv"
REQUIRED_TO_RELEASE = ("title", "description", "creators", "publisher", "license", "homepage", "contact")

_PARTS = ("dataset", "release", "convert", "validate", "rehydrate")
_REVIEW_COLUMNS = ("article_id", "claim", "value", "reviewer", "reviewed_on", "note")


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """The configuration of a collection, as read; `folder` is where the paths in it begin."""

    folder: Path
    dataset: Mapping[str, Any] = field(default_factory=_nothing)
    release: Mapping[str, Any] = field(default_factory=_nothing)
    convert: Mapping[str, Any] = field(default_factory=_nothing)
    validate: Mapping[str, Any] = field(default_factory=_nothing)
    rehydrate: Mapping[str, Any] = field(default_factory=_nothing)
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
        withdrawals=MappingProxyType(read_withdrawals(home / WITHDRAWALS)),
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
    for where, row in ledger_rows(path, _REVIEW_COLUMNS):
        for needed in ("article_id", "claim", "reviewer", "reviewed_on"):
            if not row[needed]:
                raise ConfigurationError(f"has no {needed}", where=where, remedy="a review names who decided, and when")
        if row["claim"] not in REVIEWED:
            near = nearest(row["claim"], sorted(REVIEWED))
            said = f"did you mean {near!r}? " if near else ""
            remedy = f"{said}a review decides on one of {', '.join(sorted(REVIEWED))}"
            raise ConfigurationError(f"nothing reads a review of {row['claim']!r}", where=where, remedy=remedy)
        claim = Claim(
            claim=row["claim"],
            value=row["value"] or None,
            basis="curated",
            reviewer=row["reviewer"],
            reviewed_on=ledger_day(row["reviewed_on"], where),
            note=row["note"] or None,
        )
        reviews[row["article_id"]] = (*reviews.get(row["article_id"], ()), claim)
    return reviews
