"""Who wrote an article, where only a box beside it or the line below it tells."""

from __future__ import annotations

import pytest

from pressmark.pages.names import authors
from pressmark.pages.page import open_page
from pressmark.pages.tree import parse

SENTENCE = "The ferry sails at six in the morning, and whoever wants a seat has to be at the quay before that hour."
TEXT = f"<p>{SENTENCE}</p>" * 5
LINK = "<a rel='author' href='/who/ann'>Ann Lee</a>"


def names(body: str) -> list[str]:
    tree = parse(f"<html><body><h1>The ferry sails at six</h1>{body}</body></html>")
    assert tree is not None
    return [author.name.name for author in authors(open_page(tree), set(), ["The ferry sails at six"])]


TOLD = {
    "a box of the author beside the text": f"<div>{TEXT}</div><aside class='author-meta'>{LINK} Pilot</aside>",
    "a name in bold letters below": f"<div>{TEXT}<p><strong>Ann Lee</strong></p></div>",
    "a name to the right below": f"<div>{TEXT}<p style='text-align: right'>Ann Lee</p></div>",
    "a name behind a dash below": f"<div>{TEXT}<p>— Ann Lee</p></div>",
    "an unmarked line with a linked name": f"<p>By <a href='/who/ann'>Ann Lee</a></p><div>{TEXT}</div>",
    "a line with a date behind": "<p>By <a href='/a'>Ann Lee</a> on Monday, May 4th, 2020 at 11 a.m.</p>" + TEXT,
    "a line in slanted letters": f"<p><i>Von Ann Lee</i></p><div>{TEXT}</div>",
    "a line in small letters": f"<div>di Ann Lee</div><div>{TEXT}</div>",
    "a date and a name": f"<small>4.5.2020 | 13:10 Uhr | Ann Lee</small><div>{TEXT}</div>",
    "a name and a reading time": f"<div>Ann Lee · 3 min read</div><div>{TEXT}</div>",
    "a word before a name and a date": f"<div>News | By Ann Lee | 4 May 2020</div><div>{TEXT}</div>",
    "a linked name before a paper": f"<p class='byline'>By <a href='/a'>Ann Lee</a> Harbour News</p><div>{TEXT}</div>",
    "a name before its paper": f"<p class='byline'>Ann Lee, Harbour News</p><div>{TEXT}</div>",
    "a name before a place": f"<p class='byline'>Ann Lee, Merrow</p><div>{TEXT}</div>",
    "an agency and a name": "<div class='byline'><span class='byline-item'>Reuters</span>"
    f"<b class='byline-more'>Ann Lee</b></div><div>{TEXT}</div>",
    "teasers before the byline": "<ul><li class='author'>Bo Kim The tide takes what it gives to the harbour</li></ul>"
    f"<p><span class='author'>Ann Lee</span></p><div>{TEXT}</div>",
    "a script in a byline": "<p class='author'>Bo Kim<script>ads = 1</script></p><p class='byline'>Ann Lee</p>" + TEXT,
    "a byline before a name below": f"<p class='byline'>Ann Lee</p><div>{TEXT}<p><b>Bo Kim</b></p></div>",
}
UNTOLD = {
    "boxes of two authors": f"<div>{TEXT}</div>"
    + "<aside class='author'><a rel='author' href='/a'>Ann Lee</a></aside>" * 2,
    "a box of something else": f"<div>{TEXT}</div><aside class='events'>{LINK}</aside>",
    "a heading of what follows": f"<div>{TEXT}<p><strong>Further Reading</strong></p><ul><li>Tides</li></ul></div>",
    "a link": f"<div>{TEXT}<p><strong><a href='/'>Back Home</a></strong></p></div>",
    "a line like any other": f"<div>{TEXT}<p>Merry Christmas</p></div>",
    "words inside a sentence": "<p>The speaker <span>di Ann Lee</span> said that the ferry would sail.</p>" + TEXT,
    "a place and a date": f"<div>Merrow Harbour | 4 May 2020</div><div>{TEXT}</div>",
    "a linked account": f"<p class='byline'>by jdadmin</p><div>{TEXT}</div>",
    "more than a name": f"<div>{TEXT}<p><b>Ann Lee rings the bell</b></p></div>",
    "a label with a colon": f"<p class='byline'>Bo Kim Tide tables: where to get them</p><div>{TEXT}</div>",
}


PRINTED = {
    "a Japanese dateline": (f"<div><p>【ロンドン＝山田太郎】渡し船は朝六時に出る。</p>{TEXT}</div>", ["山田太郎"]),
    "a Chinese reporter": (f"<p class='author'>港報 記者王小明／台北報導</p>{TEXT}", ["王小明"]),
    "a Chinese desk": (f"<p class='author'>港報快訊／王小明 2020年03月12日</p>{TEXT}", ["王小明"]),
    "an Arabic byline": (f"<span class='writeBy'>كتبت أسماء نصار</span>{TEXT}", ["أسماء نصار"]),
    "a Bosnian byline with an age": (f"<p class='autor'>Piše: P. Mucić prije 26 minuta</p>{TEXT}", ["P. Mucić"]),
    "a German byline": (f"<p class='author'>durch Ann Lee</p>{TEXT}", ["Ann Lee"]),
    "a translator": (f"<p class='author'>Übersetzung Bo Kim, Autor Ann Lee</p>{TEXT}", ["Ann Lee"]),
}


@pytest.mark.parametrize(("body", "expected"), PRINTED.values(), ids=PRINTED)
def test_bylines_of_many_languages_are_read(body: str, expected: list[str]) -> None:
    assert names(body) == expected


DECLARED = {
    "the site alone": ('{"@type": "Organization", "name": "Harbour News"}', "", []),
    "the site, in a byline": (
        '{"@type": "Organization", "name": "Harbour News"}',
        "<p class='byline'>By Harbour News</p>",
        ["Harbour News"],
    ),
    "an agency that is the site": ('{"@type": "Organization", "name": "Reuters"}', "", ["Reuters"]),
    "a shorter form": (
        '{"@type": "Person", "name": "Ann Lee"}',
        "<p class='byline'>By Ann H.J. Lee</p>",
        ["Ann H.J. Lee"],
    ),
    "staff, and a byline": (
        '{"@type": "Person", "name": "Harbour staff"}',
        "<p class='byline'>by European Rowing Agency</p>",
        ["European Rowing Agency"],
    ),
}


@pytest.mark.parametrize(("author", "above", "expected"), DECLARED.values(), ids=DECLARED)
def test_a_byline_is_heard_before_what_the_page_says_of_its_site(author: str, above: str, expected: list[str]) -> None:
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "author": {author}}}</script>'
    tree = parse(f"<html><head>{script}</head><body><h1>The ferry sails at six</h1>{above}{TEXT}</body></html>")
    assert tree is not None
    found = authors(open_page(tree), {"Harbour News", "Reuters"}, ["The ferry sails at six"])
    assert [author.name.name for author in found] == expected


@pytest.mark.parametrize("body", TOLD.values(), ids=TOLD)
def test_the_author_is_told(body: str) -> None:
    assert names(body) == ["Ann Lee"]


@pytest.mark.parametrize("body", UNTOLD.values(), ids=UNTOLD)
def test_nobody_is_told(body: str) -> None:
    assert names(body) == []
