"""The print view under every arrangement: what is printed is found, and what is not is absent."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark.converters import print_view
from pressmark.converters.base import ConvertSettings
from pressmark.model.draft import Draft, Source

HEADER = {
    "byline": ["By [Coast Wire](#)", "By Ann Lee, Tom Okafor and Ida Marsh", "by Ann Lee"],
    "published": ["The River Post, May 4, 2019", "The River Post, 4th May 2019", "The River Post, 4 mai 2019"],
    "original": ["[Coast Wire](#) 2 May 2019", "Coast Wire May 2nd 2019", "[Coast Wire](https://c.example) 2 May 2019"],
    "region": ["Region: [North Coast](#)", "Region: North Coast", "Région : North Coast"],
    "theme": ["Theme: [Transport](#), [Public Money](#)", "Theme: Transport, Public Money"],
    "report": ["In-depth Report: [FERRIES](#)", "In-depth Report: FERRIES"],
}  # fmt: skip
FOOTER = {
    "source": ["The original source of this article is [Coast Wire](#)", "Original source: Coast Wire"],
    "notice": ["Copyright © [Coast Wire](#), 2018", "© 2018 Coast Wire. All rights reserved.", "(c) Coast Wire 2018"],
    "articles_by": ["Articles by: [Ann Lee](#)", "Articles by: Ann Lee"],
    "url": ["The URL of this article is: https://riverpost.example/ferry"],
    "disclaimer": ["**Disclaimer:** The paper gives its consent to nothing.", "Disclaimer: We were not there."],
}  # fmt: skip
BODY = [
    "The ferry went out and came back.",
    "By noon the quay was empty.",
    "Copyright © was painted on the second boat, in gold.",
    "Region: this is what the label on the crate said.",
    "The original source of this river is a spring behind the school.",
    "The River Post, 12 June 1918, was the only paper on board.",
    "[1] The [log](https://coast.example/log) is kept on paper.",
    "Everyone *was* on board by then; nobody had paid.",
]
LEDE = "The boat that three towns share sails at last."


def parts(choices: dict[str, list[str]]) -> st.SearchStrategy[dict[str, str]]:
    ways = st.fixed_dictionaries({}, optional={name: st.sampled_from(forms) for name, forms in choices.items()})
    return ways.flatmap(lambda found: st.permutations(list(found.items())).map(dict))


def read(page: str) -> Draft:
    with tempfile.NamedTemporaryFile(suffix=".md") as file:
        place = Path(file.name)
        place.write_bytes(data := page.encode())
        source = Source(path="page.md", location=place, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        (draft,) = print_view.read(source, ConvertSettings()).records
    assert isinstance(draft, Draft)
    return draft


@settings(max_examples=300, deadline=None)
@given(
    title=st.booleans(),
    header=parts(HEADER),
    lede=st.booleans(),
    body=st.lists(st.sampled_from(BODY), min_size=1, max_size=6),
    footer=parts(FOOTER),
    rule=st.booleans(),
    place=st.integers(0, 6),
)
def test_each_part_is_found_where_it_is_printed_and_nowhere_else(
    title: bool, header: dict[str, str], lede: bool, body: list[str], footer: dict[str, str], rule: bool, place: int
) -> None:
    lines = list(header.values())
    if title:
        lines.insert(place, "# One Ferry for Three Towns")
    has_lede = lede and bool(lines)
    page = [*lines, *([f"*{LEDE}*"] if has_lede else []), *body, *(["---"] if rule else []), *footer.values()]
    draft = read("\n\n".join(page) + "\n")

    assert draft.title == ("One Ferry for Three Towns" if title else None)
    assert draft.lede == (LEDE if has_lede else None)
    assert (draft.text or "").split("\n\n") == [
        line.replace("*", "").replace("[log](https://coast.example/log)", "log") for line in body
    ]
    slots = [statement.slot for statement in draft.statements]
    assert sorted(slots) == sorted(
        {"source": "source_statement", "notice": "copyright_notice", "original": "original_published"}.get(name, name)
        for name in [*header, *footer, *(["title"] if title else [])]
        if name not in {"region", "theme", "report", "url"}
    )
    dates = {date.role: date.edtf for date in draft.dates}
    assert dates == {
        role: day
        for name, role, day in (
            ("published", "published", "2019-05-04"),
            ("original", "original_published", "2019-05-02"),
        )
        if name in header
    }
    assert draft.publisher == ("The River Post" if "published" in header else None)
    assert draft.original_publisher == ("Coast Wire" if "original" in header or "source" in footer else None)
    assert draft.copyright_year == ("2018" if "notice" in footer else None)
    assert draft.url == ("https://riverpost.example/ferry" if "url" in footer else None)
    labels = {"region": ["North Coast"], "theme": ["Transport", "Public Money"], "in-depth-report": ["FERRIES"]}
    printed = {name for name in labels if name in header or (name == "in-depth-report" and "report" in header)}
    assert [subject.label for subject in draft.subjects if subject.scheme in printed] == [
        subject.label for subject in draft.subjects
    ]
    assert {scheme: [s.label for s in draft.subjects if s.scheme == scheme] for scheme in printed} == {
        scheme: labels[scheme] for scheme in printed
    }
    holders = [agent.name for agent in draft.agents if agent.role == "rights_holder"]
    assert holders == (["Coast Wire"] if "notice" in footer else [])
