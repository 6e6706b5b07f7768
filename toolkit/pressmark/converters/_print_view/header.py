"""Reads the header of a page: the title, labelled lines and lede before the body, in any order.

The header ends at the first paragraph that is none of these. A line without a label is believed to be a title or a
subtitle only where a labelled line follows, or where it opens the page as a headline does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pressmark.converters._print_view.headline import credited
from pressmark.converters._print_view.lines import Unit, Zone
from pressmark.converters._print_view.masthead import masthead
from pressmark.converters._print_view.paragraphs import LONGEST, Paragraph, heading, is_rule, length
from pressmark.sites.plausible import ends_sentence
from pressmark.sites.wording import Wording

_LABEL = re.compile(r"\W{0,3}(?:title|headline|titel|titre|título|titolo)\s*[:：]\W{0,3}\s*", re.IGNORECASE)
_LONGEST_TITLE = 300
_LONGEST_HEADLINE = 160
_FOOTER_TOO = {
    "articles_by",
    "license",
    "modified",
    "notice",
    "original_published",
    "original_publisher",
    "original_site",
    "source",
    "translator",
    "url",
}
_LONGEST_MENU = 80
_MOST_UNREAD = 2
_MOST_MIXED = 8
_PREFACE = 8  # paragraphs before a title that is marked as such


@dataclass(slots=True)
class Header:
    """What stands before the body; `body` is what is left of the page."""

    title: Wording | None = None
    subtitle: Wording | None = None
    lede: Wording | None = None
    units: list[Unit] = field(default_factory=list)
    body: list[Paragraph] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Says whether nothing was found yet."""
        return self.title is None and not any(unit.values or unit.boilerplate for unit in self.units)


Step = Callable[[Header, Zone, Paragraph, Paragraph | None], Paragraph | None]


def read_header(zone: Zone, page: Sequence[Paragraph]) -> Header:
    """Returns the header of a page and the paragraphs that follow it."""
    header = Header()
    titled = _marked_place(zone, page)
    above = masthead(zone, page) if titled is None else masthead(zone, page[: titled + 1], marked=True)
    header.units += above
    _read(header, zone, page, titled, len(above))
    if header.title and not any(value.field == "byline" for unit in header.units for value in unit.values):
        parted = credited(zone, header.title)
        if parted:
            header.title = parted[0]
            header.units.insert(len(above), parted[1])
    return header


def _read(header: Header, zone: Zone, page: Sequence[Paragraph], titled: int | None, first: int) -> None:
    """Reads the paragraphs from `first` on, up to the body."""
    for place, paragraph in enumerate(page[first:], first):
        following = page[place + 1] if place + 1 < len(page) else None
        steps = _STEPS if titled is None else _MARKED_STEPS
        rest = None if length(paragraph) > LONGEST else _first(steps, header, zone, paragraph, following)
        if rest is None and ((titled is not None and place < titled) or _is_passed(header, zone, paragraph, following)):
            header.body.append(paragraph)
        elif rest is None or rest:
            header.body += [rest or paragraph, *page[place + 1 :]]
            return


