"""PDF documents written as browsers and publishers write them, and what must be read of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from converters.printouts import FONT, STAMP, URL, WINDOW, block, paragraph, print_out, saved
from fpdf import FPDF
from fpdf.enums import AccessPermission

from pressmark.converters import pdf
from pressmark.converters.base import ConvertSettings
from pressmark.evidence.faithful import unfaithful
from pressmark.model.draft import Draft, Leftover, Source
from pressmark.stages._recognition import recognise
from pressmark.stages.convert import convert
from pressmark.stages.validate import validate

BODY = [paragraph(number) for number in range(1, 31)]


def source_of(place: Path) -> Source:
    data = place.read_bytes()
    return Source(place.name, place, hashlib.sha256(data).hexdigest(), len(data))


def read(place: Path, settings: ConvertSettings | None = None) -> Draft | Leftover:
    (record,) = pdf.read(source_of(place), settings or ConvertSettings()).records
    return record


def draft_of(place: Path) -> Draft:
    record = read(place)
    assert isinstance(record, Draft)
    printed = [(found.slot, found.verbatim, found.locator) for found in record.statements]
    assert list(unfaithful(printed, place.read_bytes())) == []
    return record


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Draft:
    return draft_of(saved(print_out(BODY), tmp_path_factory.mktemp("pdf") / "kites.pdf"))


def test_a_print_out_gives_the_article_and_nothing_of_its_edges(printed: Draft) -> None:
    assert printed.title == "Kites over the Quay"
    assert (printed.text or "").split("\n\n") == BODY


def test_its_address_and_moment_are_read(printed: Draft) -> None:
    assert (printed.url, printed.url_status) == (URL, "present")
    dates = {date.role: date for date in printed.dates}
    assert dates["published"].edtf == "2019-05-04"
    assert (dates["retrieved"].edtf, dates["retrieved"].verbatim) == ("2019-05-06T09:41", STAMP)
    claims = {claim.claim: claim for claim in printed.claims if claim.value}
    assert claims["url"].locator == "page=1"
    assert (claims["created"].value, claims["created"].chosen) == ("2019-05-06T09:41:30Z", False)


def test_its_parties_are_read(printed: Draft) -> None:
    agents = {agent.role: (agent.name, agent.basis) for agent in printed.agents}
    assert agents["author"] == ("Ann Lee", "byline")
    assert agents["publisher"] == ("The River Post", "metadata")
    assert agents["rights_holder"] == ("The River Post", "copyright-notice")
    assert printed.copyright_year == "2019"
    assert [(claim.value, claim.chosen) for claim in printed.claims if claim.claim == "title"] == [
        ("Kites over the Quay", True),
        (WINDOW, False),
        (WINDOW, False),
    ]


def test_its_wordings_have_their_pages(printed: Draft) -> None:
    places = {found.slot: (found.verbatim, found.locator) for found in printed.statements}
    assert places["title"] == ("Kites over the Quay", "page=1")
    assert places["byline"] == ("By Ann Lee", "page=1")
    assert places["copyright_notice"][1] not in ("page=1", "page=2")


def test_a_page_is_read_without_what_a_browser_prints(tmp_path: Path) -> None:
    draft = draft_of(saved(print_out(BODY[:3], running=False), tmp_path / "kites.pdf"))
    assert (draft.text or "").split("\n\n") == BODY[:3]
    assert (draft.url, [date.role for date in draft.dates]) == (None, ["published"])


@pytest.mark.parametrize("align", ["L", "J"])
def test_columns_are_read_one_after_the_other(tmp_path: Path, align: str) -> None:
    made = FPDF()
    made.add_page()
    block(made, "Two Columns on the Quay", size=20)
    with made.text_columns(ncols=2, gutter=10, text_align=align) as columns:
        made.set_font("Times", size=10)
        for text in BODY[:14]:
            columns.write(f"{text}\n\n")
    draft = draft_of(saved(made, tmp_path / "columns.pdf"))
    assert " ".join((draft.text or "").split()) == " ".join(BODY[:14])


def test_rows_drawn_across_columns_are_not_interleaved(tmp_path: Path) -> None:
    made = FPDF()
    made.add_page()
    made.set_font("Times", size=10)
    left = [f"left column line {number} of the harbour report" for number in range(20)]
    right = [f"right column line {number} of the ferry report" for number in range(20)]
    for number, pair in enumerate(zip(left, right, strict=True)):
        for x, words in zip((15, 110), pair, strict=True):
            made.set_xy(x, 30 + 5 * number)
            made.cell(text=words)
    draft = draft_of(saved(made, tmp_path / "rows.pdf"))
    words = " ".join((draft.text or "").split())
    assert words.index("left column line 19") < words.index("right column line 0")


def test_hyphens_at_line_ends_are_undone_where_they_are_no_part_of_the_word(tmp_path: Path) -> None:
    made = FPDF()
    made.add_page()
    block(made, "Hyphens", size=20)
    lines = (
        "The newspaper of the harbour came out, and the news-", "paper told of a light-", "house by the quay. An e-",
        "mail went to the Anglo-", "Saxon kite club, whose well-known kite was well-", "known in the har-",
        "bour as well.",
    )  # fmt: skip
    made.set_font("Times", size=11)
    for line in lines:
        made.cell(text=line, new_x="LMARGIN", new_y="NEXT")
    text = draft_of(saved(made, tmp_path / "hyphens.pdf")).text or ""
    told = (
        "the newspaper told",
        "a lighthouse by",
        "An e-mail went",
        "Anglo-Saxon",
        "was well-known",
        "the harbour as",
    )
    assert [words for words in told if words not in text] == []


@pytest.mark.skipif(not FONT.is_file(), reason="no font with ligatures and Hebrew is here")
def test_ligatures_and_right_to_left_text_are_read(tmp_path: Path) -> None:
    made = FPDF()
    made.add_page()
    made.add_font("wide", "", str(FONT))
    made.set_font("wide", size=20)
    made.cell(text="An Oﬃce by the Quay", new_x="LMARGIN", new_y="NEXT")
    made.set_font("wide", size=11)
    lines = [
        "המעבורת יצאה מהרציף בצהריים וחזרה לנמל לפני הערב והילדים",
        "העיפו עפיפונים על החוף וראו את הסירות שחזרו מהים הגדול.",
    ]
    for line in lines:
        made.set_x(-60 - made.get_string_width(line) / 2)
        made.cell(text=line[::-1], new_x="LMARGIN", new_y="NEXT")  # drawn from the left, as a PDF draws
    draft = draft_of(saved(made, tmp_path / "wide.pdf"))
    assert draft.title == "An Office by the Quay"
    assert (draft.text or "").split() == " ".join(lines).split()


def test_bookmarks_change_nothing(tmp_path: Path) -> None:
    plain, marked = (print_out(BODY[:4], running=False) for _ in range(2))
    marked.start_section("Kites")
    found = [draft_of(saved(one, tmp_path / f"{number}.pdf")) for number, one in enumerate((plain, marked))]
    assert found[0].text == found[1].text


def test_an_address_that_the_browser_cut_off_is_no_address(tmp_path: Path) -> None:
    made = print_out(BODY[:3])
    made.footer = lambda: None  # type: ignore[method-assign]
    made.set_font("Helvetica", size=7)
    made.set_auto_page_break(auto=False)
    made.set_y(-10)
    made.cell(text="https://river-post.example.org/2019/05/kites-ov…".replace("…", "..."))
    draft = draft_of(saved(made, tmp_path / "cut.pdf"))
    assert draft.url is None
    assert [claim.note for claim in draft.claims if claim.claim == "url"] == ["cut off by the browser"]


def scan() -> bytes:
    made = FPDF()
    made.add_page()
    made.rect(20, 20, 100, 100)
    return bytes(made.output())


def locked() -> bytes:
    made = print_out(BODY[:1])
    made.set_encryption(owner_password="o", user_password="u", permissions=AccessPermission.none())
    return bytes(made.output())


BAD = {
    "holds no text (a scan)": scan,
    "is encrypted": locked,
    "is no PDF that can be read": lambda: b"%PDF-1.7\n" + bytes(200),
}


@pytest.mark.parametrize("reason", BAD)
def test_what_cannot_be_read_is_rejected_with_its_reason(reason: str, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(BAD[reason]())
    record = read(tmp_path / "bad.pdf")
    assert isinstance(record, Leftover)
    assert (record.outcome, record.reason) == ("rejected", reason)


def test_what_is_too_large_or_too_long_is_rejected(tmp_path: Path) -> None:
    place = saved(print_out(BODY[:1]), tmp_path / "large.pdf")
    record = read(place, ConvertSettings(max_bytes=100))
    assert isinstance(record, Leftover)
    assert record.reason == "larger than 100 bytes"
    made = FPDF()
    for _ in range(301):
        made.add_page()
    record = read(saved(made, tmp_path / "long.pdf"))
    assert isinstance(record, Leftover)
    assert record.reason == "has more than 300 pages"


def test_a_wording_that_its_page_does_not_print_is_unfaithful(tmp_path: Path) -> None:
    data = saved(print_out(BODY), tmp_path / "kites.pdf").read_bytes()
    printed = [
        ("title", "Kites over the  Quay", "page=1"),
        ("byline", "By Ann Lee", "page=2"),
        ("published", "May 4, 2020", "page=1"),
        ("contact", "Kites over the Quay", "page=99"),
        ("social", "", "page=1"),
    ]
    assert list(unfaithful(printed, data)) == ["byline", "published", "contact", "social"]
    assert list(unfaithful([("title", "x", "page=1")], b"no PDF")) == ["title"]


def test_a_pdf_is_recognised_by_its_content(tmp_path: Path) -> None:
    place = saved(print_out(BODY[:1]), tmp_path / "kites.txt")
    assert recognise(source_of(place)) == "pdf"
    (tmp_path / "no.pdf").write_bytes(b"# A note on %PDF files\n" * 200)
    assert recognise(source_of(tmp_path / "no.pdf")) != "pdf"


def test_a_package_of_print_outs_is_sound(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    saved(print_out(BODY[:5]), tmp_path / "in/kites.pdf")
    (tmp_path / "in/scan.pdf").write_bytes(scan())
    said = convert(tmp_path / "in", to=tmp_path / "package", prefix="kt")
    assert said.counts == {"records": 2, "articles": 1, "duplicates": 0, "rejected": 1, "skipped": 0}
    report = validate(said.package.folder, sources=tmp_path / "in")
    assert {found.rule: found.outcome for found in report.outcomes}["statement-unlike-source"] == "passed"
    assert [found for found in report.findings if found.severity == "error"] == []
