"""Reads the footer of a page: the labelled lines and boilerplate after which nothing else follows.

A line is believed to be of the footer only where nothing but such lines, rules and known boilerplate stand below it, or
where it and the next one can be nothing else: what stands below such a pair is the site's own, whatever it says.
Doubtful ones (a paragraph that might permit something, a line that is only a link) count only below a line that can be
nothing else, so that the last paragraphs of a body stay its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pressmark.converters._print_view.lines import Unit, Zone
from pressmark.converters._print_view.masthead import is_address
from pressmark.converters._print_view.paragraphs import LONGEST, Paragraph, is_rule, length
from pressmark.sites.description import Boilerplate
from pressmark.sites.grammar import LONGEST_LINE
from pressmark.sites.permissions import permits
from pressmark.sites.wording import Wording

_WORDS = re.compile(r"\w")
_DEEPEST = 16  # paragraphs from the end of a page
_LONGEST_UNREAD = 1500
_NOTE = re.compile(
    r"\W{0,3}(?:\d{1,3}\b[\].)]|notes?\b|anmerkungen|noten\b|notas\b|references|quellen\b|fußnoten)", re.IGNORECASE
)
_ENDINGS = {"articles_by", "license", "notice", "original_site", "source", "url"}
UNREAD = Boilerplate(patterns=(), weak=True)  # a paragraph below the end of an article that no description knows
_PERMISSION = Boilerplate(patterns=(), slot="disclaimer", weak=True)


@dataclass(frozen=True, slots=True)
class Tail:
    """The footer lines that end a paragraph, and the lines before them, which are none."""

    units: tuple[Unit, ...]
    before: Paragraph = ()


def read_footer(zone: Zone, page: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Unit]]:
    """Returns the paragraphs before the footer, and the footer in its order."""
    body, tails = list(page), list[tuple[Paragraph, Tail]]()
    anchor: int | None = None
    notes: list[Paragraph] = []  # of the article, though they stand below its end
    while body:
        tail = _tail(zone, body[-1])
        if not tail.units:
            anchor = _anchor(zone, body) if anchor is None else anchor
            if anchor < 0 or len(body) - 1 <= anchor:
                break
            if _NOTE.match(zone.joined(body[-1]).plain):
                notes.append(body.pop())
                continue
            tail = Tail((Unit(zone.joined(body[-1]), boilerplate=UNREAD),))
        tails.append((body.pop(), tail))
        if tail.before:
            break
    tails.reverse()
    first = _first_certain(tails)
    body += [paragraph for paragraph, _ in tails[:first]]
    if first < len(tails) and tails[first][1].before:
        body.append(tails[first][1].before)
    body += reversed(notes)
    return body, [unit for _, tail in tails[first:] for unit in tail.units]


def _anchor(zone: Zone, body: Sequence[Paragraph]) -> int:
    """Returns the place of two paragraphs that surely end the article though others follow; -1 where none do."""
    before, first = set(zone.seen), max(1, len(body) - _DEEPEST)
    short = [length(paragraph) <= LONGEST_LINE for paragraph in body[first:]]
    endings = [_endings(zone, body[first + place]) if told else set() for place, told in enumerate(short)]
    zone.seen = before
    pairs = enumerate(pairwise(endings), first)
    found = next((place for place, (one, two) in pairs if one and two and len(one | two) > 1), -1)
    return found if all(length(paragraph) <= _LONGEST_UNREAD for paragraph in body[found + 2 :]) else -1


def _endings(zone: Zone, paragraph: Paragraph) -> set[str]:
    """Returns what a paragraph prints that ends an article: its source, its notice, its address, a disclaimer."""
    if units := zone.whole(paragraph):
        return {value.field for unit in units for value in unit.values} & _ENDINGS
    wording = zone.joined(paragraph)
    disclaimers = (block for block in zone.site.boilerplate if block.slot == "disclaimer" and not block.weak)
    return {"disclaimer"} if any(block.match(wording) for block in disclaimers) else set()


def _first_certain(tails: Sequence[tuple[Paragraph, Tail]]) -> int:
    for place, (_, tail) in enumerate(tails):
        if any(unit.certain for unit in tail.units):
            return place
        if any(unit.rule for unit in tail.units) and any(
            unit.certain or unit.boilerplate for _, later in tails[place:] for unit in later.units
        ):
            return place
    return len(tails)


def _tail(zone: Zone, paragraph: Paragraph) -> Tail:
    if length(paragraph) > LONGEST:
        return Tail(())
    before = set(zone.seen)
    starts = {place: unit for place, span in enumerate(paragraph) if (unit := _unit(zone, zone.wording(*span)))}
    first = min(starts, default=None)
    if first == 0 or (first is not None and starts[first].values):
        return _segments(zone, paragraph, starts)
    zone.seen = before
    whole = _unit(zone, zone.joined(paragraph))
    return Tail((whole,) if whole else ())


def _segments(zone: Zone, paragraph: Paragraph, starts: Mapping[int, Unit]) -> Tail:
    units: list[Unit] = []
    end = len(paragraph)
    for place in sorted(starts, reverse=True):
        unit = _continued(zone, starts[place], paragraph[place:end])
        if unit is None:
            break
        units.append(unit)
        end = place
    return Tail(tuple(reversed(units)), paragraph[:end])


def _continued(zone: Zone, unit: Unit, lines: Paragraph) -> Unit | None:
    """Returns a unit with the lines that continue it, or None where they cannot."""
    if len(lines) == 1:
        return unit
    wording = zone.joined(lines)
    if unit.values:
        return zone.label(wording, again=True)
    return Unit(wording, boilerplate=unit.boilerplate) if unit.boilerplate else None


def _unit(zone: Zone, wording: Wording) -> Unit | None:
    if is_rule(zone.source, (wording.start, wording.end)):
        return Unit(wording, rule=True)
    if labelled := zone.label(wording):
        return labelled
    for block in zone.site.boilerplate:
        if block.match(wording):
            return Unit(wording, boilerplate=block)
    if permits(zone.site, wording.plain):
        return Unit(wording, boilerplate=_PERMISSION)
    return Unit(wording) if _is_only_links(wording) or is_address(wording.plain) else None


def _is_only_links(wording: Wording) -> bool:
    between, at = "", 0
    for anchor in wording.anchors:
        between += wording.plain[at : anchor.start]
        at = max(at, anchor.end)
    return bool(wording.anchors) and not _WORDS.search(between + wording.plain[at:])
