"""Seven articles of a newspaper that does not exist, and what tests do to them: convert, release, and type commands."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from pressmark.cli.main import main
from pressmark.contracts.package import Package
from pressmark.contracts.tables import TABLES
from pressmark.files import listed_files
from pressmark.model.report import Report
from pressmark.records.hashing import content_root
from pressmark.stages.convert import convert
from pressmark.stages.release import Released, release

SOURCES = Path(__file__).resolve().parent / "lantern"
NAME = "skerry-lantern"
DAY = date(2026, 11, 23)

FERRY = "sk-3ed671cfa1226f43"
PUFFINS = "sk-765f7128541a9720"
BAKERY = "sk-9364a8887d355733"
LADDER = "sk-13bfe1dc6d76edb5"
SEALS = "sk-b0c5a52cea211210"
BELL = "sk-09fbc32383c6f960"
CHESS = "sk-eda16691961d6e33"
WITHDRAWALS = "article_id,date,reason,scope,replaced_by,note\n"

Edits = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Said:
    """What a command wrote to both of its streams, and its exit status."""

    code: int
    out: str
    err: str


def pressmark(*arguments: Path | str) -> Said:
    """Types a command, in this process."""
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as left:
            code = left.code
    assert isinstance(code, int)
    return Said(code, out.getvalue(), err.getvalue())


def sources(folder: Path, edits: Edits | None = None, more: Mapping[str, str] | None = None) -> Path:
    """Copies the sources, with words replaced and files added; a file that becomes empty is removed."""
    shutil.copytree(SOURCES, folder)
    for name, replaced in (edits or {}).items():
        text = (folder / name).read_text("utf-8")
        for old, new in replaced.items():
            assert old in text, f"{name} does not hold {old!r}"
            text = text.replace(old, new)
        (folder / name).write_text(text, "utf-8")
    for name, text in (more or {}).items():
        (folder / name).write_text(text, "utf-8")
    for path in list(folder.iterdir()):
        if not path.stat().st_size:
            path.unlink()
    return folder


def packed(folder: Path, found: Path = SOURCES, **options: Any) -> Package:
    """Converts sources to a package."""
    return convert(found, to=folder, created=DAY, **{"name": NAME, **options}).package


def issued(package: Package, to: Path, **options: Any) -> Released:
    """Releases a package, whose validation is taken to have found nothing."""
    return release(package.folder, to=to, report=clean(package), **{"issued": DAY, **options})


def clean(package: Package) -> Report:
    """Returns the report of a validation that found nothing; a real one takes a second."""
    root = content_root({name: package.scan(name) for name in TABLES})
    return Report(
        subject=package.name,
        kind="package",
        level="content",
        toolkit_version="",
        content_root=root,
        articles=0,
        outcomes=(),
        findings=(),
    )


def tree(folder: Path, without: Iterable[str] = ()) -> dict[str, str]:
    """Returns the hash of every file below a folder, hidden ones too."""
    left_out = set(without)
    return {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest()
        for name in listed_files(folder)
        if name not in left_out
    }
