"""Rules about how a printed date was read: its order, its weekday, and nothing that is not printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import polars as pl

from pressmark.evidence.dates import ReadDate, read_date
from pressmark.rules._reading import TO_THE_DAY, problem
from pressmark.rules.base import Problem, Record, Subject, package_rule, record_rule, row_rule

# What a printed time of day looks like: 10:30, 10h30, 10.30 after a space, 6 pm, 9 Uhr, T1030, a stamp of ten digits.
_TIME = (
    r"(?i)\d\s?[:h]\s?\d\d|\d\s?(?:[ap]\.?\s?m\b|uhr|h\b|[時时點点])|T\d\d|\d{10}"
    r"|\b[0-3]\d[0-2]\d[0-5]\dZ?\s[A-Z]{3}"  # of a wire: day, hour and minute in one
    r"|[\s,]\d{1,2}\.\d\d(?:[^.\d]|$)|noon|midnight|mittag|midi|minuit|mediod|mezzogiorno"
)
# An offset after a time, a name in capitals, or the word for time in a zone's name; a stamp of digits counts from UTC.
_ZONE = (
    r"(?::\d\d|T\d\d|T\d{4}|T\d{6})(?:[.,]\d+)?\s?[+\u2212-]\d|\d\s?Z\b|\b(?:[A-Z]T|[A-Z]{3,5})\b"
    r"|(?i:\btime\b|heure|hora|zeit\b|время)|^\d{10,13}$"
)
# A year alone, or a year and a month in figures: no day is printed, unless in words.
_NO_DAY = r"^\D*(?:\d{4}|\d{1,2}\s?[./-]\s?\d{4}|\d{4}\s?[./年-]\s?\d{1,2}月?)\D*$"
_FIRST = r"(?i)\b(?:first|premier|primero|primo|erste[nr]?)\b"
# Two numbers and a year, as in 08/09/2016, 8.9.16 or 8 - 9 - 2016.
_NUMERIC = r"^\D*(\d{1,2})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(?:\d{4}|\d{2})\b"
_ONE_WAY = 0.95
_KNOWN = 10_000  # wordings that are not read again: an article prints its date in several places
_CLOCK = re.compile(r"T(\d\d:\d\d)")


@row_rule(
    "dates", "error", table="dates", field="edtf", message="{edtf} says a time of day, and none is printed ({role})"
)
def time_made_up() -> pl.Expr:
    """A date says a time of day only where its evidence prints one.

    Why: A midnight that a parser filled in looks like a fact, and moves the day in another time zone.

    Wrong: `edtf` is `2016-08-11T00:00:00Z`, and `verbatim` is `August 11, 2016`.

    Right: `edtf` is `2016-08-11`.

    Mend: Cut the date to the precision that is printed.
    """
    return ~pl.col("edtf").str.contains("T", literal=True) | pl.col("verbatim").str.contains(_TIME)


@row_rule("dates", "error", table="dates", field="zone", message="a time zone is given, and none is printed ({role})")
def zone_made_up() -> pl.Expr:
    """A date says a time zone only where its evidence prints one.

    Why: The zone of the machine that read a page is no fact about the article. Where a source states a moment twice,
    by its own clock and in UTC, the difference is the offset; `format` then says so, ending in `UTC`.

    Wrong: `edtf` is `2016-08-11T10:30Z`, and `verbatim` is `August 11, 2016 10:30`.

    Right: `edtf` is `2016-08-11T10:30`, and `zone` is empty.

    Mend: Leave the zone out of `edtf` and `zone`.
    """
    given = pl.col("zone").is_not_null() | pl.col("edtf").str.contains(r"(?:Z|[+-]\d\d:\d\d)$")
    told = pl.col("format").str.contains("; (?:offset to )?UTC$").fill_null(value=False)
    return ~given | told | pl.col("verbatim").str.contains(_ZONE)


@row_rule("dates", "error", table="dates", field="edtf", message="{edtf} says a day, and none is printed ({role})")
def day_made_up() -> pl.Expr:
    """A date says a day only where its evidence prints one.

    Why: A first of the month that a parser filled in puts all of a month's articles on one day.

    Wrong: `edtf` is `2016-08-01`, and `verbatim` is `August 2016`.

    Right: `edtf` is `2016-08`.

    Mend: Cut the date to the precision that is printed.
    """
    without = pl.col("verbatim").str.contains(_NO_DAY) & ~pl.col("verbatim").str.contains(_FIRST)
    return ~(pl.col("precision").is_in(TO_THE_DAY) & without)


@package_rule("dates", "warning")
def date_order_ambiguous(subject: Subject) -> Iterator[Problem]:
    """A date in figures has one order of day and month, settled by the other dates of its publisher.

    Why: `08/09/2016` is two days, a month apart. Where at least 95 % of a publisher's dates in figures that can be read
    in one way only have the same order, the others have it too.

    Wrong: `08/09/2016`, where no other date shows the order; or read as 9 August, where the others show the day first.

    Right: `08/09/2016` as 8 September, beside `25/09/2016` and `30/09/2016`; `09/09/2016` in any order.

    Mend: State the order in the site's description; where it is not known, keep `ambiguous` true.
    """
    dates = _numeric_dates(subject)
    day_first = pl.col("first") > 12
    one_way = dates.filter(day_first ^ (pl.col("second") > 12))
    votes = one_way.group_by("publisher").agg(share=day_first.mean())
    either_way = dates.filter(pl.max_horizontal("first", "second") <= 12, pl.col("first") != pl.col("second"))
    joined = either_way.join(votes, on="publisher", how="left", nulls_equal=True)
    for row in joined.sort("article_id", "role").collect().iter_rows(named=True):
        message = _order_problem(row["share"], row["second"], row["month"])
        if message:
            key = f"{row['article_id']}/{row['role']}"
            yield Problem(message=message, table="dates", key=key, field="edtf")


@record_rule("dates", "warning")
def weekday_unlike_date(record: Record) -> Iterator[Problem]:
    """A printed weekday is the weekday of its date.

    Why: A weekday is the one check digit that a printed date has; where it is wrong, the day, the month or the year is.

    Wrong: `Tuesday, August 11, 2016`, which was a Thursday.

    Right: `Thursday, August 11, 2016`; `August 11, 2016`.

    Mend: Compare the address, the metadata and the other dates; keep the wording as it is printed.
    """
    for row in record.get("dates", ()):
        if row["earliest"] is None or row["earliest"] != row["latest"] or not row["verbatim"]:
            continue
        read = _read(row["verbatim"], None, (record["language"],) if record["language"] else ())
        if read is not None and read.weekday not in (None, row["earliest"].weekday()):
            message = f"the printed weekday is not that of {row['edtf']}"
            yield problem(record, message, table="dates", field="verbatim", row=row)


@record_rule("dates", "error")
def date_unlike_wording(record: Record) -> Iterator[Problem]:
    """A date is what its wording says.

    Why: A date that was edited, moved by a day in another time zone or read by a hasty pattern is not the page's, and
    nothing else in the record needs to disagree with it.

    Wrong: `edtf` is `2024-03-03`, and `verbatim` is `4 March 2024`.

    Right: `edtf` is `2024-03-04`; or `2024-03`, which is less than what is printed and not another day. A date in
    figures may be either of its two days.

    Mend: Convert the source again; where the wording itself is wrong, put the date that is right into a claim with
    its evidence.
    """
    for row in record.get("dates", ()):
        if row["verbatim"] and row["earliest"] and row["latest"] and not _is_said(row, record["language"]):
            yield problem(
                record, f"the wording says another date than {row['edtf']}", table="dates", field="edtf", row=row
            )


def _is_said(row: Mapping[str, Any], language: str | None) -> bool:
    """Returns whether one of the readings of a date's wording is that of its row; what cannot be read is no witness."""
    languages = ((language,), ()) if language else ((),)
    tried = (_read(row["verbatim"], order, said) for order in ("dmy", "mdy") for said in languages)
    readings = [read for read in tried if read]
    return not readings or any(_agree(read, row) for read in readings)


