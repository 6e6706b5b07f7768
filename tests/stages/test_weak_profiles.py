"""Profiles that give too much away are refused, by profile, measure, limit and articles; those within limits are not.

Each case is a release that somebody could write with a careless profile, and what an attack with its files alone finds.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from pressmark.contracts.configuration import Configuration, read_configuration
from pressmark.contracts.package import DESCRIPTOR, descriptor, open_package, resource, write_table
from pressmark.contracts.tables import TABLES, table
from pressmark.errors import ConfigurationError, ReleaseError
from pressmark.files import settled_json
from pressmark.model.work import Exposure
from pressmark.stages._leaks import measured

OWN, OTHER, THIRD = (f"aa-000000000000000{number}" for number in (1, 2, 3))
WORDS = [
    f"q{first}{second}{third}" for first in "abcdefghijklmnopqrstuvwx" for second in "aeiou" for third in "lmnprstvxz"
]
TEXT = " ".join(WORDS)
UNLIKE = " ".join(reversed(WORDS))

Rows = Mapping[str, list[dict[str, Any]]]


def words(start: int, end: int) -> str:
    return " ".join(WORDS[start:end])


def rows(name: str, values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Returns rows of one table, of the withheld article unless they say otherwise, numbered where it has a place."""
    columns = table(name).columns
    each = [{"article_id": OWN, "position": number, **value} for number, value in enumerate(values, 1)]
    return [{column: row.get(column) for column in columns} for row in each]


def frames(content: Rows) -> dict[str, pl.LazyFrame]:
    return {name: pl.LazyFrame(rows(name, content.get(name, [])), schema=table(name).polars_schema) for name in TABLES}


def attacked(
    folder: Path,
    profile: str,
    shown: Rows,
    texts: Mapping[str, str] | None = None,
    earlier: str | None = None,
    asked: Mapping[str, Any] | None = None,
) -> tuple[Exposure, ...]:
    """Writes a release that shows rows of an article whose text it leaves out, and measures it."""
    profiles = {OWN: profile, **dict.fromkeys(texts or {}, "fulltext")}
    articles = [{"article_id": article_id, "release_profile": shows} for article_id, shows in profiles.items()]
    open_texts = [{"article_id": article_id, "text": text} for article_id, text in (texts or {}).items()]
    released = {"articles": articles, "texts": open_texts, **shown}
    package = frames({"articles": articles, "texts": [{"article_id": OWN, "text": TEXT}, *open_texts]})
    resources = []
    for name, frame in frames(released).items():
        if released.get(name):
            path = folder / "data" / f"{name}.csv"
            write_table(frame, table(name), path)
            resources.append(resource(table(name), path, folder))
    (folder / DESCRIPTOR).write_text(settled_json(descriptor("weak", "release", resources)), encoding="utf-8")
    before = frames({"excerpts": [{"text": earlier}] if earlier else []})["excerpts"]
    configuration = Configuration(folder=folder, release=asked or {})
    decided = pl.DataFrame(articles, schema={"article_id": pl.String, "release_profile": pl.String})
    return measured(package, open_package(folder), decided, before, configuration)[0]


def pieces(size: int, step: int = 1) -> list[str]:
    """Returns overlapping runs of words, in an order that tells nothing."""
    return sorted(words(start, start + size) for start in range(0, len(WORDS) - size + 1, step))


def anchors(role: str, *found: str) -> Rows:
    return {"links": [{"role": role, "anchor": words, "href": "https://a.example/"} for words in found]}


def sketch(*values: str) -> Rows:
    return {"fingerprints": [{"method": "sketch", "value": value} for value in values]}


def counts(*tokens: str, articles: int = 1) -> Rows:
    ids = [OWN, *(f"aa-00000000000000{number}" for number in range(10, 9 + articles))]
    return {"features": [{"article_id": each, "token": token, "count": 1} for each in ids for token in tokens]}


def notes(*found: str) -> Rows:
    return {"claims": [{"claim": "license", "note": words} for words in found]}


# What is careless, the profile, what the release shows, and what the refusal says.
WEAK: list[tuple[str, str, Rows, str]] = [
    ("an excerpt of 300 words", "excerpt", {"excerpts": [{"text": words(0, 300)}]}, "longest span: 300 words"),
    ("a lede of 200 words as a title", "metadata", {"articles": [{"title": words(0, 200)}]}, "longest span: 170 words"),
    (
        "links at the head whose words overlap",
        "metadata",
        anchors("byline", words(10, 20), words(17, 27), words(24, 34)),
        "longest span: 24 words",
    ),
    (
        "an excerpt, and links that go on where it ends",
        "excerpt",
        {"excerpts": [{"text": words(0, 40)}], **anchors("byline", words(38, 70))},
        "longest span: 70 words",
    ),
    ("runs of five words as a sketch", "metadata", sketch(*pieces(5)), "longest span: 1200 words"),
    ("runs of two words as a sketch", "metadata", sketch(*pieces(2)), "longest span: 1200 words"),
    ("single words with their places", "metadata", sketch(*WORDS), "longest span: 1200 words"),
    ("counts of two words", "features", counts(*pieces(2)), "longest span: 1200 words"),
    ("counts of words with their places", "features", counts("qbal@7", "qbam@8"), "order: more than single words"),
    ("counts of words of one article", "features", counts("qbal", "qbam"), "rarest word: one of 1 articles"),
    ("counts of words of four articles", "features", counts("qbal", articles=4), "rarest word: one of 4 articles"),
    (
        "seven words in many notes",
        "metadata",
        notes(*(words(start, start + 7) for start in range(0, 300, 12))),
        "words recovered: 14.6%",
    ),
    (
        "half a text in notes",
        "excerpt",
        notes(*(words(start, start + 7) for start in range(0, 1190, 12))),
        "texts recovered: 1",
    ),
    ("eight words in a note", "metadata", notes(words(40, 48)), "words of 1 withheld texts"),
]


