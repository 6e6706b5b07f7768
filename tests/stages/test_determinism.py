"""Equal input, day and version of the toolkit give equal bytes, whatever the machine is like."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from stages.island import DAY, NAME, SOURCES, issued, packed, sources, tree

from pressmark.contracts.package import FORMATS, Package, scan_table
from pressmark.contracts.tables import table

ROOT = Path(__file__).resolve().parents[2]
EPOCH = str(int(datetime(DAY.year, DAY.month, DAY.day, tzinfo=UTC).timestamp()))
# What differs between two machines: the environment, where one stands, and the mask of new files.
MACHINES: dict[str, tuple[dict[str, str], str, int]] = {
    "plain": ({"POLARS_MAX_THREADS": "2", "LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"}, "here", 0o022),
    "odd": (
        {
            "POLARS_MAX_THREADS": "1",
            "LC_ALL": "tr_TR.UTF-8",
            "LANG": "ar_EG.UTF-8",
            "TZ": "Pacific/Kiritimati",
            "PYTHONHASHSEED": "4711",
            "PYTHONUTF8": "0",
            "COLUMNS": "20",
        },
        "there/deep",
        0o077,
    ),
    "bare": (
        {"POLARS_MAX_THREADS": "1", "LC_ALL": "C", "TZ": "America/St_Johns", "PYTHONHASHSEED": "random"},
        "bare",
        0,
    ),
}
# Another interpreter that has what Pressmark needs, as `make another PYTHON=...` installs it.
ANOTHER = ROOT / ".venvs/another" / ("Scripts" if os.name == "nt" else "bin") / "python"
# The day comes from SOURCE_DATE_EPOCH; the number of workers from the test, and not from the machine.
RUN = """
import sys
from pathlib import Path
from pressmark.cli.main import main
from pressmark.cli.today import today
from pressmark.contracts.package import FORMATS
from pressmark.stages.convert import convert
for form in FORMATS:
    package = Path(form) / "package"
    convert(Path("in"), to=package, name="skerry-lantern", created=today(), format=form, workers=int(sys.argv[1]))
    try:
        main(["release", str(package), "--to", f"{form}/releases"])
    except SystemExit as left:
        assert not left.code, form
"""


def on(machine: str, folder: Path, interpreter: str = sys.executable) -> set[str]:
    """Converts and releases in a process of its own, and returns the content roots that it says.

    The folder of the sources lies elsewhere and is filled anew.
    """
    environment, place, mask = MACHINES[machine]
    here = folder / place
    here.mkdir(parents=True)
    sources(here / "in")
    # Another order of files in the folder, and other times of change.
    names = sorted(path.name for path in SOURCES.iterdir())
    random.Random(machine).shuffle(names)
    for number, name in enumerate(names):
        (here / "in" / name).unlink()
        shutil.copyfile(SOURCES / name, here / "in" / name)
        os.utime(here / "in" / name, (number * 1_000_000, number * 1_000_000))
    known = sys.path if interpreter == sys.executable else [str(ROOT / "toolkit")]
    base = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    said = subprocess.run(
        [interpreter, "-c", RUN, str(len(machine) % 3 + 1)],
        cwd=here,
        env={**base, "PYTHONPATH": os.pathsep.join(known), "SOURCE_DATE_EPOCH": EPOCH, **environment},
        umask=mask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    return {line for line in said.stdout.splitlines() if line.startswith("content root ")}


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns the folder in which every machine has converted and released in every format, one root for all."""
    if os.name != "posix":
        pytest.skip("needs a mask of new files")
    folder = tmp_path_factory.mktemp("machines")
    with ThreadPoolExecutor(len(MACHINES)) as pool:
        roots = list(pool.map(lambda machine: on(machine, folder), MACHINES))
    assert len(set.union(*roots)) == 1
    return folder


