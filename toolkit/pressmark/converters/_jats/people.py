"""Reads the contributors of a journal article: persons, groups, and what each of them did."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from pressmark.evidence.text import one_line
from pressmark.wires.item import Party
from pressmark.wires.said import Said, child, children, said

_ROLES = {"author": "author", "editor": "editor", "translator": "translator", "photographer": "photographer"}
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


def parties(meta: etree._Element | None) -> Iterator[Party]:
    """Yields whom the article's groups of contributors name, in their order; members of a group are contributors."""
    for group in children(meta, "contrib-group"):
        for contributor in group.iter("{*}contrib"):
            within = any(etree.QName(above).localname == "collab" for above in contributor.iterancestors())
            kind = contributor.get("contrib-type") or group.get("content-type") or "author"
            yield from _party(contributor, "contributor" if within else _role(kind))


def _role(kind: str) -> str:
    return next((role for word, role in _ROLES.items() if word in kind.lower()), "contributor")


def _party(contributor: etree._Element, role: str) -> Iterator[Party]:
    identifier = _identifier(contributor)
    names = [*children(contributor, "name"), *children(contributor, "name-alternatives", "name")]
    if names:
        yield from _person(names[0], role, identifier)
        return
    for one in (*children(contributor, "string-name"), *children(contributor, "name-alternatives", "string-name")):
        if (child(one, "surname")) is not None:
            yield from _person(one, role, identifier)
        elif (whole := said(one)) is not None:
            yield Party(role=role, said=whole, kind="person", identifier=identifier)
        return
    groups = [*children(contributor, "collab"), *children(contributor, "collab-alternatives", "collab")]
    collab = next(iter(groups), None)
    if collab is not None and (whole := said(collab)) is not None:
        yield Party(role=role, said=whole, name=_own(collab), kind="organization", identifier=identifier)


def _person(name: etree._Element, role: str, identifier: str | None) -> Iterator[Party]:
    parts = {part: said(child(name, part)) for part in ("prefix", "given-names", "surname", "suffix")}
    words = {part: found.value if found else None for part, found in parts.items()}
    whole = said(name)
    if whole is None:
        return
    order = ("given-names", "surname") if name.get("name-style") != "eastern" else ("surname", "given-names")
    shown = [words[part] for part in ("prefix", *order) if words[part]]
    full = " ".join(filter(None, shown)) or whole.value
    yield Party(
        role=role,
        said=whole,
        name=f"{full} {words['suffix']}" if words["suffix"] else full,
        kind="person",
        given=words["given-names"],
        family=words["surname"],
        identifier=identifier,
    )


def _own(collab: etree._Element) -> str | None:
    """Returns a group's name without the people that the same element lists."""
    own = [
        collab.text or "",
        *(
            str(part)
            for one in collab
            if etree.QName(one).localname not in ("contrib-group", "xref", "fn")
            for part in (*one.itertext(), one.tail or "")
        ),
    ]
    return one_line("".join(own)).strip(" ,:;") or None


def _identifier(contributor: etree._Element) -> str | None:
    for one in (*children(contributor, "contrib-id"), *children(contributor, "uri")):
        found: Said | None = said(one)
        if found is not None and (orcid := _ORCID.search(found.value)):
            return f"https://orcid.org/{orcid[0]}"
    return None
