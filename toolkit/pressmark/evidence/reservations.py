"""Reads what reserves a page's text from mining: the TDM Reservation Protocol, and `noai` among robots directives.

`noai` is no standard; whoever writes it means that machines are not to learn from the page, so it is taken as a
reservation: one that is misread closes a text that a person can open, and never the reverse. It counts whichever robot
it is addressed to. `noimageai` speaks of pictures alone, and `noindex` of search.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_CLAIMS = {"tdm-reservation": "tdm_reservation", "tdm-policy": "tdm_policy"}
_NOAI = re.compile(r"(?:^|[\s,:;])noai(?=$|[\s,;])", re.IGNORECASE)


def forbids_learning(directives: str) -> bool:
    """Returns whether robots directives, of a meta tag or of `X-Robots-Tag`, hold `noai`."""
    return _NOAI.search(directives) is not None


def reserved(headers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yields claim, value and wording of each HTTP header that speaks of mining; names are in lower case."""
    for name, value in headers:
        if name == "x-robots-tag" and forbids_learning(value):
            yield "tdm_reservation", "1", f"{name}: {value}"
        elif name in _CLAIMS and value:
            yield _CLAIMS[name], value, f"{name}: {value}"
