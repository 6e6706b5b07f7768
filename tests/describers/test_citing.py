"""What citation formats share: identifiers, addresses, names."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import yaml
from describers.works import METADATA_ONLY, PLAIN

from pressmark.describers import apa, cff, csl_json, datacite
from pressmark.describers._citing import address_of, doi_of, initials, license_url, scheme_of
from pressmark.model.work import Party

DOI = "10.5072/x.1"


def person(number: int) -> Party:
    return Party(name=f"A. F{number}", kind="person", given="Ann", family=f"F{number}")


@pytest.mark.parametrize("written", [DOI, f"doi:{DOI}", f"https://doi.org/{DOI}", f"http://dx.doi.org/{DOI}"])
def test_a_doi_is_known_in_every_spelling(written: str) -> None:
    assert (doi_of(written), address_of(written)) == (DOI, f"https://doi.org/{DOI}")


@pytest.mark.parametrize("written", [None, "", "https://a.example/10.5072/x", "urn:uuid:0", "10.5072/x y"])
def test_what_is_no_doi_stays_none(written: str | None) -> None:
    assert doi_of(written) is None


@pytest.mark.parametrize(
    ("identifier", "scheme"),
    [
        ("https://orcid.org/0000-0002-1825-0097", "ORCID"),
        ("https://www.isni.org/isni/000000012146438X", "ISNI"),
        ("https://ror.org/05gq02987", "ROR"),
        ("https://people.example/ann", "URL"),
        ("ann", "URL"),
    ],
)
def test_an_identifier_tells_its_scheme(identifier: str, scheme: str) -> None:
    assert scheme_of(identifier) == scheme


@pytest.mark.parametrize(
    ("given", "expected"),
    [("Ada Marie", "A. M."), ("Jean-Paul Karl", "J.-P. K."), ("Élodie", "É."), ("J. K.", "J. K."), ("(Bob)", "")],
)
def test_given_names_become_initials(given: str, expected: str) -> None:
    assert initials(given).strip() == expected


def test_a_licence_without_a_page_of_its_own_has_the_list_s() -> None:
    assert license_url("CC0-1.0") == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert license_url("NLOD-2.0") == "https://spdx.org/licenses/NLOD-2.0.html"


def test_two_organisations_are_joined_without_a_comma() -> None:
    work = replace(METADATA_ONLY, creators=(Party(name="North Desk"), Party(name="South Desk")))
    assert apa.render(work).startswith("North Desk & South Desk. (2026). ")


def test_a_name_that_ends_in_a_stop_gets_no_second() -> None:
    work = replace(METADATA_ONLY, creators=(Party(name="Example Inc."),))
    assert apa.render(work).startswith("Example Inc. (2026). ")


def test_three_persons_are_all_named() -> None:
    work = replace(PLAIN, creators=tuple(map(person, range(3))))
    assert apa.render(work).startswith("F0, A., F1, A., & F2, A. (2026). ")


def test_of_more_than_twenty_creators_the_last_is_still_named() -> None:
    reference = apa.render(replace(PLAIN, creators=tuple(map(person, range(25)))))
    assert "F18, A., . . . F24, A. (2026)" in reference
    assert "F19" not in reference


def test_no_identifier_is_made_up() -> None:
    record = json.loads(datacite.render(METADATA_ONLY))
    assert not {"doi", "url"} & record.keys()
    assert not {"DOI", "URL"} & json.loads(csl_json.render(METADATA_ONLY))[0].keys()
    assert not {"doi", "url", "identifiers"} & yaml.safe_load(cff.render(METADATA_ONLY)).keys()


@pytest.mark.parametrize(("license", "key"), [("CC-BY-4.0", "license"), ("CC-PDM-1.0", "license-url")])
def test_a_licence_that_the_list_has_not_is_an_address(license: str, key: str) -> None:
    citation = yaml.safe_load(cff.render(replace(PLAIN, license=license)))
    assert {"license", "license-url"} & citation.keys() == {key}
