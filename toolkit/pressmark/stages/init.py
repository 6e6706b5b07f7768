"""Begins a repository of contributions: example sources, a configuration, the checks of a pull request and a guide."""

from __future__ import annotations

import shutil
import tempfile
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from pressmark import __version__
from pressmark.errors import PressmarkError
from pressmark.stages._settings import default_name, default_prefix

# A name that begins with a full stop would mean something to git, where the templates lie.
_DOT = "dot-"


def init(folder: Path | str) -> Path:
    """Writes the files of a contributions repository; the package is made of its sources by a conversion.

    Args:
        folder: A folder that does not exist, or that is empty. The dataset gets its name.

    Returns:
        The folder.

    Raises:
        PressmarkError: where the folder holds anything; nothing is written then.
    """
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise PressmarkError("is not empty", where=str(target), remedy="name a folder that is to be made")
    name = default_name(target)
    words = {"@NAME@": name, "@PREFIX@": default_prefix(name), "@VERSION@": __version__}
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".pressmark-", dir=target) as scratch:
        _fill(files("pressmark") / "templates" / "contributions", Path(scratch), words)
        for made in sorted(Path(scratch).iterdir()):
            shutil.move(made, target / made.name)
    return target


def _fill(template: Traversable, folder: Path, words: dict[str, str]) -> None:
    for part in template.iterdir():
        path = folder / part.name.replace(_DOT, ".", 1) if part.name.startswith(_DOT) else folder / part.name
        if part.is_dir():
            path.mkdir()
            _fill(part, path, words)
            continue
        text = part.read_text("utf-8")
        for mark, word in words.items():
            text = text.replace(mark, word)
        path.write_text(text, "utf-8", newline="\n")
