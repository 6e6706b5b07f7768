"""Rules about dates: understood, in the calendar, no more exact than their evidence, and in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from pressmark.evidence.dates import Span, edtf_span
from pressmark.rules._reading import TO_THE_DAY, problem
from pressmark.rules.base import ARTICLE_VIEW, NotChecked, Problem, Record, Subject, package_rule, record_rule, row_rule

_DAY_COLUMNS = ("published", "original_published", "modified")


def _known_day(role: str) -> pl.Expr:
    earliest, latest = pl.col(f"{role}__earliest"), pl.col(f"{role}__latest")
    return pl.when(pl.col(f"{role}__precision").is_in(TO_THE_DAY) & (earliest == latest)).then(earliest)


@row_rule("dates", "error", table="dates", field="edtf", message="a date is printed, but was not understood")
def date_not_understood() -> pl.Expr:
    """A date that is printed has a meaning, or the record says that nobody knows it.

    Why: A date that is silently dropped looks like an article that never had one.

    Wrong: `verbatim` is `Aug. 11th 16`, `edtf` is empty and `basis` is `printed`.

    Right: `edtf` is `2016-08-11`; or `basis` is `unknown`.

    Mend: Teach the site's description the pattern or the language of its dates, or set the basis to `unknown`.
    """
    return pl.col("verbatim").is_null() | pl.col("edtf").is_not_null() | (pl.col("basis") == "unknown")


@record_rule("dates", "error")
def date_not_in_calendar(record: Record) -> Iterator[Problem]:
    """A date is an EDTF string of the allowed subset, and a day that the calendar has.

    Why: `2016-02-30` has the form of a date, so no pattern refuses it, and every reader turns it into something else.

    Wrong: `2016-02-30`, `2016-13`, or an interval that ends before it begins.

    Right: `2016-02-29`, `2016-08`, `2016-08-11/2016-08-14`, `2016-08-11T10:30+02:00`.

    Mend: Look at the wording in `verbatim` and read it again; where it is wrong itself, leave `edtf` empty and set the
    basis to `unknown`.
    """
    for row in record.get("dates", ()):
        if row["edtf"] is not None and _span(row["edtf"]) is None:
            message = f"the date {row['role']} is {row['edtf']}, which is no date"
            yield problem(record, message, table="dates", field="edtf", row=row)


@record_rule("dates", "error")
def precision_not_as_evidence(record: Record) -> Iterator[Problem]:
    """The precision of a date, and its first and last day, are those of its EDTF string.

    Why: Filters and citations go by these columns; a month that claims to be a day moves articles about.

    Wrong: `edtf` is `2016-08` and `precision` is `day`.

    Right: `edtf` is `2016-08`, `precision` is `month`, `earliest` 2016-08-01 and `latest` 2016-08-31.

    Mend: Derive the three columns from `edtf` again.
    """
    for row in record.get("dates", ()):
        span = _span(row["edtf"])
        if span is None:
            continue
        for field, value in (("precision", span.precision), ("earliest", span.earliest), ("latest", span.latest)):
            if row[field] != value:
                message = f"{field} of the date {row['role']} is {row[field]}; {row['edtf']} says {value}"
                yield problem(record, message, table="dates", field=field, row=row)


@row_rule(
    "dates", "error", table=ARTICLE_VIEW, field="published",
    message="published, original_published and modified are {published}, {original_published} and {modified}; their "
    "evidence says {published__edtf}, {original_published__edtf} and {modified__edtf}",
)  # fmt: skip
def day_not_as_evidence() -> pl.Expr:
    """The day of an article stands in its column where the evidence knows it to the day, and only there.

    Why: `published` is a day for those who filter; a day made out of a month is an invention.

    Wrong: `published` is 2016-08-01, and its row in `dates` says `2016-08`.

    Right: `published` is empty, and its row in `dates` says `2016-08`.

    Mend: Derive `published`, `original_published` and `modified` from `dates` again.
    """
    return pl.all_horizontal(pl.col(role).eq_missing(_known_day(role)) for role in _DAY_COLUMNS)


@row_rule(
    "dates", "error", table=ARTICLE_VIEW, field="published",
    message="published {published__edtf}, before it was first published, {original_published__edtf}",
)  # fmt: skip
def published_before_original() -> pl.Expr:
    """A republication is no older than its original.

    Why: Where the order is wrong, the two dates are exchanged or one of them was misread.

    Wrong: published 2016-08-01, first published 2016-08-09.

    Right: published 2016-08-11, first published 2016-08-09; the same day or an unknown day of the same month will do.

    Mend: Look at both wordings; exchange the roles, or correct the one that was misread.
    """
    return pl.col("published__latest") >= pl.col("original_published__earliest")


@package_rule("dates", "error")
def date_in_the_future(subject: Subject) -> Iterator[Problem] | NotChecked:
    """No date is later than the day on which the package was made.

    Why: What is dated after it was collected is a misprint or a misreading.

    Wrong: an article published 2061-08-11 in a package created 2024-05-01.

    Right: an article published 2016-08-11; one that was published in the month in which the package was made.

    Mend: Look at the wording in `verbatim`; where it is a misprint, leave `edtf` empty and set the basis to `unknown`.
    """
    created = _day(subject.package.created)
    if created is None:
        return NotChecked("the package does not say on which day it was created")
    late = subject.tables["dates"].filter(pl.col("earliest") > created).select("article_id", "role", "edtf")
    return (
        Problem(message=f"{edtf} is after {created}", table="dates", key=f"{article_id}/{role}", field="edtf")
        for article_id, role, edtf in late.sort("article_id", "role").collect().iter_rows()
    )


@row_rule("dates", "error", table="dates", field="edtf", message="{edtf} is older than any newspaper ({role})")
def date_before_newspapers() -> pl.Expr:
    """No date is older than the first newspaper, of 1605.

    Why: Software that knows no date writes the first day of its calendar.

    Wrong: `0001-01-01`.

    Right: `1851-09-18`; or an empty `edtf`.

    Mend: Leave `edtf` empty and set the basis to `unknown`.
    """
    return pl.col("latest") >= date(1605, 1, 1)


@row_rule(
    "dates", "warning", table=ARTICLE_VIEW, field="copyright_year",
    message="copyright {copyright_year}, published {published__edtf}, first published {original_published__edtf}",
)  # fmt: skip
def copyright_year_unlike_dates() -> pl.Expr:
    """The year of the copyright notice is a year in which the article was published.

    Why: Another year mostly belongs to the site's footer, or shows that a date was misread.

    Wrong: `© 2006` under an article of 2016.

    Right: `© 2016`, or `© 2010–2016`, under an article of 2016.

    Mend: See whether the notice is the article's own; correct the date or the year that was misread, and leave the
    others as they are printed.
    """
    first = (
        pl.col("copyright_year").str.slice(0, 4).str.replace_all("X", "0", literal=True).cast(pl.Int32, strict=False)
    )
    last = pl.col("copyright_year").str.extract(r"([0-9X]{4})[?~%]?$").str.replace_all("X", "9", literal=True)
    roles = ("published", "original_published")
    within = [
        (pl.col(f"{role}__earliest").dt.year() <= last.cast(pl.Int32, strict=False))
        & (pl.col(f"{role}__latest").dt.year() >= first)
        for role in roles
    ]
    undated = pl.all_horizontal(pl.col(f"{role}__{end}").is_null() for role in roles for end in ("earliest", "latest"))
    return pl.col("copyright_year").is_null() | undated | pl.any_horizontal(within).fill_null(value=False)


def _span(edtf: str | None) -> Span | None:
    try:
        return edtf_span(edtf) if edtf is not None else None
    except ValueError:
        return None


def _day(created: str | None) -> date | None:
    try:
        return date.fromisoformat(created) if created is not None else None
    except ValueError:
        return None
