"""What citation formats share: identifiers as addresses, and the names of parties."""

from __future__ import annotations

import re

from pressmark.evidence.licenses import spdx_from, url_of
from pressmark.model.work import Party, Work

_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.[0-9]{4,9}/\S+)", re.IGNORECASE)
_SCHEMES = {"orcid.org": "ORCID", "isni.org": "ISNI", "ror.org": "ROR", "doi.org": "Crossref Funder ID"}


def doi_of(identifier: str | None) -> str | None:
    """Returns the DOI in an identifier, without its resolver, or None where it is no DOI."""
    found = _DOI.fullmatch(identifier or "")
    return found[1] if found else None


def address_of(identifier: str | None) -> str | None:
    """Returns an identifier as a web address, or None where it is none."""
    doi = doi_of(identifier)
    if doi:
        return f"https://doi.org/{doi}"
    return identifier if identifier and re.match(r"https?://\S+$", identifier) else None


def landing_page(work: Work) -> str | None:
    """Returns where the release is found: its identifier as an address, else the homepage, else None."""
    return address_of(work.identifier) or work.homepage


def license_url(license: str) -> str:
    """Returns the page of a licence: its publisher's, else that of the SPDX list."""
    return url_of(license) or f"https://spdx.org/licenses/{license}.html"


def is_listed(license: str) -> bool:
    """Returns whether a licence is one of the SPDX list, and no wording of its own."""
    return spdx_from(license) == license


def scheme_of(identifier: str) -> str:
    """Returns the name of an identifier's scheme (ORCID, ISNI, ROR …), or `URL`."""
    host = identifier.partition("://")[2].partition("/")[0].removeprefix("www.")
    return _SCHEMES.get(host, "URL")


def is_inverted(party: Party) -> bool:
    """Returns whether a name can be written family name first; what is not known to be a family name is not guessed."""
    return party.kind == "person" and bool(party.family)


def initials(given: str) -> str:
    """Returns given names as initials, such as `J.-P. K.` for `Jean-Paul Karl`."""
    return " ".join("-".join(f"{part[0]}." for part in name.split("-") if part[:1].isalpha()) for name in given.split())
