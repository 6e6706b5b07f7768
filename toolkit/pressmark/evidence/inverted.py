"""Reads the names of metadata, in which a family name may stand first: "Lee, Ann"."""

from __future__ import annotations

import re
from collections.abc import Collection

from pressmark.evidence.people import Name, is_agency, kind_of, read_byline
from pressmark.evidence.text import one_line

_INVERTED = re.compile(
    r"(?P<family>(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|bin|al|el|ter|ten|zu)\s+)*[^\W\d_a-z][\w'’-]+),\s+"
    r"(?P<given>(?!(?:Jr|Sr|II|III|IV|M\.?D|Ph\.?D|[A-Z]{2,})\b)[^\W\d_a-z][\w'’.-]*(?:\s+[^\W\d_a-z]\.?)*)"
)


def read_names(author: str, publishers: Collection[str] = ()) -> tuple[Name, ...]:
    """Returns the names of one author's entry; "Lee, Ann" is one name, its family name first."""
    inverted = _INVERTED.fullmatch(author)
    if inverted is None or kind_of(author, publishers) == "organization" or is_agency(inverted["given"]):
        return read_byline(author, publishers)
    return (Name(one_line(author), "person", inverted["given"], inverted["family"]),)
