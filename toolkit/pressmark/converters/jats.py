"""Reads journal articles in JATS, and in the NLM DTDs that came before it.

Reads: JATS 1.x and NLM 2.x and 3.0, one article or a set of them, with or without namespaces. Title, contributors
with the parts of their names, ORCID and groups, every date with its type, journal and publisher, DOI, copyright
statement, holder and year, the licence by its address or its wording, subjects, keywords and links to related
articles.

Keeps: each value's wording and its XPath; the day of electronic publication as `published`, print and collection
dates as rivals, received and accepted as claims. The abstract is the lede. A licence is read as the grant of the
holder that the same `permissions` names, if it is one; a licence that names no version stays a wording of its own.
The address is the DOI's.

Loses: figures, tables, formulas on lines of their own, references, supplements, affiliations, notes, and abstracts of
other kinds. Sub-articles and responses are skipped with a reason.
"""

from __future__ import annotations

from lxml import etree

from pressmark.converters._jats.item import jats_item
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.xml_text import local_name
from pressmark.model.draft import Leftover, Reading, Source
from pressmark.wires.documents import Records, canonical_sha256, read_document, root_of
from pressmark.wires.drafting import Record, draft_of
from pressmark.wires.said import child, place_of

version = "1.0.0"

_SETS = frozenset({"pmc-articleset", "articleset", "article-set", "articles", "OAI-PMH"})
_TELLING = (b"<front", b"article-meta", b"<journal-meta", b"JATS", b"NLM//DTD", b"article-type")


def recognises(source: Source) -> int:
    """Returns how sure the root and the elements below it make it that this is JATS."""
    root = root_of(source)
    if root is None or (root.name != "article" and root.name not in _SETS):
        return 0
    telling = sum(sign in root.head for sign in _TELLING)
    return 96 if telling >= 2 else 0


def read(source: Source, settings: ConvertSettings) -> Reading:
    """Returns the articles of a document; each sub-article is skipped with its place."""

    def records(root: etree._Element) -> Records:
        found = [one for one in root.iter("{*}article") if _is_journal_article(one)]
        if not found:
            yield Leftover(locator="char=0,", outcome="rejected", reason="holds no article", sha256=source.sha256)
        for article in found:
            alone = article is root
            sha256 = source.sha256 if alone else canonical_sha256(article)
            place = None if alone else place_of(article)
            item = jats_item(article)
            if not item.titles and not item.text and not item.lede:
                reason = "neither a title nor a text"
                yield Leftover(locator=place or "char=0,", outcome="rejected", reason=reason, sha256=sha256)
            else:
                yield draft_of(
                    item,
                    Record(sha256=sha256, locator=place, date_order=settings.date_order, language=settings.language),
                )
            for part in article.iter("{*}sub-article", "{*}response"):
                reason = f"a {local_name(part)}, which belongs to its article"
                yield Leftover(locator=place_of(part), outcome="skipped", reason=reason)

    return read_document(source, settings.max_bytes, records)


def _is_journal_article(element: etree._Element) -> bool:
    return child(element, "front") is not None or child(element, "body") is not None
