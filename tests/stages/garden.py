"""Six articles of a garden: their package, what tests change in its rows, and reports that find what a test says."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from stages.island import DAY, clean, packed

from pressmark.contracts.package import DESCRIPTOR, Package, descriptor, open_package, resource, write_table
from pressmark.contracts.tables import TABLES, table
from pressmark.files import settled_json
from pressmark.model.report import Finding, Place, Report
from pressmark.records.nest import Rows, frames_of

Edits = Mapping[str, Mapping[str, str]]
Change = Callable[[Rows, list[str]], None]

SECRET = "hollyhock"  # in every text and title; no reason quotes it
SETTINGS = """[dataset]
name = "garden-post"
title = "Six articles of a garden"
[convert]
prefix = "ga"
"""
ROW = {"author": "Ada Lind", "publisher": "The Garden Post", "language": "en", "copyright": "© The Garden Post 2024"}
ROWS = [
    {
        **ROW,
        "title": f"The {SECRET} in bed {bed}",
        "published": f"2024-05-0{bed}",
        "url": f"https://garden.example.org/{bed}",
        "text": f"In bed {bed} the {SECRET} stood {bed} feet high.",
    }
    for bed in (1, 2, 3, 4)
]
PAGE = """# A {secret} for {whom}

By [Ole Brandt](https://garden.example.org/ole)

The Garden Post, May {day}, 2024

The {secret} that {whom} was promised stands by the wall.

Copyright © The Garden Post, 2024

**Disclaimer:** The Garden Post grants permission to print its articles in parish papers, if the source is named.
"""


def sources(folder: Path) -> Path:
    """Writes what the package is made of: a table with a row that comes twice and one of nothing, and two pages."""
    folder.mkdir(parents=True)
    lines = [json.dumps(row) for row in (*ROWS, ROWS[0], {"title": ""})]
    (folder / "beds.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    for day, whom in ((5, "Ada"), (6, "Ole")):
        page = PAGE.format(secret=SECRET, whom=whom, day=day)
        (folder / f"page-{day}.md").write_text(page, "utf-8")
    (folder / "pressmark.toml").write_text(SETTINGS, "utf-8")
    return folder


def planted(folder: Path) -> Package:
    """Writes a package of six articles without an error, with copies and a tombstone."""
    made = packed(folder / "converted", sources(folder / "in"), name="garden-post")
    rows = rows_of(made)
    one, two, three, four, *_ = ids(rows)
    for cluster, members in (("c-1", (one, two)), ("c-2", (two, three, four))):
        for number, member in enumerate(members):
            role = "reprint" if number else "origin"
            rows["copies"].append(
                {"cluster_id": cluster, "article_id": member, "role": role, "similarity": 1000 - number}
            )
    told = {"withdrawn_in": "unreleased", "date": DAY, "reason": "privacy", "scope": "text"}
    rows["tombstones"] = [{"article_id": three, **told, "replaced_by": four}]
    return written(rows, folder / "package", made)


def rows_of(package: Package) -> Rows:
    """Returns all rows of a package."""
    return {name: package.scan(name).collect().to_dicts() for name in TABLES}


def ids(rows: Rows) -> list[str]:
    """Returns the ids of the articles: those of the table in its order, and those of the two pages."""
    places = {row["article_id"]: (row["source_locator"] or "~", row["published"]) for row in rows["articles"]}
    return sorted(places, key=lambda article_id: places[article_id])


def written(rows: Rows, folder: Path, like: Package, form: str = "csv", edits: Edits | None = None) -> Package:
    """Writes rows as a package; `edits` replaces words in the files of tables before they are described."""
    resources = []
    for name, frame in frames_of(rows).items():
        if frame.height:
            path = folder / "data" / f"{name}.{form}"
            write_table(frame.lazy(), table(name), path)
            for old, new in (edits or {}).get(name, {}).items():
                text = path.read_bytes().decode()
                assert old in text
                path.write_bytes(text.replace(old, new, 1).encode())
            resources.append(resource(table(name), path, folder))
    made = {"created": like.descriptor["created"]}
    (folder / DESCRIPTOR).write_text(settled_json(descriptor("garden-post", "package", resources, **made)), "utf-8")
    shutil.copyfile(like.folder / "pressmark.toml", folder / "pressmark.toml")
    return open_package(folder)


def of(rows: Rows, name: str, **match: Any) -> dict[str, Any]:
    """Returns the first row of a table that matches."""
    return next(row for row in rows[name] if all(row[key] == value for key, value in match.items()))


def put(name: str, number: int, /, **values: Any) -> Change:
    """Returns a change of the first row of a table of one of the articles."""
    return lambda rows, known: of(rows, name, article_id=known[number]).update(values)


def again(name: str, number: int, /, **values: Any) -> Change:
    """Returns a change that repeats a row of one of the articles, with other values."""
    return lambda rows, known: rows[name].append({**of(rows, name, article_id=known[number]), **values})


def put_source(name: str, /, **values: Any) -> Change:
    """Returns a change of the first row of a table that is of no article."""
    return lambda rows, known: rows[name][0].update(values)


def put_beds(**values: Any) -> Change:
    """Returns a change of the source of the first four articles."""
    return lambda rows, known: of(rows, "sources", path="beds.jsonl").update(values)


def renamed(number: int, name: str) -> Change:
    """Returns a change of an article's id, wherever it stands."""

    def change(rows: Rows, known: list[str]) -> None:
        for found in rows.values():
            for row in found:
                if row.get("article_id") == known[number]:
                    row["article_id"] = name

    return change


def wrong(rule: str, place: Place, **more: Any) -> Finding:
    return Finding(rule=rule, severity="error", place=place, message="is wrong", mend="", engines=("python",), **more)


def reported(package: Package, findings: Iterable[Finding]) -> Report:
    """Returns a report of which only the findings count for a split."""
    made = clean(package)
    found = tuple(findings)
    breaks = tuple((one.rule, one.fingerprint) for one in found)
    return replace(made, findings=found, breaks=breaks)
