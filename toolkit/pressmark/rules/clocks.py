"""Rules about dates that a machine set: the zero of its clock, and a change before there was anything to change."""

from __future__ import annotations

import polars as pl

from pressmark.rules.base import ARTICLE_VIEW, row_rule

_ZERO = r"^(?:1970-01-01|1900-01-01|1601-01-01)[T ]00:00(?::00)?(?:\.0+)?(?:Z|[+-]00:?00)?$"


@row_rule("dates", "warning", table="dates", field="edtf", message="{edtf} is the zero of a clock ({role})")
def date_of_a_clock() -> pl.Expr:
    """No date is the zero from which a machine counts.

    Why: software that knows no date writes the first second of its clock, and the article seems to be of 1970.

    Wrong: `1970-01-01T00:00:00Z`, to the second.

    Right: `1970-01-01`, printed by a paper of that day; or no date.

    Mend: look for the date in the source; where it has none, leave the field empty there and convert again.
    """
    return ~pl.coalesce("verbatim", "edtf").str.contains(_ZERO)


@row_rule(
    "dates", "warning", table=ARTICLE_VIEW, field="modified",
    message="modified {modified__edtf}, before it was published, {published__edtf}",
)  # fmt: skip
def modified_before_published() -> pl.Expr:
    """An article was not changed before it was published.

    Why: where it seems so, the two dates are exchanged, one was misread, or the later one is of a republication.

    Wrong: published 2019-05-04, modified 2018-01-01.

    Right: modified on the same day or later; by a day earlier where one of the two is a moment in another time zone.

    Mend: look at both wordings in `dates`; correct the one that was misread.
    """
    return pl.col("modified__latest").dt.offset_by("1d") >= pl.col("published__earliest")
