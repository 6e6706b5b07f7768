"""Makes the draft of a page: what was printed and where, and nothing that was not."""

from __future__ import annotations

from collections.abc import Iterator

from pressmark.converters._print_view.addresses import address, address_claims, original_address, original_status
from pressmark.converters._print_view.article import read_article
from pressmark.converters._print_view.dates import read_dates
from pressmark.converters._print_view.footer import UNREAD
from pressmark.converters._print_view.grants import Grants, read_grants
from pressmark.converters._print_view.links import links
from pressmark.converters._print_view.page import Page
from pressmark.converters._print_view.parties import read_parties
from pressmark.converters._print_view.places import locator, printed_claim
from pressmark.converters._print_view.subjects import read_subjects
from pressmark.evidence.languages import guess_language
from pressmark.evidence.text import one_line
from pressmark.model.draft import Claim, Draft, Statement
from pressmark.sites.wording import Wording

_SLOTS = {
    "byline": "byline",
    "articles_by": "articles_by",
    "published": "published",
    "original_published": "original_published",
    "notice": "copyright_notice",
    "source": "source_statement",
    "original_site": "source_statement",
}
_SAMPLE = 1000  # characters by which a language is told


def make_draft(page: Page, sha256: str, *, language: str | None = None, place: str | None = None) -> Draft:
    """Returns the draft of a page; `language` is that of the collection, where it is not to be told from the text.

    `place` is the locator of the page in a source that holds several.
    """
    parties, article = read_parties(page), read_article(page)
    grants = read_grants(page, parties.owner)
    dates, rivals = read_dates(page)
    title = page.title if page.title and page.title.plain.strip() else None
    spoken = language or guess_language(f"{article.lede or ''}\n\n{article.text or ''}"[:_SAMPLE])
    url, original_url = address(page, "url"), original_address(parties)
    return Draft(
        source_sha256=sha256,
        locator=place,
        title=one_line(title.plain) if title else None,
        lede=article.lede,
        text=article.text,
        text_completeness=article.completeness,
        language=spoken,
        publisher=parties.publisher,
        original_publisher=parties.original.name if parties.original else None,
        source_statement=parties.statement,
        url=url,
        url_status="present" if url else "never-printed",
        original_url=original_url,
        original_url_status=original_status(parties, original_url),
        copyright_year=parties.notices[0][1].year if parties.notices else None,
        license_scope=grants.scope,
        license_grantor=grants.grantor,
        agents=(*parties.agents(), *grants.agents()),
        dates=dates,
        claims=(
            *_title_claims(page),
            *_left_out(page),
            *parties.claims(),
            *grants.claims(),
            *rivals,
            *address_claims(page),
        ),
        statements=tuple(_statements(page, grants)),
        permissions=tuple({granted.permission_id: granted for _, granted in grants.permissions}.values()),
        subjects=read_subjects(page),
        links=links(page.units, (*filter(None, (title, page.subtitle, page.lede)), *article.wordings)),
        flags=tuple(grants.flags()),
    )


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


def _left_out(page: Page) -> Iterator[Claim]:
    """Returns a claim for each paragraph that was left out of the text for nothing but its place."""
    note = "stands below the lines that end the article, and was left out of its text"
    for unit in page.footer:
        if unit.boilerplate is UNREAD:
            place = locator(unit.wording.start, unit.wording.end)
            yield Claim(claim="boilerplate", value=None, basis="printed", locator=place, note=note)


def _title_claims(page: Page) -> Iterator[Claim]:
    for claim, wording in (("title", page.title), ("subtitle", page.subtitle)):
        if wording and wording.plain.strip():
            yield printed_claim(claim, one_line(wording.plain), page.source, (wording.start, wording.end))
