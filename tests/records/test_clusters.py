"""Copies are found by kind, strangers are not linked, and the clusters depend on the articles alone."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from copies import judged
from planted_copies import Language, headline, paragraphs, plant
from pressmark.contracts.tables import table
from pressmark.evidence.text import text_sha256
from pressmark.records.clusters import clusters_of

LANGUAGE = Language(random.Random(7))
STORY = LANGUAGE.story(20)
OTHER = LANGUAGE.story(20)
FLOORS = {"abridged-70": 0.85, "scattered-70": 0.85}


def tables(*articles: dict[str, Any]) -> dict[str, pl.LazyFrame]:
    """Returns the tables of articles, of which each says what the test is about."""
    rows: dict[str, list[dict[str, Any]]] = {"articles": [], "texts": [], "claims": []}
    for number, said in enumerate(articles):
        article_id = said.get("article_id", f"ex-{number:016x}")
        text = said["text"]
        measures = {"text_sha256": text_sha256(None, text), "char_count": len(text), "is_republication": False}
        told = {name: value for name, value in said.items() if name not in ("text", "credit")}
        rows["articles"].append({"article_id": article_id, "title": f"Title {number}", **measures, **told})
        rows["texts"].append({"article_id": article_id, "text": text})
        if "credit" in said:
            rows["claims"].append({"article_id": article_id, "claim": "credit", "value": said["credit"]})
    return {
        name: pl.LazyFrame(found, schema=table(name).polars_schema, orient="row", strict=False)
        for name, found in rows.items()
    }


def linked(*articles: dict[str, Any]) -> list[list[tuple[int, str, int]]]:
    """Returns the clusters of articles: number, role and similarity of each member."""
    clusters: dict[str, list[tuple[int, str, int]]] = {}
    for row in clusters_of(tables(*articles)):
        member = (int(row["article_id"][3:], 16), row["role"], row["similarity"])
        clusters.setdefault(row["cluster_id"], []).append(member)
    return sorted(clusters.values())


def text(*sentences: str) -> dict[str, Any]:
    return {"text": paragraphs(sentences)}


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return judged(plant(1_500, 3))


def test_planted_copies_are_found_by_kind(found: dict[str, Any]) -> None:
    assert {kind: recall for kind, recall in found["recall"].items() if recall < FLOORS.get(kind, 0.97)} == {}
    assert min(found["planted"].values()) >= 15


def test_what_is_no_copy_is_not_linked(found: dict[str, Any]) -> None:
    assert found["linked"] > 300
    assert found["wrong"] == {}


def test_equal_texts_are_linked_as_wholes() -> None:
    assert linked(text(*STORY), text(*STORY), text(*OTHER)) == [[(0, "origin", 1000), (1, "reprint", 1000)]]


def test_an_excerpt_is_one_of_the_fuller_text_whatever_its_number() -> None:
    ((first, second),) = linked(text(*STORY[:8]), text(*STORY))
    assert (first[:2], second[:2]) == ((0, "excerpt"), (1, "origin"))
    assert 300 < first[2] < 500


def test_texts_that_differ_in_marks_alone_are_not_called_equal() -> None:
    ((_, reprint),) = linked(text(*STORY), {"text": paragraphs(STORY).upper()})
    assert reprint == (1, "reprint", 999)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"published": date(2024, 3, 4)}, {"published": date(2024, 3, 5)}),
        ({"url": "https://a.example/1"}, {"original_url": "http://www.a.example/1/", "published": date(2020, 1, 1)}),
        ({"publisher": "The Beacon"}, {"original_publisher": "The beacon", "published": date(2020, 1, 1)}),
        ({}, {"is_republication": True, "original_publisher": "Nobody", "published": date(2020, 1, 1)}),
        ({}, {"credit": "Reuters", "published": date(2020, 1, 1)}),
        ({"credit": "Reuters", "publisher": "Reuters"}, {"credit": "Reuters", "publisher": "The Beacon"}),
    ],
)
def test_the_origin_is_whom_the_evidence_names(first: dict[str, Any], second: dict[str, Any]) -> None:
    one, other = ({"published": None, **said, **text(*STORY)} for said in (first, second))
    assert linked(one, other) == [[(0, "origin", 1000), (1, "reprint", 1000)]]
    assert linked(other, one) == [[(0, "reprint", 1000), (1, "origin", 1000)]]


def test_a_chain_that_leads_away_makes_a_cluster_of_its_own() -> None:
    sentences = LANGUAGE.story(40)
    parts = [sentences[place : place + 20] for place in (0, 6, 12, 18)]
    clusters = linked(*({**text(*part), "published": None} for part in parts))
    together = [{number for number, *_ in members} for members in clusters]
    assert all(any({place, place + 1} <= members for members in together) for place in range(3))
    assert not any({0, 3} <= members for members in together)
    assert all([role for _, role, _ in members].count("origin") == 1 for members in clusters)


def test_a_short_notice_under_many_titles_is_no_article() -> None:
    notice = {"text": "This page is for members of the harbour library only; please log in to read on."}
    assert linked(*([notice] * 6)) == []
    assert len(linked(*([{**notice, "title": "The Ferry"}] * 6))[0]) == 6


def test_a_text_of_less_than_forty_words_is_linked_only_when_it_is_equal() -> None:
    short = " ".join(LANGUAGE.some(34))
    assert linked({"text": f"{short} one."}, {"text": f"{short} two."}) == []
    assert len(linked({"text": short}, {"text": short})) == 1


def test_what_a_site_prints_below_every_text_links_nothing() -> None:
    call = LANGUAGE.story(8)
    articles = [{**text(*LANGUAGE.story(3), *call), "title": headline(LANGUAGE)} for _ in range(12)]
    assert linked(*articles) == []


def test_a_report_that_is_filled_in_anew_is_no_copy() -> None:
    form = "The keeper counted {} gulls and {} terns on the pier, {} more than in the week before, and wrote {} down. "
    weeks = [(31, 12, 4, 43), (27, 15, 1, 42), (44, 18, 20, 62)]
    tail = " ".join(STORY[:3])
    assert linked(*({"text": form.format(*week) + tail} for week in weeks)) == []


def test_the_order_of_the_rows_decides_nothing() -> None:
    every = [(each.title, each.text) for each in plant(200, 5)]
    articles = [{"article_id": f"ex-{n:016x}", "title": t, "text": x} for n, (t, x) in enumerate(every)]
    rows = clusters_of(tables(*articles))
    random.Random(1).shuffle(articles)
    assert clusters_of(tables(*articles)) == rows
    assert len(rows) > 50


def test_a_cluster_is_named_by_its_members(tmp_path: Path) -> None:
    one, two = clusters_of(tables(text(*STORY), text(*STORY)))
    again = clusters_of(tables(text(*OTHER), text(*OTHER)))
    assert one["cluster_id"] == two["cluster_id"] == again[0]["cluster_id"]
    third = clusters_of(tables(text(*STORY), text(*STORY), text(*STORY)))
    assert third[0]["cluster_id"] != one["cluster_id"]
