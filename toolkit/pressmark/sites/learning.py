"""Learns from the articles of one site what they share: their publisher, date order, notice, and furniture.

Learned is only what many articles show. What stands above or below the text of half of a sample, in five articles or
more, is furniture where its words tell its kind, or where three bylines or more share it and none has more than half of
it: what one author repeats under each of his columns is his text. A title that four fifths of the articles share is
furniture only where a headline of its own follows in each; else it is the name of a column. The sample is the articles
with the first hashes, so that neither the order nor the number of the articles changes what is learned from them.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from pressmark.evidence.notices import read_notice
from pressmark.evidence.text import one_line
from pressmark.model.draft import Draft
from pressmark.sites.grammar import printed_line
from pressmark.sites.header_lines import LearnedLine
from pressmark.sites.inline import read_wording
from pressmark.sites.permissions import permits
from pressmark.sites.plausible import ends_sentence
from pressmark.sites.reading import bundled

SAMPLE = 500
FEWEST = 5
SHARE = 0.5
AGREED = 0.8
BYLINES = 3
_ABOVE, _BELOW = 3, 6  # paragraphs at either end of a text that can be furniture
_SHORTEST, _LONGEST = 3, 150  # words
_OPENING = 5  # lines with which a page may open before its text
_HEADLINE = 160  # signs
_YEAR = re.compile(r"\b(?:1[6-9]|20)\d{2}\b")


@dataclass(frozen=True, slots=True)
class Counted:
    """A wording, in how many articles it was seen, and what its words make it, if they tell."""

    wording: str
    articles: int
    slot: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What the sample of one site shows."""

    articles: int
    publisher: Counted | None = None
    others: tuple[Counted, ...] = ()  # other names that some of its articles give to the publisher
    languages: tuple[str, ...] = ()
    notice: Counted | None = None  # its years written as YEAR
    holders: tuple[str, ...] = ()
    above: tuple[Counted, ...] = ()
    below: tuple[Counted, ...] = ()
    doubtful: tuple[Counted, ...] = ()  # repeated, but perhaps an author's own
    permissions: tuple[Counted, ...] = ()
    lines: tuple[LearnedLine, ...] = ()  # labels, and places of names without one


@dataclass(frozen=True, slots=True)
class _Seen:
    publisher: str | None
    language: str
    byline: str
    notices: tuple[str, ...]
    permissions: tuple[str, ...]
    opening: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(slots=True)
class Sample:
    """Up to `SAMPLE` articles of one site: those with the first hashes, whatever order they come in."""

    articles: int = 0
    _kept: dict[str, _Seen] = field(default_factory=dict)
    _last: list[tuple[int, str]] = field(default_factory=list)

    def add(self, draft: Draft) -> None:
        """Takes an article in, and lets one go where there are too many."""
        digest = draft.source_sha256
        if digest in self._kept:
            return
        self.articles += 1
        self._kept[digest] = _seen(draft)
        heapq.heappush(self._last, (-int(digest, 16), digest))
        if len(self._kept) > SAMPLE:
            del self._kept[heapq.heappop(self._last)[1]]

    def take(self, other: Sample) -> None:
        """Takes in the articles of another sample of the same site."""
        self.articles += other.articles
        self._kept |= other._kept
        self._last = [(-int(digest, 16), digest) for digest in self._kept]
        heapq.heapify(self._last)
        while len(self._kept) > SAMPLE:
            del self._kept[heapq.heappop(self._last)[1]]

    @property
    def digests(self) -> list[str]:
        """The hashes of the articles of the sample, in their order."""
        return sorted(self._kept)

    def learned(self) -> Learned:
        """Returns what the articles share."""
        seen = [self._kept[digest] for digest in sorted(self._kept)]
        named = Counter(one.publisher for one in seen if one.publisher)
        publisher = _agreed(named)
        notice = _agreed(Counter(wording for one in seen for wording in set(one.notices)), len(seen))
        above, below = (_furniture(seen, edge) for edge in ("above", "below"))
        opening = [(found, True) for found in _above_the_title(seen)]
        above = opening + [each for each in above if each[0].wording not in {found.wording for found, _ in opening}]
        certain = {counted.wording for edge in (above, below) for counted, sure in edge if sure}
        return Learned(
            articles=self.articles,
            publisher=publisher,
            others=tuple(
                Counted(name, count)
                for name, count in _ranked(named)
                if publisher and name != publisher.wording and count > 1
            ),
            languages=tuple(sorted({one.language for one in seen} - {"und"})),
            notice=notice,
            holders=read_notice(notice.wording.replace("YEAR", "2000")).holders if notice else (),
            above=tuple(counted for counted, sure in above if sure),
            below=tuple(counted for counted, sure in below if sure),
            doubtful=tuple(c for c, sure in (*above, *below) if not sure and c.wording not in certain),
            permissions=tuple(
                Counted(wording, count)
                for wording, count in _ranked(Counter(text for one in seen for text in set(one.permissions)))
                if _is_shared(count, len(seen))
            ),
        )


