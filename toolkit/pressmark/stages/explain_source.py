"""Explains what a conversion would make of inputs, and why: recognition, evidence, rivals, gaps, gate and losses."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pressmark.archives import Refused, walk
from pressmark.model.draft import Draft, Leftover, Reading, Source
from pressmark.records.assemble import Ledgers, assemble
from pressmark.records.identity import Identity
from pressmark.records.receipt import SourceReceipt
from pressmark.rights.gate import GATE
from pressmark.stages._fields import ExplainedField, fields_of
from pressmark.stages._reading import read_here, unknown
from pressmark.stages._recognition import CONVERTERS, sureness, surest
from pressmark.stages._settings import Settings

_LOSES = re.compile(r"^Loses: (.*?)(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)


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
    sureness: tuple[tuple[str, int], ...]
    media_type: str | None
    encoding: str | None
    articles: int
    duplicates: int
    rejected: int
    skipped: int
    records: tuple[ExplainedRecord, ...]
    leftovers: tuple[tuple[str, str, str], ...]  # locator, outcome, reason; the first of them
    more: int  # leftovers that are counted and not listed
    loses: str | None


def explain_source(
    *sources: Path | str,
    config: Path | str | None = None,
    converter: str | None = None,
    record: str | None = None,
    count: int = 3,
    leftovers: int = 20,
) -> Iterator[ExplainedSource]:
    """Yields an explanation of every input below what is named, in the order in which `convert` would read it.

    Args:
        sources: Files, folders or archives.
        config: A `pressmark.toml`; by default the one in the folder that is the only source.
        converter: The name of a converter for every input, instead of recognition by content.
        record: The locator of the one record to explain, such as `row=7`; by default the first ones.
        count: How many records of an input are explained; all are counted.
        leftovers: How many records that became no article are listed; all are counted.

    Raises:
        PressmarkError: where an input or the configuration cannot be used.
    """
    paths = [Path(source) for source in sources]
    settings = Settings.of(paths, config=config, name=None, prefix=None, format=None, converter=converter)
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        seen: set[str] = set()
        for found in walk(paths, Path(scratch)):
            explained = _Explaining(settings, found, record, count)
            explained.read(seen)
            yield explained.settled(leftovers)


class _Explaining:
    """One input while it is read: all is counted, the records that are asked for are explained."""

    def __init__(self, settings: Settings, found: Source | Refused, record: str | None, count: int) -> None:
        self._settings = settings
        self._source = found
        self._record = record
        self._count = count
        self._records: list[ExplainedRecord] = []
        self._sureness = sureness(found) if isinstance(found, Source) else {}
        forced, self._reading_settings = settings.instructions.of(found.path)
        self._name = forced or surest(self._sureness) if isinstance(found, Source) else None
        self._receipt = SourceReceipt(found.path, found.sha256, found.size, {})
        self._reading: Reading | None = None

    def read(self, seen: set[str]) -> None:
        """Reads an input to its end; `seen` are the hashes of the records before."""
        for record in self._read():
            if isinstance(record, Leftover):
                self._receipt.leftover(record)
                continue
            if record.source_sha256 in seen:
                self._receipt.duplicate(record.locator, record.source_sha256, "")
            else:
                self._receipt.article()
            seen.add(record.source_sha256)
            if record.locator == self._record if self._record else len(self._records) < self._count:
                self._records.append(_explained(record, self._receipt, self._settings))

    def _read(self) -> Iterable[Draft | Leftover]:
        source = self._source
        if isinstance(source, Refused):
            return [Leftover(locator="whole", outcome="skipped", reason=source.reason, sha256=source.sha256)]
        if not self._name:
            return [unknown(source)]
        self._reading = read_here(source, CONVERTERS[self._name], self._reading_settings)
        return self._reading.records

    def settled(self, leftovers: int) -> ExplainedSource:
        """Returns what was found out."""
        receipt, left, name = self._receipt, self._receipt.leftovers, self._name or None
        return ExplainedSource(
            path=receipt.path,
            sha256=receipt.sha256,
            bytes=receipt.bytes,
            converter=name,
            sureness=tuple(self._sureness.items()),
            media_type=self._reading.media_type if self._reading else None,
            encoding=self._reading.encoding if self._reading else None,
            articles=receipt.counts["articles"],
            duplicates=receipt.counts["duplicates"],
            rejected=receipt.counts["rejected"],
            skipped=receipt.counts["skipped"],
            records=tuple(self._records),
            leftovers=tuple((row["locator"], row["outcome"], row["reason"]) for row in left[:leftovers]),
            more=max(0, len(left) - leftovers),
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
