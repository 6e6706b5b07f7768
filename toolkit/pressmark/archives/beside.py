"""Knows the folders in which browsers keep the parts of a page that they saved completely: pictures, scripts, frames.

`The Ferry.html` has its parts in `The Ferry_files`, or in the word that the browser's language has for it. Frames and
advertisements among them are pages of HTML too, and no articles.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

_PAGES = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx")
_ENDINGS = (
    *(
        "_files",
        ".files",
        "-files",
        "_Dateien",
        "-Dateien",
        "_fichiers",
        "_archivos",
        "_bestanden",
        "_file",
        "_ficheiros",
    ),
    *("_arquivos", "_filer", "_tiedostot", "_pliki", "_soubory", "_elemei", "_fajlovi", "_dosyalar", "_datoteke"),
)


class Companions:
    """The pages among inputs, by which the folders of their parts are known."""

    def __init__(self, names: Iterable[str]) -> None:
        self._pages: dict[str, str] = {}
        for name in names:
            stem, dot, ending = name.rpartition(".")
            if f"{dot}{ending}".lower() in _PAGES:
                self._pages.setdefault(stem, name)

    def page_of(self, name: str) -> str | None:
        """Returns the page of which an input is a part, or None where it is an input of its own."""
        for folder in PurePosixPath(name).parents:
            path = str(folder)
            ending = next((each for each in _ENDINGS if path.endswith(each)), None)
            page = self._pages.get(path.removesuffix(ending)) if ending else None
            if page is not None:
                return page
        return None


def part_of(page: str) -> str:
    """Returns why a part of a saved page is no input."""
    return f"a part of the saved page {PurePosixPath(page).name}"
