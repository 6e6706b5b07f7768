"""Reads printed dates: what they say, how precisely, and whether day and month could be exchanged.

Nothing is made up: a date without a time has none, a wording that allows two days is reduced to what is certain.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pressmark.evidence.edtf import Span, edtf_span
from pressmark.evidence.months import month_of, weekday_of
from pressmark.evidence.zones import TIME, Time, time_of
from pressmark.model.draft import Dated

__all__ = [
    "Found", "ReadDate", "Span", "agreed_order", "dated", "edtf_span", "find_dates", "read_date", "told_order", "vote",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadDate:
    """What a wording says; `format` is its pattern in the letters of the CLDR, `weekday` 0 (Monday) to 6 if printed."""

    edtf: str
    earliest: date
    latest: date
    precision: str  # year month day minute second
    zone: str | None
    format: str
    ambiguous: bool
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A date inside a text, from `start` to before `end`."""

    start: int
    end: int
    date: ReadDate


# Letters, and the marks without which Hindi has no vowels. In the Levant a month is of two words, or bears two names.
_LETTERS = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f])*"
_WORD = rf"{_LETTERS}(?:[’']{_LETTERS}|\sال{_LETTERS})?\.?(?:\s?/\s?[\u0621-\u064a]+)?"
_ORDINAL = r"(?:st|nd|rd|th|er|ère|re|e|ème|º|ª|°|\.|:a|:e|-а|-е|-го)?"
# A word of its own or glued, but never the first letters of a month: `December` is not `de cember`.
_OF = r"(?:(?:de|del|of|di|den)\s+|d[’']\s*|ב)?"
_YEAR = r"(?P<y>\d{4})"
# The word for "year" that Slavs put behind it.
_OF_YEAR = r"(?:\.?\s*(?:г|год|года|година|году|р|рік|року|r|rok|roku|god|godine|год|године)\b\.?)?"
_SIGN = r"(?P<sign>[./-])"
_CORES = tuple(
    (re.compile(pattern, re.IGNORECASE), form)
    for pattern, form in (
        (rf"(?P<m>{_WORD})\s*(?P<d>\d{{1,2}}){_ORDINAL}\s*,?\s*(?<!\d){_YEAR}", "{m} d, yyyy"),
        (rf"(?P<d>\d{{1,2}}){_ORDINAL}\s*{_OF}(?P<m>{_WORD})\s*,?\s*{_OF}{_YEAR}{_OF_YEAR}", "d {m} yyyy"),
        (rf"(?P<d>\d{{1,2}})-(?P<m>{_WORD})-{_YEAR}", "d-{m}-yyyy"),
        (rf"{_YEAR}\.?\s*,?\s*(?P<m>{_WORD})\s*(?P<d>\d{{1,2}}){_ORDINAL}", "yyyy {m} d"),
        (r"(?P<y>\d{4})\s*[年년]\s*(?P<mm>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日일]", "yyyy年M月d日"),
        (r"(?:ngày\s+)?(?P<d>\d{1,2})\s+tháng\s+(?P<mm>\d{1,2}),?\s*(?:năm\s+)?(?P<y>\d{4})", "d 'tháng' M yyyy"),
        (rf"(?P<y>\d{{4}})\s*{_SIGN}\s*(?P<mm>\d{{1,2}})\s*(?P=sign)\s*(?P<d>\d{{1,2}})\.?", "yyyy{sign}MM{sign}dd"),
        (r"(?P<y>(?:1[6-9]|20)\d{2})(?P<mm>\d{2})(?P<d>\d{2})", "yyyyMMdd"),
        (rf"(?P<a>\d{{1,2}})\s?{_SIGN}\s?(?P<b>\d{{1,2}})\s?(?P=sign)\s?{_YEAR}", "figures"),
        (rf"(?P<m>{_WORD})\s*,?\s*{_OF}{_YEAR}{_OF_YEAR}", "{m} yyyy"),
        (r"(?P<y>\d{4})-(?P<mm>\d{2})", "yyyy-MM"),
        (r"(?P<y>\d{4})\s*[年년]\s*(?P<mm>\d{1,2})\s*[月월]", "yyyy年M月"),
        (r"(?P<y>(?:1[6-9]|20)\d{2})", "yyyy"),
    )
)
_SHORT_NAMES = frozenset({"may", "mai", "maj", "mei", "май"})  # months whose whole name has three letters
_WEEKDAY = re.compile(
    r"(?P<word>[^\W\d_]+(?:-feira)?)\.?\s*,?\s+(?:(?:the|den|der|dem|il|le|el|a)\s+)?(?=.*\d)", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:(?:on|the|den|der|le|el|il|am|kl)\s+){1,2}(?=\d)", re.IGNORECASE)
# ISO 8601 in its basic form, as wire formats stamp it.
_BASIC = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?", re.ASCII)
_EXOTIC_DIGIT = re.compile(r"(?![0-9])\d")


