"""Reads one article of JATS: its front matter and its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pressmark.converters._jats.people import parties
from pressmark.evidence.addresses import link_status, web_url
from pressmark.evidence.licenses import spdx_from
from pressmark.evidence.text import one_line
from pressmark.model.draft import Link, Subject
from pressmark.pages.fragment import BLOCKS, element_text
from pressmark.wires.item import Item, Moment, Permit
from pressmark.wires.said import Said, child, children, every, language_of, said

_BLOCKS = BLOCKS | frozenset(
    "sec abstract p title disp-quote verse-group verse-line list list-item def-item def term boxed-text speech speaker "
    "statement disp-formula attrib ack preformat question answer".split()
)
# `label` numbers figures, tables and notes, and stands in none of the sentences.
_DROPPED = frozenset(
    "fig fig-group table-wrap table-wrap-group supplementary-material graphic media inline-graphic inline-media "
    "inline-supplementary-material tex-math disp-formula chem-struct-wrap fn fn-group ref-list label object-id "
    "alt-text long-desc permissions sec-meta processing-meta float-anchor".split()
)
_HREF = "{http://www.w3.org/1999/xlink}href"
_ELECTRONIC = frozenset({"epub", "epub-ppub", "epreprint"})
_NOT_PUBLISHING = frozenset({"received", "rev-recd", "accepted", "corrected", "retracted", "preprint"})
_DOI = re.compile(r"10\.\d{4,9}/\S+")


def jats_item(article: etree._Element) -> Item:
    """Returns what an article says of itself."""
    journal = child(article, "front", "journal-meta")
    meta = child(article, "front", "article-meta")
    abstract = next((one for one in children(meta, "abstract") if not one.get("abstract-type")), None)
    body = child(article, "body")
    text, lede = _text(body), _text(abstract, dropped={"title"} if child(abstract, "sec") is None else set())
    dates = list(_dates(meta))
    return Item(
        titles=_titles(meta),
        lede=lede,
        text=text,
        completeness="full" if text else "partial" if lede else "unknown",
        languages=tuple(filter(None, [language_of(article)])),
        parties=tuple(parties(meta)),
        publishers=(*every(journal, "publisher", "publisher-name"), *_journals(journal)),
        published=tuple(moment for kind, moment in sorted(dates, key=_weight) if kind not in _NOT_PUBLISHING),
        notices=_permissions(meta, "copyright-statement"),
        holders=_permissions(meta, "copyright-holder"),
        years=_permissions(meta, "copyright-year"),
        permits=tuple(_permits(meta)),
        addresses=tuple(_addresses(meta)),
        subjects=tuple(_subjects(meta)),
        links=tuple(_links(meta)),
        ledger=(
            *_ledger(journal, meta),
            *((kind.replace("-", "_"), moment.said) for kind, moment in dates if kind in _NOT_PUBLISHING),
        ),
    )


def _text(element: etree._Element | None, dropped: set[str] | None = None) -> str | None:
    return element_text(element, blocks=_BLOCKS, dropped=_DROPPED | (dropped or set())) if element is not None else None


def _titles(meta: etree._Element | None) -> tuple[Said, ...]:
    """Returns the title without the notes that hang on it; the place is that of the whole."""
    titles = [*children(meta, "title-group", "article-title"), *children(meta, "article-title")]
    found = []
    for title in titles:
        whole = said(title)
        plain = element_text(title, blocks=frozenset(), dropped=frozenset({"xref", "fn", "tex-math"}))
        if whole is not None and plain:
            found.append(Said(one_line(plain), whole.verbatim, whole.place))
    return tuple(found)


def _journals(journal: etree._Element | None) -> tuple[Said, ...]:
    return (*every(journal, "journal-title-group", "journal-title"), *every(journal, "journal-title"))


def _permissions(meta: etree._Element | None, name: str) -> tuple[Said, ...]:
    """Returns the article's own; before NLM 3.0 they stood among the metadata themselves."""
    return (*every(meta, "permissions", name), *every(meta, name))


def _permits(meta: etree._Element | None) -> Iterator[Permit]:
    licenses = [*children(meta, "permissions", "license"), *children(meta, "license")]
    for license in licenses:
        address = said(license, _HREF) or said(child(license, "license_ref"))
        wording = next(iter([*every(license, "license-p"), *every(license, "p")]), None) or said(license)
        linked = [found for one in license.iter("{*}ext-link", "{*}uri") if (found := said(one, _HREF)) is not None]
        named = [found for found in (address, *linked) if found is not None and spdx_from(found.value)]
        if named:
            yield Permit(said=named[0], spdx=spdx_from(named[0].value), grants=True)
        if wording is not None:
            yield Permit(said=wording, spdx=None if named else spdx_from(wording.value), grants=True)