@lru_cache(_KNOWN)
def _read(verbatim: str, order: str | None, languages: tuple[str, ...]) -> ReadDate | None:
    return read_date(verbatim, order=order, languages=languages)


def _agree(read: ReadDate, row: Mapping[str, Any]) -> bool:
    if read.earliest > row["latest"] or row["earliest"] > read.latest:
        return False
    times = [found[1] for edtf in (read.edtf, row["edtf"]) if (found := _CLOCK.search(edtf))]
    return len(times) < 2 or times[0] == times[1]


def _numeric_dates(subject: Subject) -> pl.LazyFrame:
    """Returns the printed dates that are all figures, the year last, with their two first numbers and their reading."""
    publishers = subject.tables["articles"].select("article_id", "publisher")
    parts = pl.col("verbatim").str.extract_groups(_NUMERIC).struct
    numbers = {name: parts.field(group).cast(pl.Int64) for name, group in (("first", "1"), ("second", "2"))}
    read = subject.tables["dates"].select("article_id", "role", month=pl.col("earliest").dt.month(), **numbers)
    valid = pl.col("first").is_between(1, 31) & pl.col("second").is_between(1, 31)
    return read.filter(valid).join(publishers, on="article_id", how="left")


def _order_problem(share: float | None, second: int, month: int | None) -> str | None:
    """Returns what is wrong with the order of a date, of whose publisher's dates a share has the day first."""
    if share is None or _ONE_WAY > share > 1 - _ONE_WAY:
        return "day and month may be exchanged, and the publisher's other dates do not tell"
    if month is not None and (month == second) is not (share >= _ONE_WAY):
        return "day and month were read in another order than that of the publisher's other dates"
    return None
