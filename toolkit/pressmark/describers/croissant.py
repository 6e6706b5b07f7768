"""Lets machine-learning tools and dataset search engines load the tables.

Carries: every key that the standard requires or recommends, as far as it is known; each table as a file with its
checksum and as a record set with its columns, key and references; the rights statements and the structured terms of
each permission as data-use conditions; the BibTeX entry as `citeAs`. Where no address of the dataset is known, `url` is
`./`, the folder that the file lies in.

Specification: MLCommons Croissant 1.1; data-use conditions with ODRL 2.2.
"""

from __future__ import annotations

from typing import Any

from pressmark.describers import _croissant_tables, bibtex
from pressmark.describers._citing import address_of, is_listed, landing_page, license_url
from pressmark.describers._rights import PROFILES, statement_name
from pressmark.describers._wording import counted, different, json_text, known
from pressmark.model.work import Party, PermissionSummary, Work

filename = "croissant.json"


def render(work: Work) -> str:
    """Returns the description as JSON-LD."""
    first = min((version.issued for version in work.versions), default=work.issued)
    return json_text(
        known(
            **{"@context": dict(_croissant_tables.CONTEXT), "@type": "sc:Dataset"},
            conformsTo="http://mlcommons.org/croissant/1.1",
            name=work.title,
            alternateName=work.name,
            description=work.description.strip(),
            license=license_url(work.license),
            sdLicense=license_url(work.license),
            url=landing_page(work) or "./",
            identifier=address_of(work.identifier),
            sameAs=_elsewhere(work),
            creator=[_party(creator) for creator in work.creators],
            publisher=_party(work.publisher),
            version=work.version,
            dateCreated=first.isoformat(),
            datePublished=work.issued.isoformat(),
            dateModified=work.issued.isoformat(),
            keywords=different((*work.keywords, *work.subjects)),
            inLanguage=list(work.languages),
            temporalCoverage=work.temporal,
            citeAs=bibtex.render(work).strip(),
            isLiveDataset=False,
            conditionsOfAccess=_access(work),
            usageInfo=_usage(work),
            distribution=[_croissant_tables.file_object(file) for file in work.files],
            recordSet=[_croissant_tables.record_set(file, work.files) for file in work.files],
        )
    )


def _elsewhere(work: Work) -> list[str]:
    """Returns the other addresses of the dataset."""
    addresses = different((work.homepage, address_of(work.concept_identifier)))
    return [address for address in addresses if address and address != landing_page(work)]


def _party(party: Party) -> dict[str, Any]:
    return known(
        **{"@type": "sc:Person" if party.kind == "person" else "sc:Organization", "@id": address_of(party.identifier)},
        name=party.name,
        givenName=party.given,
        familyName=party.family,
        url=party.url,
    )


def _access(work: Work) -> str:
    shown = PROFILES.get(work.release_profile, "What the rights of each article allow.")
    withheld = f" {counted(work.withheld, 'article')} withheld." if work.withheld else ""
    return f"Release profile {work.release_profile}: {shown}{withheld}"


def _usage(work: Work) -> list[dict[str, Any]]:
    statements = [
        {
            "@type": "sc:DefinedTerm",
            "name": statement_name(tally.label),
            "description": f"The rights statement of {counted(tally.articles, 'article')}.",
            "url": tally.label,
        }
        for tally in work.rights
    ]
    texts = [
        {
            "@type": "CreativeWork",
            "name": tally.label,
            "description": f"The licence of {counted(tally.articles, 'text')}.",
            "url": license_url(tally.label),
        }
        for tally in work.text_licenses
        if is_listed(tally.label)
    ]
    return [*texts, *statements, *map(_permission, work.permissions)]


def _permission(permission: PermissionSummary) -> dict[str, Any]:
    """Returns a permission as an offer; one whose terms are unstated, or whose grantor is unknown, offers nothing."""
    actions = _values(permission, "action")
    offers = bool(actions and permission.grantor)
    allowed = known(
        **{
            "@type": "odrl:Permission",
            "odrl:action": [{"name": action} for action in actions],
            "odrl:duty": [
                {"@type": "odrl:Duty", "odrl:action": {"name": duty}} for duty in _values(permission, "condition")
            ],
            "odrl:constraint": [_audience(audience) for audience in _values(permission, "audience")],
        }
    )
    return known(
        **{"@type": ["CreativeWork", "odrl:Offer"] if offers else "CreativeWork"},
        name=permission.permission_id,
        description=f"Granted for {counted(permission.articles, 'article')}; commercial use: {permission.commercial}.",
        text=permission.text,
        **{
            "odrl:assigner": {"name": permission.grantor} if permission.grantor else None,
            "odrl:permission": allowed if offers else None,
        },
    )


def _audience(audience: str) -> dict[str, Any]:
    return {
        "@type": "odrl:Constraint",
        "odrl:leftOperand": {"@id": "odrl:recipient"},
        "odrl:operator": {"@id": "odrl:eq"},
        "odrl:rightOperand": {"name": audience},
    }


def _values(permission: PermissionSummary, kind: str) -> list[str]:
    return [value for found, value in permission.terms if found == kind]