@pytest.mark.parametrize(("profile", "shown", "said"), [case[1:] for case in WEAK], ids=[case[0] for case in WEAK])
def test_a_weak_profile_is_refused(profile: str, shown: Rows, said: str, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError) as refused:
        attacked(tmp_path, profile, _with_article(shown, profile))
    assert said in str(refused.value)
    assert OWN in str(refused.value)
    assert refused.value.remedy
    assert not any(word in str(refused.value) for word in WORDS)


def _with_article(shown: Rows, profile: str) -> Rows:
    """Returns rows with those of `articles` completed."""
    articles = [{"article_id": OWN, "release_profile": profile, **row} for row in shown.get("articles", [{}])]
    return {**shown, "articles": articles}


# What every profile may show, and the longest span that is then found.
FIT: list[tuple[str, str, Rows, int]] = [
    ("nothing", "metadata", {}, 0),
    ("an excerpt within its budget", "excerpt", {"excerpts": [{"text": words(0, 40)}]}, 40),
    ("a title that the text repeats", "metadata", {"articles": [{"title": words(0, 12)}]}, 0),
    ("a label that the text repeats", "metadata", {"subjects": [{"scheme": "theme", "label": words(7, 9)}]}, 2),
    ("counts of words of five articles", "features", counts(*WORDS, articles=5), 0),
    ("a few words in a note", "metadata", notes(words(40, 47)), 7),
]


@pytest.mark.parametrize(("profile", "shown", "span"), [case[1:] for case in FIT], ids=[case[0] for case in FIT])
def test_a_profile_within_its_limits_is_measured(profile: str, shown: Rows, span: int, tmp_path: Path) -> None:
    (found,) = attacked(tmp_path, profile, _with_article(shown, profile))
    assert (found.profile, found.articles, found.words, found.span) == (profile, 1, 1200, span)
    assert (found.recovered_articles, found.twins) == (0, 0)
    assert found.recovered_words == span


def test_excerpts_of_two_versions_add_up(tmp_path: Path) -> None:
    shown = {"excerpts": [{"text": words(0, 40)}]}
    (same,) = attacked(tmp_path / "same", "excerpt", shown, earlier=words(0, 40))
    assert same.span == 40
    with pytest.raises(ReleaseError, match="longest span: 75 words in a row can be put together"):
        attacked(tmp_path / "other", "excerpt", shown, earlier=words(38, 75))
    # What was shown by an excerpt once is not held against an article that shows none any more.
    (lowered,) = attacked(tmp_path / "less", "metadata", {}, earlier=words(0, 40))
    assert lowered.span == 0


# The text of an open article, and whether it is a twin of the one that is left out.
COPIES = [
    ("the same text", TEXT, True),
    ("with another beginning and end", f"{words(900, 1000)} {words(10, 1190)} and so on", True),
    ("seven tenths of it", words(0, 840), True),
    ("half of it", words(0, 600), False),
    ("other words", UNLIKE, False),
    ("every other word", " ".join(WORDS[::2]), False),
]


@pytest.mark.parametrize(("text", "is_twin"), [case[1:] for case in COPIES], ids=[case[0] for case in COPIES])
def test_a_copy_in_full_is_refused_unless_a_person_decided(text: str, is_twin: bool, tmp_path: Path) -> None:
    texts = {OTHER: text, THIRD: UNLIKE}
    review = {"article_id": OTHER, "claim": "license", "value": "CC0-1.0", "reviewer": "Ada Lind", "chosen": True}
    (decided,) = attacked(tmp_path / "decided", "metadata", {"claims": [review]}, texts)
    assert (decided.twins, decided.decided_twins) == (int(is_twin), int(is_twin))
    for number, claim in enumerate(({"reviewer": None}, {"chosen": False}, {"claim": "title"})):
        if is_twin:
            with pytest.raises(ReleaseError, match=f"profile metadata: twins: 1 texts .* limit is 0; first {OWN}"):
                attacked(tmp_path / str(number), "metadata", {"claims": [review | claim]}, texts)
        else:
            attacked(tmp_path / str(number), "metadata", {"claims": [review | claim]}, texts)


def test_limits_are_tightened_by_the_configuration(tmp_path: Path) -> None:
    shown = {"excerpts": [{"text": words(0, 40)}]}
    for limit, said in (({"span": 30}, "longest span"), ({"words": 2}, "words recovered")):
        with pytest.raises(ReleaseError, match=f"{said}.* and the limit is {next(iter(limit.values()))} "):
            attacked(tmp_path / said, "excerpt", shown, asked={"leak_limits": {"excerpt": limit}})


LOOSE = [
    "features_threshold = 4",
    "features_shortest = 99",
    "leak_limits.excerpt.span = 61",
    "leak_limits.metadata.words = 6",
    "leak_limits.fulltext.span = 1",
]


@pytest.mark.parametrize("line", LOOSE)
def test_no_configuration_loosens_a_limit(line: str, tmp_path: Path) -> None:
    (tmp_path / "pressmark.toml").write_text(f"[release]\n{line}\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="release"):
        read_configuration(None, tmp_path)
