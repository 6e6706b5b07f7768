"""Builds a folder in which hostile inputs stand among good ones, and says what must become of each."""

from __future__ import annotations

import io
import json
import os
import random
import stat
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LIMIT = 50_000_000  # bytes of one page


@dataclass(frozen=True, slots=True)
class Fate:
    """What must become of one input: its records by outcome, and what its reasons say in their order."""

    articles: int = 0
    duplicates: int = 0
    rejected: int = 0
    skipped: int = 0
    reasons: tuple[str, ...] = ()


GOOD = Fate(articles=1)


def page(name: str) -> bytes:
    """Returns a print view like no other."""
    return f"# The {name} Ferry\n\nBy Ann Lee\n\nThe River Post, May 4, 2019\n\nThe {name} ferry went out.\n".encode()


def web_page(name: str, head: str = "") -> bytes:
    """Returns a web page like no other."""
    text = f"<p>The {name} ferry sails at six, and whoever wants a seat has to be at the quay before that.</p>" * 4
    top = f"<!doctype html><html><head><title>The {name} Ferry</title>{head}</head>"
    return f"{top}<body>{text}</body></html>".encode()


def lines(*names: str) -> str:
    """Returns JSON Lines of articles like no others, one a name."""
    return "".join(json.dumps({"title": f"The {name} Ferry", "text": f"It is {name}."}) + "\n" for name in names)


def zipped(*members: tuple[str, bytes]) -> bytes:
    """Returns a zip archive of members whose names are taken as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            if name.endswith(".link"):
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            archive.writestr(info, data)
    return out.getvalue()


def spoiled(archive: bytes) -> bytes:
    """Returns a zip archive whose first member is damaged in the middle."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        first = opened.infolist()[0]
    start = first.header_offset + 30 + len(first.filename)
    return archive[:start] + b"\xff" * first.compress_size + archive[start + first.compress_size :]


