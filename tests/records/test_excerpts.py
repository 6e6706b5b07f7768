"""An excerpt shows the same words in every version, and none of another article's withheld words."""

from __future__ import annotations

import polars as pl
import pytest

from pressmark.contracts.tables import table
from pressmark.records.excerpts import first_words, settled

A, B, C = (f"aa-000000000000000{number}" for number in (1, 2, 3))


def words(prefix: str, count: int) -> str:
    return " ".join(f"{prefix}{number}" for number in range(count))


def frame(name: str, texts: dict[str, str]) -> pl.LazyFrame:
    rows = [{"article_id": article_id, "text": text} for article_id, text in texts.items()]
    return pl.LazyFrame(rows, schema=table(name).polars_schema)


def excerpts(
    texts: dict[str, str],
    earlier: list[dict[str, str]] | None = None,
    quoted: tuple[str, ...] = (A, B),
    shown: tuple[str, ...] = (),
) -> dict[str, str]:
    """Returns the excerpts of some of the texts, after earlier versions, the newest first."""
    given = frame("texts", texts)
    before = pl.concat([frame("excerpts", version) for version in earlier or [{}]])
    hidden = given.select("article_id").filter(~pl.col("article_id").is_in(shown))
    new = first_words(given.filter(pl.col("article_id").is_in(quoted)))
    return dict(settled(new, given, before, hidden).sort("article_id").iter_rows())


# A text, and how many of its first words are an excerpt.
LENGTHS: list[tuple[str, str, int]] = [
    ("a hundred words in paragraphs of one word", words("a", 100).replace(" ", "\n\n"), 10),
    ("a thousand words", words("a", 1000), 50),
    ("nine words", words("a", 9), 0),
]


@pytest.mark.parametrize(("text", "count"), [row[1:] for row in LENGTHS], ids=[row[0] for row in LENGTHS])
def test_an_excerpt_is_of_first_words(text: str, count: int) -> None:
    assert excerpts({A: text}).get(A, "").split() == text.split()[:count]


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("灯台" * 100, "灯台" * 10),
        (f"灯台{'は' * 38} a b", "灯台はは"),
        (f"{words('x-y-', 40)} {words('a', 600)}", words("x-y-", 16)),
    ],
)
def test_signs_and_hyphens_count(text: str, excerpt: str) -> None:
    assert excerpts({A: text})[A] == excerpt


LONG, OTHER = words("a", 600), words("b", 600)
FIRST = words("a", 50)
# The text now, the excerpts of the versions before (the newest first), and the excerpt now.
VERSIONS: list[tuple[str, str, list[str], str]] = [
    ("nothing has changed", LONG, [FIRST], FIRST),
    ("the text has a new beginning", f"New words here. {LONG}", [FIRST], FIRST),
    ("the text has grown", LONG, [words("a", 20)], words("a", 20)),
    ("a word was corrected", LONG.replace("a3 ", "A3 "), [FIRST], FIRST.replace("a3 ", "A3 ")),
    ("it is another text", OTHER, [FIRST], ""),
    ("it is another text, and the first excerpt was short", OTHER, [words("a", 20)], words("b", 30)),
    ("it is another text after two versions", OTHER, [words("c", 20), words("a", 20)], words("b", 10)),
    ("the first sentence is gone", " ".join(LONG.split()[10:]), [FIRST], " ".join(FIRST.split()[10:])),
    ("the text has become short", words("a", 100), [FIRST], words("a", 10)),
    ("it comes back after a version without it", LONG, [FIRST], FIRST),
]


@pytest.mark.parametrize(
    ("text", "earlier", "excerpt"), [row[1:] for row in VERSIONS], ids=[row[0] for row in VERSIONS]
)
def test_excerpts_of_versions_stay_within_one_budget(text: str, earlier: list[str], excerpt: str) -> None:
    assert excerpts({A: text}, [{A: each} for each in earlier]).get(A, "") == excerpt


# Two texts, and how many words of each are shown: never eight of the other.
SHARED: list[tuple[str, str, str, int, int]] = [
    ("nothing in common", LONG, OTHER, 50, 50),
    ("equal texts", LONG, LONG, 50, 50),
    ("a copy with another end", LONG, f"{words('a', 400)} {words('b', 100)}", 7, 7),
    ("a copy with another beginning", LONG, f"{words('b', 20)} {LONG}", 7, 27),
    ("seven words in common", LONG, f"{words('a', 7)} {OTHER}", 50, 50),
    ("a quotation in the middle", LONG, f"{words('b', 300)} {words('a', 30)} {words('c', 300)}", 7, 50),
]


@pytest.mark.parametrize(
    ("one", "other", "first", "second"), [row[1:] for row in SHARED], ids=[row[0] for row in SHARED]
)
def test_an_excerpt_shows_nothing_of_another_withheld_text(one: str, other: str, first: int, second: int) -> None:
    found = excerpts({A: one, B: other})
    assert [len(found.get(article_id, "").split()) for article_id in (A, B)] == [first, second]
    assert one.startswith(found[A])
    assert other.startswith(found[B])


def test_open_texts_cut_no_excerpt_and_withheld_ones_do() -> None:
    copy = f"{words('a', 400)} {words('b', 100)}"
    assert len(excerpts({A: LONG, C: copy}, shown=(C,))[A].split()) == 50
    assert len(excerpts({A: LONG, C: copy})[A].split()) == 7


def test_no_excerpts_are_none() -> None:
    assert excerpts({A: LONG}, quoted=()) == {}
