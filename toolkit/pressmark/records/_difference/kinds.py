"""Names every kind of change, the step of the version that it asks for, and where the changelog tells of it.

This is the table of `docs/versioning.md`. One question decides: would an id, a hash, a join, a right or a comparison of
texts that somebody stored no longer hold? Then the step is major. Is there only more? Minor. Better described? Patch.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of change; in its `words` `{n}` is what was counted, and `{}` the column or table that it is about."""

    name: str
    step: str | None
    group: str
    words: str


# In the order in which a changelog tells of them.
_KINDS = (
    Kind("license-changed", "major", "Rights", "The descriptions of the articles are under another licence now"),
    Kind("dataset-renamed", "major", "Changed", "The dataset has another name"),
    Kind("contract-changed", "major", "Changed", "The tables follow another version of the contract"),
    Kind("norm-changed", "major", "Changed", "Texts are normalised by other rules, and so their hashes differ"),
    Kind("hash-changed", "major", "Changed", "Files are hashed by another algorithm"),
    Kind("column-removed", "major", "Removed", "Columns of {}"),
    Kind("column-added", "major", "Added", "Columns of {}"),
    Kind("columns-reordered", "major", "Changed", "The order of the columns of {}"),
    Kind("type-changed", "major", "Changed", "The type or format of columns of {}"),
    Kind("key-changed", "major", "Changed", "The key of {}"),
    Kind("constraint-tightened", "major", "Changed", "Columns of {} allow less than before"),
    Kind("constraint-loosened", "minor", "Changed", "Columns of {} allow more than before"),
    Kind("deprecated", "minor", "Deprecated", "To go from {} with a later major version"),
    Kind("article-added", "minor", "Added", "{n}"),
    Kind("article-removed", "major", "Removed", "{n}"),
    Kind("permission-added", "minor", "Added", "{n}"),
    Kind("tombstone-added", "minor", "Removed", "{n} held back and never released"),
    Kind("tombstone-lost", "major", "Removed", "{n} whose tombstone is gone"),
    Kind("shows-less", "major", "Rights", "{n} now released with less than before"),
    Kind("shows-more", "minor", "Rights", "{n} now released with more than before"),
    Kind("rights-stricter", "major", "Rights", "{n} with a stricter licence, rights statement or condition"),
    Kind("rights-wider", "minor", "Rights", "{n} with another licence, rights statement or condition"),
    Kind("text-corrected", "minor", "Changed", "{n} with a corrected text; the earlier hash is kept"),
    Kind("text-changed", "major", "Changed", "{n} with another text"),
    Kind("fingerprint-changed", "major", "Changed", "{n} with other fingerprints of the same text"),
    Kind("fingerprint-added", "minor", "Added", "{n} with another kind of fingerprint beside the former"),
    Kind("value-corrected", "minor", "Fixed", "{n} with a corrected {}"),
    Kind("value-filled", "minor", "Fixed", "{n} with {} filled in"),
    Kind("rows-added", "minor", "Fixed", "{n} with more {}"),
    Kind("rows-removed", "minor", "Fixed", "{n} with fewer {}"),
    Kind("detail-corrected", "patch", "Fixed", "{n} with corrected {}"),
    Kind("record-changed", "minor", "Fixed", "{n} with corrected or added details"),
    Kind("table-removed", "major", "Removed", "Tables without rows now"),
    Kind("table-added", "minor", "Added", "Tables"),
    Kind("dataset-described", "patch", "Changed", "The description of the dataset"),
    Kind("serialised", "patch", "Changed", "How the files are written; their records are the same"),
    Kind("toolkit-changed", "patch", "Changed", "The version of the toolkit that wrote the release"),
    Kind("receipt-changed", "patch", "Changed", "What is said of the sources"),
    # What comes of another change of the same article, and asks for no step of its own.
    Kind("follows", None, "", ""),
)

KINDS: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in _KINDS})
# A cell of a row, or a row of an article, that is new or gone as a whole.
PART = "part"
STEP_OF: Mapping[str, str | None] = MappingProxyType({**{kind.name: kind.step for kind in _KINDS}, PART: None})
