"""Tells GitHub, Zenodo and reference managers how to cite the release.

Carries: title, abstract, creators with ORCID, version, day of issue, DOI or address, keywords, contact, and the licence
of the metadata. A person whose family name is not known is written as an entity: the format has no other place for a
name that is not taken apart. A licence that the format's list (of May 2021) does not have is carried by its address.

Specification: Citation File Format 1.2.0.
"""

from __future__ import annotations

from typing import Any

from pressmark.describers._citing import address_of, doi_of, is_inverted, landing_page, license_url, scheme_of
from pressmark.describers._wording import different, known
from pressmark.describers._yaml import yaml_text
from pressmark.model.work import Party, Work

filename = "CITATION.cff"

# Licences of data in the format's list; any other is carried by its address, which is always allowed.
_LISTED = frozenset(
    "CC0-1.0 CC-BY-3.0 CC-BY-4.0 CC-BY-SA-3.0 CC-BY-SA-4.0 CC-BY-NC-4.0 CC-BY-NC-SA-4.0 CC-BY-NC-ND-4.0 CC-BY-ND-4.0 "
    "CDLA-Permissive-1.0 CDLA-Sharing-1.0 ODC-By-1.0 ODbL-1.0 OGL-UK-3.0 PDDL-1.0 etalab-2.0".split()
)


def render(work: Work) -> str:
    """Returns the citation file."""
    listed = work.license in _LISTED
    return yaml_text(
        known(
            **{"cff-version": "1.2.0"},
            message="If you use this dataset, please cite it as below.",
            type="dataset",
            title=work.title,
            abstract=work.description.strip(),
            authors=different(_party(creator) for creator in work.creators),
            contact=[_party(work.contact)] if work.contact else [],
            version=work.version,
            **{"date-released": work.issued.isoformat()},
            doi=doi_of(work.identifier),
            identifiers=_of_all_versions(work),
            url=landing_page(work),
            license=work.license if listed else None,
            **{"license-url": None if listed else license_url(work.license)},
            keywords=different(work.keywords),
        )
    )


def _party(party: Party) -> dict[str, Any]:
    named = {"family-names": party.family, "given-names": party.given} if is_inverted(party) else {"name": party.name}
    has_orcid = party.identifier and scheme_of(party.identifier) == "ORCID"
    return known(
        **named,
        orcid=party.identifier if has_orcid else None,
        affiliation=party.affiliation if is_inverted(party) else None,
        email=party.email,
        website=party.url,
    )


def _of_all_versions(work: Work) -> list[dict[str, str]]:
    doi, address = doi_of(work.concept_identifier), address_of(work.concept_identifier)
    if not address:
        return []
    return [{"type": "doi" if doi else "url", "value": doi or address, "description": "All versions"}]
