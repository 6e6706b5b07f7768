"""Lays out the tables and the timeline of the HTML report: labels, numbers and how dark a cell is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pressmark.model.report import Group, Share, Statistics, Tally
from pressmark.reporters._html.words import counted, license_words, listed, plain, slug_words, statement_words
from pressmark.rights.gate import BEYOND, GATE

_LABELS: Mapping[str, int] = MappingProxyType({"month": 6, "year": 10, "decade": 8})  # below the timeline

COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        "title": "Title",
        "authors": "Authors",
        "published": "Date",
        "publisher": "Publisher",
        "original_publisher": "First publisher",
        "url": "Address",
        "copyright_notice": "Notice",
        "holder": "Holder",
        "license": "Licence",
        "language": "Language",
        "subjects": "Subjects",
        "lede": "Lede",
        "text": "Text",
    }
)
_TALLIES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "release_profile": ("Release profiles", "How much of each article a release may hold."),
        "release_rule": ("Gate rules", "Which rule of the gate decided."),
        "rights_statement": ("Rights statements", "What is known of the copyright."),
        "license": ("Licences", "Under which licence or permission the articles stand."),
        "copyright_basis": ("What the rights rest on", "Where the evidence was found."),
        "language": ("Languages", "The language tags of the articles."),
    }
)
_PROFILES: Mapping[str, str] = MappingProxyType(
    {
        "fulltext": "Everything, the text included.",
        "excerpt": "The description and a short excerpt.",
        "features": "The description and unordered counts of words.",
        "metadata": "The description only; no lede and no text.",
        "withheld": "Nothing but the identifier and the reason.",
    }
)
_MEANINGS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"release_profile": _PROFILES, "release_rule": {rule.name: rule.why for rule in (*GATE, *BEYOND)}}
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One shaded cell: a percentage, exact counts, and a shade from 0 to 5, or none where the field never applies."""

    percent: str
    exact: str
    shade: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table of coverage; `given` says that its label is a name from the data."""

    label: str
    given: bool
    articles: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a tally: how many articles, and what share of them in per cent."""

    label: str
    meaning: str
    count: int
    percent: str
    width: float


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One tally with its heading."""

    column: str
    title: str
    about: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of the timeline: where it stands, its height in per cent, and how many bars its label spans, if any."""

    label: str
    count: int
    x: int
    height: float
    span: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The articles over time."""

    steps: tuple[Step, ...]
    centred: bool  # every bar has its label
    undated: int
    words: str


def percent(part: int, whole: int) -> str:
    """Returns a share in per cent that is rounded down, so that only all is 100 %, and only nothing is 0 %."""
    number = 100 * part // whole if whole else 0
    return "<1 %" if part and not number else f"{number} %"


def cell_of(share: Share) -> Cell:
    """Returns how a share is shown."""
    if not share.of:
        return Cell("–", "does not apply", None)
    shade = next(step for step, least in ((5, 100), (4, 90), (3, 60), (2, 30), (1, 0)) if _reaches(share, least))
    return Cell(percent(share.filled, share.of), f"{share.filled:,} of {share.of:,}", shade if share.filled else 0)


def _reaches(share: Share, least: int) -> bool:
    return 100 * share.filled >= least * share.of


def coverage(statistics: Statistics, groups: tuple[Group, ...], noun: str) -> list[Row]:
    """Returns the rows of a table of coverage: all articles first, then each group."""
    shown = statistics.articles - statistics.withheld
    rows = [Row("All articles", given=False, articles=shown, cells=tuple(map(cell_of, statistics.overall)))]
    for group in groups:
        label = plain(group.name, 90) if group.name else f"No known {noun}"
        if group.merged:
            label = counted(group.merged, f"other {noun}")
        cells = tuple(map(cell_of, group.shares))
        rows.append(Row(label, given=bool(group.name), articles=group.articles, cells=cells))
    return rows


def timeline(statistics: Statistics) -> Timeline | None:
    """Returns the timeline, or None where no article is dated."""
    steps, unit = statistics.timeline, statistics.unit
    if not steps:
        return None
    most = max(count for _, count in steps)
    every = -(-len(steps) // _LABELS[unit])
    busiest = [label for label, count in steps if count == most]
    peak = listed(busiest) if len(busiest) <= 3 else counted(len(busiest), unit)
    dated = sum(count for _, count in steps)
    over = counted(len(steps), unit)
    words = f"{counted(dated, 'article')} in {over}, from {steps[0][0]} to {steps[-1][0]}; most in {peak}: {most:,}."
    if len(steps) == 1:
        words = f"{counted(dated, 'article')}, all in {peak}."
    return Timeline(
        steps=tuple(
            Step(label, count, number, max(2.0, 100 * count / most) if count else 0.0, _span(number, every, len(steps)))
            for number, (label, count) in enumerate(steps)
        ),
        centred=every == 1,
        undated=sum(group.articles for group in statistics.periods if group.name is None),
        words=words,
    )


def _span(number: int, every: int, steps: int) -> int:
    """Returns how many bars the label of a bar spans: 0 where it has none, or would not fit before the end."""
    return every if number % every == 0 and number + every <= steps else 0


def breakdowns(statistics: Statistics) -> list[Breakdown]:
    """Returns the tallies in the order in which a reader asks for them."""
    tallies = {tally.column: tally for tally in statistics.tallies}
    return [_breakdown(tallies[column], statistics.articles) for column in _TALLIES if column in tallies]


def _breakdown(tally: Tally, articles: int) -> Breakdown:
    title, about = _TALLIES[tally.column]
    words = {"license": license_words, "rights_statement": statement_words}.get(tally.column, slug_words)
    meanings = _MEANINGS.get(tally.column, {})
    counts: dict[str, int] = {}
    for value, count in tally.counts:
        counts[words(value)] = counts.get(words(value), 0) + count
    if tally.merged:
        counts[counted(tally.merged, "other value")] = tally.others
    bars = (
        Bar(label, meanings.get(label, ""), count, percent(count, articles), round(100 * count / max(articles, 1), 2))
        for label, count in counts.items()
    )
    return Breakdown(tally.column, title, about, tuple(bars))
