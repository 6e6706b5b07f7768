"""Reads what an article prints of the agency that it comes from: a dateline, a byline, a line at its end, its part.

An article about an agency credits nobody: a name counts only where credits stand, in the forms in which they are
printed. Names are read in their own spelling, since `AP` and `dpa` are agencies where `ap` and `DPA` may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pressmark.evidence.text import joined, one_line

# What each agency is called, and how it is printed.
AGENCIES: dict[str, tuple[str, ...]] = {
    "AAP": ("AAP", "Australian Associated Press"),
    "Adnkronos": ("Adnkronos",),
    "AFP": ("AFP", "Agence France-Presse", "Agence France Presse"),
    "Agência Brasil": ("Agência Brasil",),
    "Agência Lusa": ("Lusa", "Agência Lusa"),
    "Anadolu Agency": ("AA", "Anadolu Agency", "Anadolu"),
    "ANI": ("ANI", "Asian News International"),
    "ANP": ("ANP",),
    "ANSA": ("ANSA", "Ansa"),
    "APA": ("APA",),
    "Associated Press": ("AP", "Associated Press", "The Associated Press"),
    "Belga": ("Belga", "BELGA"),
    "Bernama": ("Bernama",),
    "Bloomberg": ("Bloomberg", "Bloomberg News"),
    "CNN": ("CNN", "CNN Newsource", "CNN Wire"),
    "ČTK": ("ČTK", "CTK"),
    "dpa": ("dpa", "Deutsche Presse-Agentur", "dpa-AFX", "dpa-infocom"),
    "EFE": ("EFE", "Efe", "Agencia EFE"),
    "epd": ("epd",),
    "Europa Press": ("Europa Press", "EUROPA PRESS"),
    "IANS": ("IANS", "Indo-Asian News Service"),
    "Inter Press Service": ("IPS", "Inter Press Service"),
    "Interfax": ("Interfax",),
    "Jiji Press": ("Jiji Press", "JIJI"),
    "Keystone-SDA": ("Keystone-SDA", "sda", "SDA", "ats", "ATS"),
    "KNA": ("KNA",),
    "Kyodo News": ("Kyodo", "Kyodo News", "KYODO"),
    "MTI": ("MTI",),
    "NTB": ("NTB",),
    "PA Media": ("PA Media", "Press Association", "PA News Agency"),
    "PAP": ("PAP",),
    "Press Trust of India": ("PTI", "Press Trust of India"),
    "Reuters": ("Reuters", "Thomson Reuters", "Thomson Reuters Foundation"),
    "RIA Novosti": ("RIA Novosti", "РИА Новости"),
    "Ritzau": ("Ritzau", "/ritzau/"),
    "SID": ("SID",),
    "Sputnik": ("Sputnik",),
    "STT": ("STT",),
    "Tanjug": ("Tanjug",),
    "TASS": ("TASS", "Tass", "ITAR-TASS", "ТАСС"),
    "The Canadian Press": ("The Canadian Press", "Canadian Press", "La Presse Canadienne"),
    "TT": ("TT",),
    "UNI": ("UNI", "United News of India"),
    "UPI": ("UPI", "United Press International"),
    "Xinhua": ("Xinhua", "Xinhua News Agency"),
    "Yonhap": ("Yonhap", "Yonhap News Agency"),
}

# What stands where an agency would be named, and names none.
UNNAMED = "news agencies"
_UNNAMED = (
    "agencies", "Agencies", "AGENCIES", "news agencies", "News agencies", "News Agencies", "wire services",
    "Wire services", "Wire Services", "wire reports", "Wire reports", "Agenturen", "agences", "Agences", "agencias",
    "Agencias", "agenzie", "Agenzie",
)  # fmt: skip

_SHORT = 4  # letters of a name that is read in its own spelling only
_NAMED = {alias: name for name, aliases in AGENCIES.items() for alias in aliases}
_NAMED |= {alias.upper(): name for alias, name in _NAMED.items() if len(alias) > _SHORT} | dict.fromkeys(
    _UNNAMED, UNNAMED
)
_NAME = "(?:" + "|".join(re.escape(alias) for alias in sorted(_NAMED, key=lambda alias: (-len(alias), alias))) + ")"
# Several agencies, each perhaps with its own desk: "dpa/lno", "Reuters/AFP", "dpa, epd", "AP and Reuters".
_ONE = rf"{_NAME}(?:/[a-z]{{2,4}}(?![a-z]))?"
_SOME = (
    rf"(?:the |der |die |l['’]|la )?{_ONE}(?:(?:\s*[/,+&]\s*|\s+(?:and|und|et|y|e|og|och|en)\s+)(?:the |l['’])?{_ONE})*"
)
_NAMES = re.compile(rf"(?<![\w-]){_NAME}(?![\w-])")

# A place and a day may stand before the agency, in words that begin with a capital or are figures.
_PLACED = r"(?:[^\W\d_a-zà-ÿ][\w.'’-]*+|\d{1,4}+\.?|de|la|del|di|da|do|am|an|der|of|[a-zà-ÿ]{3,9}\.?(?=\s*\())"
_DATELINE = re.compile(
    rf"^\W{{0,3}}(?P<place>(?>{_PLACED}[\s,;:/–—-]*+){{0,9}}+)(?P<credit>[(\[]\s*{_SOME}\s*[)\]])\s*(?:\.?\s*[-–—−]+|:|\.\s|$)"
)
_RESERVED = (
    r"(?:[.,]?\s*(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados).*)?"
)
_WHOLE_LINE = re.compile(
    r"^[\s(\[*_~–—-]*"
    r"(?:(?:source|sources|quellen?|fuentes?|fonte|bron|kilde|källa|agency|agencia|agence|agentur)\s?[:/]\s*)?"
    rf"(?:(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:by\s+)?(?:\d{{4}},?\s*)?)?"
    rf"(?P<names>{_SOME})(?:\s*\d{{4}})?{_RESERVED}[\s)\]*_.~]*$",
    re.IGNORECASE,
)
_WITH = (
    r"with (?:additional )?(?:files|inputs?|reporting|agency inputs|information|material|reports?) (?:from|by)"
    r"|(?:additional )?reporting (?:from|by)|with|avec|mit|con|com|med"
    r"|mit (?:material|informationen|inhalten|angaben) (?:von|der|des)|(?:unter verwendung von )?material (?:von|der)"
    r"|con (?:información|informazioni|datos) (?:de|da|di)|com informações d[aeo]|avec (?:des )?informations? de"
    r"|compiled from|from"
)
_PART_LINE = re.compile(
    rf"^[\s(\[*_~–—-]*(?:{_WITH})\s+(?P<names>{_SOME})(?:\s+(?:inputs?|reports?))?[\s)\]*_.~]*$", re.IGNORECASE
)
_CONTRIBUTED = re.compile(
    rf"(?P<credit>\b{_SOME}(?:\s+(?:also|news|staff))*\s+contributed\s+(?:\w+\s+)?to\s+this\s+(?:report|story|article))"
)
_LAST_WORDS = re.compile(rf"[.!?…\"”’»]\s*(?P<credit>\(\s*{_SOME}\s*\)|[–—-]{{1,2}}\s*{_SOME})[\s.]*$")
# In a byline an agency stands alone, or between signs or little words, never as a part of somebody's name.
_POST = r"(?:\w+\s+)?(?:staff|writer|correspondent|reporter|journalist|photographer|editor|news|wire|report)s?\b"
_IN_BYLINE = re.compile(
    r"(?:(?:^|[(\[,/|;:•·–—-]|\b(?:by|von|par|por|di|da|from|for|of|and|und|et|y|e|with|mit|avec|con|via|the|der|la))"
    r"\s*"
    rf"(?P<name>{_NAME})(?=['’]s\b|\s*(?:$|[)\],/|;:•·.–—-]|(?:and|und|et|y|e|in|with|mit|aus|from|à)\b|{_POST}))"
    rf"|(?<=\w )(?P<post>{_NAME})(?=\s+{_POST}))",
    re.IGNORECASE,
)
# At the end of a byline, without a sign before it, only what cannot be a family name.
_SURE = "|".join(
    re.escape(name)
    for name in sorted(_NAMED, reverse=True)
    if " " in name or name in ("AFP", "AP", "dpa", "Reuters", "UPI")
)
_ENDS = re.compile(rf"\w\s+(?P<name>{_SURE})$")
# A line that holds no first word of any name credits nobody, which is soon told.
_WORDS = frozenset(re.findall(r"\w+", alias.casefold().removeprefix("the "))[0] for alias in _NAMED)
_SHARED = re.compile(r"\b(?:and|und|et|with|mit|avec|con|contributed|additional)\b|[/+&]", re.IGNORECASE)
_LAST = 4  # paragraphs, counted from the end, in which a line may be a credit
_OPENING = 2  # paragraphs that may begin with a dateline: a summary can stand before it
_LONGEST = 160  # signs of a line that is a credit, and from the end of one that holds a credit


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency that an article credits: `part` where it gave something to the article, and not the whole of it."""

    agency: str
    part: bool
    verbatim: str


