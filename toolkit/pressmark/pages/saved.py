"""Reads the notes that programs leave in a page that they save: from where, and when.

Browsers write `saved from url=(0043)https://…`, SingleFile `Page saved with SingleFile` with an address and a day,
HTTrack `Mirrored from …`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pressmark.evidence.addresses import web_url
from pressmark.evidence.dates import dated
from pressmark.model.draft import Dated
from pressmark.pages.found import Found

_NOTES = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r"<!--\s*Page saved with SingleFile[^\n]*\s+url:\s*(?P<url>\S+)\s+saved date:\s*(?P<day>[^\n]{1,200}?)\s*-->",
        r"<!--\s*saved from url=\(\d+\)(?P<url>\S+)\s*(?P<day>)-->",
        r"<!--\s*Mirrored from (?P<url>\S+) by HTTrack[^\n]*?\],\s*(?P<day>[^\n]{1,200}?)\s*-->",
    )
)
_WITHIN = 20_000  # the notes stand at the beginning
# As JavaScript prints a moment: Sun Mar 07 2021 14:34:35 GMT+0100 (Central European Standard Time)
_PRINTED = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})")


@dataclass(frozen=True, slots=True)
class Saved:
    """From where a page was saved, and when, as far as its note says it."""

    address: Found | None = None
    day: Dated | None = None
    crawled: bool = False  # whether a whole site was saved, and nobody chose this page


def saved(text: str) -> Saved:
    """Returns what the note of a saved page says; nothing where there is none."""
    note = next((found for pattern in _NOTES if (found := pattern.search(text, 0, _WITHIN))), None)
    if note is None:
        return Saved()
    written = note["url"] if "://" in note["url"] else f"http://{note['url']}"
    url = web_url(written)
    place = f"char={note.start('url')},{note.end('url')}"
    address = Found(url, note["url"], place, "header") if url else None
    return Saved(address, _day(note["day"]), crawled="Mirrored from" in note[0])


def _day(wording: str) -> Dated | None:
    if not wording:
        return None
    plain = _PRINTED.match(wording)
    read = dated("retrieved", "{1} {0} {2} {3} {4}".format(*plain.groups()) if plain else wording, basis="header")
    return replace(read, verbatim=wording)
