"""Cites the release as a line of a reference list.

Carries: creators, year, title, version, publisher where it is not the only creator, and the DOI or address where there
is one. Plain text: the title is not in italics.

Specification: Publication Manual of the American Psychological Association, 7th edition, the form of a data set (10.9).
"""

from __future__ import annotations

from pressmark.describers._citing import initials, is_inverted, landing_page
from pressmark.describers._wording import plain
from pressmark.model.work import Party, Work

filename = "citation.txt"

_MOST = 20  # creators that are all named; of more, the first nineteen and the last


def render(work: Work) -> str:
    """Returns the reference on one line."""
    alone = [creator.name for creator in work.creators] == [work.publisher.name]
    parts = [
        _sentence(_authors(work.creators)),
        f"({work.year}).",
        f"{plain(work.title)} (Version {work.version}) [Data set].",
        "" if alone else _sentence(plain(work.publisher.name)),
        landing_page(work) or "",
    ]
    return " ".join(part for part in parts if part) + "\n"


def _authors(creators: tuple[Party, ...]) -> str:
    names = [_name(creator) for creator in creators]
    if len(names) > _MOST:
        return f"{', '.join(names[: _MOST - 1])}, . . . {names[-1]}"
    if len(names) == 2 and not is_inverted(creators[0]):
        return " & ".join(names)
    return ", & ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _name(party: Party) -> str:
    if not is_inverted(party):
        return plain(party.name)
    return plain(", ".join(part for part in (party.family, initials(party.given or "")) if part))


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
