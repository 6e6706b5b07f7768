"""Reads the labels of the rights benchmark, and what Pressmark makes of the cases: licence, profile and rule.

The cases lie beside the repository (`../shared/cases`); `rights_labels.csv` holds what a person read on each of them:
the licence that is stated, whether the article's own text is open, and why. A licence that names no version is
`unversioned`.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pressmark.converters.base import ConvertSettings
from pressmark.model.draft import Draft, Source
from pressmark.records.assemble import Ledgers, assemble
from pressmark.records.identity import Identity
from pressmark.rights.gate import Policy
from pressmark.stages._reading import read_here
from pressmark.stages._recognition import CONVERTERS, recognise

CASES = Path(__file__).resolve().parents[1] / "../shared/cases"
LABELS = Path(__file__).resolve().with_name("rights_labels.csv")
POLICIES = {"default": Policy(), "non-commercial": Policy(commercial=False)}
_OPENS = {"default": ("open",), "non-commercial": ("open", "noncommercial")}


@dataclass(frozen=True, slots=True)
class Label:
    """What a person read of one case; `text` is open, noncommercial or closed."""

    case: str
    stratum: str
    license: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One article of a case under one policy."""

    label: Label
    policy: str
    license: str | None
    profile: str
    rule: str

    @property
    def mark(self) -> str:
        """Returns whether the licence is right, wrong or none; what names no version has no identifier to find."""
        named = None if (self.license or "LicenseRef-").startswith("LicenseRef-") else self.license
        wanted = self.label.license if self.label.license not in ("", "unversioned", "LicenseRef") else None
        if named == wanted:
            return "right"
        return "none" if named is None else "wrong"

    @property
    def opening(self) -> str:
        """Returns open, closed, false-open or false-closed."""
        opens, may = self.profile == "fulltext", self.label.text in _OPENS[self.policy]
        if opens == may:
            return "open" if opens else "closed"
        return "false-open" if opens else "false-closed"


def labels() -> tuple[Label, ...]:
    """Returns the labels in the order of their cases."""
    with LABELS.open(encoding="utf-8", newline="") as stream:
        return tuple(Label(**row) for row in csv.DictReader(stream))


def judged(label: Label, scratch: Path) -> Iterator[Judged]:
    """Yields every article of a case under each policy; `scratch` is a folder for what is unpacked."""
    path = CASES / label.case
    data = path.read_bytes()
    if path.suffix == ".gz" and not path.name.endswith(".warc.gz"):
        data = gzip.decompress(data)
        path = scratch / path.name.removesuffix(".gz")
        path.write_bytes(data)
    source = Source(path.name, path, hashlib.sha256(data).hexdigest(), len(data))
    converter = CONVERTERS[recognise(source)]
    for draft in read_here(source, converter, ConvertSettings()).records:
        if isinstance(draft, Draft):
            yield from (_judged(label, draft, path.name, name, policy) for name, policy in POLICIES.items())


def _judged(label: Label, draft: Draft, path: str, name: str, policy: Policy) -> Judged:
    record = assemble(
        draft,
        source_id="s-0123456789abcdef",
        path=path,
        identity=Identity("ex"),
        ledgers=Ledgers(reviews={}, withdrawn={}),
        policy=policy,
    )
    return Judged(label, name, record["license"], record["release_profile"], record["release_rule"])
