"""Makes the draft of a document: its paragraphs read as a print view is, with pages for places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pressmark.converters._pdf.credits import byline, lone_names, moments
from pressmark.converters._pdf.moments import created, printed_at
from pressmark.converters._pdf.paragraphs import Paragraph
from pressmark.converters._pdf.running import Running, printed_address, printed_moment
from pressmark.converters._pdf.titles import Title, find_title, is_telling
from pressmark.converters._pdf.zones import Zones, middle, part
from pressmark.converters._print_view.draft import make_draft
from pressmark.converters._print_view.page import best_page
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.addresses import host_of, web_url
from pressmark.evidence.cuts import is_cut_short
from pressmark.evidence.inverted import read_names
from pressmark.evidence.pdf_text import PdfPages
from pressmark.evidence.text import folded, one_line
from pressmark.model.draft import Agent, Claim, Dated, Draft, Statement
from pressmark.sites.description import SiteDescription
from pressmark.sites.reading import bundled

_PLACE = re.compile(r"char=(\d+),(\d+)")
_BODY = "The ferry went out at noon and came back before the evening, as it had done for years."
_ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|les|el|il|o|de|het)\s+", re.IGNORECASE)
_CUT_OFF = re.compile(r"…|\.\.\.")


@dataclass(frozen=True, slots=True)
class Document:
    """One document with its parts, and what its own data say (`Title`, `Author`, `CreationDate`)."""

    sha256: str
    paragraphs: tuple[Paragraph, ...]
    running: Running
    info: Mapping[str, str]
    pages: PdfPages


def draft_of(document: Document, settings: ConvertSettings) -> Draft:
    """Returns the draft of a document."""
    sites = (*settings.sites, *bundled())
    window = document.running.title.text if document.running.title else ""
    declared = [one for words in (window, document.info.get("Title", "")) if (one := one_line(words))]
    title = find_title(document.paragraphs, declared, middle(document.paragraphs))
    zones = part(
        document.paragraphs,
        title,
        heads=lambda words: _is_header(words, sites, settings.date_order),
        ends=lambda words: _is_footer(words, sites, settings.date_order),
    )
    view = _View.of(document, title, zones)
    page = best_page(view.source, sites, settings.date_order)
    draft = make_draft(page, document.sha256, language=settings.language)
    draft = _placed(draft, view, document.pages)
    draft = _credited(draft, zones, document.pages, settings)
    for add in (_with_title, _with_address, _with_moment, _with_publisher, _with_author):
        draft = add(draft, document, title, settings)
    cut = draft.text is not None and is_cut_short(draft.text)
    return replace(draft, text_completeness="partial" if cut else draft.text_completeness)


def _is_header(words: str, sites: Sequence[SiteDescription], order: str | None) -> bool:
    page = best_page(f"# The Ferry\n\n{words}\n\n{_BODY}\n", sites, order)
    return any(unit.values for unit in page.header)


def _is_footer(words: str, sites: Sequence[SiteDescription], order: str | None) -> bool:
    page = best_page(f"# The Ferry\n\n{_BODY}\n\n{words}\n", sites, order)
    return any(unit.certain for unit in page.footer)


@dataclass(frozen=True, slots=True)
class _View:
    """A document as the text of a print view, and the paragraphs that its parts come from."""

    source: str
    starts: tuple[int, ...]
    paragraphs: tuple[tuple[Paragraph, ...], ...]

    @classmethod
    def of(cls, document: Document, title: Title, zones: Zones) -> _View:
        parts = [(f"# {title.text}", tuple(document.paragraphs[title.first : title.end]))] if title.text else []
        parts += [(one.text, (one,)) for one in (*zones.header, *zones.body, *zones.footer)]
        starts, at = [], 0
        for words, _ in parts:
            starts.append(at)
            at += len(words) + 2
        return cls("\n\n".join(words for words, _ in parts), tuple(starts), tuple(held for _, held in parts))

    def pages(self, place: str | None) -> list[int]:
        """Returns the pages on which the paragraph of a place stands."""
        found = _PLACE.fullmatch(place or "")
        if not found or not self.starts:
            return []
        held = self.paragraphs[bisect_right(self.starts, int(found[1])) - 1]
        return sorted({line.page for paragraph in held for line in paragraph.lines})


def _placed(draft: Draft, view: _View, pages: PdfPages) -> Draft:
    """Returns a draft whose places are pages; a wording that no page prints as a whole is no statement."""
    statements = tuple(
        replace(statement, locator=place)
        for statement in draft.statements
        if (place := _page(statement.verbatim, view.pages(statement.locator), pages))
    )
    claims = tuple(
        replace(claim, locator=_page(claim.verbatim, view.pages(claim.locator), pages)) if claim.locator else claim
        for claim in draft.claims
    )
    return replace(draft, statements=statements, claims=claims)


def _page(wording: str | None, numbers: Sequence[int], pages: PdfPages) -> str | None:
    places = (f"page={number}" for number in numbers)
    return next((place for place in places if wording and pages.prints(wording, place)), None)


def _credited(draft: Draft, zones: Zones, pages: PdfPages, settings: ConvertSettings) -> Draft:
    """Returns a draft with the byline and the dates that lines near the title print among other words."""
    lines = [line for one in zones.near for line in one.lines]
    between = [line for one in zones.between for line in one.lines]
    found = None if any(agent.role == "author" for agent in draft.agents) else byline(lines) or lone_names(between)
    if found is not None:
        agents = [
            Agent(role="author", name=one.name, kind=one.kind, given=one.given, family=one.family, basis="byline")
            for one in found.names
        ]
        draft = _stated(
            replace(draft, agents=(*draft.agents, *agents)), "byline", found.line.text, found.line.page, pages
        )
        claims = (_claim("author", one.name, one.name, found.line.page) for one in found.names)
        draft = replace(draft, claims=(*draft.claims, *claims))
    languages = () if draft.language == "und" else (draft.language.split("-")[0],)
    for date, line in moments(lines, order=settings.date_order, languages=languages):
        known = next((one for one in draft.dates if one.role == date.role), None)
        if known is None or (known.edtf is None and date.edtf):
            others = tuple(one for one in draft.dates if one is not known)
            draft = replace(draft, dates=(*others, date))
            if date.role == "published" and date.verbatim:
                draft = _stated(draft, "published", date.verbatim, line.page, pages)
        elif date.edtf and known.edtf and date.edtf[:10] != known.edtf[:10]:
            rival = replace(known, rivals=known.rivals + 1)
            dates = tuple(rival if one is known else one for one in draft.dates)
            claim = _claim(date.role, date.edtf, date.verbatim, line.page, chosen=False)
            draft = replace(draft, dates=dates, claims=(*draft.claims, claim))
    return draft


def _stated(draft: Draft, slot: str, wording: str, number: int, pages: PdfPages) -> Draft:
    place = f"page={number}"
    if not pages.prints(wording, place):
        return draft
    return replace(draft, statements=(*draft.statements, Statement(slot=slot, verbatim=wording, locator=place)))


def _claim(claim: str, value: str | None, verbatim: str | None, number: int, *, chosen: bool = True) -> Claim:
    return Claim(claim=claim, value=value, basis="printed", locator=f"page={number}", verbatim=verbatim, chosen=chosen)


def _with_title(draft: Draft, document: Document, _t: Title, _s: ConvertSettings) -> Draft:
    declared = one_line(document.info.get("Title", "")) or None
    window = document.running.title
    claims = []
    if window and window.text != draft.title:
        claims.append(
            Claim(claim="title", value=window.text, basis="printed", locator=f"page={window.page}", chosen=False)
        )
    # What a browser calls a page by is the page's own title; other programs leave what a template or a file was called.
    own = window is not None or document.info.get("Creator", "").startswith("Mozilla/")
    taken = draft.title is None and declared is not None and own and is_telling(declared)
    if declared and declared != draft.title:
        claims.append(Claim(claim="title", value=declared, basis="meta", verbatim=declared, chosen=taken))
    return replace(draft, title=declared if taken else draft.title, claims=(*draft.claims, *claims))


def _with_address(draft: Draft, document: Document, _t: Title, _s: ConvertSettings) -> Draft:
    """Returns a draft with the address that a browser prints below each page, or a running DOI."""
    printed = printed_address(document.running)
    line = document.running.address
    if printed is None or line is None or web_url(printed) is None:
        return draft
    whole = not _CUT_OFF.search(printed)
    own = document.running.stamp is not None or "doi.org/" in printed
    chosen = whole and own and draft.url is None
    claim = _claim("url", web_url(printed), printed, line.page, chosen=chosen)
    draft = replace(draft, claims=(*draft.claims, claim if whole else replace(claim, note="cut off by the browser")))
    return replace(draft, url=web_url(printed), url_status="present") if chosen else draft


def _with_moment(draft: Draft, document: Document, _: Title, settings: ConvertSettings) -> Draft:
    """Returns a draft with the moment of printing; the document's own is a claim, and no date of publication."""
    moment = created(document.info.get("CreationDate", ""))
    stamp = printed_moment(document.running)
    retrieved: list[Dated] = []
    if stamp is not None:
        retrieved = [found] if (found := printed_at(stamp, moment, order=settings.date_order)) else []
    note = "when the document was made, which is no date of publication"
    said = document.info.get("CreationDate", "")
    claims = (
        [Claim(claim="created", value=moment, basis="meta", verbatim=said, chosen=False, note=note)] if moment else []
    )
    return replace(draft, dates=(*draft.dates, *retrieved), claims=(*draft.claims, *claims))


