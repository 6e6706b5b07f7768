"""Scores the converters of structured formats against the cases beside the clone, field by field.

    python benchmarks/score_formats.py [SET ...]

A set is a folder of `../shared/cases` with an `expected.json` that was made from the formats themselves. What is no
article of its own (a package, a picture, an empty item) is right where it is skipped or rejected with a reason.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pressmark.converters.base import ConvertSettings
from pressmark.evidence.dates import read_date
from pressmark.evidence.licenses import spdx_from
from pressmark.evidence.text import one_line
from pressmark.model.draft import Draft, Leftover, Source
from pressmark.stages._recognition import CONVERTERS, recognise

CASES = Path(__file__).resolve().parents[1] / "../shared/cases"

Score = tuple[str, str, bool]  # item, field, whether it is right
Records = list[Draft | Leftover]


def records_of(path: Path, scratch: Path) -> tuple[str, Records]:
    """Returns the converter that recognises a file, or an empty string, and what it reads."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
        path = scratch / path.name.removesuffix(".gz")
        path.write_bytes(data)
    source = Source(path.name, path, hashlib.sha256(data).hexdigest(), len(data))
    name = recognise(source)
    return name, list(CONVERTERS[name].read(source, ConvertSettings()).records) if name else []


def _jats(folder: Path, expected: Mapping[str, Any], scratch: Path) -> Iterator[Score]:
    for name, answer in sorted(expected.items()):
        converter, records = records_of(folder / "xml" / name, scratch)
        drafts = [one for one in records if isinstance(one, Draft)]
        yield name, "recognised", converter == "jats" and len(drafts) == 1
        for draft in drafts[:1]:
            yield from ((name, field, right) for field, right in _article(draft, answer))


