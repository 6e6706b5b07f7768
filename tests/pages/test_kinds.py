"""Which pages show no article: by what they declare or say instead and, if crawled, by how they are built."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pressmark.converters import html
from pressmark.converters.base import ConvertSettings
from pressmark.model.draft import Draft, Source
from pressmark.pages.article import NoArticle, article_of
from pressmark.pages.found import Found

PROSE = "The ferry left the quay at noon with forty people, two dogs and a crate of oranges for the island. " * 9
TEASER = "The council votes tonight."


def teasers(number: int, words: str = TEASER) -> str:
    return "".join(f"<h3><a href='/news/{n}'>Story {n} of the day</a></h3><p>{words}</p>" for n in range(number))


def linked(*nodes: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(list(nodes))}</script>"


def page(body: str, *, title: str = "Merrow Courier", head: str = "", marks: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body class='{marks}'>{body}</body></html>"


def read(text: str, address: str | None = None, *, crawled: bool = False) -> str:
    """Returns what a page was taken for: `article`, or the reason why it is none."""
    found = article_of(
        text,
        source_sha256="",
        date_order=None,
        language=None,
        address=Found(address, address, None, "header") if address else None,
        crawled=crawled,
    )
    if isinstance(found, Draft):
        return "article"
    assert isinstance(found, NoArticle)
    return f"{found.outcome}: {found.reason}"


ARTICLE = {"@type": "NewsArticle", "headline": "The ferry sails"}
LISTED = {"@type": "NewsArticle", "headline": "Story 3 of the day"}
COLLECTION = {"@type": "CollectionPage", "name": "News"}
OG_ARTICLE = "<meta property='og:type' content='article'>"
OG_SITE = "<meta property='og:type' content='website'>"
LIST = "skipped: shows a list of articles and no article"
SEARCH = "skipped: shows a search and no article"
BLOG = "skipped: shows the front page of a blog and no article"
FRONT = "skipped: shows the front page of a site and no article"
ERROR = "skipped: shows an error and no article"
CHECK = "skipped: shows a check of the visitor and no article"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param(page(teasers(5), marks="archive category category-news category-7"), LIST, id="category"),
        pytest.param(page(teasers(5), marks="archive tag tag-ferry", head=OG_ARTICLE), LIST, id="tag-called-article"),
        pytest.param(page(teasers(2), marks="archive author author-ann"), LIST, id="author"),
        pytest.param(page(teasers(2), marks="search search-results"), SEARCH, id="search"),
        pytest.param(page(PROSE, marks="home blog"), BLOG, id="blog"),
        pytest.param(page(teasers(4), marks="tag-template tag-ferry"), LIST, id="ghost"),
        pytest.param(page(teasers(4), head=linked(COLLECTION)), LIST, id="collection"),
        pytest.param(page(teasers(4), head=linked(COLLECTION, LISTED)), LIST, id="collection-with-articles"),
        pytest.param(page("<p>Try the search.</p>", marks="error404"), ERROR, id="error404"),
        pytest.param(page("<p>Sorry.</p>", title="404 Not Found"), ERROR, id="server"),
        pytest.param(page("<p>Oops.</p>", title="Page not found - Merrow Courier"), ERROR, id="not-found"),
        pytest.param(page("<p>Hoppla.</p>", title="Seite nicht gefunden | Elbbote"), ERROR, id="german"),
        pytest.param(page("<p>Ray ID: 7</p>", title="Just a moment..."), CHECK, id="challenge"),
        pytest.param(page("<p>Ray ID: 7</p>", title="Attention Required! | Cloudflare"), CHECK, id="attention"),
        pytest.param(page(f"<p>{PROSE}</p>", title="Access denied"), "article", id="article-of-that-title"),
        pytest.param(page("<p>Sorry.</p>", title="404 days at sea"), "article", id="number"),
        pytest.param(page(f"<p>{PROSE}</p>", marks="single single-post blog category-news"), "article", id="single"),
        pytest.param(page(f"<p>{PROSE}</p>", marks="home page"), "article", id="page-of-a-site"),
        pytest.param(
            page(PROSE, title="The ferry sails | Courier", head=linked(COLLECTION, ARTICLE)), "article", id="in-a-list"
        ),
        pytest.param(page(teasers(20), head=OG_SITE), "article", id="built-as-a-list-but-chosen"),
    ],
)
def test_what_a_page_declares_or_says_tells_its_kind(text: str, what: str) -> None:
    assert read(text) == what


@pytest.mark.parametrize(
    ("text", "address", "what"),
    [
        pytest.param(page(teasers(8)), None, LIST, id="teasers"),
        pytest.param(page(teasers(8), head=OG_SITE), "https://courier.example/news", LIST, id="site"),
        pytest.param(page(teasers(8), head=linked(LISTED)), None, LIST, id="describes-one-of-them"),
        pytest.param(
            page("".join(f"<a href='/{n}'><h2>Story {n}</h2></a>" for n in range(9))), None, LIST, id="links-around"
        ),
        pytest.param(page(teasers(5, PROSE)), "https://courier.example/", FRONT, id="whole-posts"),
        pytest.param(page(teasers(5, PROSE)), "https://courier.example/2019/", "article", id="whole-posts-elsewhere"),
        pytest.param(page(teasers(7)), None, "article", id="few"),
        pytest.param(page(f"<h1>The ferry</h1><p>{PROSE}</p>{teasers(30)}"), None, "article", id="related"),
        pytest.param(page(f"<h1>Brief</h1>{TEASER}{teasers(30)}", head=OG_ARTICLE), None, "article", id="brief"),
        pytest.param(page(f"<div itemprop='articleBody'>{TEASER}</div>{teasers(30)}"), None, "article", id="microdata"),
        pytest.param(page(f"<p>{TEASER}</p><nav>{teasers(30)}</nav>"), None, "article", id="menu"),
        pytest.param(
            page(TEASER + teasers(30), title="The ferry sails", head=linked(ARTICLE)), None, "article", id="described"
        ),
        pytest.param(page("<h2><a href='/one'>One</a></h2>" * 30), None, "article", id="one-target"),
    ],
)
def test_how_a_crawled_page_is_built_tells_its_kind(text: str, address: str | None, what: str) -> None:
    assert read(text, address, crawled=True) == what


@pytest.mark.parametrize(
    ("note", "outcome"),
    [
        pytest.param(
            "Mirrored from courier.example/news by HTTrack Website Copier/3.x [X], Sun, 07 Mar 2021", "skipped"
        ),
        pytest.param("saved from url=(0028)https://courier.example/news", None),
    ],
)
def test_the_page_of_a_mirrored_site_is_crawled_and_one_that_was_saved_is_not(
    note: str, outcome: str | None, tmp_path: Path
) -> None:
    place = tmp_path / "page.html"
    place.write_text(page(teasers(9)).replace("<head>", f"<!-- {note} --><head>"), "utf-8")
    (record,) = html.read(Source("page.html", place, "", place.stat().st_size), ConvertSettings()).records
    assert getattr(record, "outcome", None) == outcome
