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


_Pages = Sequence[Sequence[Line]]
_Places = dict[tuple[int, int], Form]  # by page and line


@dataclass(frozen=True, slots=True)
class _Candidate:
    key: _Key
    places: _Places
    fields: tuple[str, ...] | None  # None where its words do not say what it tells

    def is_rival(self, other: _Candidate) -> bool:
        """Says whether both tell the same on one page."""
        here, there = ({number for number, _ in found.places} for found in (self, other))
        same = {*(self.fields or ())} & {*(other.fields or ())}
        return self is not other and bool(same) and len(here & there) > RIVALS * min(len(here), len(there))


def learned_lines(pages: _Pages, languages: tuple[str, ...], order: str | None) -> tuple[LearnedLine, ...]:
    """Returns the lines that the pages of a site share and that no description reads yet."""
    labelled = _candidates(_forms(pages, languages, order, bare=False), pages)
    sure = [found for found in labelled if not _is_doubtful(found, labelled, pages)]
    known = _relabelled(pages, sure)
    bare = [each for each in _candidates(_forms(known, languages, order, bare=True), known) if each.fields]
    certain = [found for found in bare if not _is_doubtful(found, bare, known)]
    doubtful = [found for found in labelled if found not in sure][:_DOUBTFUL]
    return (*map(_learned, (*sure, *certain)), *(replace(_learned(found), doubtful=True) for found in doubtful))


def _forms(pages: _Pages, languages: tuple[str, ...], order: str | None, *, bare: bool) -> Mapping[_Key, _Places]:
    found: defaultdict[_Key, _Places] = defaultdict(dict)
    for number, page in enumerate(pages):
        for place, line in enumerate(page):
            if _is_open(line, bare=bare):
                for form in forms(line.wording, languages, order):
                    if form.bare == bare and (not bare or "name" in form.reads):
                        key = _Key(form.reads, form.words, line.zone, line.above if bare else None)
                        found[key].setdefault((number, place), form)
    return found


def _is_open(line: Line, *, bare: bool) -> bool:
    """Says whether something may be learned from a line: a label also from what was taken for a title."""
    if bare:
        return not line.fields and line.zone == "header" and line.above not in ("", "line")
    return line.fields in ((), ("title",))


def _candidates(found: Mapping[_Key, _Places], pages: _Pages) -> list[_Candidate]:
    return [
        _Candidate(key, places, _fields(key))
        for key, places in _chosen(found, len(pages))
        if _agrees(key, places, pages) and _is_named(key, places)
    ]


def _is_doubtful(found: _Candidate, others: Sequence[_Candidate], pages: _Pages) -> bool:
    if found.fields is None or any(found.is_rival(other) for other in others):
        return True
    numbers = {number for number, _ in found.places}
    read = [number for number in numbers if any({*found.fields} & {*line.fields} for line in pages[number])]
    return len(read) > RIVALS * len(numbers)


def _relabelled(pages: _Pages, sure: Sequence[_Candidate]) -> _Pages:
    """Returns the pages with the fields that were learned, and what then stands above each line."""
    told = {place: found.fields or () for found in sure for place in found.places}
    result = []
    for number, page in enumerate(pages):
        lines = [replace(line, fields=told.get((number, place), line.fields)) for place, line in enumerate(page)]
        after = zip(lines[1:], lines, page, strict=False)
        below = [
            replace(line, above=upper.fields[-1]) if upper.fields and upper.fields != before.fields else line
            for line, upper, before in after
        ]
        result.append([*lines[:1], *below])
    return result


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


def _fields(key: _Key) -> tuple[str, ...] | None:
    if _is_bare(key):
        return tuple("byline" if read == "name" else "published" for read in key.reads)
    if len(key.reads) == 1:
        field = field_of(key.words[0], key.reads[0])
        return (field,) if field else None
    both = fields_of_both(" ".join(key.words))
    return both if both is None or key.reads[0] == "name" else both[::-1]


def _learned(found: _Candidate) -> LearnedLine:
    guessed = {"name": "byline", "date": "published", "address": "url"}
    key, printed = found.key, found.fields or tuple(guessed[read] for read in found.key.reads)
    form = next(iter(found.places.values()))
    strict = [f"{field}:person" if _is_bare(key) and field == "byline" else field for field in printed]
    return LearnedLine(form.line(*strict), key.zone, _pages(found.places), key.below)
