"""Generates drafts that say much about rights, from few names, so that their statements meet and contradict."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from pressmark.evidence.licenses import RIGHTS_STATEMENTS
from pressmark.model.draft import Agent, Claim, Draft, Permission, Statement, Term
from pressmark.records.assemble import Ledgers, assemble
from pressmark.records.identity import Identity, mint
from pressmark.rights.gate import Policy

SHA = "0123456789abcdef" * 4
ARTICLE = mint("ex", SHA)
PARTIES = ("Harbour Courier", "Coastal Digest", "Reuters", "AFP")
LICENSES = ("CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC-BY-ND-4.0", "CC0-1.0", "MIT", None)
PERMISSION = "LicenseRef-Courier-Reprint"
REVIEWED = {
    "license": (*LICENSES, PERMISSION),
    "grantor_is_holder": ("yes", "no", "unknown", None),
    "rights_statement": ("NoC-US", "InC", "InC-EDU", "NoC-CR", None),
    "takedown": ("yes", "no"),
    "tdm_reservation": ("0", "1"),
}
_party = st.sampled_from(PARTIES)


@st.composite
def licensing(draw: st.DrawFn) -> Claim:
    """Draws a claim of a licence, with or without its place."""
    place = draw(st.sampled_from([None, "char=0,9", "/html/body/a[1]/@href"]))
    value = draw(st.sampled_from(LICENSES))
    return Claim(claim="license", value=value, basis="rel-license", locator=place, chosen=draw(st.booleans()))


OTHERS = st.sampled_from(
    [
        Claim(claim="tdm_reservation", value="1", basis="meta"),
        Claim(claim="tdm_reservation", value="0", basis="meta"),
        Claim(claim="takedown", value="yes", basis="meta"),
        Claim(claim="embargo", value="yes", basis="meta", chosen=False),
        Claim(claim="original_publisher", value="Reuters", basis="meta", chosen=False),
        Claim(claim="author", value="Ada Lind (AP)", basis="printed", chosen=False),
    ]
)
NOTICES = st.sampled_from(
    [
        "© 2024 Harbour Courier",
        "© 2024 Coastal Digest",
        "© 2024 Harbour Courier. All rights reserved.",
        "© 2024 Reuters",
    ]
)
BYLINES = st.sampled_from(["By Ada Lind", "By Ada Lind, Reuters", "dpa", "By Ada Lind and AFP"])
TEXTS = st.sampled_from(["The bell rings again.", "SKERRY (AFP) - The bell rings again.", "It rings.\n\nSource: dpa"])
TERMS = st.lists(
    st.sampled_from(
        [
            Term(kind="action", value="dataset"),
            Term(kind="audience", value="public"),
            Term(kind="audience", value="schools"),
            Term(kind="condition", value="hyperlink-original"),
        ]
    ),
    unique=True,
)


def drafts(names: tuple[str, ...] = PARTIES) -> st.SearchStrategy[Draft]:
    """Returns drafts of any kind, and as many that the gate opens but for a few things that are different."""
    return st.one_of(anything(names), nearly_open(names), nearly_open(names, most=1))


@st.composite
def nearly_open(draw: st.DrawFn, names: tuple[str, ...], *, most: int = 3) -> Draft:
    """Draws a draft that the holder licenses, in which up to some things are as in another draft."""
    house = "Harbour Courier"
    license = draw(st.sampled_from(LICENSES[:3]))
    draft = Draft(
        source_sha256=SHA,
        title="A bell",
        text="The bell rings again.",
        publisher=house,
        url="https://courier.example/bell",
        license_scope="article",
        license_grantor=house,
        agents=(Agent(role="rights_holder", name=house, basis="copyright-notice"), Agent(role="grantor", name=house)),
        claims=(Claim(claim="license", value=license, basis="rel-license", locator="/html/body/a[1]/@href"),),
        statements=(
            Statement(slot="copyright_notice", verbatim=f"© 2024 {house}", locator="char=0,9"),
            Statement(slot="byline", verbatim="By Ada Lind", locator="char=9,20"),
        ),
    )
    other = draw(anything(names))
    fields = ("text", "publisher", "original_publisher", "url", "license_scope", "license_grantor", "agents", "claims",
              "statements", "permissions")  # fmt: skip
    different = draw(st.lists(st.sampled_from(fields), max_size=most, unique=True))
    changed = {name: getattr(other, name) for name in different}
    for name in ("claims", "statements", "agents"):
        if name in changed and draw(st.booleans()):
            changed[name] = (*getattr(draft, name), *changed[name])
    return replace(draft, **changed)


@st.composite
def anything(draw: st.DrawFn, names: tuple[str, ...]) -> Draft:
    """Draws a draft; half of them are such as a page makes that grants a licence of its own."""
    party = st.sampled_from(names)
    publisher = draw(party)
    own = draw(st.booleans())
    holders = [publisher] if own else draw(st.lists(party, max_size=2, unique=True))
    permissions: tuple[Permission, ...] = ()
    if draw(st.booleans()):
        terms = tuple(draw(TERMS))
        permissions = (Permission(permission_id=PERMISSION, text="Reprint it.", grantor=draw(party), terms=terms),)
    notices = draw(st.lists(NOTICES, max_size=2))
    return Draft(
        source_sha256=SHA,
        title="A bell",
        text=draw(TEXTS),
        publisher=publisher,
        original_publisher=draw(st.sampled_from([None, None, None, *names])),
        url=draw(st.sampled_from([None, "https://courier.example/bell"])),
        license_scope="article" if own else draw(st.sampled_from([None, "article", "site", "table"])),
        license_grantor=publisher if own else draw(st.sampled_from([None, *names])),
        agents=tuple(
            Agent(role="rights_holder", name=name, basis=draw(st.sampled_from(["copyright-notice", "curated"])))
            for name in holders
        ),
        claims=tuple(draw(st.lists(st.one_of(licensing(), OTHERS), max_size=4))),
        statements=(
            *(Statement(slot="copyright_notice", verbatim=words, locator="char=0,9") for words in notices),
            Statement(slot="byline", verbatim=draw(BYLINES), locator="char=9,20"),
        ),
        permissions=permissions,
    )


@st.composite
def reviews(draw: st.DrawFn) -> tuple[Claim, ...]:
    """Draws what people decided, perhaps several times."""
    return tuple(
        Claim(
            claim=claim,
            value=draw(st.sampled_from(REVIEWED[claim])),
            basis="curated",
            reviewer=draw(st.sampled_from(["Ada Lind", "Tomas Berg"])),
            reviewed_on=draw(st.sampled_from([date(2026, 1, 2), date(2026, 3, 4)])),
        )
        for claim in draw(st.lists(st.sampled_from(sorted(REVIEWED)), max_size=3))
    )


POLICIES = st.builds(
    Policy,
    commercial=st.sampled_from([None, True, False]),
    purpose=st.sampled_from([None, "education"]),
    audience=st.sampled_from([None, "schools"]),
    jurisdiction=st.sampled_from([None, "US"]),
    excerpts=st.booleans(),
    features=st.booleans(),
    excerpts_basis=st.sampled_from([None, "quotation"]),
    public_domain_jurisdictions=st.sampled_from([frozenset[str](), frozenset({"US"})]),
)
STATEMENTS = frozenset(RIGHTS_STATEMENTS.values())


def assembled(draft: Draft, decided: tuple[Claim, ...] = (), policy: Policy = Policy()) -> dict[str, Any]:  # noqa: B008
    """Returns the record of a draft, as a conversion makes it."""
    ledgers = Ledgers(reviews={ARTICLE: decided}, withdrawn={})
    source = "s-0123456789abcdef"
    return assemble(draft, source_id=source, path="a.md", identity=Identity("ex"), ledgers=ledgers, policy=policy)


def terms_of(draft: Draft) -> dict[str, list[tuple[str, str]]]:
    """Returns the terms of a draft's permissions."""
    return {found.permission_id: [(term.kind, term.value) for term in found.terms] for found in draft.permissions}
