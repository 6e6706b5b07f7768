"""A site is named by the part of its titles that its host bears, and by no other part of them."""

from __future__ import annotations

import pytest

from pressmark.pages.mastheads import is_of_host
from pressmark.pages.page import open_page
from pressmark.pages.sites import addresses, publishers
from pressmark.pages.tree import parse

STORY = "The last ferry stays"
NAMED = {
    "the last part": (f"{STORY} - Halden Courier", "www.haldencourier.example", "Halden Courier"),
    "a part before a motto": (f"{STORY} | Ebene 7 - Schulung . Beratung", "ebene7.example", "Ebene 7"),
    "the first part": (f"Fährblatt » Archiv » {STORY}", "faehrblatt.example", "Fährblatt"),
    "the beginnings of its words": (f"{STORY} – The Merrow Times", "mtimes.example", "The Merrow Times"),
    "its first letters": (f"{STORY} | Deutscher Ruder-Verband e.V.", "drv.example", "Deutscher Ruder-Verband e.V."),
    "letters of another script": (f"{STORY} - Известия", "izvestiya.example", "Известия"),
    "letters with marks": (f"{STORY} — Junín 7", "junin7.example", "Junín 7"),
    "a host in other words": (f"{STORY} - Rezept von Kuchen.example", "kuchen.example", "Kuchen.example"),
    "a blog among many": (f"{STORY} ~ Ada's Merry Blog", "adasmerry.blogspot.com", "Ada's Merry Blog"),
    "a part of the host's stem": (f"{STORY} - Lantern International", "lanternnews.example", "Lantern International"),
}
UNNAMED = {
    "no part but the story": (STORY, "haldencourier.example"),
    "a part of the story": (f"{STORY}: BSI und ZF starten ein neues Projekt", "bsi.example"),
    "a section": (f"{STORY} | Politik", "haldencourier.example"),
    "a short word within the host": (f"{STORY} | Recht", "arbeit-und-arbeitsrecht.example"),
    "what hosts of all kinds have": (f"{STORY} - News", "news.example.com"),
}


def publishers_of(title: str, host: str, head: str = "") -> list[str]:
    link = f"<link rel='canonical' href='https://{host}/2020/ferry'>" if host else ""
    tree = parse(f"<html><head><title>{title}</title>{link}{head}</head><body><p>{STORY}</p></body></html>")
    assert tree is not None
    page = open_page(tree)
    return [found.value for found in publishers(page, addresses(page))]


@pytest.mark.parametrize(("title", "host", "name"), NAMED.values(), ids=NAMED)
def test_the_title_names_the_site(title: str, host: str, name: str) -> None:
    assert publishers_of(title, host) == [name]


@pytest.mark.parametrize(("title", "host"), UNNAMED.values(), ids=UNNAMED)
def test_a_title_does_not_name_the_site(title: str, host: str) -> None:
    assert publishers_of(title, host) == []


DECLARED = {
    "an agency": ("<meta name='publisher' content='Reuters'>", ["Halden Courier", "Reuters"]),
    "a section": ("<meta property='og:site_name' content='U.S.'>", ["Halden Courier", "U.S."]),
    "a company": ("<meta name='publisher' content='Merrow Verlag GmbH'>", ["Merrow Verlag GmbH", "Halden Courier"]),
    "an account": ("<meta property='og:site_name' content='@courier'>", ["Halden Courier"]),
    "an address": ("<meta property='og:site_name' content='https://haldencourier.example'>", ["Halden Courier"]),
    "a bare host": ("<meta name='publisher' content='www.haldencourier.example'>", ["Halden Courier"]),
}


@pytest.mark.parametrize(("head", "names"), DECLARED.values(), ids=DECLARED)
def test_what_the_address_does_not_bear_stands_behind(head: str, names: list[str]) -> None:
    found = publishers_of(f"{STORY} - Halden Courier", "haldencourier.example", head)
    assert found[: len(names)] == names


def test_the_host_of_links_stands_in_for_an_address() -> None:
    base = "<base href='https://haldencourier.example/'>"
    assert publishers_of(f"{STORY} - Halden Courier", "", base) == ["Halden Courier"]


def test_an_agency_that_runs_a_site_is_its_publisher() -> None:
    assert is_of_host("Reuters", {"reuters.com"})
    assert not is_of_host("Reuters", {"haldencourier.example"})
