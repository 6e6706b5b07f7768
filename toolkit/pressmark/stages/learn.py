"""Learns from a batch what the articles of each site share, and writes it as site descriptions for review."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pressmark.archives import walk
from pressmark.converters import print_view
from pressmark.converters.base import ConvertSettings
from pressmark.errors import PressmarkError
from pressmark.files import write_whole
from pressmark.model.draft import Draft, Source
from pressmark.records.date_orders import Site
from pressmark.sites.batches import Batch
from pressmark.sites.header_lines import Line, learned_lines
from pressmark.sites.learning import FEWEST, Learned, Sample
from pressmark.sites.reading import bundled
from pressmark.sites.writing import names, written
from pressmark.stages._inputs import reading
from pressmark.stages._pool import pool_of
from pressmark.stages._settings import Settings

_PRINT_VIEW = "print-view"


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
    batch = Batch()
    printed = dict[str, str]()  # of a record of a print view, the hash of its source
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        members, parts = Path(scratch) / "members", Path(scratch) / "parts"
        members.mkdir()
        with (
            pool_of(settings.instructions, workers) as pool,
            reading(
                found := list(walk(paths, members)), pool, key="learn", parts=parts, config_sha256=settings.sha256
            ) as reader,
        ):
            for receipt, records in reader.inputs():
                for record in records:
                    if isinstance(record, Draft):
                        batch.add(record, receipt.path)
                        if receipt.facts["converter"] == _PRINT_VIEW:
                            printed[record.source_sha256] = receipt.sha256
        sites = batch.sites()
        known = sorted(sites)
        pages = {each.sha256: each for each in found if isinstance(each, Source)}
        lessons = [
            _with_lines(sites[site], printed, pages, replace(settings.reading, date_order=batch.order(site).order))
            for site in known
        ]
    files = _files(target, known)
    for path, site, learned in zip(files, known, lessons, strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, written(site[1], site[0], learned, batch.order(site)))
    return tuple(
        Lesson(path, site[1] or "the folder", sites[site].articles) for path, site in zip(files, known, strict=True)
    )


def _with_lines(
    sample: Sample, printed: Mapping[str, str], pages: Mapping[str, Source], settings: ConvertSettings
) -> Learned:
    """Returns what a sample shows, with the labels of its print views."""
    lines = dict[str, tuple[Line, ...]]()
    for digest in dict.fromkeys(printed[digest] for digest in sample.digests if digest in printed):
        lines |= print_view.lines(pages[digest], settings)
    read = [lines[digest] for digest in sample.digests if digest in lines]
    return replace(sample.learned(), lines=learned_lines(read, bundled()[-1].languages, settings.date_order))


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
