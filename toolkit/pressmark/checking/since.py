"""Asks git what a folder was like at a revision, so that a validation can tell what a change brought.

Everything goes through the git that is installed, with lists of arguments and no shell. The earlier state is unpacked
into a temporary folder; the working tree, the index and the history are only read.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pressmark.errors import PressmarkError


@dataclass(frozen=True, slots=True)
class History:
    """A repository and one revision of it, as it was named and as git knows it."""

    top: Path
    revision: str
    commit: str

    def inside(self, path: Path) -> str | None:
        """Returns a path as seen from the top of the repository; None where it lies elsewhere."""
        try:
            return path.resolve().relative_to(self.top).as_posix()
        except ValueError:
            return None

    def unchanged(self, paths: Iterable[Path]) -> bool:
        """Returns whether the working tree holds the same files at the paths as the revision, and no others.

        Of a path outside the repository nothing is known, and nothing is said.
        """
        names = [name for path in paths if (name := self.inside(path)) is not None]
        if not names or any(not self._holds(name) for name in names):
            return False
        if _git(self.top, "diff", "--quiet", "--no-ext-diff", self.commit, "--", *names).returncode != 0:
            return False
        return not self._said("ls-files", "--others", "-z", "--", *names)

    def earlier(self, path: Path, scratch: Path) -> Path | None:
        """Returns the folder as the revision has it, unpacked below `scratch`; None where the revision has none."""
        name = self.inside(path)
        if name is None or not self._holds(name):
            return None
        packed = scratch / "earlier.tar"
        # The commit with a path, not the tree at the path: so the attributes of the whole repository hold.
        self._said("archive", "--format=tar", f"--output={packed}", self.commit, "--", name)
        with tarfile.open(packed) as archive:
            members = [member for member in archive if member.isfile() or member.isdir()]
            archive.extractall(scratch / "earlier", members, filter="data")
        packed.unlink()
        return scratch / "earlier" / name

    def _holds(self, name: str) -> bool:
        tree = f"{self.commit}:{'' if name == '.' else name}"
        return _git(self.top, "cat-file", "-e", tree).returncode == 0

    def _said(self, *arguments: str) -> bytes:
        done = _git(self.top, *arguments)
        if done.returncode != 0:
            raise PressmarkError(f"git {arguments[0]} failed: {_complaint(done)}", where=f"--since {self.revision}")
        return done.stdout


def history_of(path: Path, revision: str) -> History:
    """Returns the history that a path lies in, at a revision.

    Raises:
        PressmarkError: where git is not installed, the path lies in no repository, or the revision is unknown.
    """
    where = f"--since {revision}"
    folder = path if path.is_dir() else path.parent
    found = _git(folder, "rev-parse", "--show-toplevel")
    if found.returncode != 0:
        remedy = "a revision can be compared with only inside a git repository"
        raise PressmarkError(f"git finds no repository at {path}: {_complaint(found)}", where=where, remedy=remedy)
    top = Path(os.fsdecode(found.stdout.rstrip(b"\r\n"))).resolve()
    known = _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if revision.startswith("-") or known.returncode != 0:
        shallow = _git(folder, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"
        raise PressmarkError(
            "is not in this clone, which holds a part of the history only" if shallow else "git knows no such revision",
            where=where,
            remedy="fetch the rest: git fetch --unshallow, or fetch-depth: 0 in a workflow"
            if shallow
            else "name a branch, a tag or a commit; git fetch brings those of the server",
        )
    return History(top, revision, known.stdout.decode("ascii").strip())


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None:
        raise PressmarkError("git is not installed", where="--since", remedy="install git, or leave --since out")
    command = [program, "--literal-pathspecs", *arguments]
    return subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False)  # noqa: S603 - a list of arguments, no shell


def _complaint(done: subprocess.CompletedProcess[bytes]) -> str:
    """Returns the first line of what git said on standard error, in whatever language it speaks."""
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else f"exit status {done.returncode}"
