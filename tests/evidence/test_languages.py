"""Language tags are judged by BCP 47, and a text's language is guessed only where it shows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.evidence.languages import guess_language, tag_problem, well_formed

TAGS: dict[str, str | None] = {
    "en": "en",
    "EN": "en",
    "en-us": "en-US",
    "en_US": "en-US",
    " de ": "de",
    "zh-hant-tw": "zh-Hant-TW",
    "sr-Latn-RS": "sr-Latn-RS",
    "es-419": "es-419",
    "de-1996": "de-1996",
    "sl-ROZAJ": "sl-rozaj",
    "en-u-ca-gregory": "en-u-ca-gregory",
    "en-x-twain": "en-x-twain",
    "yue": "yue",
    "grc": "grc",
    "la": "la",
    "und": "und",
    "mul": "mul",
    "zxx": "zxx",
    "": None,
    "e": None,
    "xx": None,
    "english": None,
    "English": None,
    "en-": None,
    "en--US": None,
    "en-US-": None,
    "en US": None,
    "en-a": None,
    "en-usa-us": None,
    "1en": None,
    "ｅｎ": None,
}


@pytest.mark.parametrize("tag", TAGS)
def test_a_tag_is_well_formed_or_none(tag: str) -> None:
    assert well_formed(tag) == TAGS[tag]
    assert (tag_problem(tag) is None) is (TAGS[tag] == tag)


def test_a_problem_says_how_the_tag_is_written() -> None:
    assert "en-US" in (tag_problem("en_us") or "")
    assert "BCP 47" in (tag_problem("english") or "")


@given(st.one_of(st.text(), st.from_regex(r"[a-zA-Z]{2,3}([-_][A-Za-z0-9]{1,8}){0,4}", fullmatch=True)))
def test_what_is_well_formed_stays_so(tag: str) -> None:
    better = well_formed(tag)
    if better is not None:
        assert well_formed(better) == better
        assert tag_problem(better) is None
        assert better.casefold() == tag.strip().replace("_", "-").casefold()


LONG = {
    "en": "The minister said on Tuesday that the government would publish its report on the harbour next week.",
    "de": "Der Minister sagte am Dienstag, die Regierung werde den Bericht über den Hafen nächste Woche vorlegen.",
    "fr": "Le ministre a déclaré mardi que le gouvernement publierait son rapport sur le port la semaine prochaine.",
    "es": "El ministro dijo el martes que el gobierno publicará su informe sobre el puerto la próxima semana.",
    "it": "Il ministro ha detto martedì che il governo pubblicherà la relazione sul porto la prossima settimana.",
    "ru": "Министр заявил во вторник, что правительство опубликует доклад о порте на следующей неделе.",
    "el": "Ο υπουργός δήλωσε την Τρίτη ότι η κυβέρνηση θα δημοσιεύσει την έκθεση για το λιμάνι την επόμενη εβδομάδα.",
    "ja": "日本の政府は火曜日に港についての報告書を来週発表すると述べた。",
    "ko": "정부는 다음 주에 항구에 관한 보고서를 발표할 것이라고 장관이 화요일에 말했다. 보고서는 공개될 것이다.",
}


@pytest.mark.parametrize("language", LONG)
def test_a_sentence_shows_its_language(language: str) -> None:
    assert guess_language(LONG[language]) == language


@pytest.mark.parametrize("text", ["", "   ", "Short title", "Taxi Radio Hotel", "2016 08 09 10 30 00 12 99 3 4 5 6"])
def test_what_shows_none_is_undetermined(text: str) -> None:
    assert guess_language(text) == "und"


@given(st.text())
@settings(max_examples=50, deadline=None)
def test_any_text_has_a_tag(text: str) -> None:
    assert well_formed(guess_language(text)) == guess_language(text)
