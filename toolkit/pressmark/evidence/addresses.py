"""Reads addresses: which are of the web, and what became of a link's target."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

LinkStatus = Literal["kept", "lost", "mailto", "malformed"]

# As the contract's columns take it: no white space, no control, none of the signs that RFC 3986 leaves out.
_FORM = re.compile(r'https?://[^\s\x00-\x20"<>\\^`{|}\x7f-\x9f]+')
_SCHEME = re.compile(r"https?(?=://)", re.IGNORECASE)
_HOST = re.compile(r"(?!-)[^\s.]+(?:\.[^\s.]+)*\.?")
# A parameter that names a campaign, a reader or a session; `sid` names a story on many sites, and is one of these
# only where its value is a long one. The expression is for polars as well.
_PARAMETER = (
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|sessionid|phpsessid|jsessionid)(?:=[^&#]*)?"
    r"|sid=[0-9A-Za-z]{24,}"
)
TRACKING = rf"(?i)^[^?#]*(?:;jsessionid=|\?(?:[^#]*&)?(?:{_PARAMETER})(?:[&#]|$))"
_TRACKED = re.compile(TRACKING)
_FOLLOWS = re.compile(_PARAMETER, re.IGNORECASE)
_SESSION = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)


def web_url(href: str | None) -> str | None:
    """Returns an http(s) address that is well formed and holds no credentials, trimmed, its scheme small; else None."""
    address = _SCHEME.sub(lambda scheme: scheme[0].lower(), (href or "").strip(), count=1)
    if not _FORM.fullmatch(address):
        return None
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    return address if host and _HOST.fullmatch(host) and "@" not in parts.netloc else None


def link_status(href: str | None) -> LinkStatus:
    """Returns what became of a link's target: `#`, nothing and a script are a lost one."""
    address = (href or "").strip()
    if address in ("", "#") or address.lower().startswith(("javascript:", "about:blank")):
        return "lost"
    if address.lower().startswith("mailto:"):
        return "mailto"
    return "kept" if web_url(address) else "malformed"


def host_of(url: str) -> str | None:
    """Returns the host of an address in lower case without `www.`, or None where it has none."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def has_tracking(url: str) -> bool:
    """Returns whether an address carries a tracking or session parameter."""
    return _TRACKED.search(url) is not None


def without_tracking(url: str) -> str:
    """Returns an address without its tracking and session parameters; the others stay as they are, in their order."""
    if not has_tracking(url):
        return url
    page, hashed, fragment = url.partition("#")
    path, _, query = page.partition("?")
    kept = "&".join(part for part in query.split("&") if not _FOLLOWS.fullmatch(part))
    return f"{_SESSION.sub('', path)}{'?' if kept else ''}{kept}{hashed}{fragment}"
