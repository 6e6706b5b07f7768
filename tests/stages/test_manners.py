"""What may be fetched: what is asked for comes before the configuration, and that before the default."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from stages.scripted import Said, Server, Waits, serving

from pressmark.contracts.configuration import read_configuration
from pressmark.errors import ConfigurationError
from pressmark.stages._asking import Asker, Page, Refusal, place_of
from pressmark.stages._manners import Fetching, asker_of

CONTACT = "thora@example.org"


def asker(fetching: Fetching, configured: Mapping[str, Any] | None = None) -> Asker:
    found = asker_of(fetching, configured or {}, Waits().clock)
    assert found is not None
    return found


def test_a_configuration_says_what_the_command_leaves_out(tmp_path: Path) -> None:
    said = f'[rehydrate]\nhosts = ["example.org", "Example.org:8080"]\ncontact = "{CONTACT}"\ndelay = 10\n'
    (tmp_path / "pressmark.toml").write_text(said, "utf-8")
    configured = read_configuration(None, tmp_path).rehydrate
    found = asker(Fetching(live=True), configured)
    assert (found.hosts, found.delay) == ({"example.org", "example.org:8080"}, 10)
    assert CONTACT in found.transport.program
    more = asker(Fetching(live=True, hosts=("example.com:80",), contact="https://example.com/who", delay=2), configured)
    assert (more.hosts, more.delay) == ({"example.org", "example.org:8080", "example.com"}, 2)
    assert "https://example.com/who" in more.transport.program


@pytest.mark.parametrize("line", ["delay = 0.5", "hosts = 'example.org'", "robots = false"])
def test_a_configuration_that_is_wrong_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "pressmark.toml").write_text(f"[rehydrate]\n{line}\n", "utf-8")
    with pytest.raises(ConfigurationError, match=r"pressmark\.toml: rehydrate"):
        read_configuration(None, tmp_path)


def test_nothing_is_asked_where_nothing_is_wanted() -> None:
    assert asker_of(None, {"hosts": ["example.org"]}, None) is None
    assert asker_of(Fetching(hosts=("example.org",)), {}, None) is None


def test_an_archive_declares_its_own_host_and_no_other() -> None:
    found = asker(Fetching(archive="https://archive.example/web/{timestamp}id_/{url}", contact=CONTACT))
    assert found.hosts == {"archive.example"}


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://Example.org/a", "example.org"),
        ("https://example.org:443/a", "example.org"),
        ("http://example.org:443/a", "example.org:443"),
        ("http://[::1]:8000/a", "[::1]:8000"),
        ("ftp://example.org/a", None),
        ("https://example.org@elsewhere.test/", None),
        ("file:///etc/passwd", None),
        ("//example.org/a", None),
    ],
)
def test_a_place_is_a_host_with_the_port_that_is_not_its_schemes(url: str, place: str | None) -> None:
    assert place_of(url) == place


@pytest.mark.parametrize(
    "target", ["http://localhost:1/", "file:///etc/passwd", "//elsewhere.test/", "http://u:p@h.test/"]
)
def test_no_redirect_leads_off_the_declared_hosts(target: str) -> None:
    with serving() as server:
        server.says("/a", Said(302, headers={"Location": target}))
        found = polite(server).page(server.url("/a"))
    assert isinstance(found, Refusal)
    assert found.outcome == "blocked"


@pytest.mark.parametrize(
    ("said", "waited"),
    [
        ({}, 10.0),
        ({"Retry-After": "90"}, 90.0),
        ({"Retry-After": "Wed, 25 Nov 2026 12:02:00 GMT"}, 120.0),
        ({"Retry-After": "Wed, 25 Nov 2020 12:02:00 GMT"}, 10.0),
        ({"Retry-After": "soon"}, 10.0),
    ],
)
def test_a_busy_server_says_how_long_to_wait(said: Mapping[str, str], waited: float) -> None:
    waits = Waits()
    with serving() as server:
        server.says("/a", Said(503, headers=said), Said(body=b"there"))
        found = polite(server, waits).page(server.url("/a"))
    assert isinstance(found, Page)
    assert found.answer.body == b"there"
    assert waits.waited == [5.0, waited]


def polite(server: Server, waits: Waits | None = None) -> Asker:
    fetching = Fetching(live=True, hosts=(server.place,), contact=CONTACT)
    found = asker_of(fetching, {}, (waits or Waits()).clock)
    assert found is not None
    return found