@pytest.mark.parametrize("form", FORMATS)
def test_no_machine_changes_a_byte(form: str, machines: Path, package: Package) -> None:
    first, *others = (tree(machines / place / form) for _, place, _ in MACHINES.values())
    assert all(other == first for other in others)
    assert len([name for name in first if name.startswith("releases/")]) > 20
    if form == "csv":
        written = {name.removeprefix("package/"): digest for name, digest in first.items() if "package/" in name}
        assert written == tree(package.folder)


def test_no_mask_changes_the_mode_of_what_is_published(machines: Path) -> None:
    """The identifier of a release rests on who may run its files; who may read it, its folder on a server does."""
    paths = [path for release in machines.rglob("0.1.0") for path in (release, *release.rglob("*"))]
    assert {path.stat().st_mode & 0o777 for path in paths if path.is_file()} == {0o644}
    assert {path.stat().st_mode & 0o777 for path in paths if path.is_dir()} == {0o755}


def test_another_python_changes_no_byte(machines: Path, tmp_path: Path) -> None:
    if not ANOTHER.is_file():
        pytest.skip("there is no second Python: `make another PYTHON=python3.13` installs what it needs")
    asked = [ANOTHER, "-c", "import sys; print(sys.version_info[:2])"]
    other = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
    assert other != str(sys.version_info[:2])
    on("odd", tmp_path, str(ANOTHER))
    place = MACHINES["odd"][1]
    assert tree(tmp_path / place) == tree(machines / place)


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "csv"])
def test_every_format_has_the_content_root_and_the_wording_of_csv(
    form: str, package: Package, dataset: Path, tmp_path: Path
) -> None:
    other = packed(tmp_path / "package", format=form)
    one = issued(package, tmp_path / "csv", version="1.0.0")
    two = issued(other, tmp_path / form, version="1.0.0")
    assert one.work.content_root == two.work.content_root
    alike = (
        "CITATION.cff",
        "CHANGELOG.md",
        "RIGHTS.md",
        "citation.txt",
        "citation.bib",
        "citation.ris",
        "citation.json",
    )
    assert [name for name in alike if (one.folder / name).read_bytes() != (two.folder / name).read_bytes()] == []
    assert tree(one.folder) == tree(dataset / "1.0.0")


@pytest.mark.parametrize("form", FORMATS)
def test_rows_in_another_order_are_released_in_the_same_bytes(form: str, tmp_path: Path) -> None:
    package = packed(tmp_path / "package", format=form)
    first = tree(issued(package, tmp_path / "first").folder)
    for name, path in package.paths.items():
        frame = scan_table(table(name), path).collect()
        mixed = frame.sample(fraction=1, shuffle=True, seed=7)
        if form == "parquet":
            mixed.write_parquet(path)
        elif form == "jsonl":
            mixed.write_ndjson(path)
        else:
            mixed.write_csv(path, line_terminator="\r\n")
    assert tree(issued(package, tmp_path / "second").folder) == first


def test_a_collection_is_the_same_in_any_neighbourhood(package: Package, tmp_path: Path) -> None:
    alone = (
        packed(tmp_path / "alone", SOURCES / "bell.md", config=SOURCES / "pressmark.toml").scan("articles").collect()
    )
    among = package.scan("articles").filter(article_id=alone["article_id"].item()).collect()
    assert alone["record_sha256"].item() == among["record_sha256"].item()
    assert alone.drop("source_id").equals(among.drop("source_id"))


def test_only_the_day_of_a_release_comes_from_outside(package: Package, dataset: Path, tmp_path: Path) -> None:
    later = issued(package, tmp_path, version="1.0.0", issued=DAY.replace(year=2027)).folder
    differs = {name for name, digest in tree(later).items() if digest != tree(dataset / "1.0.0")[name]}
    assert not {name for name in differs if name.startswith("data/")}
    assert {"datapackage.json", "CITATION.cff", "citation.txt"} <= differs
    assert later.parent.name == NAME
