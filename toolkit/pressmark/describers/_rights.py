"""The words for rights: what each release profile shows, and what each rights statement is called."""

from __future__ import annotations

from types import MappingProxyType

PROFILES = MappingProxyType(
    {
        "fulltext": "Everything, the text included.",
        "excerpt": "The description and a short excerpt; the text is left out.",
        "features": "The description and unordered counts of words; the text is left out.",
        "metadata": "The description only: who, when, where, the rights, counts and fingerprints; no lede and no text.",
        "withheld": "Nothing but the identifier and the reason.",
    }
)

# The names that rightsstatements.org gives to its statements.
_STATEMENTS = MappingProxyType(
    {
        "InC": "In Copyright",
        "InC-OW-EU": "In Copyright - EU Orphan Work",
        "InC-EDU": "In Copyright - Educational Use Permitted",
        "InC-NC": "In Copyright - Non-Commercial Use Permitted",
        "InC-RUU": "In Copyright - Rights-holder(s) Unlocatable or Unidentifiable",
        "NoC-CR": "No Copyright - Contractual Restrictions",
        "NoC-NC": "No Copyright - Non-Commercial Use Only",
        "NoC-OKLR": "No Copyright - Other Known Legal Restrictions",
        "NoC-US": "No Copyright - United States",
        "CNE": "Copyright Not Evaluated",
        "UND": "Copyright Undetermined",
        "NKC": "No Known Copyright",
    }
)


def statement_name(uri: str) -> str:
    """Returns the name of a rights statement by its URI; what the vocabulary does not hold is named by its URI."""
    return _STATEMENTS.get(uri.removeprefix("http://rightsstatements.org/vocab/").partition("/")[0], uri)
