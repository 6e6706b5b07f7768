"""What is found below a folder or in an archive; where an archive goes on too long, its rest is said to be unread."""

from __future__ import annotations

import gzip
import tarfile
from pathlib import Path

import pytest
from converters.hostile import page, tarred, zipped

from pressmark.archives import Limits, Refused, printable, walk
from pressmark.errors import SourceError

SMALL, LARGE = page("small").ljust(10_000), page("large").ljust(30_000)
CASES = [
    ("a.zip", Limits(members=2), ["one.md", "two.md", "more than 2 members; the rest is not read"]),
    ("a.tar.gz", Limits(members=2), ["one.md", "two.md", "more than 2 members; the rest is not read"]),
    (
        "a.zip",
        Limits(bytes=15_000),
        ["one.md", "two.md unpacks to more", "large.md unpacks to more", "four.md unpacks to"],
    ),
    ("a.zip", Limits(bytes=35_000), ["one.md", "two.md", "large.md unpacks to more than 35000 bytes", "four.md"]),
    ("a.tar.gz", Limits(bytes=35_000), ["one.md", "two.md", "large.md unpacks to more than 35000 bytes", "four.md"]),
    (
        "a.tar.gz",
        Limits(bytes=12_000),
        ["one.md", "two.md unpacks to", "unpacks to more than 48000 bytes; the rest is not read"],
    ),
]


def archive(folder: Path, name: str) -> Path:
    members = [("one.md", SMALL), ("two.md", SMALL), ("large.md", LARGE), ("four.md", SMALL)]
    packed = zipped(*members) if name.endswith(".zip") else tarred(*((n, tarfile.REGTYPE, d) for n, d in members))
    (folder / name).write_bytes(packed)
    return folder / name


@pytest.mark.parametrize(("name", "limits", "expected"), CASES)
def test_an_archive_is_read_as_far_as_its_limits_let(
    name: str, limits: Limits, expected: list[str], tmp_path: Path
) -> None:
    place = archive(tmp_path, name)
    found = [
        " ".join(filter(None, (each.path.removeprefix(f"{name}!/"), each.reason if isinstance(each, Refused) else "")))
        for each in walk([place], tmp_path / "unpacked", limits)
    ]
    assert len(found) == len(expected)
    assert all(said in one for said, one in zip(expected, found, strict=True)), found


def test_the_order_of_arguments_is_nothing(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", "in/c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(page(name))
    places = [tmp_path / "b.md", tmp_path / "in", tmp_path / "a.md"]
    both = [[each.path for each in walk(order, tmp_path / "u")] for order in (places, places[::-1])]
    assert both == [["a.md", "b.md", "c.md"]] * 2


def test_two_inputs_of_one_path_are_refused(tmp_path: Path) -> None:
    for name in ("one/a.md", "two/a.md"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(page(name))
    with pytest.raises(SourceError, match="same path"):
        list(walk([tmp_path / "one", tmp_path / "two"], tmp_path / "u"))


def test_hidden_files_and_ledgers_are_no_inputs(tmp_path: Path) -> None:
    for name in (".hidden.md", ".git/a.md", "pressmark.toml", "reviews.csv", "withdrawals.csv", "in/reviews.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(page(name))
    assert [each.path for each in walk([tmp_path], tmp_path / "u")] == ["in/reviews.csv"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\nb", "a%0Ab"),
        ("a\x7fb\x85", "a%7Fb%85"),
        ("cafe\u0301", "caf\u00e9"),
        ("caf\udce9", "caf\ufffd"),
        ("a b", "a b"),
    ],
)
def test_a_path_is_printed_on_one_line(name: str, shown: str) -> None:
    assert printable(name) == shown


def test_a_gzip_file_is_read_as_the_file_that_it_holds(tmp_path: Path) -> None:
    (tmp_path / "page.md.gz").write_bytes(gzip.compress(SMALL))
    (found,) = walk([tmp_path], tmp_path.parent / "unpacked")
    assert not isinstance(found, Refused)
    assert found.path == "page.md.gz!/page.md"
    assert found.read_bytes() == SMALL


@pytest.mark.parametrize(
    ("packed", "reason"),
    [
        (gzip.compress(b"x" * 60_000_000), "unpacks to more than 16777216 bytes"),
        (gzip.compress(LARGE)[:-20], "broken member: EOFError"),
        (b"\x1f\x8bno such thing", "broken member: BadGzipFile"),
    ],
)
def test_a_gzip_file_that_cannot_be_unpacked_is_refused(packed: bytes, reason: str, tmp_path: Path) -> None:
    (tmp_path / "page.md.gz").write_bytes(packed)
    (found,) = walk([tmp_path], tmp_path.parent / "unpacked")
    assert isinstance(found, Refused)
    assert found.reason == reason
