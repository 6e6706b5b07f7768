"""Explains what a conversion would make of inputs, and why: recognition, evidence, rivals, gaps, gate and losses.

Inputs are read as a conversion reads them: in a process of its own, within the limits of time and memory, with the
dates in figures settled by all of them and with what a metadata table says of each.
"""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pressmark.archives import walk
from pressmark.model.draft import Draft, Leftover
from pressmark.records.assemble import Ledgers, assemble
from pressmark.records.identity import Identity
from pressmark.records.receipt import SourceReceipt
from pressmark.rights.gate import GATE
from pressmark.stages._fields import ExplainedField, fields_of
from pressmark.stages._inputs import Reader, Records, reading
from pressmark.stages._memory import orders_of, remembering
from pressmark.stages._pool import pool_of
from pressmark.stages._recognition import CONVERTERS
from pressmark.stages._settings import Settings

_LOSES = re.compile(r"^Loses: (.*?)(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)
_REASONS = 5
_LISTED = 20  # articles that are named beside those that are explained


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedRecord:
    """One article of an input: each field with its evidence, its text by count, and what the gate decides."""

    locator: str | None
    fields: tuple[ExplainedField, ...]
    words: int
    completeness: str
    caveats: tuple[str, ...]
    profile: str
    rule: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedSource:
    """One input: what it was taken for and how sure each converter was, what came of its records, and what is lost."""

    path: str
    sha256: str
    bytes: int
    converter: str | None
    forced: bool  # whether the converter was asked for, and not recognised
    sureness: tuple[tuple[str, int], ...]
    media_type: str | None
    encoding: str | None
    remarks: tuple[str, ...]  # of the converter on the whole input
    articles: int
    duplicates: int
    rejected: int
    skipped: int
    records: tuple[ExplainedRecord, ...]
    others: tuple[str, ...]  # locators of articles that are not explained; the first of them
    leftovers: tuple[tuple[str, str, str], ...]  # locator, outcome, reason; the first of them
    more: int  # leftovers that are counted and not listed
    reasons: tuple[tuple[str, int], ...]  # of all leftovers, with how many have each; the most frequent of them
    loses: str | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which record is asked for: by its locator, by the path of its input, or by both with `#` between them."""

    name: str

    def path_of(self, path: str) -> str | None:
        """Returns the locator that is asked for in an input: empty for all of it, None where it is another's."""
        for asked, locator in ((self.name, ""), *self._parted()):
            if path == asked or path.endswith((f"/{asked}", f"!{asked}")):
                return locator
        return None

    def holds(self, path: str, locator: str | None) -> bool:
        """Returns whether a record of an input is asked for."""
        within = self.path_of(path)
        return locator == self.name or (within is not None and within in ("", locator or "whole"))

    def _parted(self) -> Iterator[tuple[str, str]]:
        for found in re.finditer("#", self.name):
            yield self.name[: found.start()], self.name[found.end() :]


def explain_source(
    *sources: Path | str,
    config: Path | str | None = None,
    converter: str | None = None,
    metadata: Path | str | None = None,
    record: str | None = None,
    count: int = 3,
    leftovers: int = 20,
    workers: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[ExplainedSource]:
    """Yields an explanation of every input below what is named, in the order in which `convert` would read it.

    Args:
        sources: Files, folders or archives.
        config: A `pressmark.toml`; by default the one in the folder that is the only source.
        converter: The name of a converter for every input, instead of recognition by content.
        metadata: A table that describes the texts; by default the configuration's.
        record: The one record to explain: its locator (`row=7`), the path of its input (or how that ends), or both
            (`news.zip!/a.csv#row=7`); by default the first ones. What became no article is then listed only where it is
            the record that is asked for.
        count: How many records of an input are explained; all are counted.
        leftovers: How many records that became no article are listed; all are counted.
        workers: Processes that read, each document within its limits; the result does not depend on their number.
        progress: Called with the inputs done and the inputs in all.

    Raises:
        PressmarkError: where an input or the configuration cannot be used.
    """
    paths = [Path(source) for source in sources]
    settings = Settings.of(
        paths, config=config, name=None, prefix=None, format=None, converter=converter, metadata=metadata
    )
    asked = Asked(record) if record else None
    with _reader(paths, settings, workers) as reader:
        inputs = reader.inputs()
        orders = orders_of(reader.inputs(), progress, len(reader.found))
        seen: set[str] = set()
        for receipt, records in remembering(inputs, orders, settings.reading.sites):
            explaining = _Explaining(settings, receipt, asked, count)
            explaining.read(settings.metadata.joined(receipt, records) if settings.metadata else records, seen)
            yield explaining.settled(reader, leftovers)


@contextmanager
def _reader(paths: list[Path], settings: Settings, workers: int) -> Iterator[Reader]:
    """Yields the reader of inputs; what it writes while it reads is gone with the block."""
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        members, parts = Path(scratch) / "members", Path(scratch) / "parts"
        members.mkdir()
        with pool_of(settings.explaining, workers) as pool:
            found = list(walk(paths, members))
            if settings.metadata:
                found = settings.metadata.take_out(found)
            with reading(found, pool, key="explain", parts=parts, config_sha256=settings.sha256) as reader:
                yield reader


class _Explaining:
    """One input while it is read: all is counted, the records that are asked for are explained."""

    def __init__(self, settings: Settings, receipt: SourceReceipt, asked: Asked | None, count: int) -> None:
        self._settings = settings
        self._receipt = receipt
        self._asked = asked
        self._count = count
        self._records: list[ExplainedRecord] = []
        self._others: list[str] = []

    def read(self, records: Records, seen: set[str]) -> None:
        """Reads an input to its end; `seen` are the hashes of the records before."""
        for record in records:
            if isinstance(record, Leftover):
                self._receipt.leftover(record)
                continue
            if record.source_sha256 in seen:
                self._receipt.duplicate(record.locator, record.source_sha256, "")
            else:
                self._receipt.article()
            seen.add(record.source_sha256)
            if self._is_asked(record.locator) and len(self._records) < self._count:
                self._records.append(_explained(record, self._receipt, self._settings))
            elif len(self._others) < _LISTED and record.locator:
                self._others.append(record.locator)

    def _is_asked(self, locator: str | None) -> bool:
        return self._asked is None or self._asked.holds(self._receipt.path, locator)

    def settled(self, reader: Reader, leftovers: int) -> ExplainedSource:
        """Returns what was found out."""
        receipt, facts, counts = self._receipt, self._receipt.facts, self._receipt.counts
        name = facts.get("converter")
        left = [row for row in receipt.leftovers if self._is_asked(row["locator"])]
        return ExplainedSource(
            path=receipt.path,
            sha256=receipt.sha256,
            bytes=receipt.bytes,
            converter=name,
            forced=self._settings.instructions.of(receipt.path)[0] is not None,
            sureness=tuple(reader.sureness.get(receipt.path, {}).items()),
            media_type=facts.get("media_type"),
            encoding=facts.get("encoding"),
            remarks=tuple(reader.remarks.get(receipt.path, ())),
            articles=counts["articles"],
            duplicates=counts["duplicates"],
            rejected=counts["rejected"],
            skipped=counts["skipped"],
            records=tuple(self._records),
            others=tuple(self._others),
            leftovers=tuple((row["locator"], row["outcome"], row["reason"]) for row in left[:leftovers]),
            more=max(0, len(left) - leftovers),
            reasons=tuple(Counter(row["reason"] for row in receipt.leftovers).most_common(_REASONS)),
            loses=_loses(CONVERTERS[name].__doc__ or "") if name else None,
        )


def _loses(page: str) -> str | None:
    found = _LOSES.search(page)
    return " ".join(found[1].split()) if found else None


def _explained(draft: Draft, receipt: SourceReceipt, settings: Settings) -> ExplainedRecord:
    configuration = settings.configuration
    record = assemble(
        draft,
        source_id=receipt.source_id,
        path=receipt.path,
        identity=Identity(settings.prefix),
        ledgers=Ledgers.of(configuration.reviews, configuration.withdrawals),
        policy=configuration.policy,
    )
    return ExplainedRecord(
        locator=draft.locator,
        fields=tuple(fields_of(record)),
        words=record["word_count"] or 0,
        completeness=record["text_completeness"],
        caveats=tuple(f"{flag['kind']}: {flag['value']}" for flag in record.get("flags", ())),
        profile=record["release_profile"],
        rule=record["release_rule"],
        why=next((rule.why for rule in GATE if rule.name == record["release_rule"]), ""),
    )
