"""Pages that a browser saved completely: the parts of a page are no articles, and a folder that only looks so is."""

from __future__ import annotations

from pathlib import Path

import pytest
from converters.hostile import zipped

from pressmark.archives import Refused, walk
from pressmark.archives.beside import Companions

PARTS = {  # a name among the inputs: of which page it is a part
    "a/The Ferry_files/frame.html": "a/The Ferry.html",
    "a/The Ferry_files/deep/in/x.js": "a/The Ferry.html",
    "Fähre-Dateien/x.css": "Fähre.htm",
    "a/b.files/image001.png": "a/b.htm",
    "a/The Ferry.html": None,
    "b/The Ferry_files/frame.html": None,
    "a/Other_files/x.html": None,
    "a/The Ferry/x.html": None,
}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_is_known_by_its_page(name: str) -> None:
    companions = Companions(["a/The Ferry.html", "Fähre.htm", "a/b.htm", *PARTS])
    assert companions.page_of(name) == PARTS[name]


def test_parts_are_skipped_with_their_reason_in_folders_and_archives(tmp_path: Path) -> None:
    files = {"Ferry.html": b"<html>", "Ferry_files/frame.html": b"<html><p>", "other_files/x.md": b"# X"}
    folder = tmp_path / "in"
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    (folder / "a.zip").write_bytes(zipped(*files.items()))
    found = {each.path: getattr(each, "reason", None) for each in walk([folder], tmp_path)}
    reason = "a part of the saved page Ferry.html"
    assert {path for path, said in found.items() if said == reason} == {
        "Ferry_files/frame.html",
        "a.zip!/Ferry_files/frame.html",
    }
    assert len(found) == 6
    assert sum(isinstance(each, Refused) for each in walk([folder], tmp_path)) == 2
