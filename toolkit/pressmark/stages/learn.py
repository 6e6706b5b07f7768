"""Learns from a batch what the articles of each site share, and writes it as site descriptions for review."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from pressmark.archives import walk
from pressmark.errors import PressmarkError
from pressmark.files import write_whole
from pressmark.model.draft import Draft
from pressmark.records.date_orders import DateOrders, Site, site_of
from pressmark.sites.learning import FEWEST, Sample
from pressmark.sites.writing import names, written
from pressmark.stages._inputs import reading
from pressmark.stages._pool import pool_of
from pressmark.stages._settings import Settings


@dataclass(frozen=True, slots=True)
class Lesson:
    """One description that was written: its file, its site, and how many articles it rests on."""

    path: Path
    site: str
    articles: int


def learn(
    *sources: Path | str, to: Path | str, config: Path | str | None = None, workers: int = 1
) -> tuple[Lesson, ...]:
    """Writes a description for each site with five articles or more; equal inputs give equal bytes.

    Args:
        sources: Files, folders, archives of articles.
        to: A `.toml` file for the only site of the batch, or a folder for a file a site.
        config: A `pressmark.toml`; by default the one in the folder that is the only source.
        workers: Processes that read; the result does not depend on it.

    Returns:
        What was written.

    Raises:
        PressmarkError: where an input cannot be used, or where the batch has no site, or several for one file.
    """
    paths, target = [Path(source) for source in sources], Path(to)
    settings = Settings.of(paths, config=config, name=None, prefix=None, format=None, converter=None)
    samples: defaultdict[Site, Sample] = defaultdict(Sample)
    examples: dict[Site, tuple[Draft, str]] = {}
    orders = DateOrders()
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        members, parts = Path(scratch) / "members", Path(scratch) / "parts"
        members.mkdir()
        with (
            pool_of(settings.instructions, workers) as pool,
            reading(
                list(walk(paths, members)), pool, key="learn", parts=parts, config_sha256=settings.sha256
            ) as reader,
        ):
            for receipt, records in reader.inputs():
                for record in records:
                    if isinstance(record, Draft):
                        site = site_of(record, receipt.path)
                        samples[site].add(record)
                        examples.setdefault(site, (record, receipt.path))
                        orders.add(record, receipt.path)
    known = sorted(site for site in samples if samples[site].articles >= FEWEST)
    files = _files(target, known)
    for path, site in zip(files, known, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, written(site[1], site[0], samples[site].learned(), orders.order(*examples[site])))
    return tuple(
        Lesson(path, site[1] or "the folder", samples[site].articles) for path, site in zip(files, known, strict=True)
    )


def _files(target: Path, known: list[Site]) -> list[Path]:
    if not known:
        raise PressmarkError(f"no site has {FEWEST} articles or more", remedy="name more of its articles")
    if target.suffix != ".toml":
        return [target / name for name in names(site for _, site in known)]
    if len(known) > 1:
        sites = ", ".join(name or "the folder" for _, name in known[:5])
        raise PressmarkError(
            f"there are {len(known)} sites ({sites} …)", where=str(target), remedy="name a folder with --to"
        )
    return [target]
