"""What a robots.txt allows to whom: the rules and the examples of RFC 9309."""

from __future__ import annotations

import pytest

from pressmark.evidence.robots import robots_for

EXAMPLE = """User-Agent: *
Disallow: *.gif$
Disallow: /example/
Allow: /publications/

User-Agent: foobot
Disallow:/
Allow:/example/page.html
Allow:/example/allowed.gif

User-Agent: barbot
User-Agent: bazbot
Disallow: /example/page.html

User-Agent: quxbot
"""


@pytest.mark.parametrize(
    ("program", "path", "allowed"),
    [
        ("foobot", "/example/page.html", True),
        ("foobot", "/example/allowed.gif", True),
        ("foobot", "/publications/", False),
        ("FooBot", "/", False),
        ("barbot", "/example/page.html", False),
        ("bazbot", "/example/page.html", False),
        ("bazbot", "/example/other.gif", True),
        ("quxbot", "/example/page.html", True),
        ("pressmark", "/example/page.html", False),
        ("pressmark", "/a/picture.gif", False),
        ("pressmark", "/a/picture.gif?size=2", True),
        ("pressmark", "/publications/paper", True),
        ("pressmark", "/robots.txt", True),
    ],
)
def test_the_examples_of_the_standard(program: str, path: str, allowed: bool) -> None:
    assert robots_for(EXAMPLE, program).allows(f"https://example.org{path}") is allowed


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow: /\nAllow: /page", "/page", True),
        ("Disallow: /page\nAllow: /page", "/page", True),
        ("Allow: /p\nDisallow: /page", "/page", False),
        ("Disallow:", "/page", True),
        ("Disallow: /*/private*secret$", "/a/private/the/secret", False),
        ("Disallow: /*/private*secret$", "/a/private/the/secret/not", True),
        ("Disallow: /a$", "/a", False),
        ("Disallow: /a$", "/ab", True),
        ("Disallow: /page?id=", "/page?id=7", False),
        ("Disallow: /page?id=", "/page", True),
        ("Disallow: /Page", "/page", True),
        ("Disallow: /*?", "/page?", False),
        ("Disallow: /*?", "?id=7", False),
        ("Disallow: /page", "#/page", True),
        ("Disallow: /caf%C3%A9", "/caf%c3%a9", False),
        ("Disallow: /café", "/caf%C3%A9", False),
        ("Disallow: /%7Euser", "/~user", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow: /x # all of it", "/x", False),
        ("disallow : /x", "/x", False),
        ("Disalow: /x", "/x", True),
        ("Disallow: /*a*a*a*a*a*a*a*a*a*b", "/" + "a" * 5_000, True),
    ],
)
def test_the_longest_pattern_decides(rules: str, path: str, allowed: bool) -> None:
    assert robots_for(f"User-agent: *\n{rules}\n", "pressmark").allows(f"http://example.org{path}") is allowed


def test_groups_of_one_name_are_one_and_other_lines_part_none() -> None:
    text = (
        "\ufeffDisallow: /nobody\nUser-agent: pressmark/2.0\nDisallow: /a\nSitemap: https://example.org/s.xml\n"
        "Disallow: /b\r\nUser-agent: *\rDisallow: /\nUser-agent: Pressmark\nDisallow: /c\nCrawl-delay: 7.5\n"
    )
    found = robots_for(text, "pressmark")
    assert [found.allows(f"http://example.org/{name}") for name in ("a", "b", "c", "d", "nobody")] == [
        *(False, False, False),
        *(True, True),
    ]
    assert found.delay == 7.5
    assert robots_for(text, "another").delay is None
    assert robots_for("User-agent: *\nCrawl-delay: soon\nDisallow: /a", "pressmark").delay is None


@pytest.mark.parametrize("text", ["", "<html><body>Not here</body></html>", "\x00\x01", "User-agent:\nDisallow: /"])
def test_what_says_nothing_allows_everything(text: str) -> None:
    assert robots_for(text, "pressmark").allows("http://example.org/page")
