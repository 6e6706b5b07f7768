"""A print view that nobody has described is read right or not at all, and what its site sets above it is learned."""

from __future__ import annotations

from pathlib import Path

import pytest
from converters.layouts import Layout, Printed, layout, printed
from converters.test_print_view_layouts import read
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.model.draft import Draft
from pressmark.sites.learning import Sample
from pressmark.stages.convert import convert
from pressmark.stages.learn import learn

PAGES = 8
FURNISHED = [seed for seed in range(60) if layout(seed).above]


def pages(site: Layout, seed: int) -> list[Printed]:
    return [printed(site, PAGES * seed + number) for number in range(PAGES)]


def authors(draft: Draft) -> set[str]:
    return {agent.name for agent in draft.agents if agent.role == "author"}


def learned_above(seed: int) -> set[str]:
    sample = Sample()
    for page in pages(layout(seed), seed):
        sample.add(read(page.page))
    return {counted.wording for counted in sample.learned().above}


@settings(max_examples=300, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_days_and_authors_are_those_that_are_printed_or_none(seed: int) -> None:
    page = printed(layout(seed), seed)
    draft = read(page.page)
    days = {date.role: date for date in draft.dates}
    assert days.keys() <= {"published", "modified"}
    for role, day in (("published", page.published), ("modified", page.modified)):
        if role in days:
            assert day is not None
            assert days[role].verbatim in page.page
            assert days[role].edtf[:10] == day.isoformat() or (
                days[role].ambiguous and days[role].edtf == f"{day.year}"
            )
    assert authors(draft) in (set(), set(page.authors))
    assert draft.original_publisher is None


@pytest.mark.parametrize("label", ["Gepubliceerd op", "Uppdaterad", "Mise en ligne le", "Créé le", "Erstellt am"])
def test_the_label_of_a_day_is_no_publisher(label: str) -> None:
    draft = read(f"# A Ferry\n\n{label} 4 May 2019\n\nBy Ann Lee\n\nIt went out and came back.\n")
    assert (draft.publisher, draft.original_publisher) == (None, None)
    assert read("# A Ferry\n\nThe Published Post 4 May 2019\n\nIt went.\n").original_publisher == "The Published Post"


@pytest.mark.parametrize("seed", range(0, 60, 7))
def test_nothing_of_an_article_is_learned_as_furniture(seed: int) -> None:
    assert learned_above(seed) <= set(layout(seed).above)


def test_what_stands_above_the_title_is_learned_in_most_layouts() -> None:
    learned = [seed for seed in FURNISHED if learned_above(seed)]
    assert all(learned_above(seed) <= set(layout(seed).above) for seed in FURNISHED)
    assert 2 * len(learned) > len(FURNISHED) > 20


def test_the_title_of_every_article_is_no_furniture_where_none_other_follows() -> None:
    sample = Sample()
    for number in range(9):
        sample.add(read(f"# Notes from the Quay\n\nBy Ann Lee\n\nThe ferry of day {number} went out and came back.\n"))
    assert sample.learned().above == ()


def test_a_learned_description_converts_what_was_read_wrong(tmp_path: Path) -> None:
    seed = next(seed for seed in FURNISHED if learned_above(seed) and layout(seed).order[0] == "title")
    site, planted = layout(seed), pages(layout(seed), seed)
    (tmp_path / "in").mkdir()
    for number, page in enumerate(planted):
        (tmp_path / "in" / f"{number}.md").write_text(page.page, encoding="utf-8")
    (lesson,) = learn(tmp_path / "in", to=tmp_path / "site.toml")
    (tmp_path / "pressmark.toml").write_text(f'[convert]\nsites = ["{lesson.path.name}"]\n', encoding="utf-8")
    titles = [
        convert(tmp_path / "in", to=tmp_path / name, config=config)
        .package.scan("articles")
        .collect()["title"]
        .to_list()
        for name, config in (("before", None), ("after", tmp_path / "pressmark.toml"))
    ]
    assert set(titles[0]) <= set(site.above)
    assert set(titles[1]) == {page.title for page in planted}
