"""Finds the title of a page: what is printed above the article, or what the page declares, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from pressmark.evidence.text import one_line
from pressmark.pages.found import Found, distinct, key_of
from pressmark.pages.linked_data import said
from pressmark.pages.marks import names_of, with_marks
from pressmark.pages.page import Page
from pressmark.pages.tree import place, wording

_BETWEEN = re.compile(r"\s+(?:[|\-–—:·•»«~›]|::|//|--)\s+|\s*[|｜»]\s*")
_STRONG = frozenset("|｜»«~·•")
_KICKER = re.compile(
    r"kicker|eyebrow|over-?(?:line|title)|top-?line|dachzeile|spitzmarke|roof-?line|(?:sub|sup|pre)-?title|title-?header|"
    r"(?:topic|title)-label"
)
_IS_OF_A_TITLE = re.compile(r"^(?:headline|name)\b|(?:entry|post|article)-title")
_UNSEEN = frozenset({"script", "style", "button", "rt", "rp"})  # `rt` says how the signs above it are read
_DAY = re.compile(r"^(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{4}|\d{4}-\d\d-\d\d)\s*[-–—|:]\s+(?=\S)")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_UNPARTED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LONGEST, _A_TITLE = 400, 8


def titles(page: Page, site_names: Collection[str]) -> tuple[Found, ...]:
    """Returns the candidates for the title, the best first; a site's name is cut only where the page says it is one."""
    declared = [*_headlines(page), *(cut(found, site_names) for found in page.metas["title"])]
    shown = [cut(found, site_names) for found in _title_element(page.tree)]
    printed = [_first_part(heading, [*declared, *shown]) for heading in _printed(page, [*declared, *shown], site_names)]
    runs_on = [key_of(found.value) for found in _headlines(page) if ":" in found.value]
    labelled = [heading for heading in printed if key_of(heading.value) not in runs_on]
    without_kicker = [found for found in declared if labelled and _ends_with(labelled[0], found)]
    return distinct([*without_kicker, *printed, *declared, *shown])


def cut(found: Found, site_names: Collection[str]) -> Found:
    """Returns a title without leading or trailing parts that name the site."""
    sites = {key_of(name) for name in site_names}
    value = found.value
    for between in reversed(list(_BETWEEN.finditer(value))):
        tail = value[between.end() :]
        motto = key_of(_BETWEEN.split(tail)[0]) in sites and not _STRONG.isdisjoint(between[0])
        if key_of(tail) in sites or motto:
            value = value[: between.start()]
    for between in _BETWEEN.finditer(value):
        if key_of(value[: between.start()]) in sites:
            value = value[between.end() :]
            break
    return Found(value.strip() or found.value, found.verbatim, found.place, found.basis)


def _headlines(page: Page) -> Iterator[Found]:
    if page.article is not None:
        for key in ("headline", "name"):
            if (found := said(page.article, key)) is not None:
                yield found


def _title_element(tree: HtmlElement) -> Iterator[Found]:
    for element in tree.xpath("/html/head/title | /html/body/title") or tree.xpath("//title[not(ancestor::svg)]")[:1]:
        verbatim = wording(element)
        if one_line(verbatim):
            yield Found(one_line(verbatim), verbatim, place(element), "printed")


