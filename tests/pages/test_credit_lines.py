"""Which lines under a title only credit and date the article, and which are text."""

from __future__ import annotations

import pytest

from pressmark.pages.credit_lines import beside_dates, is_credit_line

CREDITS = (
    "By the staff of the library, September 2020",
    "By Ann Lee and Bo Kim | Published May 4, 2020",
    "By Ann Lee Harbour Weekly News",
    "Von Claudia Riedler 19. Oktober 2019 00:04 Uhr",
    "Von Markus Balser, Berlin",
    "von Engin Haupt, MDR SACHSEN-ANHALT",
    "Kommentar von Nicole Opitz",
    "Par Jean Dupont, le 4 mai 2020 à 10h00",
    "Por Redacción, 4 de mayo de 2020",
    "Ann Lee – 4 May 2020",
    "Stand: 08.07.2026 05:00 Uhr",
    "Giriş: 03.07.2024 - 18:24 Güncelleme: 03.07.2024 - 18:57",
    "Published: Sept. 8, 2020 at 9:22 a.m. ET",
    "22. Januar 2020 @ 18:13 // Autor: c1ph4 // ~ Lesezeit: 1 Minute",
    "Tempo de leitura: 2 minutos",
    "Publié le 27 Mar 20 à 9:21",
)
TEXT = (
    "By 4 May 2020 the ferry had sunk",
    "By Monday, 4 May 2020, in Berlin",
    "By Ann Lee's count, nine bells were rung.",
    "Von Menschen und Mäusen",
    "Von Anna Meyer wissen wir, dass",
    "The night of 4 May 2020",
    "September 2020",
    "Ann Lee",
    "* * *",
    "1968",
)


@pytest.mark.parametrize("line", CREDITS)
def test_names_and_dates_alone_are_no_text(line: str) -> None:
    assert is_credit_line(line, {"annlee"})


@pytest.mark.parametrize("line", TEXT)
def test_what_says_more_is_text(line: str) -> None:
    assert not is_credit_line(line, {"annlee"})


BESIDE = {
    "25.10.2022 - Ann Lee": ("Ann Lee", False),
    "04.02.2022 | 13:10 Uhr | Ann Lee": ("Ann Lee", False),
    "Ann Lee · 3 min read": ("Ann Lee", False),
    "06.11.2023 13:30 von Ann": ("von Ann", True),
    "Harbour | By Ann Lee on 4 May 2020": ("By Ann Lee", True),
    "Ann Lee | Harbour | 4 May 2020": None,
    "Harbour, 30.10.23": None,
    "Ann Lee": None,
    "4 May 2020": None,
}


@pytest.mark.parametrize("line", BESIDE)
def test_what_stands_beside_a_date(line: str) -> None:
    assert beside_dates(line) == BESIDE[line]