def read_date(verbatim: str, *, order: str | None = None, languages: Sequence[str] = ()) -> ReadDate | None:
    """Returns what a wording says that is a date as a whole, or None where it is none or no calendar has it.

    Args:
        verbatim: The wording; a weekday, a time, a zone and signs around it are allowed.
        order: `dmy` or `mdy`, for dates in figures whose day and month could be exchanged. Without it such a date is
            read as its year only, and marked as ambiguous.
        languages: BCP 47 tags of the text, for month names that mean different months.
    """
    wording = _EXOTIC_DIGIT.sub(lambda digit: str(int(digit[0])), " ".join(verbatim.split())).strip(" ,;:|–—-()[]")
    if not wording or len(wording) > 80:
        return None
    if stamp := _BASIC.fullmatch(wording):
        return _read_basic(stamp)
    core, time = _split_time(wording)
    # A word can be a month's and a weekday's (`mar` is March, mardi, martes): it is a weekday only beside a month.
    if read := _read_core(core, order, languages):
        return _with_time(read, time, None)
    core, weekday = _split_weekday(core, languages)
    read = _read_core(core, order, languages) if weekday is not None else None
    return _with_time(read, time, weekday) if read else None


def _read_basic(stamp: re.Match[str]) -> ReadDate | None:
    """Reads a stamp such as `20160811T093000+0200` as its extended form is read."""
    year, month, day, hour, minute, second, zone = stamp.groups()
    clock = f"{hour}:{minute}:{second or '00'}"
    read = read_date(f"{year}-{month}-{day}T{clock}{zone or ''}")
    if read is None or read.precision != "second":
        return read
    if second is None:
        return replace(read, edtf=read.edtf.replace(clock, clock[:5]), precision="minute", format="yyyyMMdd HHmm")
    return replace(read, format="yyyyMMdd HHmmss")


def _read_core(core: str, order: str | None, languages: Sequence[str]) -> ReadDate | None:
    bare = _ARTICLE.sub("", core.strip(" .,"))
    matches = ((pattern.fullmatch(bare), form) for pattern, form in _CORES)
    return next((_read(found, form, order, languages) for found, form in matches if found), None)


def _split_time(wording: str) -> tuple[str, Time | None]:
    found = TIME.search(wording)
    time = time_of(found) if found else None
    if found is None or time is None:
        return wording, None
    rest = f"{wording[: found.start()]} {wording[found.end() :]}".strip(" ,|–—-")
    return rest, time


def _split_weekday(core: str, languages: Sequence[str]) -> tuple[str, int | None]:
    found = _WEEKDAY.match(core)
    weekday = weekday_of(found["word"], languages) if found else None
    if found is None or weekday is None:
        return core, None
    return core[found.end() :], weekday


def _read(found: re.Match[str], form: str, order: str | None, languages: Sequence[str]) -> ReadDate | None:
    if form == "figures":
        return _figures(found, order)
    parts = found.groupdict()
    year = int(parts["y"])
    word = parts.get("m")
    month = _month(word, languages) if word else int(parts["mm"]) if parts.get("mm") else None
    if (word and month is None) or (month is not None and not 1 <= month <= 12):
        return None
    letters = "" if word is None else "MMM" if _is_shortened(word) else "MMMM"
    named = form.replace("{m}", letters).replace("{sign}", parts.get("sign") or "")
    return _made(year, month, int(parts["d"]) if parts.get("d") else None, named)


def _month(word: str, languages: Sequence[str]) -> int | None:
    """Returns the month that a word names, or all names of a month that bears two."""
    named = {month_of(name.strip(), languages) for name in word.split("/")}
    return named.pop() if len(named) == 1 else None


def _is_shortened(month: str) -> bool:
    return month.endswith(".") or (len(month) <= 3 and month.lower() not in _SHORT_NAMES)


def _made(year: int, month: int | None, day: int | None, form: str, *, ambiguous: bool = False) -> ReadDate | None:
    edtf = f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if day else "")
    try:
        span = edtf_span(edtf)
    except ValueError:
        return None
    if span.earliest is None or span.latest is None or day == 0:
        return None
    return ReadDate(edtf, span.earliest, span.latest, span.precision, None, form, ambiguous)


def _figures(found: re.Match[str], order: str | None) -> ReadDate | None:
    """Reads a date in figures; with full stops the day stands first, as their languages have it, unless told."""
    first, second, year, sign = int(found["a"]), int(found["b"]), int(found["y"]), found["sign"]
    exchangeable = first <= 12 and second <= 12 and first != second and (sign != "." or order == "mdy")
    if exchangeable and order is None:
        return _made(year, None, None, f"?{sign}?{sign}yyyy", ambiguous=True)
    month_first = order == "mdy" if exchangeable else second > 12
    month, day = (first, second) if month_first else (second, first)
    form = f"M{sign}d{sign}yyyy" if month_first else f"d{sign}M{sign}yyyy"
    return _made(year, month, day, form, ambiguous=exchangeable) if 1 <= month <= 12 else None


