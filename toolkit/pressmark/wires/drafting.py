"""Makes a draft of what an item says: values, their evidence, and what was not chosen beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pressmark.evidence.addresses import link_status, web_url
from pressmark.evidence.dates import dated
from pressmark.evidence.languages import UNKNOWN, guess_language, well_formed
from pressmark.evidence.notices import Notice, is_notice, read_notice
from pressmark.evidence.people import kind_of, read_byline
from pressmark.evidence.text import folded, joined, one_line
from pressmark.files import sha256_text
from pressmark.model.draft import Agent, Claim, Dated, Draft, Permission, Statement
from pressmark.rights.precedence import preferred
from pressmark.wires.item import Item, Moment, Permit
from pressmark.wires.said import Said

_BASIS = "metadata"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Where an item stands: the hash of its bytes, its place, and how the collection writes its dates."""

    sha256: str
    locator: str | None
    date_order: str | None
    language: str | None


def draft_of(item: Item, record: Record) -> Draft:
    """Returns an item's draft; what it does not say is absent."""
    granted = [found for found in item.permits if found.grants]
    permit = preferred(granted, lambda found: ("article", found.spdx))
    permissions = () if permit else tuple(_permission(found, _sole(item)) for found in granted[:1])
    noticed = [read_notice(found.value) for found in item.notices if is_notice(found.value)]
    language = _language(item, record)
    original = next((found.value for found in item.originals if not _alike(found.value, item.publishers)), None)
    url = next((found for said in item.addresses if (found := web_url(said.value))), None)
    dates = tuple(_dates(item, record, language))
    return Draft(
        source_sha256=record.sha256,
        locator=record.locator,
        title=item.titles[0].value if item.titles else None,
        lede=item.lede,
        text=item.text,
        text_completeness=item.completeness,
        language=language,
        publisher=_first(item.publishers),
        original_publisher=original,
        url=url,
        url_status="present" if url else "never-printed",
        original_url_status="never-printed" if original else "not-applicable",
        copyright_year=_first(item.years) or next((notice.year for notice in noticed if notice.year), None),
        license_scope="article" if permit or permissions else None,
        license_grantor=_sole(item) if permit else None,
        agents=tuple(_agents(item, noticed, original, _sole(item) if permit else None)),
        dates=tuple(settled for settled, _ in dates),
        claims=tuple(_claims(item, permit, dates, original)),
        statements=tuple(_statements(item, permissions)),
        permissions=permissions,
        subjects=item.subjects,
        links=item.links,
    )


def _first(candidates: Sequence[Said]) -> str | None:
    return candidates[0].value if candidates else None


def _sole(item: Item) -> str | None:
    """Returns the holder where there is one: a licence that stands beside its name is its grant."""
    names = {one_line(found.value).casefold(): found.value for found in item.holders}
    return next(iter(names.values())) if len(names) == 1 else None


def _permission(permit: Permit, grantor: str | None) -> Permission:
    digest = sha256_text(permit.said.value)[:12]
    return Permission(permission_id=f"LicenseRef-permission-{digest}", text=permit.said.value, grantor=grantor)


def _alike(name: str, others: Sequence[Said]) -> bool:
    """Says whether one of two names holds the other: `Reuters` is `reuters.com`."""
    key = folded(name)
    return any(key in folded(other.value) or folded(other.value) in key for other in others)


def _language(item: Item, record: Record) -> str:
    declared = [tag for found in item.languages if (tag := well_formed(found.value))]
    if declared:
        return declared[0]
    spoken = guess_language(joined(item.lede, item.text))
    return spoken if spoken != UNKNOWN else record.language or UNKNOWN


def _agents(item: Item, noticed: Sequence[Notice], original: str | None, grantor: str | None) -> Iterator[Agent]:
    houses = [found.value for found in (*item.publishers, *item.originals)]
    for party in item.parties:
        name = party.name or party.said.value
        kind = party.kind or kind_of(name, houses)
        known = {"given": party.given, "family": party.family, "identifier": web_url(party.identifier)}
        yield Agent(role=party.role, name=name, kind=kind, basis=_BASIS, **known)
    yield from _bylined(item, houses)
    held = [(found.value, _BASIS) for found in item.holders]
    held = held or [(name, "copyright-notice") for notice in noticed for name in notice.holders]
    for name, basis in held:
        yield Agent(role="rights_holder", name=name, kind=kind_of(name, houses), basis=basis)
    if item.publishers:
        yield Agent(role="publisher", name=item.publishers[0].value, kind="organization", basis=_BASIS)
    if original:
        yield Agent(role="original_publisher", name=original, kind="organization", basis=_BASIS)
    if grantor:
        yield Agent(role="grantor", name=grantor, kind=kind_of(grantor, houses), basis=_BASIS)


