"""Tells a site's masthead from a title that bears no mark: its name and its address, above everything else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pressmark.converters._print_view.lines import Unit, Zone
from pressmark.converters._print_view.paragraphs import Paragraph
from pressmark.evidence.people import kind_of
from pressmark.evidence.text import one_line
from pressmark.sites.plausible import ends_sentence, is_outlet

_ADDRESS = re.compile(r"\W*(?:https?://)?(?:[\w-]+\.)+[a-z]{2,12}/?\W*", re.IGNORECASE)  # of a site, and of no page
_LONGEST = 80  # characters of a name
_LONGEST_TITLE = 160
_HIGHEST = 4  # lines of a masthead
_HEADER = 10  # paragraphs in which a publisher signs


def masthead(zone: Zone, page: Sequence[Paragraph], *, marked: bool = False) -> list[Unit]:
    """Returns the lines above the title that are the site's own: an address, a name above one, its publisher's name.

    They are whole paragraphs, one line each. Below them stands the title, which may be `marked` as one.
    """
    top = [zone.wording(*paragraph[0]) for paragraph in page[:_HIGHEST] if len(paragraph) == 1]
    top = top[: next((place for place, paragraph in enumerate(page[:_HIGHEST]) if len(paragraph) > 1), _HIGHEST)]
    plain = [one_line(wording.plain) for wording in top]
    addressed = max((place + 1 for place, line in enumerate(plain) if is_address(line)), default=0)
    if not all(0 < len(line) <= _LONGEST for line in plain[:addressed]):
        return []
    named = addressed > 0 and not all(map(is_address, plain[:addressed]))
    if named and not marked and not _is_title(zone, page[addressed:]):
        return []
    while (
        addressed and addressed < len(plain) - 1 and addressed < len(page) - 1 and _is_body_corporate(plain[addressed])
    ):
        addressed += 1
    if not addressed and _is_newspaper(zone, page, plain):
        return [Unit(top[0])]
    signed = set(_publishers(zone, page[addressed : addressed + _HEADER]))
    end = addressed
    while end < len(page) - 1 and end < len(plain) and plain[end].casefold() in signed:
        end += 1
    return [Unit(wording) for wording in top[:end]]


def _is_newspaper(zone: Zone, page: Sequence[Paragraph], plain: Sequence[str]) -> bool:
    """Says whether the first line is a paper's name, as cuttings show it: above a day, a headline and a byline."""
    if len(page) < 4 or not plain or not _is_body_corporate(plain[0]) or zone.fields(page[1]) != {"published"}:
        return False
    below = page[2][1:] or page[3]
    return _is_title(zone, page[2:]) and "byline" in zone.fields(below)


def is_address(line: str) -> bool:
    """Says whether a line is the address of a site, and of none of its pages."""
    return bool(_ADDRESS.fullmatch(line))


def _is_body_corporate(line: str) -> bool:
    return kind_of(line) == "organization" and len(line) <= _LONGEST and is_outlet(line)


def _is_title(zone: Zone, page: Sequence[Paragraph]) -> bool:
    """Says whether what follows can be a title, so that the name above an address need not be one."""
    if not page or zone.glanced(page[0]):
        return False
    line = zone.wording(*page[0][0]).plain.rstrip()
    return len(line) <= _LONGEST_TITLE and (not ends_sentence(line) or line.endswith(("?", "!")))


def _publishers(zone: Zone, header: Sequence[Paragraph]) -> Iterator[str]:
    for paragraph in header:
        for unit in zone.glanced(paragraph):
            for value in unit.values:
                if value.field == "publisher":
                    yield one_line(unit.wording.plain[value.start : value.end]).casefold()
