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

# What each profile holds, what it does not, and what it is for: the policy that a release prints.
POLICIES = MappingProxyType(
    {
        "fulltext": "Holds everything that was read: lede and text, and the words of the links in them. Holds no "
        "source file. It is for reading, quoting and mining, under each article's own licence.",
        "excerpt": "Holds the description and the first words of lede and text: 50 at most, and a tenth of them at "
        "most. They are the same words in every version, or all versions together are within that budget; and never "
        "eight words of another article that is left out. Holds no text, no lede beyond the excerpt, and no "
        "words of links in the text. It is for telling articles apart, by the quotation that the operator "
        "relies on.",
        "features": "Holds the description and, in the table `features`, how often each word occurs in lede and "
        "text, in alphabetical order. Holds no order of words; no word that occurs in few of the counted articles; no "
        "figures, and no addresses of pages or of people; and nothing of short texts, of which a list of "
        "words would tell too much. Frequent names are among the words. It is for counting: topics, "
        "vocabulary, classification. It cannot be read, and phrases cannot be looked for.",
        "metadata": "Holds who wrote and published what, when and where, its rights and their evidence, headline, "
        "counts, and fingerprints that tell whether a text in hand is this one. Holds no lede, no text, no "
        "words of links in it, and no wording of terms unless the operator decided to show it. It is for "
        "finding, citing and linking, and for whoever holds the text.",
        "withheld": "Holds the identifier, the day and the reason, as a tombstone. It is there so that a citation "
        "leads somewhere.",
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
