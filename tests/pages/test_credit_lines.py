"""Which lines under a title only credit and date the article, and which are text."""

from __future__ import annotations

import pytest

from pressmark.pages.credit_lines import is_credit_line

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
