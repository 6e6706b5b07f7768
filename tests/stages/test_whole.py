"""A run that is killed, or that finds the disk full or closed, leaves what was there, whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from stages.island import DAY, NAME, issued, packed, pressmark, sources, tree

from pressmark.contracts.package import Package, open_package
from pressmark.errors import PressmarkError
from pressmark.files import verify_manifest
from pressmark.stages.convert import convert
from pressmark.stages.load import load
from pressmark.stages.rehydrate import rehydrate

TESTS = Path(__file__).resolve().parents[1]
POSIX = pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL and a limit on the size of files")
# Of all changes that a run makes to the disk: one in the middle, and the last.
MOMENTS = (0.6, 1)
FULL = (6000,)  # bytes that a file may have


def run(what: str, moment: int, limit: int, source: Path, to: Path) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "stages.interrupted", what, str(moment), str(limit), str(source), str(to)]
    path = os.pathsep.join([str(TESTS), *sys.path])
    return subprocess.run(words, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False)


def cut_short(what: str, source: Path, places: list[Path]) -> list[int]:
    """Runs a stage to its end in the first place, and to a death or a full disk in each of the others."""
    changes = int(run(what, 0, 0, source, places[0]).stdout)
    moments = [max(1, round(changes * part)) for part in MOMENTS]
    cases = [*((moment, 0) for moment in moments), *((0, limit) for limit in FULL)]
    with ThreadPoolExecutor(4) as pool:
        ends = [pool.submit(run, what, *case, source, place) for case, place in zip(cases, places[1:], strict=True)]
    return [end.result().returncode for end in ends]


def copies(folder: Path, to: Path) -> list[Path]:
    """Returns as many copies of a folder as `cut_short` needs."""
    names = [to / str(number) / folder.name for number in range(1 + len(MOMENTS) + len(FULL))]
    return [Path(shutil.copytree(folder, name)).parent for name in names]


ENDS = [-signal.SIGKILL] * len(MOMENTS) + [1] * len(FULL)


@POSIX
def test_a_conversion_that_is_cut_short_leaves_the_package_before(package: Package, tmp_path: Path) -> None:
    shutil.copytree(package.folder, tmp_path / "package")
    places = copies(tmp_path / "package", tmp_path)
    changed = sources(tmp_path / "in", {"wire.jsonl": {"A Ladder Is Missing": "Ladder Found"}}, {"seals.html": ""})
    assert cut_short("convert", changed, places) == ENDS
    old, new = tree(package.folder), tree(places[0] / "package")
    assert old != new
    found = [tree(place / "package") for place in places[1:]]
    assert all(state in (old, new) for state in found)
    assert [state == old for state in found[: len(MOMENTS) - 1]] == [True] * (len(MOMENTS) - 1)
    assert [state == old for state in found[len(MOMENTS) :]] == [True] * len(FULL)
    assert [sorted(path.name for path in place.iterdir()) for place in places[len(MOMENTS) + 1 :]] == [
        [".package.partial", "package"]
    ] * len(FULL)
    for place in places[1:]:
        convert(changed, to=place / "package", created=DAY)
        assert tree(place / "package") == new
        assert [path.name for path in place.iterdir()] == ["package"]


@POSIX
def test_a_rehydration_that_is_cut_short_goes_on_to_the_same_bytes(package: Package, tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(issued(package, tmp_path / "releases", profile="metadata").folder, source / "release")
    sources(source / "in", {"seals.html": {"Three grey seals": "Four grey seals"}}, {"chess.md": ""})
    places = [tmp_path / str(number) for number in range(len(ENDS) + 1)]
    for place in places:
        place.mkdir()
    assert cut_short("rehydrate", source, places) == ENDS
    whole = tree(places[0] / "package")
    for place in places[1:]:
        assert tree(place / "package") in ({}, whole)
        rehydrate(source / "release", source / "in", to=place / "package")
        assert tree(place / "package") == whole
        assert [path.name for path in place.iterdir()] == ["package"]


@POSIX
def test_a_release_that_is_cut_short_is_not_there_or_whole(dataset: Path, tmp_path: Path) -> None:
    places = copies(dataset, tmp_path)
    changed = sources(tmp_path / "in", {"wire.jsonl": {"A Ladder Is": "The Ladder Is"}})
    after = packed(tmp_path / "package", changed, previous=dataset / "1.0.0")
    assert cut_short("release", after.folder, places) == ENDS
    whole = tree(places[0] / NAME / "1.1.0")
    old, new = tree(dataset)["index.json"], tree(places[0] / NAME)["index.json"]
    for place in places[1:]:
        collection = place / NAME
        assert tree(collection / "1.0.0") == tree(dataset / "1.0.0")
        assert tree(collection / "1.1.0") in ({}, whole)
        assert tree(collection)["index.json"] in (old, new)
        assert load(collection).version == ("1.0.0" if tree(collection)["index.json"] == old else "1.1.0")
    for place in places[len(MOMENTS) + 1 :]:
        assert tree(place / NAME) == tree(dataset)


@POSIX
def test_the_next_release_makes_good_what_was_cut_short(dataset: Path, tmp_path: Path) -> None:
    collection = Path(shutil.copytree(dataset, tmp_path / "releases" / NAME))
    changed = sources(tmp_path / "in", {"wire.jsonl": {"A Ladder Is": "The Ladder Is"}})
    package = packed(tmp_path / "package", changed, previous=dataset / "1.0.0")
    before = (collection / "index.json").read_bytes()
    issued(package, tmp_path / "releases")
    # As a kill leaves it between the release and its entry in the index.
    (collection / "index.json").write_bytes(before)
    assert load(collection).version == "1.0.0"
    with pytest.raises(PressmarkError, match="nothing has changed"):
        issued(package, tmp_path / "releases")
    assert load(collection).version == "1.1.0"
    verify_manifest(collection / "1.1.0")


@POSIX
def test_a_publication_that_is_cut_short_is_done_again(dataset: Path, tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    (tmp_path / NAME / ".1.0.0.part-abc").mkdir()
    assert pressmark("publish", dataset / "1.0.0", tmp_path).code == 0
    assert load(tmp_path / NAME).version == "1.0.0"


def test_a_place_that_cannot_be_written_to_is_said(package: Package, dataset: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    below = tmp_path / "file/below"
    release = dataset / "1.0.0"
    for words in (
        ("convert", sources(tmp_path / "in"), "--to", below),
        ("release", package.folder, "--to", below),
        ("publish", release, below),
        ("validate", package.folder, "--level", "descriptor", "--output", below),
    ):
        said = pressmark(*words)
        assert (said.code, said.out) == (2, "")
        assert said.err.count("\n") == 1
        assert str(tmp_path / "file") in said.err
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(os.name != "posix" or not os.geteuid(), reason="nothing is closed to the superuser")
def test_a_closed_folder_is_said(package: Package, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    said = pressmark("release", package.folder, "--to", closed)
    assert said.code == 2
    assert str(closed) in said.err
    assert open_package(package.folder).kind == "package"
