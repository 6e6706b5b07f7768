"""Settles what may be fetched and how, by what was asked for before the configuration before the default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pressmark import __version__
from pressmark.errors import ConfigurationError
from pressmark.evidence.addresses import web_url
from pressmark.stages._asking import PROGRAM, Asker, Clock, place_of
from pressmark.stages._transport import Transport

LEAST_DELAY = 1.0  # seconds, except to hosts that are addresses of this machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """What may be fetched.

    `live`: the articles' own addresses. `archive`: a template such as `https://archive.example/web/{timestamp}id_/{url}`
    for those that are not there. `hosts`: the only ones that are ever asked, beside the archive's. `contact`: an e-mail
    or web address by which an operator reaches whoever fetches. `delay`: seconds between two requests to a host.
    """

    live: bool = False
    archive: str | None = None
    hosts: tuple[str, ...] = ()
    contact: str | None = None
    delay: float | None = None
    seconds: float = 60.0  # for one page
    silence: float = 20.0  # without a byte
    most: int = 20_000_000  # bytes of one page

    @property
    def wanted(self) -> bool:
        """Returns whether anything is to be fetched."""
        return self.live or self.archive is not None


def asker_of(fetching: Fetching | None, configured: Mapping[str, Any], clock: Clock | None) -> Asker | None:
    """Returns who asks for pages, or None where nothing is to be fetched.

    Raises:
        ConfigurationError: where what a server's operator or the reader is owed is not said.
    """
    if fetching is None or not fetching.wanted:
        return None
    assert clock is not None
    contact = fetching.contact or configured.get("contact")
    if not contact or not (web_url(contact) or ("@" in contact and " " not in contact)):
        remedy = "give an e-mail or web address with --contact, or as contact in [rehydrate]"
        raise ConfigurationError("whoever is asked for pages must be able to reach you", remedy=remedy)
    hosts = {_host(named) for named in (*fetching.hosts, *configured.get("hosts", ()))}
    if fetching.live and not hosts:
        remedy = "name them with --host, or as hosts in [rehydrate]"
        raise ConfigurationError("no host is declared that may be asked", remedy=remedy)
    if fetching.archive:
        hosts.add(_archive_host(fetching.archive))
    transport = Transport(
        f"{PROGRAM}/{__version__} (+{contact})",
        seconds=fetching.seconds,
        silence=fetching.silence,
        most=fetching.most,
    )
    delay = fetching.delay if fetching.delay is not None else configured.get("delay", 5.0)
    if delay < LEAST_DELAY:
        raise ConfigurationError(f"{delay} is too short a delay", remedy=f"{LEAST_DELAY} seconds or more")
    return Asker(transport, clock, frozenset(hosts), float(delay))


def _host(named: str) -> str:
    found = place_of(f"http://{named}")
    if found is None or set(named) & set("/?#@"):
        raise ConfigurationError(f"{named!r} is no host", remedy="write example.org, or example.org:8080")
    return found


def _archive_host(template: str) -> str:
    found = place_of(template.partition("{")[0])
    if found is None or "{url}" not in template:
        remedy = "such as https://archive.example/web/{timestamp}id_/{url}"
        raise ConfigurationError(f"{template!r} is no template of an archive", remedy=remedy)
    return found
