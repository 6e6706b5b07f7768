"""A document that overcomes its parser is rejected with the reason, and nothing else is any different for it."""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.archives import Refused, walk
from pressmark.converters.base import ConvertSettings
from pressmark.model.draft import Draft, Leftover
from pressmark.records.receipt import OUTCOMES
from pressmark.stages._inputs import reading
from pressmark.stages._limits import Limits
from pressmark.stages._orders import Instructions
from pressmark.stages._pool import Pool

LINUX = sys.platform == "linux"
QUICK = Limits(timeout=1, memory=200)
SHELF = "stages.faulty"
SLOW, LARGE, DEAD = "took longer than 1 s", "needed more than 200 MB", "the parser crashed"

# A fault, the reason that it ends in, and whether the records before it stay.
ENDS = {
    "crash": DEAD,
    "leave": DEAD,
    "close": DEAD,
    "recurse": "the converter failed: RecursionError",
    "exit": "the converter failed: SystemExit",
    "raise": "the converter failed: ValueError",
    "hang": SLOW,
    **({"swell": LARGE} if LINUX else {}),
}
Told = dict[str, tuple[int, list[tuple[str, str, str]]]]


def told(folder: Path, parts: Path, workers: int = 1, limits: Limits = QUICK, key: str = "k") -> Told:
    """Returns of each input how many records became drafts, and what the others came to."""
    found = list(walk([folder], parts))
    instructions = Instructions(shelf=SHELF, settings=ConvertSettings(columns={}), forced=None, limits=limits)
    pool, result = Pool(instructions, workers), {}
    with reading(found, pool, key=key, parts=parts, config_sha256="0" * 64) as reader:
        for receipt, records in reader.inputs():
            drafts, left = 0, []
            for record in records:
                if isinstance(record, Draft):
                    drafts += 1
                    receipt.article()
                else:
                    left.append((record.locator, record.outcome, record.reason))
                    receipt.leftover(record)
            assert receipt.row["records"] == sum(receipt.row[name] for name in OUTCOMES) == drafts + len(left)
            result[receipt.path] = (drafts, left)
    assert [each.path for each in found] == list(result)
    return result


def filled(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text)
    return folder


@pytest.mark.parametrize("fault", ENDS)
def test_one_document_alone_is_rejected(fault: str, tmp_path: Path) -> None:
    folder = filled(tmp_path / "in", {"a.txt": f"fault {fault}\n"})
    locator = "rest" if "failed" in ENDS[fault] else "whole"
    assert told(folder, tmp_path / "parts") == {"a.txt": (0, [(locator, "rejected", ENDS[fault])])}


@pytest.mark.skipif(sys.platform == "win32", reason="a document that sleeps has four times its time there")
def test_a_document_that_waits_for_ever_is_rejected(tmp_path: Path) -> None:
    folder = filled(tmp_path / "in", {"a.txt": "record\nfault sleep\n", "b.txt": "record\n"})
    assert told(folder, tmp_path / "parts") == {"a.txt": (1, [("rest", "rejected", SLOW)]), "b.txt": (1, [])}


def test_a_crash_at_any_moment_is_one_rejection(tmp_path: Path) -> None:
    folder = filled(
        tmp_path / "in",
        {
            "a.txt": "fault at once\n",
            "b.txt": "in recognition: crash\n",
            "c.txt": "record\nrecord\nfault crash\nrecord\n",
            "d.txt": "record\n",
            "e.txt": "nobody knows this",
            "f.txt": "record\nfault print\nrecord\n",
            "g.txt": "",
        },
    )
    assert told(folder, tmp_path / "parts") == {
        "a.txt": (0, [("whole", "rejected", DEAD)]),
        "b.txt": (0, [("whole", "rejected", DEAD)]),
        "c.txt": (2, [("rest", "rejected", DEAD)]),
        "d.txt": (1, []),
        "e.txt": (0, [("whole", "skipped", "no converter recognises it")]),
        "f.txt": (2, []),
        "g.txt": (0, [("whole", "rejected", "empty")]),
    }


def test_a_crash_behind_thousands_of_records_keeps_them(tmp_path: Path) -> None:
    text = "record\n" * 2_500 + "fault crash\n" + "record\n"
    folder = filled(tmp_path / "in", {"a.txt": "record\n", "b.txt": text, "c.txt": "record\n" * 1_500})
    found = told(folder, tmp_path / "parts")
    assert found == {"a.txt": (1, []), "b.txt": (2_500, [("rest", "rejected", DEAD)]), "c.txt": (1_500, [])}


