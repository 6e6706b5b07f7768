"""Rules about single characters: in their settled form, seen by whoever reads, and harmless in a spreadsheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

import polars as pl

from pressmark.contracts.tables import TABLES, table
from pressmark.records.normal_form import unnormalised
from pressmark.rules._reading import problem
from pressmark.rules.base import Problem, Record, Severity, Subject, package_rule, record_rule

_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "articles": ("title", "publisher", "original_publisher"),
        "agents": ("name", "given", "family"),
        "subjects": ("label",),
        "permissions": ("grantor",),
    }
)
_ADDRESSES = ("url", "uri", "href", "identifier")
_PLACES = ("_id", "replaced_by", "path", "locator", *_ADDRESSES)

# Controls, soft hyphen, zero-width signs, signs of direction, signs of annotation, tags.
_UNSEEN = (
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_HOST = r"^(?i:https?)://[^/?#]*(?:[^\x00-\x7f]|(?i:xn--))"  # that is not written in ASCII letters
# Alphabets whose letters are taken for each other.
_ALIKE = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})
# Scripts whose writing asks for joiners, and those that put no spaces between words.
_JOINED = frozenset(
    "ARABIC SYRIAC NKO MANDAIC MONGOLIAN DEVANAGARI BENGALI GURMUKHI GUJARATI ORIYA TAMIL TELUGU KANNADA MALAYALAM"
    " SINHALA MYANMAR KHMER TIBETAN BALINESE JAVANESE SUNDANESE CHAKMA TAI THAANA".split()
)
_UNSPACED = frozenset("THAI LAO KHMER MYANMAR TIBETAN JAVANESE BALINESE".split())
# What a spreadsheet computes: an equals sign; another sign with a call of a function or of another program.
_FORMULA = (
    r"^(?:[=\t\r]|[+@-](?:[\w.$:%\"']|\s*[-+*/^&<>=,]\s*)*[A-Za-z_][\w.]*\(|[+@-][^\n|]*\|[^\n!]*![A-Za-z$]*[0-9])"
)


@record_rule("text", "warning")
def text_not_normalised(record: Record) -> Iterator[Problem]:
    """Titles, names and texts are in their normal form.

    Why: an é in one sign and an é in two look alike and are not found by the same search; counts and hashes of the
    same words differ.

    Wrong: a decomposed é, a tab, two spaces or a carriage return; a blank at the end.

    Right: `norm-v1`: NFC, single spaces, paragraphs parted by one blank line, nothing before and after.

    Mend: `pressmark fix` normalises the value; what was printed stays in `statements`.
    """
    for name, field, row in unnormalised(record):
        yield problem(record, "is not in its normal form", table=name, field=field, row=row)


@package_rule("security", "warning")
def formula_in_cell(subject: Subject) -> Iterator[Problem]:
    """No cell begins with what a spreadsheet computes.

    Why: whoever opens a table in a spreadsheet runs the formulas in it, and a formula can send the sheet elsewhere or
    start a program (CWE-1236).

    Wrong: a title that reads `=HYPERLINK(…)` or `-2+3+cmd|…`; a cell that begins with a tab.

    Right: words; also those that only begin with a sign, such as a number below zero, a telephone number, a line of
    dialogue or the name of an account.

    Mend: see whether the title was printed so. The value stays as it is, since it is what was printed: whoever makes a
    table for a spreadsheet puts an apostrophe before it.
    """
    yield from _found(subject, _FORMULA, _formula)


@package_rule("security", "warning")
def hidden_characters(subject: Subject) -> Iterator[Problem]:
    """Titles, names, ids and addresses hold nothing that a reader cannot see.

    Why: signs of direction make `gpj.exe` read `exe.jpg`; a sign without width makes two names of one, and an address
    with a letter of another alphabet leads to another place than it shows.

    Wrong: a title with U+202E or U+200B (a warning), an id or address with one, a host of Latin and Cyrillic letters
    (errors).

    Right: only what is seen, and what a script asks for: joiners in Persian or Hindi and between emoji, marks of
    direction in Hebrew and Arabic, breaks in Thai.

    Mend: convert the source again, or correct the value in a review.
    """
    yield from _found(subject, f"{_UNSEEN}|{_HOST}", _unseen)


def _formula(*_: str) -> tuple[str, Severity | None]:
    return "begins like a formula", None


_Judge = Callable[[str, str, str], tuple[str, Severity | None] | None]


def _found(subject: Subject, suspect: str, judge: _Judge) -> Iterator[Problem]:
    """Yields what is wrong with the suspect values of every column of strings: only they leave the tables."""
    for name in TABLES:
        found = table(name)
        strings = [field.name for field in found.fields if field.type == "string" and not field.enum]
        scan = subject.tables[name]
        hits = scan.filter(pl.any_horizontal(pl.col(strings).str.contains(suspect))).sort(found.primary_key)
        for row in hits.collect(engine="streaming").iter_rows(named=True):
            key = "/".join(str(row[column]) for column in found.primary_key)
            for field in strings:
                wrong = judge(name, field, row[field]) if row[field] and re.search(suspect, row[field]) else None
                if wrong:
                    yield Problem(message=wrong[0], table=name, key=key, field=field, severity=wrong[1])


def _unseen(name: str, field: str, value: str) -> tuple[str, Severity | None] | None:
    """Returns what is wrong with a value that holds unseen signs or a host of foreign letters."""
    place = field.endswith(_PLACES) and field not in ("verbatim", "href_verbatim")
    if not place and field not in _NAMES.get(name, ()):
        return None
    if any(not _needed(value, found.start()) for found in re.finditer(_UNSEEN, value)):
        return "holds a sign that nobody sees", "error" if place else None
    if field.endswith(_ADDRESSES) and _mixed_host(value):
        return "its host mixes letters of several alphabets", "error"
    return None


def _needed(value: str, place: int) -> bool:
    """Returns whether the writing asks for an unseen sign where it stands."""
    sign, before, after = value[place], value[:place][-1:], value[place + 1 :][:1]
    if sign in "\u200c\u200d":
        emoji = sign == "\u200d" and all(
            unicodedata.category(beside) in ("So", "Sk", "Mn") for beside in before + after
        )
        return bool(before and after and emoji) or _script(before) in _JOINED
    if sign in "\u200e\u200f\u061c":
        return any(unicodedata.bidirectional(other) in ("R", "AL") for other in value if other not in "\u200f\u061c")
    if sign == "\u200b":
        return bool({_script(before), _script(after)} & _UNSPACED)
    flag = re.search("\U0001f3f4[\U000e0020-\U000e007f]*$", value[: place + 1])
    return sign >= "\U000e0020" and flag is not None


def _script(sign: str) -> str:
    return unicodedata.name(sign, "").split(" ")[0].split("-")[0] if sign else ""


def _mixed_host(address: str) -> bool:
    try:
        labels = (urlsplit(address).hostname or "").split(".")
    except ValueError:
        return False
    return any(len({_script(sign) for sign in _decoded(label) if sign.isalpha()} & _ALIKE) > 1 for label in labels)


def _decoded(label: str) -> str:
    """Returns a part of a host as it is shown, of `xn--80ak6aa92e` the letters that stand for it."""
    try:
        return label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
    except UnicodeError:
        return label
