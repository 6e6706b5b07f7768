"""Rebuilds the texts of a release from sources that its reader lawfully holds, and says what became of each article."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from pressmark.archives import walk
from pressmark.contracts.configuration import CONFIGURATION
from pressmark.contracts.package import DESCRIPTOR, Package, descriptor, open_package, resource, write_table
from pressmark.contracts.tables import TABLES, table
from pressmark.errors import PressmarkError
from pressmark.files import settled_json, whole_folder, write_whole
from pressmark.records.hashing import content_root
from pressmark.records.rehydration import NEAR, OUTCOMES, WITHDRAWN, losses
from pressmark.stages._asking import Asker, Clock
from pressmark.stages._fetched import Store
from pressmark.stages._ledger import CHANGED, NOTHING, Earlier, earlier_run, reader_key, write_ledger
from pressmark.stages._manners import Fetching, asker_of
from pressmark.stages._progress import parts_of, progress_of
from pressmark.stages._rebuilt import found_texts, rebuilt, with_ceilings
from pressmark.stages._releases import verified_release
from pressmark.stages._rounds import RoundReader
from pressmark.stages._search import Search
from pressmark.stages._settings import Settings
from pressmark.stages._targets import check_target

Progress = Callable[[int, int], None]  # inputs or addresses done, and in all


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehydration:
    """What a rehydration gives.

    `counts` has the articles by outcome, and they add up to those of the release without the `withdrawn` ones;
    `buried` counts the ids of the release that have a tombstone only; `losses` has the counts by source and month;
    `equal` says whether the content root of the package is that of the release; `yanked` says why the release was
    yanked, if it was.
    """

    package: Package
    release: Package
    counts: Mapping[str, int]
    withdrawn: int
    buried: int
    losses: pl.DataFrame
    content_root: str
    equal: bool
    yanked: str | None


def rehydrate(
    release: Path | str,
    *sources: Path | str,
    to: Path | str,
    config: Path | str | None = None,
    converter: str | None = None,
    format: str | None = None,
    changed: bool = False,
    fetching: Fetching | None = None,
    clock: Clock | None = None,
    created: date | None = None,
    workers: int = 1,
    fresh: bool = False,
    progress: Progress | None = None,
    resumed: Progress | None = None,
) -> Rehydration:
    """Rebuilds the texts of a release from sources, into a private package.

    Args:
        release: The folder of a release, or of a dataset with `index.json`.
        sources: Files, folders, archives and web archives that hold the articles.
        to: The folder of the package. One that an earlier run made of the same release is gone on from.
        config: A `pressmark.toml`, which says how the sources are read; by default that of the only source folder.
        converter: The name of a converter for every input, instead of recognition by content.
        format: `csv`, `parquet` or `jsonl`; by default that of the release.
        changed: Whether texts that differ from the release's are kept, apart from the package's own.
        fetching: What may be fetched, and how; by default nothing.
        clock: The time, which is needed to fetch.
        created: The day that the package bears.
        workers: Processes that read.
        fresh: Begin anew, also where an earlier run came to something.
        progress: Called with what is done and what there is to do.
        resumed: Called with the inputs that a run that was stopped has read, and the inputs in all.

    Returns:
        The package, and what became of each article.

    Raises:
        PressmarkError: where the release, a source, the configuration or the target cannot be used.
    """
    paths, target = [Path(source) for source in sources], Path(to)
    if not paths and not (fetching and fetching.wanted):
        raise PressmarkError("no source is named", remedy="name files or folders, or ask for --fetch or --archive")
    standing = verified_release(Path(release))
    found = standing.package
    check_target(target, [*paths, found.folder])
    settings = Settings.of(
        paths or [found.folder],
        config=config,
        name=found.name,
        prefix=None,
        format=format or found.format,
        converter=converter,
    )
    asker = asker_of(fetching, settings.configuration.rehydrate, clock)
    earlier = NOTHING if fresh else earlier_run(target, found, settings, changed=changed)
    key = settings.key
    with (
        progress_of(target, key, fresh=fresh) as partial,
        whole_folder(target, replace=True, within=partial) as folder,
    ):
        reader = RoundReader(settings, parts_of(partial, key), workers, progress, resumed)
        search = Search(found, standing.tombstones, earlier, reader, partial / "scratch")
        search.in_files(walk(paths, search.place("members")))
        if asker and fetching:
            _fetch(search, Store.beside(target, fresh=fresh), asker, fetching, progress)
        return _written(folder, target, search, settings, changed=changed, created=created, yanked=standing.yanked)


def _fetch(search: Search, store: Store, asker: Asker, fetching: Fetching, progress: Progress | None) -> None:
    if fetching.live:
        search.on_the_web(lambda urls: store.fetch(urls, asker, archive=False, progress=progress))
    if fetching.archive:
        search.on_the_web(
            lambda urls: store.fetch(urls, asker, archive=True, progress=progress), archive=fetching.archive
        )


def _written(
    folder: Path,
    target: Path,
    search: Search,
    settings: Settings,
    *,
    changed: bool,
    created: date | None,
    yanked: str | None,
) -> Rehydration:
    """Writes the package, and returns what it came to."""
    release, earlier = search.release, search.earlier
    best, released = search.best(), release.scan("articles")
    outcomes = search.outcomes(best)
    gone = outcomes.filter(pl.col("outcome") == WITHDRAWN)
    tables = rebuilt(earlier.tables(release), best, search.rounds, gone)
    counts = _counts(outcomes)
    articles = released.select(pl.len()).collect().item()
    assert counts.total == articles, f"{counts.total} outcomes of {articles} articles"
    root_as_released = content_root(tables | {"articles": _as_released(tables["articles"], released)})
    withdrawn = {article_id: each.scope for article_id, each in settings.configuration.withdrawals.items()}
    tables["articles"] = with_ceilings(tables, released, settings.configuration.policy, withdrawn)
    resources = []
    for name in TABLES:
        if name == "articles" or tables[name].head(1).collect().height:
            path = folder / "data" / f"{name}.{settings.format}"
            write_table(tables[name], table(name), path)
            resources.append(resource(table(name), path, folder))
    day = {"created": f"{created.isoformat()}T00:00:00Z"} if created else {}
    write_whole(folder / DESCRIPTOR, settled_json(descriptor(release.name, "package", resources, **day)))
    if settings.config_file:
        shutil.copyfile(settings.config_file, folder / CONFIGURATION)
    if changed:
        _write_changed(folder / CHANGED / f"texts.{settings.format}", search, best, earlier)
    write_ledger(
        folder,
        release,
        outcomes=outcomes,
        inputs=search.inputs(outcomes, reader_key(settings)),
        counts={**counts.looked_for, WITHDRAWN: counts.withdrawn},
    )
    return Rehydration(
        package=Package(target, open_package(folder).descriptor),
        release=release,
        counts=counts.looked_for,
        withdrawn=counts.withdrawn,
        buried=_buried(release),
        losses=losses(released, outcomes.lazy().select("article_id", "outcome")),
        content_root=root_as_released,
        equal=root_as_released == release.descriptor["articles:contentRoot"],
        yanked=yanked,
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    looked_for: Mapping[str, int]
    withdrawn: int

    @property
    def total(self) -> int:
        return sum(self.looked_for.values()) + self.withdrawn


def _counts(outcomes: pl.DataFrame) -> _Counts:
    found = dict(outcomes.group_by("outcome").len().iter_rows())
    return _Counts({name: int(found.get(name, 0)) for name in OUTCOMES}, int(found.get(WITHDRAWN, 0)))


def _as_released(articles: pl.LazyFrame, released: pl.LazyFrame) -> pl.LazyFrame:
    """Returns the articles with the profiles that the release gives them."""
    profiles = released.select("article_id", "release_profile")
    return articles.drop("release_profile").join(profiles, on="article_id")


def _buried(release: Package) -> int:
    gone = release.scan("tombstones").join(release.scan("articles").select("article_id"), on="article_id", how="anti")
    return int(gone.select(pl.len()).collect().item())


def _write_changed(path: Path, search: Search, best: pl.DataFrame, earlier: Earlier) -> None:
    """Writes the texts that differ, apart from those that the release's hashes vouch for."""
    near = best.filter(pl.col("outcome").is_in(NEAR))
    texts = [found_texts(near, search.rounds)]
    if earlier.changed is not None:
        texts.append(earlier.changed.join(near.filter(pl.col("round").is_null()).lazy(), on="article_id", how="semi"))
    write_table(pl.concat(texts), table("texts"), path)
