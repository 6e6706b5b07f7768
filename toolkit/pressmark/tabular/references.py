"""Reads what reference managers export (RIS, BibTeX, Zotero's CSV) as rows with conventional names.

A newspaper or a journal is the publisher of its articles; the house that prints it is another party and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

import rispy
from pybtex import errors
from pybtex.database import Entry, Person
from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from pressmark.evidence.text import one_line
from pressmark.files import canonical_json
from pressmark.tabular.rows import Broken, Row

FILES = "file"  # the column that holds the files of an entry, parted by line feeds
_RIS = re.compile(r"\s*TY {2}-")
_ENTRY = re.compile(r"^TY {2}- ?", re.MULTILINE)
_END = re.compile(r"^ER {2}-.*\Z", re.MULTILINE | re.DOTALL)
_ATTACHED = ("file_attachments1", "file_attachments2", "file_attachments3")
_BIBTEX = re.compile(
    r"(?:\s*(?:%[^\n]*\n|@(?:comment|string|preamble)\b[^\n]*\n))*\s*@[A-Za-z]{2,40}\s*[{(]", re.IGNORECASE
)
_ZOTERO = frozenset({"Item Type", "Publication Title", "File Attachments"})
# What each value is called, the likeliest name first.
_OF_RIS: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "title": ("primary_title", "title"),
    "publisher": ("journal_name", "secondary_title", "alternate_title3", "alternate_title2", "alternate_title1"),
    "published": ("date", "publication_year", "year"),
    "doi": ("doi",),
    "language": ("language",),
}
_OF_BIBTEX: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "publisher": ("journaltitle", "journal", "newspaper", "booktitle", "howpublished"),
    "doi": ("doi",),
    "url": ("url",),
    "language": ("langid", "language"),
    "keywords": ("keywords",),
    "license": ("license", "rights"),
}
_OF_ZOTERO: Mapping[str, tuple[str, ...]] = {
    "id": ("Key",),
    "title": ("Title",),
    "authors": ("Author",),
    "publisher": ("Publication Title",),
    "published": ("Date", "Publication Year"),
    "doi": ("DOI",),
    "url": ("Url",),
    "language": ("Language",),
    "section": ("Section",),
    "license": ("Rights",),
    "keywords": ("Manual Tags",),
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def reference_rows(text: str) -> list[Row | Broken] | None:
    """Returns the entries of RIS or BibTeX as rows, or None where a text is neither; one that is broken says why."""
    text = text.lstrip("\ufeff")
    if _RIS.match(text):
        return [_ris_row(entry) for entry in _ENTRY.split(text)[1:]]
    return list(_bibtex(text)) if _BIBTEX.match(text) else None


def zotero_row(row: Row) -> Row:
    """Returns a row of Zotero's CSV with conventional names; any other row is returned as it is."""
    found = _renamed(row, _OF_ZOTERO)
    files = [path.strip() for path in re.split(r";\s+", row.get("File Attachments", "")) if path.strip()]
    return _filled({**found, FILES: "\n".join(files)})


def is_zotero(columns: Sequence[str]) -> bool:
    """Returns whether columns are those of Zotero's CSV."""
    return set(columns) >= _ZOTERO


def files_of(value: str) -> Iterator[str]:
    """Yields the ways in which the files of an entry may be named: by the whole path, by its end, and by the name."""
    for path in value.split("\n"):
        plain = PurePosixPath(path.replace("\\", "/").removeprefix("file://").removeprefix("./"))
        parts = [part for part in plain.parts if part != "/"]
        yield from ("/".join(parts[at:]) for at in range(len(parts)))