def read_credits(lede: str | None, text: str | None) -> tuple[Credit, ...]:
    """Returns the agencies that a text credits, each once; as the source of the whole if it is said anywhere."""
    found: dict[str, Credit] = {}
    for credit in _credits([line for line in joined(lede, text).split("\n") if line.strip()]):
        known = found.get(credit.agency)
        if known is None or (known.part and not credit.part):
            found[credit.agency] = credit
    return tuple(found.values())


def agency_of(name: str) -> str | None:
    """Returns the agency that a name is of, alone or with what an agency's own site adds to it; else None."""
    return next(iter(_agencies(name)), None)


def read_byline_credits(byline: str) -> tuple[Credit, ...]:
    """Returns the agencies that a byline credits; the whole is an agency's where no other party stands beside it."""
    line = one_line(byline)
    if len(line) > _LONGEST or _WORDS.isdisjoint(re.findall(r"\w+", line.casefold())):
        return ()
    names = [found["name"] or found["post"] for found in _IN_BYLINE.finditer(line)]
    names += [found["name"] for found in _ENDS.finditer(line)]
    known = [_NAMED.get(name) or _NAMED.get(name.upper() if len(name) > _SHORT else name) for name in names]
    agencies = dict.fromkeys(agency for agency in known if agency)
    part = len(agencies) > 1 or _SHARED.search(line) is not None
    return tuple(Credit(agency, part, line) for agency in agencies)


