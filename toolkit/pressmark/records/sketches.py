"""Sketches texts, so that one that was withdrawn is recognised when it comes back, edited or cut, without being kept.

A sketch holds a sample of a text's runs of five words, as hashes: those with the largest hashes, by halves, until no
more than 256 are left. The sample of any other text is drawn by the same rule, so that from the two follow the share of
the one that the other has, in both directions. Hashes are BLAKE2b of the words and arithmetic on 64 bits, which no
version of a library changes. Of figures 16 bits are kept: enough to tell two numbers of a series apart, too few to find
one out.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import polars as pl

from pressmark.records.alike import CONTAINED, CONTAINED_SHORT
from pressmark.records.runs import FEWEST_RUNS, Texts, runs_of

MOST_SIGNS = 256
_FORM = "v1"
_MOST_FIGURES = 64
_SHORT = 100  # runs; of less, more must agree
_FEWEST_SHARED = 4  # signs
_FEWEST_OF_SHORT = 8  # runs that a text of less than forty words shares: twelve words in a row
_SHARED_OF_SHORT = 0.7
_FIGURES = 0.4  # of the figures of the one with fewer, the share that the other has too
_FEWEST_FIGURES = 2


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text: how many runs it has, one in how many powers of two is a sign, the signs, the figures."""

    runs: int
    halvings: int
    signs: tuple[int, ...]
    figures: tuple[int, ...]

    def __str__(self) -> str:
        packed = b"".join(sign.to_bytes(8, "big") for sign in self.signs)
        figures = b"".join(figure.to_bytes(2, "big") for figure in self.figures)
        return ":".join([_FORM, str(self.runs), str(self.halvings), *map(_base64, (packed, figures))])


def read_sketch(text: str) -> Sketch | None:
    """Returns the sketch that a string tells, or None where it is none."""
    try:
        form, runs, halvings, packed, figures = text.split(":")
        signs, numbers = (b64decode(part, validate=True) for part in (packed, figures))
        found = Sketch(int(runs), int(halvings), _numbers(signs, 8), _numbers(numbers, 2))
    except ValueError:
        return None
    return found if form == _FORM and 0 <= found.halvings < 64 <= 64 + found.runs else None


def _base64(packed: bytes) -> str:
    return b64encode(packed).decode("ascii")


def _numbers(packed: bytes, size: int) -> tuple[int, ...]:
    if len(packed) % size:
        raise ValueError
    return tuple(int.from_bytes(packed[start : start + size], "big") for start in range(0, len(packed), size))


def sketches(texts: Texts, chosen: pl.Series) -> Iterator[tuple[int, Sketch]]:
    """Yields the number and the sketch of each chosen text that has a run of words."""
    for words, figures in texts.words(chosen):
        numbers = dict(_figures(figures).group_by("doc", maintain_order=True).agg("figure").iter_rows())
        for doc, runs in _stable_runs(words).group_by("doc", maintain_order=True).agg("run").iter_rows():
            yield doc, _sketched(runs, sorted(set(numbers.get(doc, ()))))


def _sketched(runs: list[int], figures: list[int]) -> Sketch:
    kept, halvings = sorted(runs), 0
    while len(kept) > MOST_SIGNS:
        halvings += 1
        kept = [run for run in kept if run >= _least(halvings)]
    return Sketch(len(runs), halvings, tuple(kept), tuple(figures[:_MOST_FIGURES]))


def _least(halvings: int) -> int:
    """Returns the least hash that a sample of one in two to the power of `halvings` takes."""
    return 2**64 - 2 ** (64 - halvings) if halvings else 0


