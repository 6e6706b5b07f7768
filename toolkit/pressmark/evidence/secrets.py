"""Finds credentials that were published by mistake, by their makers' documented forms."""

from __future__ import annotations

import re

# A marker that each form holds, so that a text without any is passed over at the speed of a search.
_MARKERS = (
    "AKIA",
    "ASIA",
    "AIza",
    "-----BEGIN",
    "ghp_",
    "gho_",
    "ghs_",
    "ghu_",
    "ghr_",
    "github_pat_",
    "xox",
    "sk_live_",
)
_FORMS = re.compile(
    r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"
    r"|\bAIza[0-9A-Za-z_-]{35}\b"
    r"|-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----"
    r"|\bgh[pousr]_[0-9A-Za-z]{36,}\b"
    r"|\bgithub_pat_[0-9A-Za-z_]{60,}\b"
    r"|\bxox[abprs]-[0-9A-Za-z-]{10,}"
    r"|\bsk_live_[0-9A-Za-z]{24,}\b"
)


def has_secret(text: str) -> bool:
    """Returns whether a text holds what looks like an access key, a token or a private key."""
    return any(marker in text for marker in _MARKERS) and _FORMS.search(text) is not None
