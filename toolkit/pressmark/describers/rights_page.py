"""Says what may be shared of the articles, why, and who said so.

Carries: counts by release profile with what each profile holds, how much of the texts that are left out can be put
together, counts by the gate rule that decided with its reason, by rights statement, by licence, by rights holder and by
reviewer; each permission with its structured terms, and its wording where the release may hold it. What is unknown is
shown as unknown.

Specification: rightsstatements.org 1.0 for the statements, SPDX for the licences, `pressmark.rights.gate` for the
rules.
"""

from __future__ import annotations

from collections.abc import Mapping

from pressmark.describers import _markdown as md
from pressmark.describers._citing import license_url
from pressmark.describers._leak import leak_section
from pressmark.describers._rights import POLICIES, PROFILES, statement_name
from pressmark.describers._wording import counted
from pressmark.model.work import Party, PermissionSummary, Tally, Work
from pressmark.rights.gate import BEYOND, GATE

filename = "RIGHTS.md"

_NONE = "None."
_TERMS = (("action", "permits"), ("audience", "for"), ("condition", "on condition"))


def render(work: Work) -> str:
    """Returns the page."""
    return md.page(
        f"# Rights in {md.inline(work.title)}, version {work.version}",
        "Every article has rights of its own. How much of it this release shows is computed from what is known of "
        "them, by rules that are tried in order until one applies. **Unknown is not open:** where nothing that is "
        "known opens a text, the text is left out. This page says what was found and what was decided. It is not legal "
        "advice, and it grants nothing that the owners of the rights have not granted.",
        "## The metadata",
        f"The descriptions of the articles, and their compilation, are under {_license(work)}. That licence does not "
        "reach the text of any article.",
        "## What is shown",
        _explained("Profile", work.profiles, PROFILES),
        f"{counted(work.withheld, 'article')} withheld: only the identifier and the reason are here."
        if work.withheld
        else "",
        *_policies(work),
        *leak_section(work),
        "## Why",
        _explained("Rule", work.gate_rules, {rule.name: rule.why for rule in (*GATE, *BEYOND)}),
        "## Rights statements",
        _statements(work.rights) if work.rights else _NONE,
        "## Licences of the articles",
        "As an article or its site states them, or as a named reviewer recorded them; a licence is never assumed. Only "
        "one that the holder grants for the article itself opens its text.",
        _licenses(work) if work.licenses else _NONE,
        "## Rights holders",
        "By the names in copyright notices, else in the pages' metadata, or as a named reviewer recorded them.",
        md.tallies("Holder", work.holders) if work.holders else "No holder is known.",
        "## Reviews",
        "People who decided on what an article's evidence leaves open; their decisions, days and reasons stand in the "
        "table `claims`."
        if work.reviewers
        else "",
        md.tallies("Reviewer", work.reviewers) if work.reviewers else "No person has reviewed any article.",
        "## Permissions",
        *(map(_permission, work.permissions) if work.permissions else [_NONE]),
        "## If an article is yours",
        _objection(work.contact or work.publisher),
    )


def _policies(work: Work) -> list[str]:
    shown = {tally.label for tally in work.profiles} | ({"withheld"} if work.withheld else set())
    return [f"**{name}.** {policy}" for name, policy in POLICIES.items() if name in shown]


def _license(work: Work) -> str:
    return md.link(work.license, license_url(work.license))


def _explained(head: str, counts: tuple[Tally, ...], meanings: Mapping[str, str]) -> str:
    """Returns counts with the meaning of each label, in the order in which the meanings are stated."""
    order = list(meanings)
    known = sorted(counts, key=lambda tally: order.index(tally.label) if tally.label in order else len(order))
    rows = [(md.code(tally.label), f"{tally.articles:,}", meanings.get(tally.label, "")) for tally in known]
    return md.table((head, "Articles", "Meaning"), rows) if rows else _NONE


def _licenses(work: Work) -> str:
    texts = {tally.label: tally.articles for tally in work.text_licenses}
    ordered = sorted(work.licenses, key=lambda tally: (-tally.articles, tally.label))
    rows = [(md.inline(tally.label), f"{tally.articles:,}", f"{texts.get(tally.label, 0):,}") for tally in ordered]
    return md.table(("Licence", "Articles", "Texts here"), rows)


def _statements(counts: tuple[Tally, ...]) -> str:
    ordered = sorted(counts, key=lambda tally: (-tally.articles, tally.label))
    rows = [(md.link(statement_name(tally.label), tally.label), f"{tally.articles:,}") for tally in ordered]
    return md.table(("Statement", "Articles"), rows)


def _permission(permission: PermissionSummary) -> str:
    terms = [
        f"- {words}: {', '.join(md.inline(value) for found, value in permission.terms if found == kind)}"
        for kind, words in _TERMS
        if any(found == kind for found, _ in permission.terms)
    ]
    return "\n".join(
        [
            f"### {md.inline(permission.permission_id)}\n",
            f"- articles: {permission.articles:,}",
            f"- granted by: {md.inline(permission.grantor) if permission.grantor else 'not known'}",
            f"- commercial use: {md.inline(permission.commercial)}",
            *(terms or ["- terms: not read; legal wording is not guessed at"]),
            f"- SHA-256 of the wording: {md.code(permission.text_sha256)}",
            f"\n{md.quoted(permission.text)}"
            if permission.text
            else "- wording: left out, since it is somebody's text too",
        ]
    )


def _objection(party: Party) -> str:
    reached = party.email or party.url
    where = f"{md.inline(party.name)}, {md.inline(reached)}" if reached else md.inline(party.name)
    return (
        f"Write to {where}. An article that must not be here is left out of the next version, with a tombstone that "
        "gives the reason; the versions before it are marked as withdrawn in the collection's `index.json`."
    )
