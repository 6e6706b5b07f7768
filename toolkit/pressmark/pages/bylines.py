"""Finds the bylines that a page prints, by how surely an element is one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from lxml.html import HtmlElement

from pressmark.evidence.people import read_byline
from pressmark.evidence.text import one_line, word_count
from pressmark.pages.credit_lines import is_credit_line
from pressmark.pages.found import Found, key_of
from pressmark.pages.marks import Marked, matching, names_of
from pressmark.pages.page import Page
from pressmark.pages.tree import place, wording
from pressmark.pages.unmarked_bylines import dated_lines, datelines

_IS_OF_A_BYLINE = re.compile(
    r"(?:^|[\s:_-])(?:by-?line|p-author|(?:post|entry|article|story|meta)[-_]*author|author[-_]*(?:name|link)?s?|"
    r"auth?or[-_]?info|document-author|(?:wrote|written?)[-_]*by|autor(?:en|in|es|a)?(?:[-_]?zeile)?|auteurs?|autore|writer|"
    r"reporter|redacteur|firma|signature|creator|username)"
    r"(?=$|[\s_-])"
)
_IS_OF_AN_AUTHOR = re.compile(r"(?:^|[\s_-])(?:about[-_]*)?(?:the[-_]*)?auth?or(?=$|[\s_-])|biography|bio(?=$|[\s_-])")
_PICTURES = re.compile(r"photo|foto|image|picture|caption|credit|licen[sc]e")
_PROFILES = re.compile(r"/(?:authors?|autor(?:en|es)?|auteurs?|reporters?)/[^/?#]+/?(?:[?#]|$)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SENTENCES = re.compile(r"\w{3}[.!?]\s+\w|。")
_TO_THE_RIGHT = re.compile(r"^\s*right|text-align\s*:\s*(?:right|end)| right$", re.IGNORECASE)
_LEADS = (
    r"(?:(?:By|Von|Par|Por|Door|Written by|Words by|Verfasst von|Geschreven door|Skrevet av|Autor(?:in|en|es|a)?|"
    r"Auteurs?|Oleh|Автор[ыи]?|كتبت?|بقلم|by|von|par|por|di|door)\s*:?|"
    r"(?:Te[xk]sto?|Texte|Testo|Teksti|Piše|Napsala?|Autorzy|Penulis|Yazan|Írta|Текст)\s*:)"
)
_BEGINS = re.compile(rf"\s*{_LEADS}(?=\s|$)")
_WRITTEN_BY = re.compile(rf"{_LEADS}\s+(?=[^\W\d_a-z])")
_INLINE = frozenset("span i b em strong small a cite font".split())
_A_SENTENCE, _A_HOUSE = 12, 4  # words
_LONGEST, _LONGEST_ALONE, _SHORTEST_TEASER = 120, 60, 20


def bylines(page: Page) -> tuple[tuple[tuple[Found, ...], ...], ...]:
    """Returns bylines, the surest tier first, and within a tier the elements that stand together.

    Those marked by microdata, by `rel` and by a class; links to profiles; "By ..." lines; authors' boxes; signatures;
    names beside dates; datelines.
    """
    tiers: tuple[list[HtmlElement], ...] = ([], [], [])
    for marked in matching(page.marked, _IS_OF_A_BYLINE):
        if _is_byline(page, marked.element):
            tiers[_tier(marked)].append(marked.element)
    profiles = [link.element for link in page.links if _PROFILES.search(link.href) and link.element.tag == "a"]
    linked = [link for link in profiles if _is_byline(page, link)]
    rest = (linked, list(_written_by(page))[:1], list(_boxed(page)), list(_signed(page)))
    shown = (tuple(tuple(map(_byline, group)) for group in _together(tier)) for tier in (*tiers, *rest))
    dated = [replace(_line(line), value=names) for line, names in dated_lines(page) if _is_byline(page, line)]
    return (*shown, (tuple(dated[:1]),), (datelines(page),))


def _is_byline(page: Page, element: HtmlElement) -> bool:
    """Says whether an element can show who wrote the article, and not a picture, a teaser or a portrait."""
    shown = one_line(wording(element))
    if not 0 < len(shown) <= _LONGEST or _SENTENCES.search(shown) or page.regions.around(element):
        return False
    if next(element.iter("script", "style"), None) is not None:
        return False
    near = [element, *element.iterdescendants("a"), *list(element.iterancestors())[:2]]
    if any(_PICTURES.search(names_of(other)) for other in near):
        return False
    around = [element, *element.iterancestors()]
    link = next((other for other in around if other.tag == "a"), element)
    is_teaser = len(one_line(wording(link))) > len(shown) + _SHORTEST_TEASER
    return not is_teaser and not any(_HIDDEN.search(other.get("style") or "") for other in around)


def _written_by(page: Page) -> Iterator[HtmlElement]:
    """Yields the lines that say whom an article is by, where nothing marks them."""
    for element in page.tree.iter("p", "div", "span", "h2", "h3", "h4", "h5", "li", "small", "i", "b", "em", "strong"):
        if not _BEGINS.match(element.text or ""):
            continue
        shown = one_line(wording(element))
        if not _WRITTEN_BY.match(shown) or not _is_a_line(element, is_led_by_a_small_word=shown[0].islower()):
            continue
        names = read_byline(shown)
        personal = names and all(name.kind == "person" for name in names)
        is_short = len(shown) <= _LONGEST_ALONE or is_credit_line(shown, ())
        if personal and is_short and _is_byline(page, element):
            yield element


def _is_a_line(element: HtmlElement, *, is_led_by_a_small_word: bool) -> bool:
    """Says whether an element is a line of its own, and no words inside a sentence."""
    parent = element.getparent()
    is_block = element.tag not in _INLINE or (element.tag == "span" and not is_led_by_a_small_word)
    if parent is None or is_block:
        return True
    return len(one_line(wording(parent))) <= len(one_line(wording(element))) + _SHORTEST_TEASER


def _boxed(page: Page) -> Iterator[HtmlElement]:
    """Yields the links that are marked as the author's in a box about the author beside the article, if it is one."""
    links = [link.element for link in page.links if "author" in link.rel and link.element.tag == "a"]
    boxed = [
        (link, box) for link in links for box in link.iterancestors("aside") if _IS_OF_AN_AUTHOR.search(names_of(box))
    ]
    if len({box for _, box in boxed}) == 1:
        for link, _ in boxed:
            if 0 < len(one_line(wording(link))) <= _LONGEST_ALONE:
                yield link


