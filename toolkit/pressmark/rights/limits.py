"""Says how much of a text may leak in which profile, and what a measured leak is refused for.

A configuration may ask for less, never for more: what was released once cannot be taken back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl

from pressmark.rights.gate import PROFILES
from pressmark.rights.recovery import FEWEST, RECOVERED

JUDGED_FROM = 1_000  # words of a profile's texts; of less than that, a share says nothing
FIRST = 3  # so many articles a refusal names

# The profiles that show no text; what they show of it is measured.
MASKED = PROFILES[: PROFILES.index("fulltext")]


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that may be put together of the texts of a profile."""

    span: int  # words in a row
    words: int  # per cent of all words


# An excerpt has fifty words, and chance adds some at its ends; elsewhere a name of several words is found by chance.
LIMITS: Mapping[str, Limit] = MappingProxyType(
    {"withheld": Limit(10, 5), "metadata": Limit(10, 5), "features": Limit(10, 5), "excerpt": Limit(60, 15)}
)


@dataclass(frozen=True, slots=True)
class Excess:
    """A measure of a profile that is over its limit, and the first articles in which it is."""

    profile: str
    measure: str
    found: str
    limit: str
    articles: tuple[str, ...]
    remedy: str


def limits(asked: Mapping[str, Mapping[str, int]]) -> dict[str, Limit]:
    """Returns the limits by profile, tightened by what a configuration asks for; it never loosens any."""
    return {
        profile: Limit(*(min(least, asked.get(profile, {}).get(name, least)) for name, least in _parts(limit)))
        for profile, limit in LIMITS.items()
    }


def _parts(limit: Limit) -> tuple[tuple[str, int], ...]:
    return ("span", limit.span), ("words", limit.words)


def excesses(texts: pl.DataFrame, twins: pl.DataFrame, allowed: Mapping[str, Limit]) -> Iterator[Excess]:
    """Yields what is over its limit.

    Args:
        texts: `article_id`, `release_profile`, and `words`, `recovered` and `span` of each masked text.
        twins: `article_id`, `release_profile` and `twin` of each copy in full that no named person decided on.
        allowed: The limits by profile.
    """
    for profile in MASKED:
        own = texts.filter(release_profile=profile)
        copied = twins.filter(release_profile=profile)
        if own.height:
            yield from _excesses(profile, own, copied, allowed[profile])


def _excesses(profile: str, own: pl.DataFrame, twins: pl.DataFrame, limit: Limit) -> Iterator[Excess]:
    show_less = "find the field that shows the words, or release the article with less"
    long = own.filter(pl.col("span") > limit.span).sort("span", "article_id", descending=[True, False])
    if long.height:
        found = f"{long['span'][0]} words in a row can be put together"
        yield Excess(profile, "longest span", found, f"{limit.span} words", _first(long), show_less)
    whole = own.filter(is_recovered()).sort("article_id")
    if whole.height:
        found = f"{whole.height} texts can be put together by half or more"
        yield Excess(profile, "texts recovered", found, "0", _first(whole), show_less)
    words, put_together = int(own["words"].sum()), int(own["recovered"].sum())
    if words >= JUDGED_FROM and put_together * 100 > words * limit.words:
        most = own.sort("recovered", "article_id", descending=[True, False])
        found = f"{put_together / words:.1%} of all words can be put together"
        yield Excess(profile, "words recovered", found, f"{limit.words} %", _first(most), show_less)
    if twins.height:
        found = f"{twins['article_id'].n_unique()} texts stand in full under another article"
        remedy = "convert again, so that copies are found, or have a named person decide on the copy in reviews.csv"
        yield Excess(profile, "twins", found, "0", _first(twins.sort("article_id")), remedy)


def is_recovered() -> pl.Expr:
    """Returns whether a text counts as recovered: half of its words, and eight at least."""
    return (pl.col("recovered") * 100 >= pl.col("words") * RECOVERED) & (pl.col("recovered") >= FEWEST)


def _first(rows: pl.DataFrame) -> tuple[str, ...]:
    return tuple(rows["article_id"].unique(maintain_order=True).head(FIRST))
