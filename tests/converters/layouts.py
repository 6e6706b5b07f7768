"""Makes print views of a site that nobody has described: what is printed is known, where and how is drawn."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
}
BYLINES = {
    "en": ("By {a}", "by {a}", "Written by {a}", "Author: {a}", "{a}"),
    "fr": ("Par {a}", "par {a}", "Auteur : {a}", "{a}"),
    "de": ("Von {a}", "von {a}", "Autor: {a}", "{a}"),
    "es": ("Por {a}", "por {a}", "Autor: {a}", "{a}"),
}
AND = {"en": "and", "fr": "et", "de": "und", "es": "y"}
PUBLISHED = {
    "en": (
        "{d}",
        "Published: {d}",
        "Published on {d}",
        "{p}, {d}",
        "{d} | {p}",
        "Posted {d}",
        "Date: {d}",
        "Uploaded {d}",
    ),
    "fr": ("{d}", "Publié le {d}", "{p}, {d}", "{d} | {p}", "Mis en ligne le {d}"),
    "de": ("{d}", "Veröffentlicht am {d}", "{p}, {d}", "{d} | {p}", "Stand: {d}"),
    "es": ("{d}", "Publicado en {d}", "Creado {d}", "Publicado el {d}", "{p}, {d}", "{d} | {p}", "Fecha: {d}"),
}
MODIFIED = {
    "en": ("Updated: {d}", "Last updated on {d}", "Modified {d}"),
    "fr": ("Mis à jour le {d}", "Modifié le {d}"),
    "de": ("Aktualisiert am {d}", "Zuletzt aktualisiert: {d}"),
    "es": ("Actualizado el {d}", "Última actualización: {d}"),
}
FORMS: Mapping[str, Callable[[date, str], str]] = {
    "words": lambda day, tongue: _words(day, tongue),
    "iso": lambda day, _: day.isoformat(),
    "figures": lambda day, tongue: f"{day.month}/{day.day}/{day.year}" if tongue == "en" else day.strftime("%d.%m.%Y"),
    "timed": lambda day, tongue: f"{_words(day, tongue)} 10:35",
    "weekday": lambda day, tongue: f"{day:%A}, {_words(day, tongue)}" if tongue == "en" else _words(day, tongue),
}
NAMES = ("Ann Lee", "Tom Okafor", "Ida Marsh", "Nora Lind", "Jean Dupré", "Karl Weiß", "Rosa Niño", "Pia van der Meer")
PUBLISHERS = ("The River Post", "Le Courrier du Port", "Hafenbote", "La Voz del Río")
FURNITURE = ("Share this article with your friends", "Print this page", "Home > News > Harbour", "Menu Search Log in")
BODY = (
    "The ferry went out and came back before the bells of the old town rang for the second time.",
    "On {decoy} the quay was empty, and nobody who was asked could say why that had been so.",
    "{other} said that the boat had been late, and that the crew had eaten nothing but bread.",
    "By noon everyone was on board; nobody had paid, and the harbour master looked the other way.",
    "The log of the year is kept on paper, in a box that only two people can open.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one site prints its articles; the order is that of the lines above the text."""

    tongue: str
    form: str
    byline: str
    published: str
    modified: str | None
    publisher: str
    order: tuple[str, ...]
    title: str  # how the title is marked
    above: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """One page and what it says."""

    page: str
    title: str
    authors: tuple[str, ...]
    published: date
    modified: date | None
    body: tuple[str, ...]


def layout(seed: int) -> Layout:
    """Returns one layout of very many."""
    drawn = random.Random(seed)
    tongue = drawn.choice(list(MONTHS))
    modified = drawn.choice(MODIFIED[tongue]) if drawn.random() < 0.4 else None
    order = ["title", "byline", "published", *(["modified"] if modified else [])]
    drawn.shuffle(order)
    return Layout(
        tongue=tongue,
        form=drawn.choice(list(FORMS)),
        byline=drawn.choice(BYLINES[tongue]),
        published=drawn.choice(PUBLISHED[tongue]),
        modified=modified,
        publisher=drawn.choice(PUBLISHERS),
        order=tuple(order),
        title=drawn.choice(("# {t}", "{t}\n===", "## {t}", "{t}")),
        above=tuple(drawn.sample(FURNITURE, drawn.choice((0, 0, 1, 2)))),
        below=tuple(drawn.sample(FURNITURE, drawn.choice((0, 0, 1)))),
    )


def printed(site: Layout, number: int) -> Printed:
    """Returns a page of a site; each number is another article."""
    drawn = random.Random(number * 7919 + len(site.order))
    day = date(2019, 1, 13) + timedelta(days=drawn.randrange(1500))
    later = day + timedelta(days=drawn.randrange(1, 9))
    authors = tuple(drawn.sample(NAMES, drawn.choice((1, 1, 2))))
    other = next(name for name in NAMES if name not in authors)
    title = f"Ferry {number} Sails at {drawn.choice(('Dawn', 'Noon', 'Dusk'))} for the Last Time"
    decoy = FORMS["words"](day - timedelta(days=400), site.tongue)
    body = tuple(line.format(decoy=decoy, other=other) + f" It was day {number}." for line in BODY)
    lines = {
        "title": site.title.format(t=title),
        "byline": site.byline.format(a=f" {AND[site.tongue]} ".join(authors)),
        "published": site.published.format(d=FORMS[site.form](day, site.tongue), p=site.publisher),
        "modified": (site.modified or "").format(d=FORMS[site.form](later, site.tongue)),
    }
    page = [*site.above, *(lines[name] for name in site.order), *body, *site.below]
    return Printed(
        page="\n\n".join(page) + "\n",
        title=title,
        authors=authors,
        published=day,
        modified=later if site.modified else None,
        body=body,
    )


def _words(day: date, tongue: str) -> str:
    month = MONTHS[tongue][day.month - 1]
    if tongue == "en":
        return f"{month} {day.day}, {day.year}"
    if tongue == "es":
        return f"{day.day} de {month} de {day.year}"
    return f"{day.day}{'.' if tongue == 'de' else ''} {month} {day.year}"