def _addresses(meta: etree._Element | None) -> Iterator[Said]:
    """Yields the DOI's address, as the DOI Handbook has it shown, and then the addresses that are printed."""
    for one in children(meta, "article-id"):
        found = said(one)
        if one.get("pub-id-type") == "doi" and found is not None and (doi := _DOI.search(found.value)):
            yield Said(f"https://doi.org/{doi[0]}", found.verbatim, found.place)
    for one in children(meta, "self-uri"):
        found = said(one, _HREF)
        if found is not None and web_url(found.value):
            yield found


def _dates(meta: etree._Element | None) -> Iterator[tuple[str, Moment]]:
    dates = [*children(meta, "pub-date"), *children(meta, "history", "date"), *children(meta, "pub-history", "date")]
    for one in dates:
        kind = one.get("pub-type") or one.get("date-type") or "pub"
        if one.get("publication-format") == "electronic" and kind in ("pub", "publication"):
            kind = "epub"
        printed = said(one, "iso-8601-date") or said(one)
        wording = _wording(one)
        if printed is not None and wording is not None:
            shown = Said(wording, printed.verbatim, printed.place)
            yield kind, Moment(said=shown, wording=wording, note=f"the date of type {kind}")


def _weight(dated: tuple[str, Moment]) -> int:
    kind = dated[0]
    return 0 if kind in _ELECTRONIC else 1 if kind in ("pub", "publication") else 2 if kind == "ppub" else 3


def _wording(date: etree._Element) -> str | None:
    """Returns the parts of a date in the order of ISO 8601; a season is none of the calendar's parts."""
    if stamp := said(date, "iso-8601-date"):
        return stamp.value
    parts = {name: said(child(date, name)) for name in ("year", "month", "day")}
    year, month, day = (found.value if found else None for found in parts.values())
    if year is None:
        return one_line("".join(map(str, date.itertext()))) or None
    if month is None:
        return year
    if not month.isdigit():
        return f"{day} {month} {year}" if day else f"{month} {year}"
    return f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")


def _subjects(meta: etree._Element | None) -> Iterator[Subject]:
    seen = set()
    for group in children(meta, "article-categories", "subj-group"):
        scheme = _slug(group.get("subj-group-type") or "subject")
        for one in group.iter("{*}subject"):
            found = said(one)
            if found is not None and (scheme, found.value) not in seen:
                seen.add((scheme, found.value))
                yield Subject(scheme=scheme, label_verbatim=found.verbatim, label=found.value)
    for group in children(meta, "kwd-group"):
        for label, found in {found.value: found for one in group.iter("{*}kwd") if (found := said(one))}.items():
            yield Subject(scheme="keyword", label_verbatim=found.verbatim, label=label)


def _slug(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-") or "subject"


def _links(meta: etree._Element | None) -> Iterator[Link]:
    for one in children(meta, "related-article"):
        target, anchor = said(one, _HREF), said(child(one, "article-title")) or said(one)
        if target is None:
            continue
        doi = _DOI.search(target.value)
        href = f"https://doi.org/{doi[0]}" if doi else web_url(target.value)
        plain = web_url(target.value) == href
        status = link_status(target.value) if plain else "repaired"
        yield Link(
            role="body",
            anchor=anchor.value if anchor else None,
            href_verbatim=target.verbatim,
            href=href,
            status=status,
            basis=None if plain else "doi",
        )


def _ledger(journal: etree._Element | None, meta: etree._Element | None) -> Iterator[tuple[str, Said]]:
    for found in _journals(journal)[:1]:
        yield "journal", found
    for found in every(journal, "issn"):
        yield "issn", found
    for one in children(meta, "article-id"):
        if (identifier := said(one)) is not None:
            yield "doi" if one.get("pub-id-type") == "doi" else "identifier", identifier
    for name in ("volume", "issue", "elocation-id", "fpage", "lpage"):
        for found in every(meta, name):
            yield name.replace("-", "_"), found
    for found in every(meta, "title-group", "subtitle"):
        yield "subtitle", found
