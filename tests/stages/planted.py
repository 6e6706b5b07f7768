"""Plants sites of print views: header lines in many orders, languages and date forms, with labels known and not."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PAGES = 12
MONTHS: Final[Mapping[str, Sequence[str]]] = {
    "en": "January February March April May June July August September October November December".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(),
}
LANGUAGES = tuple(MONTHS)
_WORDED = {
    "en": ("{month} {day}, {year}", "{day} {month} {year}"),
    "de": ("{day}. {month} {year}",),
    "es": ("{day} de {month} de {year}",),
    "pt": ("{day} de {month} de {year}",),
}
_KNOWN_BY = {"en": "By", "de": "Von", "fr": "Par", "es": "Por", "it": "Di", "nl": "Door", "pt": "Por"}
_OTHER_BY = {
    "en": ("Words by", "Written for this page by", "Story by", "Text:"),
    "de": ("Text von", "Verfasst von", "Geschrieben von", "Beitrag von"),
    "fr": ("Texte de", "Écrit par", "Article rédigé par", "Un billet de"),
    "es": ("Texto de", "Escrito por", "Artículo redactado por"),
    "it": ("Testo di", "Scritto da", "Articolo di", "Articolo scritto da"),
    "nl": ("Tekst van", "Geschreven door", "Tekst:"),
    "pt": ("Texto de", "Escrito por", "Texto:"),
}
_KNOWN_ON = {
    "en": "Published on", "de": "Veröffentlicht am", "fr": "Publié le", "es": "Publicado el", "it": "Pubblicato il",
    "nl": "Gepubliceerd op", "pt": "Publicado em",
}  # fmt: skip
_OTHER_ON = {
    "en": ("Date of publication:", "Online since", "Dated:"),
    "de": ("Erscheinungsdatum:", "Online seit", "Datum der Veröffentlichung:"),
    "fr": ("Date de publication :", "En ligne depuis le", "Paru le"),
    "es": ("Fecha de publicación:", "Aparecido el"),
    "it": ("Data di pubblicazione:", "Apparso il", "Uscito il"),
    "nl": ("Publicatiedatum:", "Verschenen op", "Online sinds"),
    "pt": ("Data de publicação:", "Data da publicação:"),
}
_STRANGE = ("Zorvex:", "Bildmischung:", "Ritual:")  # what it tells, nobody knows
_NAMES = {
    "en": ("Ann Lee", "Thomas Marsh", "Helen Okafor", "Peter Doyle", "Ruth Whitlock"),
    "de": ("Sabine Krüger", "Jürgen Wolff", "Katrin Albers", "Hans-Peter Lutz", "Ulrike Voss"),
    "fr": ("Claire Dumas", "Jean-Luc Ferrand", "Sophie Lambert", "Benoît Carrel", "Hélène Roux"),
    "es": ("María Ortega", "Javier Salinas", "Lucía Prado", "Pablo Navarro", "Carmen Rubio"),
    "it": ("Giulia Conti", "Marco Ferri", "Paola De Luca", "Stefano Galli", "Chiara Riva"),
    "nl": ("Anneke Visser", "Pieter de Vries", "Sanne Bakker", "Joost van Dam", "Lotte Smit"),
    "pt": ("João Moreira", "Ana Carvalho", "Rui Teixeira", "Teresa Matos", "Duarte Pires"),
}
_PUBLISHER = "The River Post"
_BODY = "The ferry number {n} went out at {h} and came back before noon. Nobody on board had paid for the trip."
_ABOVE = "Print this page"
_BELOW = "Subscribe to the paper and read it before your neighbours do."


@dataclass(frozen=True, slots=True)
class Expected:
    """What one planted page prints."""

    title: str | None
    author: str | None
    published: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Layout:
    """How one planted site prints its pages."""

    language: str
    byline: str  # a label, or nothing
    published: str  # a label, or nothing
    together: str | None  # what stands between name and date where both are on one line
    order: tuple[str, ...]
    date: str
    marked: bool
    packed: bool
    publisher: bool
    furniture: bool


def layout(seed: int) -> Layout:
    """Returns the layout of a planted site; equal seeds give equal sites."""
    chance = random.Random(seed)
    language = LANGUAGES[seed % len(LANGUAGES)]
    worded = _WORDED.get(language, ("{day} {month} {year}",))
    labels = [
        (_KNOWN_BY, _OTHER_BY, "byline"),
        (_KNOWN_ON, _OTHER_ON, "published"),
    ]
    chosen = {}
    for known, other, part in labels:
        kind = chance.choice(("known", "other", "other", "none", "strange" if chance.random() < 0.3 else "other"))
        chosen[part] = {
            "known": known[language],
            "other": chance.choice(other[language]),
            "none": "",
            "strange": chance.choice(_STRANGE),
        }[kind]
    together = chance.choice(
        (None, None, None, ", ", " | ", {"de": " am ", "nl": " op ", "fr": " le "}.get(language, ", "))
    )
    publisher = together is None and chance.random() < 0.3
    chosen["published"] = f"{_PUBLISHER}," if publisher else chosen["published"]
    order = ["byline", "published"]
    chance.shuffle(order)
    return Layout(
        language=language,
        byline=chosen["byline"],
        published=chosen["published"],
        together=together,
        order=tuple(order),
        date=chance.choice((*worded, *worded, "{day:02}.{number:02}.{year}", "{year}-{number:02}-{day:02}")),
        marked=chance.random() < 0.7,
        packed=chance.random() < 0.3,
        publisher=publisher,
        furniture=chance.random() < 0.5,
    )


def plant(folder: Path, seed: int) -> list[Expected]:
    """Writes the pages of a site, and returns what each prints."""
    site, chance = layout(seed), random.Random(seed + 1)
    folder.mkdir(parents=True)
    found = []
    for number in range(PAGES):
        day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(2001, 2024)
        day = 13 + number if number < 4 else day
        name = _NAMES[site.language][number % 5] if number < 5 else chance.choice(_NAMES[site.language])
        title = f"{chance.choice(('One ferry', 'Seven boats', 'A river'))} and the {number + 3} towns behind it"
        worded = site.date.format(day=day, month=MONTHS[site.language][month - 1], number=month, year=year)
        (folder / f"{number}.md").write_text(_page(site, title, name, worded, number), "utf-8")
        publisher = _PUBLISHER if site.publisher else None
        found.append(Expected(title, name, f"{year:04}-{month:02}-{day:02}", publisher))
    return found


def _page(site: Layout, title: str, name: str, date: str, number: int) -> str:
    by = f"{site.byline} {name}".strip()
    when = f"{site.published} {date}".strip()
    lines = [by + site.together + date] if site.together else [by if part == "byline" else when for part in site.order]
    header = [f"# {title}" if site.marked else title, *lines]
    between = "\n" if site.packed else "\n\n"
    body = [_BODY.format(n=number * 7 + part, h=part + 3) for part in range(5)]
    footer = [f"The URL of this article is: https://river.example/boats/{number}"]
    furniture = ([_ABOVE], [_BELOW]) if site.furniture else ([], [])
    return "\n\n".join([*furniture[0], between.join(header), *body, *furniture[1], *footer]) + "\n"