def _bylined(item: Item, houses: Sequence[str]) -> Iterator[Agent]:
    """Yields whom the bylines name, unless the format names its authors itself and the byline but repeats them."""
    named = [party for party in item.parties if party.role == "author"]
    known = {folded(party.name or party.said.value) for party in named}
    for byline in item.bylines:
        for name in read_byline(byline.value, houses):
            if folded(name.name) not in known:
                yield Agent(
                    role="author", name=name.name, kind=name.kind, given=name.given, family=name.family, basis="byline"
                )


def _dates(item: Item, record: Record, language: str) -> Iterator[tuple[Dated, tuple[Moment, ...]]]:
    """Yields each role's date with its statements: the first of those that are known most exactly."""
    for role, moments in (("published", item.published), ("modified", item.modified)):
        readings = [(moment, _reading(role, moment, record, language)) for moment in moments]
        if not readings:
            continue
        moment, chosen = min(readings, key=lambda reading: _vagueness(reading[1]))
        rivals = [other for other, reading in readings if other is not moment and reading.edtf != chosen.edtf]
        disagreeing = sum(_disagree(chosen, reading) for _, reading in readings)
        yield replace(chosen, rivals=disagreeing), (moment, *rivals)


def _reading(role: str, moment: Moment, record: Record, language: str) -> Dated:
    tags = () if language == UNKNOWN else (language.split("-")[0],)
    wording = moment.wording or moment.said.value
    reading = dated(role, wording, basis="meta", order=record.date_order, languages=tags)
    shown = replace(reading, verbatim=one_line(moment.said.verbatim))
    return shown if shown.edtf else replace(shown, basis="unknown")


def _vagueness(reading: Dated) -> int:
    if reading.earliest is None or reading.latest is None or reading.ambiguous:
        return 400
    return (reading.latest - reading.earliest).days


def _disagree(one: Dated, other: Dated) -> bool:
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return False
    return one.earliest > other.latest or other.earliest > one.latest


def _claims(
    item: Item,
    permit: Permit | None,
    dates: Sequence[tuple[Dated, tuple[Moment, ...]]],
    original: str | None,
) -> Iterator[Claim]:
    yield from _rivalling("title", item.titles)
    yield from _rivalling("publisher", item.publishers)
    for found in item.originals:
        yield _claim("original_publisher", found, found.value, chosen=found.value == original)
    for settled, moments in dates:
        for moment in moments:
            value = settled.edtf if moment is moments[0] else moment.wording or moment.said.value
            yield _claim(settled.role, moment.said, value, chosen=moment is moments[0], note=moment.note)
    for moment in item.undated:
        yield _claim("published", moment.said, moment.wording or moment.said.value, chosen=False, note=moment.note)
    yield from _rivalling("url", item.addresses)
    yield from _rivalling("language", item.languages)
    for found in item.holders:
        yield _claim("holder", found, found.value)
    for stated in item.permits:
        yield _permitting(stated, chosen=stated is permit)
    for name, held in (("embargo", item.embargo), ("takedown", item.takedown)):
        if held is not None:
            yield _claim(name, held, "yes", note=f"says {held.value}; a reviewer can lift it")
    for name, found in item.ledger:
        yield _claim(name, found, found.value)


def _rivalling(name: str, candidates: Sequence[Said]) -> Iterator[Claim]:
    for number, found in enumerate(candidates):
        yield _claim(name, found, found.value, chosen=number == 0)


def _permitting(permit: Permit, *, chosen: bool) -> Claim:
    if not permit.grants:
        return _claim("usage_terms", permit.said, permit.said.value)
    return _claim("license", permit.said, permit.spdx, chosen=chosen, note="speaks of the article")


def _claim(name: str, found: Said, value: str | None, *, chosen: bool = True, note: str | None = None) -> Claim:
    return Claim(
        claim=name,
        value=value,
        basis="meta",
        locator=found.place,
        verbatim=found.verbatim,
        chosen=chosen,
        note=note,
    )


def _statements(item: Item, permissions: Sequence[Permission]) -> Iterator[Statement]:
    printed = [("title", found) for found in item.titles[:1]]
    printed += [("byline", found) for found in item.bylines]
    printed += [("published", moment.said) for moment in item.published[:1]]
    printed += [("copyright_notice", found) for found in item.notices if is_notice(found.value)]
    yield from (Statement(slot=slot, verbatim=found.verbatim, locator=found.place) for slot, found in printed)
    known = {found.text: found.permission_id for found in permissions}
    for permit in item.permits:
        if link_status(permit.said.value) != "kept":
            granted = known.get(permit.said.value) if permit.grants else None
            yield Statement(
                slot="disclaimer", verbatim=permit.said.verbatim, locator=permit.said.place, permission=granted
            )
