"""Gathers what a release must not show again: by the ledger, by the releases before, and by what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pressmark.contracts.configuration import Configuration
from pressmark.contracts.package import Package
from pressmark.contracts.tables import TABLES
from pressmark.contracts.withdrawals import Withdrawal, in_force
from pressmark.model.work import Change
from pressmark.records.graves import buried, holding, remembered
from pressmark.records.index import read_index, yank, yanked_because
from pressmark.records.returns import Return, bound, returned
from pressmark.rights.withdrawn import wider


@dataclass(frozen=True)
class Withdrawn:
    """What was withdrawn, and what is that again, when a release is made."""

    collection: Path
    before: Package | None
    lines: Mapping[str, Withdrawal]
    returns: Mapping[str, Return]

    @classmethod
    def of(cls, configuration: Configuration, package: Package, collection: Path, before: Package | None) -> Withdrawn:
        """Returns what holds for a package; a withdrawal that only an earlier release tells of holds, too."""
        known = remembered(configuration.withdrawals, package, before, collection)
        lines = in_force(known, configuration.reviews)
        return cls(collection, before, lines, returned({name: package.scan(name) for name in TABLES}, lines))

    @property
    def scopes(self) -> dict[str, str]:
        """Returns what was withdrawn of each article, the wider where there are two reasons."""
        ids = {*self.lines, *self.returns}
        found = {name: wider(*(one[name].scope for one in (self.lines, self.returns) if name in one)) for name in ids}
        return {name: scope for name, scope in found.items() if scope}

    @cached_property
    def held(self) -> dict[str, dict[str, str]]:
        """Returns what each earlier version still shows of it, and why that was withdrawn."""
        return holding(self.collection, {**bound(self.returns, self.lines), **self.lines})

    @property
    def yanked(self) -> frozenset[str]:
        """Returns the versions that are yanked once the release is written."""
        index = read_index(self.collection) or {"versions": []}
        return frozenset(self.held) | {entry["version"] for entry in index["versions"] if yanked_because(entry)}

    @property
    def changes(self) -> tuple[Change, ...]:
        """Returns what the changelog says of versions that are yanked because of what goes with this release."""
        index = read_index(self.collection) or {"versions": []}
        known = {entry["version"] for entry in index["versions"] if yanked_because(entry)}
        last = str(self.before.descriptor["version"]) if self.before else ""
        new = set(self.held.get(last, {})) | {
            name for version, found in self.held.items() if version not in known for name in found
        }
        versions = [entry["version"] for entry in index["versions"] if new & self.held.get(entry["version"], {}).keys()]
        if not versions:
            return ()
        reasons = sorted({reason for found in self.held.values() for name, reason in found.items() if name in new})
        are, hold = ("is", "it holds") if len(versions) == 1 else ("are", "they hold")
        said = f"{', '.join(versions)} {are} yanked, since {hold} what was withdrawn ({', '.join(reasons)})"
        return (Change(group="Removed", text=said, ids=tuple(sorted(new)[:_IDS_SHOWN])),)

    def yank(self) -> tuple[str, ...]:
        """Marks the versions that still show something of it, and returns those that were not marked before."""
        return yank(self.collection, self.held)


_IDS_SHOWN = 20


def heal(collection: Path, before: Package | None) -> None:
    """Marks what a run that was stopped after its release had left unmarked."""
    yank(collection, holding(collection, buried(before)))
