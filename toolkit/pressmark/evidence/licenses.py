"""Knows licences: what a wording or an address names, which expressions are valid, and which licences open a text."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_CC_VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")


def _creative_commons(*kinds: str) -> frozenset[str]:
    return frozenset(f"CC-{kind}-{version}" for kind in kinds for version in _CC_VERSIONS)


OPEN = _creative_commons("BY", "BY-SA") | {
    "ODC-By-1.0", "ODbL-1.0", "OGL-UK-1.0", "OGL-UK-2.0", "OGL-UK-3.0", "OGL-Canada-2.0", "DL-DE-BY-2.0",
    "DL-DE-ZERO-2.0",
    "etalab-2.0", "NLOD-1.0", "NLOD-2.0",
}  # fmt: skip
NONCOMMERCIAL = _creative_commons("BY-NC", "BY-NC-SA", "BY-NC-ND")
NO_DERIVATIVES = _creative_commons("BY-ND", "BY-NC-ND")
PUBLIC_DOMAIN = frozenset({"CC0-1.0", "CC-PDM-1.0", "PDDL-1.0"})

_SHARE_ALIKE = re.compile(r"-SA-|^ODbL-")

_VOCABULARY = "http://rightsstatements.org/vocab/{}/1.0/"
_STATEMENTS = (
    "InC",
    "InC-OW-EU",
    "InC-RUU",
    "InC-EDU",
    "InC-NC",
    "NoC-NC",
    "NoC-CR",
    "NoC-OKLR",
    "NoC-US",
    "NKC",
    "CNE",
    "UND",
)
RIGHTS_STATEMENTS: Mapping[str, str] = MappingProxyType({name: _VOCABULARY.format(name) for name in _STATEMENTS})

_ADDRESSES: Mapping[str, str] = MappingProxyType(
    {
        "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
        "CC-PDM-1.0": "https://creativecommons.org/publicdomain/mark/1.0/",
        "PDDL-1.0": "https://opendatacommons.org/licenses/pddl/1-0/",
        "ODC-By-1.0": "https://opendatacommons.org/licenses/by/1-0/",
        "ODbL-1.0": "https://opendatacommons.org/licenses/odbl/1-0/",
        "OGL-UK-1.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/1/",
        "OGL-UK-2.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/2/",
        "OGL-UK-3.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        "etalab-2.0": "https://github.com/etalab/licence-ouverte/blob/master/LO.md",
        "DL-DE-BY-2.0": "https://www.govdata.de/dl-de/by-2-0",
        "DL-DE-ZERO-2.0": "https://www.govdata.de/dl-de/zero-2-0",
    }
)
_CC_ADDRESS = re.compile(
    r"creativecommons\.org/(?:licenses/(?P<kind>by(?:-nc)?(?:-sa|-nd)?)/(?P<version>\d\.\d)(?:/(?P<port>[a-z]{2,3})(?=/|$))?"
    r"|publicdomain/(?P<public>zero|mark)/1\.0)",
    re.IGNORECASE,
)
_CC_SHORT = re.compile(
    r"\bCC[ -]?(?P<kind>BY(?:[ -]NC)?(?:[ -](?:SA|ND))?)[ -]+v?(?P<version>[1-4]\.[05])(?![\d.]*\d)"
    r"(?:[ -](?P<port>(?-i:[A-Z]{2}|IGO))\b)?",
    re.IGNORECASE,
)
_CC_LONG = re.compile(
    r"creative\s+commons\s+attribution(?P<kind>(?:[\s,–-]+(?:non-?commercial|share-?alike|no-?deriv(?:ative|ativ)?s?))*)"
    r"(?:\s+licen[cs]e)?[\s,–-]+(?:version\s+|v)?(?P<version>[1-4]\.[05])(?![\d.])",
    re.IGNORECASE,
)
_PUBLIC = re.compile(r"\bCC[ -]?0(?:[ -]?1\.0)?\b|creative\s+commons\s+zero", re.IGNORECASE)


def spdx_from(value: str) -> str | None:
    """Returns the SPDX identifier that an address, an identifier in any case, or a wording names; None where none does.

    A version that is not said is not guessed: `CC-BY` names no licence. A jurisdiction port counts only where SPDX
    lists it.
    """
    wording = value.strip()
    if addresses := {_from_address(found) for found in _CC_ADDRESS.finditer(wording)}:
        return _only(addresses)
    named = re.sub(r"^https?://(?:www\.)?spdx\.org/licenses/|\.(?:html|json|txt)$", "", wording)
    if known := _identifiers().get(named.casefold().replace(" ", "-")):
        return known
    for name, address in _ADDRESSES.items():
        if _bare(address) in _bare(wording):
            return name
    if re.search(r"\s(?:AND|OR|WITH)\s", wording) and expression_problem(wording) is None:
        return None
    return _only(_from_wording(wording))


def _only(names: set[str | None]) -> str | None:
    """Returns the one licence among the names: two in one wording are a choice that nobody has made yet."""
    name = names.pop() if len(names) == 1 else None
    return name if name in _list()["licenses"] else None


def _bare(address: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", address.casefold()).rstrip("/")


def _from_address(found: re.Match[str]) -> str | None:
    if found["public"]:
        return "CC0-1.0" if found["public"].lower() == "zero" else "CC-PDM-1.0"
    name = f"CC-{found['kind'].upper()}-{found['version']}"
    return f"{name}-{found['port'].upper()}" if found["port"] else name


def _from_wording(wording: str) -> set[str | None]:
    names: set[str | None] = set()
    for found in _CC_SHORT.finditer(wording):
        # Version 4.0 has no ports: what follows it is another word.
        port = f"-{found['port']}" if found["port"] and not found["version"].startswith("4") else ""
        names.add(f"CC-{found['kind'].upper().replace(' ', '-')}-{found['version']}{port}")
    for found in _CC_LONG.finditer(wording):
        parts = re.sub(r"[^a-z]", "", found["kind"].lower())
        kinds = {"noncommercial": "-NC", "sharealike": "-SA", "noderiv": "-ND"}
        names.add("CC-BY" + "".join(sign for word, sign in kinds.items() if word in parts) + f"-{found['version']}")
    return names | ({"CC0-1.0"} if _PUBLIC.search(wording) else set())


def url_of(spdx: str) -> str | None:
    """Returns the address of a licence's text, where it is known."""
    if spdx in _ADDRESSES:
        return _ADDRESSES[spdx]
    found = re.fullmatch(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-(\d\.\d)", spdx)
    if found:
        return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/"
    return f"https://spdx.org/licenses/{spdx}.html" if spdx in _list()["licenses"] else None


def statement_uri(value: str) -> str | None:
    """Returns the vocabulary URI of a rights statement, whichever of its forms is given, or None."""
    found = re.fullmatch(
        r"(?:https?://rightsstatements\.org/(?:vocab|page)/)?([A-Za-z-]+)(?:/1\.0/?)?(?:\?.*)?", value.strip()
    )
    names = {name.casefold(): uri for name, uri in RIGHTS_STATEMENTS.items()}
    return names.get(found[1].casefold()) if found else None


def freedoms(license: str | None) -> frozenset[str]:
    """Returns what a licence lets its reader do, so that two can be compared; a wording of its own allows something."""
    if license is None:
        return frozenset()
    known = OPEN | PUBLIC_DOMAIN | NONCOMMERCIAL | NO_DERIVATIVES
    allowed = {
        "something": True,
        "share": license in known,
        "sell": license in known - NONCOMMERCIAL,
        "change": license in known - NO_DERIVATIVES,
        "license anew": license in known - NO_DERIVATIVES and not _SHARE_ALIKE.search(license),
        "leave the author unnamed": license in PUBLIC_DOMAIN or license == "DL-DE-ZERO-2.0",
    }
    return frozenset(name for name, holds in allowed.items() if holds)


_TOKEN = re.compile(r"\s*([()]|[A-Za-z0-9.:+-]+)")
_REFERENCE = re.compile(r"(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+")


def expression_problem(expression: str) -> str | None:
    """Returns what is wrong with an SPDX licence expression (SPDX 2.3, annex D), or None where it is valid."""
    tokens: list[str] = []
    position = 0
    while position < len(expression.rstrip()):
        found = _TOKEN.match(expression, position)
        if not found:
            return "holds a sign that no licence expression has"
        tokens.append(found[1])
        position = found.end()
    return _Parser(tokens).problem()


class _Parser:
    """Reads `simple (WITH exception)? ((AND | OR) …)*` with parentheses; stops at the first problem."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens

    def problem(self) -> str | None:
        if not self._tokens:
            return "is empty"
        return self._compound() or (
            f"does not end after a licence, but with {self._tokens[0]!r}" if self._tokens else None
        )

    def _compound(self) -> str | None:
        problem = self._simple()
        while problem is None and self._tokens and self._tokens[0] in ("AND", "OR"):
            self._tokens.pop(0)
            problem = self._simple()
        return problem

    def _simple(self) -> str | None:
        if not self._tokens:
            return "ends where a licence is expected"
        token = self._tokens.pop(0)
        if token == "(":
            problem = self._compound()
            if problem is None and (not self._tokens or self._tokens.pop(0) != ")"):
                return "has an open parenthesis"
            return problem
        return _identifier_problem(token) or self._exception()

    def _exception(self) -> str | None:
        if not self._tokens or self._tokens[0] != "WITH":
            return None
        self._tokens.pop(0)
        known = self._tokens and self._tokens.pop(0) in _list()["exceptions"]
        return None if known else "names no known exception after WITH"


def _identifier_problem(token: str) -> str | None:
    name = token.removesuffix("+")
    if _REFERENCE.fullmatch(token) or name in _list()["licenses"]:
        return None
    if token in _list()["deprecated"] or name in _list()["deprecated"]:
        better = f"{name}-or-later" if token.endswith("+") else f"{name}-only"
        return f"{token} is deprecated" + (f"; write {better}" if better in _list()["licenses"] else "")
    known = _identifiers().get(name.casefold()) or next(
        iter(difflib.get_close_matches(name, _list()["licenses"], 1)), None
    )
    return f"{token} is no SPDX identifier" + (f"; is {known} meant?" if known else "")


@cache
def _list() -> Mapping[str, frozenset[str]]:
    """Returns the identifiers of the SPDX License List that `spdx.json` holds."""
    found = json.loads((files("pressmark.evidence") / "spdx.json").read_text("utf-8"))
    named = {name: frozenset(found[name]) for name in ("licenses", "deprecated", "exceptions")}
    return MappingProxyType(named | {"licenses": named["licenses"] | {"CC-PDM-1.0"}})


@cache
def _identifiers() -> Mapping[str, str]:
    return MappingProxyType({name.casefold(): name for name in _list()["licenses"]})