def _with_time(read: ReadDate, time: Time | None, weekday: int | None) -> ReadDate:
    form = f"EEEE, {read.format}" if weekday is not None else read.format
    if time is None or read.precision != "day" or time.clock is None:
        return replace(read, format=form, weekday=weekday)
    return replace(
        read,
        edtf=f"{read.edtf}T{time.clock}{time.offset or ''}",
        precision="second" if len(time.clock) > 5 else "minute",
        zone=time.zone,
        format=f"{form} {'HH:mm:ss' if len(time.clock) > 5 else 'HH:mm'}",
        weekday=weekday,
    )


def dated(role: str, verbatim: str, *, basis: str, order: str | None = None, languages: Sequence[str] = ()) -> Dated:
    """Returns a role's date from its wording; what is not understood has no EDTF and keeps its wording."""
    read = read_date(verbatim, order=order, languages=languages)
    if read is None:
        return Dated(
            role=role, edtf=None, earliest=None, latest=None, precision="unknown", basis=basis, verbatim=verbatim
        )
    return Dated(
        role=role,
        edtf=read.edtf,
        earliest=read.earliest,
        latest=read.latest,
        precision=read.precision,
        zone=read.zone,
        basis=basis,
        format=read.format,
        ambiguous=read.ambiguous,
        verbatim=verbatim,
    )


_IN_FIGURES = re.compile(r"\b(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?\d{4}\b")
_AGREED = 0.95


def told_order(wording: str) -> str | None:
    """Returns the order, `dmy` or `mdy`, of a wording's date in figures that can be read in one way only, or None."""
    found = _IN_FIGURES.search(wording)
    if found is None or (int(found[1]) > 12) == (int(found[3]) > 12):
        return None
    return "dmy" if int(found[1]) > 12 else "mdy"


def agreed_order(day_first: int, month_first: int) -> str | None:
    """Returns the order of a batch by the numbers of its dates that tell it, where 95 % of them agree."""
    told = {"dmy": day_first, "mdy": month_first}
    total = day_first + month_first
    return next((order for order, count in told.items() if total and count / total >= _AGREED), None)


def vote(values: Iterable[str]) -> str | None:
    """Returns the order, `dmy` or `mdy`, of a batch's dates in figures where 95 % of those that tell agree."""
    told = Counter(map(told_order, values))
    return agreed_order(told["dmy"], told["mdy"])


_CANDIDATE = re.compile(
    rf"(?:(?<![\w/.-])(?:{_WORD}\s*,?\s+)?(?:"
    rf"\d{{1,2}}{_ORDINAL}\s*{_OF}{_WORD}\s*,?\s*{_OF}\d{{4}}(?!\d)"
    rf"|{_WORD}\s*\d{{1,2}}{_ORDINAL}\s*,?\s+\d{{4}}(?!\d)"
    rf"|\d{{1,2}}-{_WORD}-\d{{4}}|\d{{4}}\.\s*{_WORD}\s*\d{{1,2}}\.?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{4}(?!\d|\.\d)|\d{4}[./]\d{1,2}[./]\d{1,2}(?!\d)"
    r"|(?:ngày\s+)?\d{1,2}\s+tháng\s+\d{1,2},?\s*(?:năm\s+)?\d{4}"
    # Chinese and Japanese leave no space before a date.
    r")|(?<!\d)\d{4}\s*[年년]\s*\d{1,2}\s*[月월]\s*\d{1,2}\s*[日일])"
    rf"(?:{TIME.pattern})?",
    re.IGNORECASE,
)


def find_dates(text: str, *, order: str | None = None, languages: Sequence[str] = ()) -> list[Found]:
    """Returns the dates to the day that a text holds, in order."""
    found, position = [], 0
    while match := _CANDIDATE.search(text, position):
        start, read = _first_reading(match, order, languages)
        if read is None:
            position = match.start() + 1
            continue
        found.append(Found(start, match.end(), read))
        position = match.end()
    return found


def _first_reading(match: re.Match[str], order: str | None, languages: Sequence[str]) -> tuple[int, ReadDate | None]:
    """Returns the candidate's reading, without its first word if that is no weekday: an article is no date."""
    wording = match[0]
    article = _ARTICLE.match(wording)
    begin = article.end() if article else 0
    for skipped in (begin, *(space.end() for space in re.finditer(r"\s+[\s,]*", wording) if space.end() > begin)):
        if read := read_date(wording[skipped:], order=order, languages=languages):
            whole = read.ambiguous or read.precision in ("day", "minute", "second")
            return match.start() + skipped, read if whole else None
        if wording[:skipped].strip().count(" ") > 1:
            break
    return match.start(), None
