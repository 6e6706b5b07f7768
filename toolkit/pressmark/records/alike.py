"""Compares texts by all their runs of words: which are copies of one another, and how much they have in common."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import polars as pl

from pressmark.records.candidates import candidates
from pressmark.records.runs import FEWEST_RUNS, Texts

CONTAINED = 0.6  # of the runs of the shorter text, the share that the longer has too
CONTAINED_SHORT = 0.75  # the same, of a text of less than a hundred runs
_SHORT = 100
LEAST_LENGTH = 0.2  # of the longer text; what is shorter is a quotation, or an item of a round-up
_FEWEST_SHARED = 30
_FIGURES = 0.6  # of the figures of the shorter text, the share that the longer has too
_FEWEST_FIGURES = 2
_ITEM = array("Q").itemsize


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two texts compare: the runs of the first, of the second, and of both."""

    one: int
    other: int
    shared: int

    @property
    def jaccard(self) -> float:
        """Returns the share of all their runs that both have."""
        return self.shared / ((self.one + self.other - self.shared) or 1)

    @property
    def contained(self) -> float:
        """Returns the share of the runs of the shorter that the longer has too."""
        return self.shared / (min(self.one, self.other) or 1)

    @property
    def is_copy(self) -> bool:
        """Returns whether the shorter is, by its words, a reprint or an excerpt of the longer."""
        shorter, longer = sorted((self.one, self.other))
        enough = shorter >= FEWEST_RUNS and self.shared >= _FEWEST_SHARED
        least = CONTAINED if shorter >= _SHORT else CONTAINED_SHORT
        return enough and shorter >= LEAST_LENGTH * longer and self.contained >= least


class Comparison:
    """The runs of the texts that may be copies, on disk, each found by the number of its text."""

    def __init__(self, texts: Texts, chosen: pl.Series, path: Path) -> None:
        self._places: dict[int, tuple[int, int, int]] = {}
        self._path = path
        with path.open("wb") as stream:
            place = 0
            for runs, figures in texts.runs(chosen):
                figured = dict(_grouped(figures, "figure"))
                for doc, own in _grouped(runs, "run"):
                    numbers = figured.get(doc, [])
                    stream.write(array("Q", own).tobytes())
                    stream.write(array("Q", numbers).tobytes())
                    self._places[doc] = (place, len(own), len(numbers))
                    place += (len(own) + len(numbers)) * _ITEM

    def likeness(self, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, Likeness, bool]]:
        """Yields each pair with its likeness, and whether its figures agree; a series keeps words and changes figures.

        Pairs that come one after another with the same first text are compared fastest.
        """
        held: tuple[int, frozenset[int], frozenset[int]] = (-1, frozenset(), frozenset())
        with self._path.open("rb") as stream:
            for one, other in pairs:
                if held[0] != one:
                    held = (one, *self._read(stream, one))
                runs, figures = self._read(stream, other)
                yield one, other, Likeness(len(held[1]), len(runs), len(held[1] & runs)), _agree(held[2], figures)

    def _read(self, stream: BinaryIO, doc: int) -> tuple[frozenset[int], frozenset[int]]:
        place, runs, figures = self._places.get(doc, (0, 0, 0))
        stream.seek(place)
        found = array("Q", stream.read((runs + figures) * _ITEM))
        return frozenset(found[:runs]), frozenset(found[runs:])


def _grouped(rows: pl.DataFrame, name: str) -> Iterator[tuple[int, list[int]]]:
    yield from rows.group_by("doc", maintain_order=True).agg(name).iter_rows()


def _agree(one: frozenset[int], other: frozenset[int]) -> bool:
    fewer = min(len(one), len(other))
    return fewer < _FEWEST_FIGURES or len(one & other) >= _FIGURES * fewer


@dataclass(frozen=True, slots=True)
class Link:
    """Two texts of which one is a copy of the other, by their numbers."""

    one: int
    other: int
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Search:
    """What a search for copies gives: the distinct texts, the links between them, and the means to compare more."""

    known: pl.DataFrame  # doc, article_id (the first that has the text), text_sha256
    links: tuple[Link, ...]
    comparison: Comparison


def search(articles: pl.LazyFrame, texts: pl.LazyFrame, folder: Path) -> Search:
    """Returns the texts of a collection that are copies of one another without being equal.

    Args:
        articles: `article_id`, `title` and `text_sha256`, of those whose texts are looked at.
        texts: `article_id`, `lede` and `text`.
        folder: An empty folder for what does not fit into memory.

    Returns:
        Links that depend on the texts and titles alone, and not on the order of the rows.
    """
    found = Texts(articles, texts, folder)
    pairs = candidates(found, folder)
    chosen = pl.concat([pairs["one"], pairs["other"]]).unique().sort()
    comparison = Comparison(found, chosen, folder / "runs.bin")
    compared = comparison.likeness(pairs.iter_rows())
    links = tuple(Link(one, other, likeness) for one, other, likeness, agree in compared if agree and likeness.is_copy)
    return Search(found.known, links, comparison)
