"""A batch is sorted by sites: what stands at one host is one site, and an outlet that changes is no site."""

from __future__ import annotations

import hashlib

import pytest

from pressmark.model.draft import Draft
from pressmark.sites.batches import Batch

OUTLETS = ("Coast Wire", "The Tide", "Pier Dispatch", "Dock & Pier", "Strand Culture", "The 4th Quay")


def draft(number: int, **said: str | None) -> Draft:
    return Draft(source_sha256=hashlib.sha256(str(number).encode()).hexdigest(), **said)  # type: ignore[arg-type]


def sites(*drafts: Draft) -> dict[tuple[str, str], int]:
    batch = Batch()
    for found in drafts:
        batch.add(found, "in/page.md")
    return {site: sample.articles for site, sample in batch.sites().items()}


@pytest.mark.parametrize(
    ("drafts", "expected"),
    [
        (
            [draft(n, publisher="Post", url=f"https://post.example/{n}" if n else None) for n in range(6)],
            {("host", "post.example"): 6},
        ),
        (
            [draft(n, publisher=OUTLETS[n], original_publisher="Harbour Review") for n in range(6)],
            {("publisher", "harbour review"): 6},
        ),
        (
            [draft(n, publisher="Harbour Review", original_publisher=OUTLETS[n]) for n in range(6)],
            {("publisher", "harbour review"): 6},
        ),
        (
            [draft(n, publisher="Harbour Review", original_publisher="Coast Wire") for n in range(6)],
            {("publisher", "harbour review"): 6},
        ),
        (
            [draft(n, publisher=("Post", "Review")[n % 2]) for n in range(10)],
            {("publisher", "post"): 5, ("publisher", "review"): 5},
        ),
        ([draft(n, publisher=OUTLETS[n]) for n in range(6)], {}),
    ],
    ids=["its host", "its sources first", "its sources second", "one source", "two sites", "no site"],
)
def test_articles_are_sorted_by_site(drafts: list[Draft], expected: dict[tuple[str, str], int]) -> None:
    assert sites(*drafts) == expected
    assert sites(*reversed(drafts)) == expected
