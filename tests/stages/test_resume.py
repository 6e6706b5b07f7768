"""A conversion that is stopped goes on where it was, and comes to the same bytes as one that was not."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from stages.island import tree

from pressmark.errors import PackageError
from pressmark.stages._progress import progress_of
from pressmark.stages.convert import convert

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
ROOT = Path(__file__).resolve().parents[2]
RUN = "import sys; from pressmark.cli.main import main; main(sys.argv[1:])"
DAY = "1764028800"  # the day that packages bear, for all runs


def page(number: int) -> str:
    return (
        f"# The Ferry Number {number}\n\nBy Ann Lee\n\nThe River Post, May 4, 2019\n\nThe ferry {number} went out.\n\n"
        f"Copyright © The River Post, 2019\n"
    )


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("resume") / "in"
    folder.mkdir()
    for number in range(120):
        (folder / f"{number:03}.md").write_text(page(number), "utf-8")
    rows = ({"title": f"The Kite {number}", "text": f"It flew for {number} minutes."} for number in range(3_500))
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    place = tmp_path_factory.mktemp("whole") / "package"
    assert begun(inputs, place).wait() == 0
    return tree(place)


def begun(inputs: Path, to: Path, *more: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", RUN, "convert", str(inputs), "--to", str(to), *more]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "SOURCE_DATE_EPOCH": DAY}
    return subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def parts(place: Path) -> int:
    return len(list(place.parent.glob(f".{place.name}.partial/parts/*/*/*.jsonl")))


def killed(process: subprocess.Popen[str], place: Path, after: int, wait: float) -> bool:
    """Kills a conversion some time after it has kept so many parts; returns whether it was still running."""
    while process.poll() is None and parts(place) < after:
        time.sleep(0.005)
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


@POSIX
def test_ten_kills_at_any_moment_change_no_byte(inputs: Path, whole: dict[str, str], tmp_path: Path) -> None:
    dice, place, dead = random.Random(11), tmp_path / "package", 0
    for number in range(10):
        process = begun(inputs, place)
        dead += killed(process, place, dice.randrange(number + 2), dice.random() / 10)
        assert not place.exists() or tree(place) == whole
    assert dead >= 5
    last = begun(inputs, place)
    _, said = last.communicate()
    assert last.returncode == 0, said
    assert tree(place) == whole
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


@POSIX
def test_what_was_read_is_said_and_not_read_again(inputs: Path, whole: dict[str, str], tmp_path: Path) -> None:
    place = tmp_path / "package"
    assert killed(begun(inputs, place), place, 3, 0)
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.glob(".package.partial/parts/*/*/*.jsonl")}
    second = begun(inputs, place)
    assert killed(second, place, len(kept) + 1, 0)
    assert second.stderr is not None
    assert "of 121 inputs that were read before" in second.stderr.read()
    assert {path: path.stat().st_mtime_ns for path in kept} == kept
    fresh = begun(inputs, place, "--fresh")
    _, said = fresh.communicate()
    assert "read before" not in said
    assert tree(place) == whole


@POSIX
def test_inputs_that_changed_or_went_meanwhile_are_noticed(inputs: Path, tmp_path: Path) -> None:
    place, other = tmp_path / "package", tmp_path / "in"
    other.mkdir()
    for path in inputs.iterdir():
        (other / path.name).write_bytes(path.read_bytes())
    assert killed(begun(other, place, "--name", "ferries"), place, 6, 0)
    (other / "003.md").write_text(page(1003), "utf-8")
    (other / "050.md").unlink()
    (other / "050-more.md").write_text(page(1050), "utf-8")
    assert begun(other, place, "--name", "ferries").wait() == 0
    assert begun(other, tmp_path / "anew", "--name", "ferries").wait() == 0
    assert tree(place) == tree(tmp_path / "anew")


def test_torn_and_foreign_parts_are_read_again(inputs: Path, whole: dict[str, str], tmp_path: Path) -> None:
    place = tmp_path / "package"
    with pytest.raises(KeyboardInterrupt):
        convert(inputs, to=place, progress=stop_at(121))
    kept = sorted(tmp_path.glob(".package.partial/parts/*/*/*.jsonl"))
    assert len(kept) > 6
    kept[0].write_bytes(kept[0].read_bytes()[:-20])
    kept[1].write_bytes(b"")
    kept[2].write_bytes(kept[2].read_bytes().replace(b"ferry", b"Ferry").replace(b"flew", b"fled"))
    kept[3].write_bytes(b"\x80\x04]\x94.")
    before: list[tuple[int, int]] = []
    convert(inputs, to=place, resumed=lambda *counts: before.append(counts))
    assert 0 < before[0][0] < before[0][1] == 121
    data = {name: digest for name, digest in tree(place).items() if name.startswith("data/")}
    assert data == {name: digest for name, digest in whole.items() if name.startswith("data/")}


def stop_at(count: int) -> Callable[[int, int], None]:
    def progress(done: int, _: int) -> None:
        if done == count:
            raise KeyboardInterrupt

    return progress


def test_other_settings_take_nothing_over_and_sweep(inputs: Path, tmp_path: Path) -> None:
    place = tmp_path / "package"
    with pytest.raises(KeyboardInterrupt):
        convert(inputs, to=place, progress=stop_at(121))
    first = set(tmp_path.glob(".package.partial/parts/*"))
    with pytest.raises(KeyboardInterrupt):
        convert(
            inputs, to=place, converter="print-view", progress=stop_at(100), resumed=lambda *_: pytest.fail("taken")
        )
    second = set(tmp_path.glob(".package.partial/parts/*"))
    assert len(first) == len(second) == 1
    assert first != second


def test_one_conversion_at_a_time_writes_to_a_target(inputs: Path, tmp_path: Path) -> None:
    place = tmp_path / "package"
    inside, go = threading.Event(), threading.Event()

    def hold(done: int, _: int) -> None:
        if done == 1:
            inside.set()
            go.wait()

    first = threading.Thread(target=convert, args=(inputs,), kwargs={"to": place, "progress": hold})
    first.start()
    inside.wait()
    try:
        with pytest.raises(PackageError, match="another conversion is writing to it"):
            convert(inputs, to=place)
    finally:
        go.set()
        first.join()
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_the_lock_of_a_folder_that_is_gone_is_not_taken_for_one(tmp_path: Path) -> None:
    for _ in range(3):
        with progress_of(tmp_path / "package", "key", fresh=False) as folder:
            assert folder.is_dir()
        assert list(tmp_path.iterdir()) == []


@POSIX
def test_a_key_that_stops_a_conversion_keeps_what_was_read(inputs: Path, whole: dict[str, str], tmp_path: Path) -> None:
    place = tmp_path / "package"
    process = begun(inputs, place)
    while parts(place) < 3:
        time.sleep(0.005)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.count("\n") == 1
    assert "the same command goes on" in said
    assert not place.exists()
    assert parts(place) >= 3
    last = begun(inputs, place)
    _, said = last.communicate()
    assert "inputs that were read before" in said
    assert tree(place) == whole


@POSIX
def test_a_full_disk_is_said_and_keeps_what_was_read(inputs: Path, whole: dict[str, str], tmp_path: Path) -> None:
    place = tmp_path / "package"
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)); {RUN}"
    words = [sys.executable, "-c", limited, "convert", str(inputs), "--to", str(place)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "SOURCE_DATE_EPOCH": DAY}
    full = subprocess.run(words, env=environment, capture_output=True, text=True, check=False)
    assert full.returncode == 2
    assert full.stderr.count("\n") == 1
    assert ".package.partial" in full.stderr
    assert not place.exists()
    last = begun(inputs, place)
    _, said = last.communicate()
    assert "inputs that were read before" in said
    assert tree(place) == whole
