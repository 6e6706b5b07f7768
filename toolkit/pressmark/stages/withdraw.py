"""Withdraws articles: in the ledger, in the package at once, and in the releases that still hold them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pressmark.contracts.configuration import Configuration, read_configuration
from pressmark.contracts.package import Package, open_package
from pressmark.contracts.tables import TABLES, table
from pressmark.contracts.withdrawals import (
    WITHDRAWALS,
    Withdrawal,
    held,
    in_force,
    joined,
    read_withdrawals,
    with_marks,
    written,
)
from pressmark.errors import PackageError, PressmarkError, nearest
from pressmark.files import write_whole
from pressmark.records.graves import buried, holding, released_ids, released_marks
from pressmark.records.index import yank
from pressmark.records.returns import Return, bound
from pressmark.records.withdrawing import marked
from pressmark.rights.withdrawn import SCOPES
from pressmark.stages._marking import marking, rewrite


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawing:
    """What a withdrawing did, or would do.

    `withdrawn` are the articles that were not withdrawn as widely before, `already` the others that were asked for;
    `returns` are the articles that are one of them again, and bound; `ledgers` are the files that were written;
    `yanked` are the versions that are marked now.
    """

    withdrawn: tuple[str, ...]
    already: tuple[str, ...]
    returns: tuple[Return, ...]
    ledgers: tuple[Path, ...]
    yanked: tuple[str, ...]


def withdraw(
    package: Path | str,
    articles: Iterable[str],
    *,
    reason: str,
    on: date,
    scope: str = "record",
    replaced_by: str | None = None,
    note: str | None = None,
    sources: Path | str | None = None,
    releases: Path | str | None = None,
    dry_run: bool = False,
) -> Withdrawing:
    """Withdraws articles of a package, or of a release that was made of it.

    Args:
        package: The folder of a package; it is right at once, and its next release leaves the articles out.
        articles: Their ids.
        reason: Why, as `tombstones.reason` has it; the next release says it.
        on: The day of the withdrawal.
        scope: `record`, or `text`: the metadata stay.
        replaced_by: The id of the article that stands in the place of them.
        note: A remark that stays private.
        sources: The folder of the sources, whose ledger is written too.
        releases: The folder of releases, as `release` has it: the versions that show the articles are yanked at once.
        dry_run: Whether to say what would change and write nothing.

    Returns:
        What was done. To do it again changes nothing, and makes good a run that was stopped.

    Raises:
        PackageError: where the folder is no package, or an id is not known.
        PressmarkError: where the reason, the scope or the replacement cannot be.
        ConfigurationError: where a ledger is wrong, or the two ledgers say different things.
    """
    source, wanted = open_package(Path(package)), tuple(dict.fromkeys(articles))
    if source.kind != "package":
        raise PackageError("is a release", where=str(package), remedy="withdraw from the package that it was made of")
    _check_values(reason, scope)
    configuration = read_configuration(None, source.folder)
    ledger = _ledger(sources)
    collection = Path(releases) / source.name if releases is not None else None
    if collection and not collection.is_dir():
        raise PackageError(f"has no releases of {source.name}", where=str(releases), remedy="check --releases")
    before = joined(
        read_withdrawals(ledger) if ledger else {}, configuration.withdrawals, where=str(source.folder / WITHDRAWALS)
    )
    known = _known(source, before, collection)
    for article_id in (*wanted, *filter(None, [replaced_by])):
        if article_id not in known:
            raise _unknown(article_id, known)
    line = Withdrawal(article_id="", date=on, reason=reason, scope=scope, replaced_by=replaced_by, note=note)
    new = _new(wanted, line, in_force(before, configuration.reviews))
    lines = _marked(held([*before.values(), *new]), source, collection)
    done = _Done(source, configuration, lines, ledger, collection)
    return done.withdrawing(wanted, tuple(found.article_id for found in new), write=not dry_run)


def _check_values(reason: str, scope: str) -> None:
    for name, value in (("reason", reason), ("scope", scope)):
        allowed = table("tombstones")[name].enum
        if value not in allowed:
            raise PressmarkError(f"{value!r} is no {name}", remedy=f"one of {', '.join(allowed)}")


def _ledger(sources: Path | str | None) -> Path | None:
    if sources is None:
        return None
    if not Path(sources).is_dir():
        raise PackageError("is no folder", where=str(sources), remedy="name the folder with pressmark.toml")
    return Path(sources) / WITHDRAWALS


def _known(source: Package, lines: Mapping[str, Withdrawal], collection: Path | None) -> frozenset[str]:
    """Returns the ids of all articles that the package, its ledger or its releases know."""
    rows = [source.scan(name).select("article_id").collect() for name in ("articles", "tombstones")]
    own = {article_id for found in rows for article_id in found["article_id"].to_list()}
    return frozenset(own | lines.keys() | (released_ids(collection) if collection else set()))


def _unknown(article_id: str, known: Collection[str]) -> PackageError:
    near = nearest(article_id, sorted(known))
    remedy = f"did you mean {near}?" if near else "name ids of the package, or the folder of its --releases"
    return PackageError(f"no article is called {article_id!r}", remedy=remedy)


def _new(wanted: Iterable[str], line: Withdrawal, before: Mapping[str, Withdrawal]) -> list[Withdrawal]:
    """Returns the lines that the ledger lacks; raises PressmarkError where it gives another reason already."""
    if line.replaced_by and (line.replaced_by in wanted or _is_gone(before.get(line.replaced_by))):
        raise PressmarkError(f"{line.replaced_by} is withdrawn itself", remedy="name an article that stands")
    found = []
    for article_id in wanted:
        said = before.get(article_id)
        if said is None or SCOPES.index(said.scope) < SCOPES.index(line.scope):
            found.append(line.of(article_id))
        elif said.scope == line.scope and (said.reason, said.replaced_by) != (line.reason, line.replaced_by):
            raise PressmarkError(
                f"{article_id} was withdrawn on {said.date} already, for another reason: {said.reason}",
                remedy=f"change its line in {WITHDRAWALS}, and withdraw it again",
            )
    return found


def _is_gone(line: Withdrawal | None) -> bool:
    return line is not None and line.scope == "record"


def _marked(lines: Mapping[str, Withdrawal], source: Package, collection: Path | None) -> dict[str, Withdrawal]:
    """Returns the lines with their marks, from the package or from a release."""
    own = marked(lines, {name: source.scan(name) for name in TABLES})
    if collection is None:
        return own
    return with_marks(own, released_marks(collection, [name for name, found in own.items() if not found.is_marked]))


@dataclass(frozen=True, slots=True)
class _Done:
    """What the ledger says once it is written, and where it has to be written."""

    source: Package
    configuration: Configuration
    lines: Mapping[str, Withdrawal]
    ledger: Path | None
    collection: Path | None

    def withdrawing(self, wanted: tuple[str, ...], new: tuple[str, ...], *, write: bool) -> Withdrawing:
        """Brings ledgers, package and index in line, each whole or not at all, in this order."""
        lines = held([*buried(self.source).values(), *self.lines.values()])
        known = in_force(lines, self.configuration.reviews)
        tables = {name: self.source.scan(name) for name in TABLES}
        made = marking(tables, known, self.configuration.policy)
        private = self.source.folder / WITHDRAWALS
        texts = {path: written(path, self.lines) for path in (self.ledger, private) if path}
        if write:
            if self.ledger and (text := texts[self.ledger]) is not None:
                write_whole(self.ledger, text)
            rewrite(self.source, made, texts[private])
        asked = set(wanted)
        return Withdrawing(
            withdrawn=new,
            already=tuple(article_id for article_id in wanted if article_id not in new),
            returns=tuple(one for _, one in sorted(made.returns.items()) if one.of in asked),
            ledgers=tuple(path for path, text in texts.items() if text is not None),
            yanked=self._yanked({**bound(made.returns, known), **known}, write=write),
        )

    def _yanked(self, gone: Mapping[str, Withdrawal], *, write: bool) -> tuple[str, ...]:
        if self.collection is None:
            return ()
        return yank(self.collection, holding(self.collection, gone), write=write)
