"""Describes every table and column to Data Package readers.

Carries: name, title, version, licence of the metadata, contributors and every table with its path, hash, bytes and
Table Schema; under `articles:` what the standard has no word for: the contract, the release profile, the content root,
the counts of articles by rights statement, how much of the texts that are left out can be put together, from when on
words are counted, the languages, the toolkit, subjects, funding, the identifier of all versions, the release before,
and the history that the changelog is written from: whatever the other descriptions say of the dataset is here, too. A
table that holds text has licences of its own, so that the licence of the metadata never covers it. The `id` is the DOI
or address of the version; where there is none, a UUID computed from name, version and content root.

Specification: Data Package 2.0, and the articles profile 1.0 in `schemas/articles/1.0/datapackage.json`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from pressmark.contracts.package import DESCRIPTOR, descriptor, resource_entry
from pressmark.contracts.tables import table
from pressmark.describers._wording import json_text
from pressmark.evidence.licenses import url_of
from pressmark.model.work import Bags, DataFile, Exposure, Party, Previous, Version, Work

filename = DESCRIPTOR


def render(work: Work) -> str:
    """Returns `datapackage.json`."""
    resources = [_resource(found) for found in work.files]
    known = {
        "id": work.identifier or _uuid(work),
        "title": work.title,
        "description": work.description.strip(),
        "homepage": work.homepage,
        "version": work.version,
        "created": f"{work.issued.isoformat()}T00:00:00Z",
        "keywords": list(work.keywords),
        "contributors": list(_contributors(work)),
        "licenses": [_license(work.license)],
        "articles:releaseProfile": work.release_profile,
        "articles:contentRoot": work.content_root,
        "articles:textRights": [{"statement": tally.label, "articles": tally.articles} for tally in work.rights],
        "articles:leak": list(map(_exposure, work.exposures)),
        "articles:features": _bags(work.bags),
        "articles:languages": list(work.languages),
        "articles:temporal": work.temporal,
        "articles:toolkit": f"pressmark {work.toolkit_version}",
        "articles:normVersion": work.norm_version,
        "articles:subjects": list(work.subjects),
        "articles:funding": [dict(found) for found in work.funding],
        "articles:conceptIdentifier": work.concept_identifier,
        "articles:related": [_related(found.identifier, found.relation) for found in work.related],
        "articles:previous": _previous(work.previous) if work.previous else None,
        "articles:versions": [_version(version) for version in work.versions],
    }
    always = ("articles:textRights", "articles:languages")
    return json_text(
        descriptor(
            work.name, "release", resources, **{key: value for key, value in known.items() if value or key in always}
        )
    )


def _uuid(work: Work) -> str:
    """Returns an identifier that is computed and never minted: equal content of an equal version has an equal one."""
    return uuid5(NAMESPACE_URL, f"{work.name}/{work.version}/{work.content_root}").urn


def _resource(found: DataFile) -> dict[str, Any]:
    entry = resource_entry(table(found.name), found.path, found.bytes, found.sha256)
    return entry | ({"licenses": list(found.licenses)} if found.licenses else {})


def _license(name: str) -> dict[str, str]:
    path = url_of(name)
    return {"name": name, "path": path} if path else {"name": name}


def _contributors(work: Work) -> Iterator[dict[str, Any]]:
    yield from (_contributor(party, ["creator"]) for party in work.creators)
    yield _contributor(work.publisher, ["publisher"])
    if work.contact:
        yield _contributor(work.contact, ["contact"])
    yield from (_contributor(party, list(party.roles)) for party in work.contributors)


def _contributor(party: Party, roles: list[str]) -> dict[str, Any]:
    known = {
        "title": party.name,
        "path": party.identifier or party.url,
        "email": party.email,
        "givenName": party.given,
        "familyName": party.family,
        "organization": party.affiliation,
        "roles": roles,
        "articles:kind": "person" if party.kind == "person" else None,
        "articles:url": party.url if party.identifier else None,
    }
    return {key: value for key, value in known.items() if value}


def _exposure(found: Exposure) -> dict[str, Any]:
    return {
        "profile": found.profile,
        "articles": found.articles,
        "words": found.words,
        "longestSpan": found.span,
        "recoveredArticles": found.recovered_articles,
        "recoveredWords": found.recovered_words,
        "twins": found.twins,
        "decidedTwins": found.decided_twins,
    }


def _bags(found: Bags | None) -> dict[str, int]:
    if found is None:
        return {}
    return {
        "threshold": found.threshold,
        "shortest": found.shortest,
        "articles": found.articles,
        "rarest": found.rarest,
        "unique": found.unique,
        "complete": found.complete,
    }


def _related(identifier: str, relation: str) -> dict[str, str]:
    return {"identifier": identifier, "relation": relation}


def _version(version: Version) -> dict[str, Any]:
    changes = [
        {"group": change.group, "text": change.text} | ({"ids": list(change.ids)} if change.ids else {})
        for change in version.changes
    ]
    meaning = {"meaning": list(version.meaning)} if version.meaning else {}
    return {"version": version.version, "issued": version.issued.isoformat(), "changes": changes} | meaning


def _previous(previous: Previous) -> dict[str, str]:
    """Returns what DCAT 3 calls `dcat:previousVersion`: the release before, by every name that it is known by."""
    told = {
        "version": previous.version,
        "id": previous.identifier,
        "contentRoot": previous.content_root,
        "swhid": previous.swhid,
    }
    return {key: value for key, value in told.items() if value}
