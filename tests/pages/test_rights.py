"""What a licence on a page speaks of: the site, the article, or only a picture."""

from __future__ import annotations

import pytest

from pressmark.pages.page import open_page
from pressmark.pages.rights import licenses
from pressmark.pages.tree import parse

SENTENCE = "It sails at six in the morning, and whoever wants a seat is early."
TEXT = f"<article><h1>The ferry sails again</h1><p>{SENTENCE}</p></article>"
DEED = "https://creativecommons.org/licenses/by/4.0/"
BADGE = (
    f"<a href='{DEED}'><img src='https://i.creativecommons.org/l/by/4.0/88x31.png' alt='Creative Commons Licence'></a>"
)
LINK = f"<a href='{DEED}'>CC BY 4.0</a>"

SCOPES = {
    "a button in a widget for pictures": (f"<div class='widget_media_image image-5'>{BADGE}</div>", "site"),
    "a button beside a picture": (f"<div class='image-box'><img src='boat.jpg'>{BADGE}</div>", "part"),
    "a button in a caption": (f"<p class='caption'>{BADGE}</p>", "part"),
    "the credits of a site": (f"<div class='site-credits'><p>{LINK}</p></div>", "site"),
    "the holder of a picture": (f"<div class='img-holder'><span>{LINK}</span></div>", "part"),
    "a line about a picture": (f"<p>By Anne Lebrun (own work), {LINK}, via Wikimedia Commons</p>", "part"),
    "a line about all pictures": (f"<p>All photos in this blog are licensed {LINK}</p>", "part"),
    "a line about texts and pictures": (f"<p>Texts and photos are licensed {LINK}</p>", "site"),
}


@pytest.mark.parametrize(("markup", "scope"), SCOPES.values(), ids=SCOPES)
def test_what_a_licence_outside_the_article_speaks_of(markup: str, scope: str) -> None:
    tree = parse(f"<html><body class='post with-image-header'><div>{TEXT}</div>{markup}</body></html>")
    assert tree is not None
    assert [(license.spdx, license.scope) for license in licenses(open_page(tree))] == [("CC-BY-4.0", scope)]


BOXES = {
    "a box of its own": (f"<div class='license copyright'>Licensed under {LINK}</div>", "article"),
    "a box with a picture": (f"<div class='license'><img src='boat.jpg'>Licensed under {LINK}</div>", "part"),
    "a box that grants nothing": (f"<div class='license'>The town signed {LINK} last week</div>", "part"),
    "a box of another name": (f"<div class='fact'>Licensed under {LINK}</div>", "part"),
    "a box of a photo's licence": (f"<div class='photo-license license'>Licensed under {LINK}</div>", "part"),
}


@pytest.mark.parametrize(("markup", "scope"), BOXES.values(), ids=BOXES)
def test_what_a_licence_inside_the_article_speaks_of(markup: str, scope: str) -> None:
    tree = parse(
        f"<html><body><article><h1>The ferry sails again</h1><p>{SENTENCE}</p>{markup}</article></body></html>"
    )
    assert tree is not None
    assert [(license.spdx, license.scope) for license in licenses(open_page(tree))] == [("CC-BY-4.0", scope)]
