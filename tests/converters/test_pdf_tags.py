"""What the tags of a document tell of its article, and when they are not believed."""

from __future__ import annotations

import hashlib
from itertools import count
from pathlib import Path

import pytest
from converters.printouts import sentence
from converters.tagged_pdf import Element, Words, tagged_pdf

from pressmark.converters import pdf
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.faithful import unfaithful
from pressmark.model.draft import Draft, Source


def draft_of(data: bytes, folder: Path) -> Draft:
    place = folder / "tagged.pdf"
    place.write_bytes(data)
    source = Source(place.name, place, hashlib.sha256(data).hexdigest(), len(data))
    (record,) = pdf.read(source, ConvertSettings()).records
    assert isinstance(record, Draft)
    assert list(unfaithful([(found.slot, found.verbatim, found.locator) for found in record.statements], data)) == []
    return record


class Column:
    """Writes one line below the other, page after page."""

    def __init__(self) -> None:
        self.page, self.y = 1, 60.0

    def words(self, text: str, size: float = 12, x: float = 60) -> Words:
        self.y += 1.5 * size
        if self.y > 740:
            self.page, self.y = self.page + 1, 80.0
        return Words(text, self.page, x, self.y, size)

    def element(self, role: str, *lines: str, size: float = 12) -> Element:
        return Element(role, tuple(self.words(line, size) for line in lines))

    def prose(self, number: int, role: str = "P") -> Element:
        return self.element(role, sentence(number), sentence(number + 1), sentence(number + 2))


def told(number: int) -> str:
    return " ".join(sentence(number + step) for step in range(3))


def link(column: Column, text: str) -> Element:
    return Element("LI", (Element("Link", (column.words(text),)),))


def article(column: Column) -> tuple[Element, list[str]]:
    """Returns an article among what pages hold around it, and its paragraphs."""
    numbers = count(100, 10)
    prose = [next(numbers) for _ in range(16)]
    menu = Element(
        "L", tuple(link(column, f"{word} and what the quay makes of it.") for word in ("Sport", "News", "Art"))
    )
    head = column.element("H1", "Kites over the Quay", size=24)
    credits = [column.element("P", "By Ann Lee"), column.element("P", "May 4, 2019")]
    parts: list[Element] = []
    for place, number in enumerate(prose):
        parts.append(column.prose(number))
        if place % 4 == 3:
            parts.append(column.element("NonStruct", "Advertisement"))
    items = Element("L", (column.element("LI", "Haven"), column.element("LI", "Northquay")))
    row = Element("TR", (column.element("TD", "Boats"), column.element("TD", "12")))
    aside = Element("Aside", (column.prose(900),))
    more = Element("L", tuple(link(column, sentence(number)) for number in range(950, 954)))
    body = Element("Art", (head, *credits, *parts, items, Element("Table", (row,)), aside, more))
    return Element("Document", (menu, body)), [*map(told, prose), "Haven", "Northquay", "Boats | 12"]


def test_an_article_is_told_from_what_its_tags_set_beside_it(tmp_path: Path) -> None:
    column = Column()
    root, paragraphs = article(column)
    heads = tuple(
        Words(f"Seen {page} of {column.page} on a summer day", page, 60, 40, 8) for page in range(1, column.page + 1)
    )
    draft = draft_of(tagged_pdf(root, column.page, untagged=heads), tmp_path)
    assert column.page > 1
    assert draft.title == "Kites over the Quay"
    assert (draft.text or "").split("\n\n") == paragraphs
    assert [agent.name for agent in draft.agents if agent.role == "author"] == ["Ann Lee"]
    assert [date.edtf for date in draft.dates] == ["2019-05-04"]


def test_the_tree_orders_what_is_drawn_in_another_order(tmp_path: Path) -> None:
    column = Column()
    parts = [column.element("H1", "Kites over the Quay", size=24), *(column.prose(number) for number in (10, 20, 30))]
    turned = Element("Document", (parts[0], parts[3], parts[1], parts[2]))
    draft = draft_of(tagged_pdf(turned), tmp_path)
    assert (draft.text or "").split("\n\n") == [told(30), told(10), told(20)]


def test_an_element_goes_on_over_pages_and_around_words_in_it(tmp_path: Path) -> None:
    note = Element("NonStruct", (Words("12", 1, 300, 696, 8),))
    parts = (Words(sentence(1)[:-1], 1, 60, 700), note, Words(sentence(2), 2, 60, 100), Words(sentence(3), 2, 60, 118))
    root = Element("Document", (Element("H1", (Words("Kites over the Quay", 1, 60, 60, 24),)), Element("P", parts)))
    draft = draft_of(tagged_pdf(root, 2), tmp_path)
    assert (draft.text or "").split("\n\n") == [f"{sentence(1)[:-1]} 12 {sentence(2)} {sentence(3)}"]


LINES = (
    "The ferry went out at noon with all the children and",
    "the kites that they had made in the harbour during a",
    "long winter. Nobody had thought that so many people",
    "would come to the quay, but they did, and the baker",
    "sold all that he had before the ferry was seen again.",
)


@pytest.mark.parametrize("tagged", ["each line", "a part"])
def test_tags_that_tell_nothing_are_not_believed(tagged: str, tmp_path: Path) -> None:
    drawn = [Words(line, 1, 60, 100 + 15 * at + 400 * turn) for turn in (0, 1) for at, line in enumerate(LINES)]
    head = Element("P", (Words("Kites over the Quay", 1, 60, 60, 24),))
    lines = tuple(Element("P", (line,)) for line in drawn)
    root, rest = (
        (Element("Document", (head, *lines)), ())
        if tagged == "each line"
        else (Element("Document", (head,)), tuple(drawn))
    )
    draft = draft_of(tagged_pdf(root, untagged=rest), tmp_path)
    assert draft.title == "Kites over the Quay"
    assert (draft.text or "").split("\n\n") == [" ".join(LINES)] * 2


def test_readers_comments_are_not_of_the_article(tmp_path: Path) -> None:
    column = Column()
    parts = [column.element("H1", "Kites over the Quay", size=24), column.prose(10), column.prose(20)]
    comments = Element(
        "Div", (column.element("H2", "12 Comments"), *(column.prose(number) for number in range(30, 90, 10)))
    )
    draft = draft_of(tagged_pdf(Element("Document", (Element("Div", tuple(parts)), comments)), column.page), tmp_path)
    assert (draft.text or "").split("\n\n") == [told(10), told(20)]
