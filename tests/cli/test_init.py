"""A repository that `init` makes works as it is: its package, its checks on a good and a bad branch, its guide."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from checking.repository import BIN, NEEDS_GIT, Repository, environment
from stages.island import pressmark, tree

from pressmark.cli.main import app
from pressmark.contracts.configuration import REQUIRED_TO_RELEASE

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "toolkit/pressmark/templates/contributions"
WORKFLOW = ".github/workflows/validate.yml"
GOOD = {
    "id": "fn-2024-01-09", "title": "Ice on the Mill Pond", "author": "Fennbrook Notices", "published": "2024-01-09",
    "publisher": "Fennbrook Notices", "url": "https://notices.example.org/2024/01/ice", "language": "en",
    "section": "Paths",
    "text": "The pond is frozen for the first time in six winters. The ice is measured at the sluice each morning, and "
    "the number is chalked on the gate; below ten, nobody goes on it.",
    "copyright": "© Fennbrook Notices 2024. All rights reserved.",
}  # fmt: skip
BAD = {**GOOD, "published": "2094-01-09"}


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("begun") / "Fennbrook Notices"
    said = pressmark("init", folder)
    assert (said.code, said.err) == (0, "")
    return folder


def convert(folder: Path) -> None:
    said = pressmark("convert", folder / "sources", "--to", folder / "package", "--config", folder / "pressmark.toml")
    assert said.code == 0, said.err


def test_it_holds_what_a_contributor_needs(begun: Path) -> None:
    files = {path.relative_to(begun).as_posix() for path in begun.rglob("*") if path.is_file()}
    assert {name for name in files if not name.startswith("package/data/")} == {
        *(".gitattributes", ".gitignore", ".pre-commit-config.yaml", WORKFLOW, "CONTRIBUTING.md", "pressmark.toml"),
        *("sources/print/seed-library.md", "sources/notices.jsonl"),
        *("package/datapackage.json", "package/pressmark.toml"),
    }
    assert not [name for name in files if re.search("@[A-Z]+@", (begun / name).read_text("utf-8"))]
    assert json.loads((begun / "package/datapackage.json").read_text("utf-8"))["name"] == "fennbrook-notices"


def test_the_package_is_what_its_sources_make(begun: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(begun, tmp_path / "copy")
    convert(copy)
    assert tree(copy / "package/data") == tree(begun / "package/data")


def test_only_what_is_to_be_filled_in_is_found_and_then_it_releases(begun: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(begun, tmp_path / "copy")
    said = pressmark("validate", copy / "package", "--sources", copy / "sources", "--report", "json")
    report = json.loads(said.out)
    assert said.code == 0
    assert {found["place"]["field"] for found in report["findings"]} == {f"dataset.{k}" for k in REQUIRED_TO_RELEASE}
    configuration = copy / "pressmark.toml"
    filled = re.sub(r"^# ([a-z]+ = )", r"\1", configuration.read_text("utf-8"), flags=re.MULTILINE)
    configuration.write_text(filled, "utf-8")
    convert(copy)
    said = pressmark("release", copy / "package", "--to", copy / "releases", "--date", "2026-11-23")
    assert (said.code, said.err) == (0, "")
    assert "3 articles (2 metadata, 1 fulltext), 0 withheld" in said.out


@pytest.mark.parametrize(
    ("name", "text"), [("folder/README.md", "Mine."), ("folder/.git/HEAD", "ref"), ("folder", "A file.")]
)
def test_what_is_there_is_left_alone(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    said = pressmark("init", tmp_path / "folder")
    assert (said.code, said.out) == (2, "")
    assert said.err.endswith("folder: is not empty (name a folder that is to be made)\n")
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == [path]
    assert path.read_text() == text


def test_an_empty_folder_will_do_and_any_name(tmp_path: Path) -> None:
    for name, slug in (("é", "e-articles"), ("2024 Blätter_neu", "2024-blatter-neu"), ("x" * 99, "x" * 80)):
        folder = tmp_path / name
        folder.mkdir()
        assert pressmark("init", folder).code == 0
        assert json.loads((folder / "package/datapackage.json").read_text("utf-8"))["name"] == slug


@pytest.fixture(scope="module")
def branches(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """Returns the repository as a server would check it out, with a good and a bad branch beside main."""
    base = tmp_path_factory.mktemp("branches")
    repository = Repository.made(Path(shutil.copytree(begun, base / "clone")))
    repository.git("clone", "--quiet", "--bare", ".", str(base / "server.git"))
    repository.git("remote", "add", "origin", str(base / "server.git"))
    repository.git("fetch", "--quiet", "origin")
    for branch, record in (("good", GOOD), ("bad", BAD)):
        repository.git("switch", "--quiet", "--create", branch, "main")
        with (repository.folder / "sources/notices.jsonl").open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
        convert(repository.folder)
        repository.commit("Add a notice")
    return repository


def switched(repository: Repository, branch: str) -> Repository:
    repository.clean()
    repository.git("switch", "--quiet", branch)
    return repository


def steps(path: Path) -> list[dict[str, Any]]:
    read = yaml.safe_load(path.read_text("utf-8"))
    found = read["runs"]["steps"] if "runs" in read else read["jobs"]["validate"]["steps"]
    assert all(("uses" in step) != ("run" in step) for step in found)
    return [step for step in found if "run" in step]


@NEEDS_GIT
@pytest.mark.parametrize(("branch", "code"), [("good", 0), ("bad", 1)])
def test_the_workflow_judges_a_branch(branches: Repository, branch: str, code: int) -> None:
    repository = switched(branches, branch)
    (step,) = [found for found in steps(repository.folder / WORKFLOW) if "pull_request" in found.get("if", "")]
    done = repository.tried("bash", "-e", "-c", step["run"])
    assert (done.returncode, done.stderr) == (code, "")
    errors = [line for line in done.stdout.splitlines() if line.startswith("::error ")]
    assert [re.search("title=([a-z-]+)", line)[1] for line in errors] == ["date-in-the-future"] * code
    assert all("file=package/data/dates.csv,line=" in line for line in errors)


@NEEDS_GIT
def test_pre_commit_stops_a_bad_commit(branches: Repository, tmp_path: Path) -> None:
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    clone = tmp_path / "clone"
    branches.git("clone", "--quiet", "--branch=main", ".", str(clone))
    repository = Repository(clone)
    assert repository.tried("pre-commit", "validate-config", ".pre-commit-config.yaml").returncode == 0
    assert repository.tried("pre-commit", "install", **home).returncode == 0
    for branch, code in (("bad", 1), ("good", 0)):
        repository.git("checkout", "--quiet", f"origin/{branch}", "--", ".")
        done = repository.tried("git", *COMMIT, **home)
        assert done.returncode == code, done.stderr
        assert "pressmark validate" in done.stderr + done.stdout
    assert repository.git("log", "--format=%s").splitlines() == ["Try", "Begin"]


COMMIT = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "commit", "-m", "Try")


@NEEDS_GIT
def test_the_hook_of_this_project_is_known_to_pre_commit(branches: Repository, tmp_path: Path) -> None:
    """The manifest is cloned from a repository that holds it alone; its program is the one that is installed."""
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    (tmp_path / "hooks").mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", tmp_path / "hooks")
    hooks = Repository.made(tmp_path / "hooks")
    assert hooks.tried("pre-commit", "validate-manifest", ".pre-commit-hooks.yaml").returncode == 0
    chosen = {"id": "pressmark-validate", "language": "system"}
    held = {"repo": str(hooks.folder), "rev": hooks.git("rev-parse", "HEAD").strip(), "hooks": [chosen]}
    config = tmp_path / "config.yaml"
    config.write_text(yaml.safe_dump({"repos": [held]}), "utf-8")
    for branch, code, words in (("good", 0, "Passed"), ("bad", 1, "date-in-the-future: 1 error")):
        done = switched(branches, branch).tried("pre-commit", "run", "--config", str(config), "--all-files", **home)
        assert done.returncode == code, done.stdout + done.stderr
        assert words in done.stdout


def typed(script: str, variables: dict[str, str]) -> Iterator[list[str]]:
    """Yields what a script would type after `pressmark`, as bash takes its words apart."""
    recorder = "pressmark() { printf '%s\\0' \"$@\"; printf '\\1'; }\n"
    script = re.sub(r"^(python -m )?pip .*", "", script, flags=re.MULTILINE)
    done = subprocess.run(
        ["bash", "-eu", "-c", recorder + script],
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=True,
    )
    yield from (line.split("\0")[:-1] for line in done.stdout.split("\1")[:-1])


def understood(arguments: list[str]) -> dict[str, Any]:
    """Returns what the command line takes arguments for; it raises where it refuses them."""
    commands = typer.main.get_command(app).commands
    name, *rest = arguments
    return commands[name].make_context(name, rest).params


ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
DEFAULTS = {name: found["default"] for name, found in ACTION["inputs"].items()}
GIVEN = {"package": "my packages", "sources": "in $HOME; ls", "since": "origin/main", "output": "a.sarif"}


@pytest.mark.parametrize("inputs", [DEFAULTS, {**DEFAULTS, **GIVEN}], ids=["defaults", "all inputs"])
def test_the_action_types_what_its_inputs_say(inputs: dict[str, str]) -> None:
    assert ACTION["runs"]["using"] == "composite"
    assert all(step["shell"] == "bash" and "${{" not in step["run"] for step in steps(ROOT / "action.yml"))
    step = steps(ROOT / "action.yml")[-1]
    named = {name: re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value) for name, value in step["env"].items()}
    variables = {name: inputs[found[1]] for name, found in named.items() if found}
    assert set(variables) == set(step["env"])
    (arguments,) = typed(step["run"], variables)
    said = understood(arguments)
    assert said["subject"] == Path(inputs["package"])
    assert said["sources"] == (Path(inputs["sources"]) if inputs["sources"] else None)
    assert (said["since"] or "", said["report"], said["fail_on"]) == (inputs["since"], inputs["report"], "error")
    assert str(said["output"] or "") == inputs["output"]


def test_every_command_of_the_workflow_is_understood(begun: Path) -> None:
    scripts = [step["run"] for step in steps(begun / WORKFLOW)]
    commands = [arguments for script in scripts for arguments in typed(script, {})]
    said = [understood(arguments) for arguments in commands]
    assert [(str(each["subject"]), each["since"], each["report"]) for each in said] == [
        ("package", "origin/main", "github"),
        ("package", None, "github"),
        ("package", None, "sarif"),
    ]


def test_every_command_of_the_guide_is_understood(begun: Path) -> None:
    lines = re.findall(r"^ +pressmark (.+)$", (begun / "CONTRIBUTING.md").read_text("utf-8"), flags=re.MULTILINE)
    assert {shlex.split(line)[0] for line in lines} == {"convert", "validate", "release", "withdraw"}
    assert all(understood(shlex.split(line)) for line in lines)


def test_the_manifest_types_a_command() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, *arguments = [*shlex.split(hook["entry"]), *hook["args"]]
    assert (BIN / program).exists()
    assert str(understood(arguments)["subject"]) == "."
    files = {path: bool(re.search(hook["files"], path)) for path in ("package/data/articles.csv", "README.md")}
    assert files == {"package/data/articles.csv": True, "README.md": False}
