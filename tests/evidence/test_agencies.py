"""An agency is credited where credits stand, and an article about an agency credits nobody."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.evidence.agencies import AGENCIES, Credit, agency_of, read_credits

WHOLE = {
    "LONDON, Aug 9 (Reuters) - The ferry sailed.": ("Reuters", "(Reuters)"),
    "(AP) — Six kites flew over the pier.": ("Associated Press", "(AP)"),
    "LA CROSSE, Wis. (AP) — After a calm night": ("Associated Press", "(AP)"),
    "Berlin (dpa) - Der Hafen bleibt zu.": ("dpa", "(dpa)"),
    "Berlin (dpa/bb) – Der Hafen bleibt zu.": ("dpa", "(dpa/bb)"),
    "Wien (APA) – Die Fähre fuhr.": ("APA", "(APA)"),
    "MADRID, 5 may (EFE).- El barco zarpó.": ("EFE", "(EFE)"),
    "(ANSA) - ROMA, 5 MAG - Il porto riapre.": ("ANSA", "(ANSA)"),
    "Paris, 9 août (AFP) – Le bac est parti.": ("AFP", "(AFP)"),
    "BEIJING, Aug. 9 (Xinhua) -- A bridge opened.": ("Xinhua", "(Xinhua)"),
    "New Delhi: (IANS): The tide turned.": ("IANS", "(IANS)"),
    "The ferry sailed at noon, its captain said. (Reuters)": ("Reuters", "(Reuters)"),
    "The ferry sailed at noon. – AFP": ("AFP", "– AFP"),
    "The ferry sailed.\n\nSource: ANI": ("ANI", "Source: ANI"),
    "Die Fähre fuhr.\n\nQuelle: dpa": ("dpa", "Quelle: dpa"),
    "El barco zarpó.\n\nFuente: EFE": ("EFE", "Fuente: EFE"),
    "The ferry sailed.\n\n© 2016 AFP": ("AFP", "© 2016 AFP"),
    "The ferry sailed.\n\nCopyright 2016 The Associated Press. All rights reserved.": (
        "Associated Press",
        "Copyright 2016 The Associated Press. All rights reserved.",
    ),
}
PART = {
    "The ferry sailed.\n\nAFP contributed to this report": ["AFP"],
    "The ferry sailed. Reuters and The Associated Press contributed to this story.": ["Reuters", "Associated Press"],
    "The ferry sailed.\n\nWith files from The Canadian Press": ["The Canadian Press"],
    "Le bac est parti.\n\n(avec AFP)": ["AFP"],
    "Die Fähre fuhr.\n\nMit Material von dpa": ["dpa"],
    "El barco zarpó.\n\nCon información de EFE": ["EFE"],
    "The ferry sailed.\n\n(With inputs from PTI)": ["Press Trust of India"],
    "Bern (sda/dpa) – Die Fähre fuhr.": ["Keystone-SDA", "dpa"],  # who of the two wrote it is not said
}
NONE = (
    "Reuters reported on Monday that the ferry sailed.",
    "The Associated Press (AP) said on Monday that it would move.",
    "The Associated Press (AP) — an agency of many newspapers — will move.",
    "News agency Reuters – the oldest of them – will move.",
    "The photographer works with AFP and with others along the coast.",
    "The figures were given (AP) by the harbour office.",
    "The ferry sailed.\n\nPhoto: AFP",
    "The ferry sailed.\n\nWith ap",
    "Sputnik was launched in 1957.",
    "Die Fähre fuhr (dpa berichtete).",
)


@pytest.mark.parametrize(("text", "credit"), WHOLE.items())
def test_a_whole_credit_names_the_agency_and_its_wording(text: str, credit: tuple[str, str]) -> None:
    assert read_credits(None, text) == (Credit(credit[0], part=False, verbatim=credit[1]),)
    assert credit[1] in text


@pytest.mark.parametrize(("text", "agencies"), PART.items())
def test_who_gave_a_part_is_not_the_source_of_the_whole(text: str, agencies: list[str]) -> None:
    found = read_credits(None, text)
    assert ([credit.agency for credit in found], [credit.part for credit in found]) == (agencies, [True] * len(found))


@pytest.mark.parametrize("text", NONE)
def test_an_article_about_an_agency_credits_nobody(text: str) -> None:
    assert read_credits(None, text) == ()


def test_a_dateline_may_stand_in_the_lede() -> None:
    (credit,) = read_credits("OSLO (NTB) – Fergen gikk.", "Den kom fram.")
    assert (credit.agency, credit.part) == ("NTB", False)


def test_who_is_credited_twice_is_named_once_as_the_source_of_the_whole() -> None:
    found = read_credits(None, "OSLO (Reuters) - The ferry sailed.\n\nReuters contributed to this report.")
    assert found == (Credit("Reuters", part=False, verbatim="(Reuters)"),)


def test_an_agency_is_known_by_the_name_of_its_site() -> None:
    said = {"AP News": "Associated Press", "Reuters": "Reuters", "The Harbour Courier": None, "dpa": "dpa"}
    assert {name: agency_of(name) for name in said} == said
    assert all(agency_of(alias) == name for name, aliases in AGENCIES.items() for alias in aliases)


@settings(deadline=None)
@given(st.text(alphabet="Aa1 .,;(-–/APReutersdpa)\n", max_size=400))
def test_every_text_has_credits_of_known_agencies_or_none(text: str) -> None:
    assert {credit.agency for credit in read_credits(None, text)} <= AGENCIES.keys()


@pytest.mark.parametrize("piece", ["A", "A ", "Aa-", "(AP", "AP, ", "with AP and ", ". (", "© ", "1 "])
def test_the_very_long_is_read_in_proportion(piece: str) -> None:
    begun = time.perf_counter()
    read_credits(piece * 20_000, piece * 20_000)
    assert time.perf_counter() - begun < 5
