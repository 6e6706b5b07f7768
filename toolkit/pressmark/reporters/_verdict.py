"""Says in a sentence what a report without a finding is worth, the same in every form."""

from __future__ import annotations

from pressmark.model.report import Report


def nothing_found(report: Report) -> str:
    """Returns a sentence where no rule found anything: nothing judged is no praise, and accepted is not nothing."""
    if any(outcome.outcome == "failed" for outcome in report.outcomes):
        return ""
    if all(outcome.outcome == "not-checked" for outcome in report.outcomes):
        return "Nothing was judged."
    accepted = any(outcome.suppressed or outcome.known for outcome in report.outcomes)
    return "Nothing new was found." if accepted else "Nothing wrong was found."
