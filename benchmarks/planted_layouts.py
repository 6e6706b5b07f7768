"""The layouts of planted print views, and what a planted page tells."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MADE_OF: Mapping[str, Any] = tomllib.loads((Path(__file__).parent / "planted_prints.toml").read_text("utf-8"))
LANGUAGES = tuple(MADE_OF["and"])
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
WEEKDAY = {"de": "Freitag", "fr": "vendredi", "it": "venerdì", "nl": "vrijdag"}
NAMES = {
    "en": ("Ann Lee", "Thomas Marsh", "Helen Okafor", "Peter J. Doyle", "Ruth Whitlock"),
    "de": ("Sabine Krüger", "Jürgen Wolff", "Katrin Albers", "Hans-Peter Lutz", "Ulrike von der Au"),
    "fr": ("Claire Dumas", "Jean-Luc Ferrand", "Sophie Lambert", "Benoît Carrel", "Hélène de La Roche"),
    "es": ("María Ortega", "Javier Salinas", "Lucía Prado", "Pablo Navarro Gil", "Carmen Rubio"),
    "it": ("Giulia Conti", "Marco Ferri", "Paola De Luca", "Stefano Galli", "Chiara Riva"),
    "nl": ("Anneke Visser", "Pieter de Vries", "Sanne Bakker", "Joost van Dam", "Lotte Smit"),
    "pt": ("João Moreira", "Ana Carvalho", "Rui Teixeira", "Teresa Matos", "Duarte Pires"),
}
_HEADERS = (
    ("by", "published", "original", "region", "theme", "report"),
    ("by", "published", "original", "region", "theme", "report"),
    ("by", "original", "published"),
    ("published", "by", "theme"),
    ("on_by", "region", "theme"),
    ("on_by",),
    ("first", "by", "published"),
    ("by", "published", "first"),
    ("region", "theme", "by", "published"),
    ("by", "on"),
    ("on", "by"),
    ("by", "on", "translator"),
    ("by", "published", "url"),
)
_FOOTERS = (
    ("source", "notice", "rule", "menu", "articles_by", "disclaimer"),
    ("source", "notice", "rule", "menu", "articles_by", "disclaimer"),
    ("notice", "url"),
    ("url",),
    ("source",),
    ("disclaimer", "notice"),
    ("articles_by", "source", "notice"),
    ("notice", "translator", "url"),
    ("printed", "url"),
    (),
)
_TITLES = ("# {t}", "# {t}", "# {t}", "{t}", "{t}\n{line}", "**{t}**")


@dataclass(frozen=True, slots=True)
class Layout:
    """How one planted site prints its pages."""

    language: str
    publisher: str
    header: tuple[str, ...]
    footer: tuple[str, ...]
    labels: Mapping[str, str]
    date: str
    original: str
    title: str
    linked: bool
    packed: bool
    suffix: str
    encoding: str
    newline: str
    above: tuple[str, ...]


@dataclass(slots=True)
class Truth:
    """What one planted page prints; what it does not print is None or empty."""

    title: str | None = None
    authors: list[str] = field(default_factory=list)
    publisher: str | None = None
    published: str | None = None
    original_publisher: str | None = None
    original_published: str | None = None
    region: list[str] = field(default_factory=list)
    theme: list[str] = field(default_factory=list)
    in_depth_report: list[str] = field(default_factory=list)
    lede: str | None = None
    text: str | None = None
    holders: list[str] = field(default_factory=list)
    copyright_year: str | None = None
    url: str | None = None
    translator: list[str] = field(default_factory=list)
    articles_by: list[str] = field(default_factory=list)
    disclaimer: bool = False


def layout(seed: int) -> Layout:
    """Returns the layout of a planted site; equal seeds give equal sites."""
    chance = random.Random(seed)
    language = LANGUAGES[seed % len(LANGUAGES)]
    labels = {
        part: chance.choice(forms[language]) if isinstance(forms[language], list) else forms[language]
        for part, forms in MADE_OF.items()
        if isinstance(forms, dict) and part != "dates"
    }
    publisher = chance.choice(MADE_OF["publishers"])
    above = chance.choice(
        ((), (), (), ("Print this page",), (f"www.{host(publisher)}",), (publisher, f"www.{host(publisher)}"))
    )
    return Layout(
        language=language,
        publisher=publisher,
        header=chance.choice(_HEADERS),
        footer=chance.choice(_FOOTERS),
        labels={**labels, "published": chance.choice(("{p}, {d}", "{p}, {d}", "{p} , {d}", "{p} - {d}", "{d} — {p}"))},
        date=chance.choice(MADE_OF["dates"][language]),
        original=chance.choice(("{s} {d}", "{s} {d}", "{s}, {d}", "{s} , {d}")),
        title=chance.choice(_TITLES),
        linked=chance.random() < 0.5,
        packed=chance.random() < 0.25,
        suffix=chance.choice((".md", ".md", ".txt")),
        encoding=chance.choice(("utf-8", "utf-8", "utf-8-sig")),
        newline=chance.choice(("\n", "\n", "\r\n")),
        above=above,
    )


def host(publisher: str) -> str:
    """Returns the host of a planted publisher."""
    kept = "".join(sign for sign in publisher.casefold() if sign.isascii() and sign.isalnum())
    return f"{kept}.example"
