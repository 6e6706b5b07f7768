"""Scores what Pressmark says of the rights of pages whose rights a person has read.

    python benchmarks/score_rights.py            two tables: the licence, and what the gate opens
    python benchmarks/score_rights.py --list     also every case whose licence or opening is not as it was read

A text that is opened falsely is the one mistake that a release cannot take back: there must be none. One that stays
closed although its page says that it is open waits for a reviewer; a licence of a site's template is such a case.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from rights_cases import CASES, POLICIES, Judged, judged, labels

_MARKS = ("right", "wrong", "none")
_OPENINGS = ("open", "closed", "false-open", "false-closed")


def everything() -> tuple[Judged, ...]:
    """Returns all articles of all cases that are there, under each policy."""
    with tempfile.TemporaryDirectory(prefix="pressmark-") as scratch:
        present = [label for label in labels() if (CASES / label.case).is_file()]
        return tuple(found for label in present for found in judged(label, Path(scratch)))


def tables(found: Sequence[Judged]) -> Iterator[str]:
    """Yields the lines of the tables in Markdown."""
    strata = sorted({each.label.stratum for each in found})
    yield f"| what is stated | articles | {' | '.join(f'licence {mark}' for mark in _MARKS)} |"
    yield f"|{' --- |' * (2 + len(_MARKS))}"
    for stratum in (*strata, "all"):
        marks = Counter(
            each.mark for each in found if each.policy == "default" and stratum in (each.label.stratum, "all")
        )
        yield f"| {stratum} | {marks.total()} | {' | '.join(str(marks[mark]) for mark in _MARKS)} |"
    for policy in POLICIES:
        yield ""
        yield f"| {policy} | articles | {' | '.join(_OPENINGS)} |"
        yield f"|{' --- |' * (2 + len(_OPENINGS))}"
        for stratum in (*strata, "all"):
            some = [each for each in found if each.policy == policy and stratum in (each.label.stratum, "all")]
            counts = Counter(each.opening for each in some)
            yield f"| {stratum} | {counts.total()} | {' | '.join(str(counts[name]) for name in _OPENINGS)} |"


def main() -> int:
    """Prints the tables, and returns 1 where a text was opened falsely."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--list", action="store_true", help="list the cases that differ from what was read")
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)
    found = everything()
    if not found:
        print(f"not scored: none of the cases is in {CASES.name}", file=sys.stderr)
        return 0
    print("\n".join(tables(found)))
    for each in found if chosen.list else ():
        if each.policy == "default" and (each.mark != "right" or each.opening.startswith("false")):
            said = f"licence {each.license} ({each.mark}), {each.opening} by {each.rule}"
            print(f"{each.label.stratum}: {each.label.case}: {said}; read: {each.label.license} {each.label.reason}")
    return int(any(each.opening == "false-open" for each in found))


if __name__ == "__main__":
    sys.exit(main())
