"""Knows the names of months and weekdays in the languages of the press.

English is at hand; the others come from the CLDR by way of Babel when a word is met that English does not know. A
word that names different months in different languages (`listopad` is November in Polish and October in Croatian) is
read only where the languages of the text are known.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

_ENGLISH_MONTHS = (
    "january february march april may june july august september october november december".split(),
    "jan feb mar apr may jun jul aug sep oct nov dec".split(),
)
_ENGLISH_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday".split(),
    "mon tue wed thu fri sat sun".split(),
)
_MORE_ENGLISH = {"sept": 9, "june": 6, "july": 7}
_MORE_DAYS = {"tues": 1, "wednes": 2, "weds": 2, "thur": 3, "thurs": 3}

LANGUAGES = (
    "ar", "bg", "bs", "bs_Cyrl", "ca", "cs", "da", "de", "de_AT", "el", "es", "et", "eu", "fa", "fi", "fr", "gl", "he",
    "hi", "hr", "hu", "id", "is", "it", "lt", "lv", "mk", "ms", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq",
    "sr", "sr_Latn", "sv", "tr", "uk",
)  # fmt: skip

# What newspapers write and the CLDR does not list.
_MORE = {
    ("fr", "janv"): 1, ("fr", "fév"): 2, ("fr", "juill"): 7, ("fr", "sept"): 9, ("fr", "déc"): 12,
    ("de", "jänner"): 1, ("de", "feber"): 2, ("de", "mär"): 3, ("de", "mrz"): 3, ("de", "sept"): 9,
    ("es", "setiembre"): 9, ("es", "set"): 9, ("es", "sept"): 9, ("pt", "marco"): 3, ("ar", "كانون الثاني"): 1,
    ("ar", "شباط"): 2, ("ar", "آذار"): 3, ("ar", "نيسان"): 4, ("ar", "أيار"): 5, ("ar", "حزيران"): 6, ("ar", "تموز"): 7,
    ("ar", "آب"): 8, ("ar", "أيلول"): 9, ("ar", "تشرين الأول"): 10, ("ar", "تشرين الثاني"): 11,
    ("ar", "كانون الأول"): 12,
}  # fmt: skip


def folded(word: str) -> str:
    """Returns a word as the tables hold it: NFC, lower case, without its final full stop."""
    return unicodedata.normalize("NFC", word).lower().replace("i̇", "i").strip(" .,")


@cache
def _english() -> Mapping[str, int]:
    names = {name: number for names in _ENGLISH_MONTHS for number, name in enumerate(names, start=1)}
    return MappingProxyType(names | _MORE_ENGLISH)


@cache
def _english_days() -> Mapping[str, int]:
    return MappingProxyType({name: number for names in _ENGLISH_DAYS for number, name in enumerate(names)} | _MORE_DAYS)


@cache
def _foreign(kind: str) -> Mapping[str, Mapping[str, int]]:
    """Returns, for each word that names a month or a day, what it means in which language."""
    from babel import Locale  # only a text that is not English pays for the CLDR

    words: dict[str, dict[str, int]] = defaultdict(dict)
    for name in LANGUAGES:
        locale = Locale.parse(name)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, word in getattr(locale, kind)[context][width].items():
                    key = folded(word)
                    if len(key) > 1 and not key.isdigit():
                        words[key].setdefault(locale.language, number)
    if kind == "months":
        for (language, word), number in _MORE.items():
            words[folded(word)][language] = number
    return MappingProxyType(dict(words))


def month_of(word: str, languages: Sequence[str] = ()) -> int | None:
    """Returns the month, 1 to 12, that a word names, or None where it names none or the languages leave it open."""
    return _meaning(folded(word), "months", _english(), languages)


def weekday_of(word: str, languages: Sequence[str] = ()) -> int | None:
    """Returns the weekday, 0 (Monday) to 6, that a word names, or None."""
    return _meaning(folded(word), "days", _english_days(), languages)


def _meaning(word: str, kind: str, english: Mapping[str, int], languages: Sequence[str]) -> int | None:
    codes = [language.replace("_", "-").split("-")[0].lower() for language in languages]
    if word in english and (not codes or "en" in codes):
        return english[word]
    meanings = _foreign(kind).get(word, {})
    wanted = _distinct(meanings[code] for code in codes if code in meanings)
    if wanted or word not in english:
        found = wanted or _distinct(meanings.values())
        return found.pop() if len(found) == 1 else None
    return english[word]


def _distinct(numbers: Iterable[int]) -> set[int]:
    return set(numbers)
