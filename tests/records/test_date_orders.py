"""The order of day and month: settled for each site of a batch, or refused, whatever the order of its articles."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from pressmark.evidence.dates import dated
from pressmark.model.draft import Claim, Dated, Draft
from pressmark.records.date_orders import DateOrders, is_open, settled


def article(day: str, *, url: str | None = None, publisher: str | None = None) -> Draft:
    return Draft(
        source_sha256="0" * 64,
        title="Kites",
        url=url,
        publisher=publisher,
        dates=(dated("published", day, basis="printed"),),
        claims=(Claim(claim="published", value="2011", basis="printed", verbatim=day),),
    )


def read(batch: Sequence[tuple[Draft, str]]) -> list[Draft]:
    orders = DateOrders()
    for draft, path in batch:
        orders.add(draft, path)
    return [settled(draft, orders.order(draft, path)) for draft, path in batch]


def days(batch: Sequence[tuple[Draft, str]]) -> list[str | None]:
    return [draft.dates[0].edtf for draft in read(batch)]


def notes(draft: Draft) -> list[tuple[str | None, bool, str | None]]:
    return [(claim.value, claim.chosen, claim.note) for claim in draft.claims if claim.claim == "date_order"]


def test_the_dates_of_a_folder_come_out_consistent() -> None:
    batch = [(article(day), f"post/{place}.md") for place, day in enumerate(("15/4/2011", "16/4/2011", "2/5/2011"))]
    assert days(batch) == ["2011-04-15", "2011-04-16", "2011-05-02"]
    assert notes(read(batch)[2]) == [
        ("dmy", True, "the dates in figures of its site that tell day from month agree"),
    ]
    assert notes(read(batch)[0]) == []  # it said so itself


def test_one_date_alone_tells_nothing_of_others() -> None:
    batch = [(article("15/4/2011"), "post/1.md"), (article("2/5/2011"), "post/2.md")]
    assert days(batch) == ["2011-04-15", "2011"]
    assert notes(read(batch)[1]) == [
        (None, False, "refused: fewer than 2 dates in figures of its site tell day from month"),
    ]


def test_a_site_that_is_not_of_one_mind_is_refused() -> None:
    told = ["15/4/2011"] * 9 + ["4/15/2011"]
    batch = [(article(day), f"post/{place}.md") for place, day in enumerate([*told, "2/5/2011"])]
    assert days(batch)[-1] == "2011"
    ((value, chosen, note),) = notes(read(batch)[-1])
    assert (value, chosen) == (None, False)
    assert note is not None
    assert note == "refused: the dates in figures of its site that tell day from month do not agree"


def test_each_site_has_an_order_of_its_own() -> None:
    east = [
        (article(day, url="https://east.example/a/b"), "all/e.md") for day in ("15/4/2011", "16/4/2011", "2/5/2011")
    ]
    west = [(article(day, publisher="West"), "all/w.md") for day in ("4/15/2011", "4/16/2011", "2/5/2011")]
    none = [(article("2/5/2011"), "all/n.md")]
    assert days([*east, *west, *none])[2::3] == ["2011-05-02", "2011-02-05"]
    assert days([*east, *west, *none])[-1] == "2011"


def test_a_publisher_at_one_host_is_that_host() -> None:
    batch = [(article(day, url="https://e.example/a/b", publisher="East"), "x") for day in ("15/4/2011", "16/4/2011")]
    alone = (article("2/5/2011", publisher="East"), "y")
    assert days([*batch, alone])[-1] == "2011-05-02"
    other = (article("4/5/2011", url="https://f.example/a/b", publisher="East"), "z")
    assert days([*batch, alone, other])[2:] == ["2011", "2011"]


def test_the_order_in_which_articles_come_changes_nothing() -> None:
    batch = [
        (article(f"{day}/4/2011", url=f"https://{site}.example/a/b"), f"{site}/{day}")
        for site in "abc"
        for day in (1, 2, 13, 14)
    ]
    once = dict(zip((path for _, path in batch), read(batch), strict=True))
    for seed in range(5):
        shuffled = random.Random(seed).sample(batch, len(batch))
        assert dict(zip((path for _, path in shuffled), read(shuffled), strict=True)) == once


def test_a_day_that_was_inferred_gives_way_to_the_printed_one() -> None:
    inferred = Draft(
        source_sha256="0" * 64,
        dates=(dated("published", "2011-02-05", basis="inferred"),),
        claims=(
            Claim(
                claim="published",
                value="2/5/2011",
                basis="printed",
                locator="/html/body/p[1]",
                verbatim="Posted 2/5/2011 by Ann",
                chosen=False,
            ),
        ),
    )
    batch = [(article(day), "p/a.md") for day in ("15/4/2011", "16/4/2011")]
    *_, draft = read([*batch, (inferred, "p/x.html")])
    assert draft.dates[0].edtf == "2011-05-02"
    assert (draft.dates[0].basis, draft.dates[0].verbatim) == ("printed", "Posted 2/5/2011 by Ann")
    assert [(claim.value, claim.chosen) for claim in draft.claims if claim.claim == "published"] == [
        ("2011-05-02", True)
    ]
    assert [(found.slot, found.locator) for found in draft.statements] == [("published", "/html/body/p[1]")]


@pytest.mark.parametrize("day", ["15/4/2011", "2 May 2011", "2.5.2011", "5/5/2011", "Frostmonth"])
def test_what_says_its_day_itself_is_left_alone(day: str) -> None:
    draft = article(day)
    assert not is_open(draft)
    assert read([(draft, "p/1"), (article("15/4/2011"), "p/2"), (article("16/4/2011"), "p/3")])[0] == draft


def test_what_the_collection_decided_is_left_alone() -> None:
    known: Dated = dated("published", "2/5/2011", basis="printed", order="mdy")
    assert not is_open(Draft(source_sha256="0" * 64, dates=(known,)))
