"""A text is recognised by its sketch when it is edited, cut or held by something larger; another text is not."""

from __future__ import annotations

import random
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.records.runs import Texts
from pressmark.records.sketches import MOST_SIGNS, Recognition, Sketch, read_sketch, sketches

SYLLABLES = "ba be bo da de do fa fe ga go ha ka ke la lo ma mo na no pa ra ro sa se ta to va wa".split()


def story(seed: int, words: int) -> str:
    """Returns sentences of made-up words, the same for the same seed."""
    chance = random.Random(seed)
    made = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(words)]
    return ". ".join(" ".join(made[start : start + 12]) for start in range(0, words, 12))


def read(folder: Path, *found: str) -> Texts:
    """Returns texts as a collection holds them."""
    folder.mkdir(parents=True)
    ids = [f"ex-{number:016x}" for number in range(len(found))]
    articles = pl.LazyFrame({"article_id": ids, "title": ids, "text_sha256": ids})
    texts = pl.LazyFrame(
        {"article_id": ids, "lede": [None] * len(ids), "text": found}, schema_overrides={"lede": pl.String}
    )
    return Texts(articles, texts, folder)


def sketch_of(text: str, folder: Path) -> Sketch:
    texts = read(folder, text)
    ((_, sketch),) = sketches(texts, texts.known["doc"])
    return sketch


def recognised(withdrawn: str, other: str, folder: Path) -> bool:
    kept = read_sketch(str(sketch_of(withdrawn, folder / "one")))
    assert kept is not None
    return bool(list(Recognition({"w": kept}).found(read(folder / "other", other))))


def words_changed(text: str, every: int) -> str:
    return " ".join("changed" if number % every == every - 1 else word for number, word in enumerate(text.split(" ")))


LONG, MIDDLE, SHORT = story(1, 3_000), story(2, 300), story(3, 32)
TEN = "one two three four five six seven eight nine ten"
HALF = " ".join(LONG.split(" ")[:1_500])
# What comes back of a withdrawn text, and whether it is recognised.
CASES: dict[str, tuple[str, str, bool]] = {
    "verbatim": (MIDDLE, MIDDLE, True),
    "in capitals and other marks": (SHORT, SHORT.upper().replace(".", " -"), True),
    "a few words edited": (MIDDLE, words_changed(MIDDLE, 60), True),
    "a word of a short text edited": (SHORT, words_changed(SHORT, 25), True),
    "half of a long text": (LONG, HALF, True),
    "a fifth of a long text": (LONG, " ".join(LONG.split(" ")[900:1_500]), True),
    "half of a middling text": (MIDDLE, " ".join(MIDDLE.split(" ")[150:]), True),
    "abridged here and there": (LONG, ". ".join(LONG.split(". ")[::2]), True),
    "with another beginning": (MIDDLE, f"{story(4, 60)}. {MIDDLE}", True),
    "within something much longer": (MIDDLE, f"{LONG}. {MIDDLE}. {story(5, 2_000)}", True),
    "a short text within a longer": (SHORT, f"{MIDDLE}. {SHORT}", True),
    "another text": (MIDDLE, story(6, 300), False),
    "another short text": (SHORT, story(7, 32), False),
    "a quotation": (LONG, f"{story(8, 400)}. {' '.join(LONG.split(' ')[:60])}. {story(9, 400)}", False),
    "ten words": (TEN, TEN, False),
    "a series": (
        f"{MIDDLE}. at 7 and 23 of 1250 and 88 in 46 or 512",
        f"{MIDDLE}. at 8 and 24 of 1340 and 91 in 47 or 603",
        False,
    ),
    "a figure corrected": (f"{MIDDLE}. at 7 and 23 of 1250", f"{MIDDLE}. at 7 and 23 of 1350", True),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_recognised(name: str, tmp_path: Path) -> None:
    withdrawn, other, expected = CASES[name]
    assert recognised(withdrawn, other, tmp_path) == expected


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(100, 10_000), words=st.integers(150, 900), cut=st.floats(0.0, 0.3))
def test_a_text_that_lost_less_than_a_third_is_recognised(
    tmp_path_factory: pytest.TempPathFactory, seed: int, words: int, cut: float
) -> None:
    text = story(seed, words)
    left = " ".join(text.split(" ")[int(words * cut) :])
    assert recognised(text, left, tmp_path_factory.mktemp("texts"))


def test_a_sketch_is_small_and_holds_no_words(tmp_path: Path) -> None:
    written = str(sketch_of(LONG, tmp_path / "long"))
    read = read_sketch(written)
    assert read is not None
    assert len(read.signs) <= MOST_SIGNS
    assert not [word for word in LONG.split() if len(word) > 5 and word in written]


def test_a_sketch_is_the_same_for_ever(tmp_path: Path) -> None:
    text = "The ferry will leave at 8 and at 16 from Monday, and not at noon."
    assert str(sketch_of(text, tmp_path / "ferry")) == FERRY


FERRY = (
    "v1:11:0:FyrcwlHyYXYYHD6zxTc2blmwWdPl8wM9XCi66OjVQqV+he1K3ZnPiJDryVDXhzrpoJ0xiKNVbTzhyUlI78vSLe/0wdi54LJA93+031iCVSH+"
    "YXQqO7LCqQ==:JO5W3w=="
)

BROKEN = ["", "v1", "v1:1:2", "v2:1:0::", "v1:one:0::", "v1:9:0:AAAA:", "v1:9:64::", "v1:9:-1::", "v1:9:0:*:"]


@pytest.mark.parametrize("text", BROKEN)
def test_what_is_no_sketch(text: str) -> None:
    assert read_sketch(text) is None
