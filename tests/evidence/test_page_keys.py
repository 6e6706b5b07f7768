"""Addresses of one page have one key; addresses of two pages have two."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.evidence.page_keys import page_key

BELL = "https://lantern.example.org/2024/bell"
SAME = [
    "http://lantern.example.org/2024/bell",
    "https://www.lantern.example.org/2024/bell",
    "https://LANTERN.example.org:443/2024/bell",
    "http://lantern.example.org.:80/2024/bell",
    "https://m.lantern.example.org/2024/bell",
    "https://amp.lantern.example.org/2024/bell",
    f"{BELL}/",
    f"{BELL}//",
    f"{BELL}#comments",
    f"{BELL}?utm_source=post&utm_medium=mail",
    f"{BELL}?fbclid=Iw123#top",
    f"{BELL}?ref=front&_ga=1.2",
    f"{BELL}/amp",
    f"{BELL}/amp/",
    f"{BELL}?amp",
    f"{BELL}?amp=1",
    f"{BELL}?outputType=amp",
    f"{BELL}.amp",
    f"{BELL}/print",
    f"{BELL}/print/",
    f"{BELL}?print=1",
    f"{BELL}?view=print&utm_campaign=x",
    f"{BELL}?format=printer-friendly",
    f"{BELL}/index.html",
    "https://lantern.example.org/amp/2024/bell",
    "https://lantern.example.org/print/2024/bell",
    "https://lantern.example.org/2024//bell",
    "https://lantern.example.org/2024/%62ell",
    "https://web.archive.org/web/20240501000000/https://lantern.example.org/2024/bell",
    "https://web.archive.org/web/20240501000000id_/http:/lantern.example.org/2024/bell",
    "https://www.google.com/amp/s/lantern.example.org/2024/bell",
    "https://lantern-example-org.cdn.ampproject.org/c/s/lantern.example.org/2024/bell",
]
OTHER = [
    "https://lantern.example.org/2024/bells",
    "https://lantern.example.org/2023/bell",
    "https://lantern.example.org/2024/Bell",
    "https://post.example.org/2024/bell",
    "https://lantern.example.org:8080/2024/bell",
    f"{BELL}?page=2",
    f"{BELL}#!/2",
    f"{BELL}/lamp",
    f"{BELL}/blueprint",
]
NONE = [
    "",
    None,
    "https://lantern.example.org",
    "http://www.lantern.example.org/",
    "https://lantern.example.org/?utm_source=a",
    "https://lantern.example.org/index.html",
    "mailto:bell@lantern.example.org",
    "lantern.example.org/2024/bell",
]


@pytest.mark.parametrize("url", SAME)
def test_the_addresses_of_one_page(url: str) -> None:
    assert page_key(url) == page_key(BELL) == "lantern.example.org/2024/bell"


@pytest.mark.parametrize("url", OTHER)
def test_the_address_of_another_page(url: str) -> None:
    assert page_key(url) not in (page_key(BELL), None)


@pytest.mark.parametrize("url", NONE)
def test_what_names_no_article(url: str | None) -> None:
    assert page_key(url) is None


def test_parameters_that_name_a_page_are_kept_in_any_order() -> None:
    keys = {page_key(f"https://a.example/story.php?{query}") for query in ("id=7&lang=en", "lang=en&id=7&print=1")}
    assert keys == {"a.example/story.php?id=7&lang=en"}
    assert page_key("https://a.example/story.php?id=8&lang=en") not in keys


def test_letters_of_all_scripts_have_one_form() -> None:
    written = (
        "https://bücher.example/caf%C3%A9",
        "http://xn--bcher-kva.example/café",
        "https://bücher.example/cafe\u0301",
    )
    assert len({page_key(url) for url in written}) == 1


@given(st.text(min_size=1, max_size=60), st.text(max_size=20))
def test_no_address_breaks_it_and_a_key_keeps_its_key(rest: str, query: str) -> None:
    for url in (f"https://{rest}", f"https://a.example/{rest}?{query}"):
        key = page_key(url)
        if key and "." in re.split(r"[/?#]", key)[0]:  # a name of one part is no site, and has no `www.`
            assert page_key(f"http://www.{key}") in (key, page_key(f"https://{key}"))
