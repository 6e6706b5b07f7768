"""Cites the release in EndNote, Zotero, Mendeley and library catalogues.

Carries: creators, title, year and day of issue, publisher, version, DOI, address, abstract, keywords, languages. Each
value stands on one line, so that no value can begin another tag.

Specification: RIS (Research Information Systems), reference type `DATA`.
"""

from __future__ import annotations

from collections.abc import Iterator

from pressmark.describers._citing import doi_of, is_inverted, landing_page
from pressmark.describers._wording import different, plain
from pressmark.model.work import Party, Work

filename = "citation.ris"


def render(work: Work) -> str:
    """Returns one record."""
    return "".join(f"{tag}  - {plain(value)}".rstrip(" ") + "\n" for tag, value in _tags(work)) + "ER  - \n"


def _tags(work: Work) -> Iterator[tuple[str, str]]:
    yield "TY", "DATA"
    yield from (("AU", _name(creator)) for creator in work.creators)
    yield "TI", work.title
    yield "PY", str(work.year)
    yield "DA", f"{work.issued:%Y/%m/%d}"
    yield "PB", work.publisher.name
    yield "ET", work.version
    yield from (("DO", doi) for doi in [doi_of(work.identifier)] if doi)
    yield from (("UR", address) for address in [landing_page(work)] if address)
    yield "AB", work.summary
    yield from (("KW", keyword) for keyword in different(work.keywords))
    yield from (("LA", language) for language in work.languages)


def _name(party: Party) -> str:
    if not is_inverted(party):
        return party.name
    return ", ".join(part for part in (party.family, party.given) if part)
