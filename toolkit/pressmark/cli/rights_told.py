"""Words the explanation of an article's rights for the command line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressmark.stages._evidence import Evidence
    from pressmark.stages._judging import ExplainedRights

_WIDTH = 110
_LONGEST = 160  # signs of a wording that are shown


def told(found: ExplainedRights) -> str:
    """Returns the explanation of one article in lines."""
    lines = [f"{found.article_id}: {found.profile}, by the rule {found.rule}"]
    lines += [f"  title: {found.title}"] if found.title else []
    lines += ["", "Evidence", *(_evidence(each) for each in found.evidence)]
    lines += [] if found.evidence else ["  none is shown or known"]
    lines += [f"  permission: {'; '.join(found.terms)}"] if found.terms else []
    lines += [f"  unmet: {', '.join(found.unmet)}"] if found.unmet else []
    lines += ["", "Steps"]
    for number, step in enumerate(found.steps, start=1):
        said = f"{step.profile}. " if step.profile else "does not apply: "
        lines += _lines(f"{number:>4}. {step.rule}: {said}", step.because)
    lines += ["", *_openings(found)]
    return "\n".join(lines)


def _evidence(each: Evidence) -> str:
    mark = "+" if each.chosen else "-"
    quoted = f"“{_short(each.verbatim)}”" if each.verbatim else None
    parts = [f"  {mark} {each.claim}: {_short(each.value) if each.value else '–'}", f"({each.basis}", *_placed(each)]
    line = f"{parts[0]} {', '.join(parts[1:])})"
    return " ".join(filter(None, (line, quoted, f"[{each.why}]" if each.why else None)))


def _placed(each: Evidence) -> Iterator[str]:
    if each.locator:
        yield f"at {each.locator}"
    yield f"by {each.who}"
    if each.day:
        yield f"on {each.day}"


def _openings(found: ExplainedRights) -> Iterator[str]:
    if not found.openings:
        yield "Nothing that was tried would let it show more."
        return
    yield "What would change it"
    for opening in found.openings:
        yield from _lines(f"  {opening.profile}: if ", ", and ".join(opening.changes))


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _lines(head: str, text: str) -> list[str]:
    return textwrap.wrap(
        head + text, _WIDTH, subsequent_indent="      ", break_long_words=False, break_on_hyphens=False
    )
