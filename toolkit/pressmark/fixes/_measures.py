"""Computes what follows from a record: its counts, its text's hash, and its own."""

from __future__ import annotations

from pressmark.evidence.text import char_count, joined, text_sha256, word_count
from pressmark.fixes.base import Record, with_rows
from pressmark.records.hashing import record_sha256


def measured(record: Record) -> Record:
    """Returns a record with the measures of the text that it holds; one without a text keeps those that it has."""
    if "texts" not in record:
        return record
    (row,) = record["texts"][:1]
    words, hashed = joined(row["lede"], row["text"]), text_sha256(row["lede"], row["text"])
    measures = {"word_count": word_count(words), "char_count": char_count(words), "text_sha256": hashed}
    prints = [
        {**print_, "value": hashed} if print_["method"] == "text-sha256" and hashed else dict(print_)
        for print_ in record.get("fingerprints", ())
    ]
    return with_rows({**record, **measures}, "fingerprints", prints)


def sealed(record: Record) -> Record:
    """Returns a record with the hash of what it says."""
    return {**record, "record_sha256": record_sha256(record)}
