"""Leaves out the pictures and fonts that a saved page holds within itself, which a parser of HTML cannot bear.

libxml2 ends a page at an attribute or a text of more than ten million bytes; all that stands below would be lost.
No value of an article is ever read from such data.
"""

from __future__ import annotations

import re

_LARGE = 1_000_000  # characters; what is smaller is left as it is
_DATA = re.compile(r"(\bdata:[\w/+.;=-]{0,100},)[^\s\"'<>()]{1000,}")


def without_inlined(text: str) -> str:
    """Returns a large page with the data of its `data:` addresses cut out; its elements stay where they are."""
    return _DATA.sub(r"\1", text) if len(text) > _LARGE and "data:" in text else text