def _credits(lines: list[str]) -> Iterator[Credit]:
    for line in lines[:_OPENING]:
        match = _DATELINE.match(line[:_LONGEST])
        if match and not _agencies(match["place"]):
            yield from _each(match["credit"], match["credit"], part=False)
    for line in lines[-_LAST:]:
        if len(line) <= _LONGEST:
            yield from _line(line)
        if said := _CONTRIBUTED.search(line[-_LONGEST:]):
            yield from _each(said["credit"], said["credit"], part=True)
    if lines and (last := _LAST_WORDS.search(lines[-1][-_LONGEST:])):
        yield from _each(last["credit"], last["credit"], part=False)


def _line(line: str) -> Iterator[Credit]:
    for pattern, part in ((_WHOLE_LINE, False), (_PART_LINE, True)):
        match = pattern.match(line)
        if match:
            yield from _each(match["names"], line, part=part)
            return


def _each(names: str, verbatim: str, *, part: bool) -> Iterator[Credit]:
    """Yields a credit for each agency; where they are several, none of them is the source of the whole."""
    agencies = _agencies(names)
    for agency in agencies:
        yield Credit(agency, part or len(agencies) > 1, one_line(verbatim))


def _agencies(names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_NAMED[found] for found in _NAMES.findall(names)))