def _stable_runs(words: pl.DataFrame) -> pl.DataFrame:
    distinct = words.select(pl.col("word").unique())
    hashes = [int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big") for word in distinct["word"]]
    hashed = distinct.with_columns(hash=pl.Series(hashes, dtype=pl.UInt64))
    return runs_of(words.join(hashed, on="word", maintain_order="left").select("doc", word="hash"))


def _figures(figures: pl.DataFrame) -> pl.DataFrame:
    distinct = figures.select(pl.col("figure").unique())
    hashes = [int.from_bytes(blake2b(found.encode(), digest_size=2).digest(), "big") for found in distinct["figure"]]
    hashed = distinct.with_columns(hash=pl.Series(hashes, dtype=pl.UInt16))
    return figures.join(hashed, on="figure").select("doc", figure="hash").unique().sort("doc", "figure")


class Recognition:
    """Finds, batch by batch, the texts that are those of sketches, edited, cut, or held by something larger."""

    def __init__(self, known: Mapping[str, Sketch]) -> None:
        self._known = {name: sketch for name, sketch in sorted(known.items()) if sketch.signs}
        self._names = list(self._known)

    @property
    def has_signs(self) -> bool:
        """Returns whether there is anything to look for."""
        return bool(self._names)

    @cached_property
    def _signs(self) -> pl.DataFrame:
        rows = [(number, sign) for number, name in enumerate(self._names) for sign in self._known[name].signs]
        return pl.DataFrame(rows, schema={"sketch": pl.UInt32, "run": pl.UInt64}, orient="row")

    def found(self, texts: Texts) -> Iterator[tuple[int, str]]:
        """Yields the number of each text that is recognised, and the name of the sketch."""
        if not self.has_signs or not texts.count:
            return
        for words, figures in texts.words():
            runs = _stable_runs(words)
            shared = runs.join(self._signs, on="run").group_by("doc", "sketch").agg(shared=pl.len())
            if shared.is_empty():
                continue
            met = shared["doc"].unique()
            own = self._sampled(runs.filter(pl.col("doc").is_in(met.implode())))
            numbers = _figures(figures.filter(pl.col("doc").is_in(met.implode())))
            grouped = {doc: set(found) for doc, found in numbers.group_by("doc").agg("figure").iter_rows()}
            for doc, number, count in shared.sort("doc", "sketch").iter_rows():
                sketch = self._known[self._names[number]]
                sizes = own[doc]
                agrees = _agree(set(sketch.figures), grouped.get(doc, set()))
                if agrees and _is_held(sketch, count, sizes[0], sizes[sketch.halvings]):
                    yield doc, self._names[number]

    def _sampled(self, runs: pl.DataFrame) -> dict[int, dict[int, int]]:
        """Returns how many runs of each text its sample by each number of halvings has."""
        wanted = sorted({0, *(sketch.halvings for sketch in self._known.values())})
        counts = [(pl.col("run") >= pl.lit(_least(number), pl.UInt64)).sum().alias(str(number)) for number in wanted]
        rows = runs.group_by("doc").agg(counts).iter_rows()
        return {row[0]: dict(zip(wanted, row[1:], strict=True)) for row in rows}


def _is_held(sketch: Sketch, shared: int, runs: int, sampled: int) -> bool:
    """Returns whether one of two texts holds so much of the other that it is the other's.

    Args:
        sketch: What is kept of the one.
        shared: The signs of it that the other text has.
        runs: The runs of the other text.
        sampled: Its runs that would be signs.
    """
    if min(sketch.runs, runs) < FEWEST_RUNS:
        share = max(shared / len(sketch.signs), shared / (sampled or 1))
        # The sample of what is longer says too little of what is shorter, unless it is whole.
        return sketch.halvings == 0 and shared >= _FEWEST_OF_SHORT and share >= _SHARED_OF_SHORT
    held, holds = shared / len(sketch.signs), shared / (sampled or 1)
    enough = shared >= _FEWEST_SHARED
    return enough and (held >= _share(sketch.runs) or holds >= _share(runs))


def _share(runs: int) -> float:
    return CONTAINED if runs >= _SHORT else CONTAINED_SHORT


def _agree(one: Iterable[int], other: Iterable[int]) -> bool:
    """Returns whether two texts have the same figures, as far as they have any; a series differs by its figures."""
    first, second = set(one), set(other)
    fewer = min(len(first), len(second))
    return fewer < _FEWEST_FIGURES or len(first & second) >= _FIGURES * fewer
