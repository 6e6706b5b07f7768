"""Learns which labels the articles of one site print above their values, and where names stand without one.

A label is learned where half of the articles, and five at least, print it before something that reads as a name, a
date or an address and that changes from article to article, where its words say what it tells, and where no other line
of these articles tells the same. A name without a label is learned only at one place: below the title, say, where
every short line of the site is a person's name. Names are believed where enough of them begin with a known given name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pressmark.evidence.given_names import is_given
from pressmark.sites.forms import Form, forms
from pressmark.sites.labels import field_of, fields_of_both
from pressmark.sites.plausible import ends_sentence

FEWEST = 5
SHARE = 0.5
AGREED = 0.9
RIVALS = 0.1
_CHANGING = 3  # different values at the least
_GIVEN = {True: 0.5, False: 0.3}  # share of known given names, of bare lines and of labelled ones
_SHORT = 80  # signs of a line that might be a name
_DOUBTFUL = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A line at an end of a page: the fields that were read from it (none where it is unread), and its place."""

    wording: str
    fields: tuple[str, ...]
    above: str = ""  # what stands above it in the header: title, subtitle, line, or the field that ends that line
    zone: str = "header"  # header, footer


@dataclass(frozen=True, slots=True)
class LearnedLine:
    """A line of a description, and in how many articles it was seen; `doubtful` ones are for a person to decide."""

    line: str
    zone: str
    articles: int
    below: str | None = None
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class _Key:
    reads: tuple[str, ...]
    words: tuple[str, ...]
    zone: str
    below: str | None


_Places = dict[tuple[int, int], Form]  # by page and line


def learned_lines(
    pages: Sequence[Sequence[Line]], languages: tuple[str, ...], order: str | None
) -> tuple[LearnedLine, ...]:
    """Returns the lines that the pages of a site share and that no description reads yet."""
    found = _forms(pages, languages, order)
    settled = [
        (key, places, _fields(key, places))
        for key, places in _chosen(found, len(pages))
        if _agrees(key, places, pages) and _is_named(key, places)
    ]
    lines = [
        (_learned(key, places, fields), places, fields)
        for key, places, fields in settled
        if fields or not _is_bare(key)
    ]
    doubtful = 0
    kept = []
    for line, places, fields in lines:
        rival = bool(fields) and (
            _is_read_already(places, fields or (), pages)
            or any(other is not line and _share(places, there) and {*fields} & {*also} for other, there, also in lines if fields and also)
        )
        line = replace(line, doubtful=line.doubtful or rival)
        doubtful += line.doubtful
        if not line.doubtful or doubtful <= _DOUBTFUL:
            kept.append(line)
    return tuple(kept)


def _forms(
    pages: Sequence[Sequence[Line]], languages: tuple[str, ...], order: str | None
) -> Mapping[_Key, _Places]:
    found: defaultdict[_Key, _Places] = defaultdict(dict)
    for number, page in enumerate(pages):
        for place, line in enumerate(page):
            if not line.fields or line.fields == ("title",):
                for form in forms(line.wording, languages, order):
                    if not form.bare:
                        found[_Key(form.reads, form.words, line.zone, None)].setdefault((number, place), form)
                    elif "name" in form.reads and line.zone == "header" and not line.fields and line.above not in ("", "line"):
                        found[_Key(form.reads, form.words, line.zone, line.above)].setdefault((number, place), form)
    return found


def _chosen(found: Mapping[_Key, _Places], pages: int) -> Iterator[tuple[_Key, _Places]]:
    """Yields the forms that many pages share, the most frequent and longest first; each line counts for one of them."""
    ranked = sorted(found.items(), key=lambda item: (-_pages(item[1]), -len("".join(item[0].words)), str(item[0])))
    taken = set[tuple[int, int]]()
    for key, places in ranked:
        left = {place: form for place, form in places.items() if place not in taken}
        count = _pages(left)
        if count >= FEWEST and count >= SHARE * pages and _changes(left):
            taken |= left.keys()
            yield key, left


def _pages(places: _Places) -> int:
    return len({page for page, _ in places})


def _changes(places: _Places) -> bool:
    return len({(form.name, form.other) for form in places.values()}) >= _CHANGING


def _is_bare(key: _Key) -> bool:
    return key.below is not None


def _agrees(key: _Key, places: _Places, pages: Sequence[Sequence[Line]]) -> bool:
    """Says whether the lines that begin alike, or stand at the same place, are nearly all of the form."""
    begin = key.words[0].strip().casefold()
    alike = 0
    for number, page in enumerate(pages):
        for place, line in enumerate(page):
            if line.zone != key.zone or (line.fields and (number, place) not in places):
                continue
            if key.below is None:
                alike += bool(begin) and line.wording.casefold().startswith(begin)
            else:
                alike += line.above == key.below and len(line.wording) <= _SHORT and not ends_sentence(line.wording)
    return len(places) >= AGREED * alike


def _is_named(key: _Key, places: _Places) -> bool:
    names = {form.name for form in places.values() if form.name}
    return "name" not in key.reads or sum(map(is_given, names)) >= _GIVEN[_is_bare(key)] * len(names)


def _fields(key: _Key, places: _Places) -> tuple[str, ...] | None:
    if _is_bare(key):
        return tuple("byline" if read == "name" else "published" for read in key.reads)
    if len(key.reads) == 1:
        field = field_of(key.words[0], key.reads[0])
        return (field,) if field else None
    both = fields_of_both(" ".join(key.words))
    return both if both is None or key.reads[0] == "name" else both[::-1]


def _learned(key: _Key, places: _Places, fields: tuple[str, ...] | None) -> LearnedLine:
    guessed = {"name": "byline", "date": "published", "address": "url"}
    printed = fields or tuple(guessed[read] for read in key.reads)
    form = next(iter(places.values()))
    strict = [f"{field}:person" if _is_bare(key) and field == "byline" else field for field in printed]
    return LearnedLine(form.line(*strict), key.zone, _pages(places), key.below, doubtful=fields is None)


def _is_read_already(places: _Places, fields: tuple[str, ...], pages: Sequence[Sequence[Line]]) -> bool:
    numbers = {number for number, _ in places}
    read = [number for number in numbers if any({*fields} & {*line.fields} for line in pages[number])]
    return len(read) > RIVALS * len(numbers)


def _share(places: _Places, others: _Places) -> bool:
    here, there = ({number for number, _ in found} for found in (places, others))
    return len(here & there) > RIVALS * min(len(here), len(there))
