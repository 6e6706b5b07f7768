"""Recognises what a printed wording permits by its hash; legal prose that nobody has read is not guessed at."""

from __future__ import annotations

import hashlib
import re

from pressmark.evidence.text import one_line
from pressmark.model.draft import Permission
from pressmark.sites.description import SiteDescription

_ADDRESS = re.compile(r"\[?email\W{0,2}protected\]?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-"})


def folded(wording: str) -> str:
    """Returns a wording without what cannot change its meaning: case, the kind of quotation mark, contact addresses."""
    return one_line(_ADDRESS.sub("@", wording.translate(_QUOTES).casefold()))


def permission(site: SiteDescription, wording: str) -> Permission:
    """Returns the permission that a wording is.

    The id stands for one wording only: a known one has the id of its description, a known one that differs in what
    `folded` takes away has this id and 12 digits of its own hash, and an unknown one has nothing but its hash.
    """
    text = one_line(wording)
    digest, alike = _sha256(text), _sha256(folded(text))
    for known in site.permissions:
        if digest == known.sha256 or alike in known.folded:
            variant = "" if digest == known.sha256 else f"-{digest[:12]}"
            return Permission(
                permission_id=known.permission_id + variant,
                text=text,
                grantor=known.grantor,
                commercial=known.commercial,
                terms=known.terms,
            )
    return Permission(permission_id=f"LicenseRef-permission-{digest[:12]}", text=text, grantor=None)


def permits(site: SiteDescription, wording: str) -> bool:
    """Says whether a wording is known to permit something, or holds the words of one that does."""
    if any(pattern.search(wording) for pattern in site.permitting):
        return True
    return any(_sha256(one_line(wording)) == known.sha256 for known in site.permissions)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
