"""Finds credentials that were published by mistake, by their makers' documented forms."""

from __future__ import annotations

import re

# A marker that each form holds, so that a text without any is passed over at the speed of a search.
_MARKERS = (
    "AKIA", "ASIA", "AIza", "-----BEGIN", "ghp_", "gho_", "ghs_", "ghu_", "ghr_", "github_pat_", "glpat-", "npm_",
    "xox", "k_live_",
)  # fmt: skip
_FORMS = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"(?:AKIA|ASIA)[0-9A-Z]{16}(?<!EXAMPLE)"  # the maker's handbook prints keys that end so and open nothing
    r"|AIza[0-9A-Za-z_-]{35}"
    r"|gh[pousr]_[0-9A-Za-z]{36,}"
    r"|github_pat_[0-9A-Za-z_]{60,}"
    r"|glpat-[0-9A-Za-z_-]{20,}"
    r"|npm_[0-9A-Za-z]{36}"
    r"|xox[abeprs]-[0-9][0-9A-Za-z-]{9,}"
    r"|[rs]k_live_[0-9A-Za-z]{24,}"
    r")(?![0-9A-Za-z])"
    r"|-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----"
)


def has_secret(text: str) -> bool:
    """Returns whether a text holds what looks like an access key, a token or a private key."""
    return has_marker(text) and _FORMS.search(text) is not None


def has_marker(text: str) -> bool:
    """Returns whether a text holds what every key of some form holds; most have none, and nothing else to look for."""
    return any(marker in text for marker in _MARKERS)
