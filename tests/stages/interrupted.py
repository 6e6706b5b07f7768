"""Does one stage in a process of its own, which dies at a change to the disk or finds the disk full.

Arguments: `convert`, `release` or `rehydrate`; the change at which the process kills itself (0 for none); how many
bytes a file may have (0 for any); and the folders. Writes how many changes there were, if it lives.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from pressmark.contracts.package import open_package
from pressmark.contracts.tables import TABLES
from pressmark.model.report import Report
from pressmark.records.hashing import content_root
from pressmark.stages.convert import convert
from pressmark.stages.rehydrate import rehydrate
from pressmark.stages.release import release

CHANGES = {"shutil.rmtree", "os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.chmod"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def dying(moment: int, below: Path) -> Callable[[], int]:
    """Counts the changes that this process makes below a folder, and ends it at one of them."""
    seen = 0

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        opened = event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES
        if (event in CHANGES or opened) and str(arguments[0]).startswith(str(below)):
            seen += 1
            if seen == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)
    return lambda: seen


def judged(package: Path) -> Report:
    """Returns a report that found nothing."""
    found = open_package(package)
    root = content_root({name: found.scan(name) for name in TABLES})
    said: dict[str, Any] = {"subject": "", "kind": "package", "level": "content", "toolkit_version": ""}
    return Report(**said, content_root=root, articles=0, outcomes=(), findings=())


def main() -> None:
    """Does what the arguments say."""
    what, moment, limit, source, to = sys.argv[1:6]
    report = judged(Path(source)) if what == "release" else None
    seen = dying(int(moment), Path(to))
    if int(limit):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    try:
        if what == "rehydrate":
            rehydrate(Path(source) / "release", Path(source) / "in", to=Path(to) / "package")
        elif report:
            release(source, to=to, report=report, issued=date(2026, 11, 23))
        else:
            convert(source, to=Path(to) / "package", created=date(2026, 11, 23))
    except OSError as failed:
        sys.exit(f"{type(failed).__name__}: {failed}")
    sys.stdout.write(str(seen()))


if __name__ == "__main__":
    main()
