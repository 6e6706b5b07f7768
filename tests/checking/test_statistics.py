"""Statistics count what the rows say, stay bounded, and name nothing for the sake of a withheld article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.checking.staging import Staged
from pressmark.checking.statistics import PERIODS, PUBLISHERS, TALLIED, VALUES, statistics_of
from pressmark.contracts.tables import table
from pressmark.model.report import Group, Share, Statistics
from pressmark.records.coverage import BATCH, FIELDS

Rows = list[Mapping[str, Any]]


def article(number: int, **values: Any) -> Mapping[str, Any]:
    stated = {"language": "en", "release_profile": "fulltext", "is_republication": False, "url_status": "lost"}
    return {"article_id": f"st-{number:016x}", **stated, **values}


def child(number: int, **values: Any) -> Mapping[str, Any]:
    return {"article_id": f"st-{number:016x}", **values}


def statistics(articles: Rows, kind: str = "package", **tables: Rows) -> Statistics:
    frames = {
        name: pl.DataFrame(rows, schema=table(name).polars_schema)
        for name, rows in {"articles": articles, **tables}.items()
    }
    found = statistics_of(
        Staged({name: frame.lazy().with_row_index("__row") for name, frame in frames.items()}, (), {}), kind
    )
    assert found
    return found


def shares(group: Group | Statistics) -> dict[str, tuple[int, int]]:
    found = group.overall if isinstance(group, Statistics) else group.shares
    return {name: (share.filled, share.of) for name, share in zip(FIELDS, found, strict=True)}


def sizes(groups: Iterable[Group]) -> list[tuple[str | None, int, int]]:
    return [(group.name, group.articles, group.merged) for group in groups]


def published(number: int, first: str, last: str = "") -> Mapping[str, Any]:
    ends = {"earliest": date.fromisoformat(first), "latest": date.fromisoformat(last or first)}
    return child(number, role="published", **ends)


FULL = {
    "agents": [
        child(1, role="author", position=1),
        child(1, role="author", position=2),
        child(1, role="rights_holder", position=1),
    ],
    "statements": [child(1, slot="copyright_notice", position=1), child(1, slot="contact", position=1)],
    "subjects": [child(1, scheme="s", position=1), child(1, scheme="s", position=2)],
    "texts": [child(1, lede="L", text="T")],
    "dates": [
        published(1, "2024-05-06"),
        child(1, role="retrieved", earliest=date(2025, 1, 1), latest=date(2025, 1, 1)),
    ],
}
WHOLE = article(
    1, title="T", publisher="P", original_publisher="O", is_republication=True, url="http://a.example/", license="MIT"
)  # fmt: skip
NOT_COUNTED = {
    "agents": [child(1, role="photographer", position=1)],
    "statements": [child(1, slot="byline", position=1)],
    "texts": [child(1)],
    "dates": [child(1, role="published"), published(9, "2024-01-01")],
}


@pytest.mark.parametrize(
    ("row", "tables", "filled"),
    [
        (WHOLE, FULL, set(FIELDS)),
        (article(1, language="und"), {}, set()),
        (article(1, language="und"), NOT_COUNTED, set()),
        (article(1), {}, {"language"}),
        (article(1, language="und", published=date(2024, 1, 1)), {}, {"published"}),
        (article(1, language="und"), {"texts": [child(1, lede="L")]}, {"lede"}),
    ],
)
def test_a_field_is_counted_where_a_table_holds_it(
    row: Mapping[str, Any], tables: dict[str, Rows], filled: set[str]
) -> None:
    found = statistics([row], **tables)
    assert {name for name, share in shares(found).items() if share[0]} == filled
    assert found.articles == 1


@pytest.mark.parametrize(
    ("field", "kind", "row", "expected"),
    [
        ("original_publisher", "package", article(1), (0, 0)),
        ("original_publisher", "package", article(1, is_republication=True), (0, 1)),
        ("url", "package", article(1, url_status="not-applicable"), (0, 0)),
        ("url", "package", article(1, url_status="lost"), (0, 1)),
        ("text", "package", article(1, release_profile="metadata"), (0, 1)),
        ("text", "release", article(1, release_profile="metadata"), (0, 0)),
        ("text", "release", article(1), (0, 1)),
        ("title", "release", article(1, release_profile="metadata"), (0, 1)),
    ],
)
def test_a_field_counts_of_those_to_which_it_applies(
    field: str, kind: str, row: Mapping[str, Any], expected: tuple[int, int]
) -> None:
    assert shares(statistics([row], kind))[field] == expected


def test_withheld_articles_are_counted_and_not_described() -> None:
    rows = [article(1, publisher="Seen"), article(2, publisher="Hidden", release_profile="withheld", license="CC0-1.0")]
    found = statistics(rows, dates=[published(1, "2024-05-06"), published(2, "1999-01-01")])
    assert (found.articles, found.withheld) == (2, 1)
    assert sizes(found.publishers) == [("Seen", 1, 0)]
    assert found.timeline == (("2024-05", 1),)
    profiles = next(tally for tally in found.tallies if tally.column == "release_profile")
    assert profiles.counts == (("fulltext", 1), ("withheld", 1))


DECADES = [("1960s", 1), *((f"{year}s", 0) for year in range(1970, 2020, 10)), ("2020s", 1)]
MONTHS = ("2024-11-30", "2025-01-01", "2025-01-31")


@pytest.mark.parametrize(
    ("dates", "unit", "timeline", "undated"),
    [
        ([], "month", [], 0),
        ([(day, "") for day in MONTHS], "month", [("2024-11", 1), ("2024-12", 0), ("2025-01", 2)], 0),
        ([("2024-01-01", "2024-12-31")], "year", [("2024", 1)], 0),
        ([("2024-05-01", "2024-06-01"), ("2024-05-01", ""), ("2024-05-02", "")], "month", [("2024-05", 2)], 1),
        ([("2020-01-01", ""), ("2024-12-31", "")], "month", None, 0),
        ([("2020-01-01", ""), ("2025-01-01", "")], "year", None, 0),
        ([("1965-01-01", ""), ("2025-01-01", "")], "decade", DECADES, 0),
        ([("0009-01-01", ""), ("2025-01-01", "")], "decade", [("0000s", 1), ("2020s", 1)], 0),
    ],
)  # fmt: skip
def test_the_timeline_takes_the_finest_unit_that_fits(
    dates: list[tuple[str, str]], unit: str, timeline: list[tuple[str, int]] | None, undated: int
) -> None:
    rows = [article(number) for number, _ in enumerate(dates)]
    found = statistics(rows, dates=[published(number, *ends) for number, ends in enumerate(dates)])
    assert found.unit == unit
    assert timeline is None or list(found.timeline) == timeline
    assert sum(group.articles for group in found.periods if group.name is None) == undated


def test_what_is_beyond_the_bounds_is_put_together() -> None:
    count = PUBLISHERS + 3
    rows = [article(n, publisher=f"Publisher {n:03d}", license=f"L-{n}", release_rule="r") for n in range(count)]
    found = statistics([*rows, article(count, publisher="Publisher 022"), article(count + 1)])
    assert found.publishers[0].name == "Publisher 022"
    assert sizes(found.publishers)[-2:] == [(None, 3, 3), (None, 1, 0)]
    licenses = next(tally for tally in found.tallies if tally.column == "license")
    assert (licenses.counts[0], licenses.others, licenses.merged) == ((None, 2), 4, 4)


def test_batches_add_up_whatever_the_ids_are() -> None:
    count = 2 * BATCH + 1
    ids = [None, *(f"st-{number:016x}" for number in range(count - 2)), f"st-{count - 3:016x}"]
    rows = [{**article(0), "article_id": name, "publisher": "P"} for name in ids]
    agents = [{"article_id": name, "role": "author", "position": 1} for name in ids[1:]]
    found = statistics(rows, agents=agents)
    assert sizes(found.publishers) == [("P", count, 0)]
    assert shares(found)["authors"] == (count - 1, count)


def test_without_articles_there_is_nothing_to_count() -> None:
    assert statistics_of(Staged({}, (), {}), "package") is None
    assert statistics([]).overall == (Share(0, 0),) * len(FIELDS)


DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


@settings(deadline=None, max_examples=25)
@given(rows=st.lists(st.tuples(st.text("abc", max_size=2), st.none() | DAYS), max_size=80))
def test_every_article_is_counted_once_in_every_table(rows: list[tuple[str, date | None]]) -> None:
    articles = [
        article(number, publisher=name or None, published=day, license=name or None)
        for number, (name, day) in enumerate(rows)
    ]
    found = statistics(articles)
    assert (
        sum(group.articles for group in found.publishers) == sum(group.articles for group in found.periods) == len(rows)
    )
    assert [sum(count for _, count in tally.counts) + tally.others for tally in found.tallies] == [len(rows)] * len(
        TALLIED
    )
    assert len(found.publishers) <= PUBLISHERS + 2
    assert max(len(found.timeline), len(found.periods) - 2) <= PERIODS
    assert all(len(tally.counts) <= VALUES for tally in found.tallies)
    assert [sum(group.shares[at].filled for group in found.periods) for at, _ in enumerate(FIELDS)] == [
        share.filled for share in found.overall
    ]
