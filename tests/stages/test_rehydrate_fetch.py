"""What is fetched for a release: every outcome against servers on this machine, and the manners of whoever fetches."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from stages.harbour import page, released, words
from stages.island import tree
from stages.scripted import Said, Server, Waits, serving

from pressmark.contracts.package import Package
from pressmark.errors import ConfigurationError, PressmarkError
from pressmark.evidence.text import text_sha256
from pressmark.stages._manners import Fetching
from pressmark.stages._transport import Transport, Unanswered
from pressmark.stages.rehydrate import Rehydration, rehydrate

ROBOTS = b"User-agent: *\nDisallow: /private/\n"
LIMITS: Mapping[str, Any] = {"silence": 0.4, "seconds": 5.0, "most": 20_000, "contact": "thora@example.org"}
ARCHIVE = "/web/{timestamp}id_/{url}"


@dataclass
class Web:
    """Servers, and the pages of a release that they serve."""

    main: Server
    other: Server
    archive: Server
    pages: dict[str, bytes] = field(default_factory=dict)

    def publish(self, name: str, *said: Said, server: Server | None = None, path: str | None = None) -> str:
        """Adds an article to the release, and says what its address answers; without a word its own page."""
        at = server or self.main
        url = at.url(path or f"/{name}")
        self.pages[name] = page(url, name)
        at.says(path or f"/{name}", *(said or (Said(body=self.pages[name]),)))
        return url


@pytest.fixture
def web() -> Iterator[Web]:
    with ExitStack() as stack:
        main, other, archive = (stack.enter_context(serving()) for _ in range(3))
        main.says("/robots.txt", Said(body=ROBOTS, headers={"Content-Type": "text/plain"}))
        yield Web(main, other, archive)


def fetched(web: Web, release: Package, to: Path, waits: Waits | None = None, **options: Any) -> Rehydration:
    fetching = Fetching(**{**LIMITS, "live": True, "hosts": (web.main.place,), **options})
    return rehydrate(release.folder, to=to, fetching=fetching, clock=(waits or Waits()).clock)


def outcomes(package: Package) -> dict[str, dict[str, Any]]:
    """Returns the row of each article by the name of its boat."""
    rows = pl.read_csv(package.folder / "rehydration.csv", infer_schema=False)
    named = rows.join(package.scan("articles").select("article_id", "title").collect(), on="article_id")
    return {row["title"].split()[1]: row for row in named.iter_rows(named=True)}


def test_every_article_has_the_outcome_of_its_address(web: Web, tmp_path: Path) -> None:
    web.publish("identical")
    url = web.publish("markup")
    web.main.says("/markup", Said(body=page(url, "markup", markup=' class="x"')))
    url = web.publish("changed")
    web.main.says("/changed", Said(body=page(url, "changed", count=13)))
    web.publish("gone", Said(410))
    web.publish("absent", Said(404))
    web.publish("forbidden", Said(403))
    web.publish("withheld", Said(451))
    web.publish("private", path="/private/page")
    web.publish("foreign", server=web.other)
    web.publish("astray", Said(302, headers={"Location": web.other.url("/astray")}))
    web.publish("moved", Said(301, headers={"Location": "/elsewhere"}))
    web.main.says("/elsewhere", Said(body=web.pages["moved"]))
    web.publish("circle", Said(302, headers={"Location": "/circle"}))
    web.publish("busy", Said(429, headers={"Retry-After": "33"}), Said(503))
    web.main.answers["/busy"].append(Said(body=web.pages["busy"]))
    web.publish("silent", Said(stall=True))
    web.publish("large", Said(body=b"<p>" + b"x" * 30_000))
    web.publish("bare", Said(body=b"<html><body></body></html>"))
    packed = gzip.compress(page(web.main.url("/packed"), "packed"))
    web.publish("packed", Said(body=packed, headers={"Content-Encoding": "gzip"}))
    web.publish("failing", Said(500))
    waits = Waits()
    release = released(tmp_path, web.pages)
    found = fetched(web, release, tmp_path / "to", waits)
    rows = outcomes(found.package)
    assert {name: (row["outcome"], row["reason"]) for name, row in rows.items()} == {
        "identical": ("identical", None),
        "markup": ("other-markup", None),
        "changed": ("changed", None),
        "gone": ("gone", "HTTP status 410"),
        "absent": ("gone", "HTTP status 404"),
        "forbidden": ("blocked", "HTTP status 403"),
        "withheld": ("blocked", "HTTP status 451"),
        "private": ("blocked", "robots.txt"),
        "foreign": ("blocked", f"the host {web.other.place} is not declared"),
        "astray": ("blocked", f"the host {web.other.place} is not declared"),
        "moved": ("identical", None),
        "circle": ("missing", "too many redirects"),
        "busy": ("identical", None),
        "silent": ("missing", "timed out"),
        "large": ("missing", "larger than 20000 bytes"),
        "bare": ("missing", "its page holds no article that could be read"),
        "packed": ("identical", None),
        "failing": ("missing", "HTTP status 500"),
    }
    assert sum(found.counts.values()) == len(web.pages)
    assert web.other.asked == []
    assert "/private/page" not in web.main.asked
    assert 33.0 in waits.waited
    assert rows["moved"]["from"] == web.main.url("/elsewhere")
    assert {row["retrieved"] for row in rows.values() if row["outcome"] == "identical"} == {"2026-11-25T12:00:00Z"}
    texts = found.package.scan("texts").collect()
    assert texts.height == 5
    assert text_sha256(None, "\n\n".join(words("moved"))) in {
        text_sha256(row["lede"], row["text"]) for row in texts.iter_rows(named=True)
    }


def test_an_archive_is_asked_for_what_is_not_there(web: Web, tmp_path: Path) -> None:
    lost, moved, live = web.publish("lost", Said(404)), web.publish("moved"), web.publish("live")
    nowhere = web.publish("nowhere", Said(410))
    web.main.says("/moved", Said(body=page(moved, "moved", count=40)))
    stamp = {"Memento-Datetime": "Wed, 22 May 2024 08:00:00 GMT"}
    for url, name in ((lost, "lost"), (moved, "moved")):
        web.archive.says(
            f"/web/20240521000000id_/{url}", Said(302, headers={"Location": f"/web/20240522080000id_/{url}"})
        )
        web.archive.says(f"/web/20240522080000id_/{url}", Said(body=page(url, name, markup=' id="a"'), headers=stamp))
    release = released(tmp_path, web.pages)
    found = fetched(web, release, tmp_path / "to", archive=web.archive.url(ARCHIVE))
    rows = outcomes(found.package)
    assert {name: row["outcome"] for name, row in rows.items()} == {
        "lost": "from-archive",
        "moved": "from-archive",
        "live": "identical",
        "nowhere": "gone",
    }
    assert rows["lost"]["archived"] == "2024-05-22T08:00:00Z"
    assert rows["lost"]["from"] == web.archive.url(f"/web/20240522080000id_/{lost}")
    assert not any(live in path for path in web.archive.asked)
    assert any(nowhere in path for path in web.archive.asked)
    only = rehydrate(
        release.folder,
        to=tmp_path / "only",
        fetching=Fetching(**LIMITS, archive=web.archive.url(ARCHIVE)),
        clock=Waits().clock,
    )
    assert only.counts["from-archive"] == 2
    assert only.counts["missing"] == 2


def test_who_fetches_waits_says_who_it_is_and_sends_nothing_else(web: Web, tmp_path: Path) -> None:
    web.main.says("/robots.txt", Said(body=b"User-agent: pressmark\nCrawl-delay: 9\n"))
    for name in ("one", "two", "three"):
        web.publish(name)
    waits = Waits()
    fetched(web, released(tmp_path, web.pages), tmp_path / "to", waits, delay=4.0)
    assert waits.waited == [9.0, 9.0, 9.0]
    assert web.main.asked[0] == "/robots.txt"
    for headers in web.main.headers:
        assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding"}
        assert headers["User-Agent"].startswith("pressmark/")
        assert headers["User-Agent"].endswith(" (+thora@example.org)")


def test_what_a_site_allows_is_not_guessed(web: Web, tmp_path: Path) -> None:
    astray = Said(302, headers={"Location": "http://elsewhere.test/robots.txt"})
    answers = (Said(500), Said(429), Said(stall=True), astray)
    with ExitStack() as stack:
        servers = [stack.enter_context(serving()) for _ in answers]
        for server, said in zip(servers, answers, strict=True):
            server.says("/robots.txt", said)
            for number in (1, 2):
                web.publish(f"at-{server.place.replace(':', '-')}-{number}", server=server)
        hosts = tuple(server.place for server in servers)
        found = fetched(web, released(tmp_path, web.pages), tmp_path / "to", hosts=hosts)
        assert found.counts["blocked"] == 8
        assert [server.asked for server in servers] == [["/robots.txt"]] * 4


def test_a_host_that_refuses_or_fails_is_left_alone(web: Web, tmp_path: Path) -> None:
    for number in range(6):
        web.publish(f"busy{number}", Said(429))
    release = released(tmp_path, web.pages)
    found = fetched(web, release, tmp_path / "to")
    assert found.counts["blocked"] == 6
    assert len(web.main.asked) == 1 + 3  # robots.txt, and three tries of one page
    for number in range(6):
        web.main.says(f"/busy{number}", Said(500))
    web.main.asked.clear()
    assert fetched(web, release, tmp_path / "to").counts["missing"] == 6
    assert len(web.main.asked) == 1 + 3 * 3
    for number in range(6):
        web.main.says(f"/busy{number}", Said(503, headers={"Retry-After": "86400"}))
    web.main.asked.clear()
    assert fetched(web, release, tmp_path / "to").counts["blocked"] == 6
    assert len(web.main.asked) == 1 + 1


def test_a_second_run_fetches_only_what_may_be_there_now(web: Web, tmp_path: Path) -> None:
    web.publish("here")
    web.publish("gone", Said(404))
    web.publish("later", Said(500))
    release = released(tmp_path, web.pages)
    fetched(web, release, tmp_path / "to")
    web.main.says("/later", Said(body=web.pages["later"]))
    web.main.asked.clear()
    found = fetched(web, release, tmp_path / "to")
    assert web.main.asked == ["/robots.txt", "/later"]
    assert (found.counts["identical"], found.counts["gone"]) == (2, 1)
    anew = tmp_path / "anew"
    assert fetched(web, release, anew).counts == found.counts
    assert tree(anew) == tree(tmp_path / "to")


def test_a_run_that_is_stopped_loses_no_page(web: Web, tmp_path: Path) -> None:
    for number in range(5):
        web.publish(f"boat{number}")
    release = released(tmp_path, web.pages)
    fetched(web, release, tmp_path / "whole")
    web.main.asked.clear()

    def stop(done: int, _: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    fetching = Fetching(**LIMITS, live=True, hosts=(web.main.place,))
    with pytest.raises(KeyboardInterrupt):
        rehydrate(release.folder, to=tmp_path / "to", fetching=fetching, clock=Waits().clock, progress=stop)
    assert not (tmp_path / "to").exists()
    fetched(web, release, tmp_path / "to")
    assert sorted(web.main.asked) == sorted(["/robots.txt", "/robots.txt", *(f"/boat{number}" for number in range(5))])
    assert tree(tmp_path / "to") == tree(tmp_path / "whole")


def test_nothing_is_fetched_unless_it_is_asked_for(web: Web, tmp_path: Path) -> None:
    web.publish("here")
    release = released(tmp_path, web.pages)
    empty = tmp_path / "empty"
    empty.mkdir()
    found = rehydrate(release.folder, empty, to=tmp_path / "to")
    assert found.counts["missing"] == 1
    with pytest.raises(PressmarkError, match="no source is named"):
        rehydrate(release.folder, to=tmp_path / "to")
    assert web.main.asked == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"contact": None}, "must be able to reach you"),
        ({"contact": "nobody"}, "must be able to reach you"),
        ({"hosts": ()}, "no host is declared"),
        ({"hosts": ("https://example.org/",)}, "is no host"),
        ({"hosts": ("user@example.org",)}, "is no host"),
        ({"delay": 0.1}, "too short a delay"),
        ({"archive": "https://archive.example/web/"}, "is no template of an archive"),
        ({"archive": "file:///{url}"}, "is no template of an archive"),
    ],
)
def test_what_is_not_said_or_wrong_is_refused(
    dataset: Path, tmp_path: Path, options: Mapping[str, Any], said: str
) -> None:
    fetching = Fetching(**{**LIMITS, "live": True, "hosts": ("example.org",), **options})
    with pytest.raises(ConfigurationError, match=said):
        rehydrate(dataset, to=tmp_path / "to", fetching=fetching, clock=Waits().clock)
    assert not list(tmp_path.iterdir())


def test_a_name_that_stands_for_this_network_is_not_asked(web: Web) -> None:
    answer = Transport("pressmark/0 (+thora@example.org)", silence=1.0).get(web.main.url("/robots.txt"))
    assert answer == Unanswered("its host is within this network", again=False)
    assert web.main.asked == []
