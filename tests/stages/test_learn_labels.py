"""Planted sites in many languages: with their labels learned nearly all is right, and nothing is ever wrong."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest
from stages.planted import LANGUAGES, Expected, layout, plant

from pressmark.converters import print_view
from pressmark.converters.base import ConvertSettings
from pressmark.model.draft import Draft, Source
from pressmark.sites.header_lines import learned_lines
from pressmark.sites.reading import load_description
from pressmark.stages.convert import convert
from pressmark.stages.learn import learn

SITES = 21
BEFORE, AFTER = 0.05, 0.75  # shares of pages that are right in everything


def drafts(folder: Path, settings: ConvertSettings) -> list[Draft]:
    found = []
    for place in sorted(folder.glob("*.md"), key=lambda each: int(each.stem)):
        data = place.read_bytes()
        source = Source(path=place.name, location=place, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        found += [draft for draft in print_view.read(source, settings).records if isinstance(draft, Draft)]
    return found


def told(draft: Draft) -> Expected:
    return Expected(
        title=draft.title,
        author=", ".join(agent.name for agent in draft.agents if agent.role == "author") or None,
        published=next((date.edtf for date in draft.dates if date.role == "published"), None),
        publisher=draft.publisher,
    )


def judged(seed: int, folder: Path, settings: ConvertSettings, expected: list[Expected]) -> int:
    """Returns how many pages are right in everything; fails where one of them says what is not printed."""
    right = 0
    for draft, page in zip(drafts(folder, settings), expected, strict=True):
        found = told(draft)
        for part in ("title", "author", "published", "publisher"):
            said = getattr(found, part)
            assert said in (None, getattr(page, part)), (layout(seed), draft.text)
        assert draft.original_publisher is None, layout(seed)
        right += found == page
    return right


def test_planted_sites_are_read_right_once_their_labels_are_learned(tmp_path: Path) -> None:
    pages, before, after = Counter[str](), Counter[str](), Counter[str]()
    for seed in range(SITES):
        folder, language = tmp_path / str(seed), layout(seed).language
        expected = plant(folder, seed)
        (lesson,) = learn(folder, to=tmp_path / f"{seed}.toml")
        site = load_description(lesson.path)
        pages[language] += len(expected)
        before[language] += judged(seed, folder, ConvertSettings(date_order="dmy"), expected)
        after[language] += judged(seed, folder, ConvertSettings(sites=(site,)), expected)
    assert set(pages) == set(LANGUAGES)
    assert after.total() >= AFTER * pages.total()
    assert all(after[language] >= before[language] for language in LANGUAGES)


PAGE = "# {title}\n\n{line}\n\nThe ferry number {n} went out. It came back.\n\nNobody had paid for trip {n}.\n"
NAMES = ("Ann Lee", "Thomas Marsh", "Helen Okafor", "Peter Doyle")


def written(folder: Path, *lines: str) -> list[Source]:
    """Writes a site whose pages print these lines, each with another name and day."""
    folder.mkdir()
    sources = []
    for n in range(12):
        line = "\n\n".join(lines).format(name=NAMES[n % 4], other=NAMES[(n + 1) % 4], day=13 + n, n=n)
        place = folder / f"{n}.md"
        place.write_text(PAGE.format(title=f"Boat {n} of the harbour", line=line, n=n), "utf-8")
        sources.append(Source(path=place.name, location=place, sha256="", size=place.stat().st_size))
    return sources


def learned_from(folder: Path, *lines: str) -> list[tuple[str, str | None, bool]]:
    pages = [
        page for source in written(folder, *lines) for page in print_view.lines(source, ConvertSettings()).values()
    ]
    return [(found.line, found.below, found.doubtful) for found in learned_lines(pages, ("en",), None)]


@pytest.mark.parametrize(
    ("lines", "learned"),
    [
        (["Words by {name}"], [("Words by {byline}", None, False)]),
        (["{name}"], [("{byline:person}", "title", False)]),
        (["{name} | {day} May 2019"], [("{byline:person} - {published}", "title", False)]),
        (["{name} on {day} May 2019"], [("{byline:person} on {published}", "title", False)]),
        (["Date of publication: {day} May 2019"], [("Date of publication: {published}", None, False)]),
        (
            ["Dated: {day} May 2019", "{name}"],
            [("Dated: {published}", None, False), ("{byline:person}", "published", False)],
        ),
        (["Date of revision: {day} May 2019"], [("Date of revision: {published}", None, True)]),
        (["Directed by {name}"], [("Directed by {byline}", None, True)]),
        (["By {name}", "Story by {other}"], [("Story by {byline}", None, True)]),
        (
            ["Words by {name}", "Story by {other}"],
            [("Story by {byline}", None, True), ("Words by {byline}", None, True)],
        ),
        (["Harbour Blues {n}"], []),
        (["New York"], []),
        (["Words by Ann Lee"], []),
    ],
)
def test_a_label_is_learned_where_its_words_tell_and_no_rival_stands_beside_it(
    tmp_path: Path, lines: list[str], learned: list[tuple[str, str | None, bool]]
) -> None:
    assert learned_from(tmp_path / "in", *lines) == learned


def test_what_was_learned_is_used_and_leaves_the_verbatim_alone(tmp_path: Path) -> None:
    written(tmp_path / "in", "Words by {name}", "{day} May 2019")
    (lesson,) = learn(tmp_path / "in", to=tmp_path / "site.toml")
    assert "# printed in 12 of 12 articles\n[[header]]" in lesson.path.read_text("utf-8")
    (tmp_path / "pressmark.toml").write_text('[convert]\nsites = ["site.toml"]\n', "utf-8")
    package = convert(tmp_path / "in", to=tmp_path / "p", config=tmp_path / "pressmark.toml").package
    agents = package.scan("agents").collect().filter(role="author")
    assert sorted(set(agents["name"])) == sorted(NAMES)
    said = package.scan("statements").collect().filter(slot="byline")["verbatim"].to_list()
    assert sorted(set(said)) == sorted(f"Words by {name}" for name in NAMES)