def _ris_row(text: str) -> Row | Broken:
    try:
        (entry,) = rispy.loads(f"TY  - {_END.sub('', text).rstrip()}\nER  - \n")
    except (OSError, ValueError, KeyError, IndexError, TypeError) as broken:
        return Broken(f"the entry is broken RIS: {one_line(str(broken))}")
    plain = {name: value for name, value in entry.items() if isinstance(value, str)}
    row = _renamed(plain, _OF_RIS)
    row["published"] = _ris_date(row.get("published", ""))
    row["authors"] = _listed(list(dict.fromkeys([*entry.get("first_authors", ()), *entry.get("authors", ())])))
    row["url"] = next((each for each in (*entry.get("urls", ()), entry.get("url")) if each), "")
    row["keywords"] = _listed(entry.get("keywords", ()))
    files = [entry[name] for name in _ATTACHED if name in entry]
    row[FILES] = "\n".join(path for each in files for path in ([each] if isinstance(each, str) else each))
    return _filled(row)


def _ris_date(wording: str) -> str:
    """Returns a date of RIS (`2015/03/04/late edition`) as far as it goes."""
    found = re.match(r"(\d{4})(?:/(\d{1,2}))?(?:/(\d{1,2}))?(?:/|$)", wording.strip())
    return "-".join(part.zfill(2) for part in found.groups() if part) if found else wording


def _bibtex(text: str) -> Iterator[Row | Broken]:
    with errors.capture() as faults:
        try:
            database = Parser().parse_string(text)
        except PybtexError as broken:
            yield Broken(f"broken BibTeX: {one_line(str(broken))}")
            return
    for name, entry in database.entries.items():
        yield _bibtex_row(str(name), entry)
    yield from (Broken(f"broken BibTeX: {one_line(str(fault))}") for fault in faults)


def _bibtex_row(name: str, entry: Entry) -> Row:
    fields = {str(field).lower(): str(value) for field, value in entry.fields.items()}
    row = {meaning: _plain(value) for meaning, value in _renamed(fields, _OF_BIBTEX).items()}
    row["url"] = fields.get("url", "")
    row["authors"] = _listed([_person(person) for person in entry.persons.get("author", ())])
    row["published"] = fields.get("date") or _bibtex_date(fields)
    row[FILES] = "\n".join(_bibtex_files(fields.get("file", "")))
    return _filled({"id": name, **row})


def _bibtex_date(fields: Mapping[str, str]) -> str:
    month = fields.get("month", "").strip().lower()[:3]
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month) if month.isdecimal() else None
    day = fields.get("day", "").strip()
    parts = [fields.get("year", "").strip(), *([str(number)] if number else []), *([day] if number and day else [])]
    return "-".join(part.zfill(2) for part in parts if part)


def _bibtex_files(value: str) -> Iterator[str]:
    """Yields the paths of a field such as `Full Text:files/1/a.pdf:application/pdf;b.html:text/html`."""
    for each in re.split(r"(?<!\\);", value):
        parts = [part.replace("\\:", ":").replace("\\;", ";") for part in re.split(r"(?<!\\):(?![\\/])", each.strip())]
        named = [
            part for part in parts if re.search(r"\.\w{1,8}$", part) and not re.fullmatch(r"[\w.+-]+/[\w.+-]+", part)
        ]
        yield from named[-1:] or [part for part in parts if re.search(r"\.\w{1,8}$", part)][:1]


def _person(person: Person) -> str:
    names = (
        *person.first_names,
        *person.middle_names,
        *person.prelast_names,
        *person.last_names,
        *person.lineage_names,
    )
    return _plain(" ".join(map(str, names)))


def _plain(latex: str) -> str:
    """Returns a value without the commands of LaTeX; one that cannot be read stays as it is."""
    try:
        return one_line(str(Text.from_latex(latex)))
    except (PybtexError, ValueError, KeyError):
        return one_line(latex)


def _renamed(row: Mapping[str, str], names: Mapping[str, tuple[str, ...]]) -> Row:
    found = {meaning: next((row[name] for name in known if row.get(name)), "") for meaning, known in names.items()}
    return _filled(found)


def _listed(values: Sequence[str]) -> str:
    return canonical_json({"": list(values)})[4:-1] if values else ""


def _filled(row: Mapping[str, str]) -> Row:
    return {name: value for name, value in row.items() if value.strip()}
