"""Puts together what the readers of single fields found on a page, as one draft with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressmark.evidence.languages import guess_language
from pressmark.evidence.people import kind_of
from pressmark.evidence.text import joined
from pressmark.model.draft import Agent, Claim, Draft, Statement, Subject
from pressmark.pages.body import Body, body
from pressmark.pages.claims import dating, licensing, rivalling, stating
from pressmark.pages.dating import Customs, Settled, modified, published
from pressmark.pages.found import Found, key_of
from pressmark.pages.labels import keywords, languages, sections, tags
from pressmark.pages.moments import moments
from pressmark.pages.names import Author, authors
from pressmark.pages.page import Page
from pressmark.pages.rights import License, copyright_year, holders, licenses, notices
from pressmark.pages.sites import Origin, addresses, origin, publishers, site_names
from pressmark.pages.titles import titles

_UNDETERMINED = "und"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that was found on one page, field by field, candidates in the order of their weight."""

    titles: tuple[Found, ...]
    authors: tuple[Author, ...]
    publishers: tuple[Found, ...]
    addresses: tuple[Found, ...]
    origin: Origin
    published: Settled | None
    modified: Settled | None
    languages: tuple[Found, ...]
    licenses: tuple[License, ...]
    body: Body
    language: str


def draft_of(page: Page, *, source_sha256: str, date_order: str | None, language: str | None) -> Draft:
    """Returns the page's article; what is not there is absent."""
    found = _findings(page, date_order, language)
    license = next((stated for stated in found.licenses if stated.scope != "part" and stated.spdx), None)
    year = copyright_year(page)
    noticed = [notice for _, notice in notices(page)]
    return Draft(
        source_sha256=source_sha256,
        title=_first(found.titles),
        lede=found.body.lede,
        text=found.body.text,
        text_completeness=found.body.completeness,
        language=found.language,
        publisher=_first(found.publishers),
        original_publisher=_value(found.origin.publisher),
        url=_first(found.addresses),
        url_status="present" if found.addresses else "never-printed",
        original_url=_value(found.origin.url),
        original_url_status="present"
        if found.origin.url
        else "never-printed"
        if found.origin.publisher
        else "not-applicable",
        copyright_year=next((notice.year for notice in noticed if notice.year), None) or _value(year),
        license_scope=license.scope if license else None,
        license_grantor=license.grantor if license else None,
        agents=tuple(_agents(page, found, license)),
        dates=tuple(settled.dated for settled in (found.published, found.modified) if settled is not None),
        claims=tuple(_claims(page, found, license)),
        statements=tuple(_statements(page, found)),
        subjects=tuple(_subjects(page)),
    )


def _findings(page: Page, date_order: str | None, language: str | None) -> Findings:
    own, sites, declared = addresses(page), site_names(page), languages(page)
    headings = titles(page, sites)
    content = body(page, _first(headings))
    spoken = _language(declared, joined(content.lede, content.text), language)
    customs = Customs(order=date_order, languages=() if spoken == _UNDETERMINED else (spoken.split("-")[0],))
    when = moments(page, own)
    return Findings(
        titles=headings,
        authors=authors(page, sites, [found.value for found in headings]),
        publishers=publishers(page),
        addresses=own,
        origin=origin(page, own),
        published=published(page.tree, when, customs),
        modified=modified(when, customs),
        languages=declared,
        licenses=licenses(page),
        body=content,
        language=spoken,
    )


def _language(declared: Sequence[Found], text: str, assumed: str | None) -> str:
    """Returns the declared language unless the text plainly speaks another one."""
    spoken = guess_language(text)
    tags = [found.value for found in declared]
    agreed = [tag for tag in tags if tag.split("-")[0].lower() == spoken]
    if spoken != _UNDETERMINED:
        return agreed[0] if agreed else spoken
    return next(iter([*tags, assumed or _UNDETERMINED]))


def _agents(page: Page, found: Findings, license: License | None) -> Iterator[Agent]:
    for author in found.authors:
        basis = "byline" if author.found.basis == "printed" else "metadata"
        name = author.name
        yield Agent(
            role="author",
            name=name.name,
            kind=name.kind,
            given=name.given,
            family=name.family,
            identifier=author.identifier,
            basis=basis,
        )
    yield from _parties("publisher", found.publishers[:1], "metadata")
    yield from _parties("original_publisher", filter(None, [found.origin.publisher]), "metadata")
    yield from _holders(page)
    if license is not None and license.grantor is not None:
        yield Agent(role="grantor", name=license.grantor, kind=kind_of(license.grantor), basis="metadata")


def _parties(role: str, named: Iterator[Found] | Sequence[Found], basis: str) -> Iterator[Agent]:
    for found in named:
        kind = "organization" if role.endswith("publisher") else kind_of(found.value)
        yield Agent(role=role, name=found.value, kind=kind, basis=basis)


def _holders(page: Page) -> Iterator[Agent]:
    noticed = [holder for _, notice in notices(page) for holder in notice.holders]
    named = [found.value for found in holders(page)]
    keyed = {key_of(holder): (holder, "copyright-notice") for holder in reversed(noticed)}
    for holder in named:
        keyed.setdefault(key_of(holder), (holder, "metadata"))
    for holder, basis in keyed.values():
        yield Agent(role="rights_holder", name=holder, kind=kind_of(holder), basis=basis)


def _claims(page: Page, found: Findings, license: License | None) -> Iterator[Claim]:
    yield from rivalling("title", found.titles, _only(found.titles))
    yield from rivalling("publisher", found.publishers, _only(found.publishers))
    yield from rivalling("author", [author.found for author in found.authors], None)
    yield from rivalling("url", found.addresses, _only(found.addresses))
    spoken = next((tag for tag in found.languages if tag.value == found.language), None)
    yield from rivalling("language", found.languages, spoken)
    yield from dating("published", found.published)
    yield from dating("modified", found.modified)
    yield from licensing(found.licenses, license)
    yield from rivalling("holder", holders(page), _only(holders(page)))
    for name in ("tdm_reservation", "tdm_policy"):
        yield from rivalling(name, page.metas[name], _only(page.metas[name]))


def _statements(page: Page, found: Findings) -> Iterator[Statement]:
    yield from stating("title", found.titles[:1])
    yield from stating("byline", [author.found for author in found.authors])
    if found.published is not None and found.published.found is not None:
        yield from stating("published", [found.published.found])
    yield from stating("copyright_notice", [notice for notice, _ in notices(page)])


def _subjects(page: Page) -> Iterator[Subject]:
    for scheme, labels in (("section", sections(page)), ("keyword", keywords(page)), ("tag", tags(page))):
        for label in labels:
            yield Subject(scheme=scheme, label_verbatim=label.value, label=label.value)


def _first(candidates: Sequence[Found]) -> str | None:
    return candidates[0].value if candidates else None


def _only(candidates: Sequence[Found]) -> Found | None:
    return candidates[0] if candidates else None


def _value(found: Found | None) -> str | None:
    return found.value if found is not None else None
