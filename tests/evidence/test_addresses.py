"""Addresses of the web are told from what only looks like one, and nothing is made up for a lost one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.evidence.addresses import has_tracking, host_of, link_status, web_url, without_tracking

SCHEMA = Path(__file__).resolve().parents[2] / "schemas" / "articles" / "1.0" / "tables" / "articles.json"

ADDRESSES: list[tuple[str | None, str | None, str]] = [
    ("https://example.org/", "https://example.org/", "kept"),
    ("http://example.org/a?b=c#d", "http://example.org/a?b=c#d", "kept"),
    (" https://example.org/a \n", "https://example.org/a", "kept"),
    ("HTTPS://example.org/A", "https://example.org/A", "kept"),
    ("https://example.org:8080/", "https://example.org:8080/", "kept"),
    ("https://www.example.org/@user/1", "https://www.example.org/@user/1", "kept"),
    ("https://münchen.example/ä", "https://münchen.example/ä", "kept"),
    ("https://[2001:db8::1]/", "https://[2001:db8::1]/", "kept"),
    ("https://192.0.2.1/", "https://192.0.2.1/", "kept"),
    ("https://example.org/%20", "https://example.org/%20", "kept"),
    (None, None, "lost"),
    ("", None, "lost"),
    ("  ", None, "lost"),
    ("#", None, "lost"),
    ("javascript:void(0)", None, "lost"),
    ("JavaScript:open()", None, "lost"),
    ("about:blank", None, "lost"),
    ("mailto:desk@example.org", None, "mailto"),
    ("MAILTO:desk@example.org", None, "mailto"),
    ("https://ann:secret@example.org/", None, "malformed"),
    ("https://ann@example.org/", None, "malformed"),
    ("https://", None, "malformed"),
    ("https:///path", None, "malformed"),
    ("https:example.org", None, "malformed"),
    ("https://example.org:99999/", None, "malformed"),
    ("https://example.org:http/", None, "malformed"),
    ("https://exa mple.org/", None, "malformed"),
    ("https://example.org/a b", None, "malformed"),
    ("https://example.org/a\nb", None, "malformed"),
    ("https://example.org/a\u2028b", None, "malformed"),
    ("https://example.org/a\u0085b", None, "malformed"),
    ("https://example.org/a\u00a0b", None, "malformed"),
    ("https://example.org/<a>", None, "malformed"),
    ('https://example.org/"', None, "malformed"),
    ("https://example.org/a|b", None, "malformed"),
    ("https://example..org/", None, "malformed"),
    ("https://-example.org/", None, "malformed"),
    ("https://[::1", None, "malformed"),
    ("//example.org/", None, "malformed"),
    ("/path", None, "malformed"),
    ("example.org", None, "malformed"),
    ("ftp://example.org/", None, "malformed"),
    ("tel:123", None, "malformed"),
]


@pytest.mark.parametrize(("href", "url", "status"), ADDRESSES)
def test_a_target_is_kept_lost_or_malformed(href: str | None, url: str | None, status: str) -> None:
    assert web_url(href) == url
    assert link_status(href) == status


HOSTS = {
    "https://www.Example.org/a": "example.org",
    "https://news.example.org:80/": "news.example.org",
    "https://www.www.example.org": "www.example.org",
    "https://[2001:db8::1]/": "2001:db8::1",
    "/path": None,
    "": None,
    "https://[::1": None,
    "mailto:a@example.org": None,
}


@pytest.mark.parametrize("url", HOSTS)
def test_an_address_has_its_host(url: str) -> None:
    assert host_of(url) == HOSTS[url]


TRACKING = {
    "https://example.org/?utm_source=feed": True,
    "https://example.org/?id=7&fbclid=x": True,
    "https://example.org/?GCLID=": True,
    "https://example.org/?PHPSESSID=1": True,
    "https://example.org/?mc_cid=1": True,
    "https://example.org/story;jsessionid=1A?id=7": True,
    "https://example.org/?sid=0123456789abcdef0123456789abcdef": True,
    "https://example.org/article.php?sid=123": False,
    "https://example.org/#?utm_source=feed": False,
    "https://example.org/?id=7": False,
    "https://example.org/?q=utm_source": False,
    "https://example.org/utm_source=feed": False,
    "https://example.org/?inside=1": False,
    "https://example.org/": False,
    "https://[::1": False,
}


@pytest.mark.parametrize("url", TRACKING)
def test_tracking_is_told_from_what_an_address_needs(url: str) -> None:
    assert has_tracking(url) is TRACKING[url]


UNTRACKED = {
    "https://example.org/?utm_source=feed": "https://example.org/",
    "https://example.org/a?b=1&utm_source=feed&c=%20&fbclid=x#d?e=1": "https://example.org/a?b=1&c=%20#d?e=1",
    "https://example.org/story;jsessionid=1A2B?id=7": "https://example.org/story?id=7",
    "https://example.org/a?b&&c=1&gclid": "https://example.org/a?b&&c=1",
    "https://example.org/article.php?sid=123": "https://example.org/article.php?sid=123",
}


@pytest.mark.parametrize("url", UNTRACKED)
def test_only_what_follows_the_reader_is_taken_out(url: str) -> None:
    assert without_tracking(url) == UNTRACKED[url]


@given(st.lists(st.sampled_from(["utm_a=1", "id=7", "", "sid=12", "fbclid", "x;jsessionid=1", "#"])).map("&".join))
def test_taking_out_once_is_enough(query: str) -> None:
    url = f"https://example.org/a?{query}"
    once = without_tracking(url)
    assert not has_tracking(once)
    assert without_tracking(once) == once
    assert has_tracking(url) or once == url


@given(st.one_of(st.text(), st.text().map("https://{}".format), st.text().map("http://example.org/{}".format)))
def test_a_kept_address_is_one_that_the_contract_takes(href: str) -> None:
    url = web_url(href)
    host_of(href), has_tracking(href)
    assert (link_status(href) == "kept") is (url is not None)
    if url is None:
        return
    fields = json.loads(SCHEMA.read_text("utf-8"))["fields"]
    patterns = [field["constraints"]["pattern"] for field in fields if field["name"].endswith("url")]
    assert patterns
    assert all(re.search(pattern, url) for pattern in patterns)
    assert web_url(url) == url
    assert url in href.strip() or url.split("://", 1)[1] in href
    assert host_of(url)
