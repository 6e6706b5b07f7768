"""Judges language tags, and guesses the language of a text where nothing says it."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale
from babel.localedata import locale_identifiers
from py3langid.langid import MODEL_FILE, LanguageIdentifier

UNKNOWN = "und"
_SURE = 0.9
_FEWEST_WORDS = 8
_NAMING = ("en", "de", "fr", "es", "it", "nl", "pt")
# The beginning of an article tells its language as well as the whole does.
_READ = 1_000

_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,3})(?P<script>-[A-Za-z]{4})?(?P<region>-(?:[A-Za-z]{2}|\d{3}))?"
    r"(?P<rest>(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*(?:-[A-WY-Za-wy-z0-9](?:-[A-Za-z0-9]{2,8})+)*"
    r"(?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?)"
)


def tag_problem(tag: str) -> str | None:
    """Returns what is wrong with a BCP 47 tag, or None."""
    better = well_formed(tag)
    if better is None:
        return "is no BCP 47 language tag"
    return None if better == tag else f"is written {better} in BCP 47"


def well_formed(tag: str) -> str | None:
    """Returns a tag as BCP 47 recommends it (`en_US` is `en-US`), or None where its language is not known."""
    found = _TAG.fullmatch(tag.strip().replace("_", "-"))
    if not found or found["language"].lower() not in _languages():
        return None
    script, region = found["script"] or "", found["region"] or ""
    return f"{found['language'].lower()}{script.title()}{region.upper()}{found['rest'].lower()}"


@cache
def _languages() -> frozenset[str]:
    """Returns the primary languages that CLDR names, and ISO 639's tags for what has no language of its own."""
    known = {name.split("_")[0] for name in (*locale_identifiers(), *Locale("en").languages)}
    return frozenset(known | {UNKNOWN, "mul", "zxx", "mis", "la", "sh"})


def named_language(name: str) -> str | None:
    """Returns the tag of a language that is called by its name ("English", "Deutsch"), or None."""
    return _names().get(name.strip().casefold())


@cache
def _names() -> dict[str, str]:
    """Returns the languages by their English names, and by the names that they and their neighbours have for them."""
    spoken = [Locale(tag) for tag in _NAMING]
    named = {str(name).casefold(): tag for locale in reversed(spoken) for tag, name in locale.languages.items()}
    return {name: tag for name, tag in named.items() if len(tag) == 2 and tag in _languages()}


def guess_language(text: str) -> str:
    """Returns the ISO 639-1 code of a text's language, or `und` where it is short or the guess is not sure."""
    words = text[:_READ].split()
    if len(words) < _FEWEST_WORDS and not re.search(
        r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]{8}", text[:_READ]
    ):
        return UNKNOWN
    language, sure = _identifier().classify(" ".join(words))
    return str(language) if sure >= _SURE else UNKNOWN


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
