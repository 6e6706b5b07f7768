"""Converts inputs to a package: every record of every input becomes an article, a duplicate, a rejection or a skip."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from pressmark.archives import walk
from pressmark.contracts.configuration import CONFIGURATION, REVIEWS, WITHDRAWALS
from pressmark.contracts.package import DESCRIPTOR, Package, descriptor, open_package
from pressmark.contracts.tables import TABLES
from pressmark.contracts.withdrawals import Withdrawal, in_force, joined, read_withdrawals, written
from pressmark.errors import PackageError
from pressmark.files import settled_json, whole_folder, write_whole
from pressmark.model.draft import Draft, Leftover, Permission
from pressmark.records.assemble import Ledgers, assemble, permission_rows
from pressmark.records.collapses import Collapse
from pressmark.records.copying import link_copies
from pressmark.records.graves import buried
from pressmark.records.identity import Identity, Key, earlier_ids, mint
from pressmark.records.nest import unnest
from pressmark.records.receipt import OUTCOMES, SourceReceipt
from pressmark.records.returns import Return, returned
from pressmark.records.shards import Shards
from pressmark.records.withdrawing import CHANGED, marked, replaced, tombstone, withdrawn_records
from pressmark.stages._drift import alarms, earlier_conversion
from pressmark.stages._inputs import Inputs, Reader, reading
from pressmark.stages._memory import orders_of, remembering
from pressmark.stages._pool import pool_of
from pressmark.stages._progress import parts_of, progress_of
from pressmark.stages._settings import Settings
from pressmark.stages._targets import below, check_target

Progress = Callable[[int, int], None]  # inputs done, inputs in all
_ALARMED = "look at an article of that month with --explain, or convert without --strict-coverage"


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a conversion gives: the package, and how many inputs and records came to what.

    `kept` are the withdrawals that only the package before this one knew; `returns` are the articles that are withdrawn
    ones again, and therefore bound; `unmatched` are the patterns of `[[convert.files]]` that no input has matched.
    `reasons` counts the records that were rejected or skipped, by that and by the reason.
    """

    package: Package
    inputs: int
    counts: dict[str, int]  # records articles duplicates rejected skipped
    alarms: tuple[Collapse, ...] | None = ()  # of coverage; None where the earlier package cannot be read
    kept: tuple[str, ...] = ()
    returns: tuple[Return, ...] = ()
    unmatched: tuple[str, ...] = ()
    reasons: Mapping[tuple[str, str], int] = field(default_factory=Counter)


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
    strict_coverage: bool = False,
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
        previous: A release whose articles keep their ids, and whose coverage is compared where no package is replaced.
        metadata: A table that describes the texts; by default the configuration's.
        created: The day that the package bears.
        workers: Processes that read, each document within its limits; the result does not depend on their number.
        fresh: Read everything anew, also what an earlier run that was stopped has read.
        strict_coverage: Raise where a field collapsed in some months of a site; an earlier package then stays.
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
    own, before = (read_withdrawals(home / WITHDRAWALS) for home in (settings.home, target))
    before = {name: line for name, line in _buried(target).items() if name not in own} | before
    withdrawals = joined(own, before, where=str(target / WITHDRAWALS))
    earlier = earlier_ids(_tables(open_package(Path(previous)))) if previous else {}
    key = settings.key
    with (
        progress_of(target, key, fresh=fresh) as progressed,
        pool_of(settings.instructions, workers) as pool,
        whole_folder(target, replace=True, within=progressed) as folder,
    ):
        run = _Run(settings, Shards(below(progressed / "scratch", "shards")), earlier, withdrawals)
        found = list(walk(paths, below(progressed / "scratch", "members")))
        if settings.metadata:
            found = settings.metadata.take_out(found)
        parts = parts_of(progressed, key)
        with reading(found, pool, key=key, parts=parts, config_sha256=settings.sha256) as reader:
            if reader.before and resumed:
                resumed(reader.before, len(found))
            run.read(reader, progress)
        run.bind_returns()
        link_copies(run.shards)
        resources = run.shards.write(folder, settings.format)
        day = {"created": f"{created.isoformat()}T00:00:00Z"} if created else {}
        write_whole(folder / DESCRIPTOR, settled_json(descriptor(settings.name, "package", resources, **day)))
        for ledger in (CONFIGURATION, REVIEWS, WITHDRAWALS):
            _copy(settings.home / ledger, folder / ledger)
        text = written(settings.home / WITHDRAWALS, run.withdrawals)
        if text is not None:
            write_whole(folder / WITHDRAWALS, text)
        if settings.config_file:
            _copy(settings.config_file, folder / CONFIGURATION)
        fallen = alarms(open_package(folder), earlier_conversion(target, Path(previous) if previous else None))
        if strict_coverage and fallen:
            raise PackageError(f"lost coverage: {fallen[0]}", where=str(target), remedy=_ALARMED)
    return Conversion(
        open_package(target),
        len(found),
        {"records": run.counts.total(), **_ordered(run.counts)},
        alarms=fallen,
        kept=tuple(sorted(before.keys() - own.keys())),
        returns=run.returns,
        reasons=run.reasons,
        unmatched=tuple(one.match for one in settings.manners if not any(one.meets(input.path) for input in found)),
    )


