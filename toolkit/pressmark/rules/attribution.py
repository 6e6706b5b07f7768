"""Rules about attribution: the line to print, and whose article a republication was first."""

from __future__ import annotations

import re
from collections.abc import Iterator

import polars as pl

from pressmark.records.attribution import NO_LINK
from pressmark.rules._reading import agents, folded, printed, problem
from pressmark.rules.base import Problem, Record, record_rule, row_rule

_ADDRESS = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|le|la|les|der|die|das|el|los|las|il|lo|gli|o|os|as)\s+", re.IGNORECASE)


@record_rule("attribution", "error")
def attribution_incomplete(record: Record) -> Iterator[Problem]:
    """The attribution names the title, the source, the holder and the year where they are known, and the link.

    Why: It is the line that readers print; what it leaves out, nobody credits.

    Wrong: `Source: web`; a line without its address, though `url` has one.

    Right: `“Lighthouse Opens Its Lamp Room”, Ada Lind, Harbour Courier, 2024-03-04. © Harbour Courier 2024.
    original link not preserved`.

    Mend: Build the line from its template again.
    """
    line = folded(record["attribution"] or "")
    lacking = [part for part, wordings in _parts(record) if not any(folded(wording) in line for wording in wordings)]
    if lacking:
        message = f"the attribution lacks {', '.join(dict.fromkeys(lacking))}"
        yield problem(record, message, table="articles", field="attribution")


@row_rule(
    "attribution", "error", table="articles", field="original_publisher",
    message="a republication has no original publisher other than its publisher",
)  # fmt: skip
def republication_without_original() -> pl.Expr:
    """A republication names the outlet that published it first, and that is not the republisher.

    Why: The original publisher is the one to credit, and mostly the one who can grant anything.

    Wrong: `is_republication` is true, and `original_publisher` is empty or the same as `publisher`.

    Right: `publisher` is `Coastal Digest`, and `original_publisher` is `Harbour Courier`.

    Mend: Look where the source prints the original's name; without one it is no republication.
    """
    original, publisher = (pl.col(name).str.to_lowercase() for name in ("original_publisher", "publisher"))
    return ~pl.col("is_republication") | (original.is_not_null() & original.ne_missing(publisher))


@row_rule(
    "attribution", "error", table="articles", field="is_republication",
    message="another party published the article first, and it is not said to be a republication",
)  # fmt: skip
def republication_unsaid() -> pl.Expr:
    """An article that another outlet published first is a republication.

    Why: The attribution credits the original publisher of a republication only.

    Wrong: `original_publisher` is `Harbour Courier`, `publisher` is `Coastal Digest`, and `is_republication` is false.

    Right: the same, and `is_republication` is true.

    Mend: Set `is_republication`, and build the attribution again.
    """
    original, publisher = (pl.col(name).str.to_lowercase() for name in ("original_publisher", "publisher"))
    return pl.col("is_republication") | (original == publisher)


@record_rule("attribution", "error")
def original_unlike_source_statement(record: Record) -> Iterator[Problem]:
    """The original publisher is the one that the printed source statement names.

    Why: A republisher prints the origin twice, in the header and below the text; where the two differ, one was misread
    or the article passed through a third outlet.

    Wrong: `original_publisher` is `Harbour Courier`, and the source statement names `Northern Wire`.

    Right: both name `Harbour Courier`. A statement that prints an address instead of a name is not compared.

    Mend: Look at both lines; correct the one that was misread.
    """
    if not record["is_republication"] or not record["original_publisher"]:
        return
    name = folded(_ARTICLE.sub("", record["original_publisher"]))
    wordings = [wording for wording in printed(record, "source_statement") if not _ADDRESS.search(wording)]
    if wordings and not any(name in folded(wording) for wording in wordings):
        message = "the source statement names somebody else than the original publisher"
        yield problem(record, message, table="articles", field="original_publisher")


def _parts(record: Record) -> Iterator[tuple[str, list[str]]]:
    """Yields what the line must hold: the name of each part, and the wordings of which one will do."""
    yield "the title", [record["title"] or "[untitled]"]
    source = record["original_publisher"] if record["is_republication"] else record["publisher"]
    if source:
        yield "the source", [source]
    for holder in agents(record, "rights_holder"):
        yield "a holder", [holder["name"]]
    for year in re.findall(r"[0-9X]{4}", record["copyright_year"] or ""):
        yield "the year", [year]
    addresses = [address for address in (record["original_url"], record["url"]) if address]
    yield "the link", addresses or [NO_LINK]