def _with_publisher(draft: Draft, document: Document, title: Title, _: ConvertSettings) -> Draft:
    """Returns a draft with the site that the window's title names beside the headline, where the address agrees."""
    if draft.publisher or not title.rest:
        return draft
    host = re.sub(r"[^a-z0-9]", "", (host_of(draft.url) or "") if draft.url else "")
    lines = {folded(one.text) for one in document.paragraphs if len(one.text) < 80}
    name, short = folded(title.rest), folded(_ARTICLE.sub("", title.rest))
    agrees = (len(short) > 3 and short in host) or name in lines
    claim = Claim(claim="publisher", value=title.rest, basis="meta", verbatim=title.rest, chosen=agrees)
    if not agrees:
        return replace(draft, claims=(*draft.claims, claim))
    agent = Agent(role="publisher", name=title.rest, kind="organization", basis="metadata")
    return replace(draft, publisher=title.rest, agents=(*draft.agents, agent), claims=(*draft.claims, claim))


def _with_author(draft: Draft, document: Document, _t: Title, _s: ConvertSettings) -> Draft:
    """Returns a draft with the author whom the document's data name, where the first page prints the name as well."""
    said = one_line(document.info.get("Author", ""))
    if not said:
        return draft
    first = [one.text for one in document.paragraphs if one.page == document.paragraphs[0].page]
    words = [folded(word) for text in first for word in text.split()]
    named = tuple(_authors(said))
    known = any(agent.role == "author" for agent in draft.agents) or any(one.kind != "person" for one in named)
    printed = all(_stands_in([folded(word) for word in one.name.split()], words) for one in named)
    agents = named if printed and not known else ()
    claim = Claim(claim="author", value=said, basis="meta", verbatim=said, chosen=bool(agents))
    return replace(draft, agents=(*draft.agents, *agents), claims=(*draft.claims, claim))


def _stands_in(name: Sequence[str], words: Sequence[str]) -> bool:
    return any(list(words[at : at + len(name)]) == list(name) for at in range(len(words) - len(name) + 1))


def _authors(said: str) -> Iterator[Agent]:
    for name in read_names(said):
        yield Agent(
            role="author", name=name.name, kind=name.kind, given=name.given, family=name.family, basis="metadata"
        )
