"""What `make` says on a machine that lacks something: one sentence, and nothing half made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "requirements" / "install"
NO_VENV = f'#!/bin/sh\ncase "$*" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"\n'
OLD_PYTHON = "#!/bin/sh\nexit 1\n"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone that holds the script and an empty lock."""
    requirements = tmp_path / "clone" / "requirements"
    requirements.mkdir(parents=True)
    shutil.copy(SCRIPT, requirements)
    (requirements / "base.txt").touch()
    return requirements.parent


def install(clone: Path, python: str) -> subprocess.CompletedProcess[str]:
    """Run the script where `python3` is the given shell script and there is no other Python."""
    tools = clone.parent / "bin"
    tools.mkdir(exist_ok=True)
    for tool in ("sh", "dirname", "cmp", "cp", "rm"):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    (tools / "python3").write_text(python)
    (tools / "python3").chmod(0o755)
    command = ["sh", "requirements/install", "base"]
    return subprocess.run(
        command, cwd=clone, env={"PATH": str(tools)}, capture_output=True, text=True, timeout=120
    )


def test_too_old_a_python_is_one_sentence(clone: Path) -> None:
    result = install(clone, OLD_PYTHON)

    assert result.returncode == 1
    assert result.stderr == (
        "Python 3.11, 3.12 or 3.13 is needed and none was found; name one with PYTHON=/path/to/python3.\n"
    )
    assert not (clone / ".venv").exists()


def test_a_missing_venv_module_is_one_sentence(clone: Path) -> None:
    result = install(clone, NO_VENV)

    assert result.returncode == 1
    assert result.stderr == (
        "Python's venv module is missing; on Debian and Ubuntu it comes with: apt install python3-venv.\n"
    )
    assert not (clone / ".venv").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser can write to every folder")
def test_a_read_only_folder_is_one_sentence(clone: Path) -> None:
    clone.chmod(0o555)

    result = install(clone, f'#!/bin/sh\nexec {sys.executable} "$@"\n')

    clone.chmod(0o755)
    assert result.returncode == 1
    assert result.stderr == (
        "This folder cannot be written to, and the shop keeps its environment and data in it.\n"
    )


def test_an_installed_lock_is_not_installed_again(clone: Path) -> None:
    (clone / ".venv" / "bin").mkdir(parents=True)
    (clone / ".venv" / "bin" / "python").write_text(
        "#!/bin/sh\ncase $1 in -c) exit 0;; esac\necho called >&2\n"
    )
    (clone / ".venv" / "bin" / "python").chmod(0o755)
    (clone / "requirements" / "base.txt").write_text("django==5.2.19\n")

    first = install(clone, OLD_PYTHON)
    shutil.rmtree(clone.parent / "bin")
    second = install(clone, OLD_PYTHON)

    assert (first.returncode, first.stdout, first.stderr) == (
        0,
        "Installing the packages of requirements/base.txt (about a minute) …\n",
        "called\n",
    )
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
