"""Gives a repository what DataCite needs to mint a DOI.

Carries: creators, contributors and contact with their identifiers, title, publisher, year, day of issue, subjects,
languages where there is one, versions and relations, sizes and formats, the licence of the metadata, those of the
texts, and each rights statement of the articles with its URI. What the standard requires and only a minting agency can
give, the DOI, is left out where there is none; the period that the articles cover stands in the technical description,
since the date type `Coverage` is younger than the schema that can be checked.

Specification: DataCite Metadata Schema 4.6, written so that its JSON schema of 4.5 accepts it too.
"""

from __future__ import annotations

from typing import Any

from pressmark.describers._citing import (
    address_of,
    doi_of,
    is_inverted,
    is_listed,
    landing_page,
    license_url,
    scheme_of,
)
from pressmark.describers._rights import PROFILES, statement_name
from pressmark.describers._wording import counted, different, json_text, known
from pressmark.model.work import Party, Related, Work

filename = "datacite.json"

_CONTRIBUTORS = frozenset(
    "ContactPerson DataCollector DataCurator DataManager Distributor Editor HostingInstitution Producer ProjectLeader "
    "ProjectManager ProjectMember RegistrationAgency RegistrationAuthority RelatedPerson Researcher ResearchGroup "
    "RightsHolder Sponsor Supervisor WorkPackageLeader".split()
)
_RELATED = frozenset("ARK arXiv DOI Handle ISBN ISSN PURL URL URN w3id".split())
_SPDX = "https://spdx.org/licenses/"


def render(work: Work) -> str:
    """Returns the attributes of the DOI's record."""
    return json_text(
        known(
            doi=doi_of(work.identifier),
            url=landing_page(work),
            types={"resourceType": "Collection of articles", "resourceTypeGeneral": "Dataset"},
            creators=[_party(creator) for creator in work.creators],
            titles=[{"title": work.title}],
            publisher=_publisher(work.publisher),
            publicationYear=f"{work.year:04}",
            subjects=[{"subject": subject} for subject in different((*work.keywords, *work.subjects))],
            contributors=_contributors(work),
            dates=[{"date": work.issued.isoformat(), "dateType": "Issued"}],
            language=work.languages[0] if len(work.languages) == 1 else None,
            alternateIdentifiers=_alternatives(work),
            relatedIdentifiers=[_related(each) for each in _relations(work) if each.identifier_type in _RELATED],
            sizes=_sizes(work),
            formats=different(file.media_type for file in work.files),
            version=work.version,
            rightsList=_rights(work),
            descriptions=[
                {"description": work.description.strip(), "descriptionType": "Abstract"},
                {"description": _technical(work), "descriptionType": "TechnicalInfo"},
            ],
            fundingReferences=[_funding(each) for each in work.funding],
            schemaVersion="http://datacite.org/schema/kernel-4",
        )
    )


def _party(party: Party) -> dict[str, Any]:
    person = party.kind == "person"
    inverted = ", ".join(part for part in (party.family, party.given) if part) if is_inverted(party) else party.name
    return known(
        name=inverted,
        nameType="Personal" if person else "Organizational",
        givenName=party.given if person else None,
        familyName=party.family if person else None,
        nameIdentifiers=[_identifier(party.identifier, "nameIdentifier")] if party.identifier else [],
        affiliation=[{"name": party.affiliation}] if party.affiliation else [],
    )


def _identifier(identifier: str, key: str) -> dict[str, str]:
    host = "/".join(identifier.split("/", 3)[:3])
    named = {key: identifier, f"{key}Scheme": scheme_of(identifier)}
    return {**named, "schemeUri": host} if "://" in identifier else named


def _publisher(party: Party) -> dict[str, str]:
    identifier = _identifier(party.identifier, "publisherIdentifier") if party.identifier else {}
    return {"name": party.name, **identifier}


def _contributors(work: Work) -> list[dict[str, Any]]:
    roles = [(role[:1].upper() + role[1:], party) for party in work.contributors for role in party.roles or ("Other",)]
    contact = [("ContactPerson", work.contact)] if work.contact else []
    return [
        {**_party(party), "contributorType": role if role in _CONTRIBUTORS else "Other"}
        for role, party in roles + contact
    ]


def _alternatives(work: Work) -> list[dict[str, str]]:
    own = {"alternateIdentifier": f"{work.name} {work.version}", "alternateIdentifierType": "Name and version"}
    root = {"alternateIdentifier": work.content_root, "alternateIdentifierType": "Content root (SHA-256)"}
    return [own, root] if work.content_root else [own]


def _relations(work: Work) -> tuple[Related, ...]:
    whole = _relation(work.concept_identifier, "IsVersionOf")
    earlier = _relation(work.previous.identifier if work.previous else None, "IsNewVersionOf")
    return tuple(different((*whole, *earlier, *work.related)))


def _relation(identifier: str | None, relation: str) -> list[Related]:
    """Returns the relation to a thing that has a DOI or an address."""
    doi, address = doi_of(identifier), address_of(identifier)
    kind = "DOI" if doi else "URL"
    return [Related(identifier=doi or address, identifier_type=kind, relation=relation)] if address else []


def _related(related: Related) -> dict[str, str]:
    return {
        "relatedIdentifier": related.identifier,
        "relatedIdentifierType": related.identifier_type,
        "relationType": related.relation,
    }


def _sizes(work: Work) -> list[str]:
    total = sum(file.bytes for file in work.files)
    return [counted(work.articles, "article"), counted(len(work.files), "table"), counted(total, "byte")]


def _rights(work: Work) -> list[dict[str, str]]:
    metadata = {
        "rights": f"The metadata and the compilation: {work.license}",
        **_spdx(work.license),
    }
    statements = [
        {"rights": f"{counted(tally.articles, 'article')}: {statement_name(tally.label)}", "rightsUri": tally.label}
        for tally in work.rights
    ]
    texts = [
        {"rights": f"{counted(tally.articles, 'text')}: {tally.label}", **_spdx(tally.label)}
        for tally in work.text_licenses
        if is_listed(tally.label)
    ]
    return [metadata, *texts, *statements]


def _spdx(license: str) -> dict[str, str]:
    return {
        "rightsUri": license_url(license),
        "rightsIdentifier": license,
        "rightsIdentifierScheme": "SPDX",
        "schemeUri": _SPDX,
    }


def _technical(work: Work) -> str:
    shown = PROFILES.get(work.release_profile, "What the rights of each article allow.")
    parts = [
        f"Release profile {work.release_profile}: {shown}",
        f"The articles were published in {work.temporal} (EDTF)." if work.temporal else "",
        f"Rights are stated for each article; {work.license} is the licence of the metadata and not of any text.",
    ]
    return " ".join(part for part in parts if part)


def _funding(funding: dict[str, str]) -> dict[str, str]:
    identifier = funding.get("funder_id")
    scheme = scheme_of(identifier) if identifier else None
    return known(
        funderName=funding["funder"],
        funderIdentifier=identifier,
        funderIdentifierType="Other" if scheme in ("URL", "ORCID") else scheme,
        awardNumber=funding.get("award"),
    )
