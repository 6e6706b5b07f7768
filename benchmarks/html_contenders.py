"""Reads a page with Pressmark's converter and with every tool that it is held against, each at its documented best.

None is told the page's address, since a saved page has none; each gets the bytes, where it takes bytes.
"""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import trafilatura
from htmldate import find_date
from lxml.html import fromstring

from html_measures import FIELDS, Guess
from pressmark.converters import html
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.text import joined
from pressmark.model.draft import Draft, Source

try:
    import newspaper
    import readability
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree
except ImportError:  # `make bench` installs them into an environment of their own
    newspaper = readability = None

_BLOCK = re.compile(r"</(?:p|div|h[1-6]|li|blockquote|td|pre|section|article)>|<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Contender:
    """One tool: how it reads a page, and the fields that it answers at all."""

    read: Callable[[bytes], Guess]
    fields: frozenset[str] = field(
        default_factory=lambda: frozenset("body title date authors license publisher".split())
    )


def ours(data: bytes) -> Guess:
    """Reads a page with the converter, from a file as `convert` does."""
    with tempfile.NamedTemporaryFile(suffix=".html") as file:
        file.write(data)
        file.flush()
        source = Source("page.html", Path(file.name), hashlib.sha256(data).hexdigest(), len(data))
        record = next(iter(html.read(source, ConvertSettings()).records))
    return guess_of(record) if isinstance(record, Draft) else Guess()


def guess_of(draft: Draft) -> Guess:
    """Returns what a draft says in the measures' words; a licence counts wherever it is stated on the page."""
    published = next((dated for dated in draft.dates if dated.role == "published"), None)
    known_to_the_day = published is not None and published.earliest == published.latest
    return Guess(
        title=draft.title,
        day=published.earliest if published and known_to_the_day else None,
        authors=tuple(agent.name for agent in draft.agents if agent.role == "author"),
        license=next((claim.value for claim in draft.claims if claim.claim == "license" and claim.chosen), None),
        body=joined(draft.lede, draft.text),
        publisher=draft.publisher,
        language=draft.language,
    )


def _trafilatura(**options: Any) -> Callable[[bytes], Guess]:
    """Returns trafilatura with its metadata and some options; its memory of other pages is off by default."""

    def read(data: bytes) -> Guess:
        found = trafilatura.bare_extraction(data, with_metadata=True, **options)
        if found is None or isinstance(found, dict):
            return Guess()
        authors = tuple(found.author.split("; ")) if found.author else ()
        return Guess(
            title=found.title,
            day=_day(found.date),
            authors=authors,
            license=found.license,
            body=found.text,
            publisher=found.sitename,
        )

    return read


def _newspaper(data: bytes) -> Guess:
    article = newspaper.Article("", fetch_images=False)
    article.download(input_html=data.decode("utf-8", "replace") if _is_utf_8(data) else data)
    article.parse()
    moment = article.publish_date
    day = moment.date() if isinstance(moment, datetime) else None
    return Guess(
        title=article.title or None,
        day=day,
        authors=tuple(article.authors),
        body=article.text,
        publisher=article.meta_site_name or None,
        language=article.meta_lang or None,
    )


def _readability(data: bytes) -> Guess:
    try:
        document = readability.Document(data)
        parts = fromstring(_BLOCK.sub(lambda end: f"{end[0]}\n", document.summary(html_partial=True))).itertext()
        body = "".join(map(str, parts))
        return Guess(title=document.short_title() or None, body=body)
    except (readability.readability.Unparseable, ValueError):
        return Guess()


def _resiliparse(data: bytes) -> Guess:
    tree = HTMLTree.parse(bytes_to_str(data, detect_encoding(data)))
    return Guess(title=tree.title or None, body=extract_plain_text(tree, main_content=True, alt_texts=False))


def _htmldate(data: bytes) -> Guess:
    return Guess(day=_day(find_date(data, original_date=True, extensive_search=True)))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


CONTENDERS: dict[str, Contender] = {
    "pressmark": Contender(ours, frozenset(FIELDS)),
    "trafilatura": Contender(_trafilatura()),
    "trafilatura fast": Contender(_trafilatura(fast=True)),
    "trafilatura precision": Contender(_trafilatura(favor_precision=True)),
    "htmldate": Contender(_htmldate, frozenset({"date"})),
}
if newspaper is not None:
    CONTENDERS |= {
        "newspaper4k": Contender(_newspaper, frozenset("body title date authors publisher language".split())),
        "readability-lxml": Contender(_readability, frozenset({"body", "title"})),
        "resiliparse": Contender(_resiliparse, frozenset({"body", "title"})),
    }
