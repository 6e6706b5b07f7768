"""Converts inputs to a package: every record of every input becomes an article, a duplicate, a rejection or a skip."""

from __future__ import annotations

import pickle
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pressmark.archives import walk
from pressmark.contracts.configuration import CONFIGURATION, REVIEWS, WITHDRAWALS
from pressmark.contracts.package import DESCRIPTOR, Package, descriptor, open_package
from pressmark.contracts.tables import TABLES
from pressmark.errors import PackageError
from pressmark.files import settled_json, whole_folder, write_whole
from pressmark.model.draft import Draft, Leftover, Permission
from pressmark.records.assemble import Ledgers, assemble, permission_rows
from pressmark.records.copying import link_copies
from pressmark.records.identity import Identity, Key, earlier_ids, mint
from pressmark.records.nest import unnest
from pressmark.records.receipt import OUTCOMES, SourceReceipt
from pressmark.records.shards import Shards
from pressmark.stages._memory import remembering
from pressmark.stages._reading import read_sources
from pressmark.stages._settings import Settings

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
    created: date | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Conversion:
    """Converts files, folders and archives of articles to a package.

    Args:
        sources: Files, folders (walked in a settled order), zip or tar archives.
        to: The folder of the package; an earlier package there is replaced once the new one is whole.
        config: A `pressmark.toml`; by default the one in the folder that is the only source.
        name: The slug of the dataset; by default the configuration's, or the source's own name.
        prefix: The prefix of the article ids, 2 to 12 letters or digits.
        format: `csv` or `parquet`.
        converter: The name of a converter for every input, instead of recognition by content.
        previous: A release whose articles keep their ids.
        created: The day that the package bears.
        workers: Processes that read; the result does not depend on it.
        progress: Called with the inputs done and the inputs in all.

    Returns:
        The package and its receipt.

    Raises:
        PressmarkError: where an input, the configuration or the target cannot be used; nothing is written then.
    """
    paths = [Path(source) for source in sources]
    target = Path(to)
    settings = Settings.of(paths, config=config, name=name, prefix=prefix, format=format, converter=converter)
    _check_target(target, paths)
    earlier = earlier_ids(_tables(open_package(Path(previous)))) if previous else {}
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch, whole_folder(target, replace=True) as folder:
        run = _Run(settings, Shards(_below(Path(scratch), "shards")), earlier)
        found = list(walk(paths, _below(Path(scratch), "members")))
        run.read(found, workers, progress, Path(scratch) / "drafts")
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


def _below(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        shutil.copyfile(source, target)


def _tables(package: Package) -> dict[str, Any]:
    return {name: package.scan(name) for name in TABLES}


def _check_target(target: Path, sources: Iterable[Path]) -> None:
    if target.is_file() or (target.is_dir() and any(target.iterdir()) and not (target / DESCRIPTOR).is_file()):
        raise PackageError("exists and is no package", where=str(target), remedy="choose another folder for --to")
    if (target / DESCRIPTOR).is_file() and open_package(target).kind == "release":
        raise PackageError("is a release", where=str(target), remedy="a release is never edited; choose another folder")
    for source in sources:
        if target.resolve() == source.resolve() or source.resolve() in target.resolve().parents:
            raise PackageError("lies inside a source", where=str(target), remedy="choose a folder outside the sources")


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

    def read(self, found: Sequence[Any], workers: int, progress: Progress | None, spool: Path) -> None:
        """Reads every input to its end."""
        config_sha256 = self.settings.sha256
        inputs = read_sources(
            found, self.settings.reading, config_sha256=config_sha256, forced=self.settings.converter, workers=workers
        )
        reached = (lambda done: progress(done, len(found))) if progress else (lambda _: None)
        inputs = remembering(inputs, spool.with_suffix(".read"), self.settings.reading.sites, reached)
        identity = Identity(self.settings.prefix)
        if self._earlier:
            # Ids can be kept only when it is known which articles claim them by their bytes: read all, then assemble.
            inputs, reserved = _spooled(inputs, spool, self.settings.prefix, frozenset(self._earlier.values()))
            identity = Identity(self.settings.prefix, self._earlier, reserved)
        for done, (receipt, records) in enumerate(inputs, start=1):
            self._input(receipt, records, identity)
            if progress:
                progress(done, len(found))
        self.shards.add(permission_rows(self._permissions.values()))
        self.shards.add(self._tombstones())

    def _input(self, receipt: SourceReceipt, records: Iterable[Draft | Leftover], identity: Identity) -> None:
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


Inputs = Iterator[tuple[SourceReceipt, Iterable[Draft | Leftover]]]


def _spooled(inputs: Inputs, spool: Path, prefix: str, earlier: frozenset[str]) -> tuple[Inputs, frozenset[str]]:
    reserved: set[str] = set()
    with spool.open("wb") as stream:
        for receipt, records in inputs:
            held = list(records)
            reserved |= {mint(prefix, record.source_sha256) for record in held if isinstance(record, Draft)} & earlier
            pickle.dump((receipt, held), stream)
    return _unspooled(spool), frozenset(reserved)


def _unspooled(spool: Path) -> Inputs:
    with spool.open("rb") as stream:
        while True:
            try:
                yield pickle.load(stream)  # noqa: S301 - written a moment ago by this run, in its own folder
            except EOFError:
                return