def _is_passed(header: Header, zone: Zone, paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Says whether an unread line stands between the lines of a header, which then goes on below it."""
    if header.title is None or len(header.body) >= _MOST_UNREAD or not _is_short(zone, paragraph):
        return False
    return len(paragraph) == 1 and _heads(zone, following)


def _is_short(zone: Zone, lines: Paragraph) -> bool:
    return all(
        end - start <= _LONGEST_MENU and not _is_sentence(zone.wording(start, end).plain) for start, end in lines
    )


def _marked_place(zone: Zone, page: Sequence[Paragraph]) -> int | None:
    """Returns the place of a title that is marked as one: after labelled lines and a few words of a menu, at most."""
    menu = False
    for place, paragraph in enumerate(page[:_PREFACE]):
        if _level(zone, paragraph) == 1:
            return place
        labelled = bool(zone.fields(paragraph)) or all(is_rule(zone.source, line) for line in paragraph)
        if (labelled and menu) or not (labelled or _is_menu(zone, paragraph)):
            return None
        menu = menu or not labelled
    return None


def _is_menu(zone: Zone, paragraph: Paragraph) -> bool:
    return len(paragraph) == 1 and length(paragraph) <= _LONGEST_MENU and not _is_sentence(zone.joined(paragraph).plain)


def _first(
    steps: Sequence[Step], header: Header, zone: Zone, paragraph: Paragraph, following: Paragraph | None
) -> Paragraph | None:
    results = (step(header, zone, paragraph, following) for step in steps)
    return next((rest for rest in results if rest is not None), None)


def _level(zone: Zone, paragraph: Paragraph) -> int:
    found = heading(zone.source, paragraph[0])
    return found[0] if found else 1 if _underlined(zone, paragraph) else 0


def _underlined(zone: Zone, paragraph: Paragraph) -> bool:
    return len(paragraph) > 1 and zone.source.startswith("==", paragraph[1][0]) and is_rule(zone.source, paragraph[1])


def _labelled(header: Header, zone: Zone, paragraph: Paragraph, _: Paragraph | None) -> Paragraph | None:
    units = zone.whole(paragraph)
    if units is None:
        return () if _mixed(header, zone, paragraph) else None
    header.units += units
    return ()


def _mixed(header: Header, zone: Zone, lines: Paragraph) -> bool:
    """Reads short lines of which half at least are a header's, and leaves the others to the body, if that is so."""
    if header.title is None or not 1 < len(lines) <= _MOST_MIXED or not _is_short(zone, lines):
        return False
    read = {span: fields - _FOOTER_TOO for span in lines if (fields := zone.fields((span,)))}
    if 2 * len(read) < len(lines) or not any(read.values()):
        return False
    for span in lines:
        if unit := zone.line(span):
            header.units.append(unit)
        else:
            header.body.append((span,))
    return True


def _picture(header: Header, zone: Zone, paragraph: Paragraph, _: Paragraph | None) -> Paragraph | None:
    wording = zone.joined(paragraph)
    if wording.plain.strip():
        return None
    header.units.append(Unit(wording))
    return ()


def _preamble(header: Header, zone: Zone, paragraph: Paragraph, _: Paragraph | None) -> Paragraph | None:
    wording = zone.joined(paragraph)
    known = next((block for block in zone.site.preamble if block.match(wording)), None)
    if known is None:
        return None
    header.units.append(Unit(wording, boilerplate=known))
    return ()


def _plugin(header: Header, zone: Zone, paragraph: Paragraph, _: Paragraph | None) -> Paragraph | None:
    """Passes over what a print plug-in sets above a title that is not marked, which it would else be taken for."""
    wording = zone.joined(paragraph)
    known = (block for block in zone.site.boilerplate if not (block.weak or block.slot))
    if not header.empty or not any(block.match(wording) for block in known):
        return None
    header.units.append(Unit(wording))
    return ()


def _marked_title(header: Header, zone: Zone, paragraph: Paragraph, following: Paragraph | None) -> Paragraph | None:
    level = _level(zone, paragraph)
    if not level or (level > 1 and not (header.empty or _heads(zone, following))):
        return None
    found = heading(zone.source, paragraph[0])
    wording = zone.wording(*(found[1] if found else paragraph[0]))
    if header.title is None:
        header.title, zone.above = wording, "title"
    elif header.subtitle is None and _heads(zone, following, "subtitle"):
        header.subtitle, zone.above = wording, "subtitle"
    else:
        return None
    return _labels_after(header, zone, paragraph)


def _plain_title(header: Header, zone: Zone, paragraph: Paragraph, following: Paragraph | None) -> Paragraph | None:
    wording = zone.wording(*paragraph[0])
    if header.title is not None or len(wording.plain) > _LONGEST_TITLE:
        return None
    alone = len(paragraph) == 1
    if _heads(zone, following) if alone else _heads(zone, paragraph[1:2]) or _heads(zone, paragraph[1:]):
        header.title, zone.above = _unlabelled(zone, wording), "title"
        return _labels_after(header, zone, paragraph)
    if alone and following and header.empty and not wording.italic and _is_headline(wording.plain):
        header.title, zone.above = wording, "title"
        return ()
    if alone and _is_title_below(header, zone, wording, following):
        header.title, zone.above = wording, "title"
        return ()
    return None


def _unlabelled(zone: Zone, title: Wording) -> Wording:
    """Returns a title without the word that says that it is one."""
    label = _LABEL.match(zone.source, title.start, title.end)
    return zone.wording(label.end(), title.end) if label and label.end() < title.end else title


def _is_title_below(header: Header, zone: Zone, wording: Wording, following: Paragraph | None) -> bool:
    """Says whether a headline stands below the lines that say who wrote and when, and above the text."""
    fields = {value.field for unit in header.units for value in unit.values}
    if not ({"byline", "published"} <= fields and following) or wording.italic or header.lede or header.body:
        return False
    text = zone.joined(following).plain
    return len(wording.plain.split()) > 2 and _is_headline(wording.plain) and _is_sentence(text)


def _heads(zone: Zone, below: Paragraph | None, headline: str = "title") -> bool:
    """Says whether the lines below a headline are a header's; what may also follow a body vouches for none above it."""
    return bool(zone.fields(below, above=headline) - _FOOTER_TOO)


def _is_sentence(plain: str) -> bool:
    return ends_sentence(plain) and not plain.rstrip().endswith(("?", "!"))


def _is_headline(plain: str) -> bool:
    return len(plain) <= _LONGEST_HEADLINE and not _is_sentence(plain)


def _labels_after(header: Header, zone: Zone, paragraph: Paragraph) -> Paragraph:
    units = zone.prefix(paragraph[1:])
    header.units += units
    rest = paragraph[1 + len(units) :]
    return () if _mixed(header, zone, rest) else rest


def _lede(header: Header, zone: Zone, paragraph: Paragraph, _: Paragraph | None) -> Paragraph | None:
    wording = zone.joined(paragraph)
    if header.lede is not None or header.empty or not wording.italic:
        return None
    header.lede = wording
    return ()


def _subtitle(header: Header, zone: Zone, paragraph: Paragraph, following: Paragraph | None) -> Paragraph | None:
    if header.title is None or header.subtitle is not None or len(paragraph) > 1 or header.lede is not None:
        return None
    wording = zone.joined(paragraph)
    unfinished = _is_sentence(wording.plain) or wording.plain.rstrip().endswith(",")
    if len(wording.plain) > _LONGEST_TITLE or unfinished or not _heads(zone, following, "subtitle"):
        return None
    header.subtitle, zone.above = wording, "subtitle"
    return ()


_MARKED_STEPS: Sequence[Step] = (_marked_title, _labelled, _picture, _preamble, _plugin, _lede, _subtitle)
_STEPS: Sequence[Step] = (*_MARKED_STEPS[:-1], _plain_title, _subtitle)
