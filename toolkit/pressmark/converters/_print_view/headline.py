"""Takes apart a headline that names its author, and perhaps the day, on the same line: `TITLE – by NAME – 2004-06-22`.

Believed is a day behind the name, or a name behind a capital `By` that begins with a known given name; a title may end
in `by` and a name of its own.
"""

from __future__ import annotations

import re

from pressmark.converters._print_view.lines import Unit, Zone
from pressmark.evidence.given_names import is_given
from pressmark.sites.plausible import is_people
from pressmark.sites.wording import Wording

_SHORTEST = 2  # words of a title
_BY = re.compile(r"\s*[,–—|-]?\s+(?=(?:by|par|von|por|di|door)\s+\S)", re.IGNORECASE)


def credited(zone: Zone, title: Wording) -> tuple[Wording, Unit] | None:
    """Returns the title alone and the line that follows it, or None where the headline is nothing but a title."""
    if title.anchors or title.pieces[0].end - title.pieces[0].start != len(title.plain):
        return None
    for found in reversed(list(_BY.finditer(title.plain))):
        if len(title.plain[: found.start()].split()) < _SHORTEST:
            break
        rest = zone.wording(title.pieces[0].start + found.end(), title.pieces[0].end)
        unit = zone.glanced_line(rest)
        if unit and _is_credit(unit):
            return zone.wording(title.pieces[0].start, title.pieces[0].start + found.start()), unit
    return None


def _is_credit(unit: Unit) -> bool:
    fields = {value.field: unit.wording.plain[value.start : value.end] for value in unit.values}
    name = fields.get("byline", "")
    if not is_people(name):
        return False
    return "published" in fields or (is_given(name) and unit.wording.plain[0].isupper())
