"""A file with several articles gives a record for each, with its place; the sections of one article do not."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pressmark.converters import print_view
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.locators import resolve
from pressmark.model.draft import Draft, Leftover, Source

FIRST = "{mark}The First Ferry\n\nBy Ann Lee\n\nThe River Post, May 4, 2019\n\nIt went out.\n\n© Ann Lee 2019"
SECOND = "{mark}The Second Ferry\n\nBy Tom Okafor\n\nThe River Post, May 5, 2019\n\nIt stayed.\n\n© Tom Okafor 2019"


def drafts(folder: Path, text: str) -> list[Draft]:
    place = folder / "page.md"
    place.write_bytes(data := text.encode())
    source = Source(path="page.md", location=place, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
    found = list(print_view.read(source, ConvertSettings()).records)
    assert all(isinstance(draft, Draft) for draft in found)
    return [draft for draft in found if isinstance(draft, Draft)]


@pytest.mark.parametrize(
    ("mark", "between"), [("# ", "\n\n"), ("# ", "\n\n---\n\n"), ("", "\n\n----------\n\n"), ("", "\n\f")]
)
def test_each_article_of_a_file_is_a_record(mark: str, between: str, tmp_path: Path) -> None:
    text = between.join(part.format(mark=mark) for part in (FIRST, SECOND)) + "\n"
    found = drafts(tmp_path, text)
    assert [draft.title for draft in found] == ["The First Ferry", "The Second Ferry"]
    assert [draft.text for draft in found] == ["It went out.", "It stayed."]
    holders = [[agent.name for agent in draft.agents if agent.role == "rights_holder"] for draft in found]
    assert holders == [["Ann Lee"], ["Tom Okafor"]]
    assert len({draft.source_sha256 for draft in found}) == 2
    for draft in found:
        whole = resolve(draft.locator or "", text) or ""
        assert whole.strip(" -\n\f").removeprefix("# ").startswith(draft.title or "?")
        assert all(resolve(said.locator, text) == said.verbatim for said in draft.statements)


def test_what_stands_above_the_first_article_is_a_leftover(tmp_path: Path) -> None:
    place = tmp_path / "page.md"
    place.write_text(
        "# Weekly\n\nMay 4, 2019\n\n## One\n\nBy Ann Lee\n\nIt went.\n\n## Two\n\nBy Tom Okafor\n\nIt stayed.\n"
    )
    source = Source(path="page.md", location=place, sha256="", size=place.stat().st_size)
    above, *found = print_view.read(source, ConvertSettings()).records
    assert isinstance(above, Leftover)
    assert (above.outcome, above.locator) == ("skipped", "char=0,23")
    assert [draft.title for draft in found if isinstance(draft, Draft)] == ["One", "Two"]


@pytest.mark.parametrize(
    "text",
    [
        "# Kites\n\nBy Ann Lee\n\nThey flew.\n\n# The second year\n\nIt went on.\n\n# The third\n\nIt ended.\n",
        "Kites\n\nBy Ann Lee\n\nThey flew.\n\n***\n\nThe second year was quiet.\n\n***\n\nBy noon it was over.\n",
        "Kites\n=====\n\nFrom our desk\n\nThe River Post - 13 May 2016\n\nThey flew.\n",
        "# Diary\n\nBy Ann Lee\n\nWe left.\n\n# Monday\n\nMay 4, 2019\n\nRain.\n\n# Tuesday\n\nMay 5, 2019\n\nSun.\n",
        "# Kites\n\nThey flew.\n\n# More\n\nThey landed.\n",
    ],
)
def test_the_sections_of_an_article_are_no_articles(text: str, tmp_path: Path) -> None:
    (draft,) = drafts(tmp_path, text)
    assert draft.locator is None
