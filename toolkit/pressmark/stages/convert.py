"""Converts inputs to a package: every record of every input becomes an article, a duplicate, a rejection or a skip."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pressmark.archives import walk
from pressmark.contracts.configuration import CONFIGURATION, REVIEWS, WITHDRAWALS
from pressmark.contracts.package import DESCRIPTOR, Package, descriptor, open_package
from pressmark.contracts.tables import TABLES
from pressmark.files import settled_json, whole_folder, write_whole
from pressmark.model.draft import Draft, Leftover, Permission
from pressmark.records.assemble import Ledgers, assemble, permission_rows
from pressmark.records.copying import link_copies
from pressmark.records.identity import Identity, Key, earlier_ids, mint
from pressmark.records.nest import unnest
from pressmark.records.receipt import OUTCOMES, SourceReceipt
from pressmark.records.shards import Shards
from pressmark.stages._inputs import Inputs, Reader, reading
from pressmark.stages._memory import orders_of, remembering
from pressmark.stages._pool import pool_of
from pressmark.stages._progress import parts_of, progress_of
from pressmark.stages._settings import Settings
from pressmark.stages._targets import below, check_target

Progress = Callable[[int, int], None]  # inputs done, inputs in all


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion gives: the package, and how many inputs and records came to what."""

    package: Package
    inputs: int
    counts: dict[str, int]  # records articles duplicates rejected skipped


def convert(
    *sources: Path | str,
    to: Path | str,
    config: Path | str | None = None,
    name: str | None = None,
    prefix: str | None = None,
    format: str | None = None,
    converter: str | None = None,
    previous: Path | str | None = None,
    metadata: Path | str | None = None,
    created: date | None = None,
    workers: int = 1,
    fresh: bool = False,
    progress: Progress | None = None,
    resumed: Progress | None = None,
) -> Conversion:
    """Converts files, folders and archives of articles to a package.

    Args:
        sources: Files, folders (walked in a settled order), zip or tar archives.
        to: The folder of the package; an earlier package there is replaced once the new one is whole.
        config: A `pressmark.toml`; by default the one in the folder that is the only source.
        name: The slug of the dataset; by default the configuration's, or the source's own name.
        prefix: The prefix of the article ids, 2 to 12 letters or digits.
        format: `csv`, `parquet` or `jsonl`.
        converter: The name of a converter for every input, instead of recognition by content.
        previous: A release whose articles keep their ids.
        metadata: A table that describes the texts; by default the configuration's.
        created: The day that the package bears.
        workers: Processes that read, each document within its limits; the result does not depend on their number.
        fresh: Read everything anew, also what an earlier run that was stopped has read.
        progress: Called with the inputs done and the inputs in all.
        resumed: Called with the inputs that an earlier run has read and the inputs in all, where there are some.

    Returns:
        The package and its receipt.

    Raises:
        PressmarkError: where an input, the configuration or the target cannot be used; nothing is written then.
    """
    paths = [Path(source) for source in sources]
    target = Path(to)
    settings = Settings.of(
        paths, config=config, name=name, prefix=prefix, format=format, converter=converter, metadata=metadata
    )
    check_target(target, paths)
    earlier = earlier_ids(_tables(open_package(Path(previous)))) if previous else {}
    key = settings.key
    with (
        progress_of(target, key, fresh=fresh) as partial,
        pool_of(settings.instructions, workers) as pool,
        whole_folder(target, replace=True, within=partial) as folder,
    ):
        run = _Run(settings, Shards(below(partial / "scratch", "shards")), earlier)
        found = list(walk(paths, below(partial / "scratch", "members")))
        if settings.metadata:
            found = settings.metadata.take_out(found)
        parts = parts_of(partial, key)
        with reading(found, pool, key=key, parts=parts, config_sha256=settings.sha256) as reader:
            if reader.before and resumed:
                resumed(reader.before, len(found))
            run.read(reader, progress)
        link_copies(run.shards)
        resources = run.shards.write(folder, settings.format)
        day = {"created": f"{created.isoformat()}T00:00:00Z"} if created else {}
        write_whole(folder / DESCRIPTOR, settled_json(descriptor(settings.name, "package", resources, **day)))
        for ledger in (CONFIGURATION, REVIEWS, WITHDRAWALS):
            _copy(settings.home / ledger, folder / ledger)
        if settings.config_file:
            _copy(settings.config_file, folder / CONFIGURATION)
    return Conversion(open_package(target), len(found), {"records": run.counts.total(), **_ordered(run.counts)})