def _ordered(counts: Counter[str]) -> dict[str, int]:
    return {name: counts[name] for name in OUTCOMES}


def _buried(target: Path) -> dict[str, Withdrawal]:
    """Returns what the tombstones of the package that is replaced tell of, should its ledger have lost a line."""
    return buried(open_package(target)) if (target / DESCRIPTOR).is_file() else {}


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        shutil.copyfile(source, target)


def _tables(package: Package) -> dict[str, Any]:
    return {name: package.scan(name) for name in TABLES}


class _Run:
    """One conversion while it runs: which bytes were seen, which permissions were met, what was counted."""

    def __init__(
        self, settings: Settings, shards: Shards, earlier: dict[Key, str], withdrawals: Mapping[str, Withdrawal]
    ) -> None:
        self.settings = settings
        self.shards = shards
        self.counts: Counter[str] = Counter()
        self.reasons: Counter[tuple[str, str]] = Counter()
        self._earlier = earlier
        self._seen: dict[str, str] = {}
        self._permissions: dict[str, Permission] = {}
        self.withdrawals = withdrawals
        self.returns: tuple[Return, ...] = ()
        self._ledgers = Ledgers.of(settings.configuration.reviews, withdrawals)

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

    def bind_returns(self) -> None:
        """Binds the articles that are withdrawn ones again, and marks what was withdrawn, so that it is recognised."""
        if not self.withdrawals:
            return
        tables = {name: self.shards.scan(name) for name in TABLES}
        self.withdrawals = marked(self.withdrawals, tables)
        held = in_force(self.withdrawals, self.settings.configuration.reviews)
        returns = returned(tables, held)
        changed = list(withdrawn_records(tables, {}, returns, self.settings.configuration.policy))
        for name in CHANGED if changed else ():
            self.shards.change(name, partial(replaced, name=name, changed=changed))
        self.returns = tuple(returns[article_id] for article_id in sorted(returns))

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
        self.reasons.update(
            (row["outcome"], row["reason"]) for row in receipt.leftovers if row["outcome"] in ("rejected", "skipped")
        )
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
        held = in_force(self.withdrawals, self.settings.configuration.reviews)
        return {"tombstones": [tombstone(found) for name, found in held.items() if name in present]}


def _reserved(inputs: Inputs, prefix: str, earlier: frozenset[str]) -> frozenset[str]:
    """Returns the earlier ids that articles have by their own bytes, so that no other can take them."""
    minted = (
        mint(prefix, record.source_sha256) for _, records in inputs for record in records if isinstance(record, Draft)
    )
    return earlier & set(minted)
