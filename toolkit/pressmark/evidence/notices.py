"""Reads copyright notices: sign, holders, year, and whether all rights are reserved."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pressmark.evidence.licenses import spdx_from
from pressmark.evidence.text import one_line


@dataclass(frozen=True, slots=True)
class Notice:
    """What a notice says (17 U.S.C. 401(b)); holders as printed, repeats kept; `year` an EDTF year or interval."""

    symbol: bool
    holders: tuple[str, ...]
    year: str | None
    all_rights_reserved: bool


_SIGN = re.compile(r"©|\(c\)|\bcopyright\b|\bcopr\.", re.IGNORECASE)
_BEGINS = re.compile(
    r"^\W{0,3}(?:the\s+)?(?:original\s+)?(?:©|\(c\)(?=\s|\d{4})|copyright\s*(?:©|\(c\)|[:,]|\d{4}|(?:by\s+)?(?-i:[A-ZÀ-Þ“\"'\[]))|copr\.)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b((?:1[6-9]|20)\d{2})(?!\d)(?:\s*(?:[-–—/]|to|bis|à)\s*((?:1[6-9]|20)\d{2}|\d{2})(?!\d))?")
_RESERVED = re.compile(
    r"all\s+rights\s+reserved|tous\s+(?:les\s+)?droits\s+(?:sont\s+)?réservés|alle\s+rechte\s+vorbehalten"
    r"|todos\s+los\s+derechos\s+reservados|tutti\s+i\s+diritti\s+riservati|todos\s+os\s+direitos\s+reservados"
    r"|alle\s+rechten\s+voorbehouden|alla\s+rättigheter\s+förbehållna|wszelkie\s+prawa\s+zastrzeżone"
    r"|все\s+права\s+защищены",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?<=[\w)])(?<!\b[A-ZÀ-Þ])(?<!\bProf)(?<!\bDr)(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bSt)\.(?=\s+[A-ZÀ-Þ]|\s*$)"
)
_BETWEEN = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+(?=[A-Z])(?!.*\b(?:Inc|Ltd|LLC|Sons|Co)\b)|\s*;\s*|\s+[/|·•]\s+")
# Words that follow a holder with a comma and belong to its name.
_BELONGS = re.compile(r"^(?:inc|ltd|llc|l\.l\.c|plc|gmbh|ag|s\.?a|s\.?p\.?a|co|corp|jr|sr|ii|iii)\.?$", re.IGNORECASE)


def is_notice(plain: str) -> bool:
    """Returns whether a wording is a copyright notice, and not a sentence that speaks of copyright."""
    line = one_line(plain)
    if not _BEGINS.match(line) or len(line) > 400:
        return False
    return "©" in line[:20] or bool(_YEARS.search(line)) or bool(_RESERVED.search(line)) or len(line.split()) <= 8


def read_notice(plain: str) -> Notice:
    """Returns what a notice says; what it does not say is empty or None."""
    line = one_line(plain)
    years = _YEARS.findall(line)
    return Notice(
        symbol=_SIGN.search(line) is not None,
        holders=_holders(line),
        year=_year(years),
        all_rights_reserved=_RESERVED.search(line) is not None,
    )


def _year(years: list[tuple[str, str]]) -> str | None:
    if not years:
        return None
    named = [year for first, last in years for year in (first, _whole(first, last)) if year]
    first, last = min(named), max(named)
    return first if first == last else f"{first}/{last}"


def _whole(first: str, last: str) -> str | None:
    """Returns the last year in four figures; `1999-01` ends in the next century, but `2016-08` is a month."""
    if len(last) != 2:
        return last or None
    if last >= first[2:]:
        return first[:2] + last
    return f"20{last}" if first.startswith("19") else None


def _holders(line: str) -> tuple[str, ...]:
    sign = _SIGN.search(line)
    said = line[sign.end() :] if sign else line
    said = _RESERVED.split(said)[0]
    said = _SENTENCE.split(said)[0] if not re.search(r"\b(?:Inc|Ltd|Co|Corp|Jr|Sr|St|Dr)\.\s", said) else said
    said = re.sub(r"©|\(c\)|\bcopyright\b", " ", said, flags=re.IGNORECASE)
    said = re.sub(r"^\W*(?:by|bei|par|von|notice)\b", " ", _YEARS.sub(" , ", said).strip(), flags=re.IGNORECASE)
    parts = _BETWEEN.split(said)
    holders: list[str] = []
    for part in parts:
        name = re.sub(r"^\W*by\s+", "", part).strip(' .,:;–—-|·•[]/"“”')
        if holders and _BELONGS.match(part.strip()):
            holders[-1] += f", {part.strip(' ,')}"
        elif name and any(sign.isalpha() for sign in name) and not (spdx_from(name) or "").startswith("CC"):
            holders.append(
                f"{name}." if re.search(r"\b(?:Inc|Ltd|Co|Corp|Jr|Sr)$", name) and f"{name}." in line else name
            )
    return tuple(holders)
