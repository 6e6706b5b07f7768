"""Puts together what the readers of single fields found on a page, as one draft with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pressmark.evidence.languages import guess_language
from pressmark.evidence.notices import Notice
from pressmark.evidence.reservations import forbids_learning
from pressmark.evidence.text import joined
from pressmark.model.draft import Agent, Claim, Draft, Statement, Subject
from pressmark.pages.body import Body, body
from pressmark.pages.bylines import crediting
from pressmark.pages.claims import crediting_agencies, dating, licensing, rivalling, stating
from pressmark.pages.credits import credits
from pressmark.pages.dating import Customs, Settled, modified, published
from pressmark.pages.found import Found, key_of
from pressmark.pages.labels import keywords, languages, sections, tags
from pressmark.pages.moments import moments
from pressmark.pages.names import Author, authors
from pressmark.pages.page import Page
from pressmark.pages.parties import Parties
from pressmark.pages.rights import License, chosen, copyright_year, holders, licenses, notices
from pressmark.pages.sites import Origin, addresses, origin, publishers, site_names
from pressmark.pages.titles import titles

_UNDETERMINED = "und"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that was found on one page, field by field, candidates in the order of their weight."""

    titles: tuple[Found, ...]
    authors: tuple[Author, ...]
    bylines: tuple[Found, ...]  # what is printed and credits the authors
    publishers: tuple[Found, ...]
    addresses: tuple[Found, ...]
    origin: Origin
    published: Settled | None
    modified: Settled | None
    languages: tuple[Found, ...]
    licenses: tuple[License, ...]
    notices: tuple[tuple[Found, Notice], ...]
    holders: tuple[Found, ...]  # whom linked data and meta tags name
    body: Body
    language: str

    @property
    def holding(self) -> dict[str, tuple[str, str]]:
        """Each holder by its key, with the name and the basis: the notices come before the metadata."""
        named = [(holder, "copyright-notice") for _, notice in self.notices for holder in notice.holders]
        stated = [*named, *((found.value, "metadata") for found in self.holders)]
        return {key_of(name): (name, basis) for name, basis in reversed(stated)}


def draft_of(
    page: Page, *, source_sha256: str, date_order: str | None, language: str | None, address: Found | None = None
) -> Draft:
    """Returns the page's article; what is not there is absent. `address` is where it was fetched, if that is known."""
    found = _findings(page, date_order, language, address)
    license = chosen(found.licenses)
    grantor = _grantor(found, license) if license else None
    year = copyright_year(page)
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
        copyright_year=next((notice.year for _, notice in found.notices if notice.year), None) or _value(year),
        license_scope=license.scope if license else None,
        license_grantor=grantor,
        agents=tuple(_agents(page, found, grantor)),
        dates=tuple(settled.dated for settled in (found.published, found.modified) if settled is not None),
        claims=tuple(_claims(page, found, license)),
        statements=tuple(_statements(found)),
        subjects=tuple(_subjects(page)),
    )


def _findings(page: Page, date_order: str | None, language: str | None, address: Found | None) -> Findings:
    own, declared = addresses(page), languages(page)
    if address is not None:
        own = (address, *(found for found in own if found.value != address.value))
    named = publishers(page, own)
    sites = site_names(page, own, named)
    headings = titles(page, sites)
    writers = authors(page, sites, [found.value for found in headings])
    noticed = notices(page)
    content = body(page, _first(headings), [author.name.name for author in writers], [said for said, _ in noticed])
    spoken = _language(declared, joined(content.lede, content.text), language)
    customs = Customs(order=date_order, languages=() if spoken == _UNDETERMINED else (spoken.split("-")[0],))
    when = moments(page, own)
    return Findings(
        titles=headings,
        authors=writers,
        bylines=crediting(page, [author.name.name for author in writers]),
        publishers=named,
        addresses=own,
        origin=origin(page, own),
        published=published(page, when, customs),
        modified=modified(when, customs),
        languages=declared,
        licenses=licenses(page),
        notices=noticed,
        holders=holders(page),
        body=content,
        language=spoken,
    )


def _language(declared: Sequence[Found], text: str, assumed: str | None) -> str:
    """Returns the declared language unless the text plainly speaks another one: Latin is what fills a page up."""
    guessed = guess_language(text)
    spoken = _UNDETERMINED if guessed == "la" and declared else guessed
    tags = [found.value for found in declared]
    agreed = [tag for tag in tags if tag.split("-")[0].lower() == spoken]
    if spoken != _UNDETERMINED:
        return agreed[0] if agreed else spoken
    return next(iter([*tags, assumed or _UNDETERMINED]))


def _grantor(found: Findings, license: License) -> str | None:
    """Returns who grants a licence: whom the page names, or its publisher where the article's rights are its alone."""
    publisher = _first(found.publishers)
    alone = publisher is not None and list(found.holding) == [key_of(publisher)]
    return license.grantor or (publisher if alone and license.scope == "article" else None)


def _agents(page: Page, found: Findings, grantor: str | None) -> Iterator[Agent]:
    parties = Parties.of(page, found.authors, found.publishers)
    for author in found.authors:
        name = author.name
        yield Agent(
            role="author",
            name=name.name,
            kind=parties.kind(name.name),
            given=name.given,
            family=name.family,
            identifier=author.identifier,
            basis="byline" if found.bylines else "metadata",
        )
    named = [("publisher", party.value, "metadata") for party in found.publishers[:1]]
    if found.origin.publisher is not None:
        named.append(("original_publisher", found.origin.publisher.value, "metadata"))
    named += [("rights_holder", name, basis) for name, basis in found.holding.values()]
    if grantor is not None:
        named.append(("grantor", grantor, "metadata"))
    yield from (Agent(role=role, name=name, kind=parties.kind(name), basis=basis) for role, name, basis in named)


def _claims(page: Page, found: Findings, license: License | None) -> Iterator[Claim]:
    yield from rivalling("title", found.titles, _only(found.titles))
    yield from rivalling("publisher", found.publishers, _only(found.publishers))
    yield from (claim for author in found.authors for claim in rivalling("author", [author.found], author.found))
    yield from rivalling("url", found.addresses, _only(found.addresses))
    spoken = next((tag for tag in found.languages if tag.value == found.language), None)
    yield from rivalling("language", found.languages, spoken)
    yield from dating("published", found.published)
    yield from dating("modified", found.modified)
    yield from licensing(found.licenses, license)
    yield from rivalling("holder", found.holders, _only(found.holders))
    yield from crediting_agencies(credits(page))
    directives = (meta for meta in page.metas["robots"] if forbids_learning(meta.value))
    reserving = [*(replace(meta, value="1") for meta in directives), *page.metas["tdm_reservation"]]
    yield from rivalling("tdm_reservation", reserving, _only(reserving))
    yield from rivalling("tdm_policy", page.metas["tdm_policy"], _only(page.metas["tdm_policy"]))


def _statements(found: Findings) -> Iterator[Statement]:
    yield from stating("title", found.titles[:1])
    yield from stating("byline", found.bylines or [author.found for author in found.authors])
    if found.published is not None and found.published.found is not None:
        yield from stating("published", [found.published.found])
    yield from stating("copyright_notice", [notice for notice, _ in found.notices])


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
