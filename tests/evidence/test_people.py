"""Bylines name persons and organisations, and nobody who is not printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.evidence.people import (
    identifier_problem,
    is_agency,
    isni_ok,
    kind_of,
    orcid_ok,
    read_byline,
    ror_ok,
)
from pressmark.evidence.text import one_line

P, O, U = "person", "organization", "unknown"  # noqa: E741
BYLINES: dict[str, list[tuple[str, str]]] = {
    "By John Smith": [("John Smith", P)],
    "BY JOHN SMITH": [("JOHN SMITH", P)],
    "by John Smith and Jane Doe": [("John Smith", P), ("Jane Doe", P)],
    "By John Smith, Jane Doe and Ann Lee": [("John Smith", P), ("Jane Doe", P), ("Ann Lee", P)],
    "By John Smith; Jane Doe": [("John Smith", P), ("Jane Doe", P)],
    "Von Max Müller und Eva Maier": [("Max Müller", P), ("Eva Maier", P)],
    "Par Jean Dupont et Marie Curie": [("Jean Dupont", P), ("Marie Curie", P)],
    "Por Juan Pérez y Ana Gómez": [("Juan Pérez", P), ("Ana Gómez", P)],
    "Di Mario Rossi": [("Mario Rossi", P)],
    "Written by Ann Lee": [("Ann Lee", P)],
    "Text: Max Müller": [("Max Müller", P)],
    "durch Max Müller": [("Max Müller", P)],
    "erstellt von Max Müller": [("Max Müller", P)],
    "Автор: Иван Иванов": [("Иван Иванов", P)],
    "Oleh Budi Santoso": [("Budi Santoso", P)],
    "Written by Ann Lee Edited by Jane Doe": [("Ann Lee", P)],
    "By Ann Lee on Monday, May 4th, 2020": [("Ann Lee", P)],
    "港報 記者王小明、李大華／台北報導": [("王小明", U), ("李大華", U)],
    "View More Articles": [],
    "Übersetzung: Jane Doe": [],
    "Polizei Merrow": [("Polizei Merrow", O)],
    "港報快訊": [("港報快訊", O)],
    "Story by Ann Lee; photos by Jane Doe": [("Ann Lee", P), ("Jane Doe", P)],
    "John Smith and John Smith": [("John Smith", P)],
    "Dr. John Smith": [("Dr. John Smith", P)],
    "John Smith, Jr.": [("John Smith, Jr.", P)],
    "John Smith, PhD": [("John Smith, PhD", P)],
    "Иван Иванов": [("Иван Иванов", P)],
    "Madonna": [("Madonna", U)],
    "李明": [("李明", U)],
    "弗拉基米尔·普京": [("弗拉基米尔·普京", U)],
    "王小明 · 李大華": [("王小明", U), ("李大華", U)],
    "김철수·이영희": [("김철수", U), ("이영희", U)],
    "bell hooks": [("bell hooks", U)],
    "Von der Leyen": [("Von der Leyen", P)],
    "By John Smith in Paris": [("John Smith", P)],
    "Ann Lee for The Daily Post": [("Ann Lee", P)],
    "John Smith | 11 August 2016": [("John Smith", P)],
    "By John Smith (john@example.org)": [("John Smith", P)],
    "dpa am 25.01.2022": [("dpa", O)],
    "Von Ada Lind am 25. Januar 2022": [("Ada Lind", P)],
    "Reuters on March 4, 2024": [("Reuters", O)],
    "Ada Lind, 2024-03-04 10:30": [("Ada Lind", P)],
    "Ada Lind, 4 March 2024": [("Ada Lind", P)],
    "Autor: www.lamps.example": [("www.lamps.example", U)],
    "Ada Lind, www.lamps.example": [("Ada Lind", P)],
    "John Smith, Correspondent": [("John Smith", P)],
    "John Smith, staff writer": [("John Smith", P)],
    "By Andy Land": [("Andy Land", P)],
    "By Ben Bythewood": [("Ben Bythewood", P)],
    "Balkan Insight": [("Balkan Insight", O)],
    "Reuters": [("Reuters", O)],
    "By Reuters Staff": [("Reuters Staff", O)],
    "The Associated Press": [("The Associated Press", O)],
    "AFP/Reuters": [("AFP/Reuters", O)],
    "John Smith, Reuters": [("John Smith", P), ("Reuters", O)],
    "John Smith/AFP": [("John Smith", P), ("AFP", O)],
    "Getty Images/AFP": [("Getty Images/AFP", O)],
    "Centre of Research on Globalization": [("Centre of Research on Globalization", O)],
    "Center for Research on Globalization": [("Center for Research on Globalization", O)],
    "Ministry of Foreign Affairs and Trade": [("Ministry of Foreign Affairs and Trade", O)],
    "By the Editors": [("the Editors", O)],
    "Por Redacción": [("Redacción", O)],
    "Harbour Fishing Co.": [("Harbour Fishing Co.", U)],
    "BBC": [("BBC", O)],
    "": [],
    "  ": [],
    "By": [],
    "By admin": [],
    "Unknown": [],
    "2 hours ago": [],
    "11 August 2016": [],
    "john@example.org": [],
    "https://example.org/ann": [],
    "Correspondent": [],
    "—": [],
}


@pytest.mark.parametrize("byline", BYLINES)
def test_a_byline_names_its_authors(byline: str) -> None:
    assert [(name.name, name.kind) for name in read_byline(byline)] == BYLINES[byline]


PARTS: dict[str, tuple[str | None, str | None]] = {
    "John Smith": ("John", "Smith"),
    "Mary Ann Smith": ("Mary Ann", "Smith"),
    "J. K. Rowling": ("J. K.", "Rowling"),
    "Jean-Paul Sartre": ("Jean-Paul", "Sartre"),
    "Conan O’Brien": ("Conan", "O’Brien"),
    "Ludwig van Beethoven": ("Ludwig", "van Beethoven"),
    "María de la Cruz": ("María", "de la Cruz"),
    "Prof. Dr. Max Müller": ("Max", "Müller"),
    "Martin Luther King III": ("Martin Luther", "King"),
    "Dr. Smith": (None, None),  # a title is no given name
    "Herr Müller": (None, None),
    "Von der Leyen": (None, None),
    "Madonna": (None, None),
    "Reuters": (None, None),
    "Balkan Insight": (None, None),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_name_has_parts_only_where_its_form_leaves_no_doubt(name: str) -> None:
    (found,) = read_byline(name)
    assert (found.given, found.family) == PARTS[name]


def test_a_known_organisation_is_one_whatever_its_words() -> None:
    assert [name.kind for name in read_byline("Harbour Lights")] == [P]
    assert [name.kind for name in read_byline("By Harbour Lights", ["harbour  lights"])] == [O]
    assert [name.name for name in read_byline("Smith, Lee and Sons", ["Smith, Lee and Sons"])] == [
        "Smith, Lee and Sons"
    ]
    assert kind_of("Harbour Lights", {"Harbour Lights"}) == O


AGENCY = {
    "Reuters": True,
    "REUTERS": True,
    "AP Staff": True,
    "Reuters/AFP": True,
    "Associated Press and Reuters": True,
    "dpa": True,
    "John Smith/AFP": False,
    "Paul Reuters": False,
    "Apt": False,
    "": False,
}


@pytest.mark.parametrize("name", AGENCY)
def test_an_agency_is_known_by_its_name(name: str) -> None:
    assert is_agency(name) is AGENCY[name]


PRINTED = st.one_of(
    st.text(),
    st.lists(
        st.sampled_from(
            "By Von John Smith Müller Jr. Dr. and et , ; | / & ( ) - Reuters News for in Paris 2016 der O’Brien".split()
        ),
        max_size=9,
    ).map(" ".join),
)


@given(PRINTED, st.lists(st.text(), max_size=2))
def test_nobody_is_named_who_is_not_printed(byline: str, known: list[str]) -> None:
    plain = one_line(byline.replace("\x00", " "))
    names = read_byline(byline, known)
    assert len({name.name.casefold() for name in names}) == len(names)
    for name in names:
        assert name.name
        assert name.name.replace(",", "").replace(" ", "") in plain.replace(",", "").replace(" ", "")
        assert (name.given is None) is (name.family is None)
        assert name.given is None or name.kind == P
        assert (name.given or "") in name.name
        assert (name.family or "") in name.name


RIGHT = [
    "https://orcid.org/0000-0002-1825-0097",
    "https://orcid.org/0000-0001-5109-3700",
    "https://orcid.org/0000-0002-1694-233X",
    "https://isni.org/isni/0000000121032683",
    "https://isni.org/isni/000000012146438X",
    "https://www.isni.org/0000000121032683",
    "https://ror.org/03yrm5c26",
    "https://ror.org/02mhbdp94",
    "https://ror.org/05dxps055",
]
WRONG = [
    "https://orcid.org/0000-0002-1825-0098",
    "https://orcid.org/0000-0002-1694-2330",
    "https://orcid.org/0000000218250097",
    "https://orcid.org/0000-0002-1825-009",
    "https://orcid.org/0000-0002-1825-0097/",
    "https://orcid.org/٠٠٠٠-0002-1825-0097",
    "orcid.org/0000-0002-1825-0097",
    "https://isni.org/isni/0000000121032684",
    "https://isni.org/isni/0000 0001 2103 2683",
    "https://ror.org/03yrm5c27",
    "https://ror.org/03yrm5c2",
    "https://ror.org/13yrm5c26",
    "https://ror.org/03yrm5i26",
    "https://ror.org/03yrm5c٢٦",
]


@pytest.mark.parametrize("identifier", RIGHT)
def test_a_right_identifier_has_no_problem(identifier: str) -> None:
    assert identifier_problem(identifier) is None
    assert [orcid_ok(identifier), isni_ok(identifier), ror_ok(identifier)].count(True) == 1


@pytest.mark.parametrize("identifier", WRONG)
def test_a_wrong_identifier_has_one(identifier: str) -> None:
    assert identifier_problem(identifier) is not None
    assert [orcid_ok(identifier), isni_ok(identifier), ror_ok(identifier)] == [False] * 3


def test_a_bare_identifier_lacks_its_address_and_others_are_not_judged() -> None:
    assert "address" in (identifier_problem("0000-0002-1825-0097") or "")
    assert "address" in (identifier_problem("000000012146438X") or "")
    assert identifier_problem("https://viaf.org/viaf/102333412") is None
    assert identifier_problem("") is None


@given(st.integers(0, 10**15 - 1), st.sampled_from("0123456789X"), st.integers(0, 14), st.integers(1, 9))
def test_one_check_digit_of_eleven_is_right_and_no_slip_of_a_digit_passes(
    number: int, check: str, place: int, slip: int
) -> None:
    """The sum is written out anew from ISO 7064, mod 11-2: the digits weighted by powers of two leave 1 over 11."""
    digits = f"{number:015}"
    value = sum(int(digit) * 2 ** (15 - index) for index, digit in enumerate(digits)) + "0123456789X".index(check)
    right = value % 11 == 1
    signs = digits + check
    grouped = "-".join(signs[index : index + 4] for index in range(0, 16, 4))
    assert isni_ok(f"https://isni.org/isni/{signs}") is right
    assert orcid_ok(f"https://orcid.org/{grouped}") is right
    slipped = signs[:place] + str((int(signs[place]) + slip) % 10) + signs[place + 1 :]
    assert not (right and isni_ok(f"https://isni.org/isni/{slipped}"))


@given(st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=6, max_size=6), st.integers(0, 99))
def test_one_pair_of_check_digits_is_right(name: str, check: int) -> None:
    """The sum is written out anew from ISO 7064, mod 97-10: value and check digits together leave 1 over 97."""
    value = 0
    for sign in name:
        value = value * 32 + "0123456789abcdefghjkmnpqrstvwxyz".index(sign)
    right = (value * 100 + check) % 97 == 1 and 2 <= check <= 98
    assert ror_ok(f"https://ror.org/0{name}{check:02}") is right