def test_what_happens_to_a_file_while_it_is_read_is_said(tmp_path: Path) -> None:
    folder = filled(
        tmp_path / "in", {"a.txt": "record\nfault vanish\n", "b.txt": "record\nfault grow\n", "c.txt": "record\n"}
    )
    changed = [("rest", "rejected", "changed while it was read")]
    assert told(folder, tmp_path / "parts") == {"a.txt": (1, changed), "b.txt": (1, changed), "c.txt": (1, [])}


def test_what_happened_to_a_file_since_it_was_found_is_said(tmp_path: Path) -> None:
    folder = filled(tmp_path / "in", dict.fromkeys(("a.txt", "b.txt", "c.txt", "d.txt"), "record\n"))
    found = list(walk([folder], tmp_path))
    (folder / "a.txt").unlink()
    (folder / "b.txt").write_text("record\nrecord\n")
    (folder / "c.txt").unlink()
    (folder / "c.txt").mkdir()
    instructions = Instructions(shelf=SHELF, settings=ConvertSettings(columns={}), forced=None, limits=QUICK)
    with reading(found, Pool(instructions, 1), key="k", parts=tmp_path / "parts", config_sha256="") as reader:
        said = [[getattr(record, "reason", "") for record in records] for _, records in reader.inputs()]
    assert said == [
        ["gone since it was found"],
        ["changed since it was found"],
        ["cannot be read: is a directory"],
        [""],
    ]


def test_a_fault_of_the_day_is_not_remembered(tmp_path: Path) -> None:
    folder = filled(tmp_path / "in", {"a.txt": "record\n"})
    found = list(walk([folder], tmp_path))
    instructions = Instructions(shelf=SHELF, settings=ConvertSettings(columns={}), forced=None, limits=QUICK)
    before, kinds = [], []
    for text in ("other\n", "record\n", "other\n"):
        (folder / "a.txt").write_text(text)
        with reading(found, Pool(instructions, 1), key="k", parts=tmp_path / "parts", config_sha256="") as reader:
            before.append(reader.before)
            kinds += [type(record) for _, records in reader.inputs() for record in records]
    assert before == [0, 0, 1]
    assert kinds == [Leftover, Draft, Draft]


LINE = st.sampled_from(["record", "record left", "fault crash", "fault raise", "fault leave", "fault exit"])
DOCUMENT = st.lists(LINE, min_size=1, max_size=5).map(lambda lines: "\n".join(lines) + "\n")


def wanted(text: str) -> Counter[str]:
    """Returns what a document must come to: all up to its first fault, and one rejection for the rest."""
    lines = text.splitlines()
    fault = next((place for place, line in enumerate(lines) if line.startswith("fault")), len(lines))
    found = Counter("skipped" if line.endswith("left") else "articles" for line in lines[:fault])
    return found + Counter(rejected=int(fault < len(lines)))


@settings(max_examples=6, deadline=None)
@given(documents=st.lists(DOCUMENT, min_size=1, max_size=8), workers=st.integers(1, 3))
def test_counts_are_conserved_under_any_faults(
    documents: list[str], workers: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("faults")
    folder = filled(place / "in", {f"{number}.txt": text for number, text in enumerate(documents)})
    found = told(folder, place / "parts", workers)
    counts: dict[str, Any] = {}
    for path, (drafts, left) in found.items():
        counts[path] = +(Counter(articles=drafts) + Counter(outcome for _, outcome, _ in left))
    assert counts == {f"{number}.txt": wanted(text) for number, text in enumerate(documents)}


def test_the_number_of_processes_and_the_neighbours_decide_nothing(tmp_path: Path) -> None:
    dice = random.Random(4)
    lines = ["record\n"] * 6 + ["record left\n", "fault crash\n", "fault raise\n"]
    files = {f"{number:02}.txt": "".join(dice.choices(lines, k=4)) for number in range(24)}
    folder = filled(tmp_path / "in", files)
    first = told(folder, tmp_path / "one")
    assert told(folder, tmp_path / "three", workers=3) == first
    for name in ("03.txt", "11.txt"):
        alone = filled(tmp_path / name, {name: files[name]})
        assert told(alone, tmp_path / f"{name}-parts")[name] == first[name]
    assert not [each for each in walk([folder], tmp_path) if isinstance(each, Refused)]
