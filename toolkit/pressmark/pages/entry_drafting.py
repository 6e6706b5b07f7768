"""Makes a draft of a record of a feed or of an export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pressmark.evidence.addresses import web_url
from pressmark.evidence.languages import UNKNOWN, guess_language, well_formed
from pressmark.evidence.licenses import spdx_from
from pressmark.evidence.notices import Notice, is_notice, read_notice
from pressmark.evidence.people import kind_of
from pressmark.model.draft import Agent, Claim, Dated, Draft, Statement
from pressmark.pages.claims import licensing, rivalling, stating
from pressmark.pages.entry import Channel, Entry
from pressmark.pages.found import Found, distinct, key_of
from pressmark.pages.rights import License, chosen

_SCOPES = ("article", "site", "part")


def draft_of(entry: Entry, channel: Channel, *, locator: str, language: str | None) -> Draft:
    """Returns the draft of a record; `channel` is what stands around it, `language` what the collection declares."""
    rights = _Rights(entry, channel)
    publishers = (*entry.publishers, *channel.publishers)
    publisher = publishers[0].value if publishers else None
    license = chosen(rights.licenses)
    grantor = publisher if license and license.scope == "article" and rights.alone(publisher) else None
    people = entry.people or channel.people
    parties = [name for name in (publisher, entry.origin.value if entry.origin else None) if name]
    url = _address(entry.urls)
    original_url = _address(entry.origin_urls) if entry.origin else None
    languages = distinct((*entry.languages, *channel.languages))
    agents = [
        Agent(
            role=person.role,
            name=name.name,
            kind=name.kind,
            given=name.given,
            family=name.family,
            identifier=person.identifier,
            basis="metadata",
        )
        for person in people
        for name in person.names(parties)
    ]
    return Draft(
        source_sha256=entry.sha256,
        locator=locator,
        title=entry.titles[0].value if entry.titles else None,
        text=entry.text,
        text_completeness=entry.completeness,
        language=_language(languages, entry.text or "", language),
        publisher=publisher,
        original_publisher=entry.origin.value if entry.origin else None,
        url=web_url(url.value) if url else None,
        url_status="present" if url else "lost" if entry.urls else "never-printed",
        original_url=web_url(original_url.value) if original_url else None,
        original_url_status="not-applicable" if not entry.origin else "present" if original_url else "never-printed",
        copyright_year=next((notice.year for _, notice in rights.notices if notice.year), None),
        license_scope=license.scope if license else None,
        license_grantor=grantor,
        agents=(*agents, *rights.agents(parties), *_parties(entry, publisher, grantor)),
        dates=tuple(_dates(entry)),
        claims=tuple(_claims(entry, channel, rights, license, url)),
        statements=tuple(
            _statements(entry, rights, people=[person.found for person in people if person.names(parties)])
        ),
        subjects=entry.subjects,
    )


class _Rights:
    """What is said of an article's rights, by itself and by the site it comes from."""

    def __init__(self, entry: Entry, channel: Channel) -> None:
        said = [*entry.rights, *channel.rights]
        licenses = [License(right.found, spdx_from(right.found.value), right.scope, None) for right in said]
        named = [license for license in licenses if license.spdx or "://" in license.found.value]
        self.licenses = sorted(named, key=lambda license: (_SCOPES.index(license.scope), license.spdx is None))
        own = [right.found for right in said if right.scope == "article" and is_notice(right.found.value)]
        self.notices: list[tuple[Found, Notice]] = [(found, read_notice(found.value)) for found in own]
        licensed = [license.found for license in self.licenses]
        self.others = [right for right in said if right.found not in own and right.found not in licensed]

    def agents(self, parties: Sequence[str]) -> Iterator[Agent]:
        """Yields the holders whom the article's own notices name."""
        for _, notice in self.notices:
            for holder in notice.holders:
                yield Agent(role="rights_holder", name=holder, kind=kind_of(holder, parties), basis="copyright-notice")

    def alone(self, publisher: str | None) -> bool:
        """Says whether the publisher is the only holder that is named."""
        holders = {key_of(holder) for _, notice in self.notices for holder in notice.holders}
        return publisher is not None and holders == {key_of(publisher)}


def _address(urls: Sequence[Found]) -> Found | None:
    return next((found for found in urls if web_url(found.value)), None)


def _language(declared: Sequence[Found], text: str, assumed: str | None) -> str:
    """Returns the declared language unless the text plainly speaks another one."""
    tags = [tag for found in declared if (tag := well_formed(found.value)) is not None]
    spoken = guess_language(text)
    if spoken != UNKNOWN:
        return next((tag for tag in tags if tag.split("-")[0] == spoken), spoken)
    return next(iter([*tags, assumed or UNKNOWN]))


def _parties(entry: Entry, publisher: str | None, grantor: str | None) -> Iterator[Agent]:
    named = [("publisher", publisher)] if publisher else []
    named += [("original_publisher", entry.origin.value)] if entry.origin else []
    named += [("grantor", grantor)] if grantor else []
    for role, name in named:
        kind = kind_of(name)
        basis = "source-statement" if role == "original_publisher" else "metadata"
        yield Agent(role=role, name=name, kind=kind, basis=basis)


def _dates(entry: Entry) -> Iterator[Dated]:
    yield from (dating.dated for dating in (entry.published, entry.modified) if dating is not None)


def _claims(
    entry: Entry, channel: Channel, rights: _Rights, license: License | None, url: Found | None
) -> Iterator[Claim]:
    if entry.identifier:
        yield from rivalling("identifier", [entry.identifier], entry.identifier)
    yield from rivalling("title", entry.titles, entry.titles[0] if entry.titles else None)
    publishers = (*entry.publishers, *channel.publishers)
    yield from rivalling("publisher", publishers, publishers[0] if publishers else None)
    if entry.origin:
        yield from rivalling("original_publisher", [entry.origin], entry.origin)
    for person in entry.people or channel.people:
        if person.role == "author":
            yield from rivalling("author", [person.found], person.found if person.names(()) else None)
    yield from rivalling("url", entry.urls, url)
    languages = distinct((*entry.languages, *channel.languages))
    yield from rivalling("language", languages, languages[0] if languages else None)
    for dating in (entry.published, entry.modified):
        if dating is not None:
            yield from dating.claims()
    yield from licensing(rights.licenses, license)
    for right in rights.others:
        yield Claim(
            claim="rights",
            value=right.found.value,
            basis=right.found.basis,
            locator=right.found.place,
            verbatim=right.found.verbatim,
            chosen=False,
            note=f"speaks of the {right.scope}",
        )
    yield from entry.claims


def _statements(entry: Entry, rights: _Rights, *, people: Sequence[Found]) -> Iterator[Statement]:
    yield from stating("title", entry.titles[:1])
    yield from stating("byline", people)
    if entry.published is not None:
        yield from stating("published", [entry.published.found])
    yield from stating("copyright_notice", [found for found, _ in rights.notices])
    if entry.origin is not None:
        yield from stating("source_statement", [entry.origin])
