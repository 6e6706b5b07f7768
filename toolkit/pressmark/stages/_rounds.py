"""Reads sources as a conversion does, into records of no collection yet, to be matched with those of a release."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from pressmark.archives import Refused
from pressmark.model.draft import Draft, Leftover, Permission, Source
from pressmark.records.assemble import Ledgers, assemble, permission_rows
from pressmark.records.date_orders import DateOrders
from pressmark.records.identity import Identity
from pressmark.records.matching import keyed
from pressmark.records.nest import unnest
from pressmark.records.receipt import SourceReceipt
from pressmark.records.shards import Shards
from pressmark.stages._inputs import Reader, reading
from pressmark.stages._memory import remembering
from pressmark.stages._pool import pool_of
from pressmark.stages._settings import Settings

Progress = Callable[[int, int], None]

_NOTHING_DECIDED = Ledgers(reviews={}, withdrawn={})
ASKED = pl.Schema({"article_id": pl.String(), "found_id": pl.String()})


@dataclass(slots=True)
class Round:
    """The records of one reading, under ids of their own; `inputs` says what became of each input."""

    tables: Shards
    inputs: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)  # the article whose address it has, and the record

    @property
    def keys(self) -> pl.DataFrame:
        """Returns what the records are known by."""
        return keyed(self.tables.scan("articles"), self.tables.scan("sources"))

    @property
    def pairs_asked(self) -> pl.DataFrame:
        """Returns `asked` as a frame."""
        return pl.DataFrame(self.asked, schema=ASKED, orient="row")


@dataclass(slots=True)
class RoundReader:
    """Reads rounds; what a run that was stopped has read is not read again."""

    settings: Settings
    parts: Path
    workers: int
    progress: Progress | None = None
    resumed: Progress | None = None

    def read(
        self,
        found: Sequence[Source | Refused],
        scratch: Path,
        *,
        wanted_by: Mapping[str, Sequence[str]] | None = None,
    ) -> Round:
        """Returns what inputs hold; `wanted_by` gives the articles for which a file was fetched, by its name."""
        result = Round(Shards(scratch))
        if self.settings.metadata:
            found = self.settings.metadata.take_out(found)
        if not found:
            return result
        settings = self.settings
        with (
            pool_of(settings.instructions, self.workers) as pool,
            reading(found, pool, key=settings.key, parts=self.parts, config_sha256=settings.sha256) as reader,
        ):
            if reader.before and self.resumed:
                self.resumed(reader.before, len(found))
            self._take(reader, result, wanted_by or {})
        return result

    def _take(self, reader: Reader, result: Round, wanted_by: Mapping[str, Sequence[str]]) -> None:
        identity = Identity("found")
        seen: dict[str, str] = {}
        permissions: dict[str, Permission] = {}
        inputs = remembering(reader.inputs(), DateOrders(), self.settings.reading.sites)
        for done, (receipt, records) in enumerate(inputs, start=1):
            if self.settings.metadata:
                records = self.settings.metadata.joined(receipt, records)
            wanting = wanted_by.get(receipt.path.partition("!/")[0], ())
            for draft in _drafts(receipt, records):
                if draft.source_sha256 not in seen:
                    seen[draft.source_sha256] = self._record(draft, receipt, identity, result)
                    permissions |= {found.permission_id: found for found in draft.permissions}
                result.asked += [(article_id, seen[draft.source_sha256]) for article_id in wanting]
            result.tables.add({"sources": [receipt.row]})
            result.inputs.append(receipt.row)
            if self.progress:
                self.progress(done, len(reader.found))
        result.tables.add(permission_rows(permissions.values()))

    def _record(self, draft: Draft, receipt: SourceReceipt, identity: Identity, result: Round) -> str:
        record = assemble(
            draft,
            source_id=receipt.source_id,
            path=receipt.path,
            identity=identity,
            ledgers=_NOTHING_DECIDED,
            policy=self.settings.configuration.policy,
        )
        result.tables.add(unnest(record))
        return str(record["article_id"])


def _drafts(receipt: SourceReceipt, records: Iterable[Draft | Leftover]) -> Iterable[Draft]:
    for record in records:
        if isinstance(record, Leftover):
            receipt.leftover(record)
        else:
            receipt.article()
            yield record
