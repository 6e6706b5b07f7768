"""Cites the release in Zotero, pandoc and other citation processors.

Carries: creators, title, day of issue, version, publisher, DOI, address, summary, keywords and language. The name of an
organisation, or of a person whose family name is not known, is literal.

Specification: CSL-JSON of the Citation Style Language 1.0.2, item type `dataset`.
"""

from __future__ import annotations

from pressmark.describers._citing import doi_of, is_inverted, landing_page
from pressmark.describers._wording import different, json_text, known
from pressmark.model.work import Party, Work

filename = "citation.json"


def render(work: Work) -> str:
    """Returns a list of one item."""
    item = known(
        id=f"{work.name}-{work.version}",
        type="dataset",
        title=work.title,
        author=[_name(creator) for creator in work.creators],
        issued={"date-parts": [[work.issued.year, work.issued.month, work.issued.day]]},
        version=work.version,
        genre="Data set",
        publisher=work.publisher.name,
        DOI=doi_of(work.identifier),
        URL=landing_page(work),
        abstract=work.summary,
        keyword=", ".join(different(work.keywords)),
        language=work.languages[0] if len(work.languages) == 1 else None,
    )
    return json_text([item])


def _name(party: Party) -> dict[str, str]:
    return known(family=party.family, given=party.given) if is_inverted(party) else {"literal": party.name}
