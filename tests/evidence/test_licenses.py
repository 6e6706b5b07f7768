"""Licences are read from addresses, identifiers and wordings; a choice that nobody has made is none."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark.evidence.licenses import (
    NO_DERIVATIVES,
    NONCOMMERCIAL,
    OPEN,
    PUBLIC_DOMAIN,
    RIGHTS_STATEMENTS,
    expression_problem,
    spdx_from,
    statement_uri,
    url_of,
)

SPDX = json.loads((files("pressmark.evidence") / "spdx.json").read_text("utf-8"))

NAMED: dict[str, str | None] = {
    "https://creativecommons.org/licenses/by/4.0/": "CC-BY-4.0",
    "http://creativecommons.org/licenses/by/4.0": "CC-BY-4.0",
    "https://creativecommons.org/licenses/by/4.0/legalcode": "CC-BY-4.0",
    "https://creativecommons.org/licenses/by-sa/3.0/deed.de": "CC-BY-SA-3.0",
    "https://creativecommons.org/licenses/by/3.0/igo/": "CC-BY-3.0-IGO",
    "HTTPS://CREATIVECOMMONS.ORG/LICENSES/BY-NC-ND/4.0/": "CC-BY-NC-ND-4.0",
    "https://creativecommons.org/publicdomain/zero/1.0/": "CC0-1.0",
    "https://creativecommons.org/publicdomain/mark/1.0/": "CC-PDM-1.0",
    "https://opendatacommons.org/licenses/by/1-0/": "ODC-By-1.0",
    "see www.nationalarchives.gov.uk/doc/open-government-licence/version/3/": "OGL-UK-3.0",
    "https://spdx.org/licenses/MIT.html": "MIT",
    "CC-BY-4.0": "CC-BY-4.0",
    "cc-by-4.0": "CC-BY-4.0",
    "CC BY 4.0": "CC-BY-4.0",
    "CC BY-NC-SA 4.0": "CC-BY-NC-SA-4.0",
    "Licensed under CC BY 4.0.": "CC-BY-4.0",
    "CC BY 3.0 DE": "CC-BY-3.0-DE",
    "Creative Commons Attribution 4.0 International License": "CC-BY-4.0",
    "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0": "CC-BY-NC-ND-4.0",
    "Creative Commons Attribution-ShareAlike License, version 3.0": "CC-BY-SA-3.0",
    "CC0": "CC0-1.0",
    "Creative Commons Zero": "CC0-1.0",
    "mit": "MIT",
    "Apache 2.0": "Apache-2.0",
    "": None,
    "All rights reserved": None,
    "public domain": None,
    "Creative Commons": None,
    # a version that is not said is not guessed, and one that does not exist is none
    "CC-BY": None,
    "CC BY-SA": None,
    "Creative Commons Attribution": None,
    "https://creativecommons.org/licenses/by/": None,
    "https://creativecommons.org/licenses/by/9.9/": None,
    "CC BY 3.5": None,
    "CC BY 4.0.1": None,
    "GPL-3.0": None,
    # nor is a port dropped that SPDX does not list
    "http://creativecommons.org/licenses/by-nc-nd/3.0/us/": None,
    "CC BY 2.0 DE": None,
    # two licences are a choice that nobody has made
    "CC BY 4.0 or CC BY-SA 4.0": None,
    "CC0 or CC BY 4.0": None,
    "CC BY 4.0, except pictures (CC BY-NC 4.0)": None,
    "https://creativecommons.org/licenses/by/4.0/ https://creativecommons.org/licenses/by-nc/4.0/": None,
    "CC-BY-4.0 AND MIT": None,
    # twice the same is none
    "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)": "CC-BY-4.0",
    "CC BY 4.0: Creative Commons Attribution 4.0": "CC-BY-4.0",
}


@pytest.mark.parametrize("wording", NAMED)
def test_a_wording_names_a_licence_or_none(wording: str) -> None:
    assert spdx_from(wording) == NAMED[wording]


def test_every_licence_of_the_list_reads_as_itself() -> None:
    assert len(SPDX["licenses"]) > 500
    for name in SPDX["licenses"]:
        assert spdx_from(name) == spdx_from(name.lower()) == spdx_from(name.upper()) == name
        assert expression_problem(name) is None


def test_every_deprecated_licence_is_known_as_such() -> None:
    for name in SPDX["deprecated"]:
        assert spdx_from(name) is None
        assert "deprecated" in (expression_problem(name) or "")


def test_every_exception_stands_after_with_only() -> None:
    for name in SPDX["exceptions"]:
        assert expression_problem(f"GPL-2.0-or-later WITH {name}") is None
        assert expression_problem(name) is not None


@pytest.mark.parametrize("name", sorted(OPEN | NONCOMMERCIAL | NO_DERIVATIVES | PUBLIC_DOMAIN))
def test_a_licence_for_texts_has_an_address_that_names_it(name: str) -> None:
    address = url_of(name)
    assert address is not None
    assert spdx_from(address) == name


def test_kinds_of_licences_keep_apart_what_the_gate_keeps_apart() -> None:
    assert not (OPEN | PUBLIC_DOMAIN) & (NONCOMMERCIAL | NO_DERIVATIVES)
    assert not OPEN & PUBLIC_DOMAIN
    assert all("-NC" in name for name in NONCOMMERCIAL)
    assert all("-ND" in name for name in NO_DERIVATIVES)
    assert {name for name in NONCOMMERCIAL if "-ND" in name} <= NO_DERIVATIVES


def test_an_unknown_licence_has_no_address() -> None:
    assert url_of("LicenseRef-permission-0123456789ab") is None
    assert url_of("CC-BY") is None
    assert url_of("") is None


VALID = [
    "MIT",
    " MIT ",
    "MIT OR Apache-2.0",
    "MIT AND (Apache-2.0 OR CC0-1.0)",
    "((MIT))",
    "Apache-2.0+",
    "GPL-2.0-only WITH Classpath-exception-2.0",
    "GPL-2.0-only WITH Classpath-exception-2.0 OR MIT",
    "LicenseRef-GlobalResearch-CrossPost",
    "DocumentRef-a:LicenseRef-b",
    "CC-BY-4.0 AND LicenseRef-x",
]
INVALID = {
    "": "empty",
    "  ": "empty",
    "(": "expected",
    "()": "SPDX identifier",
    "(MIT": "open parenthesis",
    "MIT)": "does not end",
    "MIT OR": "expected",
    "OR MIT": "SPDX identifier",
    "MIT MIT": "does not end",
    "MIT or Apache-2.0": "does not end",
    "MIT, Apache-2.0": "sign",
    "MIT/X11": "sign",
    "mit": "is MIT meant",
    "CC-BY": "SPDX identifier",
    "MIT WITH Foo": "exception",
    "MIT WITH": "exception",
    "(MIT) WITH Classpath-exception-2.0": "does not end",
    "GPL-2.0": "write GPL-2.0-only",
    "GPL-2.0+": "write GPL-2.0-or-later",
    "LicenseRef-": "SPDX identifier",
    "NONE": "SPDX identifier",
}


@pytest.mark.parametrize("expression", VALID)
def test_a_valid_expression_has_no_problem(expression: str) -> None:
    assert expression_problem(expression) is None


@pytest.mark.parametrize("expression", INVALID)
def test_an_invalid_expression_says_what_is_wrong(expression: str) -> None:
    assert INVALID[expression] in (expression_problem(expression) or "")


EXPRESSIONS = st.recursive(
    st.sampled_from(["MIT", "CC-BY-4.0", "LicenseRef-x", "Apache-2.0+", "GPL-2.0-only WITH Classpath-exception-2.0"]),
    lambda inner: st.one_of(
        inner.map("({})".format), st.tuples(inner, st.sampled_from(["AND", "OR"]), inner).map(" ".join)
    ),
    max_leaves=6,
)


@given(EXPRESSIONS, st.sampled_from([" AND", "AND ", " MIT", ")", "(", " WITH x", ","]))
def test_expressions_are_valid_as_they_are_built_and_no_longer_once_broken(expression: str, more: str) -> None:
    assert expression_problem(expression) is None
    assert expression_problem(f"{expression} {more}") is not None


@given(st.text())
def test_any_wording_names_a_listed_licence_or_none(wording: str) -> None:
    name = spdx_from(wording)
    assert name is None or name in {*SPDX["licenses"], "CC-PDM-1.0"}
    assert expression_problem(wording) != ""
    statement_uri(wording)
    url_of(wording)


STATEMENTS: dict[str, str | None] = {
    "InC": "http://rightsstatements.org/vocab/InC/1.0/",
    "inc": "http://rightsstatements.org/vocab/InC/1.0/",
    "http://rightsstatements.org/vocab/InC/1.0/": "http://rightsstatements.org/vocab/InC/1.0/",
    "https://rightsstatements.org/page/InC-EDU/1.0/?language=en": "http://rightsstatements.org/vocab/InC-EDU/1.0/",
    " https://rightsstatements.org/vocab/UND/1.0 ": "http://rightsstatements.org/vocab/UND/1.0/",
    "https://rightsstatements.org/vocab/InC/2.0/": None,
    "https://example.org/vocab/InC/1.0/": None,
    "In Copyright": None,
    "XYZ": None,
    "": None,
}


@pytest.mark.parametrize("value", STATEMENTS)
def test_a_statement_has_one_uri(value: str) -> None:
    assert statement_uri(value) == STATEMENTS[value]


def test_all_twelve_statements_read_as_themselves() -> None:
    assert len(RIGHTS_STATEMENTS) == 12
    assert all(statement_uri(uri) == statement_uri(name) == uri for name, uri in RIGHTS_STATEMENTS.items())
