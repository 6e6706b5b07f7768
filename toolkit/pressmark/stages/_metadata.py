"""Joins a table of metadata with the texts that it describes, and keeps account of rows and texts without a partner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pressmark.archives import Refused
from pressmark.errors import ConfigurationError
from pressmark.model.draft import Claim, Draft, Leftover, Source
from pressmark.records.merging import merged
from pressmark.records.receipt import SourceReceipt
from pressmark.tabular.metadata import MetadataTable, shared_rows

Records = Iterable[Draft | Leftover]


@dataclass(slots=True)
class Metadata:
    """A table of metadata during a conversion: which of its rows were used so far."""

    table: MetadataTable
    prefer: str = "table"
    path: str = ""
    used: dict[int, bool] = field(default_factory=dict)  # row: whether its text became a record

    def take_out(self, found: Sequence[Source | Refused]) -> list[Source | Refused]:
        """Returns the inputs without the table itself; raises ConfigurationError where one row names two inputs."""
        inputs = [one for one in found if not self._is_table(one)]
        self.path = next((one.path for one in found if self._is_table(one)), self.table.name)
        if self.table.by == "file":
            for number, first, second in shared_rows(self.table, (one.path for one in inputs)):
                raise ConfigurationError(
                    f"row {number} names two inputs, {first} and {second}",
                    where=self.table.name,
                    remedy=f"write their whole paths in the column {self.table.key!r}",
                )
        return inputs

    def _is_table(self, one: Source | Refused) -> bool:
        return isinstance(one, Source) and one.location.resolve() == self.table.location.resolve()

    def joined(self, receipt: SourceReceipt, records: Records) -> Iterator[Draft | Leftover]:
        """Yields the records of an input with what the table says of each."""
        of_input = self.table.number_of(receipt.path) if self.table.by == "file" else None
        for record in records:
            if isinstance(record, Leftover):
                if of_input is not None:
                    self.used.setdefault(of_input, False)
                yield record
                continue
            number = of_input if of_input is not None else self.table.number_for(record)
            yield self._described(record, number, receipt.path)

    def _described(self, draft: Draft, number: int | None, path: str) -> Draft:
        if number is None:
            note = f"{self.path} has no row for {path}"
            return replace(
                draft,
                claims=(*draft.claims, Claim(claim="metadata_row", value=None, basis="table", chosen=False, note=note)),
            )
        self.used[number] = True
        place = f"{self.path}#row={number}"
        claim = Claim(claim="metadata_row", value=self.table.key_of(number), basis="table", locator=place)
        joined = merged(draft, self.table.said_of(number), place=place, prefer=self.prefer)
        return replace(joined, claims=(*joined.claims, claim))

    def account(self) -> tuple[dict[str, list[dict[str, Any]]], dict[str, int]]:
        """Returns the table's own receipt, as rows and as counts: rows without a text are skipped."""
        facts = {"media_type": _media_type(self.table.location), "encoding": None, "bom": False, "converter": None}
        facts |= {"converter_version": None, "converter_config": None}
        size = self.table.location.stat().st_size
        receipt = SourceReceipt(self.path, self.table.sha256, size, facts)
        for number, reason in sorted(self.table.broken.items()):
            receipt.leftover(Leftover(locator=f"row={number}", outcome="rejected", reason=reason))
        for number in sorted(set(self.table.rows) - set(self.table.broken) - set(self.used)):
            reason = f"no text has its {self.table.key}"
            receipt.leftover(Leftover(locator=f"row={number}", outcome="skipped", reason=reason))
        lost = sum(not used for used in self.used.values())
        reason = f"describes other inputs: {len(self.used)} of {len(self.table.rows)} rows have a text"
        reason += f", {lost} of them one that became no article" if lost else ""
        return {"sources": [{**receipt.row, "reason": reason}], "source_records": receipt.leftovers}, receipt.counts


def _media_type(location: Path) -> str:
    known = {".ris": "application/x-research-info-systems", ".bib": "application/x-bibtex"}
    known |= {".tsv": "text/tab-separated-values", ".jsonl": "application/jsonl", ".json": "application/json"}
    return known.get(
        location.suffix.lower(), "application/vnd.apache.parquet" if location.suffix == ".parquet" else "text/csv"
    )