def _signed(page: Page) -> Iterator[HtmlElement]:
    """Yields the paragraph under the last sentences of the text, if it is set apart and holds only a person's name."""
    lines = [line for line in page.tree.iter("p") if line.getparent() in page.regions.spine]
    below = list(takewhile(lambda line: word_count(wording(line)) < _A_SENTENCE, reversed(lines)))
    last, above = below[-1] if below else None, lines[: len(lines) - len(below)]
    if last is None or not above or last.getparent() is not above[-1].getparent() or not _is_set_apart(last):
        return
    shown = one_line(wording(last)).strip(" –—-()[]")
    names = read_byline(shown)
    alone = len(names) == 1 and names[0].name == shown and names[0].given is not None
    if alone and not any(one_line(wording(other)) for other in last.itersiblings()) and _is_byline(page, last):
        yield last


def _is_set_apart(line: HtmlElement) -> bool:
    """Says whether a line stands to the right, in other letters, or behind a dash, and leads nowhere."""
    shown = one_line(wording(line))
    other = any(one_line(wording(part)) == shown for part in line.iter("strong", "b", "em", "i"))
    right = _TO_THE_RIGHT.search(f"{line.get('style') or ''} {line.get('align') or ''}") is not None
    return (other or right or shown.startswith(("–", "—", "("))) and next(line.iter("a"), None) is None


def crediting(page: Page, names: Sequence[str]) -> tuple[Found, ...]:
    """Returns the first bylines that print all of some names and nobody else's, whole lines before single names."""
    wanted = {key_of(name) for name in names}
    if not wanted:
        return ()
    lines = dict.fromkeys(
        marked.element for marked in matching(page.marked, _IS_OF_A_BYLINE) if _is_short(marked.element)
    )
    outer = [element for element in lines if not any(ancestor in lines for ancestor in element.iterancestors())]
    shown = [_line(element) for element in outer if not page.regions.around(element)]
    named = [(found, _named(found)) for found in shown]
    alone = [(found,) for found, names in named if names == wanted]
    together = [(found, names) for found, names in named if names <= wanted]
    whole = set().union(*(names for _, names in together)) == wanted
    return alone[0] if alone else tuple(found for found, _ in together) if whole else ()


def _named(found: Found) -> set[str]:
    return {key_of(name.name) for name in read_byline(found.value)}


def _line(element: HtmlElement) -> Found:
    verbatim = wording(element)
    return Found(one_line(verbatim), verbatim, place(element), "printed")


def _tier(marked: Marked) -> int:
    if "author" in marked.data:
        return 0
    return 1 if "author" in (marked.element.get("rel") or "").lower().split() else 2


def _is_short(element: HtmlElement) -> bool:
    return 0 < len(one_line(wording(element))) <= _LONGEST


def _together(elements: list[HtmlElement]) -> list[list[HtmlElement]]:
    """Returns the innermost elements in groups of those that stand beside each other: one group is one byline."""
    outer = {ancestor for element in elements for ancestor in element.iterancestors()}
    marked = set(elements)
    groups: dict[HtmlElement | None, list[HtmlElement]] = {}
    for element in elements:
        if element not in outer:
            groups.setdefault(_home(element, marked), []).append(element)
    return list(groups.values())


def _home(element: HtmlElement, marked: Collection[HtmlElement]) -> HtmlElement | None:
    """Returns the outermost byline around an element, or else its grandparent."""
    around = [ancestor for ancestor in element.iterancestors() if ancestor in marked]
    parent = element.getparent()
    return around[-1] if around else parent.getparent() if parent is not None else None


def _byline(element: HtmlElement) -> Found:
    name = next((inner for inner in element.iter() if inner.get("itemprop") == "name"), element)
    if stated := name.get("content"):
        return Found(one_line(stated), stated, place(name, "content"), "printed")
    verbatim = wording(name)
    return Found(_linked_names(name) or one_line(verbatim), verbatim, place(name), "printed")


def _linked_names(line: HtmlElement) -> str:
    """Returns the persons whom a byline links, where it also says for whom they write or what to click at."""
    shown = one_line(wording(line))
    if all(name.kind == "person" for name in read_byline(shown)):
        return ""
    links = [one_line(wording(link)) for link in line.iter("a") if link is not line]
    persons = [link for link in links if [(name.name, name.kind) for name in read_byline(link)] == [(link, "person")]]
    more = shown.rpartition(persons[-1])[2] if persons else ""
    return ", ".join(persons) if word_count(more) <= _A_HOUSE else ""
