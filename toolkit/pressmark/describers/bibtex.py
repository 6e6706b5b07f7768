"""Cites the release in LaTeX.

Carries: creators, title, year and day of issue, version, publisher, DOI, address, keywords. The title and the names of
organisations stand in double braces, so that no program takes them apart or changes their case. What TeX would execute
is written as the sign that it stands for.

Specification: BibLaTeX 3.x, the entry type `@dataset`; BibTeX treats it as `@misc`.
"""

from __future__ import annotations

import re

from pressmark.describers._citing import doi_of, is_inverted, landing_page
from pressmark.describers._wording import different, plain
from pressmark.model.work import Party, Work

filename = "citation.bib"

# A brace counts for BibTeX even behind a backslash, so braces are written as words.
_SIGNS = {
    **{sign: f"\\{sign}" for sign in "&%$#_"},
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    '"': '{"}',  # babel makes it active
}


def render(work: Work) -> str:
    """Returns the entry, its key made of name and version."""
    fields = {
        "author": " and ".join(map(_name, work.creators)),
        "title": f"{{{escaped(work.title)}}}",
        "year": str(work.year),
        "date": work.issued.isoformat(),
        "version": escaped(work.version),
        "publisher": f"{{{escaped(work.publisher.name)}}}",
        "doi": _verbatim(doi_of(work.identifier)),
        "url": _verbatim(landing_page(work)),
        "keywords": ", ".join(escaped(keyword.replace(",", ";")) for keyword in different(work.keywords)),
    }
    lines = (f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@dataset{{{work.name}-{work.version},\n{''.join(lines)}}}\n"


def escaped(text: str) -> str:
    """Returns text on one line that TeX prints as it reads."""
    return re.sub(r'[&%$#_\\{}~^<>"]', lambda found: _SIGNS[found[0]], plain(text))


def _name(party: Party) -> str:
    if not is_inverted(party):
        return f"{{{escaped(party.name)}}}"
    return ", ".join(_part(part) for part in (party.family, party.given) if part)


def _part(name: str) -> str:
    """Returns a part of a name, in braces where it holds what separates names."""
    return f"{{{escaped(name)}}}" if re.search(r",|\band\b", name, re.IGNORECASE) else escaped(name)


def _verbatim(address: str | None) -> str:
    """Returns an address as the verbatim fields of BibLaTeX want it: without any sign that ends them."""
    return re.sub(r"[{}\\\s]", lambda found: f"%{ord(found[0]):02X}", address or "")
