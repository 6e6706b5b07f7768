"""Makes the draft of a page: what was printed and where, and nothing that was not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pressmark.converters._print_view.grants import Grants, read_grants
from pressmark.converters._print_view.links import links
from pressmark.converters._print_view.page import Page, Printed
from pressmark.converters._print_view.paragraphs import Paragraph, is_rule, words
from pressmark.converters._print_view.parties import Parties, read_parties
from pressmark.converters._print_view.places import locator, printed_claim
from pressmark.evidence.addresses import web_url
from pressmark.evidence.dates import dated
from pressmark.evidence.languages import guess_language
from pressmark.evidence.text import normalise, one_line
from pressmark.model.draft import Claim, Dated, Draft, Statement, Subject
from pressmark.sites.inline import is_definition
from pressmark.sites.wording import Wording

_SLOTS = {
    "byline": "byline",
    "articles_by": "articles_by",
    "published": "published",
    "original_published": "original_published",
    "notice": "copyright_notice",
    "source": "source_statement",
}
_SAMPLE = 4000  # characters by which a language is told


@dataclass(frozen=True, slots=True)
class Article:
    """The article itself: its lede and text in norm-v1, and the wordings that they were read from."""

    lede: str | None
    text: str | None
    wordings: tuple[Wording, ...]


def make_draft(page: Page, sha256: str, *, order: str | None, language: str | None) -> Draft:
    """Returns the draft of a page; `order` decides all-numeric dates, `language` is that of the collection."""
    parties, grants, article = read_parties(page), read_grants(page), _article(page)
    dates, rivals = _dates(page, order or page.site.date_order)
    title = page.title if page.title and page.title.plain.strip() else None
    spoken = language or guess_language(f"{article.lede or ''}\n\n{article.text or ''}"[:_SAMPLE])
    url, original_url = _address(page, "url"), _original_address(parties)
    return Draft(
        source_sha256=sha256,
        title=one_line(title.plain) if title else None,
        lede=article.lede,
        text=article.text,
        text_completeness=_completeness(page, article),
        language=spoken,
        publisher=parties.publisher,
        original_publisher=parties.original.name if parties.original else None,
        source_statement=parties.statement,
        url=url,
        url_status="present" if url else "never-printed",
        original_url=original_url,
        original_url_status=_original_status(parties, original_url),
        copyright_year=parties.notices[0][1].year if parties.notices else None,
        license_scope=grants.scope,
        license_grantor=grants.grantor,
        agents=(*parties.agents(), *grants.agents()),
        dates=dates,
        claims=(*_title_claims(page), *parties.claims(), *grants.claims(), *rivals, *_address_claims(page)),
        statements=tuple(_statements(page, grants)),
        permissions=tuple({granted.permission_id: granted for _, granted in grants.permissions}.values()),
        subjects=tuple(subject for printed in page.printed("subject") for subject in _subjects(printed)),
        links=links(page.units, (*filter(None, (title, page.subtitle, page.lede)), *article.wordings)),
        flags=tuple(grants.flags()),
    )


def _article(page: Page) -> Article:
    paragraphs = [_paragraph(page, paragraph) for paragraph in page.body]
    text = normalise("\n\n".join("\n".join(wording.plain for wording in lines) for lines in paragraphs))
    lede = normalise(page.lede.plain) if page.lede else None
    return Article(lede or None, text or None, tuple(wording for lines in paragraphs for wording in lines))


def _paragraph(page: Page, paragraph: Paragraph) -> list[Wording]:
    """Returns the wordings of a paragraph: all at once, or line by line where lines bear marks of their own."""
    zone = page.zone
    spans = tuple(
        words(page.source, line)
        for line in paragraph
        if not is_rule(page.source, line) and not (zone.targets and is_definition(page.source[slice(*line)]))
    )
    return [zone.joined(paragraph)] if spans == paragraph else [zone.wording(*span) for span in spans]


def _completeness(page: Page, article: Article) -> str:
    if article.text is None:
        return "unknown"
    if any(pattern.search(article.text[-200:]) for pattern in page.site.truncated):
        return "partial"
    return "full" if page.title and any(unit.certain for unit in page.footer) else "unknown"


def _dates(page: Page, order: str | None) -> tuple[tuple[Dated, ...], list[Claim]]:
    """Returns one date a role, the first that was understood, and the claims of those that disagree with it."""
    chosen, claims = [], []
    for role in ("published", "original_published", "modified"):
        found = [(printed, _dated(page, role, printed, order)) for printed in page.printed(role)]
        first = next((date for _, date in found if date.edtf), found[0][1] if found else None)
        if first is None:
            continue
        rivals = [(printed, date) for printed, date in found if date.edtf and date.edtf != first.edtf]
        chosen.append(replace(first, rivals=len(rivals)))
        claims += [
            printed_claim(role, date.edtf or "", page.source, (printed.start, printed.end), chosen=False)
            for printed, date in rivals
        ]
    return tuple(chosen), claims


def _dated(page: Page, role: str, printed: Printed, order: str | None) -> Dated:
    date = dated(role, printed.text, basis="printed", order=order, languages=page.site.languages)
    return replace(date, verbatim=page.source[printed.start : printed.end])


def _address(page: Page, *fields: str) -> str | None:
    return next((address for printed in page.printed(*fields) if (address := web_url(printed.text))), None)


def _original_address(parties: Parties) -> str | None:
    if parties.original is None:
        return None
    targets = (anchor.target for party in parties.foreign for anchor in party.printed.anchors)
    linked = next((address for target in targets if (address := web_url(target))), None)
    return linked or _address(parties.page, "original_url", "original_site")


def _original_status(parties: Parties, address: str | None) -> str:
    if parties.original is None:
        return "not-applicable"
    if address:
        return "present"
    return "lost" if any(party.printed.anchors for party in parties.foreign) else "never-printed"


def _statements(page: Page, grants: Grants) -> Iterator[Statement]:
    if page.title and page.title.plain.strip():
        yield _statement(page, "title", page.title)
    for unit in page.units:
        for slot in dict.fromkeys(_SLOTS[value.field] for value in unit.values if value.field in _SLOTS):
            yield _statement(page, slot, unit.wording)
        if unit.boilerplate and unit.boilerplate.slot:
            yield _statement(page, unit.boilerplate.slot, unit.wording, grants.worded(unit))


def _statement(page: Page, slot: str, wording: Wording, permission: str | None = None) -> Statement:
    start, end = wording.start, wording.end
    return Statement(slot=slot, verbatim=page.source[start:end], locator=locator(start, end), permission=permission)


def _title_claims(page: Page) -> Iterator[Claim]:
    for claim, wording in (("title", page.title), ("subtitle", page.subtitle)):
        if wording and wording.plain.strip():
            yield printed_claim(claim, one_line(wording.plain), page.source, (wording.start, wording.end))


def _address_claims(page: Page) -> Iterator[Claim]:
    for printed in page.printed("url", "original_url", "original_site"):
        if address := web_url(printed.text):
            claim = "url" if printed.value.field == "url" else "original_url"
            yield printed_claim(claim, address, page.source, (printed.start, printed.end))


def _subjects(printed: Printed) -> Iterator[Subject]:
    scheme = printed.value.argument or "keyword"
    plain, at = printed.wording.plain, printed.value.start
    for anchor in printed.anchors:
        yield from _labels(scheme, plain[at : anchor.start])
        if label := one_line(plain[anchor.start : anchor.end]):
            yield Subject(scheme=scheme, label_verbatim=label, label=label, uri=web_url(anchor.target))
        at = anchor.end
    yield from _labels(scheme, plain[at : printed.value.end])


def _labels(scheme: str, listed: str) -> Iterator[Subject]:
    for label in listed.split(";" if ";" in listed else ","):
        if verbatim := label.strip(" \t\r\n|·•"):
            yield Subject(scheme=scheme, label_verbatim=verbatim, label=one_line(verbatim))
