"""Fixes of texts: without the page's furniture, and with the measures that they have."""

from __future__ import annotations

from typing import Any

from pressmark.evidence.cuts import is_cut_short
from pressmark.evidence.languages import well_formed
from pressmark.evidence.text import joined, normalise, one_line
from pressmark.fixes._measures import measured, sealed
from pressmark.fixes.base import Context, Record, fix, with_rows
from pressmark.records.normal_form import normalised
from pressmark.sites.inline import read_wording


@fix("language-tag-invalid")
def write_the_tag(record: Record, _: Context) -> Record:
    """Writes a language as BCP 47 recommends it, such as `en-US` for `en_US`."""
    return {**record, "language": well_formed(record["language"] or "") or record["language"]}


@fix("text-not-normalised")
def write_the_normal_form(record: Record, _: Context) -> Record:
    """Writes titles, names and texts in their normal form."""
    return normalised(record)


@fix("text-cut-short")
def call_it_partial(record: Record, _: Context) -> Record:
    """Says that a text is partial whose page breaks it off."""
    cut = any(is_cut_short(joined(row["lede"], row["text"])) for row in record.get("texts", ()))
    return {**record, "text_completeness": "partial"} if cut else record


@fix("boilerplate-in-text")
def cut_the_furniture(record: Record, _: Context) -> Record:
    """Cuts whole lines of the text that are the page's own statements."""
    printed = {_plain(row["verbatim"]) for row in record.get("statements", ()) if row["verbatim"]} - {""}
    rows = [dict(row) for row in record.get("texts", ())]
    cut = [{**row, "lede": _cut(row["lede"], printed), "text": _cut(row["text"], printed)} for row in rows]
    if cut == rows:
        return record
    return with_rows(record, "texts", [row for row in cut if row["lede"] or row["text"]])


@fix("measures-differ")
def measure_again(record: Record, _: Context) -> Record:
    """Computes counts and hashes again from the record as it stands."""
    return sealed(measured(record))


def _plain(verbatim: str) -> str:
    return one_line(read_wording(verbatim, 0, len(verbatim)).plain)


def _cut(text: Any, printed: set[str]) -> str | None:
    """Returns a text without the lines that are, one or several in a row, one of the wordings."""
    if not text:
        return None
    lines = str(text).splitlines()
    longest = max(map(len, printed), default=0)
    kept, place = list[str](), 0
    while place < len(lines):
        end = _end(lines, place, printed, longest)
        if end is None:
            kept.append(lines[place])
        place = end or place + 1
    return normalise("\n".join(kept)) or None if len(kept) < len(lines) else str(text)


def _end(lines: list[str], start: int, printed: set[str], longest: int) -> int | None:
    """Returns where the wording ends that begins at a line, or None where none does."""
    said = ""
    for place in range(start, len(lines)):
        said = one_line(f"{said} {_plain(lines[place])}")
        if said in printed:
            return place + 1
        if len(said) > longest:
            return None
    return None
