"""The checks themselves, without a validator: what they need is there, and what they spoil is spoilt."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from conform.checks import CHECKS, PROFILE, ROOT, Check
from conform.environments import PINS, interpreter_of, version, version_of
from conform.example import EXAMPLES, write_release
from conform.reports import LOG, REPORT_CHECKS, WRITTEN, errors_logged, write_report
from conform.run import published, staged

from pressmark.contracts.package import open_package
from pressmark.files import listed_files, sha256_of, verify_manifest
from pressmark.model.report import Report

ALL = (*CHECKS, *REPORT_CHECKS)


def hashes(folder: Path) -> dict[str, str]:
    return {name: sha256_of(folder / name) for name in listed_files(folder)}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.tool}: {check.name}")
def test_a_spoilt_copy_differs_in_one_file(check: Check, tmp_path: Path) -> None:
    copy = staged(write_release(tmp_path / "release", "plain", check.form or "csv"), tmp_path)
    before = hashes(copy)
    check.spoil(copy)
    assert len(set(before.items()) ^ set(hashes(copy).items())) == 2


@pytest.mark.parametrize("check", REPORT_CHECKS, ids=lambda check: f"{check.tool}: {check.name}")
@pytest.mark.parametrize("report", WRITTEN.values(), ids=WRITTEN)
def test_a_spoilt_report_differs(check: Check, report: Report, tmp_path: Path) -> None:
    copy = staged(write_report(tmp_path / "report", report), tmp_path)
    before = hashes(copy)
    check.spoil(copy)
    assert len(set(before.items()) ^ set(hashes(copy).items())) == 2


# What a validator logged, and whether it is an error.
LOGS = [
    ({"results": [], "invocations": [{"executionSuccessful": True}]}, False),
    ({"results": [{"ruleId": "SARIF2005"}], "invocations": [{"executionSuccessful": True}]}, False),
    (
        {"results": [{"ruleId": "JSON1002", "level": "error"}], "invocations": [{"executionSuccessful": True}]},
        True,
    ),
    ({"results": [], "invocations": [{"executionSuccessful": False}]}, True),
    (None, True),
]


@pytest.mark.parametrize(("run", "wrong"), LOGS)
def test_an_error_in_a_log_is_one(run: object, wrong: bool, tmp_path: Path) -> None:
    if run is not None:
        (tmp_path / LOG).write_text(json.dumps({"runs": [run]}), "utf-8-sig")
    assert bool(errors_logged(tmp_path)) is wrong


def test_every_tool_is_pinned_and_every_pin_is_used() -> None:
    assert {place.stem for place in PINS.iterdir()} == {check.tool for check in ALL}
    assert all(version_of(check.tool) for check in ALL)


def test_the_profile_is_where_the_checks_look() -> None:
    assert (ROOT / PROFILE).is_file()


def test_an_interpreter_that_is_too_old_is_not_taken() -> None:
    assert interpreter_of((3, 11)) == sys.executable
    assert interpreter_of((99, 0)) is None


def test_a_placeholder_is_no_interpreter(tmp_path: Path) -> None:
    assert version(shutil.which("false") or "false") == ()


@pytest.mark.parametrize(("name", "form"), EXAMPLES)
def test_an_example_is_a_release(name: str, form: str, tmp_path: Path) -> None:
    folder = write_release(tmp_path / "release", name, form)
    verify_manifest(folder)
    package = open_package(folder)
    assert (package.kind, package.format) == ("release", form)


def test_of_a_published_package_the_newest_release_is_checked() -> None:
    assert all((release / "datapackage.json").is_file() for release in published())
