"""A text that its page breaks off is told from one that ends, in whatever language the page says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.evidence.cuts import is_cut_short

BEGUN = "The tower has stood empty since its lamp was switched off"
CUT = (
    "{}\n\nRead more", "{}… Read more »", "{} ... (more)", "{}\n[Continue reading]", "{} […]", "{} [...] ",
    "{}\nClick here to read more", "{}\n\nRead the full article >>", "{}... [+99 chars]",
    "{}\n– Keep reading the story –", "{}\n\nMehr lesen", "{} … Weiterlesen", "{} … (mehr)", "{}\nLire la suite →",
    "{}\n\nLeer más", "{}… Seguir leyendo", "{}\nLeia mais", "{}\nLeggi tutto", "{}\nLees verder", "{}\nLes mer",
    "{}\nLestu meira", "{}\nCzytaj więcej…", "{}\nЧитать далее", "{}\nDevamını oku", "{}\nBaca selengkapnya",
    "{}\nXem thêm", "{}\n続きを読む", "{}\n残り1234文字", "{}\n阅读全文", "{}\n더 보기", "{}\nاقرأ المزيد",
)  # fmt: skip
WHOLE = (
    "{}.", "{}…", "{} and more", "{}, and we want to read more", "{}\n\nRead more: A Keeper Looks Back",
    "{}\nRead more:", "{}\nRead more\n\nThe keeper did.", "{} (more than ever)", "{} (no more)",
    "{} […] for years.", "{}\nMore", "", "Mehr",
)  # fmt: skip


@pytest.mark.parametrize("text", CUT)
def test_the_words_that_lead_on_are_known(text: str) -> None:
    assert is_cut_short(text.format(BEGUN))


@pytest.mark.parametrize("text", WHOLE)
def test_a_text_that_ends_is_not_cut(text: str) -> None:
    assert not is_cut_short(text.format(BEGUN))


@given(st.text())
def test_what_stands_before_the_end_changes_nothing(text: str) -> None:
    assert is_cut_short(f"{text}\n\nRead more")
    assert not is_cut_short(f"{text}\n\nThat was all.")