def _ordered(counts: Counter[str]) -> dict[str, int]:
    return {name: counts[name] for name in OUTCOMES}


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        shutil.copyfile(source, target)


def _tables(package: Package) -> dict[str, Any]:
    return {name: package.scan(name) for name in TABLES}


class _Run:
    """One conversion while it runs: which bytes were seen, which permissions were met, what was counted."""

    def __init__(self, settings: Settings, shards: Shards, earlier: dict[Key, str]) -> None:
        self.settings = settings
        self.shards = shards
        self.counts: Counter[str] = Counter()
        self._earlier = earlier
        self._seen: dict[str, str] = {}
        self._permissions: dict[str, Permission] = {}
        configuration = settings.configuration
        scopes = {article_id: found.scope for article_id, found in configuration.withdrawals.items()}
        self._ledgers = Ledgers(reviews=configuration.reviews, withdrawn=scopes)

    def read(self, reader: Reader, progress: Progress | None) -> None:
        """Reads every input to its end; what one article cannot say of itself waits for the others."""
        orders = orders_of(reader.inputs(), progress, len(reader.found))
        identity = Identity(self.settings.prefix)
        if self._earlier:
            # Ids can be kept only when it is known which articles claim them by their bytes: read all, then assemble.
            reserved = _reserved(reader.inputs(), self.settings.prefix, frozenset(self._earlier.values()))
            identity = Identity(self.settings.prefix, self._earlier, reserved)
        for receipt, records in remembering(reader.inputs(), orders, self.settings.reading.sites):
            self._input(receipt, records, identity)
        self.shards.add(permission_rows(self._permissions.values()))
        self.shards.add(self._tombstones())
        if self.settings.metadata:
            rows, counts = self.settings.metadata.account()
            self.shards.add(rows)
            self.counts.update(counts)

    def _input(self, receipt: SourceReceipt, records: Iterable[Draft | Leftover], identity: Identity) -> None:
        if self.settings.metadata:
            records = self.settings.metadata.joined(receipt, records)
        for record in records:
            if isinstance(record, Leftover):
                receipt.leftover(record)
            elif record.source_sha256 in self._seen:
                receipt.duplicate(record.locator, record.source_sha256, self._seen[record.source_sha256])
            else:
                self._article(record, receipt, identity)
        self.counts.update(receipt.counts)
        self.shards.add({"sources": [receipt.row], "source_records": receipt.leftovers})

    def _article(self, draft: Draft, receipt: SourceReceipt, identity: Identity) -> None:
        record = assemble(
            draft,
            source_id=receipt.source_id,
            path=receipt.path,
            identity=identity,
            ledgers=self._ledgers,
            policy=self.settings.configuration.policy,
        )
        receipt.article()
        self._seen[draft.source_sha256] = record["article_id"]
        self._permissions |= {found.permission_id: found for found in draft.permissions}
        self.shards.add(unnest(record))

    def _tombstones(self) -> dict[str, list[dict[str, Any]]]:
        present = set(self._seen.values())
        rows = [
            {"article_id": found.article_id, "withdrawn_in": "unreleased", "date": found.date, "reason": found.reason}
            | {"scope": found.scope, "replaced_by": found.replaced_by}
            for found in self.settings.configuration.withdrawals.values()
            if found.article_id in present
        ]
        return {"tombstones": rows}


def _reserved(inputs: Inputs, prefix: str, earlier: frozenset[str]) -> frozenset[str]:
    """Returns the earlier ids that articles have by their own bytes, so that no other can take them."""
    minted = (
        mint(prefix, record.source_sha256) for _, records in inputs for record in records if isinstance(record, Draft)
    )
    return earlier & set(minted)
