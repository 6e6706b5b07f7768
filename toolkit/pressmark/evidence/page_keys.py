"""Brings the addresses of one page to one key: schemes, hosts, trackers, and the views for print and for telephones.

A key is for comparison and never shown as an address. What an address may differ by and still name the same article:
http or https, `www.` and its kin, the port that goes without saying, percent-encoding, a slash at the end, an index
page, the order of parameters, trackers, fragments, AMP pages and their caches, print views, and a web archive.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from urllib.parse import SplitResult, quote, unquote, urlsplit

from pressmark.evidence.addresses import web_url, without_tracking

_SAFE = "/:@!$&'()*+,;=~-._"
_HOST_VIEWS = re.compile(r"^(?:www\d?|m|mobile|amp|print)\.(?=[^.]+\.[^.])")
_USUAL_PORTS = (None, 80, 443)
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+(?:[a-z]{2}_)?/(?P<rest>.+)$", re.IGNORECASE)
_AMP_CACHES = re.compile(
    r"^https?://(?:www\.google\.[a-z.]+/amp|[^/]+\.cdn\.ampproject\.org/[acvi])/(?:s/)?(?P<rest>.+)$", re.IGNORECASE
)
_BEGINS = re.compile(r"^/(?:amp|print)(?=/.)", re.IGNORECASE)
_ENDS = re.compile(r"(?:/|/(?:amp|print)|/(?:index|default)\.(?:html?|php|aspx?|jsp)|\.amp)$", re.IGNORECASE)
_WITHIN = re.compile(r"\.(?:amp|print)(?=\.[a-z]{3,5}$)", re.IGNORECASE)
_FOLLOWS = re.compile(
    r"(?:gbraid|wbraid|yclid|_g[al]|mkt_tok|ref|ref_src|cmp|cmpid|icid|ito|ocid|smid|xtor|spm|_hs(?:enc|mi)|"
    r"at_(?:medium|campaign|custom\d)|ns_(?:campaign|mchannel|source))(?:=.*)?",
    re.IGNORECASE,
)
_VIEWS = re.compile(
    r"(?:(?:amp|print|printable|printer|print_?view|printer_?friendly|print_?friendly)(?:=.*)?"
    r"|(?:view|output|outputtype|format|mode|layout|action|tmpl|template)=(?:amp|print|printable|printer(?:[-_]?friendly)?))",
    re.IGNORECASE,
)


def page_key(url: str | None) -> str | None:
    """Returns what all addresses of one page have in common, or None where it is no address or a site's front page."""
    address = web_url(url)
    for within in (_ARCHIVED, _AMP_CACHES):
        found = within.match(address or "")
        if found:
            address = web_url(_with_scheme(found["rest"]))
    if address is None:
        return None
    parts = urlsplit(without_tracking(address))
    rest = f"{_path(parts.path)}{_query(parts.query)}{_fragment(parts.fragment)}"
    return f"{_host(parts)}{rest}" if rest else None


def _with_scheme(rest: str) -> str:
    found = re.match(r"(https?):/+(.+)", rest, re.IGNORECASE)
    return f"{found[1]}://{found[2]}" if found else f"https://{rest}"


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    with suppress(UnicodeError):  # what is no name is compared as it is written
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    bare = _HOST_VIEWS.sub("", host)
    return bare if parts.port in _USUAL_PORTS else f"{bare}:{parts.port}"


def _path(path: str) -> str:
    plain = re.sub(r"/{2,}", "/", _settled(path))
    plain = _WITHIN.sub("", _BEGINS.sub("", plain))
    while shorter := _ENDS.search(plain):
        plain = plain[: shorter.start()]
    return plain


def _query(query: str) -> str:
    kept = (part for part in query.split("&") if part and not (_FOLLOWS.fullmatch(part) or _VIEWS.fullmatch(part)))
    settled = "&".join(sorted(map(_settled, kept)))
    return f"?{settled}" if settled else ""


def _fragment(fragment: str) -> str:
    """Returns a fragment that names a page of its own, as the addresses of some scripts do."""
    return f"#{_settled(fragment)}" if fragment.startswith(("!", "/")) else ""


def _settled(part: str) -> str:
    return quote(unicodedata.normalize("NFC", unquote(part)), safe=_SAFE)