def _printed(page: Page, others: list[Found], site_names: Collection[str]) -> list[_Heading]:
    """Returns the heading that another statement agrees with best, or the only one that can be a title."""
    refused = {key_of(name) for name in site_names}
    headings = [heading for heading in _headings(page) if heading.key not in refused]
    keys = {key_of(other.value) for other in others}
    same = [heading for heading in headings if heading.key in keys]
    long = [heading for heading in headings if is_long(heading.found.value)]
    lone = [heading for heading in long if next(heading.element.iter("a"), None) is None] or long
    alike = [heading for heading in long if any(_overlap(heading.key, key) for key in keys)]
    only = lone if len(lone) == 1 else headings if len(headings) == 1 and _is_marked(headings[0]) else []
    return (same or alike)[:1] or _lesser(page, others, refused) or only


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading with the element that it stands in, and the key of what it says."""

    element: HtmlElement
    found: Found
    key: str


def _headings(page: Page) -> Iterator[_Heading]:
    for element in page.tree.iter("h1"):
        heading, holder = _heading(page, element), element.getparent()
        # What is named after it ("comment", "share") is no furniture, where it is the heading of the article itself.
        if heading is not None and holder is not None and not page.regions.around(holder):
            yield heading


def _heading(page: Page, element: HtmlElement) -> _Heading | None:
    """Returns a heading without its kicker."""
    verbatim = wording(element)
    value = _DAY.sub("", one_line(_seen(element)))
    if not 0 < len(value) <= _LONGEST:
        return None
    bare = value.removeprefix(_kicker(page, element)).lstrip(" -–—:|·")
    return _Heading(element, Found(bare or value, verbatim, place(element), "printed"), key_of(bare or value))


def _seen(heading: HtmlElement) -> str:
    """Returns what readers see of a heading: no tools of the editors, no scripts."""
    if not any(map(_is_unseen, heading.iterdescendants())):
        return wording(heading)
    copy = deepcopy(heading)
    for part in list(filter(_is_unseen, copy.iterdescendants())):
        part.drop_tree()
    return wording(copy)


def _is_unseen(part: HtmlElement) -> bool:
    return part.tag in _UNSEEN or _HIDDEN.search(part.get("style") or "") is not None


def _kicker(page: Page, heading: HtmlElement) -> str:
    """Returns a first part that is marked as a label above the title, unless the headline runs on after it."""
    first = next(heading.iterchildren(), None)
    if first is None or one_line(heading.text or "") or not _KICKER.search(names_of(first)):
        return ""
    label = one_line(wording(first))
    said = [one_line(wording(heading)), *(found.value for found in _headlines(page))]
    runs_on = any(re.match(r"\s*:", value.removeprefix(label.rstrip(" :"))) for value in said)
    return "" if runs_on else label


def _first_part(heading: _Heading, others: Collection[Found]) -> Found:
    """Returns a heading up to where the declared title parts with it, if what follows there is a smaller element."""
    whole, declared = heading.key, [key_of(other.value) for other in others]
    for part in heading.element.iterchildren():
        said = key_of(wording(part))
        if len(whole) / 2 < len(said) < len(whole) and whole.startswith(said):
            alike = [key for key in declared if key.startswith(said)]
            if alike and not any(key.startswith(whole[: len(said) + 1]) for key in alike):
                return replace(heading.found, value=one_line(wording(part)))
    return heading.found


def _is_marked(heading: _Heading) -> bool:
    """Says whether the page marks a heading as the title of an entry or as the name of what it describes."""
    return _IS_OF_A_TITLE.search(with_marks(heading.element).marks) is not None


def _lesser(page: Page, others: list[Found], refused: Collection[str]) -> list[_Heading]:
    """Returns the heading of any rank and place that says what a declared title or one of its parts says."""
    whole = [key_of(other.value) for other in others]
    parts = [key_of(part) for other in others for part in _BETWEEN.split(other.value) if part]
    shown = [element for element in page.tree.iter("h1", "h2") if _may_be_above(page, element)]
    found = [heading for element in shown if (heading := _heading(page, element)) is not None]
    for keys in (whole, parts):
        said = [heading for heading in found if heading.key in keys]
        telling = [heading for heading in said if heading.key not in refused and _is_told(heading.found.value)]
        if telling:
            return [min(telling, key=lambda heading: keys.index(heading.key))]
    return []


def is_long(heading: str) -> bool:
    """Says whether a heading can be a title: three words, or as many signs where words are not parted."""
    return len(heading.split()) > 2 or len(_UNPARTED.findall(heading)) >= _A_TITLE


def _is_told(heading: str) -> bool:
    return " " in heading or is_long(heading)


def _may_be_above(page: Page, heading: HtmlElement) -> bool:
    tags = {ancestor.tag for ancestor in heading.iterancestors()}
    return not page.regions.around(heading) or ("header" in tags and tags.isdisjoint(("nav", "aside", "footer", "li")))


def _overlap(heading: str, other: str) -> bool:
    return heading in other or (other in heading and len(other) > len(heading) / 2)


def _ends_with(heading: Found, declared: Found) -> bool:
    """Says whether a heading is a declared title after a kicker, which is a label above the title and no part of it."""
    whole, title = key_of(heading.value), key_of(declared.value)
    return len(title) < len(whole) <= 3 * len(title) and whole.endswith(title)
