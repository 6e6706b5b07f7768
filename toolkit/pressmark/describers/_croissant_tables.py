"""Renders a table as Croissant sees it: a file, and a record set with its columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from pressmark.describers._wording import known
from pressmark.model.work import DataFile

# The context that the specification recommends: its own terms are `cr:` and their name.
_TERMS = (
    "annotation arrayShape citeAs column containedIn equivalentProperty excludes extract field fileObject fileProperty "
    "fileSet format includes isArray isLiveDataset jsonPath key md5 parentField path readLines recordSet references "
    "regex repeated replace samplingRate sdVersion separator source subField transform unArchive value"
).split()
CONTEXT: Mapping[str, Any] = MappingProxyType(
    {
        "@language": "en",
        "@vocab": "https://schema.org/",
        "sc": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "dct": "http://purl.org/dc/terms/",
        "odrl": "http://www.w3.org/ns/odrl/2/",
        "conformsTo": "dct:conformsTo",
        "data": {"@id": "cr:data", "@type": "@json"},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "description": {"@container": "@language"},
        "examples": {"@id": "cr:examples", "@type": "@json"},
        "name": {"@container": "@language"},
        **{term: f"cr:{term}" for term in _TERMS},
    }
)
_TYPES = MappingProxyType({"string": "sc:Text", "integer": "sc:Integer", "boolean": "sc:Boolean", "date": "sc:Date"})
# By its media type, the name that loaders know it by.
_KNOWN_AS = MappingProxyType(
    {"application/vnd.apache.parquet": "application/x-parquet", "application/jsonl": "application/jsonlines"}
)


def file_object(file: DataFile) -> dict[str, Any]:
    """Returns a table's file; Parquet and JSON Lines are named by their media type and by the one that loaders know."""
    known_as = _KNOWN_AS.get(file.media_type)
    return known(
        **{"@type": "cr:FileObject", "@id": file.path},
        name=file.path,
        description=file.description,
        contentUrl=file.path,
        contentSize=f"{file.bytes} B",
        encodingFormat=[file.media_type, known_as] if known_as else file.media_type,
        sha256=file.sha256,
    )


def record_set(file: DataFile, files: Iterable[DataFile]) -> dict[str, Any]:
    """Returns a table's rows; a reference to a table that the release does not hold is left out."""
    schema: Any = file.schema
    present = {other.name for other in files}
    targets = {
        key["fields"][0]: f"{key['reference']['resource']}/{key['reference']['fields'][0]}"
        for key in schema.get("foreignKeys", ())
        if key["reference"]["resource"] in present
    }
    return known(
        **{"@type": "cr:RecordSet", "@id": file.name},
        name=file.name,
        description=file.description,
        key=[{"@id": f"{file.name}/{column}"} for column in schema.get("primaryKey", ())],
        field=[_field(column, file, targets.get(column["name"])) for column in schema["fields"]],
    )


def _field(column: Mapping[str, Any], file: DataFile, target: str | None) -> dict[str, Any]:
    return known(
        **{"@type": "cr:Field", "@id": f"{file.name}/{column['name']}"},
        name=column["name"],
        description=column.get("description"),
        dataType=_TYPES[column["type"]],
        equivalentProperty=column.get("rdfType"),
        source={"fileObject": {"@id": file.path}, "extract": {"column": column["name"]}},
        references={"field": {"@id": target}} if target else None,
    )
