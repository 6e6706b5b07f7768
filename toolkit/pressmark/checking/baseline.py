"""Reads and writes baselines: the findings of one day, so that the next validation counts only what came since."""

from __future__ import annotations

import re
from pathlib import Path

from pressmark.errors import ConfigurationError
from pressmark.model.report import Report

_HEAD = "# Findings that are known: fingerprint and rule. Written by pressmark validate --write-baseline.\n"
_LINE = re.compile(r"([0-9a-f]{16}) [a-z0-9-]+")


def render_baseline(report: Report) -> str:
    """Returns every finding of a report, a line each, in a settled order that a review can compare."""
    lines = sorted(
        {f"{fingerprint} {rule}\n" for rule, fingerprint in report.breaks}, key=lambda line: line[17:] + line
    )
    return _HEAD + "".join(lines)


def read_baseline(path: Path) -> frozenset[str]:
    """Returns the fingerprints of a baseline; raises ConfigurationError where the file is none."""
    if not path.is_file():
        raise ConfigurationError("does not exist", where=str(path), remedy="make it with --write-baseline")
    found = set()
    for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        known = _LINE.fullmatch(line.strip())
        if known is None:
            raise ConfigurationError(
                "is no line of a baseline", where=f"{path.name} line {number}", remedy="make it anew"
            )
        found.add(known[1])
    return frozenset(found)