def _seen(draft: Draft) -> _Seen:
    paragraphs = [one_line(paragraph) for paragraph in (draft.text or "").split("\n\n")]
    # The middle of a text is its own: a short one has no edges that could be furniture.
    edge = max(0, (len(paragraphs) - 1) // 2)
    authors = sorted(agent.name.casefold() for agent in draft.agents if agent.role == "author")
    notices = (found.verbatim for found in draft.statements if found.slot == "copyright_notice")
    return _Seen(
        publisher=draft.publisher,
        language=draft.language,
        byline="; ".join(authors),
        notices=tuple(_YEAR.sub("YEAR", one_line(read_wording(said, 0, len(said)).plain)) for said in notices),
        permissions=tuple(one_line(granted.text) for granted in draft.permissions),
        opening=tuple(_opening(draft, paragraphs)),
        above=tuple(filter(_fits, paragraphs[: min(_ABOVE, edge)])),
        below=tuple(filter(_fits, paragraphs[len(paragraphs) - min(_BELOW, edge) :])),
    )


def _opening(draft: Draft, paragraphs: Iterable[str]) -> Iterator[str]:
    """Yields what was read as the title, and the lines that follow it as headlines do, up to the first sentence."""
    subtitles = (found.value for found in draft.claims if found.claim == "subtitle")
    lines = [one_line(line) for line in (draft.title, *subtitles) if line]
    yield from lines
    if lines:
        headlines = takewhile(lambda line: len(line) <= _HEADLINE and not ends_sentence(line), paragraphs)
        yield from islice(headlines, _OPENING - len(lines))


def _above_the_title(seen: Sequence[_Seen]) -> list[Counted]:
    """Returns the lines that stand above the headline of nearly every article and were read as its title."""
    counts = Counter(line for one in seen for line in set(one.opening) if not _is_labelled(line))
    shared = {line for line, count in counts.items() if count >= FEWEST and count >= AGREED * len(seen)}
    titled = [one.opening for one in seen if one.opening and one.opening[0] in shared]
    own = Counter(next((line for line in opening if line not in shared), None) for opening in titled)
    alone = sum(1 for line, count in own.items() if line is not None and count == 1)
    if len(titled) < AGREED * len(seen) or alone < AGREED * len(titled):
        return []
    return [Counted(line, count) for line, count in _ranked(counts) if line in shared]


def _fits(paragraph: str) -> bool:
    return _SHORTEST <= len(paragraph.split()) <= _LONGEST


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _agreed(counts: Counter[str], among: int | None = None) -> Counted | None:
    total = among or counts.total()
    return next(
        (Counted(name, n) for name, n in _ranked(counts) if n >= FEWEST and n >= AGREED * total),
        None,
    )


def _is_shared(count: int, among: int) -> bool:
    return count >= FEWEST and count >= SHARE * among


def _furniture(seen: Iterable[_Seen], edge: str) -> list[tuple[Counted, bool]]:
    """Returns the paragraphs that many articles have at one end, each with whether it is surely no author's own."""
    bylines: defaultdict[str, Counter[str]] = defaultdict(Counter)
    total = 0
    for one in seen:
        total += 1
        for paragraph in dict.fromkeys(getattr(one, edge)):
            bylines[paragraph][one.byline] += 1
    found = []
    for wording, count in _ranked(Counter({wording: under.total() for wording, under in bylines.items()})):
        if _is_shared(count, total) and not _is_labelled(wording):
            under = bylines[wording]
            spread = len(under) >= BYLINES and max(under.values()) <= SHARE * count and not under[""] > SHARE * count
            slot = _slot(wording)
            # A heading above the text may be the article's own.
            found.append((Counted(wording, count, slot), bool(slot) or (spread and _is_whole(wording, edge))))
    return found


def _is_whole(wording: str, edge: str) -> bool:
    return edge == "below" or ends_sentence(wording)


def _is_labelled(wording: str) -> bool:
    generic = bundled()[-1]
    line = printed_line(read_wording(wording, 0, len(wording)), generic.languages, None)
    return any(labelled.match(line) is not None for labelled in (*generic.header, *generic.footer))


def _slot(wording: str) -> str | None:
    generic = bundled()[-1]
    if permits(generic, wording):
        return "disclaimer"
    plain = read_wording(wording, 0, len(wording))
    return next((block.slot for block in generic.boilerplate if block.slot and block.match(plain)), None)
