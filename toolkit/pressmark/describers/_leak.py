"""Says in words and figures how much of the texts that are left out somebody could put together from a release."""

from __future__ import annotations

from pressmark.describers import _markdown as md
from pressmark.describers._wording import counted
from pressmark.model.work import Bags, Exposure, Work


def leak_section(work: Work) -> list[str]:
    """Returns the blocks of a page on it; none where no text is left out."""
    if not work.exposures:
        return []
    heads = ("Profile", "Texts", "Words", "Longest span", "Texts half put together", "Words put together", "Twins")
    return [
        "## What could be put together",
        "Before this release was written, an attack was made on it: the runs of words that its files show of a text "
        "that is left out were looked for, in every field and in the excerpts of earlier versions, and joined wherever "
        "they meet. That is more than a reader could join who does not know the text. An article's own headline, names "
        "and credit lines are not counted where its text repeats them. A twin is a text that is left out here and "
        "stands in full, or nearly so, under another article.",
        md.table(heads, map(_row, work.exposures)),
        *([_bags(work.bags)] if work.bags else []),
    ]


def leak_sentence(work: Work) -> str:
    """Returns one sentence on it; empty where no text is left out."""
    if not work.exposures:
        return ""
    longest = max(found.span for found in work.exposures)
    words, recovered = (
        sum(values) for values in zip(*((found.words, found.recovered_words) for found in work.exposures), strict=True)
    )
    return (
        f"Of the {words:,} words that are left out, an attack on this release put together {_share(recovered, words)} "
        f"of them, {counted(longest, 'word')} in a row at most; {md.link('RIGHTS.md', 'RIGHTS.md')} has the figures."
    )


def _row(found: Exposure) -> tuple[str, ...]:
    decided = f", of which a reviewer decided {found.decided_twins:,}" if found.decided_twins else ""
    return (
        md.code(found.profile),
        f"{found.articles:,}",
        f"{found.words:,}",
        counted(found.span, "word"),
        f"{found.recovered_articles:,} ({_share(found.recovered_articles, found.articles)})",
        f"{found.recovered_words:,} ({_share(found.recovered_words, found.words)})",
        f"{found.twins:,}{decided}",
    )


def _share(part: int, whole: int) -> str:
    """Returns a share in per cent with a tenth, rounded up: what is there is never called nothing."""
    tenths = -(-part * 1000 // whole) if whole else 0
    return f"{tenths // 10}.{tenths % 10} %"


def _bags(found: Bags) -> str:
    return (
        f"Words are counted of {counted(found.articles, 'article')} with {found.shortest:,} words or more, and only "
        f"words that occur in {found.threshold:,} of these articles or more; the rarest of them occurs in "
        f"{found.rarest:,}. Of {counted(found.complete, 'article')} every word is counted. The counts of "
        f"{found.unique:,} are like no other's: who holds such a text can tell that it is here, and who does "
        "not cannot read it."
    )