def tarred(*members: tuple[str, bytes, bytes]) -> bytes:
    """Returns a tar archive of members, each with its type."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, kind, data in members:
            info = tarfile.TarInfo(name)
            info.type, info.size = kind, len(data)
            info.linkname = "../outside.md" if kind in (tarfile.SYMTYPE, tarfile.LNKTYPE) else ""
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


NOISE = random.Random(7).randbytes(50_000)
HALF = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Half \\ud83d"}</script>'
FILES: dict[str, tuple[bytes, Fate]] = {
    "a/good.md": (page("good"), GOOD),
    "a/good.html": (web_page("web"), GOOD),
    "a/empty.md": (b"", Fate(rejected=1, reasons=("empty",))),
    "a/empty.html": (b"", Fate(rejected=1, reasons=("empty",))),
    "a/blank.txt": (b" \r\n\t\n", Fate(rejected=1, reasons=("empty",))),
    "a/binary.bin": (b"\x7fELF" + bytes(range(256)) * 16 + bytes(4000), Fate(skipped=1, reasons=("no converter",))),
    "a/picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(2000), Fate(skipped=1, reasons=("no converter",))),
    "a/no-words.html": (b"<html><body></body></html>", Fate(rejected=1, reasons=("neither a title nor",))),
    "a/broken.md": (page("broken") + "Caf\u00e9, caf\u00e9, caf\u00e9.\n".encode() * 9 + b"Caf\xc3.\n", GOOD),
    "a/zero.md": (page("zero").replace(b"went", b"w\0ent") + b"It came back.\n" * 20, GOOD),
    "a/same-as-good.md": (page("good"), Fate(duplicates=1, reasons=("the same bytes",))),
    "a/half.html": (web_page("half", HALF), GOOD),
    "rows.jsonl": (
        f'{lines("1st", "2nd")}{{broken\n{lines("1st")}["no object"]\nnot JSON\n{lines("2nd", "3rd")}'.encode(),
        Fate(
            articles=3,
            duplicates=2,
            rejected=3,
            reasons=("not JSON", "the same bytes", "not a JSON object", "not JSON", "the same bytes"),
        ),
    ),
    "half.jsonl": (
        b'{"title": "Half a pair \\ud83d", "text": "Zero \\u0000 and \\udc00."}\n' + lines("whole").encode(),
        Fate(articles=2),
    ),
    "cut.parquet": (b"PAR1" + bytes(200), Fate(skipped=1, reasons=("no converter",))),
    "cut.zip": (zipped(("a.md", page("cut")))[:-30], Fate(skipped=1, reasons=("no converter",))),
    "outside.zip": (
        zipped(
            ("../evil.md", page("evil")), ("/evil.md", page("evil")), ("in/../../evil.md", page("evil")),
            ("in\\evil.md", page("evil")), ("evil.link", b"../secret.md"), ("con.md", page("evil")),
            ("in/tidy.md", page("tidy")), ("IN/TIDY.md", page("evil")),
        ),
        Fate(),
    ),
    "hollow.zip": (zipped(), Fate()),
    "hollow.tar": (bytes(10240), Fate()),
    "cut.tar.gz": (
        tarred(("whole.md", tarfile.REGTYPE, page("whole")), ("big.md", tarfile.REGTYPE, NOISE))[:9000],
        Fate(),
    ),
    "bomb.zip": (zipped(("zeros.txt", bytes(64 << 20)), ("after.md", page("after"))), Fate()),
    "nested.zip": (zipped(("inner.zip", zipped(("a.md", page("inner")))), ("beside.md", page("beside"))), Fate()),
    "spoiled.zip": (spoiled(zipped(("a.md", page("spoiled") * 40), ("beside.md", page("unspoiled")))), Fate()),
    "links.tar.gz": (
        tarred(
            ("link.md", tarfile.SYMTYPE, b""), ("hard.md", tarfile.LNKTYPE, b""), ("pipe.md", tarfile.FIFOTYPE, b""),
            ("../evil.md", tarfile.REGTYPE, page("evil")), ("tarred.md", tarfile.REGTYPE, page("tarred")),
        ),
        Fate(),
    ),
}  # fmt: skip

MEMBERS: dict[str, Fate] = {
    **{
        f"outside.zip!/{name}": Fate(skipped=1, reasons=(reason,))
        for name, reason in {
            "../evil.md": "leaves the archive",
            "/evil.md": "leaves the archive",
            "in/../../evil.md": "leaves the archive",
            "in\\evil.md": "leaves the archive",
            "evil.link": "link or device",
            "con.md": "device name",
            "IN/TIDY.md": "only by case",
        }.items()
    },
    "outside.zip!/in/tidy.md": GOOD,
    "hollow.zip!/": Fate(skipped=1, reasons=("holds no file",)),
    "hollow.tar!/": Fate(skipped=1, reasons=("holds no file",)),
    "cut.tar.gz!/whole.md": GOOD,
    "cut.tar.gz!/big.md": Fate(skipped=1, reasons=("broken member",)),
    "cut.tar.gz!/": Fate(skipped=1, reasons=("broken archive",)),
    "bomb.zip!/zeros.txt": Fate(skipped=1, reasons=("unpacks to more than",)),
    "bomb.zip!/after.md": GOOD,
    "nested.zip!/inner.zip!/a.md": GOOD,
    "nested.zip!/beside.md": GOOD,
    "spoiled.zip!/a.md": Fate(skipped=1, reasons=("broken member",)),
    "spoiled.zip!/beside.md": GOOD,
    "links.tar.gz!/link.md": Fate(skipped=1, reasons=("link or device",)),
    "links.tar.gz!/hard.md": Fate(skipped=1, reasons=("link or device",)),
    "links.tar.gz!/pipe.md": Fate(skipped=1, reasons=("link or device",)),
    "links.tar.gz!/../evil.md": Fate(skipped=1, reasons=("leaves the archive",)),
    "links.tar.gz!/tarred.md": GOOD,
}
REFUSED = Fate(skipped=1, reasons=("symbolic link",))
MADE: dict[str, tuple[Callable[[Path], object], Fate]] = {
    "over.html": (lambda place: grown(place, web_page("large"), LIMIT + 1), Fate(rejected=1, reasons=("larger than",))),
    "over.md": (
        lambda place: place.write_bytes(page("large") * (LIMIT // 80)),
        Fate(rejected=1, reasons=("larger than",)),
    ),
    "loop": (lambda place: place.symlink_to(place.parent, target_is_directory=True), REFUSED),
    "self": (lambda place: place.symlink_to(place), REFUSED),
    "outside.md": (lambda place: place.symlink_to("../secret.md"), REFUSED),
    "dangling.md": (lambda place: place.symlink_to("nowhere"), REFUSED),
    "pipe.md": (os.mkfifo, Fate(skipped=1, reasons=("no regular file",))),
}
NAMES: dict[bytes, str] = {  # of good articles, and how the receipt prints them
    b"bell\x07 and\nline.md": "bell%07 and%0Aline.md",
    b"caf\xe9.md": "caf\ufffd.md",
    "cafe\u0301-nfd.md".encode(): "caf\u00e9-nfd.md",
    b"-rf.md": "-rf.md",
    b"a,\"b\"'c'.md": "a,\"b\"'c'.md",
    b"$(touch x).md": "$(touch x).md",
}


def grown(place: Path, data: bytes, size: int) -> None:
    """Writes a file that seems large and takes no room."""
    with place.open("wb") as stream:
        stream.write(data)
        stream.truncate(size)


def build(folder: Path) -> dict[str, Fate]:
    """Builds the folder, and a secret beside it; returns each input's fate by the path that the receipt prints."""
    (folder.parent / "secret.md").write_bytes(page("secret"))
    fates = dict(MEMBERS)
    for name, (data, fate) in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
        if fate != Fate():  # an archive is no input, its members are
            fates[name] = fate
    for name, (make, fate) in MADE.items():
        make(folder / name)
        fates[name] = fate
    for number, (raw, shown) in enumerate(NAMES.items()):
        (folder / os.fsdecode(raw)).write_bytes(page(f"named {number}"))
        fates[shown] = GOOD
    return fates
