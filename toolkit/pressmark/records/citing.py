"""Reads the citations that a release carries."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pressmark.errors import IntegrityError, PackageError, UnknownNameError
from pressmark.files import read_manifest, sha256_of

# By the name that people ask for; each is the file of the describer of that name.
FORMS: Mapping[str, str] = MappingProxyType(
    {
        "apa": "citation.txt",
        "bibtex": "citation.bib",
        "csl-json": "citation.json",
        "cff": "CITATION.cff",
        "datacite": "datacite.json",
        "ris": "citation.ris",
    }
)


def cite_release(folder: Path, form: str) -> str:
    """Returns a citation as the release holds it; raises where the form is unknown or the file was changed."""
    if form not in FORMS:
        raise UnknownNameError("citation form", form, FORMS)
    name = FORMS[form]
    listed = read_manifest(folder)
    if name not in listed or not (folder / name).is_file():
        raise PackageError(f"holds no {name}", where=folder.name, remedy="cite a release, not a package")
    if sha256_of(folder / name) != listed[name]:
        raise IntegrityError("differs from its checksum", where=name, remedy="fetch the release again")
    return (folder / name).read_text("utf-8")
