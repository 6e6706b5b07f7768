"""Rules about the conditions of a permission: recorded, met or said to be unmet, and never shared without them."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pressmark.rights.conditions import unmet_conditions
from pressmark.rules._reading import SHARED, flagged, problem
from pressmark.rules.base import ARTICLE_VIEW, Problem, Record, Subject, package_rule, record_rule, row_rule


def _link_is_lost() -> pl.Expr:
    return pl.col("conditions").list.contains("hyperlink-original") & pl.col("url").is_null()


@package_rule("attribution", "error")
def condition_unrecorded(subject: Subject) -> Iterator[Problem]:
    """Every condition of an article's permission is recorded with the article.

    Why: The gate and the reader look at the flags; a condition that stays in `permission_terms` is overlooked.

    Wrong: the permission asks for a hyperlink to the original, and the article has no flag
    `attribution-condition` with the value `hyperlink-original`.

    Right: one such flag for each condition.

    Mend: Compute the flags again from the permission's terms.
    """
    terms = subject.tables["permission_terms"].filter(pl.col("kind") == "condition")
    asked = subject.tables["articles"].select("article_id", "permission_id").join(terms, on="permission_id")
    recorded = subject.tables["flags"].filter(pl.col("kind") == "attribution-condition")
    lost = asked.join(recorded, on=["article_id", "value"], how="anti").select("article_id", "value")
    for article_id, condition in lost.unique().sort("article_id", "value").collect().iter_rows():
        message = f"the condition {condition} of the permission is not recorded"
        key = f"{article_id}/attribution-condition/{condition}"
        yield Problem(message=message, table="flags", key=key, field="value")


@record_rule("attribution", "error")
def condition_neither_met_nor_unmet(record: Record) -> Iterator[Problem]:
    """A condition that the record does not meet is flagged as unmet.

    Why: The gate opens a text only where every condition is met, and takes the flags' word for it.

    Wrong: the condition is `hyperlink-original`, `url` is empty, and `flags` has no such `attribution-unmet`.

    Right: `url` is there; or the flag `attribution-unmet` with the value `hyperlink-original`.

    Mend: Compute the flags again.
    """
    unmet, unflagged = unmet_conditions(record), flagged(record, "attribution-unmet")
    for flag in record.get("flags", ()):
        condition = flag["value"]
        if flag["kind"] == "attribution-condition" and condition in unmet - unflagged:
            message = f"the condition {condition} is not met, and not flagged as unmet"
            yield problem(record, message, table="flags", field="value", row=flag)


@row_rule(
    "attribution", "warning", table=ARTICLE_VIEW, field="url",
    message="the permission asks for a hyperlink to the original, and there is none",
)  # fmt: skip
def required_link_lost() -> pl.Expr:
    """Where a permission asks for a hyperlink to the original, the article has its address.

    Why: A condition that cannot be met takes the permission away; the text stays closed.

    Wrong: the flag `attribution-condition` has the value `hyperlink-original`, and `url` is empty.

    Right: `url` is `https://digest.example/8841-lighthouse`.

    Mend: Find the address and give it in the sources or their table of metadata; never make one up.
    """
    return ~_link_is_lost() | pl.col("release_profile").is_in(SHARED)


@row_rule(
    "attribution", "error", table=ARTICLE_VIEW, field="release_profile",
    message="the permission asks for a hyperlink to the original, there is none, and the profile is {release_profile}",
)  # fmt: skip
def shared_without_required_link() -> pl.Expr:
    """A text whose permission asks for a hyperlink is shared only with it.

    Why: Without the hyperlink the permission does not hold, and the text is shared without any.

    Wrong: the condition is `hyperlink-original`, `url` is empty, and the profile is `fulltext`.

    Right: the same with the profile `metadata`; or with a `url`.

    Mend: Let the gate compute the profile again, or find the address and give its evidence.
    """
    return ~_link_is_lost() | ~pl.col("release_profile").is_in(SHARED)
