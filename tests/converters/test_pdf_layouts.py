"""What untagged documents tell by where their words stand: initials, items, cells, boxes, labels and links."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from converters.printouts import FONT, block, paragraph, saved, sentence
from fpdf import FPDF

from pressmark.converters import pdf
from pressmark.converters._pdf.brackets import mended
from pressmark.converters._pdf.credits import byline, lone_names, moments
from pressmark.converters._pdf.lines import Line, Page
from pressmark.converters._pdf.running import part_running
from pressmark.converters.base import ConvertSettings
from pressmark.model.draft import Draft, Source

HEAD = "Kites over the Quay"
LINES = (
    "he ferry went out at noon with all the children and their",
    "kites that they had made in the harbour during the long",
    "winter. Nobody had thought that so many people would come to the",
    "quay, but they did, and the baker sold all that he had by noon.",
)

OTHER = (
    "The pilot had seen the quay in every weather, and he said that it",
    "had never been as full of people as it was on that winter day at",
    "noon, when the first of the kites rose above the northern pier.",
)


def draft_of(made: FPDF, folder: Path) -> Draft:
    place = saved(made, folder / "made.pdf")
    data = place.read_bytes()
    source = Source(place.name, place, hashlib.sha256(data).hexdigest(), len(data))
    (record,) = pdf.read(source, ConvertSettings()).records
    assert isinstance(record, Draft)
    return record


def text_of(made: FPDF, folder: Path) -> list[str]:
    return (draft_of(made, folder).text or "").split("\n\n")


def page(*, title: str = HEAD) -> FPDF:
    made = FPDF(unit="pt")
    made.set_auto_page_break(auto=False)
    made.add_page()
    if title:
        draw(made, 60, 60, title, 22)
    return made


def draw(made: FPDF, x: float, y: float, text: str, size: float = 12, link: str = "", style: str = "") -> None:
    made.set_font("Times", style, size)
    made.set_xy(x, y)
    made.cell(text=text, link=link)


def column(made: FPDF, lines: tuple[str, ...] | list[str], y: float, x: float = 60, **how: str) -> float:
    for line in lines:
        draw(made, x, y, line, **how)  # type: ignore[arg-type]
        y += 15
    return y


def prose(number: int) -> list[str]:
    return [sentence(number), sentence(number + 1), sentence(number + 2)]


def test_an_initial_begins_the_first_word(tmp_path: Path) -> None:
    made = page()
    draw(made, 58, 100, "T", 40)
    column(made, LINES[:2], 107, 86)
    column(made, LINES[2:], 137)
    column(made, OTHER, 200)
    assert text_of(made, tmp_path)[0] == f"T{' '.join(LINES)}"


def test_items_without_a_sign_and_rows_of_a_table_stand_apart(tmp_path: Path) -> None:
    made = page()
    y = column(made, prose(1), 100)
    items = ["The first boat carries twelve", "The second boat carries nine", "Three boats are not used"]
    y = column(made, items, y + 10)
    for row in (("Harbour", "Boats"), ("Haven", "12"), ("Northquay", "7")):
        y += 20
        draw(made, 60, y, row[0])
        draw(made, 220, y, row[1])
    column(made, prose(10), y + 30)
    found = text_of(made, tmp_path)
    assert found == [" ".join(prose(1)), *items, "Harbour | Boats", "Haven | 12", "Northquay | 7", " ".join(prose(10))]


def test_a_paragraph_goes_on_below_what_parts_it_at_the_end_of_a_page(tmp_path: Path) -> None:
    made = page()
    column(made, OTHER, 640)
    column(made, LINES[2:3], 700)
    draw(made, 60, 715, "harbour to see what the pilot of the old ferry had promised and")
    draw(made, 60, 760, "A kite over the quay in the evening", 8)
    made.add_page()
    draw(made, 60, 60, LINES[3])
    column(made, OTHER, 90)
    parted = [LINES[2], "harbour to see what the pilot of the old ferry had promised and", LINES[3]]
    assert text_of(made, tmp_path) == [" ".join(OTHER), " ".join(parted), " ".join(OTHER)]


def test_what_leads_elsewhere_is_not_of_the_article(tmp_path: Path) -> None:
    made = page(title="")
    y = 40.0
    for number in range(50, 58):
        draw(made, 60, y, sentence(number), 12, "https://river-post.example.org/other")
        y += 30
    draw(made, 60, y, HEAD, 22)
    y = column(made, prose(1), y + 40)
    column(made, prose(10), y + 15)
    draft = draft_of(made, tmp_path)
    assert (draft.title, (draft.text or "").split("\n\n")) == (HEAD, [" ".join(prose(1)), " ".join(prose(10))])


def test_a_watermark_is_no_text_and_a_turned_page_is_read(tmp_path: Path) -> None:
    made = page()
    column(made, prose(1), 100)
    with made.rotation(40, 300, 400):
        draw(made, 200, 400, "ARCHIVE COPY", 60)
    assert text_of(made, tmp_path) == [" ".join(prose(1))]
    made = FPDF(unit="pt")
    made.add_page()
    made.pages[1].set_dimensions(842, 595)  # drawn upright on a sheet that lies
    block(made, HEAD, size=22)
    block(made, paragraph(1))
    assert draft_of(made, tmp_path).title == HEAD


def test_a_notice_among_columns_is_of_the_footer(tmp_path: Path) -> None:
    made = page()
    y = column(made, prose(1), 100)
    y = column(made, ["© 2019 The River Post. All rights reserved."], y + 12)
    column(made, prose(10), y + 12)
    draft = draft_of(made, tmp_path)
    assert (draft.text or "").split("\n\n") == [" ".join(prose(1)), " ".join(prose(10))]
    assert draft.copyright_year == "2019"


DATA = {  # what a document's data say of it, and the title and authors that are taken from that
    "of a file": ("Microsoft Word - kites final.doc", "jsmith", None, []),
    "of a template": ("PowerPoint Presentation", "Microsoft Office User", None, []),
    "of somebody who is not printed": ("Some other words", "Bo Berg", None, []),
    "of a part of a printed name": ("Some other words", "Ann Le", None, []),
    "of somebody who is printed": ("Some other words", "Lee, Ann", None, []),
    "as printed": ("The Kites of the Quay", "Ann Lee", None, ["Ann Lee"]),
}


@pytest.mark.parametrize("case", DATA)
def test_data_of_a_document_are_weak_claims(case: str, tmp_path: Path) -> None:
    said, author, title, authors = DATA[case]
    made = page(title="")
    made.set_title(said)
    made.set_author(author)
    column(made, [*prose(1), "This is what Ann Lee has seen of it all."], 60)
    draft = draft_of(made, tmp_path)
    assert draft.title == title
    assert [agent.name for agent in draft.agents if agent.role == "author"] == authors
    claims = {claim.claim: (claim.value, claim.chosen) for claim in draft.claims}
    assert claims["title"] == (said, False)
    assert claims["author"] == (author, bool(authors))
    assert [date.role for date in draft.dates] == []


def test_a_label_above_the_title_is_no_part_of_it(tmp_path: Path) -> None:
    made = page(title="")
    made.set_title("The Boats Come Home | The River Post")
    column(made, ["Harbour in winter", "The Boats Come Home"], 60, size=20)  # type: ignore[arg-type]
    column(made, prose(1), 140)
    assert draft_of(made, tmp_path).title == "The Boats Come Home"


@pytest.mark.skipif(not FONT.is_file(), reason="no font with the printed hyphen is here")
def test_a_printed_hyphen_is_undone_as_well(tmp_path: Path) -> None:
    made = page()
    made.add_font("wide", "", str(FONT))
    made.set_font("wide", size=11)
    for at, line in enumerate(
        ("The visitor photo\u2010", "graphed the harbour, and the pilot did so", "too before the evening came.")
    ):
        made.set_xy(60, 100 + 15 * at)
        made.cell(text=line)
    assert text_of(made, tmp_path) == [
        "The visitor photographed the harbour, and the pilot did so too before the evening came."
    ]


BRACKETS = {
    "הסירות) 10(. הרציף )11(.": "הסירות (10). הרציף (11).",
    "הסירות (10). הרציף": "הסירות (10). הרציף",
    "הסירות )10. הרציף": "הסירות )10. הרציף",
    "«הסירות»": "«הסירות»",
}


@pytest.mark.parametrize("given", BRACKETS)
def test_brackets_are_turned_round_where_they_match_only_so(given: str) -> None:
    assert mended(given) == BRACKETS[given]


def line(text: str, number: int = 1, top: float = 100) -> Line:
    return Line(number, text, 50, 300, top, top + 10)


NAMES = {
    "Ann Lee": ["Ann Lee"],
    "Ann Lee1,2 and Maria Berg*": ["Ann Lee", "Maria Berg"],
    "New York": [],
    "The River Post": [],
    "Anna and the kites of the quay": [],
}


@pytest.mark.parametrize("text", NAMES)
def test_a_line_of_names_alone_names_the_authors(text: str) -> None:
    found = lone_names([line(text)])
    assert [name.name for name in found.names] == NAMES[text] if found else NAMES[text] == []


def test_credits_are_led_to_by_the_words_that_pages_use() -> None:
    found = byline([line("Kommentar von Maria Berg | 4. Mai 2019")])
    assert found is not None
    assert [name.name for name in found.names] == ["Maria Berg"]
    said = [line("Published 4 May 2019 Updated 6 May 2019"), line("Stand: 7. Mai 2019"), line("Güncelleme: 08.05.2019")]
    read = [(date.role, date.edtf) for date, _ in moments(said, order=None, languages=())]
    assert read == [
        ("published", "2019-05-04"),
        ("modified", "2019-05-06"),
        ("published", "2019-05-07"),
        ("modified", "2019-05-08"),
    ]


def test_figures_that_are_parted_in_other_ways_are_no_running_count() -> None:
    pages = [
        Page(number, 600, 800, (line(text, number, 20), line("x" * 40, number, 400)))
        for number, text in ((1, "Year 10 2"), (2, "Year 102"))
    ]
    bare, _ = part_running(pages)
    assert [len(page.lines) for page in bare] == [2, 2]