def _article(draft: Draft, answer: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    yield "doi", _value(draft, "doi") == answer["doi"] and draft.url == f"https://doi.org/{answer['doi']}"
    yield "title", draft.title == one_line(answer["title"])
    days = [dated.edtf for dated in draft.dates if dated.role == "published"]
    yield "epub", days == [answer["pub_dates"]["epub"]]
    yield "other dates", set(answer["pub_dates"].values()) <= set(_values(draft, "published"))
    authors = [one for one in draft.agents if one.role == "author"]
    named = [one.name if one.kind == "organization" else (one.given, one.family) for one in authors]
    wanted = [one.get("collab") or (one["given_names"], one["surname"]) for one in answer["authors"]]
    yield "authors", named == wanted
    yield "holder", _agents(draft, "rights_holder") == _listed(answer["copyright_holder"])
    yield "year", draft.copyright_year == answer["copyright_year"]
    stated = [claim.verbatim for claim in draft.claims if claim.claim == "license"]
    chosen = next((claim.value for claim in draft.claims if claim.claim == "license" and claim.chosen), None)
    known = spdx_from(answer["license_href"] or answer["license_text"] or "")
    yield "license" if known else "no license made up", chosen == known
    worded = [one_line(wording or "") for wording in stated]
    if answer["license_text"]:
        yield "license text", one_line(answer["license_text"]) in worded
    yield "publisher", draft.publisher == answer["publisher"]
    yield "journal", _value(draft, "journal") == answer["journal"]


def _newswire(folder: Path, expected: Mapping[str, Any], scratch: Path) -> Iterator[Score]:
    readers: Mapping[str, Callable[[Mapping[str, Any]], list[dict[str, Any]]]] = {
        "NITF": _nitf_answers,
        "NewsML-G2": _g2_answers,
        "NewsML 1.x": _newsml_answers,
        "ninjs-like JSON": _ninjs_answers,
    }
    kinds = {"NITF": "nitf", "NewsML-G2": "newsml-g2", "NewsML 1.x": "newsml", "ninjs-like JSON": "ninjs"}
    claims = {"slugline": "slugline", "anpa_take_key": "take"}
    for name, answer in sorted(expected.items()):
        converter, records = records_of(folder / "items" / name, scratch)
        if answer["format"] not in readers:
            if answer["format"] == "plain wire text":
                yield name, "recognised", converter == "iptc-7901" and len(records) == 1
                for draft in (one for one in records if isinstance(one, Draft)):
                    for field, value in ((one["field"], one["value"]) for one in answer["superdesk_test_asserts"]):
                        said = [draft.title] if field == "headline" else _values(draft, claims[field])
                        yield name, field, value in [(one or "").removesuffix("/") for one in said]
            continue  # an agency's own XML
        answers = readers[answer["format"]](answer)
        yield name, "recognised", converter == kinds[answer["format"]] and len(records) == len(answers)
        for record, wanted in zip(records, answers, strict=False):
            if isinstance(record, Leftover):
                yield name, "left with a reason", bool(record.reason) and not wanted["is_text"]
                continue
            yield name, "is text", wanted["is_text"]
            yield from ((name, field, right) for field, right in _item(record, wanted))


def _item(draft: Draft, wanted: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    yield "headline", draft.title == wanted["headline"]
    bylines = [one_line(one.verbatim) for one in draft.statements if one.slot == "byline"]
    yield "byline", bylines == wanted["bylines"]
    found = {_instant(dated.edtf) for dated in draft.dates if dated.edtf}
    yield "date", all(_instant(moment) in found for moment in wanted["dates"])
    if "holders" in wanted:
        yield "holder", _agents(draft, "rights_holder") == wanted["holders"]
    if wanted.get("year"):
        yield "year", draft.copyright_year == wanted["year"]
    for name, value in wanted.get("claims", {}).items():
        if value is not None:  # what the case does not state is no point won
            yield name, one_line(value) in _written(draft, name)
    if wanted.get("paragraphs") is not None:
        yield "text", " ".join((draft.text or "").split()) == one_line(" ".join(wanted["paragraphs"]))


def _nitf_answers(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    headline = answer["headline_hl1"] or answer["head_title"] or None
    return [
        {
            "is_text": bool(headline),
            "headline": headline,
            "bylines": answer["bylines"],
            "dates": [answer["date_issue"]],
            "holders": _listed(answer["copyright_holder"]),
            "year": answer["copyright_year"],
            "paragraphs": answer["body_paragraphs"] if answer.get("body_paragraphs") else None,
            "claims": {"identifier": answer["doc_id"], "located": answer["dateline"]},
        }
    ]


def _g2_answers(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "is_text": one["item_class"].endswith(":text"),
            "headline": next(filter(None, map(one_line, one["headlines"])), None),
            "bylines": [line for line in map(one_line, one["bylines"]) if line],
            "dates": [moment for moment in (one["version_created"], one["first_created"]) if moment],
            "holders": _listed(one["copyright_holder"]),
            "claims": {
                "identifier": one["guid"],
                "publisher": next(iter(one["provider"]), None),
                "slugline": next(filter(None, one["slugline"]), None),
                "embargo": one["embargoed"],
                "usage_terms": next(iter(one["usage_terms"]), None),
                "language": next(iter(one["language"]), None),
                "credit": next(iter(one["creditline"]), None),
                "dateline": next(filter(None, one["dateline"]), None),
                "status": one["pub_status"],
            },
        }
        for one in answer["items"]
    ]


def _newsml_answers(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "is_text": True,
            "headline": one_line(one["headlines"][0]),
            "bylines": one["bylines"],
            "dates": [one["first_created"], one["this_revision_created"]],
            "holders": one["copyright_lines"],
            "claims": {"identifier": one["public_identifier"], "slugline": one["sluglines"][0]},
        }
        for one in answer["items"]
    ]


def _ninjs_answers(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    if "headline" not in answer:
        # The envelope of an agency's interface: its own names are none of the listed fields.
        return [{"is_text": "_text_" in answer["origin_file"], **_unlisted(answer)}]
    return [
        {
            "is_text": True,
            "headline": answer["headline"],
            "bylines": _listed(answer.get("byline")),
            "dates": [answer[key] for key in ("versioncreated", "firstcreated") if key in answer],
            "holders": _listed(answer.get("copyrightholder")),
            "claims": {
                "identifier": answer.get("guid") or answer.get("uri"),
                "usage_terms": answer.get("usageterms"),
                "located": answer.get("located"),
                "slugline": answer.get("slugline"),
                "publisher": answer.get("source"),
            },
        }
    ]


def _unlisted(answer: Mapping[str, Any]) -> dict[str, Any]:
    item = json.loads((CASES / "newswire/items" / answer["origin_file"]).read_text("utf-8"))["data"]["item"]
    return {"headline": item["headline"], "bylines": [], "dates": [item["versioncreated"]]}


def _listed(value: str | None) -> list[str]:
    return [] if value is None else [one_line(value)]


def _agents(draft: Draft, role: str) -> list[str]:
    return [one.name for one in draft.agents if one.role == role]


def _values(draft: Draft, name: str) -> list[str]:
    return [claim.value or "" for claim in draft.claims if claim.claim == name]


def _value(draft: Draft, name: str) -> str | None:
    return next(iter(_values(draft, name)), None)


def _written(draft: Draft, name: str) -> list[str]:
    return [one_line(claim.verbatim or "") for claim in draft.claims if claim.claim == name]


def _instant(moment: str | None) -> datetime | None:
    """Returns a moment so that two ways to write one are equal; a local time stays local."""
    read = read_date(re.sub(r"\.\d+(?=Z|[+-]|$)", "", moment or ""))
    if read is None:
        return None
    stamp = datetime.fromisoformat(read.edtf)
    return stamp.astimezone(UTC) if stamp.tzinfo else stamp


# One line a set; each reader yields its scores.
SETS: Mapping[str, Callable[[Path, Mapping[str, Any], Path], Iterator[Score]]] = {
    "jats-plos": _jats,
    "newswire": _newswire,
}


def scores(name: str) -> list[Score]:
    """Returns what is right and wrong in one set."""
    folder = CASES / name
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        return list(SETS[name](folder, expected, Path(scratch)))


def main(names: list[str]) -> int:
    """Prints a table a set, and what is wrong, and returns the exit status."""
    wrong = 0
    for name in names or list(SETS):
        if not (CASES / name).is_dir():
            print(f"not run: no cases at {CASES / name}")
            continue
        rows = scores(name)
        print(f"{name}: {sum(right for *_, right in rows)} of {len(rows)} fields right")
        totals, good = Counter(field for _, field, _ in rows), Counter(field for _, field, right in rows if right)
        for field, total in totals.items():
            print(f"  {field:20} {good[field]:4} of {total}")
        for item, field, right in rows:
            if not right:
                wrong += 1
                print(f"  WRONG  {field} in {item}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
