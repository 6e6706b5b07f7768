"""What a page says of agencies and holders beside its text, and what it says of its pictures only."""

from __future__ import annotations

import pytest

from pressmark.model.draft import Draft
from pressmark.pages.article import article_of

TEXT = (
    "The bell buoy off the north reef rings again, after two silent winters in which the boats steered by the light "
    "alone, and the keeper of the harbour light says that she sleeps better with the bell than without it."
)
PAGE = """<!DOCTYPE html><html lang="en"><head><title>On the reef, a bell</title>{head}</head><body class="{body}">
<main>
<article><h1>On the reef, a bell</h1>{above}<p>{text}</p><p>{text} It was cast on the mainland.</p>{below}</article>
</main></body></html>"""
LINKED = """<script type="application/ld+json">
{{"@type": "NewsArticle", "headline": "On the reef, a bell", {more}}}</script>"""


def read(head: str = "", body: str = "page", above: str = "", below: str = "") -> Draft:
    text = PAGE.format(head=head, body=body, above=above, below=below, text=TEXT)
    found = article_of(text, source_sha256="0" * 64, date_order=None, language=None)
    assert isinstance(found, Draft)
    return found


def holders(draft: Draft) -> list[str]:
    return [agent.name for agent in draft.agents if agent.role == "rights_holder"]


@pytest.mark.parametrize(
    ("below", "body", "held"),
    [
        ("<p>© 2024 Northgate Wire</p>", "page", ["Northgate Wire"]),
        ('<p class="credit">© 2024 Northgate Wire</p>', "page", ["Northgate Wire"]),
        ("<p>© 2024 Northgate Wire</p>", "single-image-post has-photo", ["Northgate Wire"]),
        ("<figure><img src='a.jpg'><figcaption><p>© 2024 Northgate Wire</p></figcaption></figure>", "page", []),
        ('<div class="photo-credit"><span>© 2024 Northgate Wire</span></div>', "page", []),
    ],
)
def test_the_notice_of_a_picture_is_not_the_articles(below: str, body: str, held: list[str]) -> None:
    assert holders(read(body=body, below=below)) == held


@pytest.mark.parametrize(
    ("head", "above", "credited"),
    [
        ("", '<span class="byline__source">The Associated Press</span>', ["Associated Press"]),
        ("", '<p class="credit">Reuters</p>', ["Reuters"]),
        ("", '<p class="byline">Ada Lind, AFP</p>', ["AFP"]),
        ("", '<p class="photo-credit">Reuters</p>', []),
        ("", '<figure><img src="a.jpg"><figcaption class="source">Reuters</figcaption></figure>', []),
        ("", '<p class="related-source">Ada Lind</p>', []),
        (LINKED.format(more='"author": {"name": "Reuters"}'), "", ["Reuters"]),
        (LINKED.format(more='"provider": {"name": "dpa"}'), "", ["dpa"]),
        (LINKED.format(more='"image": {"creditText": "Reuters"}'), "", []),
    ],
)
def test_an_agency_beside_the_text_is_credited(head: str, above: str, credited: list[str]) -> None:
    draft = read(head=head, above=above)
    claims = [claim for claim in draft.claims if claim.claim == "credit"]
    assert [claim.value for claim in claims] == credited
    assert all(claim.locator and claim.verbatim for claim in claims)
