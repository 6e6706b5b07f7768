"""A release holds of each article what its profile allows, and knows which words it must not show."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from pressmark.contracts.tables import TABLES, table
from pressmark.records.profiles import cut, permitted_words, withheld_words
from pressmark.rights.gate import PROFILES

A, B = "aa-0000000000000001", "aa-0000000000000002"
WORDS = " ".join(f"w{number}" for number in range(1, 121))


def tables(profiles: dict[str, str]) -> dict[str, pl.LazyFrame]:
    """Returns a package of articles that share the wording of a permission."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    rows["permissions"] = [{"permission_id": "LicenseRef-A", "text": "You may.", "text_sha256": "0" * 64}]
    for number, (article_id, profile) in enumerate(profiles.items()):
        of = {"article_id": article_id}
        source = {"source_id": f"s-{number}", "path": f"in/{number}.html"}
        article = {**of, "title": "A title", "release_profile": profile, "permission_id": "LicenseRef-A"}
        rows["articles"].append(article | {"source_id": source["source_id"]})
        rows["sources"].append(source)
        rows["texts"].append({**of, "lede": "A lede.", "text": WORDS})
        rows["claims"] += [
            {
                **of,
                "claim": "license",
                "position": 1,
                "value": "LicenseRef-A",
                "verbatim": "You may.",
                "note": "Noted.",
            },
            {**of, "claim": "title", "position": 1, "value": "A claim", "verbatim": "A printed claim"},
        ]
        rows["statements"] += [
            {**of, "slot": "disclaimer", "position": 1, "verbatim": "You may.", "sha256": "0" * 64},
            {**of, "slot": "title", "position": 1, "verbatim": "# A title", "sha256": "1" * 64},
        ]
        rows["links"] += [
            {**of, "position": 1, "role": "byline", "anchor": "Ada", "href": "https://c.example/ada"},
            {**of, "position": 2, "role": "body", "anchor": "an anchor", "href": "https://c.example/body"},
        ]
    return {name: pl.LazyFrame(rows[name], schema=table(name).polars_schema) for name in TABLES}


def released(profiles: dict[str, str], *, wordings: bool) -> dict[str, pl.LazyFrame]:
    """Returns the tables of the release of a package."""
    package = tables(profiles)
    return cut(package, package["articles"].filter(pl.col("release_profile") != "withheld"), wordings=wordings)


def cells(frame: pl.LazyFrame, column: str) -> list[Any]:
    """Returns a column; rows in the order of their cells, since joins keep none."""
    found = frame.collect()
    return found.sort(found.columns)[column].to_list()


# By profile: texts, excerpts, disclaimers, claims of a permission, body anchors and permissions with their words.
SHOWN = {
    "metadata": (0, 0, 0, 0, 0, 0),
    "features": (0, 0, 0, 0, 0, 0),
    "excerpt": (0, 1, 1, 1, 0, 1),
    "fulltext": (1, 0, 1, 1, 1, 1),
}


@pytest.mark.parametrize("wordings", [False, True])
@pytest.mark.parametrize("profile", SHOWN)
def test_a_release_holds_what_the_profile_allows(profile: str, wordings: bool) -> None:
    found = released({A: profile}, wordings=wordings)
    texts, excerpts, disclaimers, claims, anchors, permissions = SHOWN[profile]
    assert len(cells(found["texts"], "text")) == texts
    assert len(cells(found["excerpts"], "text")) == excerpts
    printed = dict(zip(cells(found["statements"], "slot"), cells(found["statements"], "verbatim"), strict=True))
    assert printed == {"disclaimer": "You may." if disclaimers or wordings else None, "title": "# A title"}
    assert cells(found["claims"], "verbatim") == ["You may." if claims or wordings else None, "A printed claim"]
    assert cells(found["links"], "anchor") == ["Ada", "an anchor" if anchors else None]
    assert cells(found["permissions"], "text") == ["You may." if permissions or wordings else None]


# Words of lede and text, and how many an excerpt takes: a tenth, and fifty at most.
EXCERPTS = ((9, 0), (10, 1), (99, 9), (120, 12), (499, 49), (500, 50), (2000, 50))


@pytest.mark.parametrize(("words", "taken"), EXCERPTS)
def test_an_excerpt_is_a_tenth_and_fifty_words_at_most(words: int, taken: int) -> None:
    package = tables({A: "excerpt"})
    text = " ".join(["word"] * (words - 2))
    package["texts"] = package["texts"].with_columns(text=pl.lit(text))
    found = cells(cut(package, package["articles"], wordings=False)["excerpts"], "text")
    assert [len(excerpt.split()) for excerpt in found] == ([taken] if taken else [])


def test_a_withheld_article_is_not_there_and_its_source_has_no_name() -> None:
    found = released({A: "withheld", B: "fulltext"}, wordings=True)
    for name in ("articles", "texts", "claims", "statements", "links"):
        assert set(cells(found[name], "article_id")) == {B}, name
    assert cells(found["sources"].sort("source_id"), "path") == [None, "in/1.html"]


def words(frame: pl.LazyFrame, article_id: str) -> set[str]:
    """Returns the words that a frame holds of an article."""
    return set(cells(frame.filter(pl.col("article_id") == article_id), "text"))


# The profiles of the two articles, whether wordings may be shown, and what must not be shown of the first.
TEXT, WORDING = f"A lede.\n\n{WORDS}", "You may."
WITHHELD: tuple[tuple[str, str, bool, set[str]], ...] = (
    ("fulltext", "metadata", False, set()),
    ("excerpt", "metadata", False, {TEXT}),
    ("metadata", "metadata", False, {TEXT, WORDING}),
    ("metadata", "metadata", True, {TEXT}),
    ("withheld", "metadata", False, {TEXT, WORDING}),
    ("withheld", "withheld", True, {TEXT}),
    # The other article is released with the wording that both print.
    ("metadata", "fulltext", False, {TEXT}),
    ("withheld", "excerpt", False, {TEXT}),
)


@pytest.mark.parametrize(("first", "second", "wordings", "expected"), WITHHELD)
def test_the_withheld_words_are_those_that_no_profile_shows(
    first: str, second: str, wordings: bool, expected: set[str]
) -> None:
    package = tables({A: first, B: second})
    assert words(withheld_words(package, package["articles"], wordings=wordings), A) == expected


@pytest.mark.parametrize("profile", PROFILES[1:])
def test_no_note_no_term_and_no_link_of_the_body_is_permitted(profile: str) -> None:
    found = words(permitted_words(released({A: profile}, wordings=True)), A)
    assert {"A title", "# A title", "A claim", "A printed claim", "Ada", "https://c.example/body"} <= found
    assert not found & {"Noted.", "an anchor", WORDS, "A lede."}
