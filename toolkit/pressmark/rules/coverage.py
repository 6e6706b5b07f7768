"""Rules about coverage over time: a site does not lose a field from one month on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from pressmark.records.collapses import Collapse, fallen, fallen_since
from pressmark.rules.base import NotChecked, Problem, Subject, package_rule


@package_rule("package", "warning")
def coverage_collapsed(subject: Subject) -> Iterator[Problem]:
    """A site has in each month the fields that it had in the months before.

    Why: a site changes its template, the author stands elsewhere from May on, and no single article is wrong: an
    article may well have no author. Only the months side by side tell it.

    Wrong: 0 of 31 articles of a site name an author in May, and 97 % did in the twelve months before.

    Right: about as many as before.

    Mend: look at an article of that month with `pressmark convert --explain`; describe the new layout with `pressmark
    learn`, or convert from the archived pages anew. Where the site itself stopped printing the field, suppress nothing:
    put the finding into the baseline. A month is judged with ten articles or more, alone or with those that follow,
    against twenty or more of the twelve months before of which a fifth had the field; it is at most half of what was
    there before, less than in any of those months, and by chance no more often than once in a hundred collections.
    """
    yield from map(_problem, fallen(subject.tables, subject.package.kind))


@package_rule("package", "warning")
def coverage_unlike_earlier(subject: Subject) -> Iterable[Problem] | NotChecked:
    """A site has in each month the fields that it had in the same month of an earlier conversion.

    Why: a converter, a description of a site or a page that was fetched again reads less than before, in all months, so
    that nothing within the package stands out.

    Wrong: 30 of 31 articles of a site named an author in March when they were converted first, and now none does.

    Right: as many as before, or more.

    Mend: convert one of the articles with `--explain` by the earlier and by the present version, and see what became of
    the evidence. What is compared is the package at `--since`, or that of `--previous`; a month is judged with ten
    articles or more in both, alone or with those that follow.
    """
    earlier = subject.earlier or subject.previous
    if earlier is None:
        return NotChecked("needs an earlier conversion: --previous PACKAGE or --since REV")
    try:
        return list(map(_problem, fallen_since(earlier, subject.tables, subject.package.kind)))
    except (OSError, pl.exceptions.PolarsError):
        return NotChecked("the earlier conversion cannot be read")


def _problem(found: Collapse) -> Problem:
    key = f"{found.site}/{found.first}"
    return Problem(message=str(found), table="articles", key=key, field=found.field)
