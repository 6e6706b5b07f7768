"""Writes reports as code hosts take them, and checks them with a validator that reads the format as its makers do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from conform.checks import Check, edited
from reporters.hostile import HOSTILE
from reporters.reports import REPORTS

from pressmark.model.report import Report
from pressmark.reporters.sarif import render
from pressmark.stages.validate import validate

WRITTEN = {**{name: report for name, (report, _) in REPORTS.items()}, "hostile": HOSTILE}
REPORT, LOG = "report.sarif", "said.sarif"


def write_reports(folder: Path, releases: list[Path]) -> list[Path]:
    """Returns a folder for each report: what is found in each release, and reports of all there is to find."""
    found = {f"{release.parent.name} {release.name}": validate(release) for release in releases}
    return [write_report(folder / name, report) for name, report in {**found, **WRITTEN}.items()]


def write_report(folder: Path, report: Report) -> Path:
    """Writes a report into a folder of its own, and returns the folder."""
    folder.mkdir(parents=True)
    (folder / REPORT).write_text(render(report, "error"), "utf-8")
    return folder


def errors_logged(folder: Path) -> str:
    """Returns the errors that the validator wrote into its log; its exit status does not tell of them."""
    if not (folder / LOG).is_file():
        return "no log was written\n"
    (run,) = json.loads((folder / LOG).read_text("utf-8-sig"))["runs"]
    finished = all(invocation["executionSuccessful"] for invocation in run["invocations"])
    errors = [json.dumps(result) for result in run["results"] if result.get("level") == "error"]
    return "".join(f"{said}\n" for said in [*errors, *([] if finished else ["it did not finish"])])


def _forget_tool(report: Any) -> None:
    del report["runs"][0]["tool"]["driver"]["name"]


REPORT_CHECKS = (
    Check(
        "SARIF 2.1.0",
        "sarif-multitool",
        (
            "sarif-multitool",
            "validate",
            f"{{release}}/{REPORT}",
            "--output",
            f"{{release}}/{LOG}",
            "--log",
            "ForceOverwrite",
        ),
        edited(REPORT, _forget_tool),
        scope="@microsoft",
        errors=errors_logged,
        settings=(("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"),),  # else it asks for a library of the system
    ),
)
