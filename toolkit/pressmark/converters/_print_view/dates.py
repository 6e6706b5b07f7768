"""The dates that a page prints: one a role, with those that disagree as claims."""

from __future__ import annotations

from dataclasses import replace

from pressmark.converters._print_view.page import Page, Printed
from pressmark.converters._print_view.places import printed_claim
from pressmark.evidence.dates import dated
from pressmark.model.draft import Claim, Dated


def read_dates(page: Page) -> tuple[tuple[Dated, ...], list[Claim]]:
    """Returns one date a role, the first that was understood, and the claims of those that disagree with it."""
    chosen, claims = [], []
    for role in ("published", "original_published", "modified"):
        found = [(printed, _dated(page, role, printed)) for printed in page.printed(role)]
        first = next((date for _, date in found if date.edtf), found[0][1] if found else None)
        if first is None:
            continue
        rivals = [(printed, date) for printed, date in found if date.edtf and date.edtf != first.edtf]
        chosen.append(replace(first, rivals=len(rivals)))
        claims += [
            printed_claim(role, date.edtf or "", page.source, (printed.start, printed.end), chosen=False)
            for printed, date in rivals
        ]
    return tuple(chosen), claims


def _dated(page: Page, role: str, printed: Printed) -> Dated:
    date = dated(role, printed.text, basis="printed", order=page.zone.order, languages=page.site.languages)
    return replace(date, verbatim=page.source[printed.start : printed.end])
