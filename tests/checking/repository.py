"""A git repository in a temporary folder, driven by the git that is installed; tests that need one skip without git."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

GIT = shutil.which("git")
BIN = Path(sys.executable).parent
NEEDS_GIT = pytest.mark.skipif(GIT is None, reason="git is not installed")
SOMEBODY = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-c", "commit.gpgsign=false")


def environment(**more: str) -> dict[str, str]:
    """Returns an environment with this Python's programs, and without anybody's settings of git."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    return {**own, "PATH": path, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **more}


@dataclass(frozen=True)
class Repository:
    folder: Path

    @classmethod
    def made(cls, folder: Path) -> Repository:
        """Makes every file of a folder the first commit of a repository, on the branch main."""
        repository = cls(folder)
        folder.mkdir(exist_ok=True)
        repository.git("init", "--quiet", "--initial-branch=main")
        repository.commit("Begin")
        return repository

    def git(self, *arguments: str) -> str:
        done = self.tried("git", *SOMEBODY, *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def commit(self, message: str) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)

    def tried(self, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Runs a program in the repository, whatever comes of it."""
        return subprocess.run(
            command, cwd=self.folder, env=environment(**more), capture_output=True, text=True, check=False
        )

    def clean(self) -> None:
        """Goes back to the last commit."""
        self.git("reset", "--quiet", "--hard")
        self.git("clean", "--quiet", "-d", "--force")


def written(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8", newline="")
