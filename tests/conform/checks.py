"""The checks: each is a validator, how it is called, and a break that it must reject, so that no check passes idly."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PROFILE = "schemas/articles/1.0/datapackage.json"
DATACITE = (
    "import json, sys; from datacite import schema45;"
    "schema45.validator.validate(json.load(open(sys.argv[1], encoding='utf-8')))"
)

Break = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Check:
    """A validator as it is called on a release.

    `{release}` in the command is the folder of the release, or of the report; `{profile}` is the file of our package
    profile that was put into it. `spoil` breaks a copy of a release in what the check is for. `form` limits the check
    to releases of that format, `python` is the oldest that the tool runs on. A tool with a `scope` is one for Node,
    under that scope of npm's. `errors` reads from the folder what the exit status does not tell. `settings` are for the
    environment.
    """

    name: str
    tool: str
    command: tuple[str, ...]
    spoil: Break
    form: str | None = None
    python: tuple[int, int] = (3, 11)
    scope: str | None = None
    errors: Callable[[Path], str] | None = None
    settings: tuple[tuple[str, str], ...] = ()


def edited(name: str, edit: Callable[[Any], None]) -> Break:
    """Returns a break that edits one JSON file of a release."""

    def spoil(release: Path) -> None:
        value = json.loads((release / name).read_text("utf-8"))
        edit(value)
        (release / name).write_text(json.dumps(value), "utf-8")

    return spoil


def _without(*keys: str) -> Callable[[Any], None]:
    def edit(value: Any) -> None:
        for key in keys:
            del value[key]

    return edit


def _alter_articles(release: Path) -> None:
    path = release / "data/articles.csv"
    path.write_bytes(path.read_bytes().replace(b",active,", b",Active,"))


def _forbid_every_id(descriptor: Any) -> None:
    descriptor["resources"][0]["schema"]["fields"][0]["constraints"] = {"pattern": "never"}


def _forget_checksum(croissant: Any) -> None:
    del croissant["distribution"][0]["sha256"]


def _mistake_checksum(croissant: Any) -> None:
    croissant["distribution"][0]["sha256"] = "0" * 64


def _misspell_title(release: Path) -> None:
    path = release / "CITATION.cff"
    path.write_text(path.read_text("utf-8").replace("\ntitle:", "\ntilte:"), "utf-8")


def _mistype(profile: Any) -> None:
    profile["properties"]["name"]["type"] = "word"


def _misnumber(descriptor: Any) -> None:
    descriptor["version"] = "the first"


DESCRIPTOR = "{release}/datapackage.json"
CITATION = "{release}/CITATION.cff"
CROISSANT = "{release}/croissant.json"

CHECKS = (
    Check(
        "tables, keys and checksums",
        "frictionless",
        ("frictionless", "validate", DESCRIPTOR),
        _alter_articles,
        form="csv",
    ),
    Check(
        # It counts no bytes of Parquet and so refuses every count; `mlcroissant load` compares these checksums.
        "tables and keys",
        "frictionless",
        ("frictionless", "validate", "--skip-errors", "byte-count,hash-count", DESCRIPTOR),
        edited("datapackage.json", _forbid_every_id),
        form="parquet",
    ),
    Check(
        "tables, keys and checksums",
        "frictionless",
        ("frictionless", "validate", DESCRIPTOR),
        edited("datapackage.json", _forbid_every_id),
        form="jsonl",
    ),
    Check(
        "package profile",
        "check-jsonschema",
        ("check-jsonschema", "--schemafile", PROFILE, DESCRIPTOR),
        edited("datapackage.json", _without("articles:contentRoot")),
    ),
    Check(
        "profile's own schema",
        "check-jsonschema",
        ("check-jsonschema", "--check-metaschema", "{profile}"),
        edited("profile.json", _mistype),
    ),
    Check(
        "Data Package 2.0, strict",
        "check-datapackage",
        ("cdp", "check", DESCRIPTOR, "--strict"),
        edited("datapackage.json", _misnumber),
        python=(3, 12),
    ),
    Check("CITATION.cff", "cffconvert", ("cffconvert", "--validate", "-i", CITATION), _misspell_title),
    Check(
        "CITATION.cff",
        "check-jsonschema",
        ("check-jsonschema", "--builtin-schema", "vendor.citation-file-format", CITATION),
        _misspell_title,
    ),
    Check(
        "Croissant",
        "mlcroissant",
        ("mlcroissant", "validate", "--jsonld", CROISSANT),
        edited("croissant.json", _forget_checksum),
    ),
    Check(
        "Croissant, loading",
        "mlcroissant",
        ("mlcroissant", "load", "--jsonld", CROISSANT, "--record_set", "articles", "--num_records", "5"),
        edited("croissant.json", _mistake_checksum),
    ),
    Check(
        "DataCite 4.5",
        "datacite",
        ("python", "-c", DATACITE, "{release}/datacite.json"),
        edited("datacite.json", _without("titles")),
    ),
)
